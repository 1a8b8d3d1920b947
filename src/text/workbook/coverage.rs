//! Coverage: what was typed, its figures, the pipeline that each chance takes, and what moves the
//! chance most.

use super::{unit, written};
use crate::calc::coverage::{FIELDS, FIGURES, Inputs, Lever, Outlook, Report};
use crate::calc::field::Kind as Takes;
use crate::text::levers::{name, takes};
use crate::text::xlsx::{Cell, Kind, Sheet};

/// The sheets; amounts are in `currency`.
pub(super) fn sheets(
    inputs: &Inputs,
    report: &Report,
    levers: &[Lever],
    currency: &str,
) -> Vec<Sheet> {
    let mut sheets = vec![figures(inputs, report, currency)];
    sheets.extend(report.outlook.as_ref().map(|outlook| needed(inputs, outlook)));
    if !levers.is_empty() {
        sheets.push(moved(levers, currency));
    }
    sheets
}

fn figures(inputs: &Inputs, report: &Report, currency: &str) -> Sheet {
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
    figures
}

fn needed(inputs: &Inputs, outlook: &Outlook) -> Sheet {
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
}

fn moved(levers: &[Lever], currency: &str) -> Sheet {
    let mut sheet = Sheet::new(
        "Levers",
        &[
            (say!("Change"), 26),
            (say!("Before"), 16),
            (say!("After"), 16),
            (say!("Unit"), 10),
            (say!("Points of chance"), 14),
            (say!("Expected revenue"), 16),
            (say!("Enough alone"), 16),
        ],
    );
    for lever in levers {
        let takes = takes(lever.kind);
        sheet.row([
            Cell::Text(name(lever.kind)),
            written(lever.from, takes),
            written(lever.to, takes),
            Cell::Text(unit(takes, currency)),
            Cell::Value(Kind::Number, lever.gain * 100.0),
            Cell::Value(Kind::Money, lever.expected_gain.0),
            lever.enough.map_or(Cell::Blank, |value| written(value, takes)),
        ]);
    }
    sheet
}
