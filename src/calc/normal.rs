//! The normal distribution, and the lognormal that stands on it.

use std::f64::consts::{FRAC_1_SQRT_2, PI};

/// Standard normal density.
pub fn density(x: f64) -> f64 {
    (-0.5 * x * x).exp() / (2.0 * PI).sqrt()
}

/// Standard normal distribution function.
pub fn cumulative(x: f64) -> f64 {
    0.5 * libm::erfc(-x * FRAC_1_SQRT_2)
}

/// Inverse of [`cumulative`]; minus or plus infinity outside (0, 1).
///
/// P. J. Acklam's rational approximation (relative error 1.15e-9) with one step of Halley's method,
/// which brings it to machine precision.
pub fn quantile(p: f64) -> f64 {
    if p <= 0.0 {
        return f64::NEG_INFINITY;
    }
    if p >= 1.0 {
        return f64::INFINITY;
    }
    // The upper half is the mirrored lower half, where no digits are lost to 1 - p.
    if p > 0.5 {
        return -quantile(1.0 - p);
    }
    let x = acklam(p);
    let step = (cumulative(x) - p) / density(x);
    x - step / (1.0 + 0.5 * x * step)
}

/// Valid for 0 < p <= 0.5.
fn acklam(p: f64) -> f64 {
    const A: [f64; 6] = [
        -3.969_683_028_665_376e1,
        2.209_460_984_245_205e2,
        -2.759_285_104_469_687e2,
        1.383_577_518_672_69e2,
        -3.066_479_806_614_716e1,
        2.506_628_277_459_239,
    ];
    const B: [f64; 6] = [
        -5.447_609_879_822_406e1,
        1.615_858_368_580_409e2,
        -1.556_989_798_598_866e2,
        6.680_131_188_771_972e1,
        -1.328_068_155_288_572e1,
        1.0,
    ];
    const C: [f64; 6] = [
        -7.784_894_002_430_293e-3,
        -3.223_964_580_411_365e-1,
        -2.400_758_277_161_838,
        -2.549_732_539_343_734,
        4.374_664_141_464_968,
        2.938_163_982_698_783,
    ];
    const D: [f64; 5] = [
        7.784_695_709_041_462e-3,
        3.224_671_290_700_398e-1,
        2.445_134_137_142_996,
        3.754_408_661_907_416,
        1.0,
    ];
    const TAIL: f64 = 0.02425;
    if p < TAIL {
        let q = (-2.0 * p.ln()).sqrt();
        horner(&C, q) / horner(&D, q)
    } else {
        let q = p - 0.5;
        let r = q * q;
        q * horner(&A, r) / horner(&B, r)
    }
}

fn horner(coefficients: &[f64], x: f64) -> f64 {
    coefficients.iter().fold(0.0, |sum, c| sum * x + c)
}

/// [`cumulative`] from a table, within 1e-8: for where it is asked for thousands of times. Step by
/// step the coefficients of Hermite's cubic between its ends.
pub struct Table(Vec<[f64; 4]>);

/// The table reaches so far to both sides, in so many steps of one.
const TABLE_REACH: f64 = 8.0;
const TABLE_STEPS: f64 = 32.0;

impl Table {
    /// A table from values and slopes.
    pub fn new() -> Self {
        let last = (2.0 * TABLE_REACH * TABLE_STEPS) as usize;
        let at = |i: usize| i as f64 / TABLE_STEPS - TABLE_REACH;
        let ends: Vec<(f64, f64)> =
            (0..=last).map(|i| (cumulative(at(i)), density(at(i)) / TABLE_STEPS)).collect();
        let cubic = |ends: &[(f64, f64)]| {
            let ((a, rise), (b, fall)) = (ends[0], ends[1]);
            [a, rise, 3.0 * (b - a) - 2.0 * rise - fall, rise + fall - 2.0 * (b - a)]
        };
        Self(ends.windows(2).map(cubic).collect())
    }

    /// Standard normal distribution function.
    pub fn cumulative(&self, x: f64) -> f64 {
        let position = (x.clamp(-TABLE_REACH, TABLE_REACH) + TABLE_REACH) * TABLE_STEPS;
        let i = (position as usize).min(self.0.len() - 1);
        let [a, b, c, d] = self.0[i];
        let t = position - i as f64;
        a + t * (b + t * (c + t * d))
    }
}

impl Default for Table {
    fn default() -> Self {
        Self::new()
    }
}

/// A lognormal distribution, described by its mean and coefficient of variation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lognormal {
    mean: f64,
    mu: f64,
    sigma: f64,
}

