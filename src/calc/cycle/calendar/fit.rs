//! The multipliers: gamma-Poisson shrinkage, one dimension after the other.

use super::tally::Tally;
use super::{Dimension, Effect, Group};

/// So often every dimension is estimated, given the others.
const PASSES: usize = 4;
/// Passes in which it is decided whether a dimension matters and how much it is shrunk.
const DECIDED: usize = 2;
/// So many closings a multiplier of 1 may count as.
const WEIGHTS: [f64; 9] = [3.0, 5.0, 10.0, 20.0, 40.0, 80.0, 160.0, 320.0, 640.0];
/// A dimension matters where it raises the log likelihood by more than this.
const LEAST_GAIN: f64 = 2.0;
/// Expectations below this are none.
const NOTHING: f64 = 1e-300;

/// A dimension as far as it is estimated.
struct Fit {
    dimension: Dimension,
    groups: Vec<Group>,
    /// So many closings a multiplier of 1 counts as; `None`: the dimension does not matter.
    weight: Option<f64>,
}

/// What each dimension does to a cause, 0 for won and 1 for lost; those that do nothing are left out.
pub(super) fn effects(tally: &Tally, cause: usize) -> Vec<Effect> {
    let known = |dimension: &Dimension| tally.closed.len() >= dimension.least_days();
    let mut fits: Vec<Fit> = Dimension::ALL.into_iter().filter(known).map(Fit::new).collect();
    for pass in 0..PASSES {
        for place in 0..fits.len() {
            let Some(mut groups) = groups(tally, cause, &fits, place) else { continue };
            if cause == 1 {
                let spread = overdispersion(tally, cause, &fits, place, &groups);
                for group in &mut groups {
                    (group.closed, group.expected) =
                        (group.closed / spread, group.expected / spread);
                }
            }
            fits[place].update(groups, pass < DECIDED);
        }
    }
    let matters = |fit: &Fit| fit.weight.is_some();
    let effect = |fit: Fit| Effect { dimension: fit.dimension, groups: fit.groups };
    fits.into_iter().filter(matters).map(effect).collect()
}

impl Fit {
    fn new(dimension: Dimension) -> Self {
        let group = Group { multiplier: 1.0, ..Group::default() };
        Self { dimension, groups: vec![group; dimension.groups()], weight: None }
    }

    /// `m = (O + k) / (E + k)`, with the `k` of the greatest likelihood, or 1 where even that gains
    /// nothing.
    fn update(&mut self, groups: Vec<Group>, decides: bool) {
        self.groups = groups;
        if decides {
            let gain = |weight: &f64| gain(&self.groups, *weight);
            let first = |a: (f64, f64), b: (f64, f64)| if b.1 > a.1 { b } else { a };
            let best = WEIGHTS.iter().map(|k| (*k, gain(k))).reduce(first);
            self.weight = best.filter(|(_, gain)| *gain > LEAST_GAIN).map(|(k, _)| k);
        }
        for group in &mut self.groups {
            group.multiplier =
                self.weight.map_or(1.0, |k| (group.closed + k) / (group.expected + k));
        }
    }
}

/// Closings and expectations of the groups of a dimension, given the multipliers of the others; the
/// expectations are scaled to the closings. `None` without any.
fn groups(tally: &Tally, cause: usize, fits: &[Fit], place: usize) -> Option<Vec<Group>> {
    let mut groups = vec![Group::default(); fits[place].groups.len()];
    for (day, expected) in others(tally, cause, fits, place).enumerate() {
        let group = &mut groups[group_of(tally, fits, place, day)];
        group.closed += tally.closed[day][cause];
        group.expected += expected;
    }
    let closed: f64 = groups.iter().map(|group| group.closed).sum();
    let expected: f64 = groups.iter().map(|group| group.expected).sum();
    if closed <= 0.0 || expected <= NOTHING {
        return None;
    }
    for group in &mut groups {
        group.expected *= closed / expected;
    }
    Some(groups)
}

/// What to expect of each day by the ages and by all dimensions but one.
fn others<'a>(
    tally: &'a Tally,
    cause: usize,
    fits: &'a [Fit],
    place: usize,
) -> impl Iterator<Item = f64> + 'a {
    tally.expected.iter().enumerate().map(move |(day, expected)| {
        let others = fits.iter().enumerate().filter(|(other, _)| *other != place);
        let factor =
            |(other, fit): (usize, &Fit)| fit.groups[group_of(tally, fits, other, day)].multiplier;
        expected[cause] * others.map(factor).product::<f64>()
    })
}

fn group_of(tally: &Tally, fits: &[Fit], place: usize, day: usize) -> usize {
    usize::from(tally.groups[day][fits[place].dimension as usize])
}

/// By how much a weight raises the log likelihood of gamma-Poisson counts above that of Poisson
/// counts as expected: `sum ln Γ(O+k) - ln Γ(k) + k ln(k/(k+E)) + O ln(E/(k+E)) - (O ln E - E)`.
fn gain(groups: &[Group], k: f64) -> f64 {
    let one = |group: &Group| {
        let (o, e) = (group.closed, group.expected.max(NOTHING));
        // The two O ln E cancel.
        libm::lgamma(o + k) - libm::lgamma(k) + k * (k / (k + e)).ln() - o * (k + e).ln() + e
    };
    groups.iter().map(one).sum()
}

/// `max(1, chi² / (runs - groups))` by Pearson over runs of consecutive days of one group: losses
/// come in clean-ups, and a day of clean-up must not pass as a habit.
fn overdispersion(
    tally: &Tally,
    cause: usize,
    fits: &[Fit],
    place: usize,
    groups: &[Group],
) -> f64 {
    let expected: f64 = others(tally, cause, fits, place).sum();
    let closed: f64 = groups.iter().map(|group| group.closed).sum();
    let scale = closed / expected;
    let mut runs: Vec<(usize, f64, f64)> = Vec::new();
    for (day, expected) in others(tally, cause, fits, place).enumerate() {
        let group = group_of(tally, fits, place, day);
        if runs.last().is_none_or(|run| run.0 != group) {
            runs.push((group, 0.0, 0.0));
        }
        if let Some((_, closed, sum)) = runs.last_mut() {
            *closed += tally.closed[day][cause];
            *sum += expected * scale;
        }
    }
    runs.retain(|run| run.2 > 0.0);
    let square = |(group, closed, expected): &(usize, f64, f64)| {
        let mean = expected * groups[*group].closed / groups[*group].expected;
        if mean > 0.0 { (closed - mean).powi(2) / mean } else { 0.0 }
    };
    let free = runs.len() as f64 - groups.len() as f64;
    if free > 0.0 { (runs.iter().map(square).sum::<f64>() / free).max(1.0) } else { 1.0 }
}
