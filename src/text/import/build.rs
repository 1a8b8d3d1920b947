//! A row becomes a deal, or is set aside with a reason.

use chrono::NaiveDate;

use super::facts::Facts;
use super::layout::Layout;
use super::mapping::Mapping;
use super::question::{Answers, Pipelines};
use super::reader::Row;
use super::recurring::{self, Recurring};
use super::report::{Notice, Reason};
use super::role::Role;
use super::sense::{self, Sense};
use super::{amount, day, footer};
use crate::calc::deals::{Deal, Labels, Outcome};
use crate::calc::units::{Money, Percent};

/// All that it takes to read a row.
pub(super) struct Builder<'a> {
    pub layout: &'a Layout,
    pub mapping: &'a Mapping,
    pub facts: &'a Facts,
    pub answers: &'a Answers,
    /// The first day that is not yet history.
    pub today: NaiveDate,
}

/// A day that may be missing or no day.
enum Cell {
    Nothing,
    Unreadable,
    Day(NaiveDate),
}

impl Cell {
    /// The day; what cannot be read is noted.
    fn or_note(self, notice: Notice, notices: &mut Vec<Notice>) -> Option<NaiveDate> {
        match self {
            Self::Day(day) => Some(day),
            Self::Nothing => None,
            Self::Unreadable => {
                notices.push(notice);
                None
            }
        }
    }

    fn or_reason(self, missing: Reason, unreadable: Reason) -> Result<NaiveDate, Reason> {
        match self {
            Self::Day(day) => Ok(day),
            Self::Nothing => Err(missing),
            Self::Unreadable => Err(unreadable),
        }
    }
}

