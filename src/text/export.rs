//! The answer as a table for a spreadsheet.

use super::notation::Notation;
use super::record::Item;
use crate::calc::coverage::{FIELDS, FIGURES};

/// Spreadsheets know by it that the file is UTF-8.
const MARK: &str = "\u{feff}";

/// The inputs and figures of an answer of [`super::assess`]: name, label and value in each row.
/// Separator and decimal sign are those that the visitor's spreadsheet expects.
pub fn csv(answer: &Item, notation: &Notation) -> String {
    let separator = if notation.decimal == ',' { ";" } else { "," };
    let mut table = [MARK, "key", separator, "label", separator, "value\r\n"].concat();
    let fields = FIELDS.iter().map(|field| ("inputs", field.key, field.label));
    let figures = FIGURES.iter().map(|figure| ("figures", figure.key, figure.label));
    for (member, key, label) in fields.chain(figures) {
        let value = answer.member(member).and_then(|record| record.member(key));
        let value = match value {
            Some(Item::Number(number)) => super::canonical::number(*number)
                .replace('.', notation.decimal.encode_utf8(&mut [0; 4])),
            Some(Item::Text(text)) => cell(text),
            _ => String::new(),
        };
        for part in [key, separator, &cell(label), separator, &value, "\r\n"] {
            table.push_str(part);
        }
    }
    table
}

/// A text as a cell that no spreadsheet takes for a formula (RFC 4180, OWASP ASVS 1.2.10).
pub fn cell(text: &str) -> String {
    let formula =
        text.starts_with(['=', '+', '-', '@', '\t', '\0', '\r', '\n', '＝', '＋', '－', '＠']);
    let guard = if formula { "'" } else { "" };
    if formula || text.contains(['"', ',', ';', '\r', '\n']) {
        ["\"", guard, &text.replace('"', "\"\""), "\""].concat()
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::assess::assess;
    use crate::text::formats::{Formats, Plain};
    use crate::text::record::record;

    #[test]
    fn the_table_reads_back_with_every_figure() {
        let given = record([
            ("goal", Item::Number(1_000_000.0)),
            ("open_pipeline", Item::Number(2_400_000.5)),
            ("open_deals", Item::Number(96.0)),
            ("win_rate", Item::Number(25.0)),
            ("sales_cycle", Item::Number(60.0)),
        ]);
        let today = chrono::NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
        let answer = assess(&given, today, &Plain::default());
        let table = csv(&answer, Plain::default().notation());
        let mut reader = csv_reader(&table, b',');
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        assert_eq!(rows.len(), FIELDS.len() + FIGURES.len());
        let value = |key: &str| rows.iter().find(|row| &row[0] == key).unwrap()[2].to_owned();
        assert_eq!(value("open_pipeline"), "2400000.5");
        assert_eq!(value("period"), "this-quarter");
        assert_eq!(value("average_deal"), "");
        assert_eq!(value("last_day"), "2026-03-31");
        let german = Notation { decimal: ',', group: '.', ..Plain::default().notation().clone() };
        assert!(csv(&answer, &german).contains("open_pipeline;Open pipeline;2400000,5\r\n"));
    }

    fn csv_reader(table: &str, separator: u8) -> csv::Reader<&[u8]> {
        let table = table.strip_prefix(MARK).unwrap();
        csv::ReaderBuilder::new().delimiter(separator).from_reader(table.as_bytes())
    }

    #[test]
    fn no_cell_is_a_formula() {
        assert_eq!(cell("=1+1"), "\"'=1+1\"");
        assert_eq!(cell("＠x"), "\"'＠x\"");
        assert_eq!(cell("a \"b\"; c"), "\"a \"\"b\"\"; c\"");
        assert_eq!(cell("plain"), "plain");
    }
}
