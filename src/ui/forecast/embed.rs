//! A forecast inside a page that is not ours.

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
use crate::ui::browser;
use crate::ui::calculator::Message as Typed;
use crate::ui::embed::{Before, Embedded, Offer, Page};
use crate::ui::handle::Handle;
use crate::ui::steps::Steps;

/// The forecast, for a program that has it.
pub const OFFER: Offer = Offer { name: "forecast", tool: "forecast", show };

fn show(place: Element, page: &mut Page, settings: &Item) -> Box<dyn Embedded> {
    // The first view holds the place; the program draws its own.
    place.set_text_content(None);
    let app = Renderer::<Forecast>::with_root_and_props(place, props(page)).render();
    for name in ["inputs", "state"] {
        if let Some(given) = settings.member(name) {
            fill(&app, page, given, name == "state");
        }
    }
    Box::new(app)
}

impl Embedded for AppHandle<Forecast> {
    fn configure(&mut self, page: &Page, _before: &Before) {
        self.update(props(page));
    }

    /// Deals are not among them: what a visitor's list holds is not for the page.
    fn inputs(&self) -> Option<Item> {
        Some(fields_of(FIELDS, &self.get_component()?.answer.as_ref()?.inputs))
    }

    /// Rows come under the names of tables.
    fn give(&mut self, page: &mut Page, inputs: &Item) {
        fill(self, page, inputs, false);
    }

    fn report(&self) -> Option<Item> {
        let forecast = self.get_component().filter(|forecast| !forecast.form.gate.closed)?;
        let answer = forecast.answer.as_ref()?;
        Some(answered(&answer.inputs, &answer.report, &answer.verdict))
    }

    fn state(&self, page: &Page) -> Option<Item> {
        let forecast = self.get_component()?;
        let table = |section: Section| {
            let rows = forecast.tables.get(section).text();
            (section.table().key.to_owned(), text(rows))
        };
        let tables: Record = SECTIONS.into_iter().map(table).collect();
        Some(record([
            ("schema", Item::Number(1.0)),
            ("calculator", text("forecast")),
            ("locale", text(&page.locale)),
            ("typed", Item::from(forecast.form.draft.texts())),
            ("tables", Item::Record(tables)),
        ]))
    }

    fn restore(&mut self, page: &mut Page, state: &Item) {
        fill(self, page, state, true);
    }

    fn csv(&self, _page: &Page) -> Option<String> {
        self.report()?;
        self.get_component()?.csv()
    }

    fn print(&self) {
        self.send_message(Message::Print);
    }

    fn reset(&mut self) {
        self.send_message(Message::Form(Typed::LoadExample));
    }

    fn destroy(self: Box<Self>) {
        AppHandle::destroy(*self);
    }
}

/// Types what a script gives; text of a state is in the visitor's own writing.
fn fill(app: &AppHandle<Forecast>, page: &Page, given: &Item, typed: bool) {
    let (texts, tables) = if typed {
        let same = given.member("locale").and_then(Item::as_text) == Some(&page.locale);
        let Some(boxes) = given.member("typed").filter(|_| same) else { return };
        (boxes.texts(str::to_owned), given.member("tables"))
    } else {
        let texts = given.texts(str::to_owned);
        (Draft::from_canonical(&texts, FIELDS, &*page.formats).0.texts().clone(), Some(given))
    };
    let boxes = FIELDS.iter().filter_map(|field| {
        let text = texts.get(field.key)?;
        Some((field.key, text.to_owned()))
    });
    let tables = SECTIONS
        .into_iter()
        .filter_map(|section| Some((section, rows::given(tables?.member(section.table().key)?)?)));
    let (boxes, tables) = (boxes.collect(), tables.collect());
    app.send_message(Message::Fill(Filling { boxes, tables, whole: typed }));
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
        opened: page.was_opened(),
        handle: Handle::default(),
        steps: Steps::default(),
        host: page.host(),
    }
}
