//! From deals and figures to the answer: at once, at rest, and bit by bit.

use super::answer::{overrides, taught_about};
use super::coverage::Covered;
use super::{Answer, Message, Sweep, SweepProps};
use crate::calc::portfolio::Portfolio;
use crate::calc::prospects::Deciding;
use crate::calc::rates::Rates;
use crate::calc::replay::{quarters, replay};
use crate::calc::sweep::{FIELDS, Inputs, Precision, Report, check, report};
use crate::state::Action;
use crate::text::draft::Reading;
use crate::text::example::deals::blank_sweep;
use crate::text::example::relevant;
use crate::ui::browser;

/// Milliseconds without a change before the exact answer is worked out.
const SETTLED: u32 = 200;
/// Milliseconds without a change before the answer is spoken.
const SPOKEN: u32 = 1000;
/// Days within which deals are counted as won: a quarter.
const QUARTER: u32 = 91;
/// Milliseconds that are worked in a row; a frame of the screen has 16.
const SLICE: u64 = 10;
/// A list of more deals is answered for bit by bit.
const LONG: usize = 5_000;
/// With more open deals the quick answer is the last one. It is within 0.015 points of the exact
/// one then, which would hold up the page.
const MOST_EXACT: usize = 800;

/// What is still to be worked out, in this order; [`Work::Exact`] once the typing rests.
#[derive(Debug)]
pub(super) enum Work {
    /// The win curve.
    Curve,
    /// What stages add to it.
    Stages,
    /// What the list says about the usual figures.
    Rates,
    /// The quick answer.
    Answer,
    /// Coverage from it.
    Coverage,
    /// The exact answer.
    Exact,
    /// The deals that decide the period, one by one.
    Deciders(Deciding),
    /// Coverage from the exact answer.
    ExactCoverage,
    /// What moves coverage most.
    Levers,
}

impl Sweep {
    /// Reads the form anew, and answers; for a long list bit by bit.
    pub(super) fn recount(&mut self, props: &SweepProps) {
        let blank = blank_sweep(props.today);
        let draft = relevant(&self.form.draft);
        let reading = draft.read(FIELDS, |_| Vec::new(), blank, self.view.formats.notation());
        let asked = reading.inputs.filter(|_| self.importer.list.is_some());
        let known = asked.is_some_and(|inputs| self.portfolio_is_of(&inputs));
        let fiscal_start = |reading: &Reading<Inputs>| reading.inputs.map(|one| one.fiscal_start);
        if fiscal_start(&reading) != fiscal_start(&self.reading) {
            self.replayed = None;
        }
        self.reading = reading;
        self.publisher.separate(self.separate());
        if !known {
            (self.portfolio, self.rates, self.replayed, self.answer) = (None, None, None, None);
        }
        if let Some(inputs) = asked.filter(|_| !known) {
            if self.importer.list.deals().len() > LONG {
                self.covered = None;
                return self.work_later(Work::Curve);
            }
            self.measure(&inputs);
        }
        self.check();
        self.answer_again();
    }

    /// Learns the win curve.
    fn measure(&mut self, inputs: &Inputs) {
        self.portfolio = inputs.portfolio(self.importer.list.deals());
        self.learn_stages();
        self.rates = self.portfolio.as_ref().map(|known| Rates::new(known, QUARTER));
    }

    /// What is wrong between fields, and between them and the list.
    fn check(&mut self) {
        let Some(inputs) = self.reading.inputs.filter(|_| self.importer.list.is_some()) else {
            return;
        };
        self.reading.problems = check(&inputs, self.portfolio.as_ref());
        if !self.reading.problems.is_empty() {
            self.reading.inputs = None;
            for (key, _) in &self.reading.problems {
                self.form = self.form.apply(Action::Blur { key });
            }
        }
    }

    /// Whether the win curve at hand is that of these inputs.
    pub(super) fn portfolio_is_of(&self, inputs: &Inputs) -> bool {
        let key = |inputs: &Inputs| {
            let Inputs { today, closed_since, win_rate, sales_cycle, separate_by, .. } = *inputs;
            (today, closed_since, win_rate, sales_cycle, separate_by)
        };
        self.portfolio.is_some()
            && self.rates.is_some()
            && self.reading.inputs.is_some_and(|old| key(&old) == key(inputs))
    }

    /// The quick answer. The deals that decided the last one stay until they are found anew.
    pub(super) fn answer_again(&mut self) {
        (self.work, self.working) = (None, None);
        self.renew(Precision::Interactive);
        self.cover(Precision::Interactive);
    }

    fn renew(&mut self, precision: Precision) {
        let before = self.answer.take().and_then(|answer| answer.deciders);
        self.answer = self.answer_with(precision).map(|new| Answer { deciders: before, ..new });
    }

    pub(super) fn answer_with(&self, precision: Precision) -> Option<Answer> {
        let (inputs, known) = (self.asked()?, (self.portfolio.as_ref()?, self.rates?));
        let formats = &*self.view.formats;
        Some(Answer::new(inputs, known, &self.choices, self.past(), precision, formats))
    }

    /// What is asked; where the correlation was left empty, with the usual one of this list.
    pub(super) fn asked(&self) -> Option<Inputs> {
        let inputs = self.reading.inputs?;
        let is_empty = self.form.draft.get("correlation").trim().is_empty();
        let usual = self.portfolio.as_ref().filter(|_| is_empty).map(Portfolio::usual_correlation);
        Some(Inputs { correlation: usual.unwrap_or(inputs.correlation), ..inputs })
    }

