//! What past months alone say about those to come: the baseline that a forecast from the pipeline
//! has to beat (method section 5).

mod backtest;
mod ensemble;
mod season;
mod short;
mod smoothing;

use super::accuracy::Range;
use super::normal;
use super::units::Money;

pub use self::backtest::{Backtest, Quarters};
pub use self::season::Season;

use self::ensemble::Ensemble;

/// Months of a year.
const YEAR: usize = 12;
/// Fewer months than this are averaged, nothing more.
pub const LEAST_MONTHS: usize = 12;
/// Share of the months that a range holds.
const RANGE: f64 = 0.8;
/// Errors within the sample are smaller than those of a forecast. With this factor ranges held in
/// 76 to 82 % of the months of the M3 competition, without it in 65 to 71 %.
const WIDENING: f64 = 1.3;

/// Share of the last month where it did best at the past, below two years and from then on, and of
/// its reach in the range (method 10.5). Alone it had a sMAPE of 13.81 on the M3 competition, so
/// mixed 13.66.
const NAIVE: [f64; 2] = [0.5, 0.25];
const MIXED_REACH: f64 = 0.8;

/// What the months to come bring if they go on as those before.
#[derive(Clone, Debug, PartialEq)]
pub struct Baseline {
    /// How it was worked out.
    pub method: Method,
    /// The months to come, in order.
    pub months: Vec<Month>,
    /// How months of the year differ; `None` when that cannot be told from chance.
    pub season: Option<Season>,
    /// How the methods would have done; `None` below twelve months.
    pub backtest: Option<Backtest>,
}

/// How a baseline was worked out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Method {
    /// Fewer than twelve months: half of the way between these two means.
    Mean {
        /// Of the last three months.
        recent: Money,
        /// Of all months.
        all: Money,
    },
    /// The last month going on, and the rest of the way to the ensemble, with its season if there is
    /// one: alone the ensemble did no better at the past.
    Mixed {
        /// Share of the last month, in (0, 1).
        naive: f64,
    },
    /// The mean of Theta, simple and damped exponential smoothing.
    Ensemble,
    /// Three quarters of the ensemble, one quarter of the same month a year before.
    SeasonalEnsemble,
}

/// A month to come.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Month {
    /// What to expect; not negative.
    pub expected: Money,
    /// 80 % range; `None` with fewer than four months before.
    pub range: Option<Range>,
}

/// The baseline of `months` months after `history`, the revenue of whole months in a row, the
/// latest last. `None` without history or with an amount that is not a number.
///
/// ```
/// use enough_pipeline::calc::history::{Method, baseline};
/// use enough_pipeline::calc::units::Money;
///
/// // Growth by 10 a month is seen and goes on.
/// let history: Vec<Money> = (0..30).map(|i| Money(500.0 + 10.0 * f64::from(i))).collect();
/// let baseline = baseline(&history, 3).unwrap();
/// assert_eq!(baseline.method, Method::Ensemble);
/// assert!((baseline.months[0].expected.0 - 795.0).abs() < 1.0);
/// assert!(baseline.backtest.unwrap().ensemble < Money(10.0));
/// ```
pub fn baseline(history: &[Money], months: usize) -> Option<Baseline> {
    let values: Vec<f64> = history.iter().map(|amount| amount.0).collect();
    if values.is_empty() || values.iter().any(|value| !value.is_finite()) {
        return None;
    }
    if values.len() < LEAST_MONTHS {
        return Some(short::baseline(&values, months));
    }
    let ensemble = Ensemble::new(&values);
    let backtest = backtest::backtest(&values);
    if !backtest.beats_naive(ensemble.season.is_some()) {
        return Some(mixed(&ensemble, months, backtest));
    }
    let method = match ensemble.season {
        Some(_) => Method::SeasonalEnsemble,
        None => Method::Ensemble,
    };
    Some(Baseline {
        method,
        months: (1..=months).map(|ahead| ensemble.month(ahead)).collect(),
        season: ensemble.season,
        backtest: Some(backtest),
    })
}

/// Between the last month going on and the ensemble. The errors of the last month add up, smoothing
/// with a weight of 1; a mixture is less far off.
fn mixed(ensemble: &Ensemble, months: usize, backtest: Backtest) -> Baseline {
    let values = ensemble.values;
    let steps: f64 = values.windows(2).map(|pair| (pair[1] - pair[0]).powi(2)).sum();
    let deviation = (steps / (values.len() - 1) as f64).sqrt();
    let reach = |ahead| MIXED_REACH * deviation * widening(ahead, 1.0);
    Baseline {
        method: Method::Mixed { naive: naive_share(values.len()) },
        months: (1..=months).map(|h| Month::new(ensemble.mixed(h), reach(h))).collect(),
        season: ensemble.season,
        backtest: Some(backtest),
    }
}

/// Share of the last month in a mixture from so many months.
fn naive_share(months: usize) -> f64 {
    NAIVE[usize::from(months >= 2 * YEAR)]
}

/// By how much the errors of simple smoothing with weight `alpha` widen `ahead` months ahead:
/// `sqrt(1 + (h - 1) alpha²)`.
fn widening(ahead: usize, alpha: f64) -> f64 {
    (1.0 + ahead.saturating_sub(1) as f64 * alpha * alpha).sqrt()
}

impl Month {
    fn new(expected: f64, deviation: f64) -> Self {
        let reach = WIDENING * normal::quantile(f64::midpoint(1.0, RANGE)) * deviation;
        let expected = Money(expected).or_zero();
        let low = Money(expected.0 - reach).or_zero();
        Self { expected, range: Some(Range { low, high: expected + Money(reach) }) }
    }
}

#[cfg(test)]
mod tests;
