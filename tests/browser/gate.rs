//! The form before the whole answer: what it asks, shows and sends, and that each lead arrives once.

mod answers;
mod faults;
mod form;
mod looks;
mod sent;
mod site;
mod tabs;
