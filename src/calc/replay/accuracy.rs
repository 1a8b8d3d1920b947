//! How far forecasts were off.

use super::Replayed;
use crate::calc::separate::SeparateBy;
use crate::calc::units::Money;

/// What `k` periods with `n` wins teach counts as `k / (k + 8) * n / (n + 100)` (method 10.3).
const PRIOR_PERIODS: f64 = 8.0;
const PRIOR_WINS: f64 = 100.0;
/// A bias smaller than this is none worth telling: it would be rounded to 0 %.
const LEAST_BIAS: f64 = 0.005;
/// No lesson multiplies a forecast by less or by more.
const LESSON: std::ops::RangeInclusive<f64> = 0.5..=2.0;

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
    /// What to multiply the curve's forecasts by to follow what the periods teach: [`lesson`].
    pub lesson: f64,
}

/// What past periods teach about a forecast, and what it would come to if that were followed, or
/// where it is, if it were not.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Taught {
    /// `sum (F - A) / sum A` of past periods: above 0 they came out too high.
    pub bias: f64,
    /// Whether the forecast follows it: the visitor has ticked that.
    pub followed: bool,
    /// What the other way lets expect.
    pub expected: Money,
    /// Chance of the goal the other way; `None` without a goal that is open.
    pub chance: Option<f64>,
}

/// The bias of past periods and the factor to follow them by; `None` where there is nothing to
/// learn: nothing won, or no bias to the percent.
pub fn taught(periods: &[Replayed]) -> Option<(f64, f64)> {
    let Accuracy { curve, lesson, .. } = accuracy(periods);
    curve.bias.filter(|bias| bias.abs() >= LEAST_BIAS).map(|bias| (bias, lesson))
}

/// Errors of a way to forecast; `None` where nothing was won.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Errors {
    /// `sum (F - A) / sum A`: above 0 it promised too much.
    pub bias: Option<f64>,
    /// `sum |A - F| / sum A`, the weighted absolute percentage error.
    pub wape: Option<f64>,
}

/// What separate curves would have done for the forecasts of some periods.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Comparison {
    /// How many periods.
    pub periods: usize,
    /// `sum |A - F| / sum A` with one curve for all deals.
    pub without: f64,
    /// The same with separate curves.
    pub with: f64,
}

/// What separate curves by a field would have done; `None` where nothing was won or they could not
/// be separate.
pub fn compared(periods: &[Replayed], by: SeparateBy) -> Option<Comparison> {
    let at = SeparateBy::ALL.iter().position(|one| *one == by)?;
    let could: Vec<Replayed> =
        periods.iter().filter(|period| period.separate[at].is_some()).copied().collect();
    let off = |forecast: &dyn Fn(&Replayed) -> Money| Errors::of(&could, forecast).wape;
    Some(Comparison {
        periods: could.len(),
        without: off(&|period| period.one_curve)?,
        with: off(&|period| period.separate[at].unwrap_or(period.one_curve))?,
    })
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
        lesson: lesson(periods),
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

/// The factor that past periods teach: `(sum A / sum F)^(k / (k + 8) * n / (n + 100))` over `k`
/// periods in which deals open at their start brought `A` by `n` wins where the curve had forecast
/// `F`; within a half and two, and 1 where nothing was forecast or won (method 10.3). Taken as it is,
/// the ratio made forecasts worse on four of six sets of real deals, so it is only ever offered.
///
/// ```
/// use enough_pipeline::calc::replay::lesson;
///
/// assert_eq!(lesson(&[]), 1.0);
/// ```
pub fn lesson(periods: &[Replayed]) -> f64 {
    let actual: Money = periods.iter().map(|period| period.actual).sum();
    let forecast: Money = periods.iter().map(|period| period.curve).sum();
    let ratio = actual.ratio_to(forecast).filter(|ratio| *ratio > 0.0 && ratio.is_finite());
    let k = periods.len() as f64;
    let n = periods.iter().map(|period| period.wins as f64).sum::<f64>();
    let weight = k / (k + PRIOR_PERIODS) * n / (n + PRIOR_WINS);
    ratio.map_or(1.0, |ratio| ratio.powf(weight).clamp(*LESSON.start(), *LESSON.end()))
}
