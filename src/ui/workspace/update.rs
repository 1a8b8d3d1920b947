//! How a workspace answers what happens to it.

use yew::html::Scope;
use yew::{Callback, NodeRef};

use super::anew::Next;
use super::report::{self, Printing, Report};
use super::tabs::name;
use super::{Message, Section, Seek, Workspace, WorkspaceProps, facts, held, journal, rewrite};
use crate::calc::coverage::FIELDS;
use crate::language::Word;
use crate::state::workspace::{Workspace as Work, WorkspaceAction};
use crate::state::{Source, State};
use crate::text::client::{Client, LARGEST, Refusal};
use crate::text::draft::Draft;
use crate::text::example::example;
use crate::ui::browser::files::{self, Given};
use crate::ui::browser::{self, Intl, archive};
use crate::ui::handle::Handle;
use crate::ui::signal::Signal;
use crate::ui::sweep;
use crate::ui::view::{Formatting, View};

/// Milliseconds without a change before what was typed is taken down: longer than a calculator
/// takes to settle.
const RESTED: u32 = 500;

impl Workspace {
    pub(super) fn new(props: &WorkspaceProps, send: Callback<Message>) -> Self {
        let draft = Draft::from_inputs(FIELDS, &example(props.today), &*props.formats);
        Self {
            view: view(props, props.formats.clone(), send),
            work: Work::new(Client::new(&props.locale, &props.currency)),
            initial: State::new(draft, Source::Example),
            section: props.start,
            coverage: Handle::new(),
            sweep: Handle::new(),
            forecast: Handle::new(),
            leads: Handle::new(),
            review: Handle::new(),
            listed: None,
            compared: vec![0],
            seek: Seek::default(),
            report: Report::default(),
            presenting: false,
            helping: false,
            refused: None,
            kept: None,
            archived: None,
            asked: None,
            forgetting: false,
            spoken: "".into(),
            collecting: None,
            leaving: None,
            focus: None,
            root: NodeRef::default(),
            printing: Printing::default(),
        }
    }

    pub(super) fn follow(&mut self, props: &WorkspaceProps) {
        self.view = view(props, self.formats(props), self.view.send.clone());
    }

    /// Amounts are written in the currency of the client.
    fn formats(&self, props: &WorkspaceProps) -> Formatting {
        let currency = &self.work.client().currency;
        let other = (**currency != *props.currency && !currency.is_empty())
            .then(|| Intl::new(Some(&props.locale), Some(currency)));
        other.flatten().map_or_else(|| props.formats.clone(), Formatting::new)
    }

    pub(super) fn drawn(&mut self, props: &WorkspaceProps, scope: &Scope<Self>, first: bool) {
        *self.printing.sheet.borrow_mut() = report::sheet(self);
        if first && !props.early {
            self.printing.begin(&self.root);
            if props.keep {
                archive::find(self.view.send.reform(Message::Archived));
                self.leaving = Some(journal::watch(scope.clone()));
            }
            // What stands in the calculators at first is known before anyone types.
            self.view.send.emit(Message::Collect);
            props.host.emit(Signal::Ready);
        }
        if let Some(name) = self.focus.take() {
            browser::focus(&self.root, &self.view.id(name));
        }
    }

    pub(super) fn rest(&mut self) {
        self.collecting = Some(browser::after(RESTED, &self.view.send, Message::Collect));
    }

    /// Follows a message; whether the screen changes.
    pub(super) fn receive(&mut self, props: &WorkspaceProps, message: Message) -> bool {
        match message {
            Message::Touched => {
                if props.keep {
                    journal::write(self);
                }
                self.rest();
                return false;
            }
            Message::Erase => self.begin_anew(props),
            Message::Go => self.go_on(props),
            Message::Stay => {
                self.asked = None;
                self.focus = Some("client");
            }
            Message::Collect => return self.collect(props),
            Message::Do(action) => self.act(props, action),
            Message::Show(section) => {
                (self.section, self.focus) = (section, Some(name(section)));
                if section == Section::Review {
                    facts::fill(self);
                }
            }
            Message::Compare(place, wanted) => {
                self.compared.retain(|known| *known != place);
                if wanted {
                    self.compared.push(place);
                    self.compared.sort_unstable();
                }
            }
            Message::Seek(ask) => self.ask(ask),
            Message::Save => self.save(props),
            Message::File(file) => {
                if files::size(&file) > LARGEST as f64 {
                    self.refuse(Refusal::TooLarge);
                } else {
                    files::read(file, self.view.send.reform(Message::Given));
                }
            }
            Message::Given(given) => match client_of(&given) {
                Ok(client) => self.ask_before(props, Next::Open(given.name, Box::new(client))),
                Err(refusal) => self.refuse(refusal),
            },
            Message::Archived(text) => {
                let pristine = !self.work.is_unsaved() && !self.work.can_undo();
                self.archived = text.and_then(|text| Client::from_json(&text).ok());
                let client = journal::read(self.archived.as_ref());
                if let Some(client) = client.filter(|_| pristine) {
                    self.take(props, client);
                    self.spoken = say!("The work of your last visit is open again.").into();
                }
            }
            Message::Kept(kept) => {
                self.kept = Some(kept);
                if kept && self.unkept().is_none() {
                    journal::forget();
                }
            }
            Message::Anew => self.ask_before(props, Next::Anew),
            Message::Present(wanted) => {
                if !wanted && !self.presenting {
                    self.helping = false;
                }
                // The same key begins and ends it.
                self.presenting = wanted && !self.presenting;
                browser::fill_screen(&self.root, self.presenting);
            }
            Message::Help(helping) => {
                self.helping = helping;
                self.focus = Some(if helping { "keys" } else { "client" });
            }
            Message::Include(section, wanted) => self.report.choose(section, wanted),
            Message::Logo(file) => self.report.look_at(file, &self.view.send),
            Message::Pictured(picture) => self.report.take(picture),
            Message::NoLogo => self.report.logo = None,
            Message::Focus(name) => self.focus = Some(name),
            Message::SaveTables(format) => self.save_tables(props, format),
            // What only paper shows must be drawn first.
            Message::Print => {
                self.sweep.send(sweep::Message::Paper(true));
                self.printing.soon(&self.view.send);
                return false;
            }
            Message::PrintNow => {
                browser::print();
                return false;
            }
        }
        true
    }

