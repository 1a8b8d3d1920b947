//! Reading a date.

use chrono::{Datelike, NaiveDate};

use super::super::canonical::digits;
use super::{Notation, too_long};
use crate::calc::field::Problem;

/// See [`Notation::parse_date`].
pub(super) fn parse(notation: &Notation, text: &str) -> Result<NaiveDate, Problem> {
    if too_long(text) {
        return Err(Problem::NotADate);
    }
    read(&notation.simplify(text), notation.day_first)
        .filter(|day| (1990..=2100).contains(&day.year()))
        .ok_or(Problem::NotADate)
}

/// Year first when it has four digits, else in the order of the locale.
fn read(text: &str, day_first: bool) -> Option<NaiveDate> {
    let parts: Vec<&str> =
        text.split(['.', '/', '-', ' ']).filter(|part| !part.is_empty()).collect();
    let &[first, second, third] = &parts[..] else { return None };
    let (year, month, day) = match (first.len(), day_first) {
        (4, _) => (first, second, third),
        (_, true) => (third, second, first),
        (_, false) => (third, first, second),
    };
    NaiveDate::from_ymd_opt(whole_year(year)?, short(month)?, short(day)?)
}

/// "2027" or "27".
fn whole_year(text: &str) -> Option<i32> {
    let year = digits(text)? as i32;
    match text.len() {
        2 => Some(2000 + year),
        4 => Some(year),
        _ => None,
    }
}

fn short(text: &str) -> Option<u32> {
    if text.len() <= 2 { digits(text) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, day_first: bool, expected: Option<&str>) {
        let notation = Notation { day_first, ..Notation::plain() };
        let expected = expected.map(|text| text.parse().unwrap());
        assert_eq!(notation.parse_date(text).ok(), expected, "{text}");
    }

    #[test]
    fn a_date_is_read_in_the_order_of_the_locale() {
        check("2026-03-31", false, Some("2026-03-31"));
        check("2026-03-31", true, Some("2026-03-31"));
        check("3/31/2026", false, Some("2026-03-31"));
        check("31.03.26", true, Some("2026-03-31"));
        check(" 31. 3. 2026 ", true, Some("2026-03-31"));
        check("4/5/2026", true, Some("2026-05-04"));
        check("4-5-2026", false, Some("2026-04-05"));
        check("٣١/٣/٢٠٢٦", true, Some("2026-03-31"));
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for text in ["", "31/3", "31/3/2026/1", "2026-02-29", "31/31/2026", "1/1/1989", "1/1/2101"]
        {
            check(text, true, None);
        }
        for text in ["tomorrow", "1/1/026", "１/1/99999999999", "-1-1-2026x", "+1/1/2026"] {
            check(text, false, None);
        }
        check(&"1/".repeat(5_000_000), false, None);
    }
}
