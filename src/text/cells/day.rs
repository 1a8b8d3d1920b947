//! Days as exports write them.

use std::borrow::Cow;

use chrono::{Datelike, Days, NaiveDate};

use super::super::canonical::digits;
use super::month::{month, words};

/// What a column says about the order of its days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    day_first: u32,
    month_first: u32,
    /// Cells that could be either.
    pub either: u32,
}

impl Tally {
    pub fn add(&mut self, cell: &str) {
        match order(cell) {
            Some(Order::DayFirst) => self.day_first += 1,
            Some(Order::MonthFirst) => self.month_first += 1,
            Some(Order::Either) => self.either += 1,
            None => {}
        }
    }

    /// Whether the day comes first, if the column decides it.
    pub fn decided(self) -> Option<bool> {
        match (self.day_first, self.month_first) {
            (1.., 0) => Some(true),
            (0, 1..) => Some(false),
            _ => None,
        }
    }

    /// Whether the visitor must say.
    pub fn is_open(self) -> bool {
        self.either > 0 && self.decided().is_none()
    }
}

/// What one cell says about the order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Order {
    DayFirst,
    MonthFirst,
    Either,
}

/// The three numbers of "16/10/2025" or "16.10.25 11:59", the year last, and their separator.
fn numbers(cell: &str) -> Option<(u32, u32, i32, char)> {
    // "31. 3. 2026" has blanks, "3/31/2026 11:59 PM" has a time behind one.
    let joined =
        if cell.contains(". ") { Cow::Owned(cell.replace(". ", ".")) } else { Cow::Borrowed(cell) };
    let date = joined.split([' ', 'T', ',']).next()?;
    let separator = date.chars().find(|glyph| matches!(glyph, '/' | '.' | '-'))?;
    let mut parts = date.split(separator);
    let (first, second, year) = (parts.next()?, parts.next()?, parts.next()?);
    let short = |text: &str| if text.len() <= 2 { digits(text) } else { None };
    let whole = digits(year)? as i32;
    let year = match year.len() {
        2 => 2000 + whole,
        4 => whole,
        _ => return None,
    };
    parts.next().is_none().then_some((short(first)?, short(second)?, year, separator))
}

fn order(cell: &str) -> Option<Order> {
    match numbers(cell)? {
        (first, second, ..) if first == second => None,
        // Nobody writes the month first with points.
        (.., '.') | (13.., ..) => Some(Order::DayFirst),
        (_, 13.., ..) => Some(Order::MonthFirst),
        _ => Some(Order::Either),
    }
}

/// Reads a day; a time and its zone behind it are left, so the day is the one that is written.
/// `day_first` decides about cells that could be either; without it they are not read.
pub(crate) fn read(cell: &str, day_first: Option<bool>) -> Option<NaiveDate> {
    if cell.len() > 64 || !cell.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    iso(cell)
        .or_else(|| numeric(cell, day_first))
        .or_else(|| serial(cell))
        .or_else(|| named(cell))
        .filter(|day| (1990..=2100).contains(&day.year()))
}

/// The day with the month first and with the day first: the same for most cells.
pub(crate) fn readings(cell: &str) -> [Option<NaiveDate>; 2] {
    if cell.is_empty() {
        return [None; 2];
    }
    let month_first = read(cell, Some(false));
    if order(cell) == Some(Order::Either) {
        [month_first, read(cell, Some(true))]
    } else {
        [month_first; 2]
    }
}

/// "2026-11-15", "2026/11/15 10:00", "2026-11-15T10:00:00+02:00", "20261115", "2026年11月15日".
fn iso(cell: &str) -> Option<NaiveDate> {
    if let Some((year, rest)) = cell.split_once('年') {
        let (month, rest) = rest.split_once('月')?;
        return day(digits(year)? as i32, digits(month)?, digits(rest.split_once('日')?.0)?);
    }
    let bytes = cell.as_bytes();
    if bytes.len() == 8 && bytes.iter().all(u8::is_ascii_digit) {
        return day(digits(&cell[..4])? as i32, digits(&cell[4..6])?, digits(&cell[6..])?);
    }
    let year = digits(cell.get(..4)?)? as i32;
    let rest = cell.get(4..)?;
    let separator = rest.chars().next().filter(|glyph| matches!(glyph, '-' | '/' | '.'))?;
    let (month, rest) = rest[1..].split_once(separator)?;
    let end = rest.find(|glyph: char| !glyph.is_ascii_digit()).unwrap_or(rest.len());
    day(year, digits(month)?, digits(&rest[..end])?)
}

fn numeric(cell: &str, day_first: Option<bool>) -> Option<NaiveDate> {
    let (first, second, year, _) = numbers(cell)?;
    let day_first = match order(cell) {
        Some(Order::DayFirst) | None => true,
        Some(Order::MonthFirst) => false,
        Some(Order::Either) => day_first?,
    };
    if day_first { day(year, second, first) } else { day(year, first, second) }
}

