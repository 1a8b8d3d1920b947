//! Past forecasts held against what came: how far off, which way, and what that says about the
//! next one (method section 6).

mod next;

use super::beta;
use super::units::Money;

pub use self::next::{Next, Ordered, Range};

/// Confidence of limits and intervals about what was seen.
const CONFIDENCE: f64 = 0.95;
/// Fewer past forecasts than this say nothing about the spread.
pub const LEAST_PAST: usize = 3;
/// A bias smaller than this is rounding.
const ROUNDING: f64 = 1e-12;
/// A factor from `k` windows is shrunk by `k/(k + 2)`.
const SHRINKAGE: f64 = 2.0;

/// A forecast and what came of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Past {
    /// What was forecast; positive.
    pub forecast: Money,
    /// What came; not negative.
    pub actual: Money,
    /// The range that was given with the forecast, both ends inclusive.
    pub range: Option<(Money, Money)>,
}

/// What past forecasts were worth.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// Forecasts that can be used.
    pub count: usize,
    /// Forecasts left out: not positive, or with an actual that is negative or not a number.
    pub rejected: usize,
    /// How errors are measured.
    pub scale: Scale,
    /// Which way the forecasts erred; `None` without any.
    pub bias: Option<Bias>,
    /// `sum |A - F| / sum A`; `None` when nothing came.
    pub wape: Option<f64>,
    /// Mean of `|A - F| / A` where something came; `None` when nothing ever did.
    pub mape: Option<f64>,
    /// Periods in which nothing came, left out of `mape`.
    pub zero_actuals: usize,
    /// How often past ranges held; `None` when none was given.
    pub coverage: Option<Coverage>,
    /// Errors in ascending order.
    errors: Vec<f64>,
}

/// How an error is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// `ln(A/F)`.
    Log,
    /// `(A - F)/F`, for all when any actual is zero.
    Relative,
}

/// Which way forecasts erred.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bias {
    /// By how much what came was above the forecast, as a share of it: `exp(mean e) - 1`, or
    /// `mean e` on the relative scale. Negative when forecasts were too high.
    pub typical: f64,
    /// By how much forecasts were above what came, by value: `sum(F - A) / sum A`; `None` when
    /// nothing came. Positive when forecasts were too high.
    pub by_value: Option<f64>,
    /// Where the mean of `e` lies with 95 % confidence, on the scale of `typical`; `None` below
    /// three forecasts.
    pub interval: Option<(f64, f64)>,
    /// What to call it.
    pub verdict: Verdict,
}

/// Whether a bias can be told from chance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Forecasts were too high, beyond chance.
    Optimism,
    /// Forecasts were too low, beyond chance.
    Caution,
    /// The bias may be chance.
    Noise,
    /// Fewer than three forecasts.
    TooFew,
}

/// How often past ranges held.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Coverage {
    /// Actuals within their range.
    pub inside: u32,
    /// Forecasts with a range.
    pub of: u32,
    /// 95 % limits of the true share (Clopper–Pearson).
    pub limits: (f64, f64),
}

/// Judges past forecasts.
///
/// ```
/// use enough_pipeline::calc::accuracy::{Past, Verdict, record};
/// use enough_pipeline::calc::units::Money;
///
/// // Four quarters, each forecast a quarter too high or more.
/// let past = [(100.0, 80.0), (100.0, 75.0), (120.0, 90.0), (90.0, 72.0)]
///     .map(|(f, a)| Past { forecast: Money(f), actual: Money(a), range: None });
/// let record = record(&past);
/// assert_eq!(record.bias.unwrap().verdict, Verdict::Optimism);
/// assert!((record.wape.unwrap() - 93.0 / 317.0).abs() < 1e-12);
/// // The next forecast of 100 is corrected by two thirds of what was learnt.
/// let next = record.next(Money(100.0), None);
/// assert!((next.centre.0 - 84.3).abs() < 0.1);
/// ```
pub fn record(past: &[Past]) -> Record {
    let usable: Vec<&Past> = past.iter().filter(|past| is_usable(past)).collect();
    let scale =
        if usable.iter().any(|past| past.actual.0 == 0.0) { Scale::Relative } else { Scale::Log };
    let mut errors: Vec<f64> = usable.iter().map(|past| scale.error(past)).collect();
    errors.sort_unstable_by(f64::total_cmp);
    let came: Money = usable.iter().map(|past| past.actual).sum();
    let missed = usable.iter().map(|past| Money((past.actual.0 - past.forecast.0).abs())).sum();
    let (mape, zero_actuals) = percentage_error(&usable);
    Record {
        count: usable.len(),
        rejected: past.len() - usable.len(),
        scale,
        bias: bias(&usable, &errors, scale),
        wape: Money::ratio_to(missed, came),
        mape,
        zero_actuals,
        coverage: coverage(&usable),
        errors,
    }
}

