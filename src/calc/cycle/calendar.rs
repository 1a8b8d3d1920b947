//! How a firm's wins and losses bunch on the calendar: at the end of a quarter or a month, and on
//! some days of the week (method 10.2).

mod fit;
mod tally;

use chrono::{Datelike, NaiveDate};

use super::history::History;
use super::measured::Measured;
pub use super::shrinkage::Group;
use tally::Tally;

/// How much likelier deals close on some days than their age says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Calendar {
    /// What bends the wins, by dimension.
    pub won: Vec<Effect>,
    /// What bends the losses.
    pub lost: Vec<Effect>,
}

/// What a dimension of the calendar does to one cause.
#[derive(Clone, Debug, PartialEq)]
pub struct Effect {
    /// Which.
    pub dimension: Dimension,
    /// Its groups of days, in their order.
    pub groups: Vec<Group>,
}

/// A way to group days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dimension {
    /// Monday to Sunday.
    Weekday,
    /// The 1st to 5th, 6th to 10th, ..., 26th to 31st.
    DayOfMonth,
    /// First, second and last month of a calendar quarter.
    MonthOfQuarter,
}

impl Dimension {
    /// Every dimension, in the order in which they are estimated.
    pub const ALL: [Self; 3] = [Self::Weekday, Self::DayOfMonth, Self::MonthOfQuarter];

    /// How many groups it has.
    pub fn groups(self) -> usize {
        match self {
            Self::Weekday => 7,
            Self::DayOfMonth => 6,
            Self::MonthOfQuarter => 3,
        }
    }

    /// The group of a day.
    pub fn group(self, day: NaiveDate) -> usize {
        match self {
            Self::Weekday => day.weekday().num_days_from_monday() as usize,
            Self::DayOfMonth => (day.day0() as usize / 5).min(5),
            Self::MonthOfQuarter => day.month0() as usize % 3,
        }
    }

    /// Days since the first possible closing that it takes to tell.
    fn least_days(self) -> usize {
        match self {
            Self::Weekday => 0,
            Self::DayOfMonth => 120,
            Self::MonthOfQuarter => 180,
        }
    }
}

impl Calendar {
    /// What the deals of `history` show beyond the curve of their ages.
    pub fn new(history: &History, curve: &Measured) -> Self {
        let tally = Tally::new(history, curve);
        Self { won: fit::effects(&tally, 0), lost: fit::effects(&tally, 1) }
    }

    /// Whether any dimension matters.
    pub fn is_on(&self) -> bool {
        !self.won.is_empty() || !self.lost.is_empty()
    }

    /// What the hazards of a day are multiplied with, for won and for lost.
    pub fn factors(&self, day: NaiveDate) -> [f64; 2] {
        let product = |effects: &[Effect]| effects.iter().map(|effect| effect.at(day)).product();
        [product(&self.won), product(&self.lost)]
    }
}

impl Effect {
    fn at(&self, day: NaiveDate) -> f64 {
        self.groups[self.dimension.group(day)].multiplier
    }

    /// The group with the largest multiplier.
    pub fn strongest(&self) -> usize {
        let at = |i: &usize| self.groups[*i].multiplier;
        (0..self.groups.len()).max_by(|a, b| at(a).total_cmp(&at(b))).unwrap_or(0)
    }

    /// How many times likelier deals close on days of these groups than on the others: the mean
    /// multipliers, each group with what was expected on its days. `None` where nothing is to be
    /// compared.
    pub fn ratio(&self, belongs: impl Fn(usize) -> bool) -> Option<f64> {
        let mean = |inside: bool| {
            let part = || self.groups.iter().enumerate().filter(|(i, _)| belongs(*i) == inside);
            let weight: f64 = part().map(|(_, group)| group.expected).sum();
            let sum: f64 = part().map(|(_, group)| group.expected * group.multiplier).sum();
            (weight > 0.0 && sum > 0.0).then(|| sum / weight)
        };
        Some(mean(true)? / mean(false)?)
    }

    /// Share of all closings that fell on days of these groups.
    pub fn share(&self, belongs: impl Fn(usize) -> bool) -> f64 {
        let sum = |of: &dyn Fn(usize) -> bool| -> f64 {
            self.groups.iter().enumerate().filter(|(i, _)| of(*i)).map(|(_, g)| g.closed).sum()
        };
        let all = sum(&|_| true);
        if all > 0.0 { sum(&belongs) / all } else { 0.0 }
    }
}

#[cfg(test)]
mod tests;
