//! The open deals, one per row, under the headers of the template.

use chrono::NaiveDate;

use super::{Source, sum};
use crate::calc::forecast::Listed;
use crate::text::xlsx::{Cell, Kind, MOST_ROWS, Sheet};

/// The sheet's name, also in formulas.
pub(super) const NAME: &str = "Deals";
/// Columns that formulas refer to.
pub(super) const STAGE: &str = "D";
const AMOUNT: &str = "E";
const CHANCE: &str = "F";
const WEIGHTED: &str = "G";
/// Rows that are no deals: the header and the total.
const OTHER_ROWS: usize = 2;

/// The sheet, and how many deals it has no room for.
pub(super) fn sheet(source: &Source) -> (Sheet, usize) {
    let chance = say!("Chance to be won by {day}", day = source.end());
    let mut sheet = Sheet::new(
        NAME,
        &[
            (say!("Deal"), 34),
            (say!("Account"), 26),
            (say!("Owner"), 18),
            (say!("Stage"), 18),
            (say!("Amount"), 14),
            (&chance, 20),
            (say!("Weighted value"), 16),
            (say!("Category"), 14),
            (say!("Created"), 12),
            (say!("Expected close"), 14),
            (say!("Last activity"), 14),
            (say!("Next step"), 30),
            (say!("Source"), 16),
            (say!("Notes"), 30),
            (say!("Chance in your list"), 12),
            (say!("Id"), 20),
        ],
    );
    let room = MOST_ROWS as usize - OTHER_ROWS;
    let (mut amounts, mut weighted) = (0.0, 0.0);
    for chances in source.chances.iter().take(room) {
        let Some(deal) = source.lists.listed(chances.position) else { continue };
        let chance = chances.in_time();
        row(&mut sheet, &deal, chance);
        amounts += deal.value.0;
        weighted += deal.value.0 * chance;
    }
    let last = sheet.next() - 1;
    if last > 1 {
        sheet.filter();
        let (amount, weight) = (sum(AMOUNT, 2, last), sum(WEIGHTED, 2, last));
        sheet.total([
            Cell::Text(say!("Total")),
            Cell::Blank,
            Cell::Blank,
            Cell::Blank,
            Cell::Formula(Kind::Money, &amount, amounts),
            Cell::Blank,
            Cell::Formula(Kind::Money, &weight, weighted),
        ]);
    }
    (sheet, source.chances.len().saturating_sub(room))
}

fn row(sheet: &mut Sheet, deal: &Listed, chance: f64) {
    let (labels, row) = (deal.labels, sheet.next().to_string());
    let weighted = [AMOUNT, &row, "*", CHANCE, &row].concat();
    let day = |day: Option<NaiveDate>| day.map_or(Cell::Blank, Cell::Day);
    sheet.row([
        Cell::Text(&labels.name),
        Cell::Text(&labels.account),
        Cell::Text(&labels.owner),
        Cell::Text(&labels.stage),
        Cell::Value(Kind::Money, deal.value.0),
        Cell::Value(Kind::Percent, chance),
        Cell::Formula(Kind::Money, &weighted, deal.value.0 * chance),
        Cell::Text(&labels.category),
        day(deal.created),
        day(deal.expected_close),
        day(deal.last_activity),
        Cell::Text(&labels.next_step),
        Cell::Text(&labels.source),
        // The list has no notes; the team's own go here.
        Cell::Blank,
        deal.probability.map_or(Cell::Blank, |own| Cell::Value(Kind::Percent, own.fraction())),
        Cell::Text(&labels.id),
    ]);
}

/// What adds something over the deals of the stage named in a cell; `what` is a column, or nothing
/// to count them. Upper and lower case differ, and no name is a pattern.
pub(super) fn of_stage(name: &str, what: Option<Column>, deals: usize) -> String {
    let last = (deals + 1).to_string();
    let cells = |column: &str| [NAME, "!$", column, "$2:$", column, "$", &last].concat();
    let of = ["SUMPRODUCT(EXACT(", &cells(STAGE), ",", name, ")*"].concat();
    match what {
        None => [&of, "1)"].concat(),
        Some(Column::Amount) => [&of, &cells(AMOUNT), ")"].concat(),
        Some(Column::Weighted) => [&of, &cells(WEIGHTED), ")"].concat(),
    }
}

/// What can be added up.
#[derive(Clone, Copy)]
pub(super) enum Column {
    /// The deals' values.
    Amount,
    /// Value times chance.
    Weighted,
}