fn is_usable(past: &Past) -> bool {
    let known = past.forecast.0.is_finite() && past.actual.0.is_finite();
    known && past.forecast.0 > 0.0 && past.actual.0 >= 0.0
}

impl Scale {
    fn error(self, past: &Past) -> f64 {
        let (actual, forecast) = (past.actual.0, past.forecast.0);
        match self {
            Self::Log => (actual / forecast).ln(),
            Self::Relative => (actual - forecast) / forecast,
        }
    }

    /// The share by which an error moves a forecast.
    fn share(self, error: f64) -> f64 {
        match self {
            Self::Log => error.exp_m1(),
            Self::Relative => error.max(-1.0),
        }
    }
}

/// Mean absolute percentage error where something came, and in how many periods nothing did.
fn percentage_error(past: &[&Past]) -> (Option<f64>, usize) {
    let errors: Vec<f64> = past
        .iter()
        .filter(|past| past.actual.0 > 0.0)
        .map(|past| ((past.actual.0 - past.forecast.0) / past.actual.0).abs())
        .collect();
    let mean = (!errors.is_empty()).then(|| mean(&errors));
    (mean, past.len() - errors.len())
}

fn bias(past: &[&Past], errors: &[f64], scale: Scale) -> Option<Bias> {
    if errors.is_empty() {
        return None;
    }
    let actual: Money = past.iter().map(|past| past.actual).sum();
    let forecast: Money = past.iter().map(|past| past.forecast).sum();
    let interval = interval(errors);
    let verdict = match interval {
        None => Verdict::TooFew,
        Some((_, high)) if high < -ROUNDING => Verdict::Optimism,
        Some((low, _)) if low > ROUNDING => Verdict::Caution,
        Some(_) => Verdict::Noise,
    };
    Some(Bias {
        typical: scale.share(mean(errors)),
        by_value: (forecast - actual).ratio_to(actual),
        interval: interval.map(|(low, high)| (scale.share(low), scale.share(high))),
        verdict,
    })
}

/// Student's interval of the mean error.
fn interval(errors: &[f64]) -> Option<(f64, f64)> {
    if errors.len() < LEAST_PAST {
        return None;
    }
    let n = errors.len() as f64;
    let t = beta::student_quantile(n - 1.0, f64::midpoint(1.0, CONFIDENCE));
    let reach = t * deviation(errors) / n.sqrt();
    Some((mean(errors) - reach, mean(errors) + reach))
}

fn coverage(past: &[&Past]) -> Option<Coverage> {
    let ranges: Vec<bool> = past
        .iter()
        .filter_map(|past| {
            let (low, high) = past.range?;
            Some(low <= past.actual && past.actual <= high)
        })
        .collect();
    let inside = ranges.iter().filter(|inside| **inside).count() as u32;
    let of = ranges.len() as u32;
    let limits = beta::binomial_limits(inside, of, CONFIDENCE);
    (of > 0).then_some(Coverage { inside, of, limits })
}

impl Record {
    /// The share by which past errors move a forecast, shrunk towards none by `n/(n + 2)`.
    fn learnt(&self) -> f64 {
        let n = self.errors.len() as f64;
        self.scale.share(mean(&self.errors) * n / (n + SHRINKAGE))
    }
}

/// 0 for nothing.
fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len().max(1) as f64
}

/// Standard deviation of a sample; 0 below two values.
fn deviation(values: &[f64]) -> f64 {
    let mean = mean(values);
    let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
    (squares / values.len().saturating_sub(1).max(1) as f64).sqrt()
}

#[cfg(test)]
mod tests;
