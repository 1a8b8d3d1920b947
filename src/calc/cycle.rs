//! How deals are won and lost as they age (method section 1).
//!
//! [`Curve`] is the default, from a win rate and a sales cycle; [`measured`] bends it to what the
//! firm's own deals did, as [`history`] tells; [`calendar`] is what the day adds to a deal's age, with
//! multipliers by [`shrinkage`], and [`outlook`] puts both together for the days to come.

pub mod calendar;
pub mod history;
pub mod measured;
pub mod outlook;
pub mod shrinkage;

use super::normal::Lognormal;

/// Spread of the ages at which deals are won, as a multiple of their mean.
const WON_CV: f64 = 0.8;
/// Spread of the ages at which deals are lost, as a multiple of their mean.
const LOST_CV: f64 = 1.0;
/// Deals are lost at this multiple of the age at which they are won, on average.
const LOST_TO_WON: f64 = 1.5;
/// Equal steps of the trapezium sums that method 2 prescribes.
const STEPS: f64 = 4000.0;
/// A deal of an age that fewer than this share reach is not expected to be won.
const LEAST_OPEN: f64 = 1e-9;

/// Competing risks of being won and lost over the age of a deal in days.
///
/// The default curve of method 1: of all deals a share `p`, the win rate, is won at ages with a
/// lognormal distribution of mean `C`, the sales cycle, and cv 0.8; the others are lost at
/// lognormal ages of mean 1.5 `C` and cv 1.
///
/// ```
/// use enough_pipeline::calc::cycle::Curve;
///
/// // One deal in four is won, after 60 days on average. Of the deals open after 60 days,
/// // fewer than one in five will still be won.
/// let curve = Curve::new(0.25, 60.0);
/// assert!((curve.won(f64::INFINITY) - 0.25).abs() < 1e-12);
/// assert!((curve.chance_ever(60.0) - 0.186).abs() < 0.001);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Curve {
    win_rate: f64,
    cycle: f64,
    won_age: Lognormal,
    lost_age: Lognormal,
}

impl Curve {
    /// `win_rate` in [0, 1]; `sales_cycle` > 0 in days.
    pub fn new(win_rate: f64, sales_cycle: f64) -> Self {
        Self {
            win_rate,
            cycle: sales_cycle,
            won_age: Lognormal::new(sales_cycle, WON_CV),
            lost_age: Lognormal::new(LOST_TO_WON * sales_cycle, LOST_CV),
        }
    }

    /// The sales cycle in days.
    pub fn cycle(&self) -> f64 {
        self.cycle
    }

    /// Share of all deals that are won by age `x` days (`C_w`).
    pub fn won(&self, x: f64) -> f64 {
        if x == f64::INFINITY { self.win_rate } else { self.win_rate * self.won_age.cumulative(x) }
    }

    /// Share of all deals that are lost by age `x` days (`C_l`).
    pub fn lost(&self, x: f64) -> f64 {
        let share = if x == f64::INFINITY { 1.0 } else { self.lost_age.cumulative(x) };
        (1.0 - self.win_rate) * share
    }

    /// Share of all deals that are still open at age `x` days (`S`).
    pub fn open(&self, x: f64) -> f64 {
        (1.0 - self.won(x) - self.lost(x)).max(0.0)
    }

    /// Chance that a deal open at `age` is won within the next `days` (`q(a, h)`).
    pub fn chance(&self, age: f64, days: f64) -> f64 {
        let open = self.open(age);
        if open < LEAST_OPEN {
            return 0.0;
        }
        ((self.won(age + days) - self.won(age)) / open).clamp(0.0, 1.0)
    }

    /// Chances that a deal open at age `from` is won, and is lost, by age `to`; `to` may be
    /// infinite. From upper tails, so that they stay exact where hardly a deal is open.
    pub fn hazards(&self, from: f64, to: f64) -> [f64; 2] {
        let shares = [self.win_rate, 1.0 - self.win_rate];
        let ages = [&self.won_age, &self.lost_age];
        let left = |x: f64| [0, 1].map(|i| shares[i] * ages[i].survival(x));
        let (before, after) = (left(from), left(to));
        let open = before[0] + before[1];
        if open <= 0.0 {
            return [0.0; 2];
        }
        [0, 1].map(|i| ((before[i] - after[i]) / open).clamp(0.0, 1.0))
    }

    /// Chance that a deal open at `age` is ever won.
    pub fn chance_ever(&self, age: f64) -> f64 {
        self.chance(age, f64::INFINITY)
    }

    /// The age in days by which a share `p` of all wins has happened (`Q_w`).
    pub fn won_quantile(&self, p: f64) -> f64 {
        self.won_age.quantile(p)
    }

