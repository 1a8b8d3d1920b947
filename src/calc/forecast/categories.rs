//! The forecast by category, as sales managers give it.

use super::months::Span;
use super::placing::Placed;
use super::{Inputs, Lists};
use crate::calc::units::{Days, Money, Percent};

/// A forecast category.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Category {
    /// Won.
    Closed,
    /// The seller stands for it.
    Commit,
    /// Won if all goes well.
    BestCase,
    /// Open without a promise.
    Pipeline,
    /// Not counted.
    Omitted,
}

/// All of them, the surest first.
pub const CATEGORIES: [Category; 5] =
    [Category::Closed, Category::Commit, Category::BestCase, Category::Pipeline, Category::Omitted];

/// The open deals of a category.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CategoryRow {
    /// Which.
    pub category: Category,
    /// Number of deals expected to close in the months; 0 for what is closed.
    pub count: usize,
    /// Their value, or what is won.
    pub value: Money,
    /// Share of the value that is won in the months of the forecast.
    pub rate: Percent,
    /// Whether the rate is the usual one rather than measured.
    pub assumed: bool,
    /// Value times rate.
    pub expected: Money,
    /// What the ages of the same deals let expect.
    pub by_age: Money,
}

impl Category {
    /// The rate for want of a measured one (method 4).
    fn usual(self) -> Percent {
        Percent(match self {
            Self::Closed => 100.0,
            Self::Commit => 85.0,
            Self::BestCase => 50.0,
            Self::Pipeline => 20.0,
            Self::Omitted => 0.0,
        })
    }

    fn measured(self, inputs: &Inputs) -> Option<Percent> {
        match self {
            Self::Commit => inputs.commit_rate,
            Self::BestCase => inputs.best_case_rate,
            Self::Pipeline => inputs.pipeline_rate,
            Self::Closed | Self::Omitted => Some(self.usual()),
        }
    }
}

/// One row per category; empty when no deal has one. A deal whose expected close date lies after
/// the last month is not counted: categories speak of the period.
pub(super) fn rows(
    inputs: &Inputs,
    lists: &Lists,
    deals: &[Placed],
    spans: &[Span],
) -> Vec<CategoryRow> {
    let Some(end) = spans.last().map(|span| span.end) else { return Vec::new() };
    let due = |deal: &&Placed| deal.expected_close(lists).is_none_or(|date| date <= end);
    let known: Vec<(Category, &Placed)> =
        deals.iter().filter(due).filter_map(|deal| Some((of(lists, deal)?, deal))).collect();
    if known.is_empty() {
        return Vec::new();
    }
    CATEGORIES.map(|category| row(inputs, spans, category, &known)).to_vec()
}

/// By the deal's category, or else by its stage.
fn of(lists: &Lists, deal: &Placed) -> Option<Category> {
    named(lists.categories, deal.category(lists), deal.stage(lists))
}

/// The category of a deal that is called so and stands in this stage.
pub(super) fn named(names: &[(String, Category)], category: &str, stage: &str) -> Option<Category> {
    let called = |name: &str| names.iter().find(|(own, _)| own == name).map(|(_, of)| *of);
    called(if category.is_empty() { stage } else { category })
}

/// What to expect of the open deals month by month: commit, best case, and all others.
pub(super) fn split(lists: &Lists, deals: &[Placed], months: usize) -> Option<Vec<[Money; 3]>> {
    let mut split = vec![[Money(0.0); 3]; months];
    let mut known = false;
    for deal in deals {
        let category = of(lists, deal);
        known |= category.is_some();
        let column = match category {
            Some(Category::Commit) => 0,
            Some(Category::BestCase) => 1,
            _ => 2,
        };
        let mut before = 0.0;
        for (month, by) in split.iter_mut().zip(&deal.wins.by) {
            month[column] = month[column] + Money(deal.total() * (by - before));
            before = *by;
        }
    }
    known.then_some(split)
}

fn row(
    inputs: &Inputs,
    spans: &[Span],
    category: Category,
    known: &[(Category, &Placed)],
) -> CategoryRow {
    let closed = category == Category::Closed;
    let deals: Vec<&Placed> =
        known.iter().filter(|(of, _)| *of == category && !closed).map(|(_, deal)| *deal).collect();
    let won = if closed { inputs.closed_won } else { Money(0.0) };
    let value = won + Money(deals.iter().map(|deal| deal.total()).sum());
    let measured = category.measured(inputs);
    let rate = within(measured.unwrap_or(category.usual()), inputs.rate_days, &deals, spans);
    CategoryRow {
        category,
        count: deals.len(),
        value,
        rate,
        assumed: measured.is_none(),
        expected: value * rate.fraction(),
        by_age: won + Money(deals.iter().map(|deal| deal.total() * deal.wins.last()).sum()),
    }
}

/// A share that is won within `base` days, over the months of the forecast: `1 - (1 - r)^k`, where
/// the ages of the same deals let expect `k` times as much in these months as in those days. What is
/// as long is as much, and nothing becomes more than all.
fn within(rate: Percent, base: Days, deals: &[&Placed], spans: &[Span]) -> Percent {
    let expected = |of: &dyn Fn(&Placed) -> f64| -> f64 {
        deals.iter().map(|deal| deal.value * of(deal)).sum()
    };
    let whole = expected(&|deal| deal.wins.last());
    let part = expected(&|deal| by_day(&deal.wins.by, spans, f64::from(base.0)));
    if part <= 0.0 || whole <= 0.0 {
        return rate;
    }
    Percent(100.0 * (1.0 - (1.0 - rate.fraction()).max(0.0).powf(whole / part)))
}

/// The chance of a deal to be won within `days`, from those by the ends of the months: a line within
/// a month, and on from the last as fast.
fn by_day(by: &[f64], spans: &[Span], days: f64) -> f64 {
    let mut before = (0.0, 0.0);
    for (chance, span) in by.iter().zip(spans) {
        let after = (span.days, *chance);
        if days <= span.days {
            let part = (days - before.0) / (after.0 - before.0).max(1.0);
            return before.1 + part * (after.1 - before.1);
        }
        before = after;
    }
    before.1 * days / before.0.max(1.0)
}
