//! From a lead to a win: with what chance and after how many days (method 8).

use super::lag;

/// Steps from a lead to a win: to MQL, to SQL, to opportunity, to won.
pub const STEPS: usize = 4;

/// Days looked ahead at most, and so the longest time to a win that is told.
const MOST_DAYS: usize = 3653;

/// The rates of a source and how lost leads come back.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Steps {
    /// Share that goes on at each step at the first try, in [0, 1].
    pub rates: [f64; STEPS],
    /// Mean days of each step.
    pub lags: [u32; STEPS],
    /// Share of those lost at each step that come back, in [0, 1].
    pub returned: [f64; STEPS],
    /// How well they do then, as a part of a first try, in [0, 1].
    pub multiplier: f64,
    /// Mean days from entering a step to coming back to it.
    pub delay: u32,
    /// Standard deviation ÷ mean of every lag.
    pub spread: f64,
}

/// What becomes of leads of one kind, by day after they come in. Index 0 is the same day.
#[derive(Clone, Debug, PartialEq)]
pub struct Funnel {
    /// Share of leads that have got through this step and all before it, so many days on.
    pub reached: [Vec<f64>; STEPS],
    /// Share of those who enter this step that are won so many days on.
    pub won: [Vec<f64>; STEPS],
    /// Share that goes on at each step in the end, second tries included.
    pub rates: [f64; STEPS],
}

impl Steps {
    /// Share that ever goes on at a step: `c / (1 - (1 - c) rho d)`.
    pub fn rate(&self, step: usize) -> f64 {
        let rate = self.rates[step];
        if rate > 0.0 { rate / self.left_after(step, 1.0) } else { 0.0 }
    }

    /// `1 - (1 - c) rho d part`, exact where it is small.
    fn left_after(&self, step: usize, part: f64) -> f64 {
        let back = self.returned[step] * self.multiplier * part;
        (1.0 - back) + self.rates[step] * back
    }

    /// What is left of a lead at a step for another try: `(1 - c) rho d`.
    fn again(&self, step: usize) -> f64 {
        (1.0 - self.rates[step]) * self.returned[step] * self.multiplier
    }

    /// The same without second tries.
    #[must_use]
    pub fn without_return(&self) -> Self {
        Self { returned: [0.0; STEPS], ..*self }
    }

    /// Days after which half of the leads that will be won are, at most: twice the mean time to a
    /// win, and no more than ten years.
    pub fn horizon(&self) -> usize {
        let mean = |step: usize| {
            let again = self.again(step);
            let rounds = if again < 1.0 { again / (1.0 - again) } else { f64::MAX };
            f64::from(self.lags[step]) + rounds * f64::from(self.delay)
        };
        let mean: f64 = (0..STEPS).map(mean).sum();
        (2.0 * mean + 2.0).min(MOST_DAYS as f64) as usize
    }

    /// The funnel of these steps over so many days.
    pub fn funnel(&self, days: usize) -> Funnel {
        let delay = lag::daily(self.delay, self.spread, days);
        let kernels: [Vec<f64>; STEPS] =
            std::array::from_fn(|step| self.kernel(step, &delay, days));
        let [mql, sql, opportunity, won] = &kernels;
        let to_sql = convolve(mql, sql, days);
        let to_opportunity = convolve(&to_sql, opportunity, days);
        let to_won = convolve(&to_opportunity, won, days);
        let from_sql = convolve(opportunity, won, days);
        let from_mql = convolve(sql, &from_sql, days);
        Funnel {
            reached: [mql, &to_sql, &to_opportunity, &to_won].map(|k| cumulative(k, days)),
            won: [&to_won, &from_mql, &from_sql, won].map(|k| cumulative(k, days)),
            rates: std::array::from_fn(|step| self.rate(step)),
        }
    }

