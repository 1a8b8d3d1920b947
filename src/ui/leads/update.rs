//! How the calculator answers what happens to it.

use yew::{Callback, NodeRef};

use super::{Answer, Leads, LeadsProps};
use crate::calc::leads::{FIELDS, Inputs, check};
use crate::state::{Action, Source, State};
use crate::text::assess::band;
use crate::text::canonical::read_number;
use crate::text::draft::{Draft, Reading};
use crate::text::example::leads::{blank_leads, example_leads};
use crate::text::example::relevant;
use crate::text::leads::csv;
use crate::ui::browser::{self, files};
use crate::ui::calculator::Message;
use crate::ui::signal::Signal;
use crate::ui::start::Boxes;
use crate::ui::unlock::{Gated, Lead};
use crate::ui::view::View;

/// What stays of leads.
pub(super) const LEADS: Boxes<Inputs> = Boxes {
    name: "leads",
    storage_key: "enough-pipeline:leads",
    fields: FIELDS,
    blank: blank_leads,
    example: example_leads,
};
const CSV: &str = "leads.csv";
/// Milliseconds without a change before the answer is spoken.
const SPOKEN: u32 = 1000;

impl Leads {
    pub(super) fn new(props: &LeadsProps, send: Callback<Message>) -> Self {
        let view = view(props, send);
        let mut state = props.initial.clone().unwrap_or_else(|| example(props));
        state.gate.closed = props.gate.is_some() && !props.opened;
        let reading = read(props, &state);
        let answer = answer(&view, &reading);
        Self {
            view,
            state,
            reading,
            answer,
            lead: Lead::default(),
            shared: None,
            told: None,
            spoken: "".into(),
            speaking: None,
            focus: None,
            root: NodeRef::default(),
            started: false,
        }
    }

    /// Follows other properties. What was typed stays, in the new notation where it can.
    pub(super) fn follow(&mut self, props: &LeadsProps, old: &LeadsProps) {
        if props.gate.is_some() != old.gate.is_some() {
            self.state.gate.closed = props.gate.is_some() && !props.opened;
        }
        if props.formats != old.formats {
            let draft = rewritten(&self.state.draft, old, props);
            self.state = self.state.apply(Action::Rewrite(draft));
        }
        self.view = view(props, self.view.send.clone());
        self.reading = read(props, &self.state);
        self.answer = answer(&self.view, &self.reading);
    }

    pub(super) fn drawn(&mut self, props: &LeadsProps, first: bool) {
        if first && !props.early {
            self.lead = Lead::new(&props.locale);
            props.host.emit(Signal::Ready);
            if self.state.gate.closed {
                props.host.emit(Signal::GateShown);
            }
        }
        if let Some(name) = self.focus.take() {
            browser::focus(&self.root, &self.view.id(name));
        }
    }

    /// Follows a message; whether the screen changes.
    pub(super) fn receive(&mut self, props: &LeadsProps, message: Message) -> bool {
        match message {
            Message::Act(action) => return self.act(props, action),
            Message::Type(key, text) => return self.act(props, Action::Edit { key, text }),
            Message::Slide(key, text) => {
                let number = read_number(&text).unwrap_or_default();
                let text = self.view.formats.edit_number(number);
                return self.act(props, Action::Edit { key, text });
            }
            Message::LoadExample => {
                return self
                    .act(props, Action::LoadExample(LEADS.example(props.today, &props.formats)));
            }
            Message::Focus(name) => self.focus = Some(name),
            Message::Print => {
                browser::print();
                return false;
            }
            Message::Unlock => {
                if let Some(config) = &props.gate {
                    self.unlock(config, &props.host);
                }
            }
            Message::Heard(delivery) => self.hear(&props.host, delivery),
            Message::Opened => self.open(),
            Message::Speak => {
                self.spoken = self.sentence().into();
                if let Some(answer) = &self.answer {
                    props.host.emit(Signal::Result(band(answer.verdict.tone)));
                }
            }
            Message::Share => {
                let link = LEADS.link(&self.state.draft, props.today, &props.formats);
                browser::copy(link, self.view.send.clone());
                return false;
            }
            Message::Shared(shared) => {
                self.spoken = shared.outcome().into();
                self.focus = (!shared.copied).then_some("link");
                self.shared = Some(shared);
                props.host.emit(Signal::Share);
            }
            Message::Save => self.save(props),
            Message::Settle | Message::Arrive => return false,
        }
        true
    }

    fn act(&mut self, props: &LeadsProps, action: Action) -> bool {
        if matches!(action, Action::Clear | Action::Undo) {
            self.focus = Some(FIELDS[0].key);
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
        if old.draft != self.state.draft {
            if props.allowed.keep {
                LEADS.keep(&self.state, &props.locale);
            }
            (self.shared, self.told) = (None, None);
            self.reading = read(props, &self.state);
            self.answer = answer(&self.view, &self.reading);
            self.speaking = Some(browser::after(SPOKEN, &self.view.send, Message::Speak));
        }
        true
    }

    /// The plan week by week as a file; `None` where the goal is reached or can't be.
    pub(super) fn table(&self) -> Option<String> {
        let outlook = self.answer.as_ref()?.report.outlook.as_ref()?;
        Some(csv(outlook, self.view.formats.notation()))
    }

    fn save(&mut self, props: &LeadsProps) {
        let Some(table) = self.table() else { return };
        let saved = files::save(CSV, "text/csv", &table);
        let words = files::outcome(CSV, saved);
        self.spoken = words.clone().into();
        self.told = Some(words);
        if saved {
            props.host.emit(Signal::Export("csv"));
        }
    }

    /// The answer, or what it waits for, in a few words.
    pub(super) fn title(&self) -> String {
        if let Some(answer) = &self.answer {
            return answer.verdict.headline.clone();
        }
        match self.reading.problems.len() {
            1 => say!("One more figure and your answer stands here").into(),
            count => {
                say!("{count} more figures and your answer stands here", count = count.to_string())
            }
        }
    }

    /// The same for those who hear the page, with as much as may be known.
    fn sentence(&self) -> String {
        let detail = self.answer.as_ref().filter(|_| !self.state.gate.closed);
        let detail = detail.map_or("", |answer| answer.verdict.detail.as_str());
        [&*self.title(), " ", detail].concat()
    }
}

fn example(props: &LeadsProps) -> State {
    State::new(LEADS.example(props.today, &props.formats), Source::Example)
}

/// The figures of a draft as they are written now; what makes no sense stays as it was typed.
fn rewritten(draft: &Draft, old: &LeadsProps, props: &LeadsProps) -> Draft {
    let texts = draft.to_canonical(FIELDS, blank_leads(props.today), old.formats.notation());
    let (mut rewritten, _) = Draft::from_canonical(&texts, FIELDS, &*props.formats);
    for field in FIELDS {
        if rewritten.get(field.key).is_empty() {
            rewritten.set(field.key, draft.get(field.key));
        }
    }
    rewritten
}

fn view(props: &LeadsProps, send: Callback<Message>) -> View {
    let (formats, id) = (props.formats.clone(), props.id.clone());
    View { formats, id, level: props.level.clamp(1, 3), send }
}

fn read(props: &LeadsProps, state: &State) -> Reading<Inputs> {
    let blank = blank_leads(props.today);
    relevant(&state.draft).read(FIELDS, check, blank, props.formats.notation())
}

fn answer(view: &View, reading: &Reading<Inputs>) -> Option<Answer> {
    reading.inputs.as_ref().map(|inputs| Answer::new(inputs, &*view.formats))
}
