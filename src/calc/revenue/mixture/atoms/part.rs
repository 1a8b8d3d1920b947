//! What is added in one go: like deals, or deals to come of one size.

use crate::calc::normal;
use crate::calc::revenue::counts::{Counts, binomial, poisson};
use crate::calc::revenue::market::Node;
use crate::calc::revenue::mixture::pool::Group;
use crate::calc::revenue::mixture::shares::Shares;

/// Deals to come of one size: a Poisson number of wins.
#[derive(Clone, Copy, Debug)]
pub(in super::super) struct Stream {
    /// Of each win in thousandths.
    pub size: f64,
    /// Created, on average.
    pub mean: f64,
    /// `Phi^-1` of the chance of each.
    pub score: f64,
}

/// What is added in one go.
#[derive(Clone, Copy, Debug)]
pub(super) enum Part {
    Deals(Group),
    Stream(Stream),
}

impl Part {
    /// Number of wins, on average.
    pub fn wins(&self) -> f64 {
        match self {
            Self::Deals(group) => group.wins(),
            Self::Stream(stream) => stream.mean * normal::cumulative(stream.score),
        }
    }

    /// Variance of the number of wins.
    pub fn evenness(&self) -> f64 {
        match self {
            Self::Deals(group) => group.evenness(),
            Self::Stream(_) => self.wins(),
        }
    }

    pub fn variance(&self) -> f64 {
        match self {
            Self::Deals(group) => group.variance,
            Self::Stream(stream) => stream.size * stream.size * self.wins(),
        }
    }

    /// The amount of a win.
    pub fn size(&self) -> f64 {
        match self {
            Self::Deals(group) => group.value as f64,
            Self::Stream(stream) => stream.size,
        }
    }

    /// What all of it comes to, or hardly ever more than.
    pub fn reach(&self) -> f64 {
        match self {
            Self::Deals(group) => group.total() as f64,
            Self::Stream(stream) => stream.size * (self.wins() + 10.0 * self.wins().sqrt()),
        }
    }

    /// How many amounts it may come to.
    pub fn sums(&self) -> f64 {
        match self {
            Self::Deals(group) => f64::from(group.count) + 1.0,
            Self::Stream(_) => f64::INFINITY,
        }
    }

    /// The amount of so many wins.
    pub fn amount(&self, wins: usize) -> i64 {
        match self {
            Self::Deals(group) => group.value * wins as i64,
            Self::Stream(stream) => (stream.size * wins as f64).round() as i64,
        }
    }

    /// How many wins in each market, with their chances.
    pub fn counts(&self, shares: &Shares, nodes: &[Node], rare: f64) -> Vec<Counts> {
        let chances = |score: f64| nodes.iter().map(move |(z, _)| shares.chance(score, *z));
        match self {
            Self::Deals(group) => {
                let score = normal::quantile(group.chance);
                chances(score).map(|chance| binomial(group.count, chance, rare)).collect()
            }
            Self::Stream(stream) => {
                chances(stream.score).map(|chance| poisson(stream.mean * chance, rare)).collect()
            }
        }
    }
}
