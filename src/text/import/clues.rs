//! What a row says about the state of its deal.

use super::super::cells::amount;
use super::facts::Words;
use super::mapping::Mapping;
use super::reader::Row;
use super::role::Role;
use super::sense;

/// All that a row says about the state of its deal, without what its words mean. Rows that say the
/// same are decided, or asked about, together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Clues {
    /// The word of the status, by its place among the words of the column.
    pub status: Place,
    /// The word of the stage.
    pub stage: Place,
    /// Flags: won, lost, closed, active.
    pub flags: [Option<bool>; 4],
    /// Whether there is a day of winning, and one of losing.
    pub dated: (bool, bool),
    /// Whether a column of its own has a day of closing.
    pub closed: bool,
    /// The probability.
    pub chance: Chance,
}

/// Which word of a column a cell has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    /// None.
    #[default]
    Blank,
    /// The one at this place.
    At(u16),
    /// One of too many to be told apart.
    Other,
}

/// What a probability says about the state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Chance {
    /// Nothing: none, or one between 0 and 100%.
    #[default]
    Silent,
    /// Between 0 and 100%.
    Between,
    /// 0.
    Zero,
    /// 1: everything, where the column has shares.
    One,
    /// 100%.
    Hundred,
}

/// The rows that say the same.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Weight {
    /// Number of rows.
    pub rows: u32,
    /// Sum of their amounts, by [`amount::Tally::reading`] of the column.
    pub sums: [f64; amount::READINGS],
    /// Rows whose close date is still to come: with the month and with the day first where it could
    /// be either.
    pub ahead: [u32; 2],
    /// Rows whose close date is past.
    pub past: [u32; 2],
}

impl Weight {
    pub fn add(&mut self, other: &Self) {
        self.rows += other.rows;
        for (sum, other) in self.sums.iter_mut().zip(other.sums) {
            *sum += other;
        }
        for at in 0..2 {
            self.ahead[at] += other.ahead[at];
            self.past[at] += other.past[at];
        }
    }
}

impl Clues {
    /// What a row says; its words are among those of the columns.
    pub fn of(row: &Row, mapping: &Mapping, statuses: &Words, stages: &Words) -> Self {
        let cell = |role| mapping.column(role).map_or("", |column| row.cell(column));
        let says = |role| !amount::is_nothing(cell(role));
        let flag = |role| sense::flag(cell(role));
        let own = mapping.column(Role::Closed) != mapping.column(Role::ExpectedClose);
        Self {
            status: statuses.place(cell(Role::Status)),
            stage: stages.place(cell(Role::Stage)),
            flags: [Role::IsWon, Role::IsLost, Role::IsClosed, Role::IsActive].map(flag),
            dated: (says(Role::WonOn), says(Role::LostOn)),
            closed: own && says(Role::Closed),
            chance: chance(cell(Role::Probability)),
        }
    }
}

fn chance(cell: &str) -> Chance {
    let tally = amount::Tally::default();
    match amount::read(cell, tally) {
        None => Chance::Silent,
        Some(0.0) => Chance::Zero,
        Some(100.0) => Chance::Hundred,
        Some(1.0) if !cell.contains('%') => Chance::One,
        Some(_) => Chance::Between,
    }
}
