//! Periods beside each other.

use std::collections::BTreeMap;

use super::super::grid::{Grid, Line, is_amount};
use super::super::period::{self, Span, Written};
use super::super::uses::Use;
use super::super::vocabulary::{Role, roles};
use super::{Header, Layout, Periods, Slot, headers};

/// Lines among which the periods are looked for.
const ABOVE: usize = 60;

/// A period in a cell of a header.
struct Found {
    column: usize,
    written: Written,
    role: Option<Role>,
}

/// The line with most periods above amounts, as many as `least` or more.
pub(super) fn find(grid: &Grid, day_first: bool, least: usize) -> Option<Layout> {
    let lines = grid.lines.iter().take(ABOVE).enumerate();
    let rated = lines.filter_map(|(at, line)| {
        let found = periods(line, day_first);
        fits(grid, at, &found, least).then_some((at, found))
    });
    let mut best: Option<(usize, Vec<Found>)> = None;
    for (at, found) in rated {
        if best.as_ref().is_none_or(|(_, other)| found.len() > other.len()) {
            best = Some((at, found));
        }
    }
    let (at, found) = best?;
    Some(laid_out(grid, at, found, day_first))
}

/// The periods in a line. What stands beside one must say what the amounts are.
fn periods(line: &Line, day_first: bool) -> Vec<Found> {
    let serials: Vec<(usize, Written)> = line
        .filled()
        .filter_map(|(column, cell)| Some((column, period::of_day(period::serial(cell)?))))
        .collect();
    if serials.len() >= 3 && steps(&serials) {
        let found = |(column, written)| Found { column, written, role: None };
        return serials.into_iter().map(found).collect();
    }
    line.filled()
        .filter_map(|(column, cell)| {
            let (written, rest) = period::with_rest(cell, day_first)?;
            let role = measure(&rest);
            (rest.is_empty() || role.is_some()).then_some(Found { column, written, role })
        })
        .collect()
}

/// Whether days are a month or more apart, as periods are.
fn steps(days: &[(usize, Written)]) -> bool {
    let days = days.iter().filter_map(|(_, written)| written.day).collect::<Vec<_>>();
    days.windows(2).all(|pair| (27..=366).contains(&(pair[1] - pair[0]).num_days().abs()))
}

/// What amounts are, by the words of a header.
pub(super) fn measure(words: &str) -> Option<Role> {
    let known = roles(words);
    let measure = |role: &Role| match role {
        Role::Use(used) => used.is_amount() || *used == Use::Count,
        other => !matches!(other, Role::Deal | Role::Created | Role::Closes | Role::Note),
    };
    known.iter().map(|(role, _)| *role).find(measure)
}

/// Whether a line can be that of the periods: there are several, little else, and amounts below.
fn fits(grid: &Grid, at: usize, found: &[Found], least: usize) -> bool {
    let Some(first) = found.first().filter(|_| found.len() >= least) else { return false };
    let line = &grid.lines[at];
    // One period alone may be that of a title: a name must be left of its amounts.
    if found.len() == 1 && (first.column == 0 || line.filled().count() > 2) {
        return false;
    }
    let columns: Vec<usize> = found.iter().map(|one| one.column).collect();
    let others = line.filled().filter(|(column, cell)| {
        *column > first.column && !columns.contains(column) && roles(cell).is_empty()
    });
    if others.count() > found.len() {
        return false;
    }
    // Amounts from 1990 to 2100 look like years.
    let years = found.iter().all(|one| one.written.span == Span::Year && !one.written.fiscal);
    let apart = |pair: &[Found]| {
        let year = |one: &Found| one.written.year.unwrap_or_default();
        (year(&pair[1]) - year(&pair[0])).abs() <= 1
    };
    if years && !found.windows(2).all(apart) {
        return false;
    }
    let below = || {
        let lines = grid.lines[at + 1..].iter();
        lines.flat_map(|line| columns.iter().map(|column| line.cell(*column)))
    };
    let amounts = below().filter(|cell| is_amount(cell)).count();
    let texts =
        below().filter(|cell| !is_amount(cell) && period::read(cell, true).is_some()).count();
    let serials = below().filter(|cell| period::serial(cell).is_some()).count();
    let dated = found.iter().all(|one| one.written.day.is_some());
    amounts > 0 && texts * 4 <= amounts && !(dated && serials * 2 > amounts && found.len() < 3)
}

fn laid_out(grid: &Grid, at: usize, mut found: Vec<Found>, day_first: bool) -> Layout {
    add_years(grid, at, &mut found, day_first);
    let first = found[0].column;
    let below = roles_of_line(grid, at + 1, first);
    let repeated = found.iter().any(|one| {
        let same = |other: &&Found| other.written == one.written && other.role == one.role;
        found.iter().filter(same).count() > 1
    });
    let above =
        at.checked_sub(1).map(|above| roles_of_line(grid, above, first)).filter(|_| repeated);
    let mut slots: Vec<Slot> = found
        .iter()
        .map(|one| Slot { column: one.column, written: one.written, role: one.role })
        .collect();
    let mut body = at + 1;
    if below.len() >= 2 {
        body += 1;
        slots = spread(&slots, &below);
    } else if let Some(above) = above {
        for slot in &mut slots {
            slot.role = above.range(..=slot.column).next_back().map(|(_, role)| *role);
        }
    }
    let mut heads = headers(grid, Some(at));
    for slot in &slots {
        if let Some(head) = heads.get_mut(slot.column).filter(|head| head.text.is_empty()) {
            *head = Header::of(grid.lines[body - 1].cell(slot.column));
        }
    }
    for head in &mut heads {
        let own = head.times;
        head.times = if own > 0.0 { own } else { 1.0 };
    }
    Layout::new(Periods::Across(slots), Some(at), body, heads)
}

/// Each column below a period, or right of it, with what the line below says.
fn spread(slots: &[Slot], below: &BTreeMap<usize, Role>) -> Vec<Slot> {
    let of = |(column, role): (&usize, &Role)| {
        let own = slots.iter().rev().find(|slot| slot.column <= *column)?;
        Some(Slot { column: *column, written: own.written, role: Some(*role) })
    };
    below.iter().filter_map(of).collect()
}

/// What the cells of a line without amounts say about the amounts below.
fn roles_of_line(grid: &Grid, at: usize, first: usize) -> BTreeMap<usize, Role> {
    let Some(line) = grid.lines.get(at) else { return BTreeMap::new() };
    if line.filled().any(|(_, cell)| is_amount(cell)) {
        return BTreeMap::new();
    }
    let named = |(column, cell): (usize, &str)| Some((column, measure(cell)?));
    line.filled().filter(|(column, _)| *column >= first).filter_map(named).collect()
}

/// Gives periods without a year that of the line above, from left to right.
fn add_years(grid: &Grid, at: usize, found: &mut [Found], day_first: bool) {
    if found.iter().all(|one| one.written.year.is_some()) {
        return;
    }
    for above in grid.lines[at.saturating_sub(2)..at].iter().rev() {
        let years: BTreeMap<usize, Written> = above
            .filled()
            .filter_map(|(column, cell)| Some((column, period::read(cell, day_first)?)))
            .filter(|(_, written)| written.year.is_some())
            .collect();
        // A year alone in its line may be that of a title.
        if years.is_empty() {
            continue;
        }
        for one in found.iter_mut().filter(|one| one.written.year.is_none()) {
            let over = years.range(..=one.column).next_back();
            if let Some((_, over)) = over {
                (one.written.year, one.written.fiscal) = (over.year, over.fiscal);
            }
        }
        return;
    }
}
