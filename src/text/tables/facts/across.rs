//! Amounts of periods beside each other.

use super::super::grid::{Grid, Line, is_amount};
use super::super::layout::{Header, Layout, Slot};
use super::super::period::{self, Span, Written};
use super::super::uses::Use;
use super::super::vocabulary::{IN_PART, Role};
use super::{Facts, Record, is_total, measure, times};

/// What stands left of the amounts of a line.
struct Labels {
    /// What they say the amounts are.
    role: Option<(Role, usize)>,
    /// The name that says so, or the name of the line.
    name: String,
    part: Option<(Use, String)>,
    total: bool,
    times: f64,
    /// The month of a table of months by years.
    month: Option<Written>,
}

pub(super) fn read(facts: &mut Facts, grid: &Grid, layout: &Layout, slots: &[Slot]) {
    let is_slot = |column: usize| slots.iter().any(|slot| slot.column == column);
    let columns: Vec<usize> = (0..grid.width).filter(|column| !is_slot(*column)).collect();
    let name_of = |column: usize| {
        name_of(&layout.headers[column]).filter(|_| !is_statement(grid, layout, column))
    };
    facts.named = columns.iter().any(|column| name_of(*column).is_some());
    let texts = |column: &&usize| {
        grid.lines[layout.body..].iter().any(|line| {
            let cell = line.cell(**column);
            !cell.is_empty() && !is_amount(cell)
        })
    };
    let merged = columns.iter().filter(texts).count() > 1;
    for column in &columns {
        let header = &layout.headers[*column];
        let amounts = grid.lines[layout.body..].iter().any(|line| is_amount(line.cell(*column)));
        if amounts && !header.text.is_empty() {
            facts.leave(&header.text);
        }
    }
    let mut before: Option<(Use, String)> = None;
    for at in layout.body..grid.lines.len() {
        let line = &grid.lines[at];
        if slots.iter().all(|slot| line.cell(slot.column).is_empty()) {
            continue;
        }
        let mut labels = labels(line, layout, &columns, slots, &name_of);
        if merged && labels.part.is_none() && labels.role.is_some() && !labels.total {
            labels.part.clone_from(&before);
        }
        before.clone_from(&labels.part);
        take(facts, grid, layout, (at, slots), &labels);
    }
}

/// What a header says the names below it are of.
pub(super) fn name_of(header: &Header) -> Option<Use> {
    header.roles.iter().find_map(|(role, _)| match role {
        Role::Use(used) if used.is_name() && *used != Use::Group => Some(*used),
        _ => None,
    })
}

/// Whether the names in a column are the lines of a profit and loss, whatever its header says.
fn is_statement(grid: &Grid, layout: &Layout, column: usize) -> bool {
    let known = grid.lines[layout.body..].iter().filter(|line| {
        Header::of(line.cell(column)).roles.iter().any(|(role, rank)| {
            let kinds = [Use::Revenue, Use::Goal, Use::Actual, Use::Forecast].map(Role::Use);
            *rank < IN_PART && (*role == Role::Deduction || kinds.contains(role))
        })
    });
    known.count() >= 2
}

fn labels(
    line: &Line,
    layout: &Layout,
    columns: &[usize],
    slots: &[Slot],
    name_of: &dyn Fn(usize) -> Option<Use>,
) -> Labels {
    let texts: Vec<(usize, &str)> = line
        .filled()
        .filter(|(column, cell)| columns.contains(column) && !is_amount(cell))
        .filter(|(column, _)| !layout.headers[*column].says(Role::Note))
        .collect();
    let years = slots.iter().all(|slot| slot.written.span == Span::Year);
    let month = texts.iter().find_map(|(_, cell)| {
        period::read(cell, layout.days.day_first).filter(|one| years && one.year.is_none())
    });
    let mut labels =
        Labels { role: None, name: String::new(), part: None, total: false, times: 1.0, month };
    labels.total =
        texts.iter().any(|(_, cell)| is_total(cell, line.filled().map(|(_, cell)| cell)));
    if labels.month.is_some() {
        return labels;
    }
    for (column, cell) in texts.iter().rev() {
        let of = name_of(*column);
        let header = Header::of(cell);
        let role = measure(&header).filter(|_| of.is_none());
        if let (Some(role), None) = (role, labels.role) {
            labels.role = Some(role);
            (labels.name, labels.times) = ((*cell).to_owned(), header.times);
        } else if labels.part.is_none() || of == Some(Use::Rep) {
            labels.part = Some((of.unwrap_or(Use::Group), (*cell).to_owned()));
        }
    }
    labels
}

fn take(
    facts: &mut Facts,
    grid: &Grid,
    layout: &Layout,
    (at, slots): (usize, &[Slot]),
    labels: &Labels,
) {
    let line = &grid.lines[at];
    let name = match (&labels.part, labels.role) {
        (_, Some(_)) => labels.name.clone(),
        (Some((_, name)), None) => name.clone(),
        (None, None) => String::new(),
    };
    if labels.total {
        facts.leave(if labels.name.is_empty() { &name } else { &labels.name });
    }
    let part = labels.part.as_ref().filter(|_| !labels.total);
    let part = part.map(|(of, name)| facts.part(*of, name));
    for slot in slots {
        let header = &layout.headers[slot.column];
        let role = if labels.total {
            Some((Role::Total, 0))
        } else {
            slot.role.map(|role| (role, 0)).or(labels.role)
        };
        // A row of names below "Forecast" and "Actual" is not another series.
        let own = match slot.role {
            Some(Role::Use(used)) if !labels.total => used.words(),
            _ => &name,
        };
        let series = facts.series(role, own, true);
        let mut written = slot.written;
        if let Some(month) = labels.month {
            written.span = month.span;
        }
        let period = facts.period(written);
        let units =
            if labels.times.total_cmp(&1.0).is_eq() { times(header, layout) } else { labels.times };
        let record = Record { line: at, period, series, part, amount: None, bad: false };
        facts.add(grid, line.cell(slot.column), units, record);
    }
}
