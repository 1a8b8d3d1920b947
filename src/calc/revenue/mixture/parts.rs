//! The sources of a run, sorted by how they are worked out.

use super::crowd::{Knots, Law};
use super::shares::Shares;
use super::widest::split;
use super::{MOST_VALUE, Mixer, PER_UNIT, Sources, thousandths};
use crate::calc::normal::{self, Lognormal};
use crate::calc::revenue::counts::Arrivals;
use crate::calc::revenue::deals::Deal;
use crate::calc::revenue::market::Node;

/// A deal that is multiplied by itself.
#[derive(Clone, Copy, Debug)]
pub(super) struct Single {
    /// In thousandths.
    pub value: i64,
    pub chance: f64,
    pub variance: f64,
}

impl Single {
    pub fn new(value: i64, chance: f64) -> Self {
        let amount = value as f64;
        Self { value, chance, variance: amount * amount * (chance * (1.0 - chance)) }
    }

    /// The fourth cumulant, of either sign: how far it takes a sum from normal.
    pub fn tailed(&self) -> f64 {
        let amount = self.value as f64;
        self.variance * amount * amount * (1.0 - 6.0 * self.chance * (1.0 - self.chance)).abs()
    }
}

/// What one market makes of the sources.
pub(super) struct Given {
    pub weight: f64,
    /// What the many bring.
    pub many: Law,
    /// Of each single.
    pub chances: Vec<f64>,
    /// Wins among deals to come, on average.
    pub wins: f64,
}

/// The sources, sorted by how they are worked out.
pub(super) struct Parts {
    pub sure: i64,
    pub singles: Vec<Single>,
    pub markets: Vec<Given>,
    /// Of a deal to come.
    pub size: Lognormal,
    /// Of these sizes.
    pub spread: f64,
    /// Amounts with their chances.
    pub base: Vec<(i64, f64)>,
    /// Of all deals, as the deviation.
    pub mean: f64,
    pub deviation: f64,
    /// Standard deviation of what the many bring, at most.
    pub blur: f64,
    /// The largest value that counts.
    pub largest: f64,
    /// What every possible revenue is a multiple of.
    pub measure: Option<i64>,
}

impl Parts {
    pub fn new(sources: &Sources, mixer: &Mixer) -> Self {
        let (sure, open) = open_deals(sources.deals);
        let measure = measure(sources, &open);
        let (singles, many) = split(open, &mixer.fineness);
        let uncertain = Uncertain {
            shares: &mixer.shares,
            scores: singles.iter().map(|single| normal::quantile(single.chance)).collect(),
            singles: &singles,
            arriving: Arriving::new(sources, mixer.fineness.rare),
            knots: mixer.crowd.knots(&many, &mixer.shares),
        };
        let market = &mixer.shares.market;
        let (width, mean, variance) =
            uncertain.knots.spread(market, |z, many| uncertain.moments(z, many));
        let nodes = kept(market.nodes(width), mixer.fineness.weight);
        let markets = nodes.into_iter().map(|node| uncertain.given(node)).collect();
        let widest = singles.iter().map(|single| single.value).max().unwrap_or(0) as f64;
        Self {
            sure: sure + thousandths(sources.sure),
            markets,
            mean,
            deviation: variance.sqrt(),
            blur: many.iter().map(|deal| deal.variance).sum::<f64>().sqrt(),
            largest: uncertain.arriving.largest.max(widest),
            size: Lognormal::new(uncertain.arriving.size.max(1.0), sources.spread),
            spread: sources.spread,
            base: sources.base.iter().map(|(amount, m)| (thousandths(*amount), *m)).collect(),
            singles,
            measure,
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

    /// The least and the most that the base brings.
    pub fn base_ends(&self) -> (i64, i64) {
        let amounts = || self.base.iter().map(|(amount, _)| *amount);
        (amounts().min().unwrap_or(0), amounts().max().unwrap_or(0))
    }
}

/// What is won or not, in any market.
struct Uncertain<'a> {
    shares: &'a Shares,
    singles: &'a [Single],
    /// `Phi^-1` of their chances.
    scores: Vec<f64>,
    arriving: Arriving,
    knots: Knots,
}

impl Uncertain<'_> {
    /// Mean and variance in a market `z`, on top of what the many bring.
    fn moments(&self, z: f64, many: [f64; 4]) -> (f64, f64) {
        let (mut mean, mut variance) = (many[0], many[1]);
        for (single, score) in self.singles.iter().zip(&self.scores) {
            let (value, r) = (single.value as f64, self.shares.chance(*score, z));
            mean += value * r;
            variance += value * value * r * (1.0 - r);
        }
        let wins = self.arriving.given(self.shares, z);
        (mean + wins * self.arriving.size, variance + wins * self.arriving.square)
    }

