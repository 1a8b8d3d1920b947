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
mod handle;
mod how;
#[cfg(feature = "deals")]
mod import;
#[cfg(feature = "deals")]
mod leads;
mod missing;
#[cfg(feature = "deals")]
mod review;
#[cfg(feature = "deals")]
mod rows;
mod settled;
mod signal;
mod start;
#[cfg(feature = "deals")]
mod sweep;
mod unlock;
mod view;
#[cfg(feature = "deals")]
mod workspace;

#[cfg(all(test, feature = "deals"))]
mod said;

pub use self::calculator::{Calculator, CalculatorProps};
pub use self::early::first_view;
pub use self::embed::Embed;
#[cfg(feature = "deals")]
pub use self::forecast::{Allowed, Forecast, ForecastProps, Forecasts, first_forecast};
#[cfg(feature = "deals")]
pub use self::leads::{Leads, LeadsOnPage, LeadsProps, first_leads};
#[cfg(feature = "deals")]
pub use self::review::{Review, ReviewOnPage, ReviewProps, first_review};
pub use self::signal::Signal;
pub use self::start::mount;
#[cfg(feature = "deals")]
pub use self::sweep::{Deals, Sweep, SweepProps, first_sweep};
pub use self::view::{Formatting, View};
#[cfg(feature = "deals")]
pub use self::workspace::{Client, Section, Workspace, WorkspaceProps, first_workspace};
