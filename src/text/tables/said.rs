//! The line that says what was taken of a block and what was left out.

use chrono::NaiveDate;

use super::calendar::{first_of, index};
use crate::calc::units::Money;
use crate::text::formats::Formats;
use crate::text::rows::Term;

/// Most names in a row.
const MOST: usize = 6;

/// What is said of a block.
#[derive(Clone, Debug, Default)]
pub(super) struct Said {
    /// The number of the line of the headers.
    pub head: Option<usize>,
    /// Whether columns were read as lines.
    pub turned: bool,
    /// Sentences about what was taken, and how.
    pub notes: Vec<String>,
    /// Names of lines and columns that are left out.
    pub left: Vec<String>,
}

impl Said {
    /// Adds a sentence.
    pub fn note(&mut self, words: impl Into<String>) {
        self.notes.push(words.into());
    }

    /// Adds a name to what is left out.
    pub fn leave(&mut self, name: &str) {
        if !name.is_empty() && !self.left.iter().any(|own| own == name) {
            self.left.push(name.to_owned());
        }
    }

    /// Says what amounts were multiplied by.
    pub fn times(&mut self, times: f64, formats: &dyn Formats) {
        if times.total_cmp(&1.0).is_ne() {
            let n = formats.number(times, 0);
            self.note(say!("Amounts multiplied by {n}, as the sheet says.", n = n));
        }
    }

    /// All of it.
    pub fn text(&self) -> String {
        let mut parts = Vec::new();
        if self.turned {
            parts.push(say!("Read with columns as rows.").into());
        } else if let Some(line) = self.head {
            parts.push(say!("Headers in line {n}.", n = line.to_string()));
        }
        parts.extend(self.notes.iter().cloned());
        if !self.left.is_empty() {
            parts.push(say!("Left out: {names}.", names = names(&self.left)));
        }
        parts.join(" ")
    }
}

/// "A, B, C …".
pub(super) fn names(all: &[String]) -> String {
    let mut text = all.iter().take(MOST).map(String::as_str).collect::<Vec<_>>().join(", ");
    if all.len() > MOST {
        text.push_str(" …");
    }
    text
}

/// "Nov 2026", or "Q4 2026" as "Oct 2026 – Dec 2026".
pub(super) fn period(term: Term, formats: &dyn Formats) -> String {
    if term.months == 1 {
        return formats.month(term.first);
    }
    let last: NaiveDate = first_of(index(term.first) + term.months as i32 - 1);
    [&*formats.month(term.first), " – ", &*formats.month(last)].concat()
}

/// The first amounts with their periods: "Nov 2025 $157K, Dec 2025 $149K …".
pub(super) fn preview(amounts: &[(Term, f64)], formats: &dyn Formats) -> String {
    let one = |(term, amount): &(Term, f64)| {
        [&*period(*term, formats), " ", &*formats.money_short(Money(*amount))].concat()
    };
    let mut text = amounts.iter().take(3).map(one).collect::<Vec<_>>().join(", ");
    if amounts.len() > 3 {
        text.push_str(" …");
    }
    text
}
