//! From which age on a deal is dead.

use crate::calc::portfolio::Portfolio;

/// So many own wins are enough to draw the line by them.
pub const LEAST_WINS: usize = 30;
/// A deal is dead when its chance to be ever won has fallen to this part of a new deal's.
const DEAD_SHARE: f64 = 0.25;

/// From which age on a deal is dead.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Line {
    /// What draws it.
    pub rule: Rule,
    /// A deal of more days than this is dead; `None`: no age makes a deal dead.
    pub after: Option<f64>,
    /// Share of all wins that come at such ages, in [0, 1], by the firm's curve.
    pub late_wins: f64,
    /// Own wins that the curve rests on.
    pub wins: usize,
}

/// What draws the line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Rule {
    /// The firm's own curve: the upper 80 % bound of the chance to be ever won is at most `limit`, a
    /// quarter of the share of all deals that are won. Beyond the first such age, where few deals
    /// were seen, the chance itself counts.
    OwnHistory {
        /// In [0, 1].
        limit: f64,
    },
    /// Too few own wins: the age is more than this multiple of the sales cycle.
    Cycles {
        /// How many sales cycles.
        multiple: f64,
    },
}

impl Line {
    /// The line for `portfolio`; `multiple` serves where own wins are few.
    pub fn new(portfolio: &Portfolio, multiple: f64) -> Self {
        let curve = &portfolio.curve;
        let (all, wins) = (curve.won(f64::INFINITY), curve.evidence().won);
        let (rule, after) = if wins >= LEAST_WINS {
            let limit = DEAD_SHARE * all;
            let first =
                (1..=curve.longest() as u32).find(|age| curve.chance_ever_upper(*age) <= limit);
            (Rule::OwnHistory { limit }, first.map(|age| f64::from(age) - 1.0))
        } else {
            (Rule::Cycles { multiple }, Some(multiple * portfolio.default.cycle))
        };
        let late = after.map_or(0.0, |age| all - curve.won(age));
        Self { rule, after, late_wins: if all > 0.0 { late / all } else { 0.0 }, wins }
    }

    /// Whether a deal of so many days is dead.
    pub fn is_dead(&self, portfolio: &Portfolio, age: u32) -> bool {
        let age = f64::from(age);
        let beyond = self.after.is_some_and(|after| age > after);
        match self.rule {
            Rule::OwnHistory { limit } => beyond && portfolio.curve.chance_ever(age) <= limit,
            Rule::Cycles { .. } => beyond,
        }
    }
}