    /// The quick report of other inputs, with the list and the choices in use; `None` where they
    /// contradict each other.
    pub fn report_of(&self, inputs: &Inputs) -> Option<Report> {
        let own;
        // Where the list shows wins of its own, nothing that is typed bends its curve.
        let known = match self.portfolio.as_ref() {
            Some(known) if known.default.own.is_some() || self.portfolio_is_of(inputs) => known,
            _ => {
                own = inputs.portfolio(self.importer.list.deals())?;
                &own
            }
        };
        let overrides = overrides(&self.choices, self.past());
        let possible = check(inputs, Some(known)).is_empty();
        possible.then(|| report(inputs, known, &overrides, Precision::Interactive))
    }

    /// Works out coverage from the deals, for the answer at hand.
    pub(super) fn cover(&mut self, precision: Precision) {
        let known = self.answer.as_ref().zip(self.portfolio.as_ref());
        // Coverage knows no calendar, which could explain a part of what deals have in common.
        let asked = self.reading.inputs;
        self.covered = known.zip(asked).map(|((answer, portfolio), asked)| {
            let from = (&answer.report, portfolio, &answer.rates);
            Covered::new(&asked, from, &self.coverage, precision, &*self.view.formats)
        });
    }

    pub(super) fn settle_later(&mut self) {
        let send = &self.view.send;
        self.settling = Some(browser::after(SETTLED, send, Message::Settle));
        self.speaking = Some(browser::after(SPOKEN, send, Message::Speak));
    }

    /// Begins with the exact answer, unless there is no quick one yet.
    pub(super) fn settle(&mut self) -> bool {
        if self.work.is_some() || self.answer.is_none() {
            return false;
        }
        self.work = Some(Work::Exact);
        self.work_on()
    }

    fn work_later(&mut self, work: Work) {
        self.work = Some(work);
        self.working = Some(browser::after(0, &self.view.send, Message::Work));
    }

    /// Works for a slice of time, so that the page stays responsive; whether the screen changes.
    pub(super) fn work_on(&mut self) -> bool {
        let end = browser::now() + SLICE;
        let mut changes = false;
        while let Some(work) = self.work.take() {
            changes |= !matches!(work, Work::Deciders(_));
            self.work = self.step(work);
            if browser::now() >= end {
                break;
            }
        }
        if let Some(work) = self.work.take() {
            self.work_later(work);
        }
        changes || self.work.is_none()
    }

    /// Takes one step, and says which is next.
    fn step(&mut self, work: Work) -> Option<Work> {
        match work {
            Work::Curve => {
                let inputs = self.reading.inputs?;
                self.portfolio = inputs.portfolio(self.importer.list.deals());
                Some(Work::Stages)
            }
            Work::Stages => {
                self.learn_stages();
                Some(Work::Rates)
            }
            Work::Rates => {
                self.rates = self.portfolio.as_ref().map(|known| Rates::new(known, QUARTER));
                self.check();
                Some(Work::Answer)
            }
            Work::Answer => {
                self.renew(Precision::Interactive);
                Some(Work::Coverage)
            }
            Work::Coverage => {
                self.cover(Precision::Interactive);
                self.settle_later();
                None
            }
            Work::Exact => {
                let deals = self.answer.as_ref()?.report.before.deals;
                if deals <= MOST_EXACT {
                    self.renew(Precision::Settled);
                }
                let known = self.portfolio.as_ref()?;
                self.answer.as_ref().map(|answer| Work::Deciders(answer.deciding(known)))
            }
            Work::Deciders(mut deciding) => {
                if deciding.step(Precision::Interactive) {
                    return Some(Work::Deciders(deciding));
                }
                let answer = self.answer.as_mut()?;
                (answer.deciders, answer.decided) = (Some(deciding.found()), true);
                Some(Work::ExactCoverage)
            }
            Work::ExactCoverage => {
                self.cover(Precision::Settled);
                Some(Work::Levers)
            }
            Work::Levers => {
                self.covered.iter_mut().for_each(Covered::find_levers);
                if let (None, Some(portfolio)) = (&self.replayed, &self.portfolio) {
                    let fiscal_start = self.reading.inputs?.fiscal_start;
                    self.replayed = Some((Vec::new(), quarters(portfolio, fiscal_start)));
                    self.replay_later();
                }
                None
            }
        }
    }

    /// Follows what past quarters teach, or just says it.
    fn learn(&mut self) {
        if self.choices.follows {
            self.answer_again();
            return self.settle_later();
        }
        let (Some(portfolio), Some(answer)) = (&self.portfolio, &self.answer) else { return };
        let known = (portfolio, &answer.report);
        let taught = taught_about(&answer.inputs, known, &self.choices, self.past());
        if let Some(answer) = &mut self.answer {
            answer.taught = taught;
        }
    }

    pub(super) fn replay_later(&mut self) {
        self.replaying = Some(browser::after(0, &self.view.send, Message::Replay));
    }

    /// Forecasts one past period again, so that the page stays responsive; whether it was the last.
    pub(super) fn replay_next(&mut self) -> bool {
        let (Some(inputs), Some(portfolio)) = (self.asked(), &self.portfolio) else {
            return false;
        };
        let Some((done, left)) = &mut self.replayed else { return false };
        if let Some((start, days)) = left.pop() {
            done.extend(replay(portfolio, start, days, inputs.correlation.fraction()));
        }
        let is_last = left.is_empty();
        if is_last {
            done.reverse();
            self.learn();
        } else {
            self.replay_later();
        }
        is_last
    }
}
