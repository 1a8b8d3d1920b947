//! The number of wins among like deals, and the chances that follow from it.

use super::Precision;
use super::market::{Market, Node};
use crate::calc::normal;

/// What is left out of a distribution of wins.
struct Limits {
    /// Masses below this.
    mass: f64,
    /// Markets of less weight than this.
    weight: f64,
    /// From this conditional variance on, masses are those of the local Edgeworth expansion.
    variance: f64,
}

impl Limits {
    fn of(precision: Precision) -> Self {
        match precision {
            Precision::Interactive => Self { mass: 1e-9, weight: 1e-7, variance: 25.0 },
            Precision::Settled => Self { mass: 1e-14, weight: 1e-14, variance: 150.0 },
        }
    }
}

/// A window of the expansion reaches this many standard deviations to both sides.
const REACH: f64 = 8.0;

/// So many open deals that are alike.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LikeDeals {
    /// How many.
    pub count: u32,
    /// Chance of each to be won in the period, in [0, 1].
    pub chance: f64,
}

/// Deals yet to be created.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Arrivals {
    /// How many will be created, on average.
    pub mean: f64,
    /// Average chance of each to be won in the period, in [0, 1].
    pub chance: f64,
}

/// Open deals in groups, and deals to come.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pipeline {
    /// Fresh and aged deals.
    pub groups: [LikeDeals; 2],
    /// Deals to come: a Poisson number, each won with its chance.
    pub arrivals: Arrivals,
    /// The common factor.
    pub market: Market,
}

/// A pipeline with `Phi^-1` of its chances, which every value of the market asks for.
#[derive(Clone, Copy, Debug)]
pub struct Scored {
    pipeline: Pipeline,
    groups: [f64; 2],
    arrivals: f64,
}

/// Masses of consecutive whole numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Counts {
    /// The number that the first mass belongs to.
    pub first: usize,
    /// Chances of `first`, `first + 1`, ...
    pub masses: Vec<f64>,
}

impl Pipeline {
    /// The distribution of the number of wins: the conditional one, averaged over the market.
    ///
    /// ```
    /// use enough_pipeline::calc::revenue::counts::{Arrivals, LikeDeals, Pipeline};
    /// use enough_pipeline::calc::revenue::Precision;
    /// use enough_pipeline::calc::revenue::market::Market;
    ///
    /// let two_coins = LikeDeals { count: 2, chance: 0.5 };
    /// let nothing = LikeDeals { count: 0, chance: 0.0 };
    /// let pipeline = Pipeline {
    ///     groups: [two_coins, nothing],
    ///     arrivals: Arrivals::default(),
    ///     market: Market::new(0.0),
    /// };
    /// let wins = pipeline.wins(Precision::Settled);
    /// assert!((wins.masses[1] - 0.5).abs() < 1e-15);
    /// ```
    pub fn wins(&self, precision: Precision) -> Counts {
        let limits = Limits::of(precision);
        let scored = self.scored();
        let conditional: Vec<(f64, Counts)> = scored
            .nodes()
            .into_iter()
            .filter(|(_, weight)| *weight > limits.weight)
            .map(|(z, weight)| (weight, scored.given(z).wins(&limits)))
            .collect();
        mix(&conditional)
    }

    /// Ready to be asked about many markets.
    pub fn scored(&self) -> Scored {
        Scored {
            pipeline: *self,
            groups: self.groups.map(|group| normal::quantile(group.chance)),
            arrivals: normal::quantile(self.arrivals.chance),
        }
    }
}

impl Scored {
    /// The pipeline in a market `z`.
    pub fn given(&self, z: f64) -> Conditional {
        let market = &self.pipeline.market;
        let mut groups = self.pipeline.groups;
        for (group, score) in groups.iter_mut().zip(self.groups) {
            group.chance = market.chance(score, z);
        }
        Conditional {
            groups,
            arrivals: self.pipeline.arrivals.mean * market.chance(self.arrivals, z),
        }
    }

    /// See [`Market::width`].
    pub fn width(&self) -> f64 {
        let market = &self.pipeline.market;
        market.width(|z| {
            let open = self.pipeline.groups.iter().zip(self.groups);
            let slope: f64 =
                open.map(|(group, score)| f64::from(group.count) * market.slope(score, z)).sum();
            let new = self.pipeline.arrivals.mean * market.slope(self.arrivals, z);
            (self.given(z).cumulants()[1], slope + new)
        })
    }

    /// The values of the market to average over.
    pub fn nodes(&self) -> Vec<Node> {
        self.pipeline.market.nodes(self.width())
    }
}

/// A pipeline in a given market: all deals independent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Conditional {
    groups: [LikeDeals; 2],
    /// Mean of the Poisson number of wins among deals to come.
    arrivals: f64,
}

