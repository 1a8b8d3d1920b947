//! Views of a report. Nothing outside this module knows Yew, and only `browser` knows a browser,
//! so that every view renders natively in tests.

mod actions;
mod answer;
mod browser;
mod calculator;
mod chart;
#[cfg(feature = "more")]
mod chooser;
mod early;
mod element;
mod embed;
mod field;
#[cfg(feature = "more")]
pub mod forecast;
mod form;
mod gate;
mod given;
mod handle;
mod how;
#[cfg(feature = "more")]
mod import;
#[cfg(feature = "more")]
mod leads;
mod missing;
#[cfg(feature = "more")]
mod review;
#[cfg(feature = "more")]
mod rows;
mod settled;
mod signal;
mod start;
#[cfg(feature = "more")]
mod sweep;
mod unlock;
mod view;
#[cfg(feature = "more")]
mod workspace;

#[cfg(all(test, feature = "more"))]
mod said;

pub use self::calculator::{Calculator, CalculatorProps};
pub use self::early::first_view;
pub use self::embed::Embed;
#[cfg(feature = "more")]
pub use self::forecast::{Forecast, ForecastProps, first_forecast};
#[cfg(feature = "more")]
pub use self::leads::{Leads, LeadsProps, first_leads};
#[cfg(feature = "more")]
pub use self::review::{Review, ReviewProps, first_review};
pub use self::signal::Signal;
pub use self::start::{Allowed, mount};
#[cfg(feature = "more")]
pub use self::sweep::{Sweep, SweepProps, first_sweep};
pub use self::view::{Formatting, View};
#[cfg(feature = "more")]
pub use self::workspace::{Section, Workspace, WorkspaceProps, first_workspace};

#[cfg(feature = "workspace")]
pub use self::workspace::Client;
#[cfg(feature = "deals")]
pub use self::{forecast::Forecasts, sweep::Deals};
#[cfg(feature = "plan")]
pub use self::{leads::LeadsOnPage, review::ReviewOnPage};
