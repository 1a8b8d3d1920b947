//! From figures and lists to the answer: at once, and at rest bit by bit.

use std::rc::Rc;

use chrono::NaiveDate;

use super::{Answer, Forecast, ForecastProps, Message};
use crate::calc::coverage::MONTHS;
use crate::calc::forecast::{FIELDS, Inputs, Owned, Precision, Settling, check, slips};
use crate::calc::replay::replay;
use crate::calc::separate::SeparateBy;
use crate::calc::units::Money;
use crate::state::forecast::Origin;
use crate::text::draft::Draft;
use crate::text::example::forecast::blank_forecast;
use crate::text::rows::forecast::{self, Section};
use crate::ui::browser;
use crate::ui::import::Deals;

/// Milliseconds without a change before the exact answer is worked out.
const SETTLED: u32 = 200;
/// Milliseconds without a change before the answer is spoken.
const SPOKEN: u32 = 1000;
/// Months of a forecast that is not told how many.
const USUAL: usize = 12;
/// Milliseconds that are worked in a row.
const SLICE: u64 = 10;

impl Forecast {
    /// The list that the open deals come from.
    pub(super) fn list(&self) -> Option<&Deals> {
        if self.origin == Origin::Stages {
            return None;
        }
        match &self.borrowed {
            Some(borrowed) if self.borrows => Some(&borrowed.deals),
            _ => self.own.as_ref(),
        }
    }

    /// The field by whose values its closing curves are to be separate, as the sweep says that has it.
    fn separate(&self) -> Option<SeparateBy> {
        let listed = self.borrows && self.origin == Origin::Deals;
        self.borrowed.as_ref().filter(|_| listed)?.separate
    }

    /// Reads everything anew, and answers.
    pub(super) fn recount(&mut self, props: &ForecastProps) {
        // Nothing else may hold the lists while they change.
        (self.answer, self.work) = (None, None);
        let notation = self.view.formats.notation();
        let today = notation.parse_date(self.form.draft.get("today")).unwrap_or(props.today);
        let list = self.list().cloned();
        let fiscal_start = self.fiscal_start();
        if self.basis.follow(list.as_ref(), today, fiscal_start, self.separate()) {
            let owned = Rc::make_mut(&mut self.owned);
            owned.deals = Rc::clone(&self.basis.deals);
            owned.undated = Rc::clone(&self.basis.undated);
            owned.slips = slips(&owned.deals);
            owned.portfolio = self.basis.portfolio.take();
            owned.replayed = None;
        }
        self.read_categories();
        self.read_goals(today, fiscal_start);
        let blank = blank_forecast(props.today);
        let draft = self.filled();
        self.reading = draft.read(FIELDS, check, blank, self.view.formats.notation());
        self.reading.empty = self.form.draft.is_blank() && self.tables.is_empty();
        self.read_tables(today);
        self.answer_now();
    }

    /// First month of the fiscal year, 0 for January: what the list and the goals say depends on it.
    fn fiscal_start(&self) -> usize {
        self.given_fiscal_start().unwrap_or(0)
    }

    /// The same where the visitor has said it.
    pub(super) fn given_fiscal_start(&self) -> Option<usize> {
        let typed = self.form.draft.get("fiscal_start").trim();
        MONTHS.iter().position(|month| month.key == typed)
    }

    fn read_categories(&mut self) {
        let names = self.basis.categories(&self.means);
        self.measured = match &self.earlier {
            Some(earlier) => self.basis.measured(earlier.import.deals(), &names),
            None => Vec::new(),
        };
        Rc::make_mut(&mut self.owned).categories = names;
    }

    /// What was typed, with the list's own figures in boxes that are empty.
    fn filled(&self) -> Draft {
        let mut draft = self.form.draft.clone();
        for (key, text) in self.given() {
            if draft.get(key).trim().is_empty() {
                draft.set(key, text);
            }
        }
        draft
    }

    /// What the lists say about boxes.
    pub(super) fn given(&self) -> Vec<(&'static str, String)> {
        let formats = &*self.view.formats;
        let mut given = self.basis.given(formats);
        let rounded = |percent: f64| formats.edit_number((percent * 10.0).round() / 10.0);
        given.extend(self.measured.iter().map(|(key, rate)| (*key, rounded(rate.rate.0))));
        let between =
            self.earlier.as_ref().and_then(|earlier| self.basis.days_since(earlier.day()?));
        let days = between.filter(|_| !self.measured.is_empty());
        given.extend(days.map(|days| ("rate_days", formats.edit_number(days as f64))));
        // A plan for next year needs its months.
        let reach = self.owned.goals.len();
        given.extend((reach > USUAL).then(|| ("months", formats.edit_number(reach as f64))));
        given
    }

