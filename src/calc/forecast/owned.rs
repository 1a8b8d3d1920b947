//! Lists that own what they hold.

use std::rc::Rc;

use super::months::spans;
use super::plan::Plan;
use super::report::{Glance, Work, default_curve, glance};
use super::separate::Separate;
use super::{Category, Inputs, Lists, Precision, Renewal, Report, Stage};
use crate::calc::accuracy::Past;
use crate::calc::deals::{Deal, Undated};
use crate::calc::history::{Baseline, baseline};
use crate::calc::portfolio::Portfolio;
use crate::calc::replay::{Replayed, Taught, taught};
use crate::calc::units::Money;

/// [`Lists`] that own what they hold, kept behind an answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Owned {
    /// See [`Lists::deals`].
    pub deals: Rc<[Deal]>,
    /// See [`Lists::undated`].
    pub undated: Rc<[Undated]>,
    /// See [`Lists::stages`].
    pub stages: Vec<Stage>,
    /// See [`Lists::categories`].
    pub categories: Vec<(String, Category)>,
    /// See [`Lists::renewals`].
    pub renewals: Vec<Renewal>,
    /// See [`Lists::slips`].
    pub slips: Vec<i32>,
    /// See [`Lists::history`].
    pub history: Vec<Money>,
    /// See [`Lists::goals`].
    pub goals: Vec<Option<Money>>,
    /// See [`Lists::past`].
    pub past: Vec<Past>,
    /// What the history lets expect; see [`Self::set_history`].
    pub baseline: Option<Baseline>,
    /// The deals with the curve that they follow; `None`: the default curve.
    pub portfolio: Option<Portfolio>,
    /// Past periods forecast again from the deals.
    pub replayed: Option<Vec<Replayed>>,
    /// Whether the forecast follows what they teach.
    pub follows: bool,
}

impl Owned {
    /// The same, borrowed.
    pub fn lists(&self) -> Lists<'_> {
        Lists {
            deals: &self.deals,
            undated: &self.undated,
            stages: &self.stages,
            categories: &self.categories,
            renewals: &self.renewals,
            slips: &self.slips,
            history: &self.history,
            baseline: self.baseline.as_ref(),
            goals: &self.goals,
            past: &self.past,
            replayed: self.replayed.as_deref().unwrap_or_default(),
            lesson: self.lesson().filter(|_| self.follows).map(|(_, factor)| factor),
        }
    }

    /// Another history, with its baseline for so many months. That takes some milliseconds.
    pub fn set_history(&mut self, history: Vec<Money>, months: usize) {
        self.baseline = baseline(&history, months);
        self.history = history;
    }

    /// The bias of past quarters and the factor to follow them by.
    fn lesson(&self) -> Option<(f64, f64)> {
        taught(self.replayed.as_deref()?)
    }

    /// What past quarters teach about the forecast for `inputs`, with what it would be the other way.
    pub fn taught(&self, inputs: &Inputs) -> Option<Taught> {
        let (bias, factor) = self.lesson()?;
        let lists = Lists { lesson: (!self.follows).then_some(factor), ..self.lists() };
        let other = glance(&self.plan(inputs, &lists, Precision::Interactive))?;
        let Glance { expected, chance } = other;
        Some(Taught { bias, followed: self.follows, expected, chance })
    }

    fn plan(&self, inputs: &Inputs, lists: &Lists, precision: Precision) -> Plan {
        match &self.portfolio {
            Some(separate) if separate.parts.is_some() => {
                Plan::new(inputs, lists, &Separate::new(separate, days(inputs)), precision)
            }
            Some(portfolio) => {
                Plan::new(inputs, lists, &portfolio.outlook(days(inputs)), precision)
            }
            None => Plan::new(inputs, lists, &default_curve(inputs), precision),
        }
    }

    /// The answer for `inputs`, by the curve of the deals where there is one.
    pub fn report(&self, inputs: &Inputs, precision: Precision) -> Report {
        let mut work = self.work(inputs, precision);
        while work.step() {}
        work.report(&self.lists(), self.portfolio.is_none())
    }

    pub(super) fn work(&self, inputs: &Inputs, precision: Precision) -> Work {
        Work::new(self.plan(inputs, &self.lists(), precision), precision)
    }
}

/// Days until the end of the last month.
pub(super) fn days(inputs: &Inputs) -> f64 {
    spans(inputs.today, inputs.months).last().map_or(0.0, |span| span.days)
}
