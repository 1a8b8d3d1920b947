//! The open deals by stage; where there is a list, counted from it by formulas.

use super::deals::{Column, of_stage};
use super::{Source, sum};
use crate::calc::forecast::{Group, GroupBy};
use crate::language::Word;
use crate::text::xlsx::{Cell, Kind, MOST_ROWS, Sheet};

/// What stands for a stage without a name.
const NONE: Word = word!("none given");

/// The sheet.
pub(super) fn sheet(source: &Source) -> Sheet {
    let (chance, expected) = (
        say!("Chance to be won by {day}", day = source.end()),
        say!("Expected by {day}", day = source.end()),
    );
    let mut sheet = Sheet::new(
        "Stages",
        &[
            (say!("Stage"), 24),
            (say!("Open deals"), 12),
            (say!("Value"), 16),
            (say!("Chance of the stage, ever won"), 16),
            (say!("Value × chance of the stage"), 16),
            (&chance, 18),
            (&expected, 16),
        ],
    );
    let groups = source.report.by(GroupBy::Stage);
    for group in groups {
        row(&mut sheet, source, group);
    }
    let last = sheet.next() - 1;
    if last > 1 {
        let [count_all, values, products, expected] =
            ["B", "C", "E", "G"].map(|column| sum(column, 2, last));
        let weighted: Option<f64> = groups.iter().map(|group| weighted(source, group)).sum();
        let count: usize = groups.iter().map(|group| group.count).sum();
        let total = |value: fn(&Group) -> f64| groups.iter().map(value).sum();
        sheet.total([
            Cell::Text(say!("Total")),
            Cell::Formula(Kind::Number, &count_all, count as f64),
            Cell::Formula(Kind::Money, &values, total(|group| group.value.0)),
            Cell::Blank,
            // A total of some stages would be none of all.
            weighted.map_or(Cell::Blank, |value| Cell::Formula(Kind::Money, &products, value)),
            Cell::Blank,
            Cell::Formula(Kind::Money, &expected, total(|group| group.expected.0)),
        ]);
    }
    sheet
}

fn row(sheet: &mut Sheet, source: &Source, group: &Group) {
    let row = sheet.next().to_string();
    let place = |column: &str| [column, &row].concat();
    let name = if group.name.is_empty() { "\"\"".into() } else { place("A") };
    let (value, expected) = (group.value.0, group.expected.0);
    let deals = source.chances.len();
    // More than a sheet holds can't be counted on it.
    let listed = deals > 0 && deals < MOST_ROWS as usize - 1;
    let of = |what| of_stage(&name, what, deals);
    let (count, amount, weight) = (of(None), of(Some(Column::Amount)), of(Some(Column::Weighted)));
    let cell = |kind, formula, value| {
        if listed { Cell::Formula(kind, formula, value) } else { Cell::Value(kind, value) }
    };
    let in_time = ["IF(C", &row, "=0,0,G", &row, "/C", &row, ")"].concat();
    let product = ["C", &row, "*D", &row].concat();
    sheet.row([
        Cell::Text(if group.name.is_empty() { NONE.text() } else { &group.name }),
        cell(Kind::Number, &*count, group.count as f64),
        cell(Kind::Money, &*amount, value),
        chance(source, group).map_or(Cell::Blank, |chance| Cell::Value(Kind::Percent, chance)),
        weighted(source, group)
            .map_or(Cell::Blank, |value| Cell::Formula(Kind::Money, &product, value)),
        Cell::Formula(Kind::Percent, &in_time, if value > 0.0 { expected / value } else { 0.0 }),
        cell(Kind::Money, &*weight, expected),
    ]);
}

/// The chance that was given for a stage, in [0, 1].
fn chance(source: &Source, group: &Group) -> Option<f64> {
    let stage = source.lists.stages.iter().find(|stage| stage.name == group.name);
    stage.map(|stage| stage.chance.fraction())
}

fn weighted(source: &Source, group: &Group) -> Option<f64> {
    Some(group.value.0 * chance(source, group)?)
}
