//! Amounts of periods below each other.

use super::super::grid::{Grid, is_amount, is_blank};
use super::super::layout::Layout;
use super::super::period::{self, Span, Written};
use super::super::uses::Use;
use super::super::vocabulary::Role;
use super::across::name_of;
use super::{Facts, Record, is_total, measure, times};
use crate::text::tables::layout::Header;

/// What a column beside the periods holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::text::tables) enum Holds {
    /// Amounts.
    Amounts,
    /// Shares of something.
    Shares,
    /// Names that amounts are divided by.
    Names(Use),
    /// Names of what the amounts are: "Forecast" and "Actual".
    Kinds,
    /// Nothing of use.
    Nothing,
}

/// What a column below `body` holds.
pub(in crate::text::tables) fn holds(grid: &Grid, layout: &Layout, column: usize) -> Holds {
    let header = &layout.headers[column];
    let cells = || grid.lines[layout.body..].iter().map(|line| line.cell(column));
    let filled = cells().filter(|cell| !is_blank(cell)).count();
    let amounts = cells().filter(|cell| is_amount(cell) || grid.amount(cell) == Some(0.0)).count();
    let shares = cells().filter(|cell| cell.ends_with('%')).count();
    let kinds = || cells().filter(|cell| measure(&Header::of(cell)).is_some()).count();
    if filled > 0 && amounts == 0 && name_of(header).is_none() && kinds() * 5 >= filled * 4 {
        return Holds::Kinds;
    }
    if filled == 0 || header.says(Role::Note) {
        return Holds::Nothing;
    }
    if shares * 2 > filled {
        return Holds::Shares;
    }
    let known = measure(header).is_some();
    if amounts * 2 > filled || known && amounts > 0 {
        return Holds::Amounts;
    }
    if let Some(of) = name_of(header) {
        return Holds::Names(of);
    }
    Holds::Names(Use::Group)
}

pub(super) fn read(
    facts: &mut Facts,
    grid: &Grid,
    layout: &Layout,
    column: usize,
    year: Option<usize>,
) {
    let others = (0..grid.width).filter(|other| *other != column && Some(*other) != year);
    let columns: Vec<(usize, Holds)> =
        others.map(|other| (other, holds(grid, layout, other))).collect();
    for (other, _) in columns.iter().filter(|(_, holds)| *holds == Holds::Shares) {
        facts.leave(&layout.headers[*other].text);
    }
    let part = part_column(&columns);
    let mut last: (Option<Written>, Option<(i32, bool)>) = (None, None);
    let mut name = String::new();
    for at in layout.body..grid.lines.len() {
        let line = &grid.lines[at];
        if let Some(written) =
            year.and_then(|year| period::read(line.cell(year), layout.days.day_first))
        {
            last.1 = written.year.map(|year| (year, written.fiscal));
        }
        let filled = || line.filled().map(|(_, cell)| cell);
        let totals = line.filled().find(|(own, cell)| {
            (*own == column
                || columns.iter().any(|(other, holds)| {
                    other == own && matches!(holds, Holds::Names(_) | Holds::Kinds)
                }))
                && is_total(cell, filled())
        });
        if let Some((_, name)) = totals {
            facts.leave(name);
            continue;
        }
        let Some(written) = period(facts, grid, layout, (at, column), &columns, last) else {
            continue;
        };
        last.0 = Some(written);
        if let Some((column, _)) = part.filter(|(column, _)| !line.cell(*column).is_empty()) {
            line.cell(column).clone_into(&mut name);
        }
        let part = part.map(|(_, of)| (of, &*name)).filter(|(_, name)| !name.is_empty());
        take(facts, grid, layout, (at, written), &columns, part);
    }
}

/// The period of a line: its own, or where names are beside it, that of the line above.
fn period(
    facts: &mut Facts,
    grid: &Grid,
    layout: &Layout,
    (at, column): (usize, usize),
    columns: &[(usize, Holds)],
    (before, year): (Option<Written>, Option<(i32, bool)>),
) -> Option<Written> {
    let line = &grid.lines[at];
    let cell = line.cell(column);
    let amounts = columns
        .iter()
        .any(|(other, holds)| *holds == Holds::Amounts && is_amount(line.cell(*other)));
    let number = cell.parse().ok().filter(|number| (1..=12).contains(number) && year.is_some());
    let read = || period::read(cell, layout.days.day_first);
    let number = || {
        let span = Span::Months(number?, 1);
        Some(Written { year: None, span, fiscal: false, day: None })
    };
    let serial = || period::serial(cell).map(period::of_day);
    if let Some(mut written) = read().or_else(serial).or_else(number) {
        if written.year.is_none() {
            written.year = year.map(|(year, _)| year);
            written.fiscal |= year.is_some_and(|(_, fiscal)| fiscal || is_fiscal_year(layout));
        }
        return Some(written);
    }
    let named = columns.iter().any(|(other, holds)| {
        matches!(holds, Holds::Names(_) | Holds::Kinds) && !line.cell(*other).is_empty()
    });
    if cell.is_empty() && named && amounts {
        return before;
    }
    let header = cell == layout.headers[column].text;
    if amounts && !header {
        facts.unread.push((at, cell.to_owned()));
    }
    None
}

/// Whether the column of years is one of fiscal years.
fn is_fiscal_year(layout: &Layout) -> bool {
    let super::Periods::Down(_, Some(year)) = layout.periods else { return false };
    let text = layout.headers[year].text.to_lowercase();
    ["fiscal", "fy", "geschäft", "exercice", "ejercicio", "boekjaar"]
        .iter()
        .any(|word| text.contains(word))
}

/// The column of the names that amounts are divided by: the reps, or the first names.
fn part_column(columns: &[(usize, Holds)]) -> Option<(usize, Use)> {
    let names = columns.iter().filter_map(|(column, holds)| match holds {
        Holds::Names(of) => Some((*column, *of)),
        _ => None,
    });
    let mut names: Vec<(usize, Use)> = names.collect();
    names.sort_by_key(|(_, of)| (*of != Use::Rep, *of == Use::Group));
    names.first().copied()
}

fn take(
    facts: &mut Facts,
    grid: &Grid,
    layout: &Layout,
    (at, written): (usize, Written),
    columns: &[(usize, Holds)],
    part: Option<(Use, &str)>,
) {
    let line = &grid.lines[at];
    let kinds = columns.iter().filter(|(_, holds)| *holds == Holds::Kinds);
    let kind = kinds
        .map(|(column, _)| line.cell(*column))
        .find_map(|cell| measure(&Header::of(cell)).map(|role| (role, cell)));
    let part = part.map(|(of, name)| facts.part(of, name));
    let period = facts.period(written);
    for (column, _) in columns.iter().filter(|(_, holds)| *holds == Holds::Amounts) {
        let header = &layout.headers[*column];
        let own = measure(header);
        // "Opportunity Revenue" beside a quota says of what it is one.
        let vague = own.is_none_or(|(role, _)| matches!(role, Role::Use(Use::Value) | Role::Total));
        let (role, name) = match kind.filter(|_| vague) {
            Some((role, name)) => (Some(role), name),
            None => (own, &*header.text),
        };
        let series = facts.series(role, name, false);
        let record = Record { line: at, period, series, part, amount: None, bad: false };
        facts.add(grid, line.cell(*column), times(header, layout), record);
    }
}
