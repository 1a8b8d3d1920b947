//! How a review answers what happens to it.

use yew::{Callback, NodeRef};

use super::{Answered, Message, Purpose, Review, ReviewProps};
use crate::calc::review::{FIELDS, Known, check};
use crate::state::review::ReviewAction;
use crate::state::{Action, State};
use crate::text::assess::band;
use crate::text::draft::{Draft, Reading};
use crate::text::review::{LONGEST_FILE, Rating, Refusal, content, read, refusal, write};
use crate::text::workbook::review::csv;
use crate::ui::browser;
use crate::ui::browser::files::{self, Given};
use crate::ui::calculator::Message as Typed;
use crate::ui::signal::Signal;
use crate::ui::unlock::{Gated, Lead};
use crate::ui::view::View;

/// Where the visitor's answers are kept.
const STORAGE_KEY: &str = "enough-pipeline:review";
const FILE: &str = "review.json";
const CSV: &str = "review.csv";
/// Milliseconds without a change before the result is spoken.
const SPOKEN: u32 = 1000;

impl Review {
    pub(super) fn new(props: &ReviewProps, send: &Callback<Message>) -> Self {
        let (view, boxes) = views(props, send);
        let mut form = props.known.clone();
        form.gate.closed = props.gate.is_some() && !props.opened;
        let mut review = Self {
            view,
            boxes,
            content: content(),
            choices: props.initial.clone(),
            reading: reading(props, &form),
            form,
            answer: None,
            refused: None,
            lead: Lead::default(),
            spoken: "".into(),
            speaking: None,
            focus: None,
            root: NodeRef::default(),
            started: false,
        };
        review.recount();
        review
    }

    /// Follows other properties. What was answered and typed stays.
    pub(super) fn follow(&mut self, props: &ReviewProps, old: &ReviewProps) {
        if props.gate.is_some() != old.gate.is_some() {
            self.form.gate.closed = props.gate.is_some() && !props.opened;
        }
        if props.formats != old.formats {
            let notation = old.formats.notation();
            let texts = self.form.draft.to_canonical(FIELDS, Known::default(), notation);
            let (draft, _) = Draft::from_canonical(&texts, FIELDS, &*props.formats);
            self.form = self.form.apply(Action::Rewrite(draft));
        }
        (self.view, self.boxes) = views(props, &self.view.send.clone());
        self.reading = reading(props, &self.form);
        self.recount();
    }

