//! Months, quarters, half-years and years as people write them.

mod found;

use chrono::{Datelike, NaiveDate};

use self::found::Found;
use crate::text::cells::{day, month::month};

/// Which part of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Span {
    /// Months in a row by the first one, 1 for January, and how many.
    Months(u32, u32),
    /// 1 to 4.
    Quarter(u32),
    /// 1 or 2.
    Half(u32),
    /// All of it.
    Year,
    /// A period of a fiscal year, 1 to 13.
    Part(u32),
}

/// A period as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Written {
    /// The year, where it is named.
    pub year: Option<i32>,
    /// What of it.
    pub span: Span,
    /// Whether the year is a fiscal one.
    pub fiscal: bool,
    /// The day, where it is written as one.
    pub day: Option<NaiveDate>,
}

/// Reads a cell that is a period and nothing else.
pub(super) fn read(cell: &str, day_first: bool) -> Option<Written> {
    let (written, rest) = with_rest(cell, day_first)?;
    rest.is_empty().then_some(written)
}

/// Reads a cell that names a period among at most three other words, which are given back:
/// "Jan 2027 Forecast".
pub(super) fn with_rest(cell: &str, day_first: bool) -> Option<(Written, String)> {
    if cell.len() > 60 || cell.contains(['$', '€', '£', '%', '¥', '₹']) {
        return None;
    }
    let tokens = tokens(cell);
    if tokens.len() > 7 {
        return None;
    }
    if let Some(day) = whole_day(cell, &tokens, day_first) {
        return Some((of_day(day), String::new()));
    }
    let mut found = Found::default();
    for at in 0..tokens.len() {
        found.take(&tokens, at)?;
    }
    let rest = found.rest.join(" ");
    (found.rest.len() <= 3).then_some(())?;
    Some((found.written()?, rest))
}

/// The month in which a day is.
pub(super) fn of_day(day: NaiveDate) -> Written {
    let span = Span::Months(day.month(), 1);
    Written { year: Some(day.year()), span, fiscal: false, day: Some(day) }
}

/// Days since 1899-12-30, as spreadsheets count them.
pub(super) fn serial(cell: &str) -> Option<NaiveDate> {
    let whole = cell.strip_suffix(".0").unwrap_or(cell);
    let day = (whole.len() == 5 && whole.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| day::read(whole, None))??;
    (2000..=2060).contains(&day.year()).then_some(day)
}

/// A whole day: three parts at least, or a form that nothing else has.
fn whole_day(cell: &str, tokens: &[String], day_first: bool) -> Option<NaiveDate> {
    let number = |token: &&String| token.bytes().all(|byte| byte.is_ascii_digit());
    let numbers = tokens.iter().filter(number).count();
    let named = tokens.iter().filter(|token| month(token).is_some()).count();
    let full = numbers >= 3 && named == 0 || numbers == 2 && named == 1;
    let parts = full && cell.contains(['-', '/', '.', ' ', ',']);
    let fiscal = tokens.iter().any(|token| FISCAL.contains(&&**token));
    if !parts || fiscal { None } else { day::read(cell, Some(day_first)) }
}

const FISCAL: [&str; 9] =
    ["fy", "gj", "wj", "fiscal", "exercice", "ejercicio", "geschäftsjahr", "boekjaar", "fj"];
const YEARS: [&str; 8] = ["year", "jahr", "année", "año", "anno", "ano", "jaar", "cy"];
const FILLERS: [&str; 32] = [
    "of", "de", "del", "di", "do", "van", "the", "in", "en", "month", "m", "st", "nd", "rd", "th",
    "er", "e", "º", "ª", "ème", "ending", "ended", "end", "monat", "mes", "mois", "mese", "mês",
    "maand", "für", "für das", "for",
];
const QUARTERS: [&str; 9] =
    ["q", "t", "qtr", "quarter", "quartal", "trimestre", "trim", "kwartaal", "k"];
const HALVES: [&str; 9] =
    ["h", "hj", "hy", "half", "halbjahr", "semester", "semestre", "s", "halfjaar"];
const PARTS: [&str; 8] = ["p", "pd", "per", "period", "periode", "période", "periodo", "período"];

/// Words and numbers of a cell in lower case: "FY26-P01" is "fy", "26", "p", "01".
fn tokens(cell: &str) -> Vec<String> {
    let mut tokens: Vec<String> = Vec::new();
    let mut before = None;
    for glyph in cell.chars() {
        let kind = if glyph.is_ascii_digit() {
            Some(true)
        } else if glyph.is_alphanumeric() {
            Some(false)
        } else {
            None
        };
        if kind.is_some() {
            if kind != before {
                tokens.push(String::new());
            }
            if let Some(token) = tokens.last_mut() {
                token.extend(glyph.to_lowercase());
            }
        }
        before = kind;
    }
    tokens
}

#[cfg(test)]
mod tests;
