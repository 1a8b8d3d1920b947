//! Notes on a section.

use std::rc::Rc;

use yew::html::oninput;
use yew::virtual_dom::VTag;
use yew::{AttrValue, Callback, Html};

use super::{Message, Section, Workspace};
use crate::state::workspace::WorkspaceAction;
use crate::ui::browser;
use crate::ui::element::{attributes, element, text, with, worded};

/// The box for notes on a section. On paper they stand as text.
pub fn notes(workspace: &Workspace, section: Section) -> Html {
    let view = &workspace.view;
    let id = view.id(&["notes-", section.key()].concat());
    let note = workspace.work.client().notes.get(section.key()).unwrap_or_default().to_owned();
    let send = view.send.clone();
    let listener = oninput::Wrapper::new(Callback::from(move |event| {
        let note = browser::typed(&event);
        send.emit(Message::Do(WorkspaceAction::Note(section.key(), note)));
    }));
    let mut area = VTag::new("textarea");
    area.attributes = attributes! {
        "id": id.clone(), "class": "ep-input ep-note-box", "rows": "4", "maxlength": "20000",
    };
    area.set_listeners(Box::new([Some(Rc::new(listener))]));
    area.set_value(AttrValue::from(note.clone()));
    let words = say!("Notes: {section}", section = section.label());
    let label = with("label", attributes! { "for": id }, vec![text(words)]);
    element(
        "div",
        "ep-field ep-section-notes",
        vec![label, area.into(), worded("p", "ep-note-text", note)],
    )
}
