//! What the words and numbers of a cell say about a period.

use super::{FILLERS, FISCAL, HALVES, PARTS, QUARTERS, Span, Written, YEARS};
use crate::text::canonical::digits;
use crate::text::cells::month::month;

/// What the words of a cell say.
#[derive(Default)]
pub(super) struct Found {
    year: Option<i32>,
    fiscal: bool,
    months: Vec<u32>,
    unit: Option<Unit>,
    of_unit: Option<u32>,
    /// Numbers of one or two digits that are nothing yet.
    short: Vec<(u32, usize)>,
    /// Position of a number that is taken.
    taken: Option<usize>,
    pub rest: Vec<String>,
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
    pub fn take(&mut self, tokens: &[String], at: usize) -> Option<()> {
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

    /// What it comes to, if it is a period.
    pub fn written(self) -> Option<Written> {
        let span = self.span()?;
        let (year, fiscal) = match (self.year, &self.short[..]) {
            (Some(year), [(next, 2)]) if is_next(year, *next) => (Some(year + 1), true),
            (None, [(first, 2), (next, 2)])
                if is_next(*first as i32, *next) && (self.fiscal || span != Span::Year) =>
            {
                (Some(2000 + *next as i32), true)
            }
            // "2026-11".
            (Some(year), [(month @ 1..=12, _)]) if span == Span::Year => {
                let span = Span::Months(*month, 1);
                return Some(Written { year: Some(year), span, fiscal: self.fiscal, day: None });
            }
            (year, []) => (year, self.fiscal),
            // "31-Jan": the day of a month without its year.
            (None, [(28..=31, 2)]) if matches!(span, Span::Months(_, 1)) => (None, false),
            (None, [(year @ 15..=60, 2)]) if self.fiscal || span != Span::Year => {
                (Some(2000 + *year as i32), self.fiscal)
            }
            _ => return None,
        };
        (year.is_some() || span != Span::Year).then_some(Written { year, span, fiscal, day: None })
    }

    /// Which part of a year it is: all of it where nothing says which.
    fn span(&self) -> Option<Span> {
        match (self.unit, self.of_unit, &self.months[..]) {
            // "Q1 (Jan-Mar)", too.
            (Some(Unit::Quarter), Some(number), _) => Some(Span::Quarter(number)),
            (Some(Unit::Half), Some(number), []) => Some(Span::Half(number)),
            (Some(Unit::Part), Some(number), []) => Some(Span::Part(number)),
            (None, None, [month]) => Some(Span::Months(*month, 1)),
            (None, None, [first, last]) => {
                let count = (last + 12 - first) % 12 + 1;
                [3, 6, 12].contains(&count).then_some(Span::Months(*first, count))
            }
            (None, None, []) => Some(Span::Year),
            _ => None,
        }
    }
}

/// Whether two digits are the year behind this one: "2025/26".
fn is_next(year: i32, next: u32) -> bool {
    (year + 1).rem_euclid(100) == next as i32 && next > 12
}
