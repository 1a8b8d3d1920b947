//! The same months by every method, with what each is known to have been off by.

use crate::calc::forecast::{Evidence, Report};
use crate::text::forecast::methods::{name, why};
use crate::text::xlsx::{Cell, Kind, Sheet};

/// The sheet.
pub(super) fn sheet(report: &Report) -> Sheet {
    let mut sheet = Sheet::new(
        "Methods",
        &[
            (say!("Method"), 26),
            (say!("Figure"), 16),
            (say!("Off by, on average"), 14),
            (say!("Past quarters"), 14),
            (say!("Why"), 90),
        ],
    );
    for row in &report.methods {
        let past = |kind, value: fn(Evidence) -> f64| {
            row.past.map_or(Cell::Blank, |past| Cell::Value(kind, value(past)))
        };
        sheet.row([
            Cell::Text(name(row.method)),
            Cell::Value(Kind::Money, row.amount.0),
            past(Kind::Percent, |past| past.wape),
            past(Kind::Number, |past| past.quarters as f64),
            Cell::Text(why(row.method)),
        ]);
    }
    sheet
}