impl Lognormal {
    /// `mean` > 0 in the unit of the values; `cv` > 0 is the standard deviation ÷ mean.
    /// `sigma² = ln(1 + cv²)`, `mu = ln(mean) - sigma²/2`.
    pub fn new(mean: f64, cv: f64) -> Self {
        let variance = (cv * cv).ln_1p();
        Self { mean, mu: mean.ln() - variance / 2.0, sigma: variance.sqrt() }
    }

    /// Share of values up to `x`.
    pub fn cumulative(&self, x: f64) -> f64 {
        if x > 0.0 { cumulative(self.score(x)) } else { 0.0 }
    }

    /// [`Self::cumulative`] and [`Self::partial_mean`] at `x` > 0, from a table.
    pub fn both(&self, x: f64, table: &Table) -> (f64, f64) {
        let score = self.score(x);
        (table.cumulative(score), self.mean * table.cumulative(score - self.sigma))
    }

    /// Share of values above `x`, exact where it is small.
    pub fn survival(&self, x: f64) -> f64 {
        if x > 0.0 { cumulative(-self.score(x)) } else { 1.0 }
    }

    /// Density at `x`.
    pub fn density(&self, x: f64) -> f64 {
        if x > 0.0 { density(self.score(x)) / (x * self.sigma) } else { 0.0 }
    }

    /// Sum of the values up to `x` as a part of the mean: `E[X; X <= x]`.
    pub fn partial_mean(&self, x: f64) -> f64 {
        if x > 0.0 { self.mean * cumulative(self.score(x) - self.sigma) } else { 0.0 }
    }

    /// Integral of [`Self::cumulative`] from 0 to `x`, by parts: `x F(x) - E[X; X <= x]`.
    pub fn integral(&self, x: f64) -> f64 {
        x * self.cumulative(x) - self.partial_mean(x)
    }

    /// The mean that it was made with.
    pub fn mean(&self) -> f64 {
        self.mean
    }

    /// The value that a share `p` of the values exceed; exact where `p` is small.
    pub fn quantile_above(&self, p: f64) -> f64 {
        (self.mu - self.sigma * quantile(p)).exp()
    }

    /// The value that a share `p` of the values do not exceed.
    pub fn quantile(&self, p: f64) -> f64 {
        (self.mu + self.sigma * quantile(p)).exp()
    }

    fn score(&self, x: f64) -> f64 {
        (x.ln() - self.mu) / self.sigma
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_quantile_inverts_the_distribution() {
        for p in [1e-300, 1e-12, 0.001, 0.024, 0.03, 0.25, 0.5, 0.75, 0.999, 1.0 - 1e-12] {
            let back = cumulative(quantile(p));
            assert!((back / p - 1.0).abs() < 1e-11, "{p}: {back}");
        }
        assert_eq!(quantile(0.0), f64::NEG_INFINITY);
        assert_eq!(quantile(1.0), f64::INFINITY);
    }

    #[test]
    fn the_table_is_the_distribution() {
        let table = Table::new();
        for i in -900..=900 {
            let x = f64::from(i) * 0.01003;
            assert!((table.cumulative(x) - cumulative(x)).abs() < 1e-8, "{x}");
        }
        let size = Lognormal::new(25.0, 0.8);
        let (below, mean) = size.both(31.0, &table);
        assert!((below - size.cumulative(31.0)).abs() < 1e-8);
        assert!((mean - size.partial_mean(31.0)).abs() < 1e-6);
    }

    #[test]
    fn the_lognormal_has_its_mean_and_spread() {
        let size = Lognormal::new(25.0, 0.8);
        let (mut mean, mut square) = (0.0, 0.0);
        let step = 0.01;
        for i in 0..200_000 {
            let x = (f64::from(i) + 0.5) * step;
            mean += x * size.density(x) * step;
            square += x * x * size.density(x) * step;
        }
        assert!((mean - 25.0).abs() < 1e-3, "{mean}");
        assert!(((square - mean * mean).sqrt() / mean - 0.8).abs() < 1e-3);
        assert!((size.quantile(0.5) - 25.0 / 1.64_f64.sqrt()).abs() < 1e-9);
    }

    #[test]
    fn the_integral_is_the_area_under_the_distribution() {
        let cycle = Lognormal::new(60.0, 0.8);
        let step = 0.001;
        let sum: f64 =
            (0..90_000).map(|i| cycle.cumulative((f64::from(i) + 0.5) * step) * step).sum();
        assert!((sum - cycle.integral(90.0)).abs() < 1e-6);
        assert_eq!(cycle.integral(0.0), 0.0);
    }
}
