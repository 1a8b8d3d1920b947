//! Few deals, or few kinds of them: every amount that matters keeps its own mass, ties included;
//! what is left over goes to a lattice.
//!
//! Deal after deal is added, in all markets at once. As long as the amounts are few they stay as
//! they are, in whole thousandths. Of more the heaviest stay; a light one goes to the nearest point
//! of a lattice, whose cells keep the mean and the variance of what they hold: amounts that lie just
//! above a goal are not taken for some that lie around it.

mod dust;
mod outcomes;
mod part;

use super::distribution::{Found, Kind, Lattice};
use super::pool::{Group, measure};
use super::shares::Shares;
use super::widest;
use crate::calc::revenue::Precision;
use crate::calc::revenue::market::Node;

use self::dust::Dust;
use self::outcomes::{Outcomes, Sum};
use self::part::Part;
pub(super) use self::part::Stream;

/// What is worth how much work.
pub(super) struct Limits {
    /// So many amounts keep their own masses, however light.
    few: usize,
    /// Most amounts that do.
    atoms: usize,
    /// Where there are more than a few, those of less mass do not.
    least: f64,
    /// Least lattice steps per standard deviation, and so many for all deals together: the fewer
    /// there are, the less smooth is what they come to.
    steps: (f64, f64),
    /// Numbers of wins of less chance are left out.
    rare: f64,
    /// Masses at both ends of the lattice below this are left out.
    trimmed: f64,
    /// Most steps of an exact lattice per step of another one.
    exact: f64,
    /// Lattices take at most so many additions.
    patience: f64,
}

/// Deviations that a lattice reaches to each side, about.
const SPAN: f64 = 6.0;
/// Longest lattice.
const MOST_POINTS: f64 = 262_144.0;

impl Limits {
    pub fn of(precision: Precision) -> Self {
        match precision {
            Precision::Interactive => Self {
                few: 128,
                atoms: 256,
                least: 2e-4,
                steps: (40.0, 600.0),
                rare: 1e-6,
                trimmed: 1e-7,
                exact: 2.0,
                patience: 6e6,
            },
            Precision::Settled => Self {
                few: 4096,
                atoms: 8192,
                least: 1e-6,
                steps: (64.0, 20_000.0),
                rare: 1e-15,
                trimmed: 1e-13,
                exact: 8.0,
                patience: 3e7,
            },
        }
    }
}

/// A run that adds deal after deal.
pub(super) struct Adding {
    nodes: Vec<Node>,
    /// What is still to be added, the last first.
    left: Vec<Part>,
    /// What deals that stand aside come to.
    aside: Vec<Outcomes>,
    atoms: Outcomes,
    dust: Dust,
    /// Thousandths per step, and those at point 0.
    step: f64,
    origin: f64,
    exact: bool,
}

impl Adding {
    /// `nodes` may have weights that add to less than 1; `target` in thousandths becomes a lattice
    /// point; `groups` ascend by their variance. `None` where the coarsest lattice is too much work.
    pub fn new(
        groups: &[Group],
        stream: Option<Stream>,
        nodes: Vec<Node>,
        target: i64,
        limits: &Limits,
        shares: &Shares,
    ) -> Option<Self> {
        let mut groups = groups.to_vec();
        let stream = stream.map(Part::Stream);
        let aside = widest::aside(&groups, stream.as_ref().map_or(0.0, Part::variance));
        let aside = groups.split_off(groups.len() - aside);
        let mut parts: Vec<Part> = groups.into_iter().map(Part::Deals).chain(stream).collect();
        let markets = nodes.len();
        let (step, exact) = step(&parts, markets, limits)?;
        parts.sort_by(|a, b| a.evenness().total_cmp(&b.evenness()));
        let (atoms, dust, origin) = if exact {
            (Outcomes::default(), Dust::certain(markets), 0.0)
        } else {
            (Outcomes::certain(0, markets), Dust::default(), target as f64)
        };
        let aside = aside
            .into_iter()
            .map(|deal| Outcomes::of(&Part::Deals(deal), shares, &nodes, limits.rare));
        Some(Self { aside: aside.collect(), left: parts, nodes, atoms, dust, step, origin, exact })
    }

    /// Adds the next deals; `false` once all are.
    pub fn step(&mut self, shares: &Shares, limits: &Limits) -> bool {
        let Some(part) = self.left.pop() else { return false };
        let outcomes = Outcomes::of(&part, shares, &self.nodes, limits.rare);
        self.dust = self.dust.plus(&outcomes, self.step, self.exact);
        let spilled = self.add(&outcomes, limits);
        self.dust.take(&spilled, self.step, self.origin);
        self.dust.trim(&self.nodes, limits.trimmed);
        !self.left.is_empty()
    }

