//! The amounts of a block, each with its period and what it is.

mod across;
mod down;

use super::grid::{Grid, is_blank};
use super::layout::{Header, Layout, Periods};
use super::period::Written;
use super::uses::Use;
use super::vocabulary::{IN_PART, Role, roles};
use crate::text::cells::total;

pub(super) use self::down::{Holds, holds};

/// An amount of a period.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Record {
    /// Its line among those of the grid.
    pub line: usize,
    /// Its period among [`Facts::written`].
    pub period: usize,
    /// What it is, among [`Facts::series`].
    pub series: usize,
    /// Whose it is, among [`Facts::parts`].
    pub part: Option<usize>,
    /// The amount; `None` where nothing is there.
    pub amount: Option<f64>,
    /// Whether something is there that is no amount.
    pub bad: bool,
}

/// A row or a column of amounts.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Series {
    /// What its name says; `None` where that is not known.
    pub role: Option<Role>,
    /// The place of its name in the vocabulary: the first named are the likeliest.
    pub rank: usize,
    /// Its name as it is written.
    pub name: String,
    /// Whether it is a row.
    pub row: bool,
}

/// A name that amounts are divided by.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Name {
    pub of: Use,
    pub name: String,
}

/// All amounts of a block with periods.
#[derive(Clone, Debug, Default)]
pub(super) struct Facts {
    pub series: Vec<Series>,
    pub parts: Vec<Name>,
    pub written: Vec<Written>,
    pub records: Vec<Record>,
    /// Names of lines and columns that are left out.
    pub left: Vec<String>,
    /// Lines that can't be read, with the cell at fault: its period.
    pub unread: Vec<(usize, String)>,
    /// Whether a header says what rows without a known name are: reps, products.
    pub named: bool,
    /// What amounts were multiplied by.
    pub times: f64,
}

/// Reads the amounts of a block with periods.
pub(super) fn facts(grid: &Grid, layout: &Layout) -> Facts {
    let mut facts = Facts { times: 1.0, ..Facts::default() };
    match &layout.periods {
        Periods::Across(slots) => across::read(&mut facts, grid, layout, slots),
        Periods::Down(column, year) => down::read(&mut facts, grid, layout, *column, *year),
        Periods::No => {}
    }
    facts
}

impl Facts {
    fn series(&mut self, role: Option<(Role, usize)>, name: &str, row: bool) -> usize {
        let kind = role.map(|(role, _)| role);
        let same = |own: &Series| own.role == kind && own.name == name;
        self.series.iter().position(same).unwrap_or_else(|| {
            let rank = role.map_or(usize::MAX, |(_, rank)| rank);
            self.series.push(Series { role: kind, rank, name: name.to_owned(), row });
            self.series.len() - 1
        })
    }

    fn part(&mut self, of: Use, name: &str) -> usize {
        let same = |own: &Name| own.of == of && own.name == name;
        self.parts.iter().position(same).unwrap_or_else(|| {
            self.parts.push(Name { of, name: name.to_owned() });
            self.parts.len() - 1
        })
    }

    fn period(&mut self, written: Written) -> usize {
        self.written.iter().position(|own| *own == written).unwrap_or_else(|| {
            self.written.push(written);
            self.written.len() - 1
        })
    }

    fn leave(&mut self, name: &str) {
        if !name.is_empty() && !self.left.iter().any(|own| own == name) {
            self.left.push(name.to_owned());
        }
    }

    /// Adds the amount in a cell.
    fn add(&mut self, grid: &Grid, cell: &str, times: f64, mut record: Record) {
        let amount = grid.amount(cell);
        record.bad = amount.is_none() && !is_blank(cell);
        record.amount = amount.map(|amount| amount * times);
        if times.total_cmp(&1.0).is_ne() && record.amount.is_some() {
            self.times = times;
        }
        self.records.push(record);
    }
}

/// What the cells below a header are multiplied by: as it says itself, or as a line above says.
fn times(header: &Header, layout: &Layout) -> f64 {
    let own = header.times;
    let plain = own.total_cmp(&1.0).is_eq();
    let amounts = !matches!(header.role(), Some(Role::Counts | Role::Use(Use::Count)));
    if plain && amounts { layout.times } else { own }
}

/// What the name of amounts says about them, with its place in the vocabulary.
fn measure(header: &Header) -> Option<(Role, usize)> {
    let fits = |(role, _): &(Role, usize)| match role {
        Role::Use(used) => used.is_amount() || *used == Use::Count,
        Role::Deal | Role::Created | Role::Closes => false,
        _ => true,
    };
    header.roles.iter().copied().find(fits)
}

/// Whether a name is that of a total of others, and of nothing else that is known by itself, as
/// "Total Income" is.
pub(super) fn is_total<'a>(name: &str, cells: impl Iterator<Item = &'a str> + Clone) -> bool {
    let known = roles(name);
    let own =
        known.iter().any(|(role, _)| matches!(role, Role::Use(Use::Revenue) | Role::Deduction));
    let total = known.iter().any(|(role, _)| *role == Role::Total);
    total || !own && !name.is_empty() && total::is_one(cells)
}

/// Whether a name is that of a total and nothing more: "Total", "Grand total".
pub(super) fn is_bare_total(name: &str) -> bool {
    roles(name).iter().any(|(role, rank)| *role == Role::Total && *rank < IN_PART)
}
