//! A month, a quarter or a fiscal year as people write it.

use chrono::{Datelike, Months, NaiveDate};

use crate::text::canonical::digits;
use crate::text::notation::Notation;

/// How names begin, in English, German, French and Spanish.
const NAMES: [&str; 12] = [
    "jan ene",
    "feb fév fev",
    "mar mär mrz",
    "apr avr abr",
    "may mai",
    "jun juin",
    "jul juil",
    "aug aoû aou ago",
    "sep",
    "oct okt",
    "nov",
    "dec déc dez dic",
];
/// How quarters are called: "Q4", and "T4" in French and Spanish.
const QUARTERS: [char; 2] = ['q', 't'];
/// How fiscal years are called, in English and German.
const FISCAL: [&str; 2] = ["fy", "gj"];

/// Some months in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    /// The first day of the first one.
    pub first: NaiveDate,
    /// How many: one, three or twelve.
    pub months: u32,
    /// Whether it is part of a fiscal year, which is called by the year in which it ends: then
    /// [`Self::first`] is right where that is the calendar year.
    pub fiscal: bool,
}

impl Term {
    /// So many months of the calendar, from this first day on.
    pub fn new(first: NaiveDate, months: u32) -> Self {
        Self { first, months, fiscal: false }
    }

    /// Whether it is a month or a quarter of the calendar, which a cell can say.
    pub fn is_plain(self) -> bool {
        self.months == 1 || self.months == 3 && self.first.month() % 3 == 1
    }

    /// Its months, each by itself.
    pub fn each_month(self) -> impl Iterator<Item = Self> {
        (0..self.months).filter_map(move |month| {
            Some(Self::new(self.first.checked_add_months(Months::new(month))?, 1))
        })
    }

    /// The same where fiscal years start in this month, 0 for January.
    #[must_use]
    pub fn in_year_from(self, fiscal_start: usize) -> Self {
        let ahead = fiscal_start.min(11) as u32;
        if !self.fiscal || ahead == 0 {
            return self;
        }
        let first = self.first.checked_sub_months(Months::new(12 - ahead)).unwrap_or(self.first);
        Self { first, ..self }
    }

    /// "2026-11", "2026-Q4", "FY2027-Q1".
    pub fn canonical(self) -> String {
        let (year, month) = (self.first.year().to_string(), self.first.month());
        if self.fiscal {
            let part = match self.months {
                1 => ["-P", &*month.to_string()].concat(),
                3 => ["-Q", &*month.div_ceil(3).to_string()].concat(),
                _ => String::new(),
            };
            return [FISCAL[0], &*year, &part].concat().to_uppercase();
        }
        let text = match self.months {
            1 => [if month < 10 { "0" } else { "" }, &*month.to_string()].concat(),
            _ => ["Q", &*(month.div_ceil(3)).to_string()].concat(),
        };
        [&*year, "-", &*text].concat()
    }
}

/// "Nov 2026", "2026-11", "11/2026", "Q4 2026", "2026 Q4", or any day of a month; "FY27",
/// "FY27 Q1", "Q1 FY2027" and "FY27-P01" are of a fiscal year.
pub(super) fn read(text: &str, notation: &Notation) -> Option<Term> {
    if text.len() > 32 {
        return None;
    }
    if let Ok(day) = notation.parse_date(text) {
        return month(day.year(), day.month());
    }
    let text = text.to_lowercase();
    let parts: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    if let Some(term) = fiscal(&parts) {
        return Some(term);
    }
    let &[one, two] = &parts[..] else { return None };
    [(one, two), (two, one)].into_iter().find_map(|(of_year, other)| {
        let year = year(of_year)?;
        if let Some(quarter) = other.strip_prefix(QUARTERS).or_else(|| other.strip_suffix(QUARTERS))
        {
            // "Sept" and "août" end like that, too.
            if let Some(quarter) = digits(quarter) {
                let quarter = Some(quarter).filter(|quarter| (1..=4).contains(quarter))?;
                let first = NaiveDate::from_ymd_opt(year, 3 * quarter - 2, 1)?;
                return Some(Term { first, months: 3, fiscal: false });
            }
        }
        let begins = |name: &str| name.split(' ').any(|start| other.starts_with(start));
        let named = NAMES.iter().position(|name| begins(name));
        let number = named
            .map(|at| at as u32 + 1)
            .or_else(|| (of_year.len() == 4 && other.len() <= 2).then(|| digits(other)).flatten());
        month(year, number?)
    })
}