    /// Chance to get through a step just so many days after entering it:
    /// `K = c f + (1 - c) rho d (g * K)`, solved forward day by day.
    fn kernel(&self, step: usize, delay: &[f64], days: usize) -> Vec<f64> {
        let (rate, again) = (self.rates[step], self.again(step));
        let mut kernel = lag::daily(self.lags[step], self.spread, days);
        for mass in &mut kernel {
            *mass *= rate;
        }
        if rate <= 0.0 || again <= 0.0 || delay.is_empty() {
            return kernel;
        }
        kernel.resize(days, 0.0);
        let same_day = self.left_after(step, delay[0]);
        for day in 0..days {
            let reach = day.min(delay.len() - 1);
            let back: f64 = (1..=reach).map(|s| delay[s] * kernel[day - s]).sum();
            kernel[day] = (kernel[day] + again * back) / same_day;
        }
        kernel
    }
}

/// The first `days` masses of the sum of two lags.
fn convolve(a: &[f64], b: &[f64], days: usize) -> Vec<f64> {
    let mut sum = vec![0.0; days.min((a.len() + b.len()).saturating_sub(1))];
    for (i, x) in a.iter().enumerate().filter(|(_, x)| **x > 0.0) {
        for (total, y) in sum.iter_mut().skip(i).zip(b) {
            *total += x * y;
        }
    }
    sum
}

fn cumulative(masses: &[f64], days: usize) -> Vec<f64> {
    let mut total = 0.0;
    (0..days)
        .map(|day| {
            total += masses.get(day).copied().unwrap_or_default();
            total
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn steps() -> Steps {
        Steps {
            rates: [0.3, 0.5, 0.6, 0.25],
            lags: [5, 7, 14, 60],
            returned: [0.0; STEPS],
            multiplier: 0.5,
            delay: 90,
            spread: 1.0,
        }
    }

    #[test]
    fn in_the_end_the_rates_multiply() {
        for returned in [[0.0; STEPS], [0.4, 0.3, 0.2, 0.5]] {
            let steps = Steps { returned, ..steps() };
            let funnel = steps.funnel(3000);
            let product: f64 = funnel.rates.iter().product();
            assert!((funnel.reached[3][2999] - product).abs() < 1e-9);
            assert!((funnel.won[0][2999] - product).abs() < 1e-9);
            assert!((funnel.won[3][2999] - funnel.rates[3]).abs() < 1e-9);
        }
    }

    #[test]
    fn what_comes_back_follows_its_sum() {
        let steps = Steps { returned: [0.5, 0.0, 0.0, 0.0], multiplier: 0.8, ..steps() };
        // 0.3 / (1 - 0.7 * 0.5 * 0.8).
        assert!((steps.rate(0) - 0.3 / 0.72).abs() < 1e-15);
    }

    #[test]
    fn lags_without_spread_add_up() {
        let steps = Steps { spread: 0.0, lags: [1, 2, 3, 4], ..steps() };
        let won = &steps.funnel(20).won[0];
        let ever = 0.3 * 0.5 * 0.6 * 0.25;
        assert_eq!(won[9], 0.0);
        assert!((won[10] - ever).abs() < 1e-15 && (won[19] - ever).abs() < 1e-15);
    }

    #[test]
    fn a_return_on_the_same_day_does_no_harm() {
        let steps = Steps { delay: 0, returned: [1.0; STEPS], multiplier: 1.0, ..steps() };
        let funnel = steps.funnel(4000);
        assert!((funnel.reached[3][3999] - 1.0).abs() < 1e-9);
        let never = Steps { rates: [0.0, 0.5, 0.5, 0.5], ..steps }.funnel(100);
        assert!(never.reached[3].iter().all(|share| *share == 0.0));
    }

    #[test]
    fn the_horizon_holds_half_of_the_wins() {
        for returned in [[0.0; STEPS], [0.9; STEPS]] {
            let steps = Steps { returned, ..steps() };
            let funnel = steps.funnel(steps.horizon());
            let ever: f64 = funnel.rates.iter().product();
            assert!(funnel.won[0].last().is_some_and(|share| *share >= 0.5 * ever));
        }
    }
}
