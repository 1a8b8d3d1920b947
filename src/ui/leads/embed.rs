//! Leads inside a page that is not ours: what `embed.js` calls.

use js_sys::Function;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::Element;
use yew::{AppHandle, Renderer};

use super::update::LEADS;
use super::{Leads as Calculator, LeadsProps, first_leads};
use crate::calc::leads::FIELDS;
use crate::state::{Action, Source, State};
use crate::text::draft::Draft;
use crate::text::leads::{answered, inputs_of};
use crate::text::record::{Item, record, text};
use crate::ui::browser::{self, object};
use crate::ui::calculator::Message;
use crate::ui::embed::Page;
use crate::ui::handle::Handle;

/// One calculator of leads on a page, by the name that the element's attribute takes.
#[wasm_bindgen(js_name = leads)]
#[derive(Debug)]
pub struct Leads {
    page: Page,
    app: AppHandle<Calculator>,
}

#[wasm_bindgen(js_class = leads)]
impl Leads {
    /// Shows a calculator in `place`. `settings` is what [`Leads::configure`] takes, with `inputs`
    /// and `state` besides; `tell` is called with name and detail of each event.
    #[wasm_bindgen(constructor)]
    pub fn new(place: Element, settings: JsValue, tell: Function) -> Self {
        let settings = object::read(settings);
        let page = Page::new(&settings, tell, "leads");
        // The first view holds the place; the program draws its own.
        place.set_text_content(None);
        browser::deliver_the_rest();
        let mut state = LEADS.first_state(&page.locale, &page.formats, page.allowed());
        for name in ["inputs", "state"] {
            let draft = settings
                .member(name)
                .and_then(|given| filled(&page, &state.draft, given, name == "state"));
            if let Some(draft) = draft {
                state = State::new(draft, Source::Given);
            }
        }
        let first = LeadsProps { initial: Some(state), ..props(&page) };
        let app = Renderer::<Calculator>::with_root_and_props(place, first).render();
        Self { page, app }
    }

    /// Follows other settings: an object with the element's `attributes` and `lead`.
    pub fn configure(&mut self, settings: JsValue) {
        self.page.configure(&object::read(settings));
        self.app.update(props(&self.page));
    }

    /// The inputs as they are understood, by field; `null` while one is missing or wrong.
    pub fn inputs(&self) -> JsValue {
        self.with(|leads| Some(inputs_of(&leads.answer.as_ref()?.inputs)))
    }

    /// Fills in these inputs; the others stay as they are.
    pub fn give(&self, inputs: JsValue) {
        self.fill(&object::read(inputs), false);
    }

    /// The figures of the answer; `null` without one, and while they wait behind the form.
    pub fn report(&self) -> JsValue {
        self.with(|leads| {
            let answer = leads.answer.as_ref().filter(|_| !leads.state().gate.closed)?;
            Some(answered(&answer.inputs, &answer.report, &answer.verdict))
        })
    }

    /// What was typed, to be kept by the page and given back to [`Leads::restore`].
    pub fn state(&self) -> JsValue {
        self.with(|leads| {
            Some(record([
                ("schema", Item::Number(1.0)),
                ("calculator", text("leads")),
                ("locale", text(&self.page.locale)),
                ("typed", Item::from(leads.state().draft.texts())),
            ]))
        })
    }

    /// Fills in what [`Leads::state`] gave.
    pub fn restore(&self, state: JsValue) {
        self.fill(&object::read(state), true);
    }

    /// The figures as `json`, or the plan week by week as `csv`; `null` without an answer.
    pub fn export(&self, kind: &str) -> JsValue {
        match kind {
            "json" => {
                let report = self.report();
                if report.is_null() {
                    return report;
                }
                self.page.tell_export("json");
                object::json(&report)
            }
            "csv" => self.plan().map_or(JsValue::NULL, |plan| {
                self.page.tell_export("csv");
                plan.into()
            }),
            _ => JsValue::NULL,
        }
    }

    /// Prints the answer, as the button below it does.
    pub fn print(&self) {
        self.app.send_message(Message::Print);
    }

    /// Shows the example again; what was typed can be had back with "Undo".
    pub fn reset(&self) {
        self.app.send_message(Message::LoadExample);
    }

    fn plan(&self) -> Option<String> {
        let leads = self.app.get_component()?;
        if leads.state().gate.closed { None } else { leads.table() }
    }

    fn with(&self, item: impl Fn(&Calculator) -> Option<Item>) -> JsValue {
        let component = self.app.get_component();
        let found = component.as_ref().and_then(|leads| item(leads));
        found.map_or(JsValue::NULL, |item| object::write(&item))
    }

    fn fill(&self, given: &Item, typed: bool) {
        let now = self.app.get_component().map(|leads| leads.state().draft.clone());
        if let Some(draft) = filled(&self.page, &now.unwrap_or_default(), given, typed) {
            let action = Action::Load { draft, source: Source::Given, notice: None };
            self.app.send_message(Message::Act(action));
        }
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
        opened: browser::was_opened(),
        handle: Handle::default(),
        host: page.host(),
        ..first_leads()
    }
}