    fn given(&self, (z, weight): Node) -> Given {
        Given {
            weight,
            many: self.knots.at(z),
            chances: self.scores.iter().map(|score| self.shares.chance(*score, z)).collect(),
            wins: self.arriving.given(self.shares, z),
        }
    }
}

/// Deals to come, in thousandths.
struct Arriving {
    mean: f64,
    score: f64,
    size: f64,
    /// Mean square of a size.
    square: f64,
    largest: f64,
}

impl Arriving {
    fn new(sources: &Sources, rare: f64) -> Self {
        let size = sources.size.0.clamp(0.0, MOST_VALUE) * PER_UNIT;
        let Arrivals { mean, chance } = sources.arrivals;
        let wins = mean * chance;
        if !(wins > 0.0 && size >= 1.0) {
            return Self { mean: 0.0, score: 0.0, size: 0.0, square: 0.0, largest: 0.0 };
        }
        let cv = sources.spread;
        let rare = (rare / wins).clamp(1e-300, 0.5);
        let tallest = if cv > 0.0 { Lognormal::new(size, cv).quantile_above(rare) } else { size };
        Self {
            mean,
            score: normal::quantile(chance),
            size,
            square: size * size * (1.0 + cv * cv),
            largest: tallest,
        }
    }

    /// Wins in a market `z`, on average.
    fn given(&self, shares: &Shares, z: f64) -> f64 {
        if self.mean > 0.0 { self.mean * shares.chance(self.score, z) } else { 0.0 }
    }
}

/// What is won for sure, and the deals that may or may not be won.
fn open_deals(deals: &[Deal]) -> (i64, Vec<Single>) {
    let mut sure = 0;
    let mut open = Vec::with_capacity(deals.len());
    for deal in deals {
        let value = thousandths(deal.value);
        let usable = (0.0..=MOST_VALUE).contains(&deal.value.0) && deal.chance > 0.0 && value > 0;
        if usable && deal.chance >= 1.0 {
            sure += value;
        } else if usable {
            open.push(Single::new(value, deal.chance));
        }
    }
    (sure, open)
}

/// The largest amount of which everything that may come is a multiple; `None` when sizes or the
/// base are of any value.
fn measure(sources: &Sources, open: &[Single]) -> Option<i64> {
    let comes = sources.arrivals.mean * sources.arrivals.chance > 0.0 && sources.size.0 > 0.0;
    if !sources.base.is_empty() || (comes && sources.spread > 0.0) {
        return None;
    }
    let size = if comes { thousandths(sources.size) } else { 0 };
    let exact = !comes || (sources.size.0 * PER_UNIT - size as f64).abs() < 1e-6;
    let divisor = open.iter().fold(size, |divisor, deal| common_divisor(divisor, deal.value));
    exact.then_some(divisor.max(1))
}

fn common_divisor(a: i64, b: i64) -> i64 {
    if b == 0 { a } else { common_divisor(b, a % b) }
}

/// Nodes of some weight, which adds to 1 again.
fn kept(nodes: Vec<Node>, least: f64) -> Vec<Node> {
    let mut kept: Vec<Node> = nodes.into_iter().filter(|node| node.1 > least).collect();
    let total: f64 = kept.iter().map(|node| node.1).sum();
    for node in &mut kept {
        node.1 /= total;
    }
    kept
}
