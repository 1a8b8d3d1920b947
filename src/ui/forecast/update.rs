//! How a forecast answers what happens to it.

use std::collections::BTreeMap;
use std::rc::Rc;

use yew::{Callback, NodeRef};

use super::basis::Basis;
use super::spreadsheet::Arrivals;
use super::{Forecast, ForecastProps, Message};
use crate::calc::forecast::{FIELDS, Owned};
use crate::state::forecast::{Look, Origin, RowsAction, Tables};
use crate::state::{Action, Source, State};
use crate::text::assess::band;
use crate::text::canonical::read_number;
use crate::text::draft::{Draft, Reading};
use crate::text::example::forecast::{example_forecast, example_rows};
use crate::text::rows::forecast::{SECTIONS, Section};
use crate::ui::browser;
use crate::ui::calculator::Message as Typed;
use crate::ui::import::shared::{Subscription, shared};
use crate::ui::import::{Importer, List};
use crate::ui::signal::Signal;
use crate::ui::unlock::{Gated, Lead};
use crate::ui::view::View;

impl Forecast {
    pub(super) fn new(props: &ForecastProps, send: &Callback<Message>) -> Self {
        let (view, boxes) = views(props, send);
        let importer = Importer::new(view.sending(Message::Import), List::None);
        let empty =
            Reading { inputs: None, problems: Vec::new(), understood: Vec::new(), empty: true };
        let mut forecast = Self {
            importer,
            view,
            boxes,
            form: State::default(),
            tables: Tables::default(),
            arrivals: Arrivals::default(),
            look: Look::default(),
            origin: Origin::default(),
            own: None,
            borrowed: None,
            borrows: true,
            aside: None,
            subscription: None,
            earlier: None,
            means: BTreeMap::new(),
            basis: Basis::default(),
            replayed: Vec::new(),
            measured: Vec::new(),
            reading: empty,
            problems: SECTIONS.map(|_| Vec::new()),
            owned: Rc::new(Owned::default()),
            answer: None,
            work: None,
            settling: None,
            told: None,
            shared: None,
            lead: Lead::default(),
            spoken: "".into(),
            speaking: None,
            focus: None,
            root: NodeRef::default(),
            started: false,
        };
        if !props.early {
            forecast.begin(props);
        }
        forecast.form.gate.closed = props.gate.is_some() && !props.opened;
        forecast
    }

    /// Follows other properties.
    pub(super) fn follow(&mut self, props: &ForecastProps, old: &ForecastProps) {
        if props.gate.is_some() != old.gate.is_some() {
            self.form.gate.closed = props.gate.is_some() && !props.opened;
        }
        (self.view, self.boxes) = views(props, &self.view.send.clone());
        self.importer.view = self.view.sending(Message::Import);
        if props.formats != old.formats {
            self.rewrite(props, &old.formats);
        }
        self.recount(props);
        self.settle_later();
    }

