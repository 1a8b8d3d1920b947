//! The multipliers: gamma-Poisson shrinkage, one dimension after the other.

use super::tally::Tally;
use super::{Dimension, Effect, Group};
use crate::calc::cycle::shrinkage;

/// So often every dimension is estimated, given the others.
const PASSES: usize = 4;
/// Passes in which it is decided whether a dimension matters and how much it is shrunk.
const DECIDED: usize = 2;
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
                shrinkage::thinned(&mut groups, spread);
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

    /// The multipliers of `groups`; how much they are shrunk is found while it is decided.
    fn update(&mut self, groups: Vec<Group>, decides: bool) {
        self.groups = groups;
        if decides {
            self.weight = shrinkage::weight(&self.groups);
        }
        shrinkage::multiply(&mut self.groups, self.weight);
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
    shrinkage::scaled(groups)
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

/// The overdispersion over runs of consecutive days of one group.
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
    shrinkage::overdispersion(runs.into_iter(), groups)
}
