//! Revenue from several sources at once: open deals, deals to come, and an amount of its own.
//!
//! All deals share the market (method section 3). Like deals are put together: their wins are a
//! binomial number. Then the data choose:
//!
//! * Where few deals decide, or few kinds of deals, every amount that matters keeps its own mass
//!   (`atoms`), so that a goal that is just reached counts as reached.
//! * Where no single outcome matters, the characteristic function of the whole is a product in
//!   each market (`spectrum`); averaged over the market it becomes a lattice of masses by one
//!   inverse transform. While a control moves, a law of the same four cumulants stands for the
//!   narrower deals, unless they come in lumps.
//!
//! What comes with a deal to come of a lognormal size has no ties: it goes the second way, and what
//! comes without one goes the way of the deals alone.
//!
//! A settled chance is within 1e-4 of the exact one, and mostly within 1e-6; while a control moves it
//! is within half a point.

mod atoms;
mod crowd;
mod distribution;
mod fineness;
mod grid;
mod parts;
mod pool;
mod shares;
mod spectrum;
mod widest;

use super::Precision;
use super::counts::Arrivals;
use super::market::{Market, Node};
use crate::calc::normal;
use crate::calc::units::Money;

use self::atoms::{Adding, Limits, Stream};
use self::crowd::Crowd;
pub use self::distribution::Distribution;
use self::distribution::Found;
use self::fineness::Fineness;
use self::grid::{Grid, Roots};
use self::parts::{Arriving, Parts, kept};
use self::pool::{Group, likeliest, nearly_alike, open_deals};
use self::shares::Shares;
use self::spectrum::{Frequencies, Waves};

/// Ties are decided in thousandths of the currency unit, the smallest minor unit in use.
const PER_UNIT: f64 = 1000.0;
/// Largest value of a deal, so that thousandths stay exact.
const MOST_VALUE: f64 = 1e12;
/// A deal that may be won, or several that are alike.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Deal {
    /// What it brings when won.
    pub value: Money,
    /// Chance to be won in the period, in [0, 1].
    pub chance: f64,
    /// How many there are of it.
    pub count: u32,
}

/// Where revenue comes from.
#[derive(Clone, Copy, Debug)]
pub struct Sources<'a> {
    /// Won for sure.
    pub sure: Money,
    /// Deals that may be won. Those with a value that is negative or not a number are left out.
    pub deals: &'a [Deal],
    /// Deals to come: a Poisson number, each won with a chance.
    pub arrivals: Arrivals,
    /// Mean value of a deal to come.
    pub size: Money,
    /// Standard deviation ÷ mean of these values, lognormal.
    pub spread: f64,
    /// Amounts of which one comes whatever the market, with chances that add to 1; may be empty.
    pub base: &'a [(Money, f64)],
}

impl<'a> Sources<'a> {
    /// Open deals and nothing else.
    pub fn deals(deals: &'a [Deal]) -> Self {
        let (sure, size) = (Money(0.0), Money(0.0));
        Self { sure, deals, arrivals: Arrivals::default(), size, spread: 0.0, base: &[] }
    }
}

/// Works out distributions that share a market.
pub struct Mixer {
    shares: Shares,
    fineness: Fineness,
    limits: Limits,
    crowd: Crowd,
    roots: Roots,
}

/// A distribution in the making.
pub struct Mixing {
    sure: i64,
    base: Vec<(i64, f64)>,
    ends: (i64, i64),
    runs: Vec<Run>,
    found: Found,
}

/// A part of the work.
enum Run {
    Atoms(Adding),
    Waves(Box<(Parts, Grid, Waves)>),
}

/// Kinds of deals that are few.
const FEW: usize = 64;
/// Factors that a step multiplies.
const STEP_FACTORS: f64 = 3e5;
/// More than any amount, in thousandths.
const BOUNDLESS: i64 = 1 << 60;

impl Mixer {
    /// `market` is common to all deals.
    pub fn new(market: Market, precision: Precision) -> Self {
        Self {
            shares: Shares::new(market, precision),
            fineness: Fineness::of(precision),
            limits: Limits::of(precision),
            crowd: Crowd::new(),
            roots: Roots::default(),
        }
    }

    /// The distribution, most exact around `goal` when there is one.
    pub fn mix(&self, sources: &Sources, goal: Option<Money>) -> Distribution {
        let mut mixing = self.begin(sources, goal);
        while self.step(&mut mixing) {}
        self.finish(mixing)
    }

    /// The same in steps: nothing is worked out yet but what sources there are.
    pub fn begin(&self, sources: &Sources, goal: Option<Money>) -> Mixing {
        let (won, groups) = open_deals(sources.deals, self.fineness.near);
        let sure = won.saturating_add(thousandths(sources.sure));
        let target = goal.map_or(0, |goal| thousandths(goal).saturating_sub(sure));
        let arriving = Arriving::new(sources, self.fineness.rare);
        let all = groups.iter().fold(0, |sum: i64, group| sum.saturating_add(group.total()));
        let most = if arriving.any() { BOUNDLESS } else { all };
        let base = sources.base.iter().map(|(amount, chance)| (thousandths(*amount), *chance));
        Mixing {
            sure,
            base: base.collect(),
            ends: (0, most),
            runs: self.runs(&groups, &arriving, target),
            found: Found::default(),
        }
    }

