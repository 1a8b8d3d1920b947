//! Revenue of past months, in a row up to the one before the running month.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use chrono::{Datelike, Months, NaiveDate};

use super::{Problem, Read, Rows, Section, Value, money, wrong};
use crate::calc::units::Money;
use crate::text::formats::Formats;

/// A row that can be read: its place, the month that it names, and the revenue.
type Row = (usize, Option<NaiveDate>, Money);

/// The revenue of each month, the latest last. Where every row names its month, their order does
/// not matter. A row with a problem is left out, and so is the running month; what lies before a gap
/// is not used, as it would be taken for later months.
pub fn history(rows: &Rows, today: NaiveDate, formats: &dyn Formats) -> Read<Money> {
    let table = Section::History.table();
    let read = table.read(rows, formats.notation(), |cells| match cells {
        [Value::Term(term), revenue] => Ok((Some(term.first), money(revenue))),
        [_, revenue] => Ok((None, money(revenue))),
        _ => Err((1, String::new())),
    });
    let problems = read.problems;
    let bad = |row: usize| problems.iter().any(|problem| problem.row == row);
    let mut values = read.values.into_iter();
    let rows: Vec<(usize, Option<Row>)> = rows
        .filled()
        .map(|(row, _)| {
            let value = if bad(row) { None } else { values.next() };
            (row, value.map(|(month, revenue)| (row, month, revenue)))
        })
        .collect();
    let running = today.with_day(1).unwrap_or(today);
    let named = rows.iter().all(|(_, row)| row.is_none_or(|(_, month, _)| month.is_some()));
    let mut history = History { running, formats, problems, values: Vec::new() };
    if named {
        history.take_named(rows.into_iter().filter_map(|(_, row)| row));
    } else {
        history.take_placed(&rows);
    }
    history.values.reverse();
    Read { values: history.values, problems: history.problems }
}

/// What is taken, the latest month first.
struct History<'a> {
    running: NaiveDate,
    formats: &'a dyn Formats,
    problems: Vec<Problem>,
    values: Vec<Money>,
}

impl History<'_> {
    /// The month that the next value is of.
    fn expected(&self) -> NaiveDate {
        let behind = Months::new(self.values.len() as u32 + 1);
        self.running.checked_sub_months(behind).unwrap_or(self.running)
    }

    /// Rows that all name their month, in any order.
    fn take_named(&mut self, rows: impl Iterator<Item = Row>) {
        let mut months: BTreeMap<NaiveDate, (usize, Money)> = BTreeMap::new();
        for (row, month, revenue) in rows {
            let Some(month) = month else { continue };
            if month >= self.running {
                self.unfinished(row, month);
            } else if let Entry::Vacant(place) = months.entry(month) {
                place.insert((row, revenue));
            } else {
                let words = self.formats.month(month);
                let words = say!("{month} is here already: remove one of them.", month = words);
                self.problems.push(wrong(row, 0, &[&words]));
            }
        }
        for (month, (row, revenue)) in months.into_iter().rev() {
            let expected = self.expected();
            if month != expected {
                self.gap(row, expected);
                return;
            }
            self.values.push(revenue);
        }
    }

    /// Rows of which some are months by their place alone.
    fn take_placed(&mut self, rows: &[(usize, Option<Row>)]) {
        let open = |row: &Option<Row>| {
            row.and_then(|(_, month, _)| month).filter(|month| *month >= self.running)
        };
        let unfinished: Vec<_> =
            rows.iter().filter_map(|(at, row)| Some((*at, open(row)?))).collect();
        for (row, month) in &unfinished {
            self.unfinished(*row, *month);
        }
        let over = |at: &usize| unfinished.iter().all(|(row, _)| row != at);
        for (_, row) in rows.iter().rev().filter(|(at, _)| over(at)) {
            // Nobody knows whether a row that can't be read is a month.
            let Some((row, month, revenue)) = row else { return };
            let expected = self.expected();
            if month.is_some_and(|month| month != expected) {
                self.problems.push(shifted(*row, expected, self.formats));
                return;
            }
            self.values.push(*revenue);
        }
    }

    fn unfinished(&mut self, row: usize, month: NaiveDate) {
        let month = self.formats.month(month);
        let words = say!("{month} is not over yet and is left out.", month = month);
        self.problems.push(wrong(row, 0, &[&words]));
    }

    /// Says which month is missing behind this row.
    fn gap(&mut self, row: usize, missing: NaiveDate) {
        let month = self.formats.month(missing);
        let words = if self.values.is_empty() {
            say!("The history has to go up to last month: add {month}.", month = month)
        } else {
            say!("{month} is missing: only the months after it are used.", month = month)
        };
        self.problems.push(wrong(row, 0, &[&words]));
    }
}

fn shifted(row: usize, expected: NaiveDate, formats: &dyn Formats) -> Problem {
    let expected = formats.month(expected);
    let words = say!(
        "By its place this row is {month}: the months must be in a row and end with the one before this month.",
        month = expected,
    );
    wrong(row, 0, &[&words])
}
