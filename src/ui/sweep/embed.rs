//! A sweep inside a page that is not ours: what `embed.js` calls.

use js_sys::Function;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::Element;
use yew::{AppHandle, Renderer};

use super::{Message, Sweep, SweepProps};
use crate::calc::sweep::FIELDS;
use crate::state::Action;
use crate::text::draft::Draft;
use crate::text::record::{Item, record, text};
use crate::text::sweep::{answered, inputs_of};
use crate::ui::browser::{self, object};
use crate::ui::calculator::Message as Typed;
use crate::ui::embed::Page;
use crate::ui::handle::Handle;

/// One sweep on a page.
#[wasm_bindgen(js_name = sweep)]
#[derive(Debug)]
pub struct Deals {
    page: Page,
    app: AppHandle<Sweep>,
}

#[wasm_bindgen(js_class = sweep)]
impl Deals {
    /// Shows a sweep in `place`. `settings` is what [`Deals::configure`] takes, with `inputs` and
    /// `state` besides; `tell` is called with name and detail of each event.
    #[wasm_bindgen(constructor)]
    pub fn new(place: Element, settings: JsValue, tell: Function) -> Self {
        let settings = object::read(settings);
        let page = Page::new(&settings, tell, "sweep");
        // The first view holds the place; the program draws its own.
        place.set_text_content(None);
        browser::deliver_the_rest();
        let app = Renderer::<Sweep>::with_root_and_props(place, props(&page)).render();
        let deals = Self { page, app };
        for name in ["inputs", "state"] {
            if let Some(given) = settings.member(name) {
                deals.fill(given, name == "state");
            }
        }
        deals
    }

    /// Follows other settings: an object with the element's `attributes` and `lead`.
    pub fn configure(&mut self, settings: JsValue) {
        self.page.configure(&object::read(settings));
        self.app.update(props(&self.page));
    }

    /// The inputs as they are understood, by field; `null` while one is missing or wrong. Deals are
    /// not among them: what a visitor's list holds is not for the page.
    pub fn inputs(&self) -> JsValue {
        self.with_answer(|sweep| Some(inputs_of(&sweep.answer()?.inputs)))
    }

    /// Fills in these inputs; the others stay as they are.
    pub fn give(&self, inputs: JsValue) {
        self.fill(&object::read(inputs), false);
    }

    /// The figures of the answer; `null` without one, and while they wait behind the form.
    pub fn report(&self) -> JsValue {
        self.with_answer(|sweep| {
            let answer = sweep.answer().filter(|_| !sweep.form().gate.closed)?;
            Some(answered(&answer.inputs, &answer.report, &answer.verdict))
        })
    }

    /// What was typed, but not the deals, to be kept by the page and given back to
    /// [`Deals::restore`].
    pub fn state(&self) -> JsValue {
        self.with_answer(|sweep| {
            Some(record([
                ("schema", Item::Number(1.0)),
                ("calculator", text("sweep")),
                ("locale", text(&self.page.locale)),
                ("typed", Item::from(sweep.form().draft.texts())),
            ]))
        })
    }

    /// Fills in what [`Deals::state`] gave.
    pub fn restore(&self, state: JsValue) {
        self.fill(&object::read(state), true);
    }

    /// The figures as `json`, or the deals with their next steps as `csv`; `null` without an answer.
    pub fn export(&self, kind: &str) -> JsValue {
        match kind {
            "json" => {
                let report = self.report();
                if report.is_null() { report } else { object::json(&report) }
            }
            "csv" => {
                let open = self.app.get_component().filter(|sweep| !sweep.form().gate.closed);
                let table = open.and_then(|sweep| sweep.table());
                table.map_or(JsValue::NULL, JsValue::from)
            }
            _ => JsValue::NULL,
        }
    }

    /// Prints the answer, as the button below it does.
    pub fn print(&self) {
        self.send(Message::Print);
    }

    /// Shows the example again.
    pub fn reset(&self) {
        self.send(Message::Example);
    }

    fn send(&self, message: Message) {
        self.app.send_message(message);
    }

    fn with_answer(&self, item: impl Fn(&Sweep) -> Option<Item>) -> JsValue {
        let component = self.app.get_component();
        let found = component.as_ref().and_then(|sweep| item(sweep));
        found.map_or(JsValue::NULL, |item| object::write(&item))
    }

    /// Types what a script gives; text of a state is in the visitor's own writing.
    fn fill(&self, given: &Item, typed: bool) {
        let texts = if typed {
            let same = given.member("locale").and_then(Item::as_text) == Some(&self.page.locale);
            let Some(typed) = given.member("typed").filter(|_| same) else { return };
            typed.texts(str::to_owned)
        } else {
            let formats = &*self.page.formats;
            let texts = given.texts(str::to_owned);
            Draft::from_canonical(&texts, FIELDS, formats).0.texts().clone()
        };
        for field in FIELDS {
            if let Some(text) = texts.get(field.key) {
                let edit = Action::Edit { key: field.key, text: text.to_owned() };
                self.send(Message::Form(Typed::Act(edit)));
            }
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
        opened: browser::was_opened(),
        handle: Handle::default(),
        host: page.host(),
    }
}
