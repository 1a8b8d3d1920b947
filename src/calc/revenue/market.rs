//! What deals have in common: one standard normal factor `z`, "the market" (method section 3).
//!
//! Given `z`, a deal of chance `r` is won with `Phi((Phi^-1(r) - sqrt(rho) z) / sqrt(1 - rho))`,
//! independently of the others. Its average over `z` is `r` again, so the expected revenue does
//! not depend on the correlation `rho`.

use crate::calc::normal;

/// The factor is followed this far to both sides; beyond lies 2e-17 of its mass.
const REACH: f64 = 8.5;
/// The widest step of the integration over the factor, for deals that hardly depend on it. The more
/// they do, the sharper is what is integrated: by `sqrt(1 + loading²)`.
const WIDEST: f64 = 0.75;
/// Steps per width of the transition of a conditional distribution function. The error of the
/// trapezium sum is about `exp(-2 pi² w² / step²)`, here 3e-10.
const STEPS_PER_WIDTH: f64 = 1.05;
/// Most steps, reached only by extreme correlation over many deals.
const MOST_STEPS: f64 = 2000.0;
/// At a correlation of 1 all deals would be one.
const MOST_CORRELATION: f64 = 0.99;

/// The correlation between deals.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Market {
    loading: f64,
    scale: f64,
}

/// A value of the factor and its weight in an average.
pub type Node = (f64, f64);

impl Market {
    /// `correlation` (rho) in [0, 1); larger values count as 0.99.
    pub fn new(correlation: f64) -> Self {
        let rho = correlation.clamp(0.0, MOST_CORRELATION);
        let scale = 1.0 / (1.0 - rho).sqrt();
        Self { loading: rho.sqrt() * scale, scale }
    }

    /// Whether deals are independent.
    pub fn independent(&self) -> bool {
        self.loading == 0.0
    }

    /// The chance of a deal in a market `z`; `score` is `Phi^-1` of its chance.
    pub fn chance(&self, score: f64, z: f64) -> f64 {
        normal::cumulative(self.moved(score, z))
    }

    /// `Phi^-1` of [`Self::chance`].
    pub fn moved(&self, score: f64, z: f64) -> f64 {
        self.scale * score - self.loading * z
    }

    /// How fast [`Self::chance`] falls with `z`.
    pub fn slope(&self, score: f64, z: f64) -> f64 {
        self.loading * normal::density(self.moved(score, z))
    }

    /// The step of the factor that moves the score of a deal by `distance`.
    pub fn step_for(&self, distance: f64) -> f64 {
        distance / self.loading
    }

    /// Values of the factor with weights that add to 1.
    ///
    /// `width` is the least, over `z`, of the conditional standard deviation of revenue ÷ the slope
    /// of its conditional mean: how far `z` moves while revenue passes a threshold. A fixed
    /// Gauss–Hermite rule misses that transition when there are many deals.
    pub fn nodes(&self, width: f64) -> Vec<Node> {
        if self.independent() {
            return vec![(0.0, 1.0)];
        }
        let widest = WIDEST / (1.0 + self.loading * self.loading).sqrt();
        let step = (width / STEPS_PER_WIDTH).max(2.0 * REACH / MOST_STEPS).min(widest);
        let each_side = (REACH / step).ceil() as i32;
        let mut nodes: Vec<Node> = (-each_side..=each_side)
            .map(|i| {
                let z = f64::from(i) * step;
                (z, normal::density(z) * step)
            })
            .collect();
        let total: f64 = nodes.iter().map(|node| node.1).sum();
        for node in &mut nodes {
            node.1 /= total;
        }
        nodes
    }

    /// The width that [`Self::nodes`] asks for, from conditional `(variance, slope of the mean)` at
    /// a few values of `z`, where most of the factor's mass lies.
    pub fn width(&self, spread: impl Fn(f64) -> (f64, f64)) -> f64 {
        if self.independent() {
            return f64::INFINITY;
        }
        (-4..=4)
            .map(f64::from)
            .map(|z| {
                let (variance, slope) = spread(z);
                if slope > 0.0 { variance.sqrt() / slope } else { f64::INFINITY }
            })
            .fold(f64::INFINITY, f64::min)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_average_chance_is_the_chance() {
        for rho in [0.0, 0.03, 0.3, 0.5] {
            let market = Market::new(rho);
            for r in [1e-6, 0.01, 0.25, 0.5, 0.97] {
                let score = normal::quantile(r);
                let average: f64 = market
                    .nodes(1.0)
                    .iter()
                    .map(|(z, weight)| weight * market.chance(score, *z))
                    .sum();
                assert!((average - r).abs() < 1e-12, "rho {rho}, r {r}: {average}");
            }
        }
    }

    #[test]
    fn sure_and_impossible_deals_know_no_market() {
        let market = Market::new(0.3);
        assert_eq!(market.chance(normal::quantile(1.0), 5.0), 1.0);
        assert_eq!(market.chance(normal::quantile(0.0), -5.0), 0.0);
    }

    #[test]
    fn the_grid_is_bounded() {
        assert_eq!(Market::new(0.0).nodes(1.0), vec![(0.0, 1.0)]);
        assert!(Market::new(0.5).nodes(0.0).len() < 2100);
        assert_eq!(Market::new(0.03).nodes(f64::INFINITY).len(), 25);
    }
}