impl Conditional {
    /// The first four cumulants of the number of wins.
    pub fn cumulants(&self) -> [f64; 4] {
        let mut sums = [self.arrivals; 4];
        for group in &self.groups {
            let (n, r) = (f64::from(group.count), group.chance);
            let variance = r * (1.0 - r);
            sums[0] += n * r;
            sums[1] += n * variance;
            sums[2] += n * variance * (1.0 - 2.0 * r);
            sums[3] += n * variance * (1.0 - 6.0 * variance);
        }
        sums
    }

    /// The first four cumulants of the revenue of wins of mean size 1 and coefficient of variation
    /// `cv`, lognormal: `E[X^j] = (1 + cv²)^(j(j-1)/2)`.
    pub fn revenue_cumulants(&self, cv: f64) -> [f64; 4] {
        let m2 = 1.0 + cv * cv;
        let (m3, m4) = (m2.powi(3), m2.powi(6));
        let a = self.arrivals;
        let mut sums = [a, a * m2, a * m3, a * m4];
        for group in &self.groups {
            let (n, r) = (f64::from(group.count), group.chance);
            let r2 = r * r;
            sums[0] += n * r;
            sums[1] += n * (r * m2 - r2);
            sums[2] += n * (r * m3 - 3.0 * r2 * m2 + 2.0 * r2 * r);
            sums[3] +=
                n * (r * m4 - r2 * (4.0 * m3 + 3.0 * m2 * m2) + 12.0 * r2 * r * m2 - 6.0 * r2 * r2);
        }
        sums
    }

    fn wins(&self, limits: &Limits) -> Counts {
        let cumulants = self.cumulants();
        if cumulants[1] >= limits.variance {
            return expansion(cumulants);
        }
        self.groups
            .iter()
            .map(|g| binomial(g.count, g.chance, limits.mass))
            .fold(poisson(self.arrivals, limits.mass), |sum, next| convolve(&sum, &next))
    }
}

impl Counts {
    fn certain(number: usize) -> Self {
        Self { first: number, masses: vec![1.0] }
    }

    /// The numbers with their chances.
    pub fn iter(&self) -> impl Iterator<Item = (usize, f64)> + '_ {
        self.masses.iter().enumerate().map(|(i, mass)| (self.first + i, *mass))
    }

    /// The largest number with a mass.
    pub fn last(&self) -> usize {
        self.first + self.masses.len().saturating_sub(1)
    }
}

/// Binomial masses around the mode, by the ratio of neighbours; exact to rounding.
pub(super) fn binomial(count: u32, chance: f64, least: f64) -> Counts {
    if count == 0 || chance <= 0.0 {
        return Counts::certain(0);
    }
    if chance >= 1.0 {
        return Counts::certain(count as usize);
    }
    let n = f64::from(count);
    let mode = ((n + 1.0) * chance).floor().min(n);
    let odds = chance / (1.0 - chance);
    let top = (libm::lgamma(n + 1.0) - libm::lgamma(mode + 1.0) - libm::lgamma(n - mode + 1.0)
        + mode * chance.ln()
        + (n - mode) * (-chance).ln_1p())
    .exp();
    around(mode, top, least, |k| (n - k) * odds / (k + 1.0))
}

/// Poisson masses around the mode.
pub(super) fn poisson(mean: f64, least: f64) -> Counts {
    if mean <= 0.0 {
        return Counts::certain(0);
    }
    let mode = mean.floor();
    let top = (mode * mean.ln() - mean - libm::lgamma(mode + 1.0)).exp();
    around(mode, top, least, |k| mean / (k + 1.0))
}

/// Masses of at least `least` to both sides of `mode`; `growth(k)` is mass(k + 1) ÷ mass(k). Scaled
/// to add to 1.
fn around(mode: f64, top: f64, least: f64, growth: impl Fn(f64) -> f64) -> Counts {
    let mut below = Vec::new();
    let (mut k, mut mass) = (mode, top);
    while k > 0.0 {
        k -= 1.0;
        mass /= growth(k);
        if mass < least {
            break;
        }
        below.push(mass);
    }
    let first = mode as usize - below.len();
    let mut masses = below;
    masses.reverse();
    masses.push(top);
    (k, mass) = (mode, top);
    loop {
        mass *= growth(k);
        k += 1.0;
        if mass < least {
            break;
        }
        masses.push(mass);
    }
    let total: f64 = masses.iter().sum();
    for mass in &mut masses {
        *mass /= total;
    }
    Counts { first, masses }
}

fn convolve(a: &Counts, b: &Counts) -> Counts {
    let (short, long) = if a.masses.len() < b.masses.len() { (a, b) } else { (b, a) };
    let mut masses = vec![0.0; a.masses.len() + b.masses.len() - 1];
    for (i, x) in short.masses.iter().enumerate() {
        for (sum, y) in masses[i..].iter_mut().zip(&long.masses) {
            *sum += x * y;
        }
    }
    Counts { first: a.first + b.first, masses }
}

