//! A sweep inside a page that is not ours.

use web_sys::Element;
use yew::{AppHandle, Renderer};

use super::{Message, Sweep, SweepProps};
use crate::calc::sweep::FIELDS;
use crate::state::Action;
use crate::text::draft::Draft;
use crate::text::record::{Item, record, text};
use crate::text::sweep::{answered, inputs_of};
use crate::ui::browser;
use crate::ui::calculator::Message as Typed;
use crate::ui::embed::{Before, Embedded, Offer, Page};
use crate::ui::handle::Handle;
use crate::ui::steps::Steps;

/// The sweep, for a program that has it.
pub const OFFER: Offer = Offer { name: "sweep", tool: "sweep", show };

fn show(place: Element, page: &mut Page, settings: &Item) -> Box<dyn Embedded> {
    // The first view holds the place; the program draws its own.
    place.set_text_content(None);
    let app = Renderer::<Sweep>::with_root_and_props(place, props(page)).render();
    for name in ["inputs", "state"] {
        if let Some(given) = settings.member(name) {
            fill(&app, page, given, name == "state");
        }
    }
    Box::new(app)
}

impl Embedded for AppHandle<Sweep> {
    fn configure(&mut self, page: &Page, _before: &Before) {
        self.update(props(page));
    }

    /// Deals are not among them: what a visitor's list holds is not for the page.
    fn inputs(&self) -> Option<Item> {
        Some(inputs_of(&self.get_component()?.answer()?.inputs))
    }

    fn give(&mut self, page: &mut Page, inputs: &Item) {
        fill(self, page, inputs, false);
    }

    fn report(&self) -> Option<Item> {
        let sweep = self.get_component().filter(|sweep| !sweep.form().gate.closed)?;
        let answer = sweep.answer()?;
        Some(answered(&answer.inputs, &answer.report, &answer.verdict))
    }

    fn state(&self, page: &Page) -> Option<Item> {
        Some(record([
            ("schema", Item::Number(1.0)),
            ("calculator", text("sweep")),
            ("locale", text(&page.locale)),
            ("typed", Item::from(self.get_component()?.form().draft.texts())),
        ]))
    }

    fn restore(&mut self, page: &mut Page, state: &Item) {
        fill(self, page, state, true);
    }

    /// The deals with their next steps.
    fn csv(&self, _page: &Page) -> Option<String> {
        self.get_component().filter(|sweep| !sweep.form().gate.closed)?.table()
    }

    fn print(&self) {
        self.send_message(Message::Print);
    }

    fn reset(&mut self) {
        self.send_message(Message::Example);
    }

    fn destroy(self: Box<Self>) {
        AppHandle::destroy(*self);
    }
}

/// Types what a script gives; text of a state is in the visitor's own writing.
fn fill(app: &AppHandle<Sweep>, page: &Page, given: &Item, typed: bool) {
    let texts = if typed {
        let same = given.member("locale").and_then(Item::as_text) == Some(&page.locale);
        let Some(typed) = given.member("typed").filter(|_| same) else { return };
        typed.texts(str::to_owned)
    } else {
        let texts = given.texts(str::to_owned);
        Draft::from_canonical(&texts, FIELDS, &*page.formats).0.texts().clone()
    };
    for field in FIELDS {
        if let Some(text) = texts.get(field.key) {
            let edit = Action::Edit { key: field.key, text: text.to_owned() };
            app.send_message(Message::Form(Typed::Act(edit)));
        }
    }
}

fn props(page: &Page) -> SweepProps {
    SweepProps {
        formats: page.formats.clone(),
        today: browser::today(),
        id: "ep".into(),
        level: 2,
        keep: page.options.save,
        early: false,
        locale: page.locale.clone().into(),
        gate: page.gate(),
        opened: page.was_opened(),
        handle: Handle::default(),
        steps: Steps::default(),
        host: page.host(),
    }
}
