//! How a calculator answers what happens to it.

use yew::{Callback, NodeRef};

use super::{Calculator, CalculatorProps, Message};
use crate::calc::coverage::{FIELDS, Inputs, Precision, check};
use crate::state::{Action, Source, State};
use crate::text::assess::band;
use crate::text::canonical::read_number;
use crate::text::draft::Reading;
use crate::text::example::{blank, relevant};
use crate::text::verdict::of_hundred;
use crate::ui::answer::Answer;
use crate::ui::form::{behind_details, first_key};
use crate::ui::settled::Settled;
use crate::ui::signal::Signal;
use crate::ui::start::COVERAGE;
use crate::ui::unlock::{Gated, Lead};
use crate::ui::view::View;
use crate::ui::{browser, early, missing};

/// Milliseconds without a change before the exact answer is worked out.
const SETTLED: u32 = 150;

/// Milliseconds without a change before the answer is spoken.
const SPOKEN: u32 = 1000;

impl Calculator {
    pub(super) fn new(props: &CalculatorProps, send: Callback<Message>) -> Self {
        let view = view(props, send);
        let state = left(props.initial.clone());
        let (reading, quick) = if props.early {
            // As the example's form will be: not empty.
            let reading = Reading { empty: false, ..read(props, &State::default()) };
            (reading, early::answer(&view, props))
        } else {
            let reading = read(props, &state);
            let quick = quick(&view, &reading);
            (reading, quick)
        };
        Self {
            quick,
            view,
            state,
            reading,
            settled: None,
            settling: None,
            started: false,
            lead: Lead::default(),
            spoken: "".into(),
            speaking: None,
            shared: None,
            focus: None,
            root: NodeRef::default(),
        }
    }

    /// Follows other properties.
    pub(super) fn follow(&mut self, props: &CalculatorProps, was_early: bool) {
        self.view = view(props, self.view.send.clone());
        if was_early {
            self.state = props.initial.clone();
        }
        self.reading = read(props, &self.state);
        self.settled = None;
        if was_early {
            self.quick = quick(&self.view, &self.reading);
            self.arrive(props);
        } else {
            self.reply();
        }
    }

    /// What stands on the page at first is read there, not spoken.
    fn arrive(&mut self, props: &CalculatorProps) {
        self.settle();
        if props.gate.is_some() {
            self.lead = Lead::new(&props.locale);
        }
        props.host.emit(Signal::Ready);
        if self.state.gate.closed {
            props.host.emit(Signal::GateShown);
        }
    }

    /// Follows a message; whether the screen changes.
    pub(super) fn receive(&mut self, props: &CalculatorProps, message: Message) -> bool {
        match message {
            Message::Act(action) => return self.act(props, action),
            Message::Type(key, text) => return self.act(props, Action::Edit { key, text }),
            Message::Slide(key, text) => {
                let text = self.view.formats.edit_number(read_number(&text).unwrap_or_default());
                return self.act(props, Action::Edit { key, text });
            }
            Message::LoadExample => {
                let draft = COVERAGE.example(props.today, &self.view.formats);
                return self.act(props, Action::LoadExample(draft));
            }
            Message::Focus(name) => {
                if behind_details(name) && !self.state.details_open {
                    self.act(props, Action::ToggleDetails);
                }
                self.focus = Some(name);
            }
            Message::Share => {
                let link = COVERAGE.link(&self.state.draft, props.today, &self.view.formats);
                browser::copy(link, self.view.send.clone());
                return false;
            }
            Message::Shared(shared) => {
                self.spoken = shared.outcome().into();
                self.focus = (!shared.copied).then_some("link");
                self.shared = Some(shared);
                props.host.emit(Signal::Share);
            }
            Message::Print => {
                browser::print();
                return false;
            }
            Message::Save => return false,
            Message::Settle => {
                let formats = &self.view.formats;
                self.settled = self.quick.as_ref().map(|quick| Settled::after(quick, formats));
            }
            Message::Arrive => self.arrive(props),
            Message::Unlock => {
                if let Some(config) = &props.gate {
                    self.unlock(config, &props.host);
                }
            }
            Message::Heard(delivery) => self.hear(&props.host, delivery),
            Message::Opened => self.open(),
            Message::Speak => {
                self.spoken = self.sentence().into();
                if let Some(answer) = &self.quick {
                    props.host.emit(Signal::Result(band(answer.verdict.tone)));
                }
            }
        }
        true
    }

    /// Changes what was typed or opened, and what follows from it.
    pub(super) fn act(&mut self, props: &CalculatorProps, action: Action) -> bool {
        if matches!(action, Action::Clear | Action::Undo) {
            self.focus = Some(first_key());
        }
        let next = self.state.apply(action);
        if next == self.state {
            return self.focus.is_some();
        }
        let old = std::mem::replace(&mut self.state, next);
        if self.state.source == Source::Typed && !self.started {
            self.started = true;
            props.host.emit(Signal::Start);
        }
        if let Some(locale) = &props.keep {
            COVERAGE.keep(&self.state, locale);
        }
        if old.draft != self.state.draft {
            // A link is of the figures that were on the screen when it was made.
            self.shared = None;
            let reading = read(props, &self.state);
            let same = reading.inputs.is_some() && reading.inputs == self.reading.inputs;
            self.reading = reading;
            if !same {
                self.reply();
            }
        }
        true
    }

    /// Answers at once, exactly once the typing rests, and aloud once the answer does.
    fn reply(&mut self) {
        let old = self.sentence();
        self.quick = quick(&self.view, &self.reading);
        self.settle();
        if self.sentence() != old {
            let send = &self.view.send;
            self.speaking = Some(browser::after(SPOKEN, send, Message::Speak));
        }
    }

    fn settle(&mut self) {
        let send = &self.view.send;
        self.settling = self.quick.as_ref().map(|_| browser::after(SETTLED, send, Message::Settle));
    }

    pub(super) fn drawn(&mut self, props: &CalculatorProps, first: bool) {
        if first && !props.early {
            self.view.send.emit(Message::Arrive);
        }
        if let Some(name) = self.focus.take() {
            browser::focus(&self.root, &self.view.id(name));
        }
    }

    /// The answer to those who hear the page. Two answers may share their headline; the chance in
    /// the detail tells them apart.
    fn sentence(&self) -> String {
        match &self.quick {
            Some(answer) if self.state.gate.closed => {
                let chance = of_hundred(answer.report.chance);
                {
                    let chance = say!("Chance of making the goal: {chance}.", chance = chance);
                    [&*answer.verdict.headline, " ", &*chance].concat()
                }
            }
            Some(answer) => [&*answer.verdict.headline, " ", &*answer.verdict.detail].concat(),
            None => missing::title(&self.reading),
        }
    }
}

/// A state that was left while a lead was on its way: what becomes of that is heard no more, and
/// the visitor has done their part.
fn left(mut state: State) -> State {
    if state.gate.is_sending() {
        (state.gate.closed, state.gate.delivery) = (false, None);
    }
    state
}

fn view(props: &CalculatorProps, send: Callback<Message>) -> View {
    View {
        formats: props.formats.clone(),
        id: props.id.clone(),
        level: props.level.clamp(1, 3),
        send,
    }
}

pub(crate) fn read(props: &CalculatorProps, state: &State) -> Reading<Inputs> {
    relevant(&state.draft).read(FIELDS, check, blank(props.today), props.formats.notation())
}

/// The answer of the moment.
pub(crate) fn quick(view: &View, reading: &Reading<Inputs>) -> Option<Answer> {
    reading.inputs.map(|inputs| Answer::new(inputs, Precision::Interactive, &*view.formats))
}
