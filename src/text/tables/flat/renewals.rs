//! Contracts up for renewal.

use chrono::NaiveDate;

use super::super::calendar::{last_day, term};
use super::super::facts::is_total;
use super::super::grid::{Line, is_blank};
use super::super::period;
use super::super::ready::{self, amount};
use super::super::uses::Use;
use super::Flat;
use crate::calc::units::Money;
use crate::text::cells::day;

impl Flat<'_> {
    pub(super) fn renewals(&mut self) -> Vec<Vec<String>> {
        let shares = self.shares();
        let mut rows = Vec::new();
        let mut whole = 0.0;
        for line in self.lines() {
            let first = line.filled().next().map_or("", |(_, cell)| cell);
            if line.filled().count() < 2 {
                continue;
            }
            if is_total(first, line.filled().map(|(_, cell)| cell)) {
                self.said.leave(first);
                continue;
            }
            match self.renewal(line, shares) {
                Ok((value, row)) => {
                    whole += value;
                    rows.push(row);
                }
                Err(reason) => self.set_aside(line, reason),
            }
        }
        let formats = self.around.formats;
        let n = formats.count(rows.len() as f64, 0);
        let money = formats.money(Money(whole));
        let words = say!("{n} {n?renewal|renewals} taken, {amount} in all.", n = n, amount = money);
        self.said.notes.insert(0, words);
        if self.column(Use::Chance).is_none() {
            self.said.note(say!("Enter the chance of each renewal."));
        }
        if self.layout.days.open {
            self.asks.push(ready::day_first(self.layout.days.day_first, self.choices));
        }
        rows
    }

    fn renewal(&self, line: &Line, shares: bool) -> Result<(f64, Vec<String>), &'static str> {
        let formats = self.around.formats;
        let written = if self.column(Use::Value).is_some() { Use::Value } else { Use::Revenue };
        let value = self.amount(line, written).ok_or(say!("It needs a value."))?;
        if value < 0.0 {
            return Err(say!("A value below zero can't be used."));
        }
        let cell = self.cell(line, Use::Chance);
        let chance = self.grid.amount(cell).map(|chance| {
            if shares && !cell.contains('%') { (chance * 1e4).round() / 100.0 } else { chance }
        });
        if chance.is_none() && !is_blank(cell)
            || chance.is_some_and(|own| !(0.0..=100.0).contains(&own))
        {
            return Err(say!("The chance must be between 0 and 100%."));
        }
        let due =
            self.due(self.cell(line, Use::Due)).ok_or(say!("No renewal date in this line."))?;
        let row = vec![
            self.cell(line, Use::Customer).to_owned(),
            amount(value, formats),
            chance.map_or_else(String::new, |chance| amount(chance, formats)),
            formats.edit_date(due),
        ];
        Ok((value, row))
    }

    /// The day, or the last one of a month, a quarter or a year.
    fn due(&self, cell: &str) -> Option<NaiveDate> {
        day::read(cell, Some(self.layout.days.day_first))
            .or_else(|| period::serial(cell))
            .or_else(|| Some(last_day(term(&period::read(cell, self.layout.days.day_first)?, 1)?)))
    }
}
