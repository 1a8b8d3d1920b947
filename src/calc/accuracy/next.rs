//! The range of the next forecast from the errors of those before.

use super::{LEAST_PAST, Record, Scale, deviation};
use crate::calc::beta;
use crate::calc::normal;
use crate::calc::units::Money;

/// Share of a range on either side of which a tenth lies.
const RANGE: f64 = 0.8;
/// Shares for which ranges without an assumed distribution are looked for.
const LEVELS: [f64; 2] = [0.8, 0.9];
/// A model's range counts as much as this many past forecasts.
const MODEL_WEIGHT: f64 = 6.0;

/// A forecast to come, in the light of the past.
#[derive(Clone, Debug, PartialEq)]
pub struct Next {
    /// The forecast corrected by the past bias, as far as it can be trusted.
    pub centre: Money,
    /// 80 % range by the past errors, taken to be normal; `None` below three.
    pub history: Option<Range>,
    /// Ranges between two past errors, that hold whatever the errors' distribution.
    pub ordered: Vec<Ordered>,
    /// 80 % range of model and history together; the model's alone below three past forecasts;
    /// `None` without a model and with fewer.
    pub blend: Option<Range>,
}

/// From and to; not negative.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Range {
    /// Lower end.
    pub low: Money,
    /// Upper end.
    pub high: Money,
}

/// A range between the `k`-th smallest and the `k`-th largest of `n` past errors.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ordered {
    /// Share of forecasts that was asked for, in [0, 1].
    pub wanted: f64,
    /// Share that the range holds: `(n + 1 - 2k)/(n + 1)`.
    pub share: f64,
    /// The range, when there are enough past forecasts for the share.
    pub range: Option<Range>,
    /// Past forecasts that it takes: `(1 + c)/(1 - c)`.
    pub least_past: usize,
}

impl Record {
    /// The next forecast; `model` is its 80 % range by a model, both ends inclusive.
    pub fn next(&self, forecast: Money, model: Option<(Money, Money)>) -> Next {
        let centre = forecast * (1.0 + self.learnt());
        Next {
            centre,
            history: self.history(forecast, centre),
            ordered: LEVELS.map(|wanted| self.ordered(forecast, wanted)).to_vec(),
            blend: self.blend(centre, model),
        }
    }

    /// `centre * exp(+- t s sqrt(1 + 1/n))`; on the relative scale the errors are added.
    fn history(&self, forecast: Money, centre: Money) -> Option<Range> {
        let n = self.errors.len() as f64;
        if self.errors.len() < LEAST_PAST {
            return None;
        }
        let t = beta::student_quantile(n - 1.0, f64::midpoint(1.0, RANGE));
        let reach = t * self.spread();
        Some(match self.scale {
            Scale::Log => around(centre, reach),
            Scale::Relative => Range {
                low: (centre - forecast * reach).or_zero(),
                high: centre + forecast * reach,
            },
        })
    }

    /// Standard deviation of the next error about the mean of the past: `s sqrt(1 + 1/n)`.
    fn spread(&self) -> f64 {
        deviation(&self.errors) * (1.0 + 1.0 / self.errors.len().max(1) as f64).sqrt()
    }

    /// With `n` past errors the next lies between the `k`-th smallest and the `k`-th largest in
    /// `n + 1 - 2k` of `n + 1` cases; the least range that holds at least the share `wanted`.
    fn ordered(&self, forecast: Money, wanted: f64) -> Ordered {
        let n = self.errors.len();
        let outside = (1.0 - wanted) / 2.0;
        let k = ((n + 1) as f64 * outside + 1e-9).floor() as usize;
        let at = |i: usize| forecast * (1.0 + self.scale.share(self.errors[i]));
        let widest = k.max(1);
        let share = if n < 2 { 0.0 } else { (n + 1 - 2 * widest) as f64 / (n + 1) as f64 };
        Ordered {
            wanted,
            share,
            range: (k > 0).then(|| Range { low: at(k - 1), high: at(n - k) }),
            least_past: (1.0 / outside - 1.0 - 1e-9).ceil() as usize,
        }
    }

    /// Variances on the log scale, that of the model weighted as six past forecasts.
    fn blend(&self, centre: Money, model: Option<(Money, Money)>) -> Option<Range> {
        let past = if self.errors.len() < LEAST_PAST { 0.0 } else { self.errors.len() as f64 };
        let model = model.and_then(|(low, high)| log_deviation(low, centre, high));
        let deviation = match model {
            Some(model) => {
                let (a, b) = (model * model, self.spread().powi(2));
                ((MODEL_WEIGHT * a + past * b) / (MODEL_WEIGHT + past)).sqrt()
            }
            None if past > 0.0 => self.spread(),
            None => return None,
        };
        Some(around(centre, normal::quantile(f64::midpoint(1.0, RANGE)) * deviation))
    }
}

/// Standard deviation on the log scale of a model's 80 % range; from its upper half when it starts
/// at nothing.
fn log_deviation(low: Money, centre: Money, high: Money) -> Option<f64> {
    let score = normal::quantile(f64::midpoint(1.0, RANGE));
    let logs = if low.0 > 0.0 { (high.0 / low.0).ln() / 2.0 } else { (high.0 / centre.0).ln() };
    (logs.is_finite() && logs >= 0.0).then_some(logs / score)
}

fn around(centre: Money, reach: f64) -> Range {
    // e^700 is the largest power that an f64 holds.
    let factor = reach.min(700.0).exp();
    Range { low: centre * (1.0 / factor), high: Money((centre.0 * factor).min(f64::MAX)) }
}
