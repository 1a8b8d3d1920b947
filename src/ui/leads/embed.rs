//! Leads inside a page that is not ours.

use web_sys::Element;
use yew::{AppHandle, Renderer};

use super::update::LEADS;
use super::{Leads, LeadsProps, first_leads};
use crate::calc::leads::FIELDS;
use crate::state::{Action, Source, State};
use crate::text::draft::Draft;
use crate::text::leads::{answered, inputs_of};
use crate::text::record::{Item, record, text};
use crate::ui::browser;
use crate::ui::calculator::Message;
use crate::ui::embed::{Before, Embedded, Offer, Page};
use crate::ui::handle::Handle;

/// Leads, for a program that has them.
pub const OFFER: Offer = Offer { name: "leads", tool: "leads", show };

fn show(place: Element, page: &mut Page, settings: &Item) -> Box<dyn Embedded> {
    // The first view holds the place; the program draws its own.
    place.set_text_content(None);
    let mut state = LEADS.first_state(&page.locale, &page.formats, page.allowed());
    for name in ["inputs", "state"] {
        let draft = settings
            .member(name)
            .and_then(|given| filled(page, &state.draft, given, name == "state"));
        if let Some(draft) = draft {
            state = State::new(draft, Source::Given);
        }
    }
    let first = LeadsProps { initial: Some(state), ..props(page) };
    Box::new(Renderer::<Leads>::with_root_and_props(place, first).render())
}

impl Embedded for AppHandle<Leads> {
    fn configure(&mut self, page: &Page, _before: &Before) {
        self.update(props(page));
    }

    fn inputs(&self) -> Option<Item> {
        Some(inputs_of(&self.get_component()?.answer.as_ref()?.inputs))
    }

    fn give(&mut self, page: &mut Page, inputs: &Item) {
        fill(self, page, inputs, false);
    }

    fn report(&self) -> Option<Item> {
        let leads = self.get_component().filter(|leads| !leads.state().gate.closed)?;
        let answer = leads.answer.as_ref()?;
        Some(answered(&answer.inputs, &answer.report, &answer.verdict))
    }

    fn state(&self, page: &Page) -> Option<Item> {
        Some(record([
            ("schema", Item::Number(1.0)),
            ("calculator", text("leads")),
            ("locale", text(&page.locale)),
            ("typed", Item::from(self.get_component()?.state().draft.texts())),
        ]))
    }

    fn restore(&mut self, page: &mut Page, state: &Item) {
        fill(self, page, state, true);
    }

    /// The plan, week by week.
    fn csv(&self, _page: &Page) -> Option<String> {
        self.get_component().filter(|leads| !leads.state().gate.closed)?.table()
    }

    fn print(&self) {
        self.send_message(Message::Print);
    }

    fn reset(&mut self) {
        self.send_message(Message::LoadExample);
    }

    fn destroy(self: Box<Self>) {
        AppHandle::destroy(*self);
    }
}

fn fill(app: &AppHandle<Leads>, page: &Page, given: &Item, typed: bool) {
    let now = app.get_component().map(|leads| leads.state().draft.clone());
    if let Some(draft) = filled(page, &now.unwrap_or_default(), given, typed) {
        let action = Action::Load { draft, source: Source::Given, notice: None };
        app.send_message(Message::Act(action));
    }
}

/// `draft` with what a script gives; text of a state is in the visitor's own writing, and of no use
/// in another.
fn filled(page: &Page, draft: &Draft, given: &Item, typed: bool) -> Option<Draft> {
    let texts = if typed {
        let same = given.member("locale").and_then(Item::as_text) == Some(&page.locale);
        given.member("typed").filter(|_| same)?.texts(str::to_owned)
    } else {
        let texts = given.texts(str::to_owned);
        Draft::from_canonical(&texts, FIELDS, &*page.formats).0.texts().clone()
    };
    let mut filled = draft.clone();
    for field in FIELDS {
        if let Some(text) = texts.get(field.key) {
            filled.set(field.key, text);
        }
    }
    Some(filled)
}

fn props(page: &Page) -> LeadsProps {
    LeadsProps {
        formats: page.formats.clone(),
        today: browser::today(),
        allowed: page.allowed(),
        early: false,
        locale: page.locale.clone().into(),
        gate: page.gate(),
        opened: page.was_opened(),
        handle: Handle::default(),
        host: page.host(),
        ..first_leads()
    }
}
