//! The deals of a list, written back as a table for a spreadsheet.

use chrono::NaiveDate;

use super::notation::Notation;
use super::table::{Cell, Table};
use crate::calc::deals::{Deal, Outcome};

/// Headers, in the order of the columns. The id comes first, so that the CRM can match the rows
/// when they are imported there. They are keys that programs read, the same in every language.
const HEADERS: [&str; 17] = [
    "id",
    "name",
    "account",
    "owner",
    "stage",
    "status",
    "value",
    "probability",
    "category",
    "created",
    "expected_close",
    "won_on",
    "lost_on",
    "last_activity",
    "source",
    "next_step",
    "suggested_next_step",
];

/// One row per deal, with the suggestion for it; deals without one have an empty cell.
pub fn csv<'a>(
    deals: &'a [Deal],
    suggestions: impl IntoIterator<Item = &'a str>,
    notation: &Notation,
) -> String {
    let mut table = Table::new(notation);
    table.texts(HEADERS);
    let mut suggestions = suggestions.into_iter();
    for deal in deals {
        table.row(row(deal, suggestions.next().unwrap_or_default()));
    }
    table.into_text()
}

fn row<'a>(deal: &'a Deal, suggestion: &'a str) -> [Cell<'a>; 17] {
    let (labels, text) = (&deal.labels, |text: &'a String| Cell::Text(text));
    let (status, won, lost) = match deal.outcome {
        Outcome::Open => ("open", None, None),
        Outcome::Won(on) => ("won", Some(on), None),
        Outcome::Lost(on) => ("lost", None, Some(on)),
    };
    let day = |day: Option<NaiveDate>| day.map_or(Cell::Blank, Cell::Day);
    [
        text(&labels.id),
        text(&labels.name),
        text(&labels.account),
        text(&labels.owner),
        text(&labels.stage),
        Cell::Text(status),
        Cell::Number(deal.value.0),
        deal.probability.map_or(Cell::Blank, |chance| Cell::Number(chance.0)),
        text(&labels.category),
        Cell::Day(deal.created),
        day(deal.expected_close),
        day(won),
        day(lost),
        day(deal.last_activity),
        text(&labels.source),
        text(&labels.next_step),
        Cell::Text(suggestion),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calc::deals::Labels;
    use crate::calc::units::{Money, Percent};

    fn deal(id: &str, outcome: Outcome) -> Deal {
        Deal {
            created: "2026-01-31".parse().unwrap(),
            outcome,
            value: Money(1234.5),
            expected_close: None,
            last_activity: None,
            probability: Some(Percent(60.0)),
            labels: Labels { id: id.into(), name: "=HYPERLINK()".into(), ..Labels::default() },
        }
    }

    #[test]
    fn a_row_is_safe_and_begins_with_the_id() {
        let won = Outcome::Won("2026-03-01".parse().unwrap());
        let deals = [deal("006A", won), deal("006B", Outcome::Open)];
        let table = csv(&deals, ["-call, then write"], &Notation::plain());
        let mut rows = csv::Reader::from_reader(table.trim_start_matches('\u{feff}').as_bytes());
        assert_eq!(rows.headers().unwrap().iter().collect::<Vec<_>>(), HEADERS);
        let rows: Vec<csv::StringRecord> = rows.records().map(Result::unwrap).collect();
        assert_eq!((&rows[0][0], &rows[0][1]), ("006A", "'=HYPERLINK()"));
        assert_eq!((&rows[0][5], &rows[0][6], &rows[0][11]), ("won", "1234.5", "2026-03-01"));
        assert_eq!((&rows[0][16], &rows[1][16]), ("'-call, then write", ""));
        assert_eq!((&rows[1][5], &rows[1][11]), ("open", ""));
    }
}
