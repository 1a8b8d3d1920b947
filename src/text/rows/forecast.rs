//! The tables of a forecast, and what they come to.

mod goals;
mod history;

use super::{Column, Kind, Problem, Read, Rows, Table, Value};
use crate::calc::accuracy::Past;
use crate::calc::forecast::{Renewal, Stage};
use crate::calc::units::{Money, Percent};
use crate::language::Word;
use crate::text::notation::Notation;

pub use self::goals::goals;
pub use self::history::history;

/// A table of a forecast.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// Open deals by stage.
    Stages,
    /// Goals by month or quarter.
    Goals,
    /// Contracts up for renewal.
    Renewals,
    /// Revenue of past months.
    History,
    /// Past forecasts and what came.
    Past,
    /// What each rep, product or region carries of the goals.
    Quotas,
}

/// All of them, in the order of the form.
pub const SECTIONS: [Section; 6] = [
    Section::Stages,
    Section::Goals,
    Section::Renewals,
    Section::History,
    Section::Past,
    Section::Quotas,
];

const fn column(label: Word, name: Word, example: Word, kind: Kind, needed: bool) -> Column {
    Column { label, name, example, kind, needed }
}

/// A goal of a period, in whichever table.
const GOAL: Column = column(
    word!("Goal"),
    word!("the goal" in "what to enter"),
    word!("300,000"),
    Kind::Money,
    true,
);

/// A period, which some rows may do without.
const fn period(needed: bool) -> Column {
    column(
        word!("Month or quarter"),
        word!("the period" in "what to enter"),
        word!("Q4 2026"),
        Kind::Term,
        needed,
    )
}

const TABLES: [Table; SECTIONS.len()] = [
    Table {
        key: "stages",
        caption: word!("Your open deals by stage"),
        columns: &[
            column(
                word!("Stage"),
                word!("the stage" in "what to enter"),
                word!("Proposal"),
                Kind::Text,
                true,
            ),
            column(
                word!("Deals"),
                word!("how many deals" in "what to enter"),
                word!("12"),
                Kind::Count,
                true,
            ),
            column(
                word!("Value"),
                word!("the value" in "what to enter"),
                word!("480,000"),
                Kind::Money,
                true,
            ),
            column(
                word!("Chance, %"),
                word!("the chance" in "what to enter"),
                word!("40"),
                Kind::Percent,
                true,
            ),
        ],
        most: 30,
    },
    Table {
        key: "goals",
        caption: word!("Goals by month or quarter"),
        columns: &[period(false), GOAL],
        most: 24,
    },
    Table {
        key: "renewals",
        caption: word!("Contracts up for renewal"),
        columns: &[
            column(
                word!("Customer"),
                word!("the customer" in "what to enter"),
                word!("Alder Foods"),
                Kind::Text,
                false,
            ),
            column(
                word!("Value"),
                word!("the value" in "what to enter"),
                word!("24,000"),
                Kind::Money,
                true,
            ),
            column(
                word!("Chance, %"),
                word!("the chance" in "what to enter"),
                word!("85"),
                Kind::Percent,
                true,
            ),
            column(
                word!("Due on"),
                word!("when it is due" in "what to enter"),
                word!("2026-12-31"),
                Kind::Day,
                true,
            ),
        ],
        most: 200,
    },
    Table {
        key: "history",
        caption: word!("Revenue of past months"),
        columns: &[
            column(
                word!("Month"),
                word!("the month" in "what to enter"),
                word!("2026-10"),
                Kind::Month,
                false,
            ),
            column(
                word!("Revenue"),
                word!("the revenue" in "what to enter"),
                word!("310,000"),
                Kind::Money,
                true,
            ),
        ],
        most: 60,
    },
    Table {
        key: "past",
        caption: word!("Past forecasts and what came"),
        columns: &[
            column(
                word!("Period"),
                word!("the period" in "what to enter"),
                word!("Q3 2026"),
                Kind::Text,
                false,
            ),
            column(
                word!("Forecast"),
                word!("the forecast" in "what to enter"),
                word!("900,000"),
                Kind::Money,
                true,
            ),
            column(
                word!("What came"),
                word!("what came" in "what to enter"),
                word!("820,000"),
                Kind::Money,
                true,
            ),
            column(
                word!("Range from"),
                word!("where the range began" in "what to enter"),
                word!("750,000"),
                Kind::Money,
                false,
            ),
            column(
                word!("Range to"),
                word!("where the range ended" in "what to enter"),
                word!("1,100,000"),
                Kind::Money,
                false,
            ),
        ],
        most: 60,
    },
    Table {
        key: "quotas",
        caption: word!("Goals by rep, product or region"),
        columns: &[
            column(
                word!("Name"),
                word!("the name" in "what to enter"),
                word!("A. Novak"),
                Kind::Text,
                true,
            ),
            period(true),
            GOAL,
        ],
        most: 600,
    },
];

impl Section {
    /// Its table.
    pub fn table(self) -> &'static Table {
        &TABLES[self as usize]
    }
}

fn money(value: &Value) -> Money {
    Money(value.number().unwrap_or_default())
}

/// Open deals by stage.
pub fn stages(rows: &Rows, notation: &Notation) -> Read<Stage> {
    Section::Stages.table().read(rows, notation, |cells| {
        let [name, count, value, chance] = cells else { return Err((0, String::new())) };
        let (count, value) = (count.number().unwrap_or_default() as u32, money(value));
        if count == 0 && value.0 > 0.0 {
            return Err((1, say!("Enter how many deals this value is made of.").into()));
        }
        let chance = Percent(chance.number().unwrap_or_default());
        Ok(Stage { name: name.text().to_owned(), count, value, chance })
    })
}

/// Contracts up for renewal.
pub fn renewals(rows: &Rows, notation: &Notation) -> Read<Renewal> {
    Section::Renewals.table().read(rows, notation, |cells| match cells {
        [_, value, chance, Value::Day(due)] => Ok(Renewal {
            value: money(value),
            chance: Percent(chance.number().unwrap_or_default()),
            due: *due,
        }),
        _ => Err((3, String::new())),
    })
}

/// What each rep, product or region carries of the goals.
pub fn quotas(rows: &Rows, notation: &Notation) -> Read<()> {
    Section::Quotas.table().read(rows, notation, |_| Ok(()))
}

/// Past forecasts and what came.
pub fn past(rows: &Rows, notation: &Notation) -> Read<Past> {
    Section::Past.table().read(rows, notation, |cells| {
        let [_, forecast, actual, low, high] = cells else { return Err((0, String::new())) };
        let range = match (low.number(), high.number()) {
            (None, None) => None,
            (Some(low), Some(high)) if low <= high => Some((Money(low), Money(high))),
            (Some(_), Some(_)) => {
                return Err((4, say!("The range ends below its start: exchange the two.").into()));
            }
            (None, Some(_)) => return Err((3, say!("Enter where the range began, too.").into())),
            (Some(_), None) => return Err((4, say!("Enter where the range ended, too.").into())),
        };
        let (forecast, actual) = (money(forecast), money(actual));
        if forecast.0 <= 0.0 {
            return Err((
                1,
                say!("A forecast of 0 can't be judged: enter more, or remove the row.").into(),
            ));
        }
        Ok(Past { forecast, actual, range })
    })
}

/// Puts a problem at a cell.
fn wrong(row: usize, column: usize, words: &[&str]) -> Problem {
    Problem { row, column, words: words.concat() }
}

#[cfg(test)]
mod tests;
