//! The same months by the methods in use, side by side.

use super::placing::Placed;
use super::{Amounts, CategoryRow, Inputs, Lists};
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
    /// Closed, open by age, new deals and renewals: the forecast itself.
    Whole,
}

/// What a method's figure speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Covers {
    /// The deals that are open today.
    OpenDeals,
    /// These and what is closed.
    OpenAndClosed,
    /// Everything won in the months.
    EverythingWon,
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
}

/// Every method that the data allow.
pub(super) fn rows(
    inputs: &Inputs,
    lists: &Lists,
    deals: &[Placed],
    total: &Amounts,
    categories: &[CategoryRow],
) -> Vec<MethodRow> {
    let (months, history) = (inputs.months as usize, lists.history);
    let value: f64 = deals.iter().map(|deal| deal.value).sum();
    let weighted: Option<f64> = deals.iter().map(|deal| Some(deal.value * deal.weight?)).sum();
    let by_category: Money = categories.iter().map(|row| row.expected).sum();
    let run_rate = (history.len() >= RUN).then(|| {
        let recent: Money = history[history.len() - RUN..].iter().copied().sum();
        recent * (months as f64 / RUN as f64)
    });
    let past = lists.baseline.and_then(|baseline| baseline.months.get(..months));
    let past = past.map(|past| past.iter().map(|month| month.expected).sum());
    let flat = Money(value * inputs.win_rate.fraction());
    let open = |amount| (Covers::OpenDeals, amount);
    [
        (Method::StageWeighted, open(weighted.filter(|_| !deals.is_empty()).map(Money))),
        (Method::FlatWinRate, open((!deals.is_empty()).then_some(flat))),
        (Method::AgeAware, open((!deals.is_empty()).then_some(total.open))),
        (
            Method::Categories,
            (Covers::OpenAndClosed, (!categories.is_empty()).then_some(by_category)),
        ),
        (Method::RunRate, (Covers::EverythingWon, run_rate)),
        (Method::History, (Covers::EverythingWon, past)),
        (Method::Whole, (Covers::EverythingWon, Some(total.won()))),
    ]
    .into_iter()
    .filter_map(|(method, (covers, amount))| Some(MethodRow { method, covers, amount: amount? }))
    .collect()
}
