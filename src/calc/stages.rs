//! What the stage of a deal adds to its age (method 10.2).
//!
//! Stages rank single deals; no total, no range and no dead line knows them. [`Passages`] is when
//! which deal was in which stage, from days of entering or from an earlier export; [`Stages`] is how
//! much more often deals of a stage close than deals of the same age in all; and [`Stages::ranked`]
//! gives deals chances by both, with the totals of those by age alone.

mod dates;
mod odds;
mod passages;
mod tally;
mod totals;

use std::collections::BTreeMap;

use super::cycle::shrinkage::{self, Group};
use super::portfolio::Portfolio;
use super::prospects::{Basis, Prospect, Window};
use odds::Odds;
use tally::Tally;

pub use self::dates::{Entry, StageDates};
pub use self::passages::Passages;

/// How much more often deals of a stage are won and lost than deals of the same age in all.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stages {
    /// The stages, as the list names them.
    pub names: Vec<String>,
    /// What each of them does to the wins; empty where stages do not matter for them.
    pub won: Vec<Group>,
    /// The same for the losses.
    pub lost: Vec<Group>,
    /// The stage of open deals where it is known, by their place in the list.
    pub now: BTreeMap<usize, u16>,
}

impl Stages {
    /// What the deals show beyond the curve of their ages, each its own where there are several, and
    /// the calendar.
    ///
    /// Per cause, over all observed deal-days: `O_g` closings of deals in stage `g`, and `E_g`, what
    /// was to be expected of its days by age and calendar, scaled so that `sum E = sum O`. The
    /// multiplier is `(O + k) / (E + k)` as for the calendar, with the same choice of `k` and the
    /// same gate. Losses are thinned by the overdispersion over days and stages.
    ///
    /// Deals move on, and their chances are those of a whole period. Of a deal-day, a stage therefore
    /// has the share of the `horizon` days up to it (at most all since the deal was created) on whose
    /// mornings the deal was in the stage: the average, over mornings as today's is, of what came
    /// within so many days of deals that were in the stage then. One day of `horizon` are the days
    /// spent in each stage. What an earlier export says stands for all days until the later one.
    pub fn new(portfolio: &Portfolio, passages: &Passages, horizon: u32) -> Self {
        let tally = Tally::new(portfolio, passages, horizon);
        Self {
            names: passages.names.clone(),
            won: groups(&tally, 0),
            lost: groups(&tally, 1),
            now: passages.now.clone(),
        }
    }

    /// Whether stages matter.
    pub fn is_on(&self) -> bool {
        !self.won.is_empty() || !self.lost.is_empty()
    }

    /// How many open deals are in each stage.
    pub fn open_deals(&self) -> Vec<usize> {
        let mut deals = vec![0; self.names.len()];
        for stage in self.now.values() {
            deals[usize::from(*stage)] += 1;
        }
        deals
    }

    /// What the hazards of a deal in a stage are multiplied with, for won and for lost.
    pub fn factors(&self, stage: usize) -> [f64; 2] {
        [&self.won, &self.lost].map(|groups| groups.get(stage).map_or(1.0, |g| g.multiplier))
    }

    /// `prospects` with the chances that their stages give them as well, for the window and ever;
    /// their expected number of wins and their expected revenue stay.
    ///
    /// With the chance `q` of a deal's age and `q_g` with the hazards of its stage on all days to
    /// come, the odds of its chance are multiplied with `q_g (1 - q) / (q (1 - q_g))`, and then as
    /// little as keeps both totals: see `totals::kept`. Of two deals of the same age and value the
    /// one whose stage is better has the better chance. Chances that were typed or listed, and deals
    /// whose stage is not known, stay as they are.
    #[must_use]
    pub fn ranked(
        &self,
        portfolio: &Portfolio,
        window: Window,
        prospects: &[Prospect],
    ) -> Vec<Prospect> {
        let mut ranked = prospects.to_vec();
        if !self.is_on() {
            return ranked;
        }
        let mut odds = Odds::new(self, portfolio, window);
        let staged: Vec<(usize, [f64; 2])> = prospects
            .iter()
            .enumerate()
            .filter(|(_, one)| one.basis == Basis::Age)
            .filter_map(|(at, one)| {
                let curve = portfolio.part_of(one.position);
                Some((at, odds.of(curve, one.age, *self.now.get(&one.position)?)))
            })
            .collect();
        let kept = |of: fn(&Prospect) -> f64, which: usize| {
            let deal = |(at, odds): &(usize, [f64; 2])| totals::Deal {
                value: prospects[*at].value.0,
                chance: of(&prospects[*at]),
                odds: odds[which],
            };
            totals::kept(&staged.iter().map(deal).collect::<Vec<_>>())
        };
        let (soon, ever) = (kept(|one| one.chance, 0), kept(|one| one.chance_ever, 1));
        for (((at, _), soon), ever) in staged.iter().zip(soon).zip(ever) {
            (ranked[*at].chance, ranked[*at].chance_ever) = (soon, ever.max(soon));
        }
        ranked
    }
}

/// The multipliers of a cause, 0 for won and 1 for lost; empty where stages do not matter.
fn groups(tally: &Tally, cause: usize) -> Vec<Group> {
    let Some(mut groups) = shrinkage::scaled(tally.groups(cause)) else { return Vec::new() };
    if cause == 1 {
        let sum = |of: fn(&Group) -> f64| -> f64 { groups.iter().map(of).sum() };
        let cells = tally.cells(cause, sum(|group| group.closed));
        let spread = shrinkage::overdispersion(cells, &groups);
        shrinkage::thinned(&mut groups, spread);
    }
    let Some(weight) = shrinkage::weight(&groups) else { return Vec::new() };
    shrinkage::multiply(&mut groups, Some(weight));
    groups
}

#[cfg(test)]
mod tests;
