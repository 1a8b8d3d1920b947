//! Small tables that are typed or pasted: what their columns take, and what a cell comes to.

mod block;
mod draft;
pub mod forecast;
mod given;
mod term;

use crate::language::Word;
use chrono::NaiveDate;

use super::canonical;
use super::formats::Formats;
use super::notation::Notation;
use crate::calc::field::Problem as Wrong;

pub use self::block::block;
pub use self::draft::Rows;
pub use self::given::given;
pub use self::term::Term;

/// A table.
#[derive(Debug)]
pub struct Table {
    /// Its name in links, storage and ids.
    pub key: &'static str,
    /// What it holds.
    pub caption: Word,
    /// Column by column.
    pub columns: &'static [Column],
    /// Most rows.
    pub most: usize,
}

/// A column.
#[derive(Debug)]
pub struct Column {
    /// What stands above it.
    pub label: Word,
    /// What it is called within a sentence.
    pub name: Word,
    /// What an example of a cell looks like.
    pub example: Word,
    /// What a cell takes.
    pub kind: Kind,
    /// Whether a row without it can't be used.
    pub needed: bool,
}

/// What a cell takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Any text.
    Text,
    /// An amount of 0 or more.
    Money,
    /// 0 to 100.
    Percent,
    /// A whole number of 0 or more.
    Count,
    /// A day.
    Day,
    /// A month.
    Month,
    /// A month, a quarter or a fiscal year.
    Term,
}

/// What a cell comes to.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing stands in it.
    Blank,
    /// A text.
    Text(String),
    /// An amount, a percentage or a number.
    Number(f64),
    /// A day.
    Day(NaiveDate),
    /// A month, a quarter or a fiscal year.
    Term(Term),
}

/// What is wrong with a cell, in words that name what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Its row.
    pub row: usize,
    /// Its column.
    pub column: usize,
    /// The words.
    pub words: String,
}

/// What a table comes to. A row with a problem is not among the values.
#[derive(Clone, Debug, PartialEq)]
pub struct Read<T> {
    /// Row by row.
    pub values: Vec<T>,
    /// What is wrong.
    pub problems: Vec<Problem>,
}

impl Value {
    /// The number in it.
    pub fn number(&self) -> Option<f64> {
        if let Self::Number(number) = self { Some(*number) } else { None }
    }

    /// The text in it; empty for anything else.
    pub fn text(&self) -> &str {
        if let Self::Text(text) = self { text } else { "" }
    }
}

impl Table {
    /// An empty table of this kind.
    pub fn empty(&self) -> Rows {
        Rows::new(self.columns.len(), self.most)
    }

    /// Whether every cell of a block is what its column takes when the block is put down from this
    /// column on.
    pub fn fits(&self, block: &[Vec<String>], column: usize, notation: &Notation) -> bool {
        let columns = self.columns.get(column..).unwrap_or_default();
        block.iter().all(|row| {
            row.len() <= columns.len()
                && columns
                    .iter()
                    .zip(row)
                    .all(|(column, cell)| cell.is_empty() || value(column, cell, notation).is_ok())
        })
    }

    /// What the rows come to; `build` makes a value of the cells, or says what is wrong and in which
    /// column.
    pub fn read<T>(
        &self,
        rows: &Rows,
        notation: &Notation,
        mut build: impl FnMut(&[Value]) -> Result<T, (usize, String)>,
    ) -> Read<T> {
        let mut read = Read { values: Vec::new(), problems: Vec::new() };
        for (row, cells) in rows.filled() {
            let before = read.problems.len();
            let mut values = Vec::with_capacity(cells.len());
            for (at, (column, cell)) in self.columns.iter().zip(cells).enumerate() {
                match value(column, cell, notation) {
                    Ok(value) => values.push(value),
                    Err(words) => read.problems.push(Problem { row, column: at, words }),
                }
            }
            if read.problems.len() > before {
                continue;
            }
            match build(&values) {
                Ok(value) => read.values.push(value),
                Err((column, words)) => read.problems.push(Problem { row, column, words }),
            }
        }
        read
    }