    /// Deals won by a steady stream of one deal a day over `days` (`I(h)`, the integral of `C_w`).
    pub fn won_area(&self, days: f64) -> f64 {
        self.won_between(0.0, days.max(0.0))
    }

    /// Integral of `C_w` over ages from `from` to `to`.
    pub fn won_between(&self, from: f64, to: f64) -> f64 {
        self.win_rate * trapezium(&self.won_age, from, to)
    }

    /// Integral of `S` over ages from `from` to `to`: how many deals of these ages are open when
    /// one is created a day.
    pub fn open_between(&self, from: f64, to: f64) -> f64 {
        let lost = (1.0 - self.win_rate) * trapezium(&self.lost_age, from, to);
        (to - from - self.won_between(from, to) - lost).max(0.0)
    }

    /// Chance that a deal open now, of an age between `from` and `to` under steady creation, is won
    /// after more than `days_before` and within `days` from now: `q_fresh` and `q_aged` of method 2.
    pub fn chance_between(&self, from: f64, to: f64, days_before: f64, days: f64) -> f64 {
        let open = self.open_between(from, to);
        if open < LEAST_OPEN * (to - from) {
            return 0.0;
        }
        let won = self.won_between(from + days, to + days)
            - self.won_between(from + days_before, to + days_before);
        (won / open).clamp(0.0, 1.0)
    }
}

/// The trapezium sum of 4,000 steps for the integral of a lognormal distribution function.
///
/// The integral has a closed form; the first Euler–Maclaurin term turns it into the sum that
/// method 2 prescribes, to 1e-12 of its size and at a thousandth of its cost. The two differ by
/// about 1e-8 of their size, which shows in the cents of large pipelines.
fn trapezium(age: &Lognormal, from: f64, to: f64) -> f64 {
    let step = (to - from) / STEPS;
    let slope = age.density(to) - age.density(from);
    age.integral(to) - age.integral(from) + step * step / 12.0 * slope
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn near(a: f64, b: f64, tolerance: f64) {
        assert!((a - b).abs() <= tolerance, "{a} is not {b}");
    }

    #[test]
    fn the_default_curve_has_the_published_shares() {
        // Method 1, "Dead deals": wins after 2, 2.5 and 3 cycles, and the quantiles of the won cycle.
        let curve = Curve::new(1.0, 1.0);
        near(1.0 - curve.won(2.0), 0.091, 5e-4);
        near(1.0 - curve.won(2.5), 0.049, 5e-4);
        near(1.0 - curve.won(3.0), 0.028, 5e-4);
        near(curve.won_quantile(0.8), 1.41, 5e-3);
        near(curve.won_quantile(0.9), 1.92, 5e-3);
        near(curve.won_quantile(0.95), 2.48, 5e-3);
    }

    #[test]
    fn every_deal_is_won_lost_or_open() {
        let curve = Curve::new(0.3, 45.0);
        for age in [0.0, 1.0, 45.0, 400.0, 1e6] {
            near(curve.won(age) + curve.lost(age) + curve.open(age), 1.0, 1e-12);
        }
    }

    #[test]
    fn areas_are_trapezium_sums_of_four_thousand_steps() {
        let curve = Curve::new(0.25, 60.0);
        let sum = |from: f64, to: f64| {
            let step = (to - from) / 4000.0;
            let ends = f64::midpoint(curve.won(from), curve.won(to));
            let inner: f64 = (1..4000).map(|i| curve.won(from + f64::from(i) * step)).sum();
            (ends + inner) * step
        };
        near(curve.won_between(0.0, 90.0), sum(0.0, 90.0), 1e-11);
        near(curve.won_between(60.0, 360.0), sum(60.0, 360.0), 1e-10);
        near(curve.won_between(150.0, 450.0), sum(150.0, 450.0), 1e-10);
    }

    #[test]
    fn beyond_all_ages_nothing_is_won() {
        let curve = Curve::new(1.0, 10.0);
        assert_eq!(curve.chance(1e9, 90.0), 0.0);
        assert_eq!(curve.chance_between(1e8, 2e8, 0.0, 90.0), 0.0);
    }

    #[test]
    fn certain_and_impossible_wins() {
        near(Curve::new(1.0, 30.0).chance_ever(0.0), 1.0, 1e-12);
        assert_eq!(Curve::new(0.0, 30.0).chance_ever(0.0), 0.0);
        assert_eq!(Curve::new(0.0, 30.0).won_area(90.0), 0.0);
    }

    #[test]
    fn splitting_the_window_splits_the_chance() {
        let curve = Curve::new(0.25, 60.0);
        let whole = curve.chance_between(0.0, 60.0, 0.0, 180.0);
        let parts = curve.chance_between(0.0, 60.0, 0.0, 90.0)
            + curve.chance_between(0.0, 60.0, 90.0, 180.0);
        near(whole, parts, 1e-12);
    }
}
