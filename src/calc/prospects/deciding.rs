//! The deals that decide whether the goal is made (method 7).

use super::{Prospect, Target};
use crate::calc::revenue::Precision;
use crate::calc::units::Money;

/// So many of the largest deals are looked at.
const LARGEST: usize = 20;

/// What one deal does to the chance of making the goal, all else as it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Decider {
    /// The deal's place in the list.
    pub position: usize,
    /// Its value.
    pub value: Money,
    /// The chance of making the goal when it is won in the period.
    pub won: f64,
    /// The same when it is not: lost, or slipped into a later period.
    pub lost: f64,
}

impl Decider {
    /// The difference that it makes, in [0, 1].
    pub fn swing(&self) -> f64 {
        self.won - self.lost
    }
}

/// Deciders that are found one by one, so that a page stays responsive: see [`deciders`].
#[derive(Clone, Debug)]
pub struct Deciding {
    target: Target,
    prospects: Vec<Prospect>,
    /// The same deals with the chances that the answer rests on, where those are others.
    answered: Option<Vec<Prospect>>,
    /// By how much the answer's chance of the goal is higher than that of `prospects`.
    shift: f64,
    /// Places in `prospects` that are still to be looked at.
    left: Vec<usize>,
    found: Vec<Decider>,
}

impl Deciding {
    /// The largest of `prospects` are to be looked at.
    pub fn new(target: Target, prospects: Vec<Prospect>) -> Self {
        let mut left: Vec<usize> = (0..prospects.len())
            .filter(|i| prospects[*i].chance > 0.0 && prospects[*i].value.0 > 0.0)
            .collect();
        left.sort_by(|a, b| prospects[*b].value.0.total_cmp(&prospects[*a].value.0));
        left.truncate(LARGEST);
        left.reverse();
        Self { target, prospects, answered: None, shift: 0.0, left, found: Vec::new() }
    }

    /// The same where the chance of the goal is known from other chances of the same deals, which
    /// come to the same revenue: it stays, and a deal makes the difference to it that it makes by
    /// `prospects`.
    #[must_use]
    pub fn around(self, answered: Vec<Prospect>) -> Self {
        Self { answered: Some(answered), ..self }
    }

    /// Looks at one more deal; whether there was one.
    pub fn step(&mut self, precision: Precision) -> bool {
        if let Some(answered) = self.answered.take() {
            let chance =
                |deals: &[Prospect]| self.target.chances(deals, [Money(0.0); 2], precision)[0];
            self.shift = chance(&answered) - chance(&self.prospects);
            return true;
        }
        let Some(place) = self.left.pop() else { return false };
        let found = decider(&self.target, &self.prospects, place, precision);
        let shifted = |chance: f64| (chance + self.shift).clamp(0.0, 1.0);
        self.found.push(Decider { won: shifted(found.won), lost: shifted(found.lost), ..found });
        true
    }

    /// Those found, the most decisive first.
    pub fn found(mut self) -> Vec<Decider> {
        self.found.sort_by(|a, b| b.swing().total_cmp(&a.swing()));
        self.found
    }
}

/// The largest 20 deals that can be won in the period, the most decisive first:
/// `P(S_-i >= R - v_i) - P(S_-i >= R)` with `S_-i` the revenue of all others. Winning a deal is taken
/// as done, not as news about the market, which is left as it is.
pub fn deciders(target: &Target, prospects: &[Prospect], precision: Precision) -> Vec<Decider> {
    let mut deciding = Deciding::new(*target, prospects.to_vec());
    while deciding.step(precision) {}
    deciding.found()
}

fn decider(target: &Target, prospects: &[Prospect], i: usize, precision: Precision) -> Decider {
    let Prospect { position, value, .. } = prospects[i];
    let others = [&prospects[..i], &prospects[i + 1..]].concat();
    let [won, lost] = target.chances(&others, [value, Money(0.0)], precision);
    Decider { position, value, won: won.max(lost), lost }
}
