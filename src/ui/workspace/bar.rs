//! The bar over a workspace: whose work it is, where it is kept, and the ways back and out.

use std::rc::Rc;

use yew::html::{onchange, oninput};
use yew::{Callback, Html};

use super::{Message, Workspace, WorkspaceProps};
use crate::state::workspace::WorkspaceAction;
use crate::text::workbook::Format;
use crate::ui::browser::{self, files};
use crate::ui::element::{alert, attributes, element, heard, input, nothing, text, with, worded};
use crate::ui::erase::erase_after;
use crate::ui::view::View;

/// The bar.
pub fn bar(workspace: &Workspace, props: &WorkspaceProps) -> Html {
    let (view, work) = (&workspace.view, &workspace.work);
    let button = |shown: bool, message, words: &'static str| {
        if shown { view.button("ep-button", message, vec![text(words)]) } else { nothing() }
    };
    let step = |possible: bool, action, words: &'static str| {
        let attributes = attributes! {
            "type": "button", "class": "ep-button", "disabled": (!possible).then_some("disabled"),
        };
        let press = view.press(Message::Do(action));
        heard("button", attributes, Box::new([Some(press)]), vec![text(words)])
    };
    element(
        "div",
        "ep-bar",
        vec![
            name(view, &work.client().name),
            element(
                "div",
                "ep-bar-actions",
                vec![
                    button(true, Message::Save, say!("Save to a file")),
                    file(view),
                    step(work.can_undo(), WorkspaceAction::Undo, say!("Undo")),
                    step(work.can_redo(), WorkspaceAction::Redo, say!("Redo")),
                    button(true, Message::Anew, say!("New client")),
                    button(
                        true,
                        Message::Present(!workspace.presenting),
                        if workspace.presenting {
                            say!("End presentation")
                        } else {
                            say!("Present")
                        },
                    ),
                    button(
                        true,
                        Message::SaveTables(Format::Workbook),
                        say!("Save all tables as a workbook"),
                    ),
                    button(true, Message::SaveTables(Format::Csv), say!("Save all tables as CSV")),
                    button(true, Message::Print, say!("Print")),
                    button(true, Message::Help(!workspace.helping), say!("Keys")),
                ],
            ),
            worded("p", "ep-kept", kept(workspace, props)),
            refused(workspace),
            asked(workspace),
            erase_after(view.send.reform(|()| Message::Erase)),
        ],
    )
}

/// Whether the client may be lost that is in no file.
fn asked(workspace: &Workspace) -> Html {
    if workspace.asked.is_none() {
        return nothing();
    }
    let view = &workspace.view;
    let stay = attributes! { "type": "button", "class": "ep-button", "id": view.id("stay") };
    let stay = heard(
        "button",
        stay,
        Box::new([Some(view.press(Message::Stay))]),
        vec![text(say!("Keep working on it"))],
    );
    let words = say!("This client is in no file yet, and can't be had back afterwards.");
    let parts = vec![
        worded("p", "", words),
        view.button("ep-button", Message::Save, vec![text(say!("Save to a file"))]),
        view.button("ep-button", Message::Go, vec![text(say!("Go on and forget it"))]),
        stay,
    ];
    with("div", attributes! { "class": "ep-asked", "role": "group" }, parts)
}

fn name(view: &View<Message>, name: &str) -> Html {
    let id = view.id("client");
    let send = view.send.clone();
    let listener = oninput::Wrapper::new(Callback::from(move |event| {
        send.emit(Message::Do(WorkspaceAction::Name(browser::typed(&event))));
    }));
    let attributes = attributes! {
        "id": id.clone(), "class": "ep-input", "type": "text", "autocomplete": "off",
        "maxlength": "200",
    };
    let control = input(attributes, Box::new([Some(Rc::new(listener))]), name.to_owned().into());
    let label = with("label", attributes! { "for": id }, vec![text(say!("Client"))]);
    element("div", "ep-field", vec![label, control])
}

/// A button that opens a file.
fn file(view: &View<Message>) -> Html {
    let id = view.id("open");
    let send = view.send.clone();
    let choose = onchange::Wrapper::new(Callback::from(move |event| {
        if let Some(file) = files::chosen(&event) {
            send.emit(Message::File(file));
        }
    }));
    let control = heard(
        "input",
        attributes! {
            "id": id.clone(), "type": "file", "accept": ".json,application/json", "class": "ep-sr",
        },
        Box::new([Some(Rc::new(choose))]),
        vec![],
    );
    let label = with(
        "label",
        attributes! { "for": id, "class": "ep-button" },
        vec![text(say!("Open a file"))],
    );
    element("span", "ep-open", vec![control, label])
}

/// Where the work is kept, plainly.
fn kept(workspace: &Workspace, props: &WorkspaceProps) -> &'static str {
    let work = &workspace.work;
    match (work.is_unsaved(), props.keep, workspace.kept) {
        (false, _, _) if work.can_undo() => say!("Nothing has changed since the last file."),
        (false, _, _) => say!("Nothing has been changed yet."),
        (true, true, Some(true)) => {
            say!("Kept in this browser only. Not saved elsewhere: save it to a file to be safe.")
        }
        (true, true, None) => say!("Not saved elsewhere yet."),
        (true, ..) => {
            say!(
                "Not saved anywhere: this browser keeps nothing. Save it to a file before you leave."
            )
        }
    }
}

fn refused(workspace: &Workspace) -> Html {
    let Some(words) = &workspace.refused else { return nothing() };
    alert(words.clone())
}
