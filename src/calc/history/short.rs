//! Fewer than twelve months: a mean, and a range from how such means did before.

use super::{Baseline, Method, Month};
use crate::calc::accuracy::{Past, record};
use crate::calc::units::Money;

/// Months of the mean that follows the latest.
const RECENT: usize = 3;

/// `values` must not be empty.
pub(super) fn baseline(values: &[f64], months: usize) -> Baseline {
    let (recent, all) = means(values);
    let expected = between(recent, all);
    let past: Vec<Past> = (1..values.len())
        .map(|known| {
            let (recent, all) = means(&values[..known]);
            Past { forecast: between(recent, all), actual: Money(values[known]), range: None }
        })
        .collect();
    // A corrected centre may lie to one side; the range still holds what is shown.
    let range = record(&past).next(expected, None).history.map(|mut range| {
        range.low = Money(range.low.0.min(expected.0));
        range.high = Money(range.high.0.max(expected.0));
        range
    });
    Baseline {
        method: Method::Mean { recent, all },
        months: vec![Month { expected, range }; months],
        season: None,
        backtest: None,
    }
}

/// The mean of the last three and of all.
fn means(values: &[f64]) -> (Money, Money) {
    let mean = |part: &[f64]| Money(part.iter().sum::<f64>() / part.len() as f64);
    (mean(&values[values.len().saturating_sub(RECENT)..]), mean(values))
}

fn between(recent: Money, all: Money) -> Money {
    ((recent + all) * 0.5).or_zero()
}
