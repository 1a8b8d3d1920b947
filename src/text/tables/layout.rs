//! How a block is laid out: where its headers are, and whether periods run across, down, or not at
//! all.

mod across;
mod down;
mod flat;

use chrono::{Datelike, NaiveDate};

use super::grid::{Grid, Line, is_amount};
use super::period::{self, Written};
use super::units;
use super::uses::Use;
use super::vocabulary::{Role, roles, says};
use super::{Around, Refusal};
use crate::text::cells::day;

/// Where the periods are.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Periods {
    /// A column has one each.
    Across(Vec<Slot>),
    /// A line has one: the column of periods, and that of their years.
    Down(usize, Option<usize>),
    /// There are none.
    No,
}

/// A column with the amounts of one period.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Slot {
    pub column: usize,
    pub written: Written,
    /// What the amounts are, where a header says so.
    pub role: Option<Role>,
}

/// A header, and what it says.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Header {
    pub text: String,
    pub roles: Vec<(Role, usize)>,
    /// What its amounts are to be multiplied by.
    pub times: f64,
}

/// How days of numbers are written.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Days {
    /// Whether the day comes before the month.
    pub day_first: bool,
    /// Whether the block leaves that open.
    pub open: bool,
}

/// How a block is laid out.
#[derive(Clone, Debug)]
pub(super) struct Layout {
    pub periods: Periods,
    /// The line of the headers among those of the grid.
    pub head: Option<usize>,
    /// First line below the headers.
    pub body: usize,
    /// Column by column.
    pub headers: Vec<Header>,
    pub days: Days,
    /// What all amounts are to be multiplied by, as a line above says.
    pub times: f64,
    /// The one year that a line above names, and whether it is a fiscal one.
    pub year: Option<(i32, bool)>,
    /// Whether a line above says that these are goals.
    pub goals: bool,
    /// Whether columns are read as lines.
    pub turned: bool,
}

impl Header {
    pub fn of(text: &str) -> Self {
        let times = units::times(text);
        let known = roles(text);
        let bare = || {
            let bare = units::bare(text);
            let share = text.contains('%') && !bare.contains('%');
            let mut known = roles(bare);
            if share {
                // "Variance (%)", "Goal (%)".
                known.retain(|(role, _)| !matches!(role, Role::Use(used) if used.is_amount()));
            }
            known
        };
        let roles = if known.is_empty() { bare() } else { known };
        Self { text: text.to_owned(), roles, times }
    }

    /// Whether it says this.
    pub fn says(&self, role: Role) -> bool {
        self.roles.iter().any(|(own, _)| *own == role)
    }

    /// What it says first.
    pub fn role(&self) -> Option<Role> {
        self.roles.first().map(|(role, _)| *role)
    }
}

/// Finds out how a block is laid out.
pub(super) fn layout(
    grid: &Grid,
    around: &Around,
    day_first: Option<bool>,
) -> Result<Layout, Refusal> {
    let (guess, day_open) = order(grid, around);
    let day_first = day_first.unwrap_or(guess);
    let several = || across::find(grid, day_first, 2);
    let found = several().or_else(|| down::find(grid, day_first)).or_else(|| flat::find(grid));
    let mut layout = found.or_else(|| across::find(grid, day_first, 1)).ok_or(Refusal::Unknown)?;
    (layout.days.day_first, layout.days.open) = (day_first, day_open);
    let above = &grid.lines[..layout.head.unwrap_or(layout.body).min(grid.lines.len())];
    layout.times = above.iter().find_map(|line| units::of_line(&line.text())).unwrap_or(1.0);
    layout.year = year_above(above);
    let goal = |word: &str| says(word, Role::Use(Use::Goal));
    layout.goals = above.iter().any(|line| line.text().split(' ').any(goal));
    layout.take_units(grid);
    Ok(layout)
}

/// The layout of a table with a single period, in the header of its amounts: "FY2027 quota".
pub(super) fn one_period(grid: &Grid, flat: &Layout) -> Option<Layout> {
    let found = across::find(grid, flat.days.day_first, 1)?;
    let Layout { periods, head, body, headers, .. } = found;
    Some(Layout { periods, head, body, headers, ..flat.clone() })
}

