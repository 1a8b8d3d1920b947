//! How a sweep answers what happens to it.

use std::collections::BTreeMap;

use yew::{Callback, NodeRef};

use super::source::{Purpose, too_large};
use super::{List, Message, Sweep, SweepProps, typed};
use crate::calc::sweep::{FIELDS, Precision};
use crate::state::sweep::{Sweep as Choices, SweepAction};
use crate::state::{Action, Source, State};
use crate::text::assess::band;
use crate::text::canonical::read_number;
use crate::text::draft::{Draft, Reading};
use crate::text::example::deals::{example_deals, example_sweep};
use crate::ui::browser;
use crate::ui::browser::files::{self, Given};
use crate::ui::calculator::Message as Typed;
use crate::ui::signal::Signal;
use crate::ui::unlock::{Gated, Lead};
use crate::ui::view::View;

impl Sweep {
    pub(super) fn new(props: &SweepProps, send: &Callback<Message>) -> Self {
        let (view, boxes) = views(props, send);
        let mut sweep = Self {
            view,
            boxes,
            form: example_form(props),
            choices: Choices::default(),
            deals: List::Example(example_deals(props.today)),
            under: None,
            refused: None,
            pasted: String::new(),
            lead: Lead::default(),
            table: None,
            earlier: None,
            replayed: None,
            replaying: None,
            answers: BTreeMap::new(),
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
            covered: None,
            settling: None,
            next: None,
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
        if let Some(name) = self.focus.take() {
            browser::focus(&self.root, &self.view.id(name));
        }
    }

    /// Follows a message; whether the screen changes.
    pub(super) fn receive(&mut self, props: &SweepProps, message: Message) -> bool {
        match message {
            Message::Form(message) => return self.form_message(props, message),
            Message::Coverage(message) => return self.type_over(props, message),
            Message::Do(action) => self.choose(action),
            Message::File(file, purpose) => {
                self.refused = too_large(files::size(&file));
                if self.refused.is_none() {
                    let given = move |given| Message::Given(given, purpose);
                    files::read(file, self.view.send.reform(given));
                }
            }
            Message::Given(Given { name, bytes: Some(bytes) }, purpose) => {
                self.begin(props, purpose, name, bytes);
            }
            Message::Given(Given { name, bytes: None }, _) => {
                self.refused = Some([&*name, " could not be opened: choose it again."].concat());
            }
            Message::ForgetEarlier => (self.earlier, self.focus) = (None, Some("changes")),
            Message::Replay => return self.replay_next(),
            Message::Paste(text) => {
                self.begin(props, Purpose::Deals, "Pasted list".into(), text.into_bytes());
            }
            Message::Draft(text) => self.pasted = text,
            Message::Table(open) => {
                self.table = open.then(typed::Rows::default);
                self.focus = Some(if open { "cell-1-0" } else { "paste" });
            }
            Message::Cell(row, column, text) => {
                if let Some(rows) = &mut self.table {
                    rows.set(row, column, text);
                }
            }
            Message::Remove(row) => self.table.iter_mut().for_each(|rows| rows.remove(row)),
            Message::Restore => self.table.iter_mut().for_each(typed::Rows::restore),
            Message::UseTable => {
                let text = self.table.as_ref().map_or_else(String::new, typed::Rows::csv);
                self.begin(props, Purpose::Deals, "Typed deals".into(), text.into_bytes());
            }
            Message::Read => self.read_on(props),
            Message::Cancel => self.stop(None),
            Message::Example => self.show_example(props),
            Message::Discard => self.discard(props),
            Message::Column(role, column) => self.remap(props, |mapping| mapping.set(role, column)),
            Message::Confirm => self.confirm(props),
            Message::Answer(key, answer) => {
                self.answers.insert(key, answer);
            }
            Message::Answered => self.answered(),
            Message::SaveAside => self.save_aside(props),
            Message::SaveDeals => {
                let csv = self.table();
                self.save(props, "deals-with-next-steps.csv", csv);
            }
            Message::Settle => return self.settle(),
            Message::Work => return self.work_on(),
            Message::Speak => {
                if let Some(answer) = &self.answer {
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
        let recount = next.overrides() != self.choices.overrides();
        self.choices = next;
        if recount {
            self.answer_again();
            self.settle_later();
        }
    }
}

fn views(props: &SweepProps, send: &Callback<Message>) -> (View<Message>, View) {
    let (formats, id) = (props.formats.clone(), props.id.clone());
    let level = props.level.clamp(1, 3);
    let boxes =
        View { formats: formats.clone(), id: id.clone(), level, send: send.reform(Message::Form) };
    (View { formats, id, level, send: send.clone() }, boxes)
}

pub(super) fn example_form(props: &SweepProps) -> State {
    let draft = Draft::from_inputs(FIELDS, &example_sweep(props.today), &*props.formats);
    State::new(draft, Source::Example)
}
