//! How long a step of the funnel takes, day by day.

use crate::calc::gamma;

/// Shares that a lag of so many whole days has, from day 0 on: `days` of them, or fewer when the
/// rest is 0.
///
/// The lag is gamma with this `mean` in days and coefficient of variation `cv` (method 8). A lag
/// between two whole days counts for both in proportion to its nearness, so that the mean stays
/// what it is; for one step that is exactly what is seen of leads that come in evenly over the day:
/// `P(won by day j) = integral of F from j to j + 1`.
pub fn daily(mean: u32, cv: f64, days: usize) -> Vec<f64> {
    if mean == 0 || cv < 1e-6 {
        let mut masses = vec![0.0; days.min(mean as usize + 1)];
        if let Some(mass) = masses.get_mut(mean as usize) {
            *mass = 1.0;
        }
        return masses;
    }
    let gamma = Gamma { mean: f64::from(mean), shape: 1.0 / (cv * cv) };
    let mut masses = Vec::with_capacity(days);
    let (mut before, mut here) = (gamma.mean, gamma.excess(1.0));
    // Day 0: what is not a day or later.
    masses.push((1.0 - before + here).max(0.0));
    for day in 1..days {
        let after = gamma.excess(day as f64 + 1.0);
        masses.push((before - 2.0 * here + after).max(0.0));
        (before, here) = (here, after);
        if before <= 0.0 {
            break;
        }
    }
    masses.truncate(days);
    masses
}

struct Gamma {
    mean: f64,
    shape: f64,
}

impl Gamma {
    /// `E[(X - x)+]`, the integral of the share above from `x` on:
    /// `mean Q(shape + 1, x/scale) - x Q(shape, x/scale)`.
    fn excess(&self, x: f64) -> f64 {
        let scaled = x * self.shape / self.mean;
        let above = self.mean * gamma::upper(self.shape + 1.0, scaled);
        (above - x * gamma::upper(self.shape, scaled)).max(0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_add_to_one_and_keep_the_mean() {
        for (mean, cv) in
            [(1, 1.0), (7, 0.5), (60, 1.0), (90, 2.0), (14, 0.0), (0, 1.0), (30, 0.01)]
        {
            let masses = daily(mean, cv, 20_000);
            let total: f64 = masses.iter().sum();
            let average: f64 = masses.iter().enumerate().map(|(day, m)| day as f64 * m).sum();
            assert!((total - 1.0).abs() < 1e-9, "{mean} {cv}: {total}");
            assert!((average - f64::from(mean)).abs() < 1e-6, "{mean} {cv}: {average}");
            assert!(masses.iter().all(|mass| *mass >= 0.0));
        }
    }

    #[test]
    fn an_exponential_lag_has_its_own_formula() {
        // The integral of 1 - e^(-x/m) from 3 to 4.
        let m = 10.0_f64;
        let by: f64 = daily(10, 1.0, 100)[..=3].iter().sum();
        assert!((by - (1.0 - m * ((-3.0 / m).exp() - (-4.0 / m).exp()))).abs() < 1e-12);
    }

    #[test]
    fn a_short_horizon_cuts_the_rest_off() {
        assert_eq!(daily(14, 0.0, 10), vec![0.0; 10]);
        assert_eq!(daily(0, 1.0, 10), [1.0]);
        assert!(daily(10, 1.0, 0).is_empty());
    }
}
