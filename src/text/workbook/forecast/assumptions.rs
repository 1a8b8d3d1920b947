//! What was typed, and what the answer takes for granted.

use super::Source;
use crate::calc::forecast::FIELDS;
use crate::text::forecast::assumptions::sentences;
use crate::text::workbook::{unit, written};
use crate::text::xlsx::{Cell, Kind, Sheet};

/// The sheet. `left_out` deals had no room on theirs.
pub(super) fn sheet(source: &Source, left_out: usize) -> Sheet {
    let mut sheet = Sheet::new(
        "Assumptions",
        &[
            (say!("Key"), 20),
            (say!("Input"), 32),
            (say!("Value"), 18),
            (say!("Unit"), 10),
            (say!("What it is"), 90),
        ],
    );
    let currency = &source.formats.notation().code;
    for field in FIELDS {
        let kind = field.shape().kind;
        sheet.row([
            Cell::Text(field.key),
            Cell::Text(field.label.text()),
            field.get(source.inputs).map_or(Cell::Blank, |value| written(value, kind)),
            Cell::Text(unit(kind, currency)),
            Cell::Text(field.help.text()),
        ]);
    }
    if left_out > 0 {
        let words = say!("Open deals that a sheet has no room for");
        sheet.row([Cell::Blank, Cell::Text(words), Cell::Value(Kind::Number, left_out as f64)]);
    }
    for note in sentences(source.report, source.inputs, source.formats) {
        sheet.row([Cell::Blank, Cell::Text(&note)]);
    }
    sheet
}
