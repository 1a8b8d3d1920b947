//! A forecast as values by name, for the page around it.

use crate::calc::forecast::{FIELDS, Inputs, Month, Report};
use crate::calc::units::Money;
use crate::text::assess::{band, fields_of};
use crate::text::canonical;
use crate::text::record::{Item, record, text};
use crate::text::verdict::Verdict;

/// Everything that a page's script may know. Chances are in percent.
pub fn answered(inputs: &Inputs, report: &Report, verdict: &Verdict) -> Item {
    let periods = |periods: &[Month]| Item::List(periods.iter().map(period).collect());
    record([
        ("calculator", text("forecast")),
        ("problems", Item::List(Vec::new())),
        ("inputs", inputs_of(inputs)),
        ("band", text(band(verdict.tone))),
        ("headline", text(&verdict.headline)),
        ("detail", text(&verdict.detail)),
        (
            "figures",
            record([
                ("forecast", money(report.total.total())),
                ("low", money(report.range[0])),
                ("median", money(report.range[1])),
                ("high", money(report.range[2])),
                ("chance", percent(report.chance)),
                ("commit", money(report.commit)),
            ]),
        ),
        ("months", periods(&report.months)),
        ("quarters", periods(&report.quarters)),
    ])
}

/// Every input by the key of its field.
pub fn inputs_of(inputs: &Inputs) -> Item {
    fields_of(FIELDS, inputs)
}

fn period(month: &Month) -> Item {
    record([
        ("start", text(canonical::date(month.start))),
        ("end", text(canonical::date(month.end))),
        ("closed_won", money(month.expected.closed)),
        ("open_deals", money(month.expected.open)),
        ("new_business", money(month.expected.new)),
        ("renewals", money(month.expected.renewals)),
        ("recurring", money(month.expected.recurring)),
        ("forecast", money(month.expected.total())),
        ("low", money(month.range[0])),
        ("median", money(month.range[1])),
        ("high", money(month.range[2])),
        ("goal", month.goal.map_or(Item::Nothing, money)),
        ("goal_chance", percent(month.goal_chance)),
    ])
}

fn money(amount: Money) -> Item {
    Item::Number(amount.0)
}

fn percent(share: Option<f64>) -> Item {
    share.map_or(Item::Nothing, |share| Item::Number(share * 100.0))
}

/// Rows that a script gives, as the text of a table: a list of rows, each a list of numbers and
/// texts; or the text itself.
pub fn rows_of(given: &Item) -> Option<String> {
    let cell = |cell: &Item| match cell {
        Item::Number(number) if number.is_finite() => canonical::number(*number),
        Item::Text(text) => text.replace(['\t', '\n'], " "),
        _ => String::new(),
    };
    let row = |row: &Item| match row {
        Item::List(cells) => cells.iter().map(cell).collect::<Vec<_>>().join("\t"),
        one => cell(one),
    };
    match given {
        Item::Text(text) => Some(text.clone()),
        Item::List(rows) => Some(rows.iter().map(row).collect::<Vec<_>>().join("\n")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_a_script_become_cells() {
        let stage = Item::List(vec![text("De\tmo"), Item::Number(5.0), Item::Number(9000.5)]);
        assert_eq!(
            rows_of(&Item::List(vec![stage, Item::Number(2.0)])).unwrap(),
            "De mo\t5\t9000.5\n2"
        );
        assert_eq!(rows_of(&text("a\tb")), Some("a\tb".into()));
        assert_eq!(rows_of(&Item::Number(1.0)), None);
    }
}
