//! A calculator inside a page that is not ours: what `embed.js` calls.

mod page;

use js_sys::Function;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::Element;
use yew::AppHandle;

use self::page::Page;
use super::browser::{self, object};
use super::calculator::{Calculator, Message};
use super::start::{first_state, put};
use crate::state::{Action, GateAction, Source, State};
use crate::text::assess;
use crate::text::export::csv;
use crate::text::record::{Item, record, text};

/// One calculator on a page. What was typed outlives its place: the page may take the element out
/// and put it in again.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Embed {
    page: Page,
    app: Option<AppHandle<Calculator>>,
    /// What was typed, while there is no place to show it.
    state: State,
}

#[wasm_bindgen]
impl Embed {
    /// Shows a calculator in `place`. `settings` is what [`Embed::configure`] takes, with `inputs`
    /// and `state` besides; `tell` is called with name and detail of each event.
    #[wasm_bindgen(constructor)]
    pub fn new(place: Element, settings: JsValue, tell: Function) -> Self {
        let settings = object::read(settings);
        let page = Page::new(&settings, tell);
        let state = first_state(&page.locale, &page.formats, page.options.share, page.options.save);
        let mut embed = Self { page, app: None, state };
        embed.state.gate.closed = embed.page.is_gated() && !browser::was_opened();
        browser::deliver_the_rest();
        if let Some(given) = settings.member("inputs") {
            embed.take_inputs(given);
        }
        if let Some(given) = settings.member("state") {
            embed.take_state(given);
        }
        embed.enter(place);
        embed
    }

    /// Shows the calculator in another place, as it was left.
    pub fn enter(&mut self, place: Element) {
        let props = self.page.props(self.state.clone());
        self.app = Some(put(place, props));
    }

    /// Leaves its place; [`Embed::enter`] shows it again.
    pub fn leave(&mut self) {
        self.state = self.current();
        if let Some(app) = self.app.take() {
            app.destroy();
        }
    }

    /// Follows other settings: an object with the element's `attributes` and `lead`.
    pub fn configure(&mut self, settings: JsValue) {
        let was = self.page.is_gated();
        self.page.configure(&object::read(settings));
        let is = self.page.is_gated();
        if is != was {
            self.state = self.current();
            self.state.gate.closed = is && !browser::was_opened();
            self.send(Message::Act(Action::Gate(GateAction::Close(self.state.gate.closed))));
        }
        let props = self.page.props(self.current());
        if let Some(app) = &mut self.app {
            app.update(props);
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
    pub fn reset(&mut self) {
        if self.app.is_some() {
            self.send(Message::LoadExample);
        } else {
            self.state = first_state(&self.page.locale, &self.page.formats, false, false);
        }
    }

    fn send(&self, message: Message) {
        if let Some(app) = &self.app {
            app.send_message(message);
        }
    }

    fn current(&self) -> State {
        let shown = self.app.as_ref().and_then(|app| Some(app.get_component()?.state().clone()));
        shown.unwrap_or_else(|| self.state.clone())
    }

    fn answered(&self, item: impl Fn(&super::answer::Answer) -> Item) -> JsValue {
        let component = self.app.as_ref().and_then(|app| app.get_component());
        let answer = component.as_ref().and_then(|component| component.answer().map(item));
        answer.map_or(JsValue::NULL, |item| object::write(&item))
    }

    fn take_inputs(&mut self, given: &Item) {
        let mut state = self.current();
        let draft = self.page.merged(&state.draft, given);
        self.load(&mut state, draft, Source::Given);
    }

    fn take_state(&mut self, given: &Item) {
        if let Some(draft) = self.page.restored(given) {
            let mut state = self.current();
            self.load(&mut state, draft, Source::Saved);
        }
    }

    fn load(&mut self, state: &mut State, draft: crate::text::draft::Draft, source: Source) {
        let action = Action::Load { draft, source, notice: None };
        if self.app.is_some() {
            self.send(Message::Act(action));
        } else {
            self.state = state.apply(action);
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

/// What is wrong with the `attributes` of an element, and with the members of `lead`, for pages that
/// help to choose them: a list of objects with `key` and `sentence`.
#[wasm_bindgen]
pub fn check(settings: JsValue) -> JsValue {
    object::write(&page::check(&object::read(settings)))
}
