//! Tables for a spreadsheet, as CSV.

use chrono::NaiveDate;

use super::canonical;
use super::notation::Notation;

/// Spreadsheets know by it that the file is UTF-8.
const MARK: &str = "\u{feff}";

/// One cell of a table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Cell<'a> {
    /// Nothing.
    Blank,
    /// A text; made safe from being taken for a formula.
    Text(&'a str),
    /// A number, with the decimal sign of the visitor's spreadsheet.
    Number(f64),
    /// A day, as 2026-03-31, which every spreadsheet understands.
    Day(NaiveDate),
}

/// A table that grows row by row. Separator and decimal sign are those that the visitor's
/// spreadsheet expects.
pub struct Table {
    text: String,
    separator: &'static str,
    decimal: char,
}

impl Table {
    /// A table without rows.
    pub fn new(notation: &Notation) -> Self {
        let separator = if notation.decimal == ',' { ";" } else { "," };
        Self { text: MARK.into(), separator, decimal: notation.decimal }
    }

    /// Puts a row below the others.
    pub fn row<'a>(&mut self, cells: impl IntoIterator<Item = Cell<'a>>) {
        for (place, cell) in cells.into_iter().enumerate() {
            if place > 0 {
                self.text.push_str(self.separator);
            }
            self.push(cell);
        }
        self.text.push_str("\r\n");
    }

    /// Puts a row of texts below the others.
    pub fn texts<'a>(&mut self, cells: impl IntoIterator<Item = &'a str>) {
        self.row(cells.into_iter().map(Cell::Text));
    }

    /// The table as the text of a file.
    pub fn into_text(self) -> String {
        self.text
    }

    fn push(&mut self, cell: Cell) {
        match cell {
            Cell::Blank => {}
            Cell::Text(text) => push_text(&mut self.text, text),
            Cell::Day(day) => self.text.push_str(&canonical::date(day)),
            Cell::Number(number) => self.text.push_str(
                &canonical::number(number).replace('.', self.decimal.encode_utf8(&mut [0; 4])),
            ),
        }
    }
}

/// A text as a cell that no spreadsheet takes for a formula (RFC 4180, OWASP ASVS 1.2.10).
fn push_text(table: &mut String, text: &str) {
    let formula = text
        .trim_start_matches(is_unseen)
        .starts_with(['=', '+', '-', '@', '\t', '\0', '\r', '\n', '＝', '＋', '－', '＠']);
    if !formula && !text.contains(['"', ',', ';', '\r', '\n']) {
        return table.push_str(text);
    }
    table.push_str(if formula { "\"'" } else { "\"" });
    table.push_str(&text.replace('"', "\"\""));
    table.push('"');
}

/// Characters that show nothing: a program may drop them and see a formula behind them.
fn is_unseen(glyph: char) -> bool {
    matches!(
        glyph,
        ' ' | '\u{a0}' | '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}'
            | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{3000}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(cell: Cell, notation: &Notation) -> String {
        let mut table = Table::new(notation);
        table.row([cell]);
        table.into_text().trim_start_matches(MARK).trim_end().to_owned()
    }

    #[test]
    fn no_cell_is_a_formula() {
        let text = |text| written(Cell::Text(text), &Notation::plain());
        assert_eq!(text("=1+1"), "\"'=1+1\"");
        assert_eq!(text("＠x"), "\"'＠x\"");
        for unseen in ["\u{feff}", "\u{200b}\u{200d}", " \u{2060}", "\u{ad}", "\u{e0001}"] {
            let cell = [unseen, "=1+1"].concat();
            let safe = written(Cell::Text(&cell), &Notation::plain());
            assert_eq!(safe.trim_start_matches("\"'"), [&*cell, "\""].concat());
        }
        assert_eq!(text("\u{200b}plain"), "\u{200b}plain");
        assert_eq!(text("a \"b\"; c"), "\"a \"\"b\"\"; c\"");
        assert_eq!(text("plain"), "plain");
    }

    #[test]
    fn numbers_and_days_are_those_of_the_spreadsheet() {
        let german = Notation { decimal: ',', group: '.', ..Notation::plain() };
        assert_eq!(written(Cell::Number(-1234.5), &german), "-1234,5");
        assert_eq!(written(Cell::Number(-1234.5), &Notation::plain()), "-1234.5");
        assert_eq!(written(Cell::Day("2026-03-31".parse().unwrap()), &german), "2026-03-31");
        let mut table = Table::new(&german);
        table.texts(["a", "b"]);
        table.row([Cell::Blank, Cell::Text("c")]);
        assert_eq!(table.into_text(), "\u{feff}a;b\r\n;c\r\n");
    }
}
