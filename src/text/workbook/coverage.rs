//! Coverage: what was typed, its figures, and the pipeline that each chance takes.

use super::{unit, written};
use crate::calc::coverage::{FIELDS, FIGURES, Inputs, Report};
use crate::calc::field::Kind as Takes;
use crate::text::xlsx::{Cell, Kind, Sheet};

/// The sheets; amounts are in `currency`.
pub(super) fn sheets(inputs: &Inputs, report: &Report, currency: &str) -> Vec<Sheet> {
    let mut figures =
        Sheet::new("Coverage", &[(say!("Figure"), 46), (say!("Value"), 18), (say!("Unit"), 10)]);
    for field in FIELDS {
        let kind = field.shape().kind;
        let value = field.get(inputs).map_or(Cell::Blank, |value| written(value, kind));
        figures.row([Cell::Text(field.label.text()), value, Cell::Text(unit(kind, currency))]);
    }
    for figure in FIGURES {
        let value = (figure.get)(report);
        let value = value.map_or(Cell::Blank, |value| written(value, Takes::Number));
        figures.row([Cell::Text(figure.label.text()), value]);
    }
    let mut sheets = vec![figures];
    sheets.extend(report.outlook.as_ref().map(|outlook| {
        let mut sheet = Sheet::new(
            "Pipeline needed",
            &[
                (say!("Chance"), 12),
                (say!("Open pipeline"), 16),
                (say!("Deals"), 10),
                (say!("More needed"), 16),
            ],
        );
        let have = inputs.open_pipeline.0;
        sheet.total([
            Cell::Text(say!("You have")),
            Cell::Value(Kind::Money, have),
            Cell::Value(Kind::Number, f64::from(outlook.deals.count)),
        ]);
        for need in &outlook.needs {
            let chance = Cell::Value(Kind::Percent, need.confidence.fraction());
            let Some(needed) = need.open else {
                sheet.row([chance, Cell::Text(say!("cannot be reached"))]);
                continue;
            };
            let short = ["MAX(0,B", &sheet.next().to_string(), "-B$2)"].concat();
            sheet.row([
                chance,
                Cell::Value(Kind::Money, needed.pipeline.0),
                Cell::Value(Kind::Number, f64::from(needed.deals)),
                Cell::Formula(Kind::Money, &short, (needed.pipeline.0 - have).max(0.0)),
            ]);
        }
        sheet
    }));
    sheets
}
