//! The forecast: what a firm will close, month by month.

mod answer;

pub use self::answer::{Answer, headline, whole};

use crate::state::forecast::LookAction;

/// What can happen to a forecast.
#[derive(Clone, Debug)]
pub enum Message {
    /// The visitor looks at it in another way.
    Look(LookAction),
    /// The table is asked for as a file.
    SaveCsv,
    /// The table is asked for, to be pasted elsewhere.
    CopyTable,
    /// A print is asked for.
    Print,
    /// The focus is to move to the part with this name.
    Focus(&'static str),
}