/// Days since 1899-12-30 as spreadsheets count them, or seconds, milliseconds or microseconds since
/// 1970.
fn serial(cell: &str) -> Option<NaiveDate> {
    let whole = cell.split(['.', ',']).next()?;
    if !cell.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b',')) {
        return None;
    }
    match whole.len() {
        5 => NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(after(digits(whole)?)),
        // Without the last digits, in units of 100 s; 864 of them are a day.
        10 | 13 | 16 => {
            NaiveDate::from_ymd_opt(1970, 1, 1)?.checked_add_days(after(digits(&whole[..8])? / 864))
        }
        _ => None,
    }
}

fn after(days: u32) -> Days {
    Days::new(u64::from(days))
}

/// "Sep 12, 2026", "12-Sep-26", "12. März 2026 10:00", "mar. 6 janv. 2026". The month is the last
/// word before the second number that is one, beside a number: a weekday before it may be called
/// like a month.
fn named(cell: &str) -> Option<NaiveDate> {
    let (mut found, mut numbers, mut count) = (None, [0_u32; 2], 0);
    for word in words(cell) {
        if let Some(number) =
            digits(word.trim_end_matches(['s', 't', 'n', 'd', 'r', 'h', 'e', 'º']))
        {
            *numbers.get_mut(count)? = number;
            count += 1;
        } else if let Some(month) = month(word) {
            found = Some(month);
        }
        if count == 2 && found.is_some() {
            let [first, second] = numbers;
            let (year, day_of_month) = if first > 31 { (first, second) } else { (second, first) };
            let year = if year < 100 { year + 2000 } else { year };
            return day(year as i32, found?, day_of_month);
        }
    }
    None
}

fn day(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(cell: &str, day_first: Option<bool>, expected: &str) {
        let expected = (!expected.is_empty()).then(|| expected.parse().unwrap());
        assert_eq!(read(cell, day_first), expected, "{cell}");
    }

    #[test]
    fn days_are_read_however_they_are_written() {
        for cell in [
            "2026-09-12",
            "2026-09-12 23:59",
            "2026-09-12T23:59:00-05:00",
            "2026-09-12T00:00:00Z",
            "2026/09/12",
            "20260912",
            "Sep 12, 2026",
            "12 Sep 2026",
            "12-Sep-2026",
            "12-Sep-26",
            "September 12th, 2026",
            "12. September 2026",
            "12 septembre 2026",
            "12.09.2026",
            "12. 9. 26",
            "46277",
            "46277.75",
            "1789171200000",
            "1789171200",
            "2026年9月12日",
            "Samstag, 12. September 2026",
            "sábado, 12 de septiembre de 2026",
            "sam. 12 sept. 2026",
            "2026 Sep 12",
            "Sat, Sep 12, 2026 10:00 AM",
        ] {
            check(cell, None, "2026-09-12");
        }
        check("14. März 2026", None, "2026-03-14");
        check("3 août 2026", None, "2026-08-03");
        check("1er septembre 2026", None, "2026-09-01");
        check("5 мая 2026 г.", None, "2026-05-05");
        check("mardi 6 janvier 2026", None, "2026-01-06");
        check("martes, 6 de enero de 2026", None, "2026-01-06");
        check("mar. 15 déc. 2026", None, "2026-12-15");
        check("mar. 3 mars 2026", None, "2026-03-03");
        check("Mar 6, 2026", None, "2026-03-06");
        check("15 dicembre 2026", None, "2026-12-15");
        check("15 maart 2026", None, "2026-03-15");
        check("16/10/2025", None, "2025-10-16");
        check("10/16/2025 11:59 PM", None, "2025-10-16");
        check("10/01/2026", Some(true), "2026-01-10");
        check("10/01/2026", Some(false), "2026-10-01");
        check("10/10/2026", None, "2026-10-10");
    }

    #[test]
    fn what_is_no_day_or_two_days_is_not_read() {
        for cell in
            ["", "10/01/2026", "Q3-2026", "TBD", "2026-02-29", "305", "99999", "0912", "é12/9"]
        {
            check(cell, None, "");
        }
        check("31/31/2026", Some(true), "");
        check("1/1/1989", Some(true), "");
    }

    #[test]
    fn a_column_decides_the_order_by_days_above_12() {
        let decided = |cells: &[&str]| {
            let mut tally = Tally::default();
            for cell in cells {
                tally.add(cell);
            }
            (tally.decided(), tally.is_open())
        };
        assert_eq!(decided(&["1/2/2026", "16/10/2025"]), (Some(true), false));
        assert_eq!(decided(&["1/2/2026", "10/16/2025"]), (Some(false), false));
        assert_eq!(decided(&["1/2/2026"]), (None, true));
        assert_eq!(decided(&["1/2/2026", "16/10/2025", "10/16/2025"]), (None, true));
        assert_eq!(decided(&["2026-01-02", "5/5/2026"]), (None, false));
    }
}