    pub(super) fn drawn(&mut self, props: &ForecastProps, first: bool) {
        if first && !props.early {
            let send = self.view.send.clone();
            self.subscription = Some(Subscription::new(send.reform(|()| Message::Board)));
            if shared().is_some() {
                send.emit(Message::Board);
            }
            self.settle_later();
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
    pub(super) fn receive(&mut self, props: &ForecastProps, message: Message) -> bool {
        match message {
            Message::Form(message) => return self.form_message(props, message),
            Message::Import(message) => self.import(props, message),
            Message::Rows(section, action) => self.rows_message(props, section, action),
            Message::Spreadsheet(place, incoming) => self.arrive(props, place, incoming),
            Message::Fill(filling) => self.fill(props, filling),
            Message::Restore(held) => self.restore(props, held),
            Message::Origin(origin) => {
                self.origin = origin;
                self.changed(props);
            }
            Message::Board => self.hear_board(props),
            Message::Borrow(borrows) => {
                self.borrows = borrows;
                self.changed(props);
                self.focus = Some("pipeline");
            }
            Message::ForgetEarlier => {
                self.earlier = None;
                self.changed(props);
                self.focus = Some("categories");
            }
            Message::Means(word, key) => {
                self.means.insert(word, key);
                self.changed(props);
            }
            Message::Look(action) => {
                self.look = self.look.apply(action);
                if let Some(answer) = &mut self.answer {
                    answer.look(self.look, &*self.view.formats);
                }
            }
            Message::Follow(follows) => {
                // Nothing else may hold the lists while they change.
                (self.answer, self.work) = (None, None);
                Rc::make_mut(&mut self.owned).follows = follows;
                self.start(props);
                self.answer_now();
                self.settle_later();
            }
            Message::SaveCsv => self.save_csv(props),
            Message::SaveWorkbook => self.save_workbook(props),
            Message::CopyTable => return self.copy_table(),
            Message::Copied(copied) => self.tell_copied(copied),
            Message::Settle => self.settle(),
            Message::Step => return self.step(),
            Message::Speak => self.speak(props),
            Message::Print => {
                browser::print();
                return false;
            }
            Message::Focus(name) => self.focus = Some(name),
        }
        true
    }

    pub(super) fn rows_message(
        &mut self,
        props: &ForecastProps,
        section: Section,
        action: RowsAction,
    ) {
        self.leave_example_for(section, &action);
        if self.tables.apply(section, action) {
            self.form.source = Source::Typed;
            self.changed(props);
        }
    }

    fn form_message(&mut self, props: &ForecastProps, message: Typed) -> bool {
        match message {
            Typed::LoadExample => self.show_example(props),
            Typed::Act(Action::Clear) => {
                self.form = self.form.apply(Action::Clear);
                self.tables.replace(Tables::default());
                self.changed(props);
            }
            Typed::Act(Action::Undo) => {
                self.form = self.form.apply(Action::Undo);
                self.tables.undo();
                self.changed(props);
            }
            Typed::Act(action) => return self.edit(props, action),
            Typed::Type(key, text) => return self.edit(props, Action::Edit { key, text }),
            Typed::Slide(key, text) => {
                let number = read_number(&text).unwrap_or_default();
                let text = self.view.formats.edit_number(number);
                return self.edit(props, Action::Edit { key, text });
            }
            Typed::Focus(name) => self.focus = Some(name),
            Typed::Share => return self.share_link(props),
            Typed::Shared(shared) => {
                self.spoken = shared.outcome().into();
                self.focus = (!shared.copied).then_some("link");
                self.shared = Some(shared);
                props.host.emit(Signal::Share);
            }
            Typed::Unlock => {
                if let Some(config) = &props.gate {
                    self.unlock(config, &props.host);
                }
            }
            Typed::Heard(delivery) => self.hear(&props.host, delivery),
            Typed::Opened => self.open(),
            Typed::Print | Typed::Save | Typed::Settle | Typed::Speak | Typed::Arrive => {
                return false;
            }
        }
        true
    }

    pub(super) fn edit(&mut self, props: &ForecastProps, action: Action) -> bool {
        let next = self.form.apply(action.clone());
        if next == self.form {
            return false;
        }
        if next.draft != self.form.draft && self.form.source == Source::Example {
            self.leave_example();
            return self.edit(props, action);
        }
        let changed = next.draft != self.form.draft;
        self.form = next;
        if changed {
            self.changed(props);
        }
        true
    }

    /// The visitor's figures are other ones.
    pub(super) fn changed(&mut self, props: &ForecastProps) {
        self.start(props);
        (self.told, self.shared) = (None, None);
        self.recount(props);
        self.settle_later();
        self.save_typed(props);
    }

    /// The visitor does something for the first time.
    pub(super) fn start(&mut self, props: &ForecastProps) {
        if !self.started {
            self.started = true;
            props.host.emit(Signal::Start);
        }
    }

    pub(super) fn show_example(&mut self, props: &ForecastProps) {
        self.fill_example(props);
        self.changed(props);
    }

    pub(super) fn fill_example(&mut self, props: &ForecastProps) {
        let formats = &*self.view.formats;
        let draft = Draft::from_inputs(FIELDS, &example_forecast(props.today), formats);
        let rows = |section: Section| example_rows(section, props.today, formats);
        self.tables.replace(Tables::of(rows));
        self.form = self.form.apply(Action::LoadExample(draft));
        self.origin = Origin::Stages;
    }

    fn speak(&mut self, props: &ForecastProps) {
        // While a list is read or asks, the answer is that of another one.
        let answer = self.answer.as_ref().filter(|_| !self.importer.is_reading());
        let Some(answer) = answer else { return };
        let verdict = &answer.verdict;
        let detail = if self.form.gate.closed { "" } else { &*verdict.detail };
        self.spoken = [&*verdict.headline, " ", detail].concat().into();
        props.host.emit(Signal::Result(band(verdict.tone)));
    }
}

fn views(props: &ForecastProps, send: &Callback<Message>) -> (View<Message>, View) {
    let (formats, id) = (props.formats.clone(), props.id.clone());
    let view = View { formats, id, level: props.level.clamp(1, 3), send: send.clone() };
    let boxes = view.sending(Message::Form);
    (view, boxes)
}