/// Masses of a lattice distribution with these cumulants, by the local two-term Edgeworth
/// expansion (Feller II, XVI.2).
fn expansion([mean, variance, third, fourth]: [f64; 4]) -> Counts {
    let sd = variance.sqrt();
    let (skew, kurtosis) = (third / (variance * sd), fourth / (variance * variance));
    let first = (mean - REACH * sd).floor().max(0.0);
    let last = (mean + REACH * sd).ceil();
    let mut masses: Vec<f64> = (0..=(last - first) as usize)
        .map(|i| {
            let x = (first + i as f64 - mean) / sd;
            let x2 = x * x;
            let he3 = x * (x2 - 3.0);
            let he4 = x2 * (x2 - 6.0) + 3.0;
            let he6 = x2 * (x2 * (x2 - 15.0) + 45.0) - 15.0;
            let shape = 1.0 + skew * he3 / 6.0 + kurtosis * he4 / 24.0 + skew * skew * he6 / 72.0;
            (normal::density(x) / sd * shape).max(0.0)
        })
        .collect();
    let total: f64 = masses.iter().sum();
    for mass in &mut masses {
        *mass /= total;
    }
    Counts { first: first as usize, masses }
}

/// The weighted average of distributions.
fn mix(parts: &[(f64, Counts)]) -> Counts {
    let first = parts.iter().map(|(_, counts)| counts.first).min().unwrap_or(0);
    let last = parts.iter().map(|(_, counts)| counts.last()).max().unwrap_or(0);
    let mut masses = vec![0.0; last - first + 1];
    for (weight, counts) in parts {
        for (sum, mass) in masses[counts.first - first..].iter_mut().zip(&counts.masses) {
            *sum += weight * mass;
        }
    }
    Counts { first, masses }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pipeline(n: [u32; 2], r: [f64; 2], arrivals: Arrivals, rho: f64) -> Pipeline {
        let group = |i: usize| LikeDeals { count: n[i], chance: r[i] };
        Pipeline { groups: [group(0), group(1)], arrivals, market: Market::new(rho) }
    }

    #[test]
    fn the_mean_does_not_depend_on_the_market() {
        let arrivals = Arrivals { mean: 40.0, chance: 0.1 };
        for rho in [0.0, 0.03, 0.2, 0.5] {
            for n in [[70, 30], [7000, 3000]] {
                let wins = pipeline(n, [0.2, 0.1], arrivals, rho).wins(Precision::Settled);
                let mean: f64 = wins.iter().map(|(k, mass)| k as f64 * mass).sum();
                let expected = f64::from(n[0]) * 0.2 + f64::from(n[1]) * 0.1 + 4.0;
                assert!((mean - expected).abs() < 1e-8 * expected, "{rho}: {mean}");
                assert!((wins.masses.iter().sum::<f64>() - 1.0).abs() < 1e-12);
            }
        }
    }

    #[test]
    fn the_expansion_agrees_with_the_convolution_where_it_takes_over() {
        for (n, r) in
            [([1200, 400], [0.1, 0.05]), ([20_000, 0], [0.008, 0.0]), ([700, 100], [0.5, 0.1])]
        {
            let given = Conditional {
                groups: [
                    LikeDeals { count: n[0], chance: r[0] },
                    LikeDeals { count: n[1], chance: r[1] },
                ],
                arrivals: 20.0,
            };
            let exact = convolve(
                &convolve(&poisson(20.0, 1e-18), &binomial(n[0], r[0], 1e-18)),
                &binomial(n[1], r[1], 1e-18),
            );
            let close = expansion(given.cumulants());
            let (mut worst, mut tails) = (0.0_f64, (0.0, 0.0));
            for k in 0..=exact.last() {
                let mass =
                    |c: &Counts| k.checked_sub(c.first).and_then(|i| c.masses.get(i)).copied();
                tails.0 += mass(&exact).unwrap_or(0.0);
                tails.1 += mass(&close).unwrap_or(0.0);
                worst = worst.max((tails.0 - tails.1).abs());
            }
            assert!(worst < 5e-6, "{n:?}: {worst}");
        }
    }

    #[test]
    fn sure_impossible_and_no_deals() {
        let none = Arrivals::default();
        assert_eq!(
            pipeline([0, 0], [0.0, 0.0], none, 0.3)
                .wins(Precision::Settled)
                .iter()
                .next()
                .unwrap()
                .0,
            0
        );
        let sure = pipeline([3, 2], [1.0, 0.0], none, 0.1).wins(Precision::Settled);
        assert_eq!(sure.first, 3);
        assert!((sure.masses[0] - 1.0).abs() < 1e-12);
    }
}
