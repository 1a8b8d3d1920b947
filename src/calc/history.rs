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
    /// The last month goes on: nothing did better at the past.
    Naive,
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
    if backtest.ensemble >= backtest.naive {
        return Some(naive(&values, months, ensemble.season, backtest));
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

/// The last month goes on. Its errors add up: smoothing with a weight of 1.
fn naive(values: &[f64], months: usize, season: Option<Season>, backtest: Backtest) -> Baseline {
    let steps: f64 = values.windows(2).map(|pair| (pair[1] - pair[0]).powi(2)).sum();
    let deviation = (steps / (values.len() - 1) as f64).sqrt();
    let last = values[values.len() - 1];
    let month = |ahead| Month::new(last, deviation * widening(ahead, 1.0));
    Baseline {
        method: Method::Naive,
        months: (1..=months).map(month).collect(),
        season,
        backtest: Some(backtest),
    }
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
