//! Views of a report. Nothing outside this module knows Yew, and only `browser` knows a browser,
//! so that every view renders natively in tests.

mod actions;
mod answer;
mod browser;
mod calculator;
mod chart;
mod chooser;
mod early;
mod element;
mod embed;
mod erase;
mod field;
mod file_box;
pub mod forecast;
mod form;
mod gate;
mod given;
mod handle;
mod how;
mod import;
mod leads;
mod lesson;
#[cfg(feature = "prerender")]
mod markup;
mod missing;
mod review;
mod rows;
mod settled;
mod signal;
mod start;
mod steps;
mod sweep;
mod unlock;
mod view;
mod workspace;

#[cfg(test)]
mod said;

pub use self::calculator::{Calculator, CalculatorProps, Message, OFFER as COVERAGE};
pub use self::early::first_view;
pub use self::embed::{Offer, offer};
pub use self::forecast::{Forecast, ForecastProps, OFFER as FORECAST, first_forecast};
pub use self::import::Message as ImportMessage;
pub use self::leads::{Leads, LeadsProps, OFFER as LEADS, first_leads};
#[cfg(feature = "prerender")]
pub use self::markup::Markup;
pub use self::review::{
    Message as ReviewMessage, OFFER as REVIEW, Review, ReviewProps, first_review,
};
pub use self::signal::Signal;
pub use self::start::{Allowed, mount};
pub use self::steps::Steps;
pub use self::sweep::{Message as SweepMessage, OFFER as SWEEP, Sweep, SweepProps, first_sweep};
pub use self::view::{Formatting, View};
pub use self::workspace::{
    OFFER as WORKSPACE, Section, Workspace, WorkspaceProps, first_workspace,
};
