//! How far forecasts were off.

use super::Replayed;
use crate::calc::units::Money;

/// A calibration from `k` periods counts as `k / (k + 2)`.
const PRIOR_PERIODS: f64 = 2.0;

/// How far the forecasts of some periods were off.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Accuracy {
    /// How many periods.
    pub periods: usize,
    /// Of the curve.
    pub curve: Errors,
    /// Of win rate × open pipeline.
    pub flat: Errors,
    /// Of open pipeline ÷ 3.
    pub three_times: Errors,
    /// Of the curve and of deals to come together, held against all that was won.
    pub whole: Errors,
    /// The way with the least weighted error; `None` where nothing was won.
    pub best: Option<Method>,
    /// Periods whose outcome lay within the curve's range of 8 in 10.
    pub held: usize,
    /// What to multiply the curve's forecasts by (method 6, last line); 1 without periods.
    pub calibration: f64,
}

/// Errors of a way to forecast; `None` where nothing was won.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Errors {
    /// `sum (F - A) / sum A`: above 0 it promised too much.
    pub bias: Option<f64>,
    /// `sum |A - F| / sum A`, the weighted absolute percentage error.
    pub wape: Option<f64>,
}

/// A way to forecast.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// The firm's own curve at each deal's age.
    Curve,
    /// Win rate × open pipeline.
    Flat,
    /// Open pipeline ÷ 3.
    ThreeTimes,
}

/// The errors of each way over `periods`.
pub fn accuracy(periods: &[Replayed]) -> Accuracy {
    let curve = Errors::of(periods, |period| period.curve);
    let flat = Errors::of(periods, |period| period.flat);
    let three_times = Errors::of(periods, |period| period.three_times);
    let whole = Errors::between(
        periods,
        |period| period.curve + period.new,
        |period| period.actual + period.actual_new,
    );
    let ways = [(Method::Curve, curve), (Method::Flat, flat), (Method::ThreeTimes, three_times)];
    let best = ways
        .into_iter()
        .filter_map(|(method, errors)| Some((method, errors.wape?)))
        .min_by(|a, b| a.1.total_cmp(&b.1));
    let held =
        |period: &&Replayed| period.range[0] <= period.actual && period.actual <= period.range[1];
    Accuracy {
        periods: periods.len(),
        curve,
        flat,
        three_times,
        whole,
        best: best.map(|(method, _)| method),
        held: periods.iter().filter(held).count(),
        calibration: calibration(periods),
    }
}

impl Errors {
    fn of(periods: &[Replayed], forecast: impl Fn(&Replayed) -> Money) -> Self {
        Self::between(periods, forecast, |period| period.actual)
    }

    fn between(
        periods: &[Replayed],
        forecast: impl Fn(&Replayed) -> Money,
        actual: impl Fn(&Replayed) -> Money,
    ) -> Self {
        let errors = || periods.iter().map(|period| forecast(period) - actual(period));
        let actual: Money = periods.iter().map(&actual).sum();
        let over: Money = errors().sum();
        let off: Money = errors().map(|error| Money(error.0.abs())).sum();
        Self { bias: over.ratio_to(actual), wape: off.ratio_to(actual) }
    }
}

/// `exp(k / (k + 2) mean ln(A / F))` over `k` periods. Where one of them brought nothing, relative
/// errors `(A - F) / F` take the place of logarithms in all. Periods without a forecast are left out.
fn calibration(periods: &[Replayed]) -> f64 {
    let ratios: Vec<f64> =
        periods.iter().filter_map(|period| period.actual.ratio_to(period.curve)).collect();
    let k = ratios.len() as f64;
    if ratios.is_empty() {
        return 1.0;
    }
    if ratios.iter().all(|ratio| *ratio > 0.0) {
        (ratios.iter().map(|ratio| ratio.ln()).sum::<f64>() / (k + PRIOR_PERIODS)).exp()
    } else {
        1.0 + ratios.iter().map(|ratio| ratio - 1.0).sum::<f64>() / (k + PRIOR_PERIODS)
    }
}
