//! The sources of a run, sorted by how their transform is worked out.

use std::f64::consts::PI;

use super::crowd::{Knots, Law, added};
use super::fineness::Fineness;
use super::grid::Grid;
use super::pool::{Group, measure};
use super::shares::Shares;
use super::widest::{aside, split};
use super::{MOST_VALUE, Mixer, PER_UNIT, Sources};
use crate::calc::normal::{self, Lognormal};
use crate::calc::revenue::complex::Complex;
use crate::calc::revenue::counts::Arrivals;
use crate::calc::revenue::market::Node;

/// Most deals that are asked whether they come in lumps.
const MOST_ASKED: usize = 256;

/// What one market makes of the sources.
pub(super) struct Given {
    pub weight: f64,
    /// What the many bring.
    pub many: Law,
    /// Of each single group.
    pub chances: Vec<f64>,
    /// Of each that stands aside.
    pub aside: Vec<f64>,
    /// Wins among deals to come, on average.
    pub wins: f64,
}

/// The sources, sorted by how they are worked out.
pub(super) struct Parts {
    pub singles: Vec<Group>,
    pub many: Vec<Group>,
    /// Deals so large that those who stand beside them need a lattice of their own.
    pub aside: Vec<Group>,
    pub markets: Vec<Given>,
    /// Of a deal to come.
    pub size: Lognormal,
    /// Of these sizes.
    pub spread: f64,
    /// Of what does not stand aside, as the deviation.
    pub mean: f64,
    pub deviation: f64,
    /// Wins on average.
    pub wins: f64,
    /// Standard deviation of what the many bring, at most.
    pub blur: f64,
    /// The largest value that counts.
    pub largest: f64,
    /// What every possible revenue is a multiple of.
    pub measure: Option<i64>,
    /// Whether only what comes with at least one win among deals to come is asked for.
    pub arrived: bool,
}

impl Parts {
    /// With `alone` no law stands for many deals.
    pub fn new(
        groups: &[Group],
        arriving: &Arriving,
        arrived: bool,
        alone: bool,
        mixer: &Mixer,
    ) -> Self {
        let mut open = groups.to_vec();
        let aside = open.split_off(open.len() - aside(&open, arriving.variance()));
        let smooth = arriving.any() && arriving.spread > 0.0;
        let amounts = open.iter().map(|group| group.value as f64).chain([arriving.size]);
        let measure = if smooth { None } else { measure(amounts) };
        let (singles, many) = split(open, &mixer.fineness, alone);
        let scores = |groups: &[Group]| -> Vec<f64> {
            groups.iter().map(|group| normal::quantile(group.chance)).collect()
        };
        let uncertain = Uncertain {
            shares: &mixer.shares,
            scores: scores(&singles),
            singles: &singles,
            aside: scores(&aside),
            arriving: *arriving,
            knots: mixer.crowd.knots(&many, &mixer.shares),
        };
        let market = &mixer.shares.market;
        let (width, mean, variance) =
            uncertain.knots.spread(market, |z, many| uncertain.moments(z, many));
        let nodes = kept(market.nodes(width), mixer.fineness.weight);
        let markets = nodes.into_iter().map(|node| uncertain.given(node)).collect();
        let values = singles.iter().chain(&many).map(|group| group.value);
        let listed: f64 = singles.iter().chain(&many).map(Group::wins).sum();
        Self {
            markets,
            mean,
            deviation: variance.sqrt(),
            wins: listed + arriving.mean * normal::cumulative(arriving.score),
            blur: many.iter().map(|deal| deal.variance).sum::<f64>().sqrt(),
            largest: arriving.largest.max(values.max().unwrap_or(0) as f64),
            size: Lognormal::new(arriving.size.max(1.0), arriving.spread),
            spread: arriving.spread,
            singles,
            many,
            aside,
            measure,
            arrived,
        }
    }

    /// Whether deals may come.
    pub fn has_arrivals(&self) -> bool {
        self.markets.iter().any(|given| given.wins > 0.0)
    }

    /// Factors of a frequency: every single and the others, in every market.
    pub fn factors(&self) -> f64 {
        self.markets.len() as f64 * (self.singles.len() as f64 + 4.0)
    }

