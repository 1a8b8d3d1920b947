//! What a list of deals says about the inputs of other calculators, each figure with the number of
//! deals behind it.

use super::cycle::history::{End, Life};
use super::portfolio::Portfolio;
use super::units::Money;
use chrono::{Datelike, NaiveDate};

/// New pipeline is averaged over so many days before today, 13 weeks.
const RECENT: i32 = 91;
const DAYS_PER_WEEK: f64 = 7.0;
/// A cohort is old enough when this share of all wins comes by its age.
const MATURE: f64 = 0.95;

/// A figure and how many deals it rests on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measure {
    /// The figure.
    pub value: f64,
    /// Deals behind it, at least one.
    pub deals: usize,
}

/// Figures of a list; `None` where no deal stands behind one. Rates and shares are in [0, 1].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rates {
    /// Won ÷ closed deals (won, lost and no decision).
    pub win_rate: Option<Measure>,
    /// Won ÷ closed value.
    pub win_rate_by_value: Option<Measure>,
    /// Won ÷ all deals created so long ago that 95 % of wins have happened.
    pub cohort: Option<Measure>,
    /// Won within `window` days of creation ÷ all deals created that long ago.
    pub won_in_window: Option<Measure>,
    /// The days of [`Self::won_in_window`].
    pub window: u32,
    /// Average days from creation to the day of winning.
    pub sales_cycle: Option<Measure>,
    /// Average value of all deals that have one.
    pub average_deal: Option<Measure>,
    /// Average value of won deals.
    pub average_won: Option<Measure>,
    /// Standard deviation of the values of all deals that have one, as a multiple of their mean; two
    /// deals at least.
    pub deal_spread: Option<Measure>,
    /// Open deals.
    pub open_deals: usize,
    /// Their value.
    pub open_pipeline: Money,
    /// Share of them older than the sales cycle.
    pub aged_share: Option<Measure>,
    /// Value of the deals created in a week, over the last 13 weeks or since the first deal.
    pub new_pipeline: Option<Measure>,
}

impl Rates {
    /// The figures of `portfolio`; `window` in days.
    pub fn new(portfolio: &Portfolio, window: u32) -> Self {
        let history = &portfolio.history;
        let closed: Vec<(&Life, End)> = history.closed().collect();
        let won: Vec<&Life> = closed.iter().filter(|(_, e)| e.won).map(|(life, _)| *life).collect();
        let days = history.won().map(|(life, end)| f64::from(life.end_age(end) - 1));
        let sales_cycle = mean(days);
        let valued = || history.lives.iter().map(|life| life.value).filter(|value| *value > 0.0);
        let open: Vec<&Life> = history.open().collect();
        Self {
            win_rate: share(won.len() as f64, closed.len() as f64, closed.len()),
            win_rate_by_value: share(
                won.iter().map(|life| life.value).sum(),
                closed.iter().map(|(life, _)| life.value).sum(),
                closed.iter().filter(|(life, _)| life.value > 0.0).count(),
            ),
            cohort: cohort(portfolio),
            won_in_window: won_within(portfolio, window, Some(window)),
            window,
            sales_cycle,
            average_deal: mean(valued()),
            average_won: mean(won.iter().map(|life| life.value).filter(|value| *value > 0.0)),
            deal_spread: spread(valued()),
            open_deals: open.len(),
            open_pipeline: open.iter().map(|life| Money(life.value)).sum(),
            aged_share: aged_share(portfolio, &open, sales_cycle),
            new_pipeline: new_pipeline(portfolio),
        }
    }
}

/// What was won from `start` to `end`, as far as it has come, and by how many deals.
pub fn closed_won(portfolio: &Portfolio, start: NaiveDate, end: NaiveDate) -> (Money, usize) {
    let days = start.num_days_from_ce()..=end.num_days_from_ce();
    let won = portfolio.history.won().filter(|(_, end)| days.contains(&end.day));
    won.fold((Money(0.0), 0), |(value, deals), (life, _)| (value + Money(life.value), deals + 1))
}

fn share(part: f64, whole: f64, deals: usize) -> Option<Measure> {
    (whole > 0.0 && deals > 0).then(|| Measure { value: part / whole, deals })
}

fn mean(values: impl Iterator<Item = f64>) -> Option<Measure> {
    let (sum, deals) = values.fold((0.0, 0), |(sum, deals), value| (sum + value, deals + 1));
    share(sum, f64::from(deals), deals as usize)
}

fn spread(values: impl Iterator<Item = f64> + Clone) -> Option<Measure> {
    let average = mean(values.clone())?;
    let squares: f64 = values.map(|value| (value - average.value).powi(2)).sum();
    let variance = (average.deals > 1).then(|| squares / (average.deals as f64 - 1.0))?;
    Some(Measure { value: variance.sqrt() / average.value, deals: average.deals })
}

fn cohort(portfolio: &Portfolio) -> Option<Measure> {
    won_within(portfolio, portfolio.curve.won_quantile(MATURE)?.ceil() as u32, None)
}

/// Of the deals created at least `age` days ago, the share won, within `window` days or at all.
/// Deals created before the first closing of a cut list are not all there.
fn won_within(portfolio: &Portfolio, age: u32, window: Option<u32>) -> Option<Measure> {
    let history = &portfolio.history;
    let since = history.cut.map_or(i32::MIN, |day| day.num_days_from_ce());
    let old = |life: &&Life| life.created >= since && portfolio.age(life) >= age;
    let created = history.lives.iter().filter(old).count();
    let in_time = |(life, end): &(&Life, End)| window.is_none_or(|days| life.end_age(*end) <= days);
    let won = history.won().filter(|(life, _)| old(life)).filter(in_time).count();
    share(won as f64, created as f64, created)
}

fn aged_share(portfolio: &Portfolio, open: &[&Life], cycle: Option<Measure>) -> Option<Measure> {
    let cycle = cycle.map_or(portfolio.default.cycle, |cycle| cycle.value);
    let aged = open.iter().filter(|life| f64::from(portfolio.age(life)) > cycle).count();
    share(aged as f64, open.len() as f64, open.len())
}

fn new_pipeline(portfolio: &Portfolio) -> Option<Measure> {
    let history = &portfolio.history;
    let today = history.day();
    let first = history.lives.iter().map(|life| life.created).min()?;
    let start = first.max(today.saturating_sub(RECENT));
    let new = history.lives.iter().filter(|life| (start..today).contains(&life.created));
    let (value, deals) = new.fold((0.0, 0), |(sum, n), life| (sum + life.value, n + 1));
    let weeks = (f64::from(today - start) / DAYS_PER_WEEK).max(1.0);
    share(value, weeks, deals)
}
