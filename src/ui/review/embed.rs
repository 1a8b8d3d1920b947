//! A review inside a page that is not ours: what `embed.js` calls.

use js_sys::Function;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::Element;
use yew::{AppHandle, Renderer};

use super::update::kept;
use super::{Message, Review as Calculator, ReviewProps, first_review};
use crate::calc::review::FIELDS;
use crate::state::review::{Review as Choices, ReviewAction};
use crate::state::{Action, Source, State};
use crate::text::draft::Draft;
use crate::text::record::{Item, Record, record, text};
use crate::text::review::{answered, content, read, write};
use crate::ui::browser::{self, object};
use crate::ui::calculator::Message as Typed;
use crate::ui::embed::Page;
use crate::ui::handle::Handle;

/// One review on a page, by the name that the element's attribute takes.
#[wasm_bindgen(js_name = review)]
#[derive(Debug)]
pub struct Review {
    page: Page,
    app: AppHandle<Calculator>,
}

#[wasm_bindgen(js_class = review)]
impl Review {
    /// Shows a review in `place`. `settings` is what [`Review::configure`] takes, with `inputs` and
    /// `state` besides; `tell` is called with name and detail of each event.
    #[wasm_bindgen(constructor)]
    pub fn new(place: Element, settings: JsValue, tell: Function) -> Self {
        let settings = object::read(settings);
        let page = Page::new(&settings, tell, "review");
        // The first view holds the place; the program draws its own.
        place.set_text_content(None);
        browser::deliver_the_rest();
        let mut props = props(&page);
        if let Some(rating) = page.options.save.then(kept).flatten() {
            props.initial = Choices::default().apply(ReviewAction::Load(rating));
        }
        if let Some(action) = settings.member("state").and_then(restored) {
            props.initial = props.initial.apply(action);
        }
        if let Some(given) = settings.member("inputs") {
            props.known = State::new(filled(&page, &Draft::default(), given), Source::Given);
        }
        let app = Renderer::<Calculator>::with_root_and_props(place, props).render();
        Self { page, app }
    }

    /// Follows other settings: an object with the element's `attributes` and `lead`.
    pub fn configure(&mut self, settings: JsValue) {
        self.page.configure(&object::read(settings));
        self.app.update(props(&self.page));
    }

    /// What other calculators found, by field.
    pub fn inputs(&self) -> JsValue {
        self.with(|review| {
            let known = review.reading.inputs?;
            let known = FIELDS.iter().map(|field| {
                let value = field.get(&known).map_or(Item::Nothing, Item::of);
                (field.key.to_owned(), value)
            });
            Some(Item::Record(known.collect::<Record>()))
        })
    }

    /// Fills in what other calculators found; what is left out stays as it is.
    pub fn give(&self, inputs: JsValue) {
        let now = self.app.get_component().map(|review| review.form.draft.clone());
        let draft = filled(&self.page, &now.unwrap_or_default(), &object::read(inputs));
        let action = Action::Load { draft, source: Source::Given, notice: None };
        self.app.send_message(Message::Form(Typed::Act(action)));
    }

    /// The scores; `null` without one, and while they wait behind the form. No single answer.
    pub fn report(&self) -> JsValue {
        self.with(|review| {
            let answer = review.answer.as_ref().filter(|_| !review.form.gate.closed)?;
            let (panel, formats) = (&answer.panel.report, &*review.view.formats);
            let (gaps, findings) = (&answer.gaps, &answer.findings);
            Some(answered(panel, gaps, findings, &review.content, &answer.verdict, formats))
        })
    }

    /// What was answered, to be kept by the page and given back to [`Review::restore`].
    pub fn state(&self) -> JsValue {
        self.with(|review| {
            let file = write(&review.choices.rating(browser::today()), &review.content);
            Some(record([
                ("schema", Item::Number(1.0)),
                ("calculator", text("review")),
                ("file", text(file)),
            ]))
        })
    }

    /// Fills in what [`Review::state`] gave.
    pub fn restore(&self, state: JsValue) {
        if let Some(action) = restored(&object::read(state)) {
            self.app.send_message(Message::Do(action));
        }
    }

    /// The scores as `json`, or every statement with its answer as `csv`; `null` without a score.
    pub fn export(&self, kind: &str) -> JsValue {
        let report = self.report();
        if report.is_null() {
            return report;
        }
        let (kind, exported) = match kind {
            "json" => ("json", object::json(&report)),
            "csv" => ("csv", self.table()),
            _ => return JsValue::NULL,
        };
        self.page.tell_export(kind);
        exported
    }

    /// Prints the result, as the button below it does.
    pub fn print(&self) {
        self.app.send_message(Message::Print);
    }

    /// Takes every answer back; "Undo" brings them again.
    pub fn reset(&self) {
        self.app.send_message(Message::Do(ReviewAction::Clear));
    }

    fn table(&self) -> JsValue {
        self.app.get_component().map_or(JsValue::NULL, |review| review.table().into())
    }

    fn with(&self, item: impl Fn(&Calculator) -> Option<Item>) -> JsValue {
        let component = self.app.get_component();
        let found = component.as_ref().and_then(|review| item(review));
        found.map_or(JsValue::NULL, |item| object::write(&item))
    }
}

/// The answers that a page kept.
fn restored(state: &Item) -> Option<ReviewAction> {
    let file = state.member("file").and_then(Item::as_text)?;
    read(file, &content()).ok().map(ReviewAction::Load)
}

/// `draft` with the figures of a script in it.
fn filled(page: &Page, draft: &Draft, given: &Item) -> Draft {
    let (found, _) = Draft::from_canonical(&given.texts(str::to_owned), FIELDS, &*page.formats);
    let mut filled = draft.clone();
    for field in FIELDS {
        let text = found.get(field.key);
        if !text.is_empty() {
            filled.set(field.key, text);
        }
    }
    filled
}

fn props(page: &Page) -> ReviewProps {
    ReviewProps {
        formats: page.formats.clone(),
        today: browser::today(),
        keep: page.options.save,
        early: false,
        locale: page.locale.clone().into(),
        gate: page.gate(),
        opened: browser::was_opened(),
        handle: Handle::default(),
        host: page.host(),
        ..first_review()
    }
}
