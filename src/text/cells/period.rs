//! Months, quarters, half-years and weeks where a day is expected: a deal that is expected to close
//! in one counts on its last day.

use chrono::{Datelike, Months, NaiveDate, Weekday};

use super::super::canonical::digits;
use super::month::{month, words};

/// The last day of the period in the cell, such as "Q4 2026", "Dec 2026", "2026-12", "12/2026",
/// "2026-W50", "H2 2026", "2026", "December" and "EOY"; without a year, the next one that ends on
/// `today` or later. Fiscal years begin at other times in other firms, so they are not read.
pub(crate) fn last_day(cell: &str, today: NaiveDate) -> Option<NaiveDate> {
    if cell.len() > 40 {
        return None;
    }
    let lower = cell.to_lowercase();
    if matches!(&*lower, "eoy" | "end of year" | "year end" | "jahresende" | "fin d'année") {
        return end(today.year(), 12);
    }
    let mut found = Found::default();
    for word in words(&lower) {
        found.take(word)?;
    }
    let day = found.end(today)?;
    (1990..=2100).contains(&day.year()).then_some(day)
}

/// What the words of a cell say.
#[derive(Default)]
struct Found {
    year: Option<i32>,
    /// Its last month.
    month: Option<u32>,
    week: Option<u32>,
    /// A number that may be a month or a short year.
    number: Option<u32>,
    /// What the number counts, where a word says so.
    counts: Option<Unit>,
}

/// What a number counts.
#[derive(Clone, Copy, PartialEq)]
enum Unit {
    Quarter,
    Week,
}

impl Found {
    fn take(&mut self, word: &str) -> Option<()> {
        const FILLERS: [&str; 10] =
            ["of", "end", "ende", "fin", "de", "late", "by", "in", "the", "eo"];
        const QUARTERS: [&str; 5] = ["quarter", "quartal", "trimestre", "trim", "kwartaal"];
        const WEEKS: [&str; 5] = ["week", "kw", "cw", "semaine", "semana"];
        if let Some(number) = digits(word) {
            return self.number(number, word.len());
        }
        if let Some(month) = month(word) {
            return set(&mut self.month, month);
        }
        if FILLERS.contains(&word) {
            return Some(());
        }
        if QUARTERS.contains(&word) || WEEKS.contains(&word) {
            return set(
                &mut self.counts,
                if WEEKS.contains(&word) { Unit::Week } else { Unit::Quarter },
            );
        }
        let letters = word.trim_matches(|glyph: char| glyph.is_ascii_digit());
        let (before, after) = word.split_once(letters).filter(|_| !letters.is_empty())?;
        match (letters, digits(before), digits(after)) {
            // "Q4", "4Q26", "2026Q4", "T4", "4º trimestre".
            ("q" | "t", None, Some(quarter)) => self.quarter(quarter),
            ("q" | "t", Some(quarter @ 1..=4), Some(year)) => {
                self.number(year, after.len())?;
                self.quarter(quarter)
            }
            ("q" | "t", Some(year @ 1990..), Some(quarter)) => {
                self.number(year, 4)?;
                self.quarter(quarter)
            }
            ("q" | "t" | "º" | "er" | "e" | "th" | "st" | "nd" | "rd", Some(quarter), None) => {
                self.quarter(quarter)
            }
            ("h" | "s", None, Some(half @ 1..=2)) | ("h", Some(half @ 1..=2), None) => {
                set(&mut self.month, half * 6)
            }
            ("w" | "kw" | "cw" | "week", None, Some(week @ 1..=53)) => set(&mut self.week, week),
            ("w", Some(year @ 1990..), Some(week @ 1..=53)) => {
                self.number(year, 4)?;
                set(&mut self.week, week)
            }
            _ => None,
        }
    }

    fn number(&mut self, number: u32, length: usize) -> Option<()> {
        if length == 4 { set(&mut self.year, number as i32) } else { set(&mut self.number, number) }
    }

    fn quarter(&mut self, quarter: u32) -> Option<()> {
        (1..=4).contains(&quarter).then_some(())?;
        set(&mut self.month, quarter * 3)
    }

    fn end(mut self, today: NaiveDate) -> Option<NaiveDate> {
        match (self.counts, self.number.take(), self.month) {
            (Some(Unit::Quarter), Some(quarter), None) => self.quarter(quarter)?,
            (Some(Unit::Week), Some(week), None) => self.week = Some(week),
            // "Q4 quarter" has its number.
            (_, number, _) => self.number = number,
        }
        let short = |number: u32| (20..=60).contains(&number).then_some(2000 + number as i32);
        match (self.year, self.month, self.week, self.number) {
            // "Dec 2026", "2026-12", "12/2026".
            (Some(year), Some(month), None, None)
            | (Some(year), None, None, Some(month @ 1..=12)) => end(year, month),
            (None, Some(month), None, Some(number)) => end(short(number)?, month),
            (None, Some(month), None, None) => {
                let day = end(today.year(), month)?;
                if day < today { end(today.year() + 1, month) } else { Some(day) }
            }
            (Some(year), None, None, None) => end(year, 12),
            (Some(year), None, Some(week), None) => {
                NaiveDate::from_isoywd_opt(year, week, Weekday::Sun)
            }
            _ => None,
        }
    }
}

fn set<T>(place: &mut Option<T>, value: T) -> Option<()> {
    place.replace(value).is_none().then_some(())
}

/// The last day of a month.
fn end(year: i32, month: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, 1)?.checked_add_months(Months::new(1))?.pred_opt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_is_its_last_day() {
        let today = "2026-11-24".parse().unwrap();
        for (cell, day) in [
            ("Q4 2026", "2026-12-31"),
            ("Q1-27", "2027-03-31"),
            ("4Q26", "2026-12-31"),
            ("2027Q2", "2027-06-30"),
            ("T1 2027", "2027-03-31"),
            ("1. Quartal 2027", "2027-03-31"),
            ("4º trimestre 2026", "2026-12-31"),
            ("KW 50 2026", "2026-12-13"),
            ("Dec 2026", "2026-12-31"),
            ("Dec-26", "2026-12-31"),
            ("Ende Februar 2027", "2027-02-28"),
            ("2026-12", "2026-12-31"),
            ("12/2026", "2026-12-31"),
            ("December", "2026-12-31"),
            ("March", "2027-03-31"),
            ("Q4", "2026-12-31"),
            ("EOY", "2026-12-31"),
            ("2026-W50", "2026-12-13"),
            ("H1 2027", "2027-06-30"),
            ("2027", "2027-12-31"),
            ("FY26-Q4", ""),
            ("FY2027", ""),
            ("soon", ""),
            ("13/2026", ""),
            ("", ""),
            ("12", ""),
            ("Q5 2026", ""),
        ] {
            let expected = (!day.is_empty()).then(|| day.parse().unwrap());
            assert_eq!(last_day(cell, today), expected, "{cell}");
        }
    }
}
