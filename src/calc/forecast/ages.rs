//! What a forecast asks of a win curve: the default one or one measured from closed deals.

use crate::calc::cycle::Curve;
use crate::calc::cycle::measured::Measured;
use crate::calc::cycle::outlook::Outlook;
use crate::calc::prospects::LEAST_EVER;

/// A deal of an age that fewer than this share reach is not expected to be won (method 1).
const LEAST_OPEN: f64 = 1e-9;
/// Deals of unknown age are taken to be at most this many cycles old (method 2).
const OLDEST: f64 = 6.0;

/// How deals are won and lost as they age, in days.
pub trait Ages {
    /// Share of all deals that are won by age `x`, also for infinity (`C_w`).
    fn won(&self, x: f64) -> f64;

    /// Share of all deals that are still open at age `x` (`S`).
    fn open(&self, x: f64) -> f64;

    /// Integral of `C_w` from 0 to `x`: the trapezium sum of days.
    fn won_area(&self, x: f64) -> f64 {
        area(|age| self.won(age), x)
    }

    /// Integral of `S` from 0 to `x`.
    fn open_area(&self, x: f64) -> f64 {
        area(|age| self.open(age), x)
    }

    /// Whether this is the curve of most firms rather than of one's own.
    fn is_default(&self) -> bool;

    /// Which of several curves the deal at a place in the list follows; 0 where all follow one.
    fn curve_of(&self, _position: usize) -> usize {
        0
    }

    /// Chances of a deal open at `age` that follows such a curve, by each of `ends` and ever, and
    /// the share of its deals that are ever won.
    fn by_curve(&self, _curve: usize, age: f64, ends: &[f64]) -> (Wins, f64)
    where
        Self: Sized,
    {
        (of_age(self, age, ends), self.won(f64::INFINITY))
    }

    /// Where the day matters beside the age: chances of a deal of `age` to be won within each of
    /// `ends` in days from now, and ever.
    fn dated(&self, _age: u32, _ends: &[f64]) -> Option<(Vec<f64>, f64)> {
        None
    }

    /// Where it does: wins by each of `ends` of `created(s)` deals that are created on the `s`-th
    /// day from now.
    fn arrivals(&self, _created: &dyn Fn(u32) -> f64, _ends: &[f64]) -> Option<Vec<f64>> {
        None
    }
}

impl Ages for Curve {
    fn won(&self, x: f64) -> f64 {
        self.won(x)
    }

    fn open(&self, x: f64) -> f64 {
        self.open(x)
    }

    fn won_area(&self, x: f64) -> f64 {
        self.won_area(x)
    }

    fn open_area(&self, x: f64) -> f64 {
        self.open_between(0.0, x)
    }

    fn is_default(&self) -> bool {
        true
    }
}

impl Ages for Measured {
    fn won(&self, x: f64) -> f64 {
        self.won(x)
    }

    fn open(&self, x: f64) -> f64 {
        self.open(x)
    }

    fn is_default(&self) -> bool {
        false
    }
}

impl Ages for Outlook<'_> {
    fn won(&self, x: f64) -> f64 {
        self.curve().won(x)
    }

    fn open(&self, x: f64) -> f64 {
        self.curve().open(x)
    }

    fn is_default(&self) -> bool {
        false
    }

    fn dated(&self, age: u32, ends: &[f64]) -> Option<(Vec<f64>, f64)> {
        self.is_dated().then(|| self.chances(age, ends))
    }

    fn arrivals(&self, created: &dyn Fn(u32) -> f64, ends: &[f64]) -> Option<Vec<f64>> {
        self.is_dated().then(|| Outlook::arrivals(self, created, ends))
    }
}

/// Steps of a day, and the rest.
fn area(value: impl Fn(f64) -> f64, x: f64) -> f64 {
    let days = x.max(0.0).floor();
    let inner: f64 = (1..days as u32).map(|day| value(f64::from(day))).sum();
    let whole = if days >= 1.0 { inner + f64::midpoint(value(0.0), value(days)) } else { 0.0 };
    whole + (x.max(0.0) - days) * f64::midpoint(value(days), value(x.max(0.0)))
}

/// Chances of a deal to be won by the end of each month, and ever.
#[derive(Clone, Debug, PartialEq)]
pub struct Wins {
    /// By the end of each month, ascending.
    pub by: Vec<f64>,
    /// Ever.
    pub ever: f64,
}

/// Of a deal open at `age`: `(C_w(a + h) - C_w(a))/S(a)` at the horizons `ends` in days.
pub(super) fn of_age(ages: &impl Ages, age: f64, ends: &[f64]) -> Wins {
    if let Some((by, ever)) = ages.dated(age as u32, ends) {
        return Wins { by, ever };
    }
    let open = ages.open(age);
    if open < LEAST_OPEN {
        return Wins { by: vec![0.0; ends.len()], ever: 0.0 };
    }
    let now = ages.won(age);
    let chance = |by: f64| ((ages.won(by) - now) / open).clamp(0.0, 1.0);
    Wins { by: ends.iter().map(|days| chance(age + days)).collect(), ever: chance(f64::INFINITY) }
}

