//! What was typed, and what the answer takes for granted.

use super::Source;
use crate::calc::field::{Kind as Takes, Value};
use crate::calc::forecast::FIELDS;
use crate::text::forecast::assumptions::sentences;
use crate::text::xlsx::{Cell, Kind, Sheet};

/// The sheet. `left_out` deals had no room on theirs.
pub(super) fn sheet(source: &Source, left_out: usize) -> Sheet {
    let mut sheet = Sheet::new(
        "Assumptions",
        &[("Key", 20), ("Input", 32), ("Value", 18), ("Unit", 10), ("What it is", 90)],
    );
    let currency = &source.formats.notation().code;
    for field in FIELDS {
        let kind = field.shape().kind;
        let unit = match kind {
            Takes::Money => currency,
            Takes::Percent(..) => "%",
            Takes::Days => "days",
            Takes::Count | Takes::Number | Takes::Date | Takes::Choice(_) => "",
        };
        sheet.row([
            Cell::Text(field.key),
            Cell::Text(field.label.text()),
            field.get(source.inputs).map_or(Cell::Blank, |value| written(value, kind)),
            Cell::Text(unit),
            Cell::Text(field.help.text()),
        ]);
    }
    if left_out > 0 {
        let words = "Open deals that a sheet has no room for";
        sheet.row([Cell::Blank, Cell::Text(words), Cell::Value(Kind::Number, left_out as f64)]);
    }
    for note in sentences(source.report, source.inputs, source.formats) {
        sheet.row([Cell::Blank, Cell::Text(&note)]);
    }
    sheet
}

fn written(value: Value, takes: Takes) -> Cell<'static> {
    match (value, takes) {
        (Value::Money(money), _) => Cell::Value(Kind::Money, money.0),
        (Value::Percent(percent), _) => Cell::Value(Kind::Percent, percent.fraction()),
        (Value::Days(days), _) => Cell::Value(Kind::Number, f64::from(days.0)),
        (Value::Count(count), _) => Cell::Value(Kind::Number, f64::from(count)),
        (Value::Number(number), _) => Cell::Value(Kind::Number, number),
        (Value::Date(day), _) => Cell::Day(day),
        (Value::Choice(at), Takes::Choice(options)) => {
            options.get(at).map_or(Cell::Blank, |option| Cell::Text(option.label.text()))
        }
        (Value::Choice(_), _) => Cell::Blank,
    }
}
