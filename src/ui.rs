//! Views of a report. Nothing outside this module knows Yew, and only `browser` knows a browser,
//! so that every view renders natively in tests.

mod actions;
mod answer;
mod browser;
mod calculator;
mod chart;
mod early;
mod element;
mod embed;
mod field;
mod form;
mod gate;
mod given;
mod how;
#[cfg(feature = "deals")]
mod leads;
mod missing;
#[cfg(feature = "deals")]
mod review;
mod settled;
mod signal;
mod start;
#[cfg(feature = "deals")]
mod sweep;
mod unlock;
mod view;

pub use self::calculator::{Calculator, CalculatorProps};
pub use self::early::first_view;
pub use self::embed::Embed;
#[cfg(feature = "deals")]
pub use self::leads::{Leads, LeadsOnPage, LeadsProps, first_leads};
#[cfg(feature = "deals")]
pub use self::review::{Review, ReviewOnPage, ReviewProps, first_review};
pub use self::signal::Signal;
pub use self::start::mount;
#[cfg(feature = "deals")]
pub use self::sweep::{Deals, Sweep, SweepProps, first_sweep};
pub use self::view::{Formatting, View};