    /// The text of [`Rows::text`] as it reads the same everywhere. What can't be read stays as it is.
    pub fn canonical(&self, rows: &Rows, notation: &Notation) -> String {
        let cell = |column: &Column, text: &str| match value(column, text, notation) {
            Ok(Value::Number(number)) => canonical::number(number),
            Ok(Value::Day(day)) => canonical::date(day),
            Ok(Value::Term(term)) => term.canonical(),
            _ => text.to_owned(),
        };
        self.rewritten(rows, cell).text()
    }

    /// Takes the text of [`Self::canonical`], in the visitor's notation.
    pub fn take_canonical(&self, rows: &mut Rows, text: &str, formats: &dyn Formats) {
        rows.take_text(text);
        let cell = |column: &Column, text: &str| match column.kind {
            Kind::Money | Kind::Percent | Kind::Count => canonical::read_number(text)
                .map_or_else(|| text.to_owned(), |number| formats.edit_number(number)),
            Kind::Day => text
                .parse()
                .map_or_else(|_| text.to_owned(), |day: NaiveDate| formats.edit_date(day)),
            Kind::Text | Kind::Month | Kind::Term => text.to_owned(),
        };
        *rows = self.rewritten(rows, cell);
    }

    fn rewritten(&self, rows: &Rows, cell: impl Fn(&Column, &str) -> String) -> Rows {
        let row = |(_, cells): (usize, &[String])| {
            self.columns.iter().zip(cells).map(|(column, text)| cell(column, text)).collect()
        };
        Rows::of(self.columns.len(), self.most, rows.filled().map(row).collect())
    }
}

/// What a cell of this column comes to.
fn value(column: &Column, text: &str, notation: &Notation) -> Result<Value, String> {
    let text = text.trim();
    if text.is_empty() {
        return if column.needed { Err(missing(column)) } else { Ok(Value::Blank) };
    }
    let number = || notation.parse_number(text).map(|parsed| parsed.value);
    let wrong = || enter(column);
    match column.kind {
        Kind::Text => Ok(Value::Text(text.to_owned())),
        Kind::Money => within(number(), f64::INFINITY).ok_or_else(wrong),
        Kind::Percent => within(number(), 100.0).ok_or_else(wrong),
        Kind::Count => within(number(), 1e6)
            .filter(|value| value.number().is_some_and(|number| number.fract() == 0.0))
            .ok_or_else(wrong),
        Kind::Day => notation.parse_date(text).map(Value::Day).map_err(|_| wrong()),
        Kind::Month => term::read(text, notation)
            .filter(|term| term.months == 1 && !term.fiscal)
            .map(Value::Term)
            .ok_or_else(wrong),
        Kind::Term => term::read(text, notation).map(Value::Term).ok_or_else(wrong),
    }
}

fn within(number: Result<f64, Wrong>, most: f64) -> Option<Value> {
    number.ok().filter(|number| (0.0..=most.min(1e12)).contains(number)).map(Value::Number)
}

/// "Enter the value, for example 24,000."
fn missing(column: &Column) -> String {
    say!("Enter {name}, for example {example}.", name = column.name, example = column.example)
}

/// "Enter the value as an amount, for example 24,000."
fn enter(column: &Column) -> String {
    let (name, example) = (column.name, column.example);
    match column.kind {
        Kind::Text => missing(column),
        Kind::Money => {
            say!(
                "Enter {name} as an amount, for example {example}.",
                name = name,
                example = example
            )
        }
        Kind::Percent => say!(
            "Enter {name} as a number between 0 and 100, for example {example}.",
            name = name,
            example = example,
        ),
        Kind::Count => say!(
            "Enter {name} as a whole number, for example {example}.",
            name = name,
            example = example,
        ),
        Kind::Day => {
            say!("Enter {name} as a date, for example {example}.", name = name, example = example)
        }
        Kind::Month => {
            say!("Enter {name} as a month, for example {example}.", name = name, example = example)
        }
        Kind::Term => say!(
            "Enter {name} as a month or a quarter, for example {example}.",
            name = name,
            example = example,
        ),
    }
}

#[cfg(test)]
mod tests;
