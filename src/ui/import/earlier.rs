//! An earlier export of the same CRM, to compare the list in use with.

use chrono::NaiveDate;

use crate::calc::deals::{Deal, Outcome};
use crate::text::import::Import;

/// An earlier export.
pub struct Earlier {
    /// Its name.
    pub name: String,
    /// Its deals.
    pub import: Box<Import>,
}

impl Earlier {
    /// The day after the last that anything in it is dated: no earlier was it taken.
    pub fn day(&self) -> Option<NaiveDate> {
        let last = |deal: &Deal| {
            let closed = match deal.outcome {
                Outcome::Won(day) | Outcome::Lost(day) => Some(day),
                Outcome::Open => None,
            };
            [Some(deal.created), closed, deal.last_activity].into_iter().flatten().max()
        };
        self.import.deals().iter().filter_map(last).max()?.succ_opt()
    }
}
