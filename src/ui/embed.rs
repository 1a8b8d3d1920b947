//! The calculators inside a page that is not ours: what `embed.js` calls.
//!
//! One class serves them all, so that scripts and programs differ in nothing but which calculators
//! they have. A program says that once, as it starts: see [`offer`].

mod page;

use std::cell::Cell;

use js_sys::Function;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::Element;

pub(super) use self::page::Page;
use super::browser::{self, object};
use super::view::Formatting;
use crate::language::{self, Table};
use crate::text::assess;
use crate::text::record::Item;

/// A calculator on a page, as the page's script sees it.
pub trait Embedded {
    /// Follows the settings of its page, which have just changed.
    fn configure(&mut self, page: &Page, before: &Before);

    /// The inputs as they are understood, by field; `None` while one is missing or wrong.
    fn inputs(&self) -> Option<Item>;

    /// Fills in these inputs; the others stay as they are.
    fn give(&mut self, page: &mut Page, inputs: &Item);

    /// The figures of the answer; `None` without one, and while they wait behind the form.
    fn report(&self) -> Option<Item>;

    /// What was typed, but no list of deals, to be kept by the page and given back to
    /// [`Embedded::restore`].
    fn state(&self, page: &Page) -> Option<Item>;

    /// Fills in what [`Embedded::state`] gave.
    fn restore(&mut self, page: &mut Page, state: &Item);

    /// The answer's table as CSV; `None` while there is no answer to see.
    fn csv(&self, page: &Page) -> Option<String>;

    /// The answer as JSON: its report, unless it has a file of its own.
    fn json(&self) -> Option<String> {
        object::json(&object::write(&self.report()?)).as_string()
    }

    /// Prints the answer, as the button below it does.
    fn print(&self);

    /// Shows the example again.
    fn reset(&mut self);

    /// Takes it off the page for good.
    fn destroy(self: Box<Self>);
}

/// What a calculator has to know of the settings before a change.
pub struct Before {
    /// Whether the whole answer was to wait behind a form.
    pub gated: bool,
    /// How values were written.
    pub formats: Formatting,
}

/// A calculator that a program has.
pub struct Offer {
    /// Its word in the attribute `calculator`, or `workspace`.
    pub name: &'static str,
    /// What events call it.
    pub tool: &'static str,
    /// Shows it in a place of a page.
    pub show: fn(Element, &mut Page, &Item) -> Box<dyn Embedded>,
}

thread_local! {
    static OFFERS: Cell<&'static [Offer]> = const { Cell::new(&[]) };
}

/// Says which calculators this program has. What none names, the linker leaves out.
pub fn offer(offers: &'static [Offer]) {
    OFFERS.set(offers);
}

/// One calculator on a page. It goes where its place goes: the page may take that out and put it
/// in again.
#[wasm_bindgen]
pub struct Calculator {
    page: Page,
    /// Gone only while this is dropped.
    shown: Option<Box<dyn Embedded>>,
}

#[wasm_bindgen]
impl Calculator {
    /// Shows the calculator of this name in `place`. `settings` is what [`Calculator::configure`]
    /// takes, with `inputs` and `state` besides; `tell` is called with name and detail of each
    /// event.
    ///
    /// # Errors
    /// If this program has no such calculator.
    #[wasm_bindgen(constructor)]
    pub fn new(
        name: &str,
        place: Element,
        settings: JsValue,
        tell: Function,
    ) -> Result<Self, JsValue> {
        let offer = OFFERS.get().iter().find(|offer| offer.name == name);
        let offer = offer.ok_or_else(|| JsValue::from(["no calculator ", name].concat()))?;
        let settings = object::read(settings);
        let mut page = Page::new(&settings, tell, offer.tool);
        browser::tidy();
        let shown = Some((offer.show)(place, &mut page, &settings));
        Ok(Self { page, shown })
    }

    /// Follows other settings: an object with the element's `attributes` and `lead`.
    pub fn configure(&mut self, settings: JsValue) {
        let settings = object::read(settings);
        let before = Before { gated: self.page.is_gated(), formats: self.page.formats.clone() };
        self.page.configure(&settings);
        if let Some(shown) = &mut self.shown {
            shown.configure(&self.page, &before);
        }
    }

    /// The inputs as they are understood, by field; `null` while one is missing or wrong.
    pub fn inputs(&self) -> JsValue {
        written(self.shown.as_ref().and_then(|shown| shown.inputs()))
    }

    /// Fills in these inputs; the others stay as they are.
    pub fn give(&mut self, inputs: JsValue) {
        let inputs = object::read(inputs);
        if let Some(shown) = &mut self.shown {
            shown.give(&mut self.page, &inputs);
        }
    }

    /// The figures of the answer; `null` without one, and while they wait behind the form.
    pub fn report(&self) -> JsValue {
        written(self.shown.as_ref().and_then(|shown| shown.report()))
    }

    /// What was typed, to be kept by the page and given back to [`Calculator::restore`].
    pub fn state(&self) -> JsValue {
        written(self.shown.as_ref().and_then(|shown| shown.state(&self.page)))
    }

    /// Fills in what [`Calculator::state`] gave.
    pub fn restore(&mut self, state: JsValue) {
        let state = object::read(state);
        if let Some(shown) = &mut self.shown {
            shown.restore(&mut self.page, &state);
        }
    }

    /// The figures as a file, `csv` or `json`; `null` while there is no answer to see.
    pub fn export(&self, kind: &str) -> JsValue {
        let Some(shown) = &self.shown else { return JsValue::NULL };
        let (kind, file) = match kind {
            "csv" => ("csv", shown.csv(&self.page)),
            "json" => ("json", shown.json()),
            _ => return JsValue::NULL,
        };
        let Some(file) = file else { return JsValue::NULL };
        self.page.tell_export(kind);
        file.into()
    }

    /// Prints the answer, as the button below it does.
    pub fn print(&self) {
        if let Some(shown) = &self.shown {
            shown.print();
        }
    }

    /// Shows the example again; what was typed can be had back with "Undo".
    pub fn reset(&mut self) {
        if let Some(shown) = &mut self.shown {
            shown.reset();
        }
    }
}

impl Drop for Calculator {
    fn drop(&mut self) {
        browser::leave(&self.page.host());
        if let Some(shown) = self.shown.take() {
            shown.destroy();
        }
    }
}

fn written(item: Option<Item>) -> JsValue {
    item.map_or(JsValue::NULL, |item| object::write(&item))
}

/// The answer to `inputs` as an object, without a calculator: see [`assess::assess`]. `options` may
/// name a `locale` and a `currency` for its sentences.
#[wasm_bindgen]
pub fn assess(inputs: JsValue, options: JsValue) -> JsValue {
    let options = object::read(options);
    let (_, formats) = page::formats(&options.texts(str::to_owned));
    object::write(&assess::assess(&object::read(inputs), browser::today(), &*formats))
}

/// From now on everything is said in `language`, with these words: what [`Table::new`] reads.
#[wasm_bindgen]
pub fn speak(language: String, words: String) {
    language::speak(String::leak(language), Box::leak(Box::new(Table::new(words))));
}

/// What is wrong with the `attributes` of an element, and with the members of `lead`, for pages that
/// help to choose them: a list of objects with `key` and `sentence`.
#[wasm_bindgen]
pub fn check(settings: JsValue) -> JsValue {
    object::write(&page::check(&object::read(settings)))
}
