//! Views of a report. Nothing outside this module knows Yew, and only `browser` knows a browser,
//! so that every view renders natively in tests.

mod actions;
mod answer;
mod browser;
mod calculator;
mod chart;
#[cfg(feature = "deals")]
mod chooser;
mod early;
mod element;
mod embed;
mod field;
#[cfg(feature = "deals")]
pub mod forecast;
mod form;
mod gate;
mod given;
mod how;
#[cfg(feature = "deals")]
mod import;
mod missing;
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
pub use self::signal::Signal;
pub use self::start::mount;
#[cfg(feature = "deals")]
pub use self::sweep::{Deals, Sweep, SweepProps, first_sweep};
pub use self::view::{Formatting, View};
