//! The months of a forecast: the rest of the running one, and whole ones after it.

use chrono::{Datelike, Months, NaiveDate};

/// A month in days from today.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Span {
    /// First day: today in the running month.
    pub start: NaiveDate,
    /// Last day.
    pub end: NaiveDate,
    /// Days from today to the last day, both counted.
    pub days: f64,
}

/// `count` months from `today` on; fewer where the calendar ends.
pub(super) fn spans(today: NaiveDate, count: u32) -> Vec<Span> {
    let first = today.with_day(1).unwrap_or(today);
    (0..count)
        .map_while(|month| {
            let start = first.checked_add_months(Months::new(month))?;
            let end = start.checked_add_months(Months::new(1))?.pred_opt()?;
            let days = ((end - today).num_days() + 1) as f64;
            Some(Span { start: start.max(today), end, days })
        })
        .collect()
}

/// Which months form a quarter of a fiscal year that starts in the month `fiscal_start`, 0 for
/// January, in order; the first and the last may have fewer than three.
pub(super) fn quarters(spans: &[Span], fiscal_start: usize) -> Vec<std::ops::Range<usize>> {
    let mut quarters: Vec<std::ops::Range<usize>> = Vec::new();
    for (month, span) in spans.iter().enumerate() {
        match quarters.last_mut() {
            Some(quarter) if within(span.end, fiscal_start) != 0 => quarter.end = month + 1,
            _ => quarters.push(month..month + 1),
        }
    }
    quarters
}

/// First day of the quarter that a day lies in.
pub fn quarter_start(day: NaiveDate, fiscal_start: usize) -> NaiveDate {
    let first = day.with_day(1).unwrap_or(day);
    first.checked_sub_months(Months::new(within(day, fiscal_start))).unwrap_or(first)
}

/// Months of the quarter before that of a day.
fn within(day: NaiveDate, fiscal_start: usize) -> u32 {
    (day.month0() + 12 - fiscal_start.min(11) as u32) % 3
}

/// A quarter of a fiscal year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FiscalQuarter {
    /// The year in which the fiscal year ends, which names it.
    pub year: i32,
    /// 1 to 4.
    pub quarter: u32,
    /// First day.
    pub start: NaiveDate,
}

/// The quarter that a day lies in, of a fiscal year that starts in the month `fiscal_start`, 0 for
/// January. A fiscal year is called by the year in which it ends, as finance teams do.
///
/// ```
/// use enough_pipeline::calc::forecast::fiscal_quarter;
///
/// // From February on: January 2027 is the end of fiscal 2027.
/// let quarter = fiscal_quarter("2027-01-31".parse().unwrap(), 1);
/// assert_eq!((quarter.year, quarter.quarter), (2027, 4));
/// assert_eq!(quarter.start, "2026-11-01".parse().unwrap());
/// ```
pub fn fiscal_quarter(day: NaiveDate, fiscal_start: usize) -> FiscalQuarter {
    let months = (day.month0() + 12 - fiscal_start.min(11) as u32) % 12;
    let start = quarter_start(day, fiscal_start);
    // The last month of the year is so far ahead.
    let end = day.checked_add_months(Months::new(11 - months)).unwrap_or(day);
    FiscalQuarter { year: end.year(), quarter: months / 3 + 1, start }
}

/// The position of a date's month, 0 for the running one; negative before it.
pub(super) fn position(today: NaiveDate, date: NaiveDate) -> i32 {
    let months = |date: NaiveDate| 12 * date.year() + date.month0() as i32;
    months(date) - months(today)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_running_month_is_the_rest_of_it() {
        let spans = spans(day("2028-01-31"), 3);
        assert_eq!(spans.iter().map(|span| span.days).collect::<Vec<_>>(), [1.0, 30.0, 61.0]);
        assert_eq!((spans[0].start, spans[0].end), (day("2028-01-31"), day("2028-01-31")));
        assert_eq!((spans[1].start, spans[1].end), (day("2028-02-01"), day("2028-02-29")));
    }

    #[test]
    fn quarters_are_those_of_the_fiscal_year() {
        let of = |today, months| quarters(&spans(day(today), months), 0);
        let from_february = quarters(&spans(day("2026-11-24"), 6), 1);
        assert_eq!(from_february, [0..3, 3..6]);
        assert_eq!(quarter_start(day("2027-01-31"), 1), day("2026-11-01"));
        assert_eq!(quarter_start(day("2027-01-31"), 0), day("2027-01-01"));
        let last = fiscal_quarter(day("2026-09-30"), 9);
        assert_eq!((last.year, last.quarter, last.start), (2026, 4, day("2026-07-01")));
        assert_eq!(fiscal_quarter(day("2026-10-01"), 9).year, 2027);
        assert_eq!(fiscal_quarter(day("2026-10-01"), 0).quarter, 4);
        assert_eq!(of("2026-11-24", 6), [0..2, 2..5, 5..6]);
        assert_eq!(of("2026-10-01", 3), vec![0..3]);
        assert_eq!(of("2026-12-31", 1), vec![0..1]);
        assert!(of("2026-12-31", 0).is_empty());
    }

    #[test]
    fn positions_cross_years() {
        let today = day("2026-11-24");
        assert_eq!(position(today, day("2026-11-01")), 0);
        assert_eq!(position(today, day("2027-01-31")), 2);
        assert_eq!(position(today, day("2025-12-31")), -11);
        assert!(spans(NaiveDate::MAX, 12).len() < 2);
    }
}