fn month(year: i32, month: u32) -> Option<Term> {
    NaiveDate::from_ymd_opt(year, month, 1).map(|first| Term { first, months: 1, fiscal: false })
}

/// A fiscal year, or a quarter or month of it, as if it were the calendar year.
fn fiscal(parts: &[&str]) -> Option<Term> {
    let named = |part: &str| FISCAL.iter().find_map(|name| part.strip_prefix(name)).and_then(year);
    let at = parts.iter().position(|part| named(part).is_some())?;
    let year = named(parts[at])?;
    let (month, months) = match parts.len() {
        1 => (1, 12),
        2 => part_of_year(parts[1 - at])?,
        _ => return None,
    };
    Some(Term { first: NaiveDate::from_ymd_opt(year, month, 1)?, months, fiscal: true })
}

/// The first month and the number of months of "Q1", "1Q", "P01" or "M1".
fn part_of_year(part: &str) -> Option<(u32, u32)> {
    let quarter = part.strip_prefix(QUARTERS).or_else(|| part.strip_suffix(QUARTERS));
    if let Some(quarter) = quarter.and_then(digits) {
        return (1..=4).contains(&quarter).then_some((3 * quarter - 2, 3));
    }
    let month = digits(part.strip_prefix(['p', 'm'])?)?;
    (1..=12).contains(&month).then_some((month, 1))
}

/// "2026" or "26".
fn year(text: &str) -> Option<i32> {
    let year = digits(text)? as i32;
    match text.len() {
        2 => Some(2000 + year),
        4 => Some(year).filter(|year| (1990..=2100).contains(year)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        let read = read(text, &Notation::plain());
        assert_eq!(read.map(Term::canonical).as_deref(), expected, "{text}");
    }

    #[test]
    fn months_are_read_as_spreadsheets_write_them() {
        check("Okt 2026", Some("2026-10"));
        check("déc. 2026", Some("2026-12"));
        check("juin 2026", Some("2026-06"));
        check("juil. 2026", Some("2026-07"));
        check("ene 2026", Some("2026-01"));
        check("août 2026", Some("2026-08"));
        check("T4 2026", Some("2026-Q4"));
        for text in ["2026-11", "11/2026", "11.2026", "Nov 2026", "nov-26", "November 2026"] {
            check(text, Some("2026-11"));
        }
        check("2026-11-30", Some("2026-11"));
        check("11/30/2026", Some("2026-11"));
        check("Sept 2026", Some("2026-09"));
    }

    #[test]
    fn a_long_term_has_its_months() {
        let half = Term::new(NaiveDate::from_ymd_opt(2026, 11, 1).unwrap(), 6);
        let months: Vec<String> = half.each_month().map(Term::canonical).collect();
        assert_eq!((months.len(), &*months[0], &*months[5]), (6, "2026-11", "2027-04"));
        assert!(!half.is_plain() && half.each_month().all(Term::is_plain));
        assert!(Term::new(NaiveDate::from_ymd_opt(2026, 10, 1).unwrap(), 3).is_plain());
    }

    #[test]
    fn quarters_are_read() {
        for text in ["Q4 2026", "2026 Q4", "2026-q4", "Q4/26", "4Q 2026", "Q4'26"] {
            check(text, Some("2026-Q4"));
        }
    }

    #[test]
    fn fiscal_years_and_their_parts_are_read() {
        for (text, canonical) in [
            ("FY27 Q1", "FY2027-Q1"),
            ("Q1 FY27", "FY2027-Q1"),
            ("FY2027-Q1", "FY2027-Q1"),
            ("GJ27 Q4", "FY2027-Q4"),
            ("FY26-P01", "FY2026-P1"),
            ("FY27", "FY2027"),
        ] {
            check(text, Some(canonical));
        }
        let first = |text: &str, start| {
            read(text, &Notation::plain()).unwrap().in_year_from(start).first.to_string()
        };
        assert_eq!(first("FY27 Q1", 0), "2027-01-01");
        assert_eq!(first("FY27 Q1", 1), "2026-02-01");
        assert_eq!(first("FY27 Q4", 9), "2027-07-01");
        assert_eq!(first("Q1 2027", 9), "2027-01-01");
    }

    #[test]
    fn anything_else_is_none() {
        for text in [
            "FY27 Q5",
            "FY27 P13",
            "FY27 Q1 x",
            "",
            "2026",
            "Q5 2026",
            "13/2026",
            "0/2026",
            "5/26",
            "Foo 2026",
            "1 2 3 4",
        ] {
            check(text, None);
        }
    }
}
