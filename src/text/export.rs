//! The answer as a table for a spreadsheet.

use super::notation::Notation;
use super::record::Item;
use super::table::{Cell, Table};
use crate::calc::coverage::{FIELDS, FIGURES};

/// The inputs and figures of an answer of [`super::assess`]: name, label and value in each row.
pub fn csv(answer: &Item, notation: &Notation) -> String {
    let mut table = Table::new(notation);
    table.texts(["key", "label", "value"]);
    let fields = FIELDS.iter().map(|field| ("inputs", field.key, field.label));
    let figures = FIGURES.iter().map(|figure| ("figures", figure.key, figure.label));
    for (member, key, label) in fields.chain(figures) {
        let value = match answer.member(member).and_then(|record| record.member(key)) {
            Some(Item::Number(number)) => Cell::Number(*number),
            Some(Item::Text(text)) => Cell::Text(text),
            _ => Cell::Blank,
        };
        table.row([Cell::Text(key), Cell::Text(label.text()), value]);
    }
    table.into_text()
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
        let table = table.strip_prefix('\u{feff}').unwrap();
        csv::ReaderBuilder::new().delimiter(separator).from_reader(table.as_bytes())
    }
}
