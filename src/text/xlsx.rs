//! Workbooks for Excel and `LibreOffice` (`.xlsx`, ECMA-376), written by hand: a library takes fifty
//! times the room.
//!
//! The same workbook gives the same bytes. A text is a text by its type, so that none is taken for a
//! formula; formulas are the program's own.

mod clean;
mod package;
mod sheet;

use chrono::NaiveDate;

pub use clean::sheet_name;
pub use sheet::Sheet;

use super::notation::Notation;

/// Rows of a sheet, the header among them.
pub const MOST_ROWS: u32 = 1_048_576;

/// How a number is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// As it is.
    Number,
    /// Whole units of the workbook's currency.
    Money,
    /// 0.315 as 31.5%.
    Percent,
    /// A day by its serial number.
    Day,
}

/// One cell of a sheet. A number that is none is left blank.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Cell<'a> {
    /// Nothing.
    Blank,
    /// A text, cut after 32,767 characters.
    Text(&'a str),
    /// A number.
    Value(Kind, f64),
    /// A day.
    Day(NaiveDate),
    /// A formula without its equals sign, and what it comes to.
    Formula(Kind, &'a str, f64),
}

/// Sheets under one currency.
pub struct Workbook {
    sheets: Vec<Sheet>,
    /// The format of amounts, as the spreadsheet program reads it.
    money: String,
}

impl Workbook {
    /// A workbook without sheets. A spreadsheet program writes numbers as its own user does; only
    /// the currency and its place are the visitor's.
    pub fn new(notation: &Notation) -> Self {
        let symbol: String =
            notation.currency.chars().filter(|glyph| !matches!(glyph, '[' | ']' | '"')).collect();
        let money = if symbol.is_empty() {
            "#,##0".into()
        } else if notation.decimal == ',' {
            ["#,##0\u{a0}[$", &symbol, "]"].concat()
        } else {
            // What is written in letters, such as CHF, does not touch the number.
            let space = if symbol.ends_with(char::is_alphabetic) { "\u{a0}" } else { "" };
            ["[$", &symbol, "]", space, "#,##0"].concat()
        };
        Self { sheets: Vec::new(), money }
    }

    /// Puts a sheet behind the others. Its name is changed where another has it.
    pub fn push(&mut self, mut sheet: Sheet) {
        let taken: Vec<&str> = self.sheets.iter().map(|sheet| &*sheet.name).collect();
        sheet.name = sheet_name(&sheet.name, &taken);
        self.sheets.push(sheet);
    }

    /// The workbook as the bytes of a file; it needs a sheet.
    pub fn into_bytes(self) -> Vec<u8> {
        package::bytes(&self.sheets, &self.money)
    }
}

/// The letters of a column, "A" for 0.
pub fn column(mut position: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'A' + (position % 26) as u8));
        if position < 26 {
            return letters.into_iter().rev().collect();
        }
        position = position / 26 - 1;
    }
}

#[cfg(test)]
mod tests;
