//! The same months by the methods in use, side by side.

use super::placing::Placed;
use super::{Amounts, CategoryRow, Inputs, Lists};
use crate::calc::history::{self, Baseline};
use crate::calc::replay::{Replayed, accuracy};
use crate::calc::units::Money;

/// Months of a run rate.
const RUN: usize = 3;

/// A way to forecast.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Value times the chance of the stage, whenever it may close.
    StageWeighted,
    /// Value times the win rate, whenever it may close.
    FlatWinRate,
    /// Value times the chance to be won in these months at the deal's age.
    AgeAware,
    /// Value times the rate of the forecast category, and what is closed.
    Categories,
    /// The mean of the last three months goes on.
    RunRate,
    /// Past months alone ([`crate::calc::history`]).
    History,
    /// Closed, open by age, new deals, renewals and recurring revenue: the forecast itself.
    Whole,
}

/// All of them, the simplest first.
pub const METHODS: [Method; 7] = [
    Method::StageWeighted,
    Method::FlatWinRate,
    Method::AgeAware,
    Method::Categories,
    Method::RunRate,
    Method::History,
    Method::Whole,
];

/// What a method's figure speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Covers {
    /// The deals that are open today, whenever they close.
    OpenDeals,
    /// These, as far as they close in the months.
    DueDeals,
    /// These and what is closed.
    OpenAndClosed,
    /// Everything that comes in during the months, recurring revenue too.
    Everything,
}

/// A method's figure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MethodRow {
    /// Which.
    pub method: Method,
    /// What it speaks of.
    pub covers: Covers,
    /// The figure.
    pub amount: Money,
    /// How far the method was off in past quarters; `None` when that is not known.
    pub past: Option<Evidence>,
}

/// How far a method was off in past quarters.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Evidence {
    /// `sum |A - F| / sum A`.
    pub wape: f64,
    /// How many quarters; those of a history overlap.
    pub quarters: usize,
}

/// The method that should lead.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Recommendation {
    /// Which.
    pub method: Method,
    /// Its own past error; `None`: no method has one.
    pub evidence: Option<Evidence>,
    /// Whether it is recommended because the open deals by age, which it rests on, had the least
    /// past error.
    pub by_age: bool,
}

/// The method with the least past error. Where it counts the open deals by age alone, the forecast
/// itself is recommended, which rests on them, and also where nothing is measured.
pub fn recommended(rows: &[MethodRow]) -> Recommendation {
    let measured = rows.iter().filter_map(|row| Some((row.method, row.past?)));
    let best = measured.min_by(|a, b| a.1.wape.total_cmp(&b.1.wape));
    match best {
        None => Recommendation { method: Method::Whole, evidence: None, by_age: false },
        Some((Method::AgeAware, _)) => {
            let whole = rows.iter().find(|row| row.method == Method::Whole);
            let evidence = whole.and_then(|row| row.past);
            Recommendation { method: Method::Whole, evidence, by_age: true }
        }
        Some((method, past)) => Recommendation { method, evidence: Some(past), by_age: false },
    }
}

/// The mean of the last three months; `None` with a shorter history.
pub(super) fn run_rate(history: &[Money]) -> Option<Money> {
    let recent = history.len().checked_sub(RUN).map(|first| &history[first..])?;
    Some(recent.iter().copied().sum::<Money>() * (1.0 / RUN as f64))
}

/// Every method that the data allow.
pub(super) fn rows(
    inputs: &Inputs,
    lists: &Lists,
    deals: &[Placed],
    total: &Amounts,
    categories: &[CategoryRow],
) -> Vec<MethodRow> {
    let months = inputs.months as usize;
    let value: f64 = deals.iter().map(Placed::total).sum();
    let weighted: Option<f64> = deals.iter().map(|deal| Some(deal.total() * deal.weight?)).sum();
    let by_category: Money = categories.iter().map(|row| row.expected).sum();
    let run_rate = run_rate(lists.history).map(|month| month * months as f64);
    let past = lists.baseline.and_then(|baseline| baseline.months.get(..months));
    let past = past.map(|past| past.iter().map(|month| month.expected).sum());
    let flat = Money(value * inputs.win_rate.fraction());
    let open = |amount| (Covers::OpenDeals, amount);
    let aged = deals.iter().any(|deal| deal.is_aged(lists));
    [
        (Method::StageWeighted, open(weighted.filter(|_| !deals.is_empty()).map(Money))),
        (Method::FlatWinRate, open((!deals.is_empty()).then_some(flat))),
        (Method::AgeAware, (Covers::DueDeals, aged.then_some(total.open))),
        (
            Method::Categories,
            (Covers::OpenAndClosed, (!categories.is_empty()).then_some(by_category)),
        ),
        (Method::RunRate, (Covers::Everything, run_rate)),
        (Method::History, (Covers::Everything, past)),
        (Method::Whole, (Covers::Everything, Some(total.total()))),
    ]
    .into_iter()
    .filter_map(|(method, (covers, amount))| {
        let past = evidence(method, lists);
        Some(MethodRow { method, covers, amount: amount?, past })
    })
    .collect()
}

fn evidence(method: Method, lists: &Lists) -> Option<Evidence> {
    match method {
        Method::AgeAware | Method::FlatWinRate | Method::Whole => replayed(method, lists.replayed),
        Method::RunRate | Method::History => of_history(method, lists.baseline?),
        Method::StageWeighted | Method::Categories => None,
    }
}

fn replayed(method: Method, periods: &[Replayed]) -> Option<Evidence> {
    let accuracy = accuracy(periods);
    let errors = match method {
        Method::AgeAware => accuracy.curve,
        Method::FlatWinRate => accuracy.flat,
        _ => accuracy.whole,
    };
    Some(Evidence { wape: errors.wape?, quarters: accuracy.periods })
}

fn of_history(method: Method, baseline: &Baseline) -> Option<Evidence> {
    let past = baseline.backtest?.quarters?;
    let wape = match (method, baseline.method) {
        (Method::RunRate, _) => past.run_rate,
        (_, history::Method::Mixed { .. }) => past.mixed,
        (_, history::Method::SeasonalEnsemble) => past.blend,
        _ => past.ensemble,
    };
    Some(Evidence { wape, quarters: past.origins })
}
