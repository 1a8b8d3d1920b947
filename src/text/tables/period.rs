//! Months, quarters, half-years and years as people write them.

use chrono::{Datelike, NaiveDate};

use crate::text::canonical::digits;
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

/// What the words of a cell say.
#[derive(Default)]
struct Found {
    year: Option<i32>,
    fiscal: bool,
    months: Vec<u32>,
    unit: Option<Unit>,
    of_unit: Option<u32>,
    /// Numbers of one or two digits that are nothing yet.
    short: Vec<(u32, usize)>,
    /// Position of a number that is taken.
    taken: Option<usize>,
    rest: Vec<String>,
}

#[derive(Clone, Copy, PartialEq)]
enum Unit {
    Quarter,
    Half,
    Part,
}

impl Unit {
    fn most(self) -> u32 {
        match self {
            Self::Quarter => 4,
            Self::Half => 2,
            Self::Part => 13,
        }
    }
}

impl Found {
    fn take(&mut self, tokens: &[String], at: usize) -> Option<()> {
        let token = tokens[at].as_str();
        if self.taken == Some(at) {
            return Some(());
        }
        if token.starts_with(|glyph: char| glyph.is_ascii_digit()) {
            return self.number(token);
        }
        let unit = [(&QUARTERS[..], Unit::Quarter), (&HALVES, Unit::Half), (&PARTS, Unit::Part)]
            .into_iter()
            .find(|(words, _)| words.contains(&token));
        if let Some((_, unit)) = unit {
            return self.unit(unit, tokens, at);
        }
        if let Some(month) = month(token) {
            self.months.push(month);
        } else if FISCAL.contains(&token) {
            self.fiscal = true;
        } else if !YEARS.contains(&token) && !FILLERS.contains(&token) {
            self.rest.push(token.to_owned());
        }
        Some(())
    }

    fn number(&mut self, token: &str) -> Option<()> {
        let number = digits(token)?;
        match token.len() {
            4 if (1990..=2100).contains(&number) => match self.year.replace(number as i32) {
                // "FY 2025/2026".
                Some(before) if before + 1 == number as i32 => self.fiscal = true,
                Some(_) => return None,
                None => {}
            },
            1 | 2 => self.short.push((number, token.len())),
            _ => return None,
        }
        Some(())
    }

    /// The number of a quarter behind or before its word.
    fn unit(&mut self, unit: Unit, tokens: &[String], at: usize) -> Option<()> {
        let fits = |token: &str| {
            let number = digits(token).filter(|_| token.len() <= 2)?;
            (1..=unit.most()).contains(&number).then_some(number)
        };
        if self.unit.replace(unit).is_some() {
            return None;
        }
        if let Some(number) = tokens.get(at + 1).and_then(|token| fits(token)) {
            self.taken = Some(at + 1);
            self.of_unit = Some(number);
        } else if let Some((number, _)) = self.short.pop_if(|(number, _)| *number <= unit.most()) {
            self.of_unit = Some(number).filter(|number| *number > 0);
        }
        self.of_unit.map(|_| ())
    }

    fn written(mut self) -> Option<Written> {
        let of = |year, span, fiscal| Some(Written { year, span, fiscal, day: None });
        let span = match (self.unit, self.of_unit, &self.months[..]) {
            (Some(Unit::Quarter), Some(number), []) => Some(Span::Quarter(number)),
            (Some(Unit::Half), Some(number), []) => Some(Span::Half(number)),
            (Some(Unit::Part), Some(number), []) => Some(Span::Part(number)),
            // "Q1 (Jan-Mar)".
            (Some(Unit::Quarter), Some(number), [..]) => Some(Span::Quarter(number)),
            (None, None, [month]) => Some(Span::Months(*month, 1)),
            (None, None, [first, last]) => {
                let count = (last + 12 - first) % 12 + 1;
                [3, 6, 12].contains(&count).then_some(Span::Months(*first, count))
            }
            (None, None, []) => None,
            _ => return None,
        };
        let short = |(number, length): (u32, usize)| {
            (length == 2 && (15..=60).contains(&number)).then_some(2000 + number as i32)
        };
        match (span, self.year, &mut self.short[..]) {
            (Some(_), Some(year), [(next, 2)]) if is_next(year, *next) => {
                of(Some(year + 1), span?, true)
            }
            (Some(span), year, []) => of(year, span, self.fiscal),
            // "31-Jan": the day of a month without its year.
            (Some(Span::Months(month, 1)), None, [(28..=31, 2)]) => {
                of(None, Span::Months(month, 1), false)
            }
            (Some(span), None, [number]) => of(Some(short(*number)?), span, self.fiscal),
            (Some(span), None, [(first, 2), (next, 2)]) if is_next(*first as i32, *next) => {
                of(Some(2000 + *next as i32), span, true)
            }
            (None, Some(year), []) => of(Some(year), Span::Year, self.fiscal),
            (None, Some(year), [(next, 2)]) if is_next(year, *next) => {
                of(Some(year + 1), Span::Year, true)
            }
            (None, Some(year), [(number @ 1..=12, _)]) => {
                of(Some(year), Span::Months(*number, 1), self.fiscal)
            }
            (None, None, [number]) if self.fiscal => of(Some(short(*number)?), Span::Year, true),
            (None, None, [(first, 2), (next, 2)])
                if self.fiscal && is_next(*first as i32, *next) =>
            {
                of(Some(2000 + *next as i32), Span::Year, true)
            }
            _ => None,
        }
    }
}

