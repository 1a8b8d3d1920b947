//! The chance of enough wins from so many opportunities, by the engine of coverage (method 10.4).

use crate::calc::coverage::Odds;
use crate::calc::gamma;
use crate::calc::normal;
use crate::calc::revenue::Precision;
use crate::calc::revenue::counts::{Arrivals, LikeDeals, Pipeline};
use crate::calc::revenue::market::Market;

/// So much more than a whole number of wins is still that number.
const TIE: f64 = 1e-9;
/// Beyond this many opportunities their wins count as Poisson in each market, which moves the
/// number asked for by less than a thousandth.
const MOST_COUNTED: f64 = 1e6;
/// Doublings before a chance counts as out of reach.
const MOST_DOUBLINGS: u32 = 200;

/// A number of wins that is needed, and opportunities that may become wins.
///
/// Given the market `z`, each opportunity is won with the chance `r(z)` of [`Market::chance`],
/// independently of the others, so that wins are binomial; their distribution is averaged over
/// `z`. It is the question that coverage asks of deals of one size.
pub struct Enough {
    needed: f64,
    rate: f64,
    market: Market,
    odds: Odds,
}

impl Enough {
    /// `wins` > 0 are needed, whole ones; an opportunity is won within the period with the chance
    /// `rate` in (0, 1]; `correlation` is that between deals.
    pub fn new(wins: f64, rate: f64, correlation: f64) -> Self {
        let needed = (wins - TIE).ceil().max(1.0);
        let odds = Odds::of_wins(needed, Precision::Settled);
        Self {
            needed,
            rate: rate.clamp(f64::MIN_POSITIVE, 1.0),
            market: Market::new(correlation),
            odds,
        }
    }

    /// The chance with `opportunities`; of a fraction, that between its whole neighbours, so that
    /// the expected number of wins is `opportunities * rate`.
    pub fn chance(&self, opportunities: f64) -> f64 {
        let (whole, part) = (opportunities.floor(), opportunities.fract());
        let some = self.of_whole(whole);
        if part > 0.0 { some + part * (self.of_whole(whole + 1.0) - some) } else { some }
    }

    fn of_whole(&self, opportunities: f64) -> f64 {
        if opportunities < self.needed {
            0.0
        } else if opportunities > MOST_COUNTED {
            self.of_crowd(opportunities)
        } else {
            let count = opportunities as u32;
            let none = LikeDeals { count: 0, chance: 0.0 };
            self.odds.chance_of(&Pipeline {
                groups: [LikeDeals { count, chance: self.rate }, none],
                arrivals: Arrivals::default(),
                market: self.market,
            })
        }
    }

    fn of_crowd(&self, opportunities: f64) -> f64 {
        let score = normal::quantile(self.rate);
        let mean = |z| opportunities * self.market.chance(score, z);
        let width = self.market.width(|z| (mean(z), opportunities * self.market.slope(score, z)));
        let nodes = self.market.nodes(width).into_iter();
        nodes.map(|(z, weight)| weight * gamma::poisson_at_least(mean(z), self.needed)).sum()
    }

    /// The least whole number of opportunities with a chance of at least `confidence` in (0, 1).
    pub fn least(&self, confidence: f64) -> f64 {
        let enough = |number: f64| self.of_whole(number) >= confidence;
        let (mut low, mut high) = (self.needed - 1.0, (self.needed / self.rate).ceil());
        for _ in 0..MOST_DOUBLINGS {
            if enough(high) {
                break;
            }
            if !(2.0 * high).is_finite() {
                break;
            }
            (low, high) = (high, 2.0 * high);
        }
        // Neighbours, or as near as numbers of this size get.
        while high - low > 1.0 {
            let middle = f64::midpoint(low, high).floor();
            if middle <= low || middle >= high {
                break;
            }
            if enough(middle) {
                high = middle;
            } else {
                low = middle;
            }
        }
        high
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_win_of_independent_opportunities_is_one_less_all_lost() {
        let one = Enough::new(1.0, 0.25, 0.0);
        assert!((one.chance(4.0) - (1.0 - 0.75_f64.powi(4))).abs() < 1e-12);
        // 0.75^5 = 0.237 and 0.75^6 = 0.178.
        assert_eq!(one.least(0.8), 6.0);
        let between = f64::midpoint(one.chance(4.0), one.chance(5.0));
        assert!((one.chance(4.5) - between).abs() < 1e-12);
    }

    #[test]
    fn ten_wins_take_more_than_on_average_and_a_market_takes_more_again() {
        // Binomial sums of an independent script: 49 and 53 opportunities at 25 %.
        assert_eq!(Enough::new(10.0, 0.25, 0.0).least(0.8), 49.0);
        assert_eq!(Enough::new(10.0, 0.25, 0.03).least(0.8), 53.0);
        assert_eq!(Enough::new(10.0, 0.1, 0.03).least(0.8), 144.0);
        // A part of a win is a win; a sure thing needs no more.
        assert_eq!(Enough::new(9.2, 0.25, 0.03).least(0.8), 53.0);
        assert_eq!(Enough::new(10.0, 1.0, 0.03).least(0.99), 10.0);
    }

    #[test]
    fn crowds_go_on_where_counting_ends() {
        let counted = Enough::new(5_000.0, 0.01, 0.03).least(0.8);
        let crowd = Enough::new(8_000.0, 0.01, 0.03).least(0.8);
        assert!(counted < MOST_COUNTED && crowd > MOST_COUNTED);
        assert!((crowd / counted / 1.6 - 1.0).abs() < 2e-3, "{counted} {crowd}");
        for (wins, rate) in [(1.0, 1e-200), (1e15, 1e-9), (1e15, 1.0), (1e9, 0.999_999)] {
            let enough = Enough::new(wins, rate, 0.5);
            let least = enough.least(0.99);
            assert!(least.is_finite() && least >= wins, "{wins} {rate}: {least}");
            assert!((0.0..=1.0).contains(&enough.chance(wins / rate)));
        }
    }
}
