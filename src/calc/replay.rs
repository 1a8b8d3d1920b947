//! How well the curve would have forecast past periods, against what happened and against two simple
//! rules (method 6).
//!
//! Each period is forecast again from what the list tells about the morning of its first day. A list
//! shows the present value of a deal, not its value then, and not the deals deleted since.

use chrono::{Days, Months, NaiveDate};

use super::coverage::Period;
use super::cycle::outlook::Outlook;
use super::portfolio::Portfolio;
use super::prospects::{
    Listed, Target, Typed, Window, expected, pipeline, prospects, total_correlation,
};
use super::revenue::Precision;
use super::separate::{Parts, SeparateBy};
use super::units::Money;

mod accuracy;

pub use self::accuracy::{
    Accuracy, Comparison, Errors, Method, Taught, accuracy, compared, lesson, taught,
};

/// At most so many periods are forecast again.
const MOST_PERIODS: usize = 8;
/// So many wins must have been known; with fewer the default curve is tested, not the firm's.
pub const LEAST_WINS: usize = 10;

/// A past period: what was forecast for the deals open then, and what they brought.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Replayed {
    /// First day.
    pub start: NaiveDate,
    /// Last day.
    pub end: NaiveDate,
    /// Deals open on the first morning.
    pub open_deals: usize,
    /// Their value.
    pub open_pipeline: Money,
    /// Wins known then.
    pub known_wins: usize,
    /// Forecast by the curve, at each deal's age.
    pub curve: Money,
    /// The same by one curve for all deals, whatever is asked for.
    pub one_curve: Money,
    /// The same by separate curves, for each of [`SeparateBy::ALL`] by which they could be.
    pub separate: [Option<Money>; SeparateBy::ALL.len()],
    /// Win rate × open pipeline.
    pub flat: Money,
    /// Open pipeline ÷ 3: what must be won of it for 3× coverage to be just enough.
    pub three_times: Money,
    /// The curve's forecast exceeded 9 times in 10, and 1 time in 10.
    pub range: [Money; 2],
    /// Forecast of deals created in the period, if as many are created as in the time before.
    pub new: Money,
    /// What the deals open then brought in the period.
    pub actual: Money,
    /// How many of them were won in it.
    pub wins: usize,
    /// What deals created during the period brought in it; `new` alone counts them.
    pub actual_new: Money,
}

/// First day and number of days of a quarter.
pub type Quarter = (NaiveDate, u32);

/// First day and days of the quarters that can be forecast again, the oldest first: the last that
/// are over, of a fiscal year that starts in the month `fiscal_start`, 0 for January.
pub fn quarters(portfolio: &Portfolio, fiscal_start: usize) -> Vec<Quarter> {
    let history = &portfolio.history;
    let running = Period::chosen(0, fiscal_start, (None, None), history.today).start;
    let back = |quarters: usize| running.checked_sub_months(Months::new(3 * quarters as u32));
    let complete = |day: &NaiveDate| history.cut.is_none_or(|cut| cut <= *day);
    let mut starts: Vec<NaiveDate> = (1..=MOST_PERIODS).map_while(back).filter(complete).collect();
    starts.reverse();
    let days = |start: NaiveDate| {
        let end = start.checked_add_months(Months::new(3)).unwrap_or(start);
        (end - start).num_days() as u32
    };
    starts.into_iter().map(|start| (start, days(start))).collect()
}

/// The period of `days` from `start`, forecast again with deals as correlated as `rho` says; `None`
/// where fewer than ten wins were known, no deal was open, or it is not over.
pub fn replay(portfolio: &Portfolio, start: NaiveDate, days: u32, rho: f64) -> Option<Replayed> {
    let end = start.checked_add_days(Days::new(u64::from(days.checked_sub(1)?)))?;
    let mut then = portfolio.as_of(start, None).filter(|_| end < portfolio.history.today)?;
    let (known_wins, closed) = then.default.own.filter(|own| own.0 >= LEAST_WINS)?;
    let window = Window { before: 0.0, days: f64::from(days) };
    let open = prospects(&then, window, Listed::Unused, &Typed::new());
    let value = pipeline(&open);
    let target = Target {
        goal: value,
        closed_won: Money(0.0),
        correlation: total_correlation(rho, then.default.win_rate, closed),
    };
    let outcome = target.outcome(&open, Precision::Interactive);
    let [old, new_deals] = won(portfolio, &then, days);
    let new = new(&then, days);
    let (one_curve, separate) = by_curves(&mut then, window);
    (!open.is_empty()).then_some(Replayed {
        start,
        end,
        open_deals: open.len(),
        open_pipeline: value,
        known_wins,
        curve: outcome.expected,
        one_curve,
        separate,
        flat: value * then.default.win_rate,
        three_times: value * (1.0 / 3.0),
        range: [outcome.range[0], outcome.range[2]],
        new,
        actual: old.0,
        wins: old.1,
        actual_new: new_deals.0,
    })
}

/// What the deals of `then` bring by one curve, and by separate ones for each field by which they
/// could be. Its own curves are gone afterwards.
fn by_curves(
    then: &mut Portfolio,
    window: Window,
) -> (Money, [Option<Money>; SeparateBy::ALL.len()]) {
    let forecast =
        |then: &Portfolio| expected(&prospects(then, window, Listed::Unused, &Typed::new()));
    then.parts = None;
    let one_curve = forecast(then);
    let separate = SeparateBy::ALL.map(|by| {
        let values = then.field(by).cloned()?;
        then.parts = Some(Parts::new(then, &values));
        Some(forecast(then))
    });
    (one_curve, separate)
}

/// So many days before a period tell how much is created in it.
pub(super) const PACE: i32 = 91;

/// What deals created in the next `days` will bring, at the pace of the last 13 weeks:
/// `P int_0^h C_w`, where `P` is their value per day, with the calendar of these days; of each curve
/// by itself.
fn new(then: &Portfolio, days: u32) -> Money {
    let days = f64::from(days);
    let won = |outlook: &Outlook| outlook.arrivals(|_| 1.0, &[days]).iter().sum::<f64>();
    let parts = then.created(PACE).into_iter().zip(then.outlooks(days));
    parts.map(|(value, outlook)| Money(value / f64::from(PACE) * won(&outlook))).sum()
}

/// Won in the `days` from the day of `then`, and by how many deals: by those open then, and by those
/// created later.
fn won(portfolio: &Portfolio, then: &Portfolio, days: u32) -> [(Money, usize); 2] {
    let start = then.history.day();
    let mut sums = [(Money(0.0), 0); 2];
    for (life, end) in portfolio.history.won() {
        if end.day >= start && end.day.abs_diff(start) < days {
            let (value, wins) = &mut sums[usize::from(life.created >= start)];
            (*value, *wins) = (*value + Money(life.value), *wins + 1);
        }
    }
    sums
}

#[cfg(test)]
mod tests;
