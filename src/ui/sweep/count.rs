//! From deals and figures to the answer: at once, at rest, and bit by bit.

use super::coverage::Covered;
use super::{Answer, Message, Sweep, SweepProps};
use crate::calc::rates::Rates;
use crate::calc::replay::{replay, starts};
use crate::calc::sweep::{FIELDS, Inputs, Precision, check};
use crate::state::Action;
use crate::text::example::deals::blank_sweep;
use crate::text::example::relevant;
use crate::ui::browser;

/// Milliseconds without a change before the exact answer is worked out.
const SETTLED: u32 = 200;
/// Milliseconds without a change before the answer is spoken.
const SPOKEN: u32 = 1000;
/// Days of the past periods that are forecast again, and within which deals are counted as won: a
/// quarter.
const QUARTER: u32 = 91;

impl Sweep {
    /// Reads the form anew, and answers.
    pub(super) fn recount(&mut self, props: &SweepProps) {
        let blank = blank_sweep(props.today);
        let draft = relevant(&self.form.draft);
        let mut reading = draft.read(FIELDS, |_| Vec::new(), blank, self.view.formats.notation());
        if let Some(inputs) = reading.inputs.filter(|_| self.importer.list.is_some()) {
            if !self.portfolio_is_of(&inputs) {
                self.portfolio = inputs.portfolio(self.importer.list.deals());
                self.rates = self.portfolio.as_ref().map(|known| Rates::new(known, QUARTER));
                self.replayed = None;
            }
            reading.problems = check(&inputs, self.portfolio.as_ref());
            if !reading.problems.is_empty() {
                reading.inputs = None;
                for (key, _) in &reading.problems {
                    self.form = self.form.apply(Action::Blur { key });
                }
            }
        } else {
            self.portfolio = None;
        }
        self.reading = reading;
        self.answer_again();
    }

    /// Whether the win curve at hand is that of these inputs.
    pub(super) fn portfolio_is_of(&self, inputs: &Inputs) -> bool {
        let key = |inputs: &Inputs| {
            (inputs.today, inputs.closed_since, inputs.win_rate, inputs.sales_cycle)
        };
        self.portfolio.is_some() && self.reading.inputs.is_some_and(|old| key(&old) == key(inputs))
    }

    pub(super) fn answer_again(&mut self) {
        self.answer = self.answer_with(Precision::Interactive);
        self.cover(Precision::Interactive);
    }

    pub(super) fn answer_with(&self, precision: Precision) -> Option<Answer> {
        let (inputs, known) = (self.reading.inputs?, (self.portfolio.as_ref()?, self.rates?));
        let formats = &*self.view.formats;
        Some(Answer::new(inputs, known, &self.choices, precision, formats))
    }

    /// Works out coverage from the deals, for the answer at hand.
    pub(super) fn cover(&mut self, precision: Precision) {
        let known = self.answer.as_ref().zip(self.portfolio.as_ref());
        self.covered = known.map(|(answer, portfolio)| {
            let from = (&answer.report, portfolio, &answer.rates);
            Covered::new(&answer.inputs, from, &self.coverage, precision, &*self.view.formats)
        });
    }

    pub(super) fn settle_later(&mut self) {
        let send = &self.view.send;
        self.settling = Some(browser::after(SETTLED, send, Message::Settle));
        self.speaking = Some(browser::after(SPOKEN, send, Message::Speak));
    }

    pub(super) fn settle(&mut self) {
        self.answer = self.answer_with(Precision::Settled);
        self.answer.iter_mut().for_each(Answer::settle);
        self.cover(Precision::Settled);
        if let (None, Some(portfolio)) = (&self.replayed, &self.portfolio) {
            self.replayed = Some((Vec::new(), starts(portfolio, QUARTER)));
            self.replay_later();
        }
    }

    pub(super) fn replay_later(&mut self) {
        self.replaying = Some(browser::after(0, &self.view.send, Message::Replay));
    }

    /// Forecasts one past period again, so that the page stays responsive.
    pub(super) fn replay_next(&mut self) {
        let (Some(inputs), Some(portfolio)) = (self.reading.inputs, &self.portfolio) else {
            return;
        };
        let Some((done, left)) = &mut self.replayed else { return };
        if let Some(start) = left.pop() {
            done.extend(replay(portfolio, start, QUARTER, inputs.correlation.fraction()));
        }
        if left.is_empty() {
            done.reverse();
        } else {
            self.replay_later();
        }
    }
}