    /// Whether the many come in lumps, which a law of their cumulants does not tell: whether its
    /// transform is another than their own, without a market.
    pub fn lumpy(&self, grid: &Grid, roots: &[Complex], fineness: &Fineness) -> bool {
        // Of a long list every so many tell enough.
        let every = self.many.len().div_ceil(MOST_ASKED).max(1);
        let mut asked: Vec<&Group> = self.many.iter().step_by(every).collect();
        let law = Law::new(
            asked.iter().fold([0.0; 4], |sums, group| added(sums, group.chance, &group.powers())),
        );
        asked.sort_unstable_by(|a, b| b.evenness().total_cmp(&a.evenness()));
        let own = |m: usize, least: f64| {
            let mut square = 1.0;
            for group in &asked {
                // The whole turn to the nearest root.
                let turns = (group.value as f64 / grid.step * m as f64 + 0.5) as usize;
                let turn = roots[turns & (roots.len() - 1)].re;
                let even = group.chance * (1.0 - group.chance);
                square *= (1.0 - 2.0 * even * (1.0 - turn)).powi(group.count as i32);
                if square < least {
                    return 0.0;
                }
            }
            square.sqrt()
        };
        // What is negligible in the whole is so in the part that is asked.
        let least = fineness.lumps.powf(2.0 / every as f64);
        let whole = |size: f64| size.powi(every as i32);
        // A distribution function is a series of the transform at each frequency, divided by it.
        let error = |m: usize| {
            let gap = whole(own(m, least)) - whole(grid.size(&law, m));
            2.0 * gap.abs() / (PI * m as f64)
        };
        // What differs does so at several frequencies in a row.
        (1..=grid.length / 2).step_by(2).map(error).sum::<f64>() > fineness.lumps
    }
}

/// What is won or not, in any market.
struct Uncertain<'a> {
    shares: &'a Shares,
    singles: &'a [Group],
    /// `Phi^-1` of their chances.
    scores: Vec<f64>,
    /// The same of those aside.
    aside: Vec<f64>,
    arriving: Arriving,
    knots: Knots,
}

impl Uncertain<'_> {
    /// Mean and variance in a market `z`, on top of what the many bring.
    fn moments(&self, z: f64, many: [f64; 4]) -> (f64, f64) {
        let (mut mean, mut variance) = (many[0], many[1]);
        for (single, score) in self.singles.iter().zip(&self.scores) {
            let (value, r) = (single.value as f64, self.shares.chance(*score, z));
            mean += f64::from(single.count) * value * r;
            variance += f64::from(single.count) * value * value * r * (1.0 - r);
        }
        let wins = self.arriving.given(self.shares, z);
        (mean + wins * self.arriving.size, variance + wins * self.arriving.square)
    }

    fn given(&self, (z, weight): Node) -> Given {
        let chances = |scores: &[f64]| -> Vec<f64> {
            scores.iter().map(|score| self.shares.chance(*score, z)).collect()
        };
        Given {
            weight,
            many: self.knots.at(z),
            chances: chances(&self.scores),
            aside: chances(&self.aside),
            wins: self.arriving.given(self.shares, z),
        }
    }
}

/// Deals to come, in thousandths.
#[derive(Clone, Copy, Debug)]
pub(super) struct Arriving {
    pub mean: f64,
    pub score: f64,
    pub size: f64,
    /// Standard deviation ÷ mean of a size.
    pub spread: f64,
    /// Mean square of a size.
    square: f64,
    largest: f64,
}

impl Arriving {
    pub fn new(sources: &Sources, rare: f64) -> Self {
        let size = sources.size.0.clamp(0.0, MOST_VALUE) * PER_UNIT;
        let Arrivals { mean, chance } = sources.arrivals;
        let wins = mean * chance;
        let spread = sources.spread;
        if !(wins > 0.0 && size >= 1.0) {
            return Self { mean: 0.0, score: 0.0, size: 0.0, spread, square: 0.0, largest: 0.0 };
        }
        let rare = (rare / wins).clamp(1e-300, 0.5);
        let tallest =
            if spread > 0.0 { Lognormal::new(size, spread).quantile_above(rare) } else { size };
        Self {
            mean,
            score: normal::quantile(chance),
            size,
            spread,
            square: size * size * (1.0 + spread * spread),
            largest: tallest,
        }
    }

    pub fn any(&self) -> bool {
        self.mean > 0.0
    }

    fn variance(&self) -> f64 {
        self.mean * normal::cumulative(self.score) * self.square
    }

    /// Wins in a market `z`, on average.
    pub fn given(&self, shares: &Shares, z: f64) -> f64 {
        if self.mean > 0.0 { self.mean * shares.chance(self.score, z) } else { 0.0 }
    }
}

/// Nodes of some weight, which adds to 1 again.
pub(super) fn kept(nodes: Vec<Node>, least: f64) -> Vec<Node> {
    let mut kept: Vec<Node> = nodes.into_iter().filter(|node| node.1 > least).collect();
    let total: f64 = kept.iter().map(|node| node.1).sum();
    for node in &mut kept {
        node.1 /= total;
    }
    kept
}