    fn runs(&self, groups: &[Group], arriving: &Arriving, target: i64) -> Vec<Run> {
        let none = |z: f64| (-arriving.given(&self.shares, z)).exp();
        let together = || self.waves(groups, arriving, false, target);
        // Where there are few, looking at each costs little.
        let few = groups.len() <= FEW;
        let apart = if few { self.fineness.apart / 10.0 } else { self.fineness.apart };
        if likeliest(groups, &self.shares, none) < apart {
            return vec![together()];
        }
        let smooth = arriving.any() && arriving.spread > 0.0;
        let mut nodes = self.nodes(groups, arriving);
        let mut without = 1.0;
        if smooth {
            for node in &mut nodes {
                node.1 *= none(node.0);
            }
            without = nodes.iter().map(|node| node.1).sum();
        }
        let stream = (arriving.any() && !smooth).then_some(Stream {
            size: arriving.size,
            mean: arriving.mean,
            score: arriving.score,
        });
        let adding = Adding::new(groups, stream, nodes, target, &self.limits, &self.shares);
        let Some(adding) = adding else { return vec![together()] };
        let mut runs = vec![Run::Atoms(adding)];
        if without < 1.0 - self.fineness.negligible {
            runs.push(self.waves(groups, arriving, true, target));
        }
        runs
    }

    fn waves(&self, groups: &[Group], arriving: &Arriving, arrived: bool, target: i64) -> Run {
        let mut parts = Parts::new(groups, arriving, arrived, false, self);
        let mut grid = Grid::new(&parts, target, &self.fineness);
        if parts.lumpy(&grid, self.roots.of(grid.length), &self.fineness) {
            let width = if grid.exact { 0.0 } else { self.fineness.beside * grid.step };
            let alike = nearly_alike(groups, width, self.fineness.near);
            parts = Parts::new(&alike, arriving, arrived, true, self);
            grid = Grid::new(&parts, target, &self.fineness.coarser());
        }
        let waves = Waves::new(&self.frequencies(&parts, &grid), self.shares.table.as_ref());
        Run::Waves(Box::new((parts, grid, waves)))
    }

    /// Markets for deals that are added one by one: as many as those need that are not aside, since
    /// beside a large deal it may be the small ones that decide.
    fn nodes(&self, groups: &[Group], arriving: &Arriving) -> Vec<Node> {
        let market = &self.shares.market;
        let groups = &groups[..groups.len() - widest::most_aside(groups)];
        let scores: Vec<f64> = groups.iter().map(|group| normal::quantile(group.chance)).collect();
        let width = market.width(|z| {
            let (mut variance, mut slope) = (0.0, 0.0);
            for (group, score) in groups.iter().zip(&scores) {
                let (value, count) = (group.value as f64, f64::from(group.count));
                let chance = self.shares.chance(*score, z);
                variance += count * value * value * chance * (1.0 - chance);
                slope += count * value * market.slope(*score, z);
            }
            if arriving.any() {
                variance += arriving.given(&self.shares, z) * arriving.size * arriving.size;
                slope += arriving.mean * arriving.size * market.slope(arriving.score, z);
            }
            (variance, slope)
        });
        kept(market.nodes(width), self.fineness.weight)
    }

    /// Works on for some milliseconds; `false` once nothing is left to do.
    pub fn step(&self, mixing: &mut Mixing) -> bool {
        let more = match mixing.runs.last_mut() {
            None => return false,
            Some(Run::Atoms(adding)) => adding.step(&self.shares, &self.limits),
            Some(Run::Waves(run)) => {
                let (parts, grid, waves) = &mut **run;
                let count = (STEP_FACTORS / parts.factors()).ceil() as usize;
                waves.advance(&self.frequencies(parts, grid), &self.fineness, count)
            }
        };
        if !more {
            match mixing.runs.pop() {
                Some(Run::Atoms(adding)) => mixing.found.append(adding.finish()),
                Some(Run::Waves(run)) => {
                    let (parts, grid, waves) = *run;
                    mixing.found.append(waves.into_lattices(&self.frequencies(&parts, &grid)));
                }
                None => {}
            }
        }
        !mixing.runs.is_empty()
    }

    fn frequencies<'a>(&'a self, parts: &'a Parts, grid: &'a Grid) -> Frequencies<'a> {
        Frequencies { parts, grid, roots: self.roots.of(grid.length) }
    }

    /// The distribution; every step must have been taken.
    pub fn finish(&self, mixing: Mixing) -> Distribution {
        Distribution::new(mixing.sure, mixing.found, mixing.base, mixing.ends)
    }
}

fn thousandths(amount: Money) -> i64 {
    // To the nearest whole, as `f64::round`, which is slow where processors do not have it.
    let amount = amount.0 * PER_UNIT;
    (amount + 0.5_f64.copysign(amount)) as i64
}

#[cfg(test)]
mod tests;
