//! A workspace inside a page that is not ours: what `embed.js` calls for the mode `review`.

use js_sys::Function;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::Element;
use yew::{AppHandle, Renderer};

use super::{Message, Section, WorkspaceProps};
use crate::text::assess;
use crate::text::client::Client as Contents;
use crate::text::record::Item;
use crate::ui::browser::{self, object};
use crate::ui::embed::Page;
use crate::ui::workspace::Workspace as Room;

/// One workspace on a page.
#[wasm_bindgen(js_name = workspace)]
#[derive(Debug)]
pub struct Client {
    page: Page,
    app: AppHandle<Room>,
}

#[wasm_bindgen(js_class = workspace)]
impl Client {
    /// Shows a workspace in `place`, with the calculator of the element's attributes in front.
    /// `settings` is what [`Client::configure`] takes, with `inputs` and `state` besides; `tell`
    /// is called with name and detail of each event.
    #[wasm_bindgen(constructor)]
    pub fn new(place: Element, settings: JsValue, tell: Function) -> Self {
        let settings = object::read(settings);
        let page = Page::new(&settings, tell, "review");
        place.set_text_content(None);
        let wanted = settings.member("attributes").and_then(|all| all.member("calculator"));
        let start = wanted.and_then(Item::as_text).and_then(Section::of).unwrap_or_default();
        let app = Renderer::<Room>::with_root_and_props(place, props(&page, start)).render();
        let client = Self { page, app };
        if let Some(state) = settings.member("state").and_then(Item::as_text) {
            client.open(state);
        }
        client
    }

    /// Follows other settings: an object with the element's `attributes`.
    pub fn configure(&mut self, settings: JsValue) {
        self.page.configure(&object::read(settings));
        let start = self.app.get_component().map_or_else(Section::default, |room| room.section);
        self.app.update(props(&self.page, start));
    }

    /// The inputs of coverage as they are understood, by field; `null` while one is missing or
    /// wrong.
    pub fn inputs(&self) -> JsValue {
        self.coverage(|answer| assess::inputs_of(&answer.inputs))
    }

    /// Inputs come from the client's own file here, not from the page.
    pub fn give(&self, _inputs: JsValue) {
        browser::warn("enough-pipeline: mode \"review\" takes no inputs from the page.");
    }

    /// The figures of coverage; `null` without an answer.
    pub fn report(&self) -> JsValue {
        self.coverage(|answer| assess::answered(&answer.inputs, &answer.report, &answer.verdict))
    }

    /// Everything about the client as the text of its file, to be kept by the page and given back
    /// to [`Client::restore`].
    pub fn state(&self) -> JsValue {
        let file = self.app.get_component().map(|room| room.client().to_json());
        file.map_or(JsValue::NULL, JsValue::from)
    }

    /// Opens what [`Client::state`] gave.
    pub fn restore(&self, state: &JsValue) {
        self.open(&state.as_string().unwrap_or_default());
    }

    /// The client's file as `json`; `null` for other kinds.
    pub fn export(&self, kind: &str) -> JsValue {
        if kind == "json" { self.state() } else { JsValue::NULL }
    }

    /// Prints the section in front, as the button does.
    pub fn print(&self) {
        self.app.send_message(Message::Print);
    }

    /// Begins anew; the client before can be had back with "Undo".
    pub fn reset(&self) {
        self.app.send_message(Message::Anew);
    }

    fn open(&self, state: &str) {
        match Contents::from_json(state) {
            Ok(_) => self.app.send_message(Message::Archived(Some(state.to_owned()))),
            Err(refusal) => {
                browser::warn(&["enough-pipeline: state: ", &*refusal.sentence()].concat());
            }
        }
    }

    fn coverage(&self, item: impl Fn(&crate::ui::answer::Answer) -> Item) -> JsValue {
        let found = self
            .app
            .get_component()
            .and_then(|room| room.coverage.ask(|coverage| coverage.answer().map(item)).flatten());
        found.map_or(JsValue::NULL, |item| object::write(&item))
    }
}

fn props(page: &Page, start: Section) -> WorkspaceProps {
    WorkspaceProps {
        formats: page.formats.clone(),
        today: browser::today(),
        id: "ep".into(),
        level: 2,
        locale: page.locale.clone().into(),
        currency: page.formats.notation().code.clone().into(),
        start,
        keep: page.options.save,
        early: false,
        host: page.host(),
    }
}