/// Of a deal of unknown age under steady creation, at most six cycles old:
/// `int C_w(a + h) - C_w(a) da / int S(a) da`.
pub(super) fn of_any_age(ages: &impl Ages, cycle: f64, ends: &[f64]) -> Wins {
    let oldest = OLDEST * cycle;
    let open = ages.open_area(oldest);
    if open < LEAST_OPEN * oldest {
        return Wins { by: vec![0.0; ends.len()], ever: 0.0 };
    }
    if let Some(wins) = dated_of_any_age(ages, oldest, ends) {
        return wins;
    }
    let now = ages.won_area(oldest);
    let chance = |won: f64| ((won - now) / open).clamp(0.0, 1.0);
    Wins {
        by: ends
            .iter()
            .map(|days| chance(ages.won_area(oldest + days) - ages.won_area(*days)))
            .collect(),
        ever: chance(oldest * ages.won(f64::INFINITY)),
    }
}

/// The same where the day matters: the mean over whole ages, each weighing as its `S(a)`.
fn dated_of_any_age(ages: &impl Ages, oldest: f64, ends: &[f64]) -> Option<Wins> {
    let (mut sum, mut open) = (Wins { by: vec![0.0; ends.len()], ever: 0.0 }, 0.0);
    for age in 0..=oldest as u32 {
        let (by, ever) = ages.dated(age, ends)?;
        // The trapezium sum: the first and the last age count half.
        let end = age == 0 || age == oldest as u32;
        let weight = ages.open(f64::from(age)) * if end { 0.5 } else { 1.0 };
        open += weight;
        sum.ever += weight * ever;
        sum.by.iter_mut().zip(by).for_each(|(sum, by)| *sum += weight * by);
    }
    Some(Wins { by: sum.times(1.0 / open), ever: (sum.ever / open).min(1.0) })
}

impl Wins {
    /// Scaled so that the chance ever to be won is `chance`.
    pub fn scaled_to(&self, chance: f64) -> Self {
        let factor = if self.ever < LEAST_EVER { 0.0 } else { chance / self.ever };
        Self { by: self.times(factor), ever: (self.ever * factor).min(1.0) }
    }

    /// Scaled so that the chance to be won by the last month is `chance`.
    pub fn scaled_to_last(&self, chance: f64) -> Self {
        let last = self.last();
        let factor = if last > 0.0 { chance / last } else { 0.0 };
        let ever = (self.ever * factor).clamp(chance.min(1.0), 1.0);
        Self { by: self.times(factor), ever }
    }

    fn times(&self, factor: f64) -> Vec<f64> {
        self.by.iter().map(|by| (by * factor).min(1.0)).collect()
    }

    /// The chance by the last month.
    pub fn last(&self) -> f64 {
        self.by.last().copied().unwrap_or(0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The default curve, by its two shares alone.
    struct Bare(Curve);

    impl Ages for Bare {
        fn won(&self, x: f64) -> f64 {
            self.0.won(x)
        }
        fn open(&self, x: f64) -> f64 {
            self.0.open(x)
        }
        fn is_default(&self) -> bool {
            false
        }
    }

    #[test]
    fn daily_sums_are_near_the_integrals() {
        let curve = Curve::new(0.25, 60.0);
        let bare = Bare(curve);
        for x in [0.0, 0.5, 1.0, 30.25, 400.0] {
            assert!((Ages::won_area(&bare, x) - curve.won_area(x)).abs() < 2e-3, "{x}");
            assert!((Ages::open_area(&bare, x) - curve.open_between(0.0, x)).abs() < 2e-2, "{x}");
        }
        let ends = [20.0, 50.0];
        let (a, b) = (of_any_age(&bare, 60.0, &ends), of_any_age(&curve, 60.0, &ends));
        assert!((a.by[1] - b.by[1]).abs() < 1e-4 && (a.ever - b.ever).abs() < 1e-4);
    }

    #[test]
    fn unknown_ages_are_those_of_the_pool() {
        let curve = Curve::new(0.25, 60.0);
        let pool = of_any_age(&curve, 60.0, &[30.0, 90.0]);
        assert!((pool.by[1] - curve.chance_between(0.0, 360.0, 0.0, 90.0)).abs() < 1e-7);
        assert!(pool.by[0] < pool.by[1] && pool.by[1] < pool.ever);
    }

    #[test]
    fn an_own_chance_moves_all_months_alike() {
        let curve = Curve::new(0.25, 60.0);
        let own = of_age(&curve, 30.0, &[30.0, 90.0]).scaled_to(0.6);
        assert!((own.ever - 0.6).abs() < 1e-12);
        let ratio = curve.chance(30.0, 90.0) / curve.chance_ever(30.0);
        assert!((own.by[1] - 0.6 * ratio).abs() < 1e-12);
        let period = of_age(&curve, 30.0, &[30.0, 90.0]).scaled_to_last(0.6);
        assert!((period.last() - 0.6).abs() < 1e-12 && period.ever >= 0.6);
    }
}
