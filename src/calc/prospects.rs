//! The open deals of a list with the chance of each, and what they bring together (method 3).

mod deciding;
mod outcome;

use std::collections::BTreeMap;

use super::cycle::history::Life;
use super::cycle::outlook::Outlook;
use super::portfolio::Portfolio;
use super::units::{Money, Percent};

pub use self::deciding::{Decider, Deciding, deciders};
pub use self::outcome::{Outcome, Target, total_correlation};

/// Below this chance to be ever won it says nothing about when.
pub(super) const LEAST_EVER: f64 = 1e-12;

/// An open deal with its chance.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Prospect {
    /// Its place in the list.
    pub position: usize,
    /// Days since its creation.
    pub age: u32,
    /// What it brings when won.
    pub value: Money,
    /// Chance to be won in the period, in [0, 1].
    pub chance: f64,
    /// Chance to be ever won, in [0, 1].
    pub chance_ever: f64,
    /// Where the chance comes from.
    pub basis: Basis,
}

/// Where the chance of a deal comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// The visitor's own estimate.
    Typed,
    /// The estimate in the list.
    Listed,
    /// The win curve at the deal's age.
    Age,
}

/// The days in which a deal must be won: after more than `before` and within `days` from today.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Window {
    /// Days until the period starts.
    pub before: f64,
    /// Days until it ends, both ends counted; 0 or less when it is over.
    pub days: f64,
}

/// What the probabilities of the list stand for. They are used only when the visitor asks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Listed {
    /// They are not used.
    #[default]
    Unused,
    /// Chances to be ever won.
    Ever,
    /// Chances to be won in the period.
    InPeriod,
}

/// What the visitor knows better about single deals, by their place in the list: chances of the
/// same kind as [`Listed`], ever where that is unused.
pub type Typed = BTreeMap<usize, Percent>;

/// The open deals of `portfolio`, in the order of the list. A chance typed by the visitor comes
/// first, then that of the list when asked for, then the deal's age.
pub fn prospects(
    portfolio: &Portfolio,
    window: Window,
    listed: Listed,
    typed: &Typed,
) -> Vec<Prospect> {
    let outlooks = portfolio.outlooks(window.days);
    // Many deals share an age.
    let mut known = BTreeMap::new();
    let open = portfolio.history.open();
    open.map(|life| {
        let typed = typed.get(&life.position).copied().map(Percent::fraction);
        let typed = typed.filter(|chance| (0.0..=1.0).contains(chance));
        let (age, part) = (portfolio.age(life), portfolio.part_of(life.position));
        let of_age = || window.chances(&outlooks[part], age);
        let chances = *known.entry((part, age)).or_insert_with(of_age);
        prospect(life, age, chances, (window, listed, typed))
    })
    .collect()
}

fn prospect(
    life: &Life,
    age: u32,
    (chance, chance_ever): (f64, f64),
    (window, listed, typed): (Window, Listed, Option<f64>),
) -> Prospect {
    let by_age = Prospect {
        position: life.position,
        age,
        value: Money(life.value),
        chance,
        chance_ever,
        basis: Basis::Age,
    };
    let from_list = life.probability.filter(|_| listed != Listed::Unused);
    match (typed, from_list) {
        (Some(chance), _) => by_age.with(chance, Basis::Typed, listed, window),
        (None, Some(chance)) => by_age.with(chance, Basis::Listed, listed, window),
        (None, None) => by_age,
    }
}

impl Window {
    /// Chances of a deal of an age to be won in these days, and ever.
    fn chances(&self, outlook: &Outlook, age: u32) -> (f64, f64) {
        if !outlook.is_dated() {
            let (curve, age) = (outlook.curve(), f64::from(age));
            return (curve.chance_between(age, self.before, self.days), curve.chance_ever(age));
        }
        let (by, ever) = outlook.chances(age, &[self.before.min(self.days), self.days]);
        (by[1] - by[0], ever)
    }
}

impl Prospect {
    /// With another chance: one to be ever won is scaled by the curve's share of the period,
    /// `q(a, h) / q_ever(a)`, 0 where deals of its age are never won; one for the period is at most the chance to be ever won.
    fn with(self, chance: f64, basis: Basis, listed: Listed, window: Window) -> Self {
        if listed == Listed::InPeriod {
            let chance = if window.days > window.before { chance } else { 0.0 };
            return Self { chance, chance_ever: self.chance_ever.max(chance), basis, ..self };
        }
        let in_time =
            if self.chance_ever < LEAST_EVER { 0.0 } else { self.chance / self.chance_ever };
        Self { chance: chance * in_time.min(1.0), chance_ever: chance, basis, ..self }
    }
}

/// What `prospects` bring on average, if each is won with its chance in the period.
pub fn expected(prospects: &[Prospect]) -> Money {
    prospects.iter().map(|prospect| prospect.value * prospect.chance).sum()
}

/// The value of all `prospects`.
pub fn pipeline(prospects: &[Prospect]) -> Money {
    prospects.iter().map(|prospect| prospect.value).sum()
}

#[cfg(test)]
mod tests;