/// A table without periods whose headers are below each other, as lines.
pub(super) fn turned(grid: &Grid, around: &Around) -> Option<(Grid, Layout)> {
    let grid = grid.transposed()?;
    let mut layout = flat::find(&grid)?;
    (layout.days.day_first, layout.days.open) = order(&grid, around);
    layout.turned = true;
    Some((grid, layout))
}

impl Layout {
    /// A layout with these headers; what lines above say comes later.
    pub fn new(periods: Periods, head: Option<usize>, body: usize, headers: Vec<Header>) -> Self {
        Self {
            periods,
            head,
            body,
            headers,
            days: Days::default(),
            times: 1.0,
            year: None,
            goals: false,
            turned: false,
        }
    }

    /// A line just below the headers may say units.
    fn take_units(&mut self, grid: &Grid) {
        let Some(head) = self.head else { return };
        for at in head + 1..grid.lines.len().min(self.body + 1) {
            let line = &grid.lines[at];
            let units: Vec<(usize, Option<f64>)> =
                line.filled().map(|(column, cell)| (column, units::of_line(cell))).collect();
            if line.filled().any(|(_, cell)| is_amount(cell))
                || units.iter().any(|(_, times)| times.is_none())
            {
                continue;
            }
            for (column, times) in units {
                self.headers[column].times = times.unwrap_or(1.0);
            }
            self.body = self.body.max(at + 1);
        }
    }
}

/// The headers in a line, each with what the line above says where its own words say nothing.
fn headers(grid: &Grid, head: Option<usize>) -> Vec<Header> {
    let Some(at) = head else {
        return vec![Header { times: 1.0, ..Header::default() }; grid.width];
    };
    let above = at.checked_sub(1).map(|above| &grid.lines[above]);
    let above = above.filter(|line| {
        line.filled().count() >= 2 && !line.filled().any(|(_, cell)| is_amount(cell))
    });
    let mut carried = String::new();
    let header = |column: usize| {
        let own = grid.lines[at].cell(column);
        let over = above.map_or("", |line| line.cell(column));
        if !over.is_empty() {
            over.clone_into(&mut carried);
        }
        let alone = Header::of(own);
        let both = || Header::of([&*carried, " ", own].concat().trim());
        if alone.roles.is_empty() && !carried.is_empty() && above.is_some() {
            let joined = both();
            let over = Header::of(&carried);
            if !joined.roles.is_empty() {
                return joined;
            }
            if own.is_empty() || units::of_line(own).is_some() {
                let times = units::of_line(own).unwrap_or(1.0) * over.times;
                return Header { times, ..over };
            }
        }
        alone
    };
    (0..grid.width).map(header).collect()
}

/// Whether the day comes first in days of numbers, and whether nothing decides it.
fn order(grid: &Grid, around: &Around) -> (bool, bool) {
    let cells = || grid.lines.iter().flat_map(Line::filled).map(|(_, cell)| cell);
    let mut tally = day::Tally::default();
    cells().for_each(|cell| tally.add(cell));
    if let Some(first) = tally.decided() {
        return (first, false);
    }
    let both: Vec<[NaiveDate; 2]> = cells()
        .map(day::readings)
        .filter_map(|[month_first, day_first]| Some([month_first?, day_first?]))
        .filter(|[one, other]| one != other)
        .collect();
    // Months are written as their first days.
    let starts = |at: usize| both.len() >= 2 && both.iter().all(|days| days[at].day() == 1);
    match (starts(0), starts(1)) {
        (true, false) => (false, false),
        (false, true) => (true, false),
        _ => (around.formats.notation().day_first, tally.is_open()),
    }
}

/// The year that lines above a table name, where it is one.
fn year_above(above: &[Line]) -> Option<(i32, bool)> {
    let mut found: Option<(i32, bool)> = None;
    for (_, cell) in above.iter().flat_map(Line::filled) {
        let words = cell.split(|glyph: char| !glyph.is_alphanumeric());
        for word in words {
            let fiscal = word.len() > 4;
            let Some(Written { year: Some(year), span: period::Span::Year, .. }) =
                period::read(word, false).filter(|_| word.len() >= 4)
            else {
                continue;
            };
            if found.is_some_and(|(other, _)| other != year) {
                return None;
            }
            found = Some((year, fiscal || cell.to_lowercase().contains("fy")));
        }
    }
    found
}
