//! The days in question.

use chrono::{Datelike, Days as CalendarDays, Months, NaiveDate};

use super::{Inputs, PERIODS};

/// The days in question, both ends inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// First day that counts.
    pub start: NaiveDate,
    /// Last day that counts.
    pub end: NaiveDate,
    /// The day the question is asked.
    pub today: NaiveDate,
}

impl Period {
    /// The period that `inputs` mean. Own dates that are missing stand for today.
    pub fn of(inputs: &Inputs) -> Self {
        let own = (inputs.period_start, inputs.period_end);
        Self::chosen(inputs.period, inputs.fiscal_start, own, inputs.today)
    }

    /// The period of a choice among [`PERIODS`], with `fiscal_start` 0 for January and first and
    /// last day of an own period; those that are missing stand for today.
    pub fn chosen(
        period: usize,
        fiscal_start: usize,
        own: (Option<NaiveDate>, Option<NaiveDate>),
        today: NaiveDate,
    ) -> Self {
        let year_start = fiscal_year_start(today, fiscal_start);
        let quarter_start = (1..4)
            .map(|quarter| later(year_start, 3 * quarter))
            .rfind(|start| *start <= today)
            .unwrap_or(year_start);
        let span = |start, months| (start, before(later(start, months)));
        let (start, end) = match PERIODS[period.min(PERIODS.len() - 1)].key {
            "this-quarter" => span(quarter_start, 3),
            "next-quarter" => span(later(quarter_start, 3), 3),
            "this-year" => span(year_start, 12),
            "next-year" => span(later(year_start, 12), 12),
            _ => (own.0.unwrap_or(today), own.1.unwrap_or(today)),
        };
        Self { start, end, today }
    }

    /// Days from today to the last day, both counted; 0 or less when the period is over.
    pub fn days_left(&self) -> i64 {
        (self.end - self.today).num_days() + 1
    }

    /// Days from today until the period starts; 0 when it is running.
    pub fn days_before(&self) -> i64 {
        (self.start - self.today).num_days().max(0)
    }

    /// The day `days` after today, rounded down to whole days.
    pub fn day(&self, days: f64) -> NaiveDate {
        let whole = days.floor().abs() as u64;
        let day = if days < 0.0 {
            self.today.checked_sub_days(CalendarDays::new(whole))
        } else {
            self.today.checked_add_days(CalendarDays::new(whole))
        };
        day.unwrap_or(self.today)
    }
}

/// The last first-of-`month` (0 for January) on or before `today`.
fn fiscal_year_start(today: NaiveDate, month: usize) -> NaiveDate {
    let month = month.min(11) as u32 + 1;
    let year = if today.month() >= month { today.year() } else { today.year() - 1 };
    NaiveDate::from_ymd_opt(year, month, 1).unwrap_or(today)
}

fn later(day: NaiveDate, months: u32) -> NaiveDate {
    day.checked_add_months(Months::new(months)).unwrap_or(day)
}

fn before(day: NaiveDate) -> NaiveDate {
    day.pred_opt().unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calc::coverage::tests::example;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[track_caller]
    fn check(today: &str, fiscal_start: usize, period: usize, expected: (&str, &str)) {
        let inputs = Inputs { today: date(today), fiscal_start, period, ..example() };
        let period = Period::of(&inputs);
        assert_eq!((period.start, period.end), (date(expected.0), date(expected.1)));
    }

    #[test]
    fn quarters_and_years_follow_the_calendar() {
        check("2026-11-23", 0, 0, ("2026-10-01", "2026-12-31"));
        check("2026-11-23", 0, 1, ("2027-01-01", "2027-03-31"));
        check("2028-02-29", 0, 0, ("2028-01-01", "2028-03-31"));
        check("2026-11-23", 0, 2, ("2026-01-01", "2026-12-31"));
        check("2026-11-23", 0, 3, ("2027-01-01", "2027-12-31"));
    }

    #[test]
    fn fiscal_years_start_where_they_are_told() {
        check("2026-11-23", 1, 0, ("2026-11-01", "2027-01-31"));
        check("2026-01-15", 1, 0, ("2025-11-01", "2026-01-31"));
        check("2026-01-31", 1, 2, ("2025-02-01", "2026-01-31"));
        check("2027-12-31", 11, 0, ("2027-12-01", "2028-02-29"));
    }

    #[test]
    fn days_are_counted_with_both_ends() {
        let period = Period {
            start: date("2026-02-01"),
            end: date("2026-03-31"),
            today: date("2026-01-01"),
        };
        assert_eq!(period.days_left(), 90);
        assert_eq!(period.days_before(), 31);
        assert_eq!(period.day(43.9), date("2026-02-13"));
        assert_eq!(period.day(-0.5), date("2025-12-31"));
    }
}
