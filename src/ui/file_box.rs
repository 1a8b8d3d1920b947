//! A place to choose a file in, or to drop it on.

use std::rc::Rc;

use web_sys::File;
use yew::html::{onchange, ondragover, ondrop};
use yew::{Callback, Html};

use super::browser::files;
use super::element::{Listeners, attributes, element, heard, text, with, worded};

/// The kinds of files that a list or a table may come in.
const KINDS: &str = ".csv,.tsv,.txt,.xlsx,.xls,.xml,.htm,.html,text/csv,text/tab-separated-values,\
    text/plain,application/vnd.ms-excel,\
    application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The place, whose box has this id.
pub fn file_box(id: String, words: &'static str, send: Callback<File>) -> Html {
    let label = with(
        "label",
        attributes! { "for": id.clone(), "class": "ep-drop-label" },
        vec![worded("strong", "", words), worded("span", "", say!("or drop it here"))],
    );
    let control = control(id, send.clone());
    heard("div", attributes! { "class": "ep-drop" }, takes_files(send), vec![control, label])
}

/// A button-like choice of a file, for a place that takes dropped files itself.
pub fn file_link(id: String, words: &'static str, send: Callback<File>) -> Html {
    let label =
        with("label", attributes! { "for": id.clone(), "class": "ep-link" }, vec![text(words)]);
    element("span", "ep-file", vec![control(id, send), label])
}

/// What an element hears that files may be dropped on.
pub fn takes_files(send: Callback<File>) -> Listeners {
    let dropped = ondrop::Wrapper::new(Callback::from(move |event: yew::DragEvent| {
        event.prevent_default();
        if let Some(file) = files::dropped(&event) {
            send.emit(file);
        }
    }));
    let over =
        ondragover::Wrapper::new(Callback::from(|event: yew::DragEvent| event.prevent_default()));
    Box::new([Some(Rc::new(dropped)), Some(Rc::new(over))])
}

fn control(id: String, send: Callback<File>) -> Html {
    let choose = onchange::Wrapper::new(Callback::from(move |event| {
        if let Some(file) = files::chosen(&event) {
            send.emit(file);
        }
    }));
    let attributes = attributes! { "id": id, "type": "file", "accept": KINDS, "class": "ep-sr" };
    heard("input", attributes, Box::new([Some(Rc::new(choose))]), vec![])
}
