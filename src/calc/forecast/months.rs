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

/// Which months form a calendar quarter, in order; the first and the last may have fewer than three.
pub(super) fn quarters(spans: &[Span]) -> Vec<std::ops::Range<usize>> {
    let mut quarters: Vec<std::ops::Range<usize>> = Vec::new();
    for (month, span) in spans.iter().enumerate() {
        match quarters.last_mut() {
            Some(quarter) if span.end.month0() % 3 != 0 => quarter.end = month + 1,
            _ => quarters.push(month..month + 1),
        }
    }
    quarters
}

/// First day of the calendar quarter that a day lies in.
pub(super) fn quarter_start(day: NaiveDate) -> NaiveDate {
    NaiveDate::from_ymd_opt(day.year(), day.month0() / 3 * 3 + 1, 1).unwrap_or(day)
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
    fn quarters_are_those_of_the_calendar() {
        let of = |today, months| quarters(&spans(day(today), months));
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