impl Builder<'_> {
    /// The deal in the row; what is left out of it goes to `notices`.
    pub fn deal(&self, row: &Row, notices: &mut Vec<Notice>) -> Result<Deal, Reason> {
        usable(row, self.layout)?;
        self.chosen(row)?;
        let created = self.created(row)?;
        let outcome = self.outcome(row, created)?;
        let value = self.value(row, notices)?;
        if outcome == Outcome::Open && self.is_silent(row) {
            notices.push(Notice::NoStage);
        }
        if self.mapping.column(Role::Id).is_some() && self.text(row, Role::Id).is_empty() {
            notices.push(Notice::NoId);
        }
        let mut known = |role, notice| self.day(row, role).or_note(notice, notices);
        let expected_close = match outcome {
            Outcome::Open => known(Role::ExpectedClose, Notice::ExpectedClose),
            _ => None,
        };
        let last_activity = known(Role::LastActivity, Notice::LastActivity);
        let probability = self.probability(row, notices);
        let labels = self.labels(row);
        Ok(Deal { created, outcome, value, expected_close, last_activity, probability, labels })
    }

    /// Whether the row is of the chosen pipeline and currency.
    fn chosen(&self, row: &Row) -> Result<(), Reason> {
        if let Some(Pipelines::Only(pipeline)) = &self.answers.pipeline
            && self.text(row, Role::Pipeline) != pipeline
        {
            return Err(Reason::OtherPipeline);
        }
        let value = self.cell(row, Role::Value);
        if let Some(chosen) = &self.answers.currency
            && !amount::is_nothing(value)
            && self.facts.currency(value, self.cell(row, Role::Currency)) != chosen
            && amount::read(value, self.facts.value) != Some(0.0)
        {
            return Err(Reason::OtherCurrency);
        }
        Ok(())
    }

    fn created(&self, row: &Row) -> Result<NaiveDate, Reason> {
        let cell = self.day(row, Role::Created);
        let created = cell.or_reason(Reason::NoCreated, Reason::UnreadableCreated)?;
        if created > self.today { Err(Reason::FutureCreated) } else { Ok(created) }
    }

    fn outcome(&self, row: &Row, created: NaiveDate) -> Result<Outcome, Reason> {
        let (role, outcome): (_, fn(NaiveDate) -> Outcome) = match self.sense(row)? {
            Sense::Open => return Ok(Outcome::Open),
            Sense::Won => (Role::WonOn, Outcome::Won),
            Sense::Lost => (Role::LostOn, Outcome::Lost),
        };
        let cell = match self.day(row, role) {
            Cell::Nothing => self.day(row, Role::Closed),
            cell => cell,
        };
        let closed = cell.or_reason(Reason::NoClosed, Reason::UnreadableClosed)?;
        if closed < created {
            Err(Reason::ClosedBeforeCreated)
        } else if closed > self.today {
            Err(Reason::FutureClosed)
        } else {
            Ok(outcome(closed))
        }
    }

    /// Won, lost or open: by flags, else by the status, the stage, or the days of winning and
    /// losing, in this order.
    fn sense(&self, row: &Row) -> Result<Sense, Reason> {
        if let Some(sense) = self.flagged(row) {
            return Ok(sense);
        }
        for role in [Role::Status, Role::Stage] {
            let word = self.cell(row, role);
            if !amount::is_nothing(word) {
                return self.answers.sense(word).ok_or(Reason::UnknownSense);
            }
        }
        let dated = |role| !amount::is_nothing(self.cell(row, role));
        Ok(if dated(Role::WonOn) {
            Sense::Won
        } else if dated(Role::LostOn) {
            Sense::Lost
        } else {
            Sense::Open
        })
    }

    /// Whether the columns that tell won and lost apart are there and say nothing.
    fn is_silent(&self, row: &Row) -> bool {
        let mut roles = [Role::Status, Role::Stage].into_iter();
        let has = self.mapping.column(Role::Status).or(self.mapping.column(Role::Stage)).is_some();
        let says = roles.any(|role| !self.text(row, role).is_empty());
        has && !says && self.flagged(row).is_none()
    }

    fn flagged(&self, row: &Row) -> Option<Sense> {
        let flag = |role| sense::flag(self.cell(row, role));
        match (flag(Role::IsWon), flag(Role::IsLost), flag(Role::IsClosed)) {
            (Some(true), ..) => Some(Sense::Won),
            (_, Some(true), _) | (Some(false), _, Some(true)) => Some(Sense::Lost),
            (_, _, Some(false)) | (Some(false), Some(false), _) => Some(Sense::Open),
            _ => None,
        }
    }

    fn value(&self, row: &Row, notices: &mut Vec<Notice>) -> Result<Money, Reason> {
        let cell = self.cell(row, Role::Value);
        if amount::is_nothing(cell) {
            notices.push(Notice::NoValue);
            return Ok(Money(0.0));
        }
        let value = amount::read(cell, self.facts.value).ok_or(Reason::UnreadableValue)?;
        let value = if self.mapping.cents { value / 100.0 } else { value };
        if value < 0.0 {
            return Err(Reason::NegativeValue);
        }
        self.recurring(row, value, notices).map(Money)
    }

    /// What counts of an amount that may come each month or year.
    fn recurring(&self, row: &Row, value: f64, notices: &mut Vec<Notice>) -> Result<f64, Reason> {
        let word = self.text(row, Role::Recurs);
        if word.is_empty() || recurring::is_once(word) || value == 0.0 {
            return Ok(value);
        }
        match self.answers.recurring {
            Some(Recurring::LeftOut) => Err(Reason::Recurring),
            Some(Recurring::Yearly) => {
                let times = recurring::per_year(word).ok_or(Reason::UnknownPeriod)?;
                notices.push(Notice::Yearly);
                Ok(value * times)
            }
            Some(Recurring::AsListed) | None => {
                notices.push(Notice::Recurring);
                Ok(value)
            }
        }
    }

    fn probability(&self, row: &Row, notices: &mut Vec<Notice>) -> Option<Percent> {
        let cell = self.cell(row, Role::Probability);
        if amount::is_nothing(cell) {
            return None;
        }
        let percent = amount::percent(cell, self.facts.probability, self.facts.shares());
        if percent.is_none() {
            notices.push(Notice::Probability);
        }
        percent.map(Percent)
    }

    fn labels(&self, row: &Row) -> Labels {
        let text = |role| self.text(row, role).to_owned();
        Labels {
            id: text(Role::Id),
            name: text(Role::Name),
            account: text(Role::Account),
            owner: text(Role::Owner),
            stage: text(Role::Stage),
            category: text(Role::Category),
            source: text(Role::Source),
            next_step: text(Role::NextStep),
        }
    }

    fn cell<'r>(&self, row: &'r Row, role: Role) -> &'r str {
        self.mapping.column(role).map_or("", |column| row.cell(column))
    }

    /// The cell; empty when it says that there is nothing.
    fn text<'r>(&self, row: &'r Row, role: Role) -> &'r str {
        Some(self.cell(row, role)).filter(|cell| !amount::is_nothing(cell)).unwrap_or_default()
    }

    fn day(&self, row: &Row, role: Role) -> Cell {
        let cell = self.cell(row, role);
        if amount::is_nothing(cell) {
            return Cell::Nothing;
        }
        let tally = self.facts.days[role.index()];
        let day_first = tally.decided().or_else(|| self.answered(role));
        day::read(cell, day_first).map_or(Cell::Unreadable, Cell::Day)
    }

    /// What was answered about the column of this role, which may have been asked for another
    /// role of the column.
    fn answered(&self, role: Role) -> Option<bool> {
        let own = self.answers.day_first[role.index()];
        let column = self.mapping.column(role);
        let other = |other: &Role| self.mapping.column(*other) == column;
        own.or_else(|| {
            let shared = [Role::ExpectedClose, Role::Closed].into_iter().filter(other);
            shared
                .filter(|_| matches!(role, Role::Closed | Role::ExpectedClose))
                .find_map(|role| self.answers.day_first[role.index()])
        })
    }
}

/// Whether the row is one of deals.
pub(super) fn usable(row: &Row, layout: &Layout) -> Result<(), Reason> {
    let columns = layout.headers.len();
    let more = || row.cells().skip(columns).any(|cell| !cell.is_empty());
    let again = || row.cells().zip(&layout.headers).all(|(cell, header)| cell == header);
    if row.unclosed {
        Err(Reason::Unclosed)
    } else if row.line < layout.start.header_line {
        Err(Reason::AboveHeaders)
    } else if footer::is_one(row) {
        Err(Reason::Footer)
    } else if more() {
        Err(Reason::TooManyCells)
    } else if row.cells().len() == columns && again() {
        Err(Reason::Headers)
    } else {
        Ok(())
    }
}
