//! How the methods would have done at the past: forecasts from earlier months against what came.

use super::ensemble::{Ensemble, seasonal_naive};
use crate::calc::units::Money;

/// Most months from which is forecast; with a short history a third of it.
const MOST_ORIGINS: usize = 12;
const SHARE: usize = 3;
/// Months ahead that count.
const AHEAD: usize = 3;

/// Mean absolute errors one to three months ahead, from the last months on as far as what came is
/// known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Backtest {
    /// Months from which was forecast.
    pub origins: usize,
    /// Of the mean of the three methods.
    pub ensemble: Money,
    /// Of the same with its part of the month a year before, where there was a season.
    pub blend: Money,
    /// Of the last month going on.
    pub naive: Money,
    /// Of the mixture of the two that is shown where the last month alone did best.
    pub mixed: Money,
    /// Of the same month a year before; `None` when not all origins have a year before.
    pub seasonal_naive: Option<Money>,
    /// Of the three months ahead together; `None` when they brought nothing.
    pub quarters: Option<Quarters>,
}

/// How far each method was off at the three months ahead together: `sum |A - F| / sum A`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quarters {
    /// Months from which was forecast.
    pub origins: usize,
    /// Of the mean of the three methods.
    pub ensemble: f64,
    /// Of the same with its part of the month a year before.
    pub blend: f64,
    /// Of the last month going on.
    pub naive: f64,
    /// Of the mixture of the two.
    pub mixed: f64,
    /// Of the mean of the last three months going on.
    pub run_rate: f64,
}

/// Errors of each method, added up.
#[derive(Default)]
struct Errors {
    count: f64,
    ensemble: f64,
    blend: f64,
    naive: f64,
    mixed: f64,
    seasonal_naive: Option<f64>,
    quarters: QuarterErrors,
}

/// Errors at three months together, added up.
#[derive(Default)]
struct QuarterErrors {
    origins: usize,
    actual: f64,
    ensemble: f64,
    blend: f64,
    naive: f64,
    mixed: f64,
    run_rate: f64,
}

/// `values` must be at least three.
pub(super) fn backtest(values: &[f64]) -> Backtest {
    let origins = MOST_ORIGINS.min(values.len() / SHARE);
    let mut errors = Errors { seasonal_naive: Some(0.0), ..Errors::default() };
    for known in values.len() - origins..values.len() {
        errors.add(&values[..known], &values[known..]);
    }
    let mean = |sum: f64| Money(sum / errors.count);
    Backtest {
        origins,
        ensemble: mean(errors.ensemble),
        blend: mean(errors.blend),
        naive: mean(errors.naive),
        mixed: mean(errors.mixed),
        seasonal_naive: errors.seasonal_naive.map(mean),
        quarters: errors.quarters.shares(),
    }
}

impl Backtest {
    /// Whether anything did better than the last month going on. Earlier origins may know less
    /// than two years, so that the ensemble had no season there; where there is one now, the same
    /// month a year before speaks for it. (Without that, a third of the tourism competition's
    /// series of 24 months would be left without their season: MASE 0.93 instead of 0.63.)
    pub(super) fn beats_naive(&self, seasonal: bool) -> bool {
        let year_before = self.seasonal_naive.filter(|_| seasonal);
        let others = [Some(self.ensemble), Some(self.blend), year_before];
        others.into_iter().flatten().any(|error| error < self.naive)
    }
}

impl QuarterErrors {
    /// Forecasts of the first three months of `future`, where there are as many.
    fn add(&mut self, fitted: &Ensemble, past: &[f64], future: &[f64]) {
        let Some(future) = future.get(..AHEAD) else { return };
        let actual: f64 = future.iter().sum();
        let error = |forecast: f64| (actual - forecast).abs();
        let each = |of: &dyn Fn(usize) -> f64| error((1..=AHEAD).map(of).sum());
        let (last, recent) = (past[past.len() - 1], &past[past.len() - AHEAD..]);
        self.origins += 1;
        self.actual += actual;
        self.ensemble += each(&|ahead| fitted.mean(ahead));
        self.blend += each(&|ahead| fitted.forecast(ahead));
        self.naive += error(last * AHEAD as f64);
        self.mixed += each(&|ahead| fitted.mixed(ahead));
        self.run_rate += error(recent.iter().sum());
    }

    fn shares(&self) -> Option<Quarters> {
        let share = |error: f64| error / self.actual;
        (self.actual > 0.0).then(|| Quarters {
            origins: self.origins,
            ensemble: share(self.ensemble),
            blend: share(self.blend),
            naive: share(self.naive),
            mixed: share(self.mixed),
            run_rate: share(self.run_rate),
        })
    }
}

impl Errors {
    /// Forecasts from `past`, held against the first months of `future`.
    fn add(&mut self, past: &[f64], future: &[f64]) {
        let fitted = Ensemble::new(past);
        let last = past[past.len() - 1];
        self.quarters.add(&fitted, past, future);
        for (ahead, actual) in (1..=AHEAD).zip(future) {
            let error = |forecast: f64| (actual - forecast).abs();
            self.count += 1.0;
            self.ensemble += error(fitted.mean(ahead));
            self.blend += error(fitted.forecast(ahead));
            self.naive += error(last);
            self.mixed += error(fitted.mixed(ahead));
            let seasonal = seasonal_naive(past, ahead).map(error);
            self.seasonal_naive = self.seasonal_naive.zip(seasonal).map(|(sum, e)| sum + e);
        }
    }
}