    /// Adds to the atoms; what is too light to be one afterwards.
    fn add(&mut self, outcomes: &Outcomes, limits: &Limits) -> Outcomes {
        let sums = self.sums(outcomes);
        let mut merged: Vec<f64> = sums
            .chunk_by(|a, b| a.amount == b.amount)
            .map(|same| same.iter().map(|sum| sum.mass).sum())
            .collect();
        let mut least = if merged.len() > limits.few { limits.least } else { 0.0 };
        if merged.len() > limits.atoms {
            let place = merged.len() - limits.atoms;
            let (_, lightest, _) = merged.select_nth_unstable_by(place, f64::total_cmp);
            least = lightest.max(least);
        }
        let (mut kept, mut light) = (Outcomes::default(), Outcomes::default());
        for same in sums.chunk_by(|a, b| a.amount == b.amount) {
            let mass: f64 = same.iter().map(|sum| sum.mass).sum();
            let to = if mass >= least { &mut kept } else { &mut light };
            to.push(same, &self.atoms, outcomes, self.nodes.len());
        }
        self.atoms = kept;
        light
    }

    /// All sums of an atom and an outcome, ascending.
    fn sums(&self, outcomes: &Outcomes) -> Vec<Sum> {
        let mut sums = Vec::with_capacity(self.atoms.amounts.len() * outcomes.amounts.len());
        for (outcome, (amount, chances)) in (0..).zip(outcomes.iter()) {
            let weighted: Vec<f64> =
                chances.iter().zip(&self.nodes).map(|(chance, node)| chance * node.1).collect();
            for (atom, (at, masses)) in (0..).zip(self.atoms.iter()) {
                let mass = masses.iter().zip(&weighted).map(|(a, b)| a * b).sum();
                sums.push(Sum { amount: at + amount, mass, atom, outcome });
            }
        }
        // Each outcome brings a run that is in order already.
        sums.sort_by_key(|sum| sum.amount);
        sums
    }

    /// What comes of the deals that are added, and of those aside.
    pub fn finish(self) -> Found {
        let mut found = Found::default();
        let markets = self.nodes.len();
        let mut sides = Outcomes::certain(0, markets);
        for next in &self.aside {
            sides = sides.plus(next);
        }
        for (offset, chances) in sides.iter() {
            let weights: Vec<f64> =
                chances.iter().zip(&self.nodes).map(|(chance, node)| chance * node.1).collect();
            for (at, masses) in self.atoms.iter() {
                let mass = masses.iter().zip(&weights).map(|(a, b)| a * b).sum();
                found.atoms.push((at + offset, mass));
            }
            let first = self.origin + self.dust.first as f64 * self.step + offset as f64;
            let average = self.dust.average(&weights);
            if !average.masses.is_empty() {
                let kind = if self.exact { Kind::Exact } else { Kind::near(average.spread()) };
                let (step, masses) = (self.step, average.masses);
                found.lattices.push(Lattice { first, step, masses, kind });
            }
        }
        found
    }
}

/// Thousandths per step, and whether every amount is a multiple; `None` where that is too much work.
fn step(parts: &[Part], markets: usize, limits: &Limits) -> Option<(f64, bool)> {
    let deviation = parts.iter().map(Part::variance).sum::<f64>().sqrt();
    let reach: f64 = parts.iter().map(Part::reach).sum();
    // Steps per deviation that can be afforded: all of a lattice are added to with every part.
    let additions = 2.0 * SPAN * parts.len() as f64 * markets as f64;
    let most = limits.patience / additions.max(1.0);
    let (least, all) = limits.steps;
    let steps = (all / parts.len().max(1) as f64).min(most).max(least);
    let step = (deviation / steps).max(reach / MOST_POINTS).max(1.0);
    if parts.iter().map(Part::sums).product::<f64>() <= limits.few as f64 {
        // All amounts stay apart, and nothing is left for a lattice.
        return Some((step, false));
    }
    let exact =
        measure(parts.iter().map(Part::size)).map(|measure| measure as f64).filter(|exact| {
            let fine = exact * limits.exact >= step && reach / exact <= MOST_POINTS;
            fine && deviation / exact <= most
        });
    match exact {
        Some(exact) => Some((exact, true)),
        None => (steps <= most).then_some((step, false)),
    }
}
