//! A workspace inside a page that is not ours, for the mode `review`.

use web_sys::Element;
use yew::{AppHandle, Renderer};

use super::{Message, Section, Workspace, WorkspaceProps};
use crate::text::assess;
use crate::text::client::Client;
use crate::text::record::{Item, text};
use crate::ui::answer::Answer;
use crate::ui::browser;
use crate::ui::embed::{Before, Embedded, Offer, Page};

/// The workspace, for a program that has it.
pub const OFFER: Offer = Offer { name: "workspace", tool: "review", show };

/// With the calculator of the element's attributes in front.
fn show(place: Element, page: &mut Page, settings: &Item) -> Box<dyn Embedded> {
    place.set_text_content(None);
    let wanted = settings.member("attributes").and_then(|all| all.member("calculator"));
    let start = wanted.and_then(Item::as_text).and_then(Section::of).unwrap_or_default();
    let app = Renderer::<Workspace>::with_root_and_props(place, props(page, start)).render();
    if let Some(state) = settings.member("state").and_then(Item::as_text) {
        open(&app, state);
    }
    Box::new(app)
}

impl Embedded for AppHandle<Workspace> {
    fn configure(&mut self, page: &Page, _before: &Before) {
        let start = self.get_component().map_or_else(Section::default, |room| room.section);
        self.update(props(page, start));
    }

    /// The inputs of coverage.
    fn inputs(&self) -> Option<Item> {
        coverage(self, |answer| assess::inputs_of(&answer.inputs))
    }

    /// Inputs come from the client's own file here, not from the page.
    fn give(&mut self, _page: &mut Page, _inputs: &Item) {
        browser::warn("enough-pipeline: mode \"review\" takes no inputs from the page.");
    }

    /// The figures of coverage.
    fn report(&self) -> Option<Item> {
        coverage(self, |answer| assess::answered(&answer.inputs, &answer.report, &answer.verdict))
    }

    /// Everything about the client as the text of its file.
    fn state(&self, _page: &Page) -> Option<Item> {
        self.json().map(text)
    }

    fn restore(&mut self, _page: &mut Page, state: &Item) {
        open(self, state.as_text().unwrap_or_default());
    }

    fn csv(&self, _page: &Page) -> Option<String> {
        None
    }

    /// The client's file.
    fn json(&self) -> Option<String> {
        Some(self.get_component()?.client().to_json())
    }

    /// Prints the section in front.
    fn print(&self) {
        self.send_message(Message::Print);
    }

    /// Begins anew, and forgets the client before.
    fn reset(&mut self) {
        self.send_message(Message::Erase);
    }

    fn destroy(self: Box<Self>) {
        AppHandle::destroy(*self);
    }
}

fn open(app: &AppHandle<Workspace>, state: &str) {
    match Client::from_json(state) {
        Ok(_) => app.send_message(Message::Archived(Some(state.to_owned()))),
        Err(refusal) => {
            browser::warn(&["enough-pipeline: state: ", &*refusal.sentence()].concat());
        }
    }
}

fn coverage(app: &AppHandle<Workspace>, item: impl Fn(&Answer) -> Item) -> Option<Item> {
    let room = app.get_component()?;
    room.coverage.ask(|coverage| coverage.answer().map(item)).flatten()
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
