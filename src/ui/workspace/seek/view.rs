//! The question and its answer as they are drawn.

use std::rc::Rc;

use yew::html::{onchange, oninput};
use yew::{Callback, Html};

use super::quest::{Known, SOUGHT, sentence};
use super::{Ask, Seek};
use crate::calc::field::Value;
use crate::calc::seek::Sought;
use crate::language::Word;
use crate::ui::answer::section;
use crate::ui::browser;
use crate::ui::element::{
    attributes, element, heard, input, list, nothing, option, text, with, worded,
};
use crate::ui::view::View;
use crate::ui::workspace::held::kind;
use crate::ui::workspace::{Message, Workspace};

const HELP: Word = word!(
    "All other figures stay as they are in the scenario in use. A chance is typed in \
    percent, an amount in your currency."
);

/// The question and its answer.
pub fn seek(workspace: &Workspace) -> Html {
    let (view, seek) = (&workspace.view, &workspace.seek);
    let Known { inputs, figures } = seek.known();
    let of = SOUGHT.map(|section| (section.key(), section.label())).into();
    let inputs = inputs.into_iter().map(|shape| (shape.key, shape.label.text())).collect();
    let boxes = vec![
        labelled(view, "seek-of", say!("In"), choice(view, "seek-of", seek.of.key(), of, Ask::Of)),
        labelled(
            view,
            "seek-input",
            say!("change this figure"),
            choice(view, "seek-input", seek.input, inputs, Ask::Input),
        ),
        labelled(
            view,
            "seek-figure",
            say!("until this"),
            choice(view, "seek-figure", seek.figure, figures, Ask::Figure),
        ),
        labelled(
            view,
            "seek-target",
            say!("is" in "until this figure is"),
            target(view, &seek.target),
        ),
    ];
    let find = view.button("ep-button", Message::Seek(Ask::Find), vec![text(say!("Find it"))]);
    let body = vec![
        worded("p", "", HELP),
        element("div", "ep-filters", boxes),
        element("div", "ep-actions", vec![find]),
        with("div", attributes! { "role": "status" }, vec![found(view, seek)]),
    ];
    section(view, "seek", say!("What would have to be?").into(), body)
}

fn labelled(view: &View<Message>, id: &str, label: &'static str, control: Html) -> Html {
    let label = with("label", attributes! { "for": view.id(id) }, vec![text(label)]);
    element("div", "ep-field", vec![label, control])
}

fn choice(
    view: &View<Message>,
    name: &str,
    chosen: &str,
    options: Vec<(&'static str, &'static str)>,
    ask: fn(String) -> Ask,
) -> Html {
    let send = view.send.clone();
    let listener = oninput::Wrapper::new(Callback::from(move |event| {
        send.emit(Message::Seek(ask(browser::typed(&event))));
    }));
    let options = options.into_iter().map(|(key, label)| option(key, key == chosen, text(label)));
    heard(
        "select",
        attributes! { "id": view.id(name), "class": "ep-input" },
        Box::new([Some(Rc::new(listener))]),
        options.collect(),
    )
}

fn target(view: &View<Message>, typed: &str) -> Html {
    let send = view.send.clone();
    let listener = oninput::Wrapper::new(Callback::from(move |event| {
        send.emit(Message::Seek(Ask::Target(browser::typed(&event))));
    }));
    let send = view.send.clone();
    let entered =
        onchange::Wrapper::new(Callback::from(move |_| send.emit(Message::Seek(Ask::Find))));
    input(
        attributes! {
            "id": view.id("seek-target"), "class": "ep-input", "type": "text",
            "inputmode": "decimal", "autocomplete": "off",
        },
        Box::new([Some(Rc::new(listener)), Some(Rc::new(entered))]),
        typed.to_owned().into(),
    )
}

fn found(view: &View<Message>, seek: &Seek) -> Html {
    match &seek.found {
        None if seek.work.is_some() => worded("p", "ep-help", say!("Looking for it …")),
        None => nothing(),
        Some(Err(problem)) => worded("p", "ep-problem", *problem),
        Some(Ok(sought)) => {
            let words = match sought {
                Sought::Found { .. } => say!("Use it"),
                Sought::OutOfReach { .. } => say!("Use the nearest"),
                Sought::NoEffect | Sought::NotSought => "",
            };
            let button = || view.button("ep-button", Message::Seek(Ask::Use), vec![text(words)]);
            list(vec![
                worded("p", "ep-lead-in", answered(view, seek, sought)),
                if words.is_empty() { nothing() } else { button() },
            ])
        }
    }
}

fn answered(view: &View<Message>, seek: &Seek, sought: &Sought) -> String {
    let Known { inputs, figures } = seek.known();
    let input = inputs.iter().find(|shape| shape.key == seek.input);
    let figure = figures.iter().find(|(key, _)| *key == seek.figure);
    let names =
        (input.map_or("", |shape| shape.label.text()), figure.map_or("", |(_, label)| label));
    sentence(names, sought, |value: Value| view.value(kind(value), value))
}
