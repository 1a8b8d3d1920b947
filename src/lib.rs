//! Enough Pipeline: calculators that tell a sales leader whether the pipeline is enough.
//!
//! The map, from the inside out; each module may use those before it, never those after:
//!
//! * [`language`]: what is said, by its English words; which language it is said in.
//! * [`calc`]: numbers and dates in, numbers and dates out.
//! * [`text`]: between values and text: what was typed, what is shown, the share link.
//! * [`lead`]: what is sent to the site's own CRM or form service, and how it gets there once.
//! * [`state`]: what the visitor has typed and opened, and how an action changes it.
//! * `ui` (feature `web`): views of a report, and the one door to the browser.
//!
//! Invariants, most of them about what is absent:
//!
//! * `calc` knows no clock, no randomness, no browser and no number format. `today` is an input.
//! * No NaN or infinity leaves `calc`: what has no answer is `None`.
//! * An input is described once, in its calculator's `FIELDS`; form, validation, share link,
//!   reference and golden tables derive from it.
//! * State holds what was typed. Inputs and reports are derived from it, never stored.
//! * Only `ui::browser` names `web_sys`, `js_sys` or `gloo`.
//! * Nothing that was typed leaves the browser, and nothing is logged.

// Tests compare with figures that are exact by design: 0, 1, and what was typed.
#![cfg_attr(test, allow(clippy::float_cmp))]

// What tests of views share names the crate as those outside it do.
#[cfg(test)]
extern crate self as enough_pipeline;

// First, so that its macros are known to all that follow.
#[macro_use]
pub mod language;

pub mod calc;
pub mod lead;
pub mod state;
pub mod text;
#[cfg(feature = "web")]
pub mod ui;