    fn read_goals(&mut self, today: NaiveDate, fiscal_start: usize) {
        let formats = self.view.formats.clone();
        let rows = self.tables.get(Section::Goals);
        let goals = forecast::goals(rows, today, fiscal_start, &*formats);
        self.problems[Section::Goals as usize] = goals.problems;
        Rc::make_mut(&mut self.owned).goals = goals.values;
    }

    fn read_tables(&mut self, today: NaiveDate) {
        let formats = self.view.formats.clone();
        let notation = formats.notation();
        let rows = |section| self.tables.get(section);
        let stages = forecast::stages(rows(Section::Stages), notation);
        let renewals = forecast::renewals(rows(Section::Renewals), notation);
        let history = forecast::history(rows(Section::History), today, &*formats);
        let past = forecast::past(rows(Section::Past), notation);
        let months = self.reading.inputs.map_or(12, |inputs| inputs.months) as usize;
        let owned = Rc::make_mut(&mut self.owned);
        owned.stages = stages.values;
        owned.renewals = renewals.values;
        owned.past = past.values;
        set_history(owned, history.values, months);
        let quotas = forecast::quotas(rows(Section::Quotas), notation);
        for (section, problems) in [
            (Section::Stages, stages.problems),
            (Section::Renewals, renewals.problems),
            (Section::History, history.problems),
            (Section::Past, past.problems),
            (Section::Quotas, quotas.problems),
        ] {
            self.problems[section as usize] = problems;
        }
    }

    pub(super) fn answer_now(&mut self) {
        self.answer = self.reading.inputs.filter(|_| !self.reading.empty || self.has_list()).map(
            |inputs: Inputs| {
                let owned = Rc::clone(&self.owned);
                let formats = &*self.view.formats;
                Answer::new(inputs, owned, Precision::Interactive, self.look, formats)
            },
        );
    }

    pub(super) fn has_list(&self) -> bool {
        self.list().is_some()
    }

    pub(super) fn settle_later(&mut self) {
        self.work = None;
        let send = &self.view.send;
        self.settling = Some(browser::after(SETTLED, send, Message::Settle));
        self.speaking = Some(browser::after(SPOKEN, send, Message::Speak));
    }

    pub(super) fn settle(&mut self) {
        self.next_step();
    }

    fn next_step(&mut self) {
        self.settling = Some(browser::after(0, &self.view.send, Message::Step));
    }

    /// Works on for one slice of time; whether there is another answer.
    pub(super) fn step(&mut self) -> bool {
        if self.replay_next() {
            self.next_step();
            return false;
        }
        let Some(answer) = &self.answer else { return false };
        let mut work = self
            .work
            .take()
            .unwrap_or_else(|| Settling::new(&answer.inputs, Rc::clone(&self.owned)));
        let end = browser::now() + SLICE;
        while work.step() {
            if browser::now() >= end {
                self.work = Some(work);
                self.next_step();
                return false;
            }
        }
        let (inputs, owned) = (answer.inputs, Rc::clone(&self.owned));
        let formats = &*self.view.formats;
        self.answer = Some(Answer::of(inputs, owned, work.finish(), self.look, formats));
        true
    }

    /// Forecasts one past period again; whether there was one.
    fn replay_next(&mut self) -> bool {
        let Some((start, days)) = self.basis.replays.pop() else { return false };
        let correlation = self.reading.inputs.map_or(0.0, |one| one.correlation.fraction());
        let found = self
            .owned
            .portfolio
            .as_ref()
            .and_then(|portfolio| replay(portfolio, start, days, correlation));
        self.replayed.extend(found);
        if self.basis.replays.is_empty() {
            let mut replayed = std::mem::take(&mut self.replayed);
            replayed.reverse();
            (self.answer, self.work) = (None, None);
            Rc::make_mut(&mut self.owned).replayed = Some(replayed);
            self.answer_now();
        }
        true
    }
}

/// Works the baseline out anew only where it can be another one.
fn set_history(owned: &mut Owned, history: Vec<Money>, months: usize) {
    let known = owned.baseline.as_ref().map_or(0, |baseline| baseline.months.len());
    if owned.history != history || (known < months && !history.is_empty()) {
        owned.set_history(history, months);
    }
}
