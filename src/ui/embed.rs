//! A calculator inside a page that is not ours: what `embed.js` calls.

mod page;

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Function;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::Element;
use yew::AppHandle;

pub(super) use self::page::Page;
use super::browser::{self, object};
use super::calculator::{Calculator, Message};
use super::start::{COVERAGE, put};
use crate::language::{self, Table};
use crate::state::{Action, GateAction, Source, State};
use crate::text::assess;
use crate::text::export::csv;
use crate::text::record::{Item, record, text};

/// One calculator on a page. It goes where its place goes: the page may take that out and put it
/// in again.
#[wasm_bindgen(js_name = coverage)]
#[derive(Debug)]
pub struct Embed {
    page: Page,
    app: Option<AppHandle<Calculator>>,
    /// What was typed, while the page's script runs on that has just made or changed it.
    ahead: Rc<RefCell<Option<State>>>,
}

#[wasm_bindgen(js_class = coverage)]
impl Embed {
    /// Shows a calculator in `place`. `settings` is what [`Embed::configure`] takes, with `inputs`
    /// and `state` besides; `tell` is called with name and detail of each event.
    #[wasm_bindgen(constructor)]
    pub fn new(place: Element, settings: JsValue, tell: Function) -> Self {
        let settings = object::read(settings);
        let page = Page::new(&settings, tell, "coverage");
        let mut state = COVERAGE.first_state(&page.locale, &page.formats, page.allowed());
        state.gate.closed = page.is_gated() && !browser::was_opened();
        let ahead = Rc::new(RefCell::new(Some(state)));
        let mut embed = Self { page, app: None, ahead };
        browser::deliver_the_rest();
        if let Some(given) = settings.member("inputs") {
            embed.take_inputs(given);
        }
        if let Some(given) = settings.member("state") {
            embed.take_state(given);
        }
        embed.app = Some(put(place, embed.page.props(embed.current())));
        embed.forget_soon();
        embed
    }

    /// Follows other settings: an object with the element's `attributes` and `lead`.
    pub fn configure(&mut self, settings: JsValue) {
        let was = self.page.is_gated();
        let formats = self.page.formats.clone();
        self.page.configure(&object::read(settings));
        let is = self.page.is_gated();
        if is != was {
            let closed = is && !browser::was_opened();
            self.act(Action::Gate(GateAction::Close(closed)));
        }
        let rewritten = (formats != self.page.formats)
            .then(|| self.page.rewritten(&self.current().draft, &formats));
        let props = self.page.props(self.current());
        if let Some(app) = &mut self.app {
            app.update(props);
        }
        if let Some(draft) = rewritten {
            self.act(Action::Rewrite(draft));
        }
    }

    /// The inputs as they are understood, by field; `null` while one is missing or wrong.
    pub fn inputs(&self) -> JsValue {
        self.answered(|answer| assess::inputs_of(&answer.inputs))
    }

    /// Fills in these inputs; the others stay as they are.
    pub fn give(&mut self, inputs: JsValue) {
        self.take_inputs(&object::read(inputs));
    }

    /// The figures of the answer; `null` without one, and while they wait behind the form.
    pub fn report(&self) -> JsValue {
        if self.current().gate.closed {
            return JsValue::NULL;
        }
        self.answered(|answer| assess::answered(&answer.inputs, &answer.report, &answer.verdict))
    }

    /// What was typed, to be kept by the page and given back to [`Embed::restore`].
    pub fn state(&self) -> JsValue {
        let state = self.current();
        object::write(&record([
            ("schema", Item::Number(1.0)),
            ("calculator", text("coverage")),
            ("locale", text(&self.page.locale)),
            ("typed", Item::from(state.draft.texts())),
        ]))
    }

    /// Fills in what [`Embed::state`] gave.
    pub fn restore(&mut self, state: JsValue) {
        self.take_state(&object::read(state));
    }

    /// The figures as a file, `csv` or `json`; `null` while there is no answer to see.
    pub fn export(&self, kind: &str) -> JsValue {
        let report = self.report();
        if report.is_null() || !["csv", "json"].contains(&kind) {
            return JsValue::NULL;
        }
        let file = match kind {
            "csv" => csv(&object::read(report), self.page.formats.notation()).into(),
            _ => object::json(&report),
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
        self.send(Message::LoadExample);
    }

    fn send(&self, message: Message) {
        if let Some(app) = &self.app {
            app.send_message(message);
        }
    }

    fn current(&self) -> State {
        let ahead = self.ahead.borrow().clone();
        let shown = || self.app.as_ref()?.get_component().map(|one| one.state().clone());
        ahead.or_else(shown).unwrap_or_default()
    }

    fn answered(&self, item: impl Fn(&super::answer::Answer) -> Item) -> JsValue {
        let component = self.app.as_ref().and_then(|app| app.get_component());
        let answer = component.as_ref().and_then(|component| component.answer().map(item));
        answer.map_or(JsValue::NULL, |item| object::write(&item))
    }

    fn take_inputs(&mut self, given: &Item) {
        let draft = self.page.merged(&self.current().draft, given);
        self.act(Action::Load { draft, source: Source::Given, notice: None });
    }

    fn take_state(&mut self, given: &Item) {
        if let Some(draft) = self.page.restored(given) {
            self.act(Action::Load { draft, source: Source::Saved, notice: None });
        }
    }

    fn act(&self, action: Action) {
        let next = self.current().apply(action.clone());
        *self.ahead.borrow_mut() = Some(next);
        if self.app.is_some() {
            self.send(Message::Act(action));
            self.forget_soon();
        }
    }

    /// Messages arrive after the script has ended; from then on the calculator itself knows.
    fn forget_soon(&self) {
        let ahead = Rc::clone(&self.ahead);
        browser::soon(move || *ahead.borrow_mut() = None);
    }
}

impl Drop for Embed {
    fn drop(&mut self) {
        if let Some(app) = self.app.take() {
            app.destroy();
        }
    }
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
