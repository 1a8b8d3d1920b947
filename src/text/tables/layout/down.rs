//! Periods below each other.

use super::super::grid::{Grid, is_amount};
use super::super::period::{self, Span, Written};
use super::super::uses::Use;
use super::super::vocabulary::Role;
use super::{Header, Layout, Periods, headers};

/// A column that may be that of the periods.
struct Candidate {
    column: usize,
    /// First line with a period.
    first: usize,
    count: usize,
    /// Whether all of them are years.
    years: bool,
    head: Option<usize>,
}

/// The column with most periods beside amounts.
pub(super) fn find(grid: &Grid, day_first: bool) -> Option<Layout> {
    let all: Vec<Candidate> =
        (0..grid.width).filter_map(|column| candidate(grid, column, day_first)).collect();
    let most = all.iter().filter(|one| !one.years).map(|one| one.count).max();
    let most = most.or_else(|| all.iter().map(|one| one.count).max())?;
    let periods = all.iter().find(|one| one.count == most && !one.years);
    let year = all.iter().find(|one| one.years);
    let periods = periods.or(year)?;
    let heads = headers(grid, periods.head);
    let year = year.filter(|year| {
        year.column != periods.column && heads[periods.column].text != heads[year.column].text
    });
    let first = periods.first.min(year.map_or(usize::MAX, |year| year.first));
    let first = if periods.head.is_some_and(|head| head >= first) { periods.first } else { first };
    let down = Periods::Down(periods.column, year.map(|year| year.column));
    Some(Layout::new(down, periods.head, first, heads))
}

fn candidate(grid: &Grid, column: usize, day_first: bool) -> Option<Candidate> {
    let beside = |at: usize| {
        let mut others = grid.lines[at].filled().filter(|(other, _)| *other != column);
        others.any(|(_, cell)| is_amount(cell) || super::super::grid::is_blank(cell))
    };
    let own = |at: usize| grid.lines[at].cell(column);
    let reads: Vec<(usize, Written)> = (0..grid.lines.len())
        .filter(|at| beside(*at) || grid.lines[*at].filled().count() == 1)
        .filter_map(|at| Some((at, read(own(at), day_first)?)))
        .collect();
    let serials: Vec<(usize, Written)> = (0..grid.lines.len())
        .filter(|at| beside(*at))
        .filter_map(|at| Some((at, period::of_day(period::serial(own(at))?))))
        .collect();
    let with_amounts = |reads: &[(usize, Written)]| reads.iter().position(|(at, _)| beside(*at));
    let spaced = serials.len() >= 2 && are_months(&serials);
    let number = numbers(grid, column);
    let reads = if spaced && serials.len() > reads.len() {
        serials
    } else if number.len() > reads.len() {
        number
    } else {
        reads
    };
    let start = with_amounts(&reads)?;
    let first = reads[start].0;
    let reads = &reads[start..];
    let head = head_above(grid, first);
    let header = head.map(|head| Header::of(grid.lines[head].cell(column))).unwrap_or_default();
    let other =
        [Role::Use(Use::Due), Role::Closes, Role::Created].iter().any(|role| header.says(*role));
    let named = header.says(Role::Use(Use::Period)) || header.says(Role::Use(Use::Year));
    if other && !header.says(Role::Use(Use::Period)) {
        return None;
    }
    let years = reads.iter().all(|(_, written)| written.span == Span::Year);
    let fiscal = reads.iter().all(|(_, written)| written.fiscal);
    let year_like = named || years_follow(reads);
    let dated = reads.iter().all(|(_, written)| written.day.is_some());
    let body = (first..grid.lines.len()).filter(|at| !own(*at).is_empty() && beside(*at)).count();
    let enough = reads.len() >= 2 || named;
    let spread = !dated || named || header.text.is_empty() || are_months(reads);
    (enough && reads.len() * 2 > body && (!years || year_like || fiscal) && spread)
        .then_some(Candidate { column, first, count: reads.len(), years, head })
}

fn read(cell: &str, day_first: bool) -> Option<Written> {
    period::read(cell, day_first)
}

/// Months as plain numbers below a header that says so, beside a column of years.
fn numbers(grid: &Grid, column: usize) -> Vec<(usize, Written)> {
    let head = (0..grid.lines.len().min(40)).find(|at| {
        let header = Header::of(grid.lines[*at].cell(column));
        let years =
            grid.lines[*at].filled().any(|(_, cell)| Header::of(cell).says(Role::Use(Use::Year)));
        header.says(Role::Use(Use::Period)) && years
    });
    let Some(head) = head else { return Vec::new() };
    let written = |at: usize| {
        let number: u32 = grid.lines[at].cell(column).parse().ok()?;
        let span = (1..=12).contains(&number).then_some(Span::Months(number, 1))?;
        Some((at, Written { year: None, span, fiscal: false, day: None }))
    };
    (head + 1..grid.lines.len()).filter_map(written).collect()
}

/// Whether days are as far apart as months or quarters, or the same.
fn are_months(reads: &[(usize, Written)]) -> bool {
    let days: Vec<_> = reads.iter().filter_map(|(_, written)| written.day).collect();
    let step = |pair: &[chrono::NaiveDate]| {
        let step = (pair[1] - pair[0]).num_days().abs();
        step == 0 || (27..=36).contains(&step) || (84..=98).contains(&step)
    };
    days.len() >= 2 && days.windows(2).all(step)
}

/// Whether years are the same or follow each other.
fn years_follow(reads: &[(usize, Written)]) -> bool {
    let years: Vec<i32> = reads.iter().filter_map(|(_, written)| written.year).collect();
    let close = |pair: &[i32]| (pair[1] - pair[0]).abs() <= 1;
    years.len() >= 2 && years.windows(2).all(close)
}

/// The line of headers above the first amounts: the nearest one with texts and no amounts.
pub(super) fn head_above(grid: &Grid, first: usize) -> Option<usize> {
    let at = first.checked_sub(1)?;
    let plausible = |at: usize| {
        let line = &grid.lines[at];
        let texts = line.filled().filter(|(_, cell)| !is_amount(cell)).count();
        let known = line.filled().any(|(_, cell)| !Header::of(cell).roles.is_empty());
        texts == line.filled().count() && (texts >= 2 || known)
    };
    // A line of units, or the name of a group, may stand between.
    let units = grid.lines[at].filled().all(|(_, cell)| super::units::of_line(cell).is_some());
    let group = grid.lines[at].filled().count() == 1;
    if (units || group && !plausible(at)) && at > 0 && plausible(at - 1) {
        return Some(at - 1);
    }
    plausible(at).then_some(at)
}
