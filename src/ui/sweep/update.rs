//! How a sweep answers what happens to it.

use yew::{Callback, NodeRef};

use super::{Message, Sweep, SweepProps};
use crate::calc::sweep::{FIELDS, Precision};
use crate::state::sweep::{Sweep as Choices, SweepAction};
use crate::state::{Action, Source, State};
use crate::text::assess::band;
use crate::text::canonical::read_number;
use crate::text::draft::{Draft, Reading};
use crate::text::example::deals::{example_deals, example_sweep};
use crate::ui::browser;
use crate::ui::calculator::Message as Typed;
use crate::ui::import::shared::Publisher;
use crate::ui::import::{Importer, List};
use crate::ui::signal::Signal;
use crate::ui::unlock::{Gated, Lead};
use crate::ui::view::View;

impl Sweep {
    pub(super) fn new(props: &SweepProps, send: &Callback<Message>) -> Self {
        let (view, boxes) = views(props, send);
        let example = List::Example(example_deals(props.today));
        let importer = Importer::new(view.sending(Message::Import), example);
        let mut sweep = Self {
            importer,
            publisher: Publisher::new(),
            view,
            boxes,
            form: example_form(props),
            choices: Choices::default(),
            lead: Lead::default(),
            earlier: None,
            replayed: None,
            replaying: None,
            reading: Reading {
                inputs: None,
                problems: Vec::new(),
                understood: Vec::new(),
                empty: true,
            },
            portfolio: None,
            rates: None,
            answer: None,
            work: None,
            working: None,
            coverage: State::default(),
            waiting: None,
            covered: None,
            settling: None,
            spoken: "".into(),
            speaking: None,
            focus: None,
            root: NodeRef::default(),
            on_paper: false,
            paper: None,
            printing: None,
            started: false,
        };
        sweep.form.gate.closed = props.gate.is_some() && !props.opened;
        if !props.early {
            sweep.recount(props);
        }
        sweep
    }

    /// Follows other properties.
    pub(super) fn follow(&mut self, props: &SweepProps, old: &SweepProps) {
        if props.gate.is_some() != old.gate.is_some() {
            self.form.gate.closed = props.gate.is_some() && !props.opened;
        }
        (self.view, self.boxes) = views(props, &self.view.send.clone());
        self.importer.view = self.view.sending(Message::Import);
        self.recount(props);
        self.settle_later();
    }

    pub(super) fn drawn(&mut self, props: &SweepProps, first: bool) {
        if first && !props.early {
            self.settle_later();
            self.paper = Some(browser::Paper::watch(&self.view.send, Message::Paper));
            self.lead = Lead::new(&props.locale);
            props.host.emit(Signal::Ready);
            if self.form.gate.closed {
                props.host.emit(Signal::GateShown);
            }
        }
        if let Some(name) = self.focus.take().or(self.importer.focus.take()) {
            browser::focus(&self.root, &self.view.id(name));
        }
    }

    /// Follows a message; whether the screen changes.
    pub(super) fn receive(&mut self, props: &SweepProps, message: Message) -> bool {
        match message {
            Message::Form(message) => return self.form_message(props, message),
            Message::Coverage(message) => return self.type_over(props, message),
            Message::Do(action) => self.choose(action),
            Message::Import(message) => self.import(props, message),
            Message::ForgetEarlier => {
                (self.earlier, self.focus) = (None, Some("changes"));
                self.stage_again();
            }
            Message::Replay => return self.replay_next(),
            Message::Restore(held, true) => self.waiting = Some(held),
            Message::Restore(held, false) => return self.restore(props, &held),
            Message::Example => self.show_example(props),
            Message::SaveDeals => {
                let csv = self.table();
                self.save(props, "deals-with-next-steps.csv", csv);
            }
            Message::Settle => return self.settle(),
            Message::Work => return self.work_on(),
            Message::Speak => {
                // While a list is read or asks, the answer is that of another one.
                if let Some(answer) = self.answer.as_ref().filter(|_| !self.importer.is_reading()) {
                    let verdict = &answer.verdict;
                    let detail = if self.form.gate.closed { "" } else { &*verdict.detail };
                    self.spoken = [&*verdict.headline, " ", detail].concat().into();
                    props.host.emit(Signal::Result(band(verdict.tone)));
                }
            }
            Message::Focus(name) => self.focus = Some(name),
            // What only paper shows must be drawn first.
            Message::Print => {
                self.on_paper = true;
                self.printing = Some(browser::after(0, &self.view.send, Message::PrintNow));
            }
            Message::PrintNow => {
                browser::print();
                return false;
            }
            Message::Paper(on_paper) => self.on_paper = on_paper,
        }
        true
    }

    fn form_message(&mut self, props: &SweepProps, message: Typed) -> bool {
        match message {
            Typed::LoadExample => {
                return self.edit(props, Action::LoadExample(example_form(props).draft));
            }
            Typed::Focus(name) => self.focus = Some(name),
            Typed::Unlock => {
                if let Some(config) = &props.gate {
                    self.unlock(config, &props.host);
                }
            }
            Typed::Heard(delivery) => self.hear(&props.host, delivery),
            Typed::Opened => self.open(),
            message => {
                return self.typed(message).is_some_and(|action| self.edit(props, action));
            }
        }
        true
    }

    /// What a box's message does to what was typed.
    fn typed(&self, message: Typed) -> Option<Action> {
        match message {
            Typed::Act(action) => Some(action),
            Typed::Type(key, text) => Some(Action::Edit { key, text }),
            Typed::Slide(key, text) => {
                let number = read_number(&text).unwrap_or_default();
                Some(Action::Edit { key, text: self.view.formats.edit_number(number) })
            }
            _ => None,
        }
    }

    fn edit(&mut self, props: &SweepProps, action: Action) -> bool {
        let next = self.form.apply(action);
        if next == self.form {
            return false;
        }
        let changed = next.draft != self.form.draft;
        self.form = next;
        if changed {
            self.start(props);
            self.recount(props);
            self.settle_later();
        }
        true
    }

    /// Types over a figure of the deals, for coverage alone.
    fn type_over(&mut self, props: &SweepProps, message: Typed) -> bool {
        let Some(action) = self.typed(message) else { return false };
        self.coverage = self.coverage.apply(action);
        self.start(props);
        self.cover(Precision::Interactive);
        self.settle_later();
        true
    }

    /// The visitor does something for the first time.
    pub(super) fn start(&mut self, props: &SweepProps) {
        if !self.started {
            self.started = true;
            props.host.emit(Signal::Start);
        }
    }

    fn choose(&mut self, action: SweepAction) {
        let next = self.choices.apply(action);
        let recount =
            next.overrides() != self.choices.overrides() || next.follows != self.choices.follows;
        self.choices = next;
        if recount {
            self.answer_again();
            self.settle_later();
        }
    }
}

fn views(props: &SweepProps, send: &Callback<Message>) -> (View<Message>, View) {
    let (formats, id) = (props.formats.clone(), props.id.clone());
    let view = View { formats, id, level: props.level.clamp(1, 3), send: send.clone() };
    let boxes = view.sending(Message::Form);
    (view, boxes)
}

pub(super) fn example_form(props: &SweepProps) -> State {
    let draft = Draft::from_inputs(FIELDS, &example_sweep(props.today), &*props.formats);
    State::new(draft, Source::Example)
}
