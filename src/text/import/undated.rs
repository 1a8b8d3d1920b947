//! What a list can answer that does not say when its deals were created.

use chrono::NaiveDate;

use super::report::Tally;
use super::sense::Sense;
use crate::calc::units::Money;

/// Most owners and stages that are told apart.
const MOST: usize = 200;

/// A deal without a day of creation.
pub(super) struct Undated {
    pub sense: Sense,
    pub value: Money,
    pub close: Option<NaiveDate>,
    pub owner: String,
    pub stage: String,
}

/// What the deals of a list come to that have no day of creation. Nothing that needs their age is
/// in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Summary {
    /// The deals that are open.
    pub open: Tally,
    /// Those that are won.
    pub won: Tally,
    /// Those that are lost.
    pub lost: Tally,
    /// Open deals whose close date is past.
    pub past_due: Tally,
    /// Open deals by owner, in the order of the list.
    pub owners: Vec<(String, Tally)>,
    /// Open deals by stage, in the order of the list.
    pub stages: Vec<(String, Tally)>,
}

impl Summary {
    pub(super) fn add(&mut self, deal: &Undated, today: NaiveDate) {
        let tally = match deal.sense {
            Sense::Open => &mut self.open,
            Sense::Won => &mut self.won,
            Sense::Lost => &mut self.lost,
        };
        tally.add(deal.value);
        if deal.sense != Sense::Open {
            return;
        }
        if deal.close.is_some_and(|close| close < today) {
            self.past_due.add(deal.value);
        }
        for (tallies, name) in [(&mut self.owners, &deal.owner), (&mut self.stages, &deal.stage)] {
            let at = tallies.iter().position(|(own, _)| own == name).unwrap_or_else(|| {
                tallies.push((name.clone(), Tally::default()));
                tallies.len() - 1
            });
            tallies[at].1.add(deal.value);
            tallies.truncate(MOST);
        }
    }
}
