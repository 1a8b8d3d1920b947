//! What the cells of a column look like.

use chrono::NaiveDate;

use super::super::cells::{amount, currency, day, period};
use super::reader::Row;
use super::role::Role;
use super::sense::{self, Meaning, meaning};

/// Longest word of a state that is looked at, in bytes.
const LONGEST: usize = 60;

/// How many cells of a column look like what.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Looks {
    filled: u32,
    days: u32,
    /// Months, quarters and such.
    periods: u32,
    numbers: u32,
    /// Numbers with a currency.
    pub money: u32,
    /// Numbers with a percent sign.
    percents: u32,
    flags: u32,
    /// Words that mean won, lost or open.
    senses: u32,
    /// Words that mean won or lost.
    ends: u32,
    codes: u32,
    /// Cells without a blank.
    solid: u32,
}

impl Looks {
    /// What the cells of each column look like.
    pub fn of(rows: &[Row], columns: usize) -> Vec<Self> {
        let mut looks = vec![Self::default(); columns];
        for row in rows {
            for (cell, looks) in row.cells().zip(&mut looks) {
                looks.add(cell);
            }
        }
        looks
    }

    fn add(&mut self, cell: &str) {
        if amount::is_nothing(cell) {
            return;
        }
        let number = amount::read(cell, amount::Tally::default()).is_some();
        let code = cell.len() == 3 && cell.bytes().all(|byte| byte.is_ascii_uppercase());
        self.filled += 1;
        let day = day::read(cell, Some(true)).or(day::read(cell, Some(false))).is_some();
        self.days += u32::from(day);
        self.periods +=
            u32::from(!day && !number && period::last_day(cell, NaiveDate::default()).is_some());
        self.numbers += u32::from(number);
        self.money += u32::from(number && currency::currency(cell).is_some());
        self.percents += u32::from(number && cell.ends_with('%'));
        self.flags += u32::from(sense::flag(cell).is_some());
        let word = !number && !day && cell.len() <= LONGEST;
        let known = || meaning(cell) != Meaning::Unknown || matches!(cell, "P" | "S" | "F");
        self.senses += u32::from(word && known());
        self.ends += u32::from(word && sense::ends(cell));
        self.codes += u32::from(code || matches!(cell, "$" | "€" | "£"));
        self.solid += u32::from(!cell.contains(' '));
    }

    /// Whether any cell says something.
    pub fn any(&self) -> bool {
        self.filled > 0
    }

    /// Whether a word among the cells means won or lost.
    pub fn has_ends(&self) -> bool {
        self.ends > 0
    }

    /// Whether most cells could have this role; a column without cells can have any.
    pub fn fit(&self, role: Role) -> bool {
        let alike = match role {
            Role::ExpectedClose | Role::Closed => self.days + self.periods,
            role if role.is_day() => self.days,
            role if role.is_flag() => self.flags,
            Role::Value | Role::ActualValue | Role::Probability | Role::Pushes => self.numbers,
            // Some write their names: "US Dollar".
            Role::Currency => self.filled - self.numbers.max(self.days),
            Role::Id => self.solid,
            Role::Status => self.senses * 2,
            _ => self.filled,
        };
        alike * 2 >= self.filled
    }

    /// Whether nearly all cells, and at least one, are such.
    pub fn are(&self, role: Role) -> bool {
        let alike = match role {
            Role::Created => self.days,
            Role::Value => self.money,
            Role::Probability => self.percents,
            Role::Currency => self.codes,
            Role::Status => self.senses,
            _ => 0,
        };
        alike > 0 && alike * 10 >= self.filled * 8
    }
}
