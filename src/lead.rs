//! Leads: what a visitor leaves on the way to the full result, and how it reaches the site's own
//! CRM or form service: never lost, never twice, and never more than the visitor was shown.
//!
//! Nothing here knows a browser: clock, storage and network come in through [`deliver::World`].
//! The order of use: [`config`] is read from the element, [`person`] checks what was typed,
//! [`submission`] lists what will be sent, [`deliver`] sends it and tells what came of it.

pub mod bands;
pub mod config;
pub mod consent;
pub mod deliver;
pub mod delivery;
mod digest;
pub mod email;
mod free;
pub mod instant;
mod json;
pub mod opened;
pub mod outbox;
pub mod person;
pub mod request;
pub mod response;
pub mod seller;
pub mod submission;

/// At most so many characters of `text`.
fn clip(text: &str, most: usize) -> &str {
    text.char_indices().nth(most).map_or(text, |(end, _)| &text[..end])
}

/// The texts one behind the other.
fn concat(parts: &[&str]) -> String {
    parts.concat()
}
