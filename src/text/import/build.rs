//! A row becomes a deal, or is set aside with a reason.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::super::cells::{amount, day, period};
use super::clues::Clues;
use super::facts::Facts;
use super::mapping::Mapping;
use super::question::{Answers, Pipelines};
use super::reader::Row;
use super::recurring::{self, Recurring};
use super::report::{Notice, Reason};
use super::role::Role;
use super::sense::Sense;
use super::verdict::Verdict;
use crate::calc::deals::{Deal, Labels, Outcome, State, Undated};
use crate::calc::units::{Money, Percent};

/// All that it takes to read a row.
pub(super) struct Builder<'a> {
    pub mapping: &'a Mapping,
    pub facts: &'a Facts,
    pub answers: &'a Answers,
    /// Open, won or lost, by what rows say.
    pub verdicts: &'a BTreeMap<Clues, Verdict>,
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
        self.chosen(row)?;
        let created = self.created(row)?;
        let outcome = self.outcome(row, created, notices)?;
        let value = self.value(row, outcome, notices)?;
        if self.mapping.column(Role::Id).is_some() && self.text(row, Role::Id).is_empty() {
            notices.push(Notice::NoId);
        }
        let expected_close = match outcome {
            Outcome::Open => self.expected_close(row, notices),
            _ => None,
        };
        let last_activity =
            self.day(row, Role::LastActivity).or_note(Notice::LastActivity, notices);
        let probability = self.probability(row, notices);
        let labels = self.labels(row);
        Ok(Deal { created, outcome, value, expected_close, last_activity, probability, labels })
    }

    /// What the row says without a day of creation; `None` where it is unusable for other reasons.
    pub fn undated(&self, row: &Row) -> Option<Undated> {
        let mut notices = Vec::new();
        let (state, outcome, closed) = match self.sense(row, &mut notices).ok()? {
            Sense::Open => (State::Open, Outcome::Open, None),
            Sense::Won => (State::Won, Outcome::Won(self.today), Some(Role::WonOn)),
            Sense::Lost => (State::Lost, Outcome::Lost(self.today), Some(Role::LostOn)),
        };
        let value = self.value(row, outcome, &mut notices).ok()?;
        let close = match closed {
            None => self.expected_close(row, &mut notices),
            Some(role) => self.closed(row, role).or_else(|| self.expected_close(row, &mut notices)),
        };
        let close = close.filter(|day| closed.is_none() || *day <= self.today);
        let mut labels = self.labels(row);
        if labels.stage.is_empty() {
            self.text(row, Role::Status).clone_into(&mut labels.stage);
        }
        let probability = self.probability(row, &mut notices);
        Some(Undated { state, value, close, probability, labels })
    }

    /// The day on which a row says that its deal was closed.
    fn closed(&self, row: &Row, role: Role) -> Option<NaiveDate> {
        let days = [role, Role::Closed].map(|role| self.day(row, role));
        days.into_iter().find_map(|cell| if let Cell::Day(day) = cell { Some(day) } else { None })
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

    fn outcome(
        &self,
        row: &Row,
        created: NaiveDate,
        notices: &mut Vec<Notice>,
    ) -> Result<Outcome, Reason> {
        let (role, outcome): (_, fn(NaiveDate) -> Outcome) = match self.sense(row, notices)? {
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

    /// Open, won or lost, from all that the row says. Nothing in columns that could say it is noted.
    fn sense(&self, row: &Row, notices: &mut Vec<Notice>) -> Result<Sense, Reason> {
        let clues = Clues::of(row, self.mapping, &self.facts.statuses, &self.facts.stages);
        match self.verdicts.get(&clues) {
            Some(Verdict::Is(sense)) => Ok(*sense),
            Some(Verdict::Silent) => {
                let has = |role| self.mapping.column(role).is_some();
                if has(Role::Status) || has(Role::Stage) {
                    notices.push(Notice::NoStage);
                }
                Ok(Sense::Open)
            }
            Some(Verdict::Ask) | None => Err(Reason::UnknownSense),
        }
    }

    /// The day on which it is expected to close, or the last one of the month or quarter.
    fn expected_close(&self, row: &Row, notices: &mut Vec<Notice>) -> Option<NaiveDate> {
        if let Cell::Unreadable = self.day(row, Role::ExpectedClose)
            && let Some(day) = period::last_day(self.cell(row, Role::ExpectedClose), self.today)
        {
            notices.push(Notice::Period);
            return Some(day);
        }
        self.day(row, Role::ExpectedClose).or_note(Notice::ExpectedClose, notices)
    }

    fn value(
        &self,
        row: &Row,
        outcome: Outcome,
        notices: &mut Vec<Notice>,
    ) -> Result<Money, Reason> {
        let estimate = self.cell(row, Role::Value);
        let actual = self.text(row, Role::ActualValue);
        let is_won = matches!(outcome, Outcome::Won(_));
        let cell = match amount::read(actual, self.facts.value) {
            Some(value) if is_won && value != 0.0 && actual != estimate => {
                notices.push(Notice::ActualValue);
                actual
            }
            _ => estimate,
        };
        if amount::is_nothing(cell) {
            notices.push(Notice::NoValue);
            return Ok(Money(0.0));
        }
        let value = amount::read(cell, self.facts.value).ok_or(Reason::UnreadableValue)?;
        let times = self.facts.unit.times;
        // "12k" below "Amount (k€)" has said it already.
        let own = times > 1.0 && cell.ends_with(|glyph: char| "kKmM".contains(glyph));
        let value = if own { value } else { scaled(value, times) };
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
            segment: text(Role::Segment),
            product: text(Role::Product),
            loss_reason: text(Role::LossReason),
            pushes: amount::read(self.text(row, Role::Pushes), amount::Tally::default())
                .filter(|pushes| (0.0..=1000.0).contains(pushes))
                .map(|pushes| pushes as u32),
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
        let day_first = tally.decided().or_else(|| self.answers.day_first(self.mapping, role));
        day::read(cell, day_first).map_or(Cell::Unreadable, Cell::Day)
    }
}

/// Cents and thousands, without what dividing by powers of ten would add to the last digit.
fn scaled(value: f64, times: f64) -> f64 {
    if times < 1.0 { value / (1.0 / times).round() } else { value * times }
}