    pub(super) fn take_down(&mut self) {
        let listed = held::listed(self);
        if listed != self.listed {
            self.listed = listed;
            self.apply(WorkspaceAction::Deals(held::deals(self)));
        }
        if let Some(record) = held::collected(self) {
            self.apply(WorkspaceAction::Record(record));
        }
    }

    fn apply(&mut self, action: WorkspaceAction) {
        let before = self.work.client().clone();
        // Taken out rather than copied: it holds every step that can be taken back.
        let work = std::mem::replace(&mut self.work, Work::new(Client::default()));
        self.work = work.apply(action);
        if *self.work.client() != before && self.kept == Some(true) {
            self.kept = None;
        }
    }

    fn act(&mut self, props: &WorkspaceProps, action: WorkspaceAction) {
        // What was typed a moment ago belongs to the scenario in which it was typed.
        self.take_down();
        if let WorkspaceAction::Remove(_) | WorkspaceAction::Duplicate = action {
            self.compared.clear();
        }
        let before = self.work.client().clone();
        self.apply(action);
        let now = self.work.client();
        let other = now.deals != before.deals;
        let reading = other && now.deals.is_some();
        if other {
            held::give_deals(self, now.deals.as_ref());
        }
        if now.current != before.current || now.scenario() != before.scenario() {
            self.give_back(reading);
        }
        if before.currency != self.work.client().currency {
            self.follow(props);
        }
        self.rest();
    }

    fn give_back(&mut self, reading: bool) {
        if let Some(scenario) = self.work.client().scenario() {
            held::give_back(self, &scenario.parts, reading);
        }
        self.seek.forget();
    }

    fn save(&mut self, props: &WorkspaceProps) {
        self.take_down();
        let name = self.work.client().file_name();
        if files::save(&name, "application/json", &self.work.client().to_json()) {
            self.apply(WorkspaceAction::Saved);
            self.refused = None;
            self.spoken = say!("Saved as {name}.", name = &*name).into();
            props.host.emit(Signal::Export("json"));
        } else {
            self.refused = Some(NO_FILES.text().into());
        }
    }

    pub(super) fn open(&mut self, props: &WorkspaceProps, file: &str, client: Client) {
        self.take(props, client);
        self.forget();
        self.spoken = say!("{file} is open.", file = file).into();
    }

    /// Goes on with another client.
    pub(super) fn take(&mut self, props: &WorkspaceProps, client: Client) {
        let client = self.rewritten(props, client);
        self.act(props, WorkspaceAction::Open(Box::new(client)));
        self.follow(props);
        self.refused = None;
        self.compared.clear();
    }

    /// The client as it would be typed here: elsewhere "1.234" is another number.
    fn rewritten(&self, props: &WorkspaceProps, mut client: Client) -> Client {
        if client.locale == *props.locale {
            return client;
        }
        if let Some(other) = Intl::new(Some(&client.locale), Some(&client.currency)) {
            for scenario in &mut client.scenarios {
                rewrite::rewrite(&mut scenario.parts, props.today, &other, &*self.view.formats);
            }
        }
        client.locale = props.locale.to_string();
        client
    }

    fn refuse(&mut self, refusal: Refusal) {
        self.refused = Some(refusal.sentence());
        self.focus = Some("open");
    }
}

pub(super) const NO_FILES: Word =
    word!("This page does not let files be saved: open the calculator on a page of its own.");

fn view(props: &WorkspaceProps, formats: Formatting, send: Callback<Message>) -> View<Message> {
    View { formats, id: props.id.clone(), level: props.level.clamp(1, 2), send }
}

/// The client in a file.
fn client_of(given: &Given) -> Result<Client, Refusal> {
    let bytes = given.bytes.as_deref().ok_or(Refusal::Unreadable)?;
    Client::from_json(std::str::from_utf8(bytes).map_err(|_| Refusal::NotJson)?)
}
