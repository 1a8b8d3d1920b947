//! What a stage does to the odds of a deal.

use std::collections::BTreeMap;

use super::Stages;
use crate::calc::cycle::outlook::Outlook;
use crate::calc::portfolio::Portfolio;
use crate::calc::prospects::Window;

/// What each stage does to the odds of deals of an age, to be won in the window and ever.
pub(super) struct Odds<'a> {
    window: Window,
    /// Of each curve: without a stage, then with each.
    ways: Vec<Vec<Way<'a>>>,
    /// Of the curves and ages that were asked for, without a stage.
    plain: BTreeMap<(usize, u32), [f64; 2]>,
    known: BTreeMap<(usize, u32, u16), [f64; 2]>,
}

/// The days to come, with the hazards of a stage.
struct Way<'a> {
    outlook: Outlook<'a>,
    /// Chance to be ever won after the window, by age.
    later: Vec<f64>,
}

impl<'a> Odds<'a> {
    pub fn new(stages: &Stages, portfolio: &'a Portfolio, window: Window) -> Self {
        let stages = (0..stages.names.len()).map(|stage| stages.factors(stage));
        let factors: Vec<[f64; 2]> = std::iter::once([1.0; 2]).chain(stages).collect();
        let way = |outlook: &Outlook<'a>, factors| {
            let outlook = outlook.bent(factors);
            Way { later: outlook.later(factors), outlook }
        };
        let of_curve = |curve: &Outlook<'a>| factors.iter().map(|by| way(curve, *by)).collect();
        let ways = portfolio.outlooks(window.days).iter().map(of_curve).collect();
        Self { window, ways, plain: BTreeMap::new(), known: BTreeMap::new() }
    }

    /// What the odds of a deal of this curve and age are multiplied with in this stage.
    pub fn of(&mut self, curve: usize, age: u32, stage: u16) -> [f64; 2] {
        let (ways, window) = (&self.ways[curve], self.window);
        *self.known.entry((curve, age, stage)).or_insert_with(|| {
            let of_age = || ways[0].chances(age, window);
            let plain = *self.plain.entry((curve, age)).or_insert_with(of_age);
            let staged = ways[usize::from(stage) + 1].chances(age, window);
            [0, 1].map(|i| ratio(staged[i], plain[i]))
        })
    }
}

impl Way<'_> {
    /// Chances of a deal of an age to be won in the window, and ever.
    fn chances(&self, age: u32, window: Window) -> [f64; 2] {
        let (before, days) = (window.before.min(window.days), window.days);
        let (by, end) = self.outlook.followed(age, &[before, days]);
        let later = self.later[end.age.min(self.later.len() - 1)];
        [by[1] - by[0], (by[1] + end.open * later).min(1.0)]
    }
}

/// Of the odds of two chances; 1 where either is certain or impossible.
fn ratio(staged: f64, plain: f64) -> f64 {
    let ratio = staged * (1.0 - plain) / (plain * (1.0 - staged));
    if ratio > 0.0 && ratio.is_finite() { ratio } else { 1.0 }
}
