//! A forecast inside a page that is not ours: what `embed.js` calls.

use js_sys::Function;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::Element;
use yew::{AppHandle, Renderer};

use super::{Filling, Forecast, ForecastProps, Message};
use crate::calc::forecast::FIELDS;
use crate::text::assess::fields_of;
use crate::text::draft::Draft;
use crate::text::forecast::answered;
use crate::text::record::{Item, Record, record, text};
use crate::text::rows;
use crate::text::rows::forecast::{SECTIONS, Section};
use crate::ui::browser::{self, object};
use crate::ui::calculator::Message as Typed;
use crate::ui::embed::Page;
use crate::ui::handle::Handle;

/// One forecast on a page.
#[wasm_bindgen(js_name = forecast)]
#[derive(Debug)]
pub struct Forecasts {
    page: Page,
    app: AppHandle<Forecast>,
}

#[wasm_bindgen(js_class = forecast)]
impl Forecasts {
    /// Shows a forecast in `place`. `settings` is what [`Forecasts::configure`] takes, with `inputs`
    /// and `state` besides; `tell` is called with name and detail of each event.
    #[wasm_bindgen(constructor)]
    pub fn new(place: Element, settings: JsValue, tell: Function) -> Self {
        let settings = object::read(settings);
        let page = Page::new(&settings, tell, "forecast");
        // The first view holds the place; the program draws its own.
        place.set_text_content(None);
        browser::deliver_the_rest();
        let app = Renderer::<Forecast>::with_root_and_props(place, props(&page)).render();
        let forecasts = Self { page, app };
        for name in ["inputs", "state"] {
            if let Some(given) = settings.member(name) {
                forecasts.fill(given, name == "state");
            }
        }
        forecasts
    }

    /// Follows other settings: an object with the element's `attributes` and `lead`.
    pub fn configure(&mut self, settings: JsValue) {
        self.page.configure(&object::read(settings));
        self.app.update(props(&self.page));
    }

    /// The inputs as they are understood, by field; `null` while one is missing or wrong. Deals are
    /// not among them: what a visitor's list holds is not for the page.
    pub fn inputs(&self) -> JsValue {
        self.with(|forecast| Some(fields_of(FIELDS, &forecast.answer.as_ref()?.inputs)))
    }

    /// Fills in these inputs, and rows under the names of tables; the others stay as they are.
    pub fn give(&self, inputs: JsValue) {
        self.fill(&object::read(inputs), false);
    }

    /// The figures of the answer; `null` without one, and while they wait behind the form.
    pub fn report(&self) -> JsValue {
        self.with(|forecast| {
            let answer = forecast.answer.as_ref().filter(|_| !forecast.form.gate.closed)?;
            Some(answered(&answer.inputs, &answer.report, &answer.verdict))
        })
    }

    /// What was typed, but no list of deals, to be kept by the page and given back to
    /// [`Forecasts::restore`].
    pub fn state(&self) -> JsValue {
        self.with(|forecast| {
            let table = |section: Section| {
                let rows = forecast.tables.get(section).text();
                (section.table().key.to_owned(), text(rows))
            };
            let tables: Record = SECTIONS.into_iter().map(table).collect();
            Some(record([
                ("schema", Item::Number(1.0)),
                ("calculator", text("forecast")),
                ("locale", text(&self.page.locale)),
                ("typed", Item::from(forecast.form.draft.texts())),
                ("tables", Item::Record(tables)),
            ]))
        })
    }

    /// Fills in what [`Forecasts::state`] gave.
    pub fn restore(&self, state: JsValue) {
        self.fill(&object::read(state), true);
    }

    /// The figures as `json`, or the table as `csv`; `null` without an answer to see.
    pub fn export(&self, kind: &str) -> JsValue {
        let report = self.report();
        let file = match kind {
            _ if report.is_null() => return JsValue::NULL,
            "json" => object::json(&report),
            "csv" => {
                let component = self.app.get_component();
                let table = component.and_then(|forecast| forecast.csv());
                table.map_or(JsValue::NULL, JsValue::from)
            }
            _ => return JsValue::NULL,
        };
        self.page.tell_export(if kind == "csv" { "csv" } else { "json" });
        file
    }

    /// Prints the answer, as the button below it does.
    pub fn print(&self) {
        self.send(Message::Print);
    }

    /// Shows the example again; what was typed can be had back with "Undo".
    pub fn reset(&self) {
        self.send(Message::Form(Typed::LoadExample));
    }

    fn send(&self, message: Message) {
        self.app.send_message(message);
    }

    fn with(&self, item: impl Fn(&Forecast) -> Option<Item>) -> JsValue {
        let component = self.app.get_component();
        let found = component.as_ref().and_then(|forecast| item(forecast));
        found.map_or(JsValue::NULL, |item| object::write(&item))
    }

    /// Types what a script gives; text of a state is in the visitor's own writing.
    fn fill(&self, given: &Item, typed: bool) {
        let (texts, tables) = if typed {
            let same = given.member("locale").and_then(Item::as_text) == Some(&self.page.locale);
            let Some(boxes) = given.member("typed").filter(|_| same) else { return };
            (boxes.texts(str::to_owned), given.member("tables"))
        } else {
            let formats = &*self.page.formats;
            let texts = given.texts(str::to_owned);
            (Draft::from_canonical(&texts, FIELDS, formats).0.texts().clone(), Some(given))
        };
        let boxes = FIELDS.iter().filter_map(|field| {
            let text = texts.get(field.key)?;
            Some((field.key, text.to_owned()))
        });
        let tables = SECTIONS.into_iter().filter_map(|section| {
            Some((section, rows::given(tables?.member(section.table().key)?)?))
        });
        let (boxes, tables) = (boxes.collect(), tables.collect());
        self.send(Message::Fill(Filling { boxes, tables, whole: typed }));
    }
}

fn props(page: &Page) -> ForecastProps {
    ForecastProps {
        formats: page.formats.clone(),
        today: browser::today(),
        id: "ep".into(),
        level: 2,
        allowed: page.allowed(),
        early: false,
        locale: page.locale.clone().into(),
        gate: page.gate(),
        opened: browser::was_opened(),
        handle: Handle::default(),
        host: page.host(),
    }
}
