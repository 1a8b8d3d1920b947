//! How the open deals may turn out together.

use super::{Prospect, expected, pipeline};
use crate::calc::normal;
use crate::calc::revenue::Precision;
use crate::calc::revenue::market::Market;
use crate::calc::revenue::mixture::{Deal, Distribution, Mixer, Sources};
use crate::calc::units::Money;

/// Up to this total the distribution decides ties in thousandths; above it in larger units.
const MOST_TOTAL: f64 = 1e12;

/// What is asked of the open deals.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Target {
    /// Revenue to be won in the period.
    pub goal: Money,
    /// Revenue already won in it.
    pub closed_won: Money,
    /// How much deals win and lose together, in [0, 1): see [`total_correlation`].
    pub correlation: f64,
}

/// How the open deals may turn out together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Outcome {
    /// Chance of making the goal, in [0, 1].
    pub chance: f64,
    /// Closed-won and what the open deals bring on average.
    pub expected: Money,
    /// Revenue of the whole period that is exceeded 9 times in 10, 5 in 10, 1 in 10.
    pub range: [Money; 3],
    /// How much is missing to the goal on average; 0 where it is exceeded.
    pub shortfall: Money,
}

/// The correlation of method 3 with the uncertainty of a win rate that was measured from `closed`
/// deals: `tau² = rho / (1 - rho) + p (1 - p) / (n phi(Phi^-1(p))²)`, `rho_total = tau² / (1 + tau²)`.
/// A win rate of 0 or 1, or no deals, add nothing.
pub fn total_correlation(rho: f64, win_rate: f64, closed: usize) -> f64 {
    let rho = rho.clamp(0.0, 0.99);
    let uncertain = win_rate > 0.0 && win_rate < 1.0 && closed > 0;
    let measured = if uncertain {
        let density = normal::density(normal::quantile(win_rate));
        win_rate * (1.0 - win_rate) / (closed as f64 * density * density)
    } else {
        0.0
    };
    let variance = rho / (1.0 - rho) + measured;
    variance / (1.0 + variance)
}

impl Target {
    /// How `prospects` may turn out.
    pub fn outcome(&self, prospects: &[Prospect], precision: Precision) -> Outcome {
        let scale = scale(pipeline(prospects));
        let (goal, won) = (self.remaining(scale), self.closed_won);
        let distribution = self.distribution(prospects, goal, scale, precision);
        let total = |p| won + distribution.quantile(p) * scale;
        Outcome {
            chance: distribution.chance(goal),
            expected: won + expected(prospects),
            range: [total(0.1), total(0.5), total(0.9)],
            shortfall: distribution.shortfall(goal) * scale,
        }
    }

    /// The chance of making the goal when `extra` is won on top of what `prospects` bring.
    pub(super) fn chances(
        &self,
        prospects: &[Prospect],
        extras: [Money; 2],
        precision: Precision,
    ) -> [f64; 2] {
        let scale = scale(pipeline(prospects));
        let goal = self.remaining(scale);
        let distribution = self.distribution(prospects, goal, scale, precision);
        extras.map(|extra| distribution.chance(goal - extra * (1.0 / scale)))
    }

    fn distribution(
        &self,
        prospects: &[Prospect],
        goal: Money,
        scale: f64,
        precision: Precision,
    ) -> Distribution {
        let deal = |prospect: &Prospect| Deal {
            value: prospect.value * (1.0 / scale),
            chance: prospect.chance,
            count: 1,
        };
        let deals: Vec<Deal> = prospects.iter().map(deal).collect();
        Mixer::new(Market::new(self.correlation), precision)
            .mix(&Sources::deals(&deals), Some(goal))
    }

    fn remaining(&self, scale: f64) -> Money {
        (self.goal - self.closed_won) * (1.0 / scale)
    }
}

/// A power of ten in which a total can be counted.
fn scale(total: Money) -> f64 {
    if total.0 <= MOST_TOTAL { 1.0 } else { 10_f64.powf((total.0 / MOST_TOTAL).log10().ceil()) }
}