    pub(super) fn drawn(&mut self, props: &ReviewProps, first: bool) {
        if first && !props.early {
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
    pub(super) fn receive(&mut self, props: &ReviewProps, message: Message) -> bool {
        match message {
            Message::Do(action) => self.act(props, action),
            Message::Form(message) => return self.form_message(props, message),
            Message::File(file, purpose) => self.open_file(file, purpose),
            Message::Given(given, purpose) => self.take(props, given, purpose),
            Message::Save => self.save(props),
            Message::SaveTable => self.save_table(props),
            Message::Print => {
                browser::print();
                return false;
            }
            Message::Speak => {
                let detail = self.answer.as_ref().filter(|_| !self.form.gate.closed);
                let detail = detail.map_or("", |answer| answer.verdict.detail.as_str());
                self.spoken = [&*self.title(), " ", detail].concat().into();
                if let Some(answer) = &self.answer {
                    props.host.emit(Signal::Result(band(answer.verdict.tone)));
                }
            }
            Message::Focus(name) => self.focus = Some(name),
        }
        true
    }

    fn act(&mut self, props: &ReviewProps, action: ReviewAction) {
        let moves = matches!(
            action,
            ReviewAction::Show(_)
                | ReviewAction::Clear
                | ReviewAction::Undo
                | ReviewAction::Example
        );
        if moves {
            self.focus = Some("area");
        }
        self.refused = None;
        let next = self.choices.apply(action);
        let answered = next.answers != self.choices.answers;
        let counts =
            answered || next.others != self.choices.others || next.earlier != self.choices.earlier;
        self.choices = next;
        if counts {
            self.recount();
            self.speaking = Some(browser::after(SPOKEN, &self.view.send, Message::Speak));
        }
        if answered {
            self.start(props);
        }
        self.remember(props);
    }

    fn start(&mut self, props: &ReviewProps) {
        if !self.started && !self.choices.example {
            self.started = true;
            props.host.emit(Signal::Start);
        }
    }

    /// Keeps the answers for the next visit. The example is not the visitor's.
    fn remember(&self, props: &ReviewProps) {
        if props.keep && !self.choices.example {
            let file = write(&self.choices.rating(props.today), &self.content);
            let any = self.choices.answers.given() > 0;
            browser::store(STORAGE_KEY, any.then_some(&*file));
        }
    }

    fn recount(&mut self) {
        let known = self.reading.inputs.unwrap_or_default();
        self.answer = Answered::new(&self.choices, &known, &self.content, &*self.view.formats);
    }

    /// What happens at the boxes of what is known, and at the form before the whole answer.
    fn form_message(&mut self, props: &ReviewProps, message: Typed) -> bool {
        let action = match message {
            Typed::Act(action) => action,
            Typed::Type(key, text) => Action::Edit { key, text },
            Typed::Focus(name) => {
                self.focus = Some(name);
                return true;
            }
            Typed::Unlock => {
                if let Some(config) = &props.gate {
                    self.unlock(config, &props.host);
                }
                return true;
            }
            Typed::Heard(delivery) => {
                self.hear(&props.host, delivery);
                return true;
            }
            Typed::Opened => {
                self.open();
                return true;
            }
            _ => return false,
        };
        self.form = self.form.apply(action);
        self.reading = reading(props, &self.form);
        self.recount();
        true
    }

    fn open_file(&mut self, file: web_sys::File, purpose: Purpose) {
        if files::size(&file) > LONGEST_FILE as f64 {
            self.refuse(&file.name(), Refusal::TooLong);
            return;
        }
        let given = move |given| Message::Given(given, purpose);
        files::read(file, self.view.send.reform(given));
    }

    /// Takes in what a file holds; one that can't be used changes nothing.
    fn take(&mut self, props: &ReviewProps, given: Given, purpose: Purpose) {
        let text = given.bytes.and_then(|bytes| String::from_utf8(bytes).ok());
        let rating: Result<Rating, Refusal> =
            text.map_or(Err(Refusal::NotJson), |text| read(&text, &self.content));
        match rating {
            Ok(rating) => {
                let action = match purpose {
                    Purpose::Other => ReviewAction::Add(rating),
                    Purpose::Earlier => ReviewAction::Compare(rating),
                    Purpose::Own => ReviewAction::Load(rating),
                };
                self.act(props, action);
            }
            Err(why) => self.refuse(&given.name, why),
        }
    }

    fn refuse(&mut self, name: &str, why: Refusal) {
        self.refused = Some([name, ": ", refusal(why)].concat());
    }

    fn save(&mut self, props: &ReviewProps) {
        let file = write(&self.choices.rating(props.today), &self.content);
        let saved = files::save(FILE, "application/json", &file);
        self.tell_saved(props, FILE, "json", saved);
    }

    /// Every statement with its answer as a file.
    pub(super) fn table(&self) -> String {
        csv(&self.choices.answers, &self.content, self.view.formats.notation())
    }

    fn save_table(&mut self, props: &ReviewProps) {
        let saved = files::save(CSV, "text/csv", &self.table());
        self.tell_saved(props, CSV, "csv", saved);
    }

    fn tell_saved(&mut self, props: &ReviewProps, name: &str, kind: &'static str, saved: bool) {
        let words = files::outcome(name, saved);
        if saved {
            self.spoken = words.into();
            props.host.emit(Signal::Export(kind));
        } else {
            self.refused = Some(words);
        }
    }

    /// The result, or what it waits for, in a few words.
    pub(super) fn title(&self) -> String {
        match &self.answer {
            Some(answer) => answer.verdict.headline.clone(),
            None => say!("Your score stands here once the first statement is answered").to_owned(),
        }
    }
}

/// What the last visit left.
pub(super) fn kept() -> Option<Rating> {
    read(&browser::stored(STORAGE_KEY)?, &content()).ok()
}

fn reading(props: &ReviewProps, form: &State) -> Reading<Known> {
    form.draft.read(FIELDS, check, Known::default(), props.formats.notation())
}

fn views(props: &ReviewProps, send: &Callback<Message>) -> (View<Message>, View) {
    let (formats, id) = (props.formats.clone(), props.id.clone());
    let level = props.level.clamp(1, 3);
    let boxes =
        View { formats: formats.clone(), id: id.clone(), level, send: send.reform(Message::Form) };
    (View { formats, id, level, send: send.clone() }, boxes)
}
