//! The recurring base: what is kept of it month by month, and how sure that is (method section 4).

use super::{Inputs, Precision};
use crate::calc::beta;
use crate::calc::units::Money;

/// Churns that stand for all that are possible, while a control moves and when it rests.
const fn bins(precision: Precision) -> usize {
    match precision {
        Precision::Interactive => 12,
        Precision::Settled => 128,
    }
}
/// What lies beyond the outer ones.
const BEYOND: f64 = 1e-4;

/// The recurring base.
pub(super) struct Base {
    first: f64,
    churn: f64,
    growth: f64,
    /// Churns with their masses; the one that was given when it is taken as sure.
    churns: Vec<(f64, f64)>,
}

impl Base {
    pub fn new(inputs: &Inputs, precision: Precision) -> Self {
        let churn = inputs.churn.fraction().clamp(0.0, 1.0);
        let churns = match inputs.accounts {
            Some(accounts) if inputs.recurring.0 > 0.0 && accounts > 0 => {
                churns(churn, f64::from(accounts), bins(precision))
            }
            _ => vec![(churn, 1.0)],
        };
        let growth = 1.0 + inputs.expansion.fraction();
        Self { first: inputs.recurring.0.max(0.0), churn, growth, churns }
    }

    /// The revenue of a month, 0 for the running one: `B_(m+1) = B_m (1 - c)(1 + e)`.
    pub fn expected(&self, month: usize) -> Money {
        Money(self.revenue(self.churn, month..month + 1))
    }

    /// What the months bring, with chances; empty when that is sure. All churns are scaled alike so
    /// that the mean is what is expected: a churn that is now higher, now lower keeps a little
    /// more than one that is always the same.
    pub fn masses(&self, months: std::ops::Range<usize>) -> Vec<(Money, f64)> {
        let expected = self.revenue(self.churn, months.clone());
        let amounts: Vec<(f64, f64)> = self
            .churns
            .iter()
            .map(|(churn, mass)| (self.revenue(*churn, months.clone()), *mass))
            .collect();
        let mean: f64 = amounts.iter().map(|(amount, mass)| amount * mass).sum();
        if amounts.len() < 2 || mean <= 0.0 {
            return Vec::new();
        }
        let scaled = |(amount, mass): (f64, f64)| (Money(amount * expected / mean), mass);
        amounts.into_iter().map(scaled).collect()
    }

    /// Whether the churn is taken as sure though there is a base.
    pub fn is_sure(&self) -> bool {
        self.first > 0.0 && self.churns.len() < 2
    }

    fn revenue(&self, churn: f64, months: std::ops::Range<usize>) -> f64 {
        let kept = (1.0 - churn) * self.growth;
        months.map(|month| self.first * kept.powi(month as i32)).sum()
    }
}

/// A Beta(n c, n (1 - c)) distribution in bins of equal width, each at its mean.
fn churns(churn: f64, accounts: f64, count: usize) -> Vec<(f64, f64)> {
    let (a, b) = (accounts * churn, accounts * (1.0 - churn));
    if a <= 0.0 || b <= 0.0 {
        return vec![(churn, 1.0)];
    }
    let (low, high) = (beta::quantile(a, b, BEYOND), beta::quantile(a, b, 1.0 - BEYOND));
    let edge = |i: usize| match i {
        0 => 0.0,
        _ if i == count => 1.0,
        _ => low + (high - low) * i as f64 / count as f64,
    };
    let below = |x: f64| (beta::cumulative(a, b, x), churn * beta::cumulative(a + 1.0, b, x));
    let mut last = (0.0, 0.0);
    let mut bins = Vec::with_capacity(count);
    for i in 1..=count {
        let next = below(edge(i));
        let (mass, part) = (next.0 - last.0, next.1 - last.1);
        if mass > 0.0 {
            bins.push(((part / mass).clamp(0.0, 1.0), mass));
        }
        last = next;
    }
    bins
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bins_have_the_mean_and_spread_of_the_churn() {
        for (churn, accounts) in [(0.02, 50.0), (0.01, 500.0), (0.3, 12.0), (0.004, 40.0)] {
            let bins = churns(churn, accounts, 32);
            let mean: f64 = bins.iter().map(|(c, mass)| c * mass).sum();
            let square: f64 = bins.iter().map(|(c, mass)| (c - mean).powi(2) * mass).sum();
            let variance = churn * (1.0 - churn) / (accounts + 1.0);
            assert!((mean - churn).abs() < 1e-12, "{churn}: {mean}");
            assert!((square / variance - 1.0).abs() < 0.02, "{churn}: {square} {variance}");
        }
        assert_eq!(churns(0.0, 50.0, 32), [(0.0, 1.0)]);
        assert_eq!(churns(1.0, 50.0, 32), [(1.0, 1.0)]);
    }
}