/// Whether two digits are the year behind this one: "2025/26".
fn is_next(year: i32, next: u32) -> bool {
    (year + 1).rem_euclid(100) == next as i32 && next > 12
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(cell: &str, year: i32, span: Span, fiscal: bool) {
        let found = read(cell, false).unwrap_or_else(|| panic!("{cell}"));
        let year = (year > 0).then_some(year);
        assert_eq!((found.year, found.span, found.fiscal), (year, span, fiscal), "{cell}");
    }

    #[test]
    fn months_are_read() {
        for cell in [
            "Nov 2026",
            "2026-11",
            "11/2026",
            "Nov-26",
            "November 2026",
            "novembre 2026",
            "2026M11",
            "Nov '26",
            "11.2026",
            "2026-11-30",
            "11/30/2026",
            "nov. 2026",
            "Nov 1, 2026",
            "2026/11",
            "noviembre de 2026",
            "Month ending Nov 2026",
            "202611",
        ] {
            if cell == "202611" {
                assert_eq!(read(cell, false), None);
                continue;
            }
            check(cell, 2026, Span::Months(11, 1), false);
        }
        check("Jan", 0, Span::Months(1, 1), false);
        check("März", 0, Span::Months(3, 1), false);
        check("31-Jan", 0, Span::Months(1, 1), false);
        check("Jan-Mar 2027", 2027, Span::Months(1, 3), false);
    }

    #[test]
    fn other_periods_are_read() {
        for cell in [
            "Q4 2026",
            "2026 Q4",
            "4Q26",
            "Q4'26",
            "2026Q4",
            "T4 2026",
            "4. Quartal 2026",
            "4º trimestre 2026",
            "26Q4",
            "Q4/26",
            "Qtr 4 2026",
            "Q4 (Oct-Dec) 2026",
            "K4 2026",
        ] {
            check(cell, 2026, Span::Quarter(4), false);
        }
        check("Q1", 0, Span::Quarter(1), false);
        check("H1 2027", 2027, Span::Half(1), false);
        check("2. Halbjahr 2027", 2027, Span::Half(2), false);
        check("2026", 2026, Span::Year, false);
        check("CY 2026", 2026, Span::Year, false);
    }

    #[test]
    fn fiscal_periods_are_read() {
        for cell in ["FY27 Q1", "Q1 FY27", "FY2027-Q1", "Q1 FY2026/27", "FY27Q1", "Q1 GJ 2027"] {
            check(cell, 2027, Span::Quarter(1), true);
        }
        for cell in ["FY26-P01", "P1 FY26", "FY2026 Period 1", "FY26 P01"] {
            check(cell, 2026, Span::Part(1), true);
        }
        check("P01", 0, Span::Part(1), false);
        check("FY27", 2027, Span::Year, true);
        check("FY 2025/26", 2026, Span::Year, true);
        check("2026-P13", 2026, Span::Part(13), false);
    }

    #[test]
    fn anything_else_is_none() {
        for cell in [
            "",
            "A. Ruiz",
            "157,000",
            "5",
            "12",
            "1234",
            "Total",
            "YTD",
            "Q5 2026",
            "H3",
            "45000",
            "Product 5",
            "Tier 2",
            "10%",
            "$2026",
            "P. Mendez",
            "Q",
            "2026-13",
            "31",
            "1.5",
            "Jan Feb",
        ] {
            let read = if cell == "$2026" { None } else { read(cell, false) };
            assert_eq!(read, None, "{cell}");
        }
        assert_eq!(with_rest("Jan 2027 Forecast", false).unwrap().1, "forecast");
    }
}
