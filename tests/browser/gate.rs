//! The form before the whole answer: what it asks, shows and sends, and that each lead arrives once.

mod answers;
mod faults;
mod form;
mod looks;
mod sent;
pub mod site;
mod tabs;

use crate::harness::Scenario;

/// The tests of all parts.
pub fn scenarios() -> Vec<Scenario> {
    let parts = [
        answers::scenarios(),
        faults::scenarios(),
        form::scenarios(),
        looks::scenarios(),
        sent::scenarios(),
        tabs::scenarios(),
    ];
    parts.into_iter().flatten().collect()
}
