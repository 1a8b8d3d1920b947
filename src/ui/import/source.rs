//! Where the deals come from: a file, a paste, a table to type in, or the example.

use std::rc::Rc;

use yew::html::{oninput, onpaste};
use yew::{Callback, Html};

use super::receipt::counts;
use super::{Importer, List, Message, Purpose, Under, typed, workbook};
use crate::language::{Count, Word};
use crate::text::import::Step;
use crate::ui::browser::{self, files};
use crate::ui::element::{alert, attributes, element, list, nothing, text, with, worded};
use crate::ui::file_box::file_box;
use crate::ui::view::View;

/// Where the deals come from.
pub fn source(importer: &Importer) -> Html {
    let view = &importer.view;
    let parts = match (&importer.workbook, &importer.under, &importer.list) {
        (Some(given), ..) => workbook::workbook(view, given),
        (None, Some(under), _) => progress(view, under),
        (None, None, List::None) => offer(importer),
        (None, None, _) => have(importer),
    };
    let problem = importer.refused.as_ref().map_or_else(nothing, |words| alert(words.clone()));
    let heading = view.heading(1, "source", "ep-finding", say!("Your deals"));
    element("div", "ep-source", vec![heading, problem, list(parts)])
}

/// What the list is called and how long it is.
pub fn named(view: &View<Message>, deals: &List) -> String {
    let name = match deals {
        List::Import(name, _) => name,
        List::Example(_) | List::None => say!("Example"),
    };
    say!("{name}: {n} {n?deal|deals}", name = name, n = length(view, deals))
}

fn length(view: &View<Message>, deals: &List) -> Count {
    view.formats.count(deals.deals().len() as f64, 0)
}

/// What is there, and the way to another.
fn have(importer: &Importer) -> Vec<Html> {
    let (view, deals) = (&importer.view, &importer.list);
    let (words, other) = match deals {
        List::Import(name, _) => (name.clone(), say!("Use another list")),
        List::Example(_) | List::None => (
            say!("These are example deals ({n} {n?deal|deals}).", n = length(view, deals)),
            say!("Clear and use yours"),
        ),
    };
    let name = element("p", "", vec![text(words)]);
    let button = view.button("ep-button", Message::Discard, vec![text(other)]);
    vec![element("div", "ep-origin", vec![name, counts(importer), button])]
}

fn progress(view: &View<Message>, under: &Under) -> Vec<Html> {
    let share = if let Step::Progress(share) = under.step { share } else { 1.0 };
    let percent = view.formats.percent(share, 0);
    let words = if under.asks() {
        say!("{name}: read, with questions beside.", name = &under.name)
    } else {
        say!("Reading {name}: {percent}", name = &under.name, percent = percent)
    };
    let id = view.id("progress");
    let label = with("label", attributes! { "for": id.clone() }, vec![text(words)]);
    let value = crate::text::canonical::number((share * 100.0).round());
    let bar = attributes! { "id": id, "class": "ep-progress", "max": "100", "value": value };
    vec![
        label,
        if under.asks() { nothing() } else { with("progress", bar, vec![]) },
        view.button("ep-button", Message::Cancel, vec![text(say!("Cancel"))]),
    ]
}

/// The ways to give a list.
fn offer(importer: &Importer) -> Vec<Html> {
    let view = &importer.view;
    if let Some(rows) = &importer.table {
        return vec![typed::table(view, rows)];
    }
    vec![
        files_for(view, "file", say!("Choose a CSV or Excel file"), Purpose::Deals),
        paste(importer),
        element(
            "div",
            "ep-actions",
            vec![
                view.button(
                    "ep-button",
                    Message::Table(true),
                    vec![text(say!("Type a few deals in"))],
                ),
                view.button("ep-button", Message::Example, vec![text(say!("Show the example"))]),
            ],
        ),
        worded("p", "ep-help", ADVICE),
    ]
}

const ADVICE: Word = word!(
    "Export open and closed deals of the last one to two years, with created date, stage or status, \
     amount, close date and owner. Lists of Salesforce, HubSpot, Pipedrive, Dynamics, Zoho and \
     Close are known; the columns of others you can name yourself."
);

/// A place for the file of a list.
pub fn files_for(view: &View<Message>, name: &str, words: &'static str, purpose: Purpose) -> Html {
    let file = move |file| Message::File(file, purpose);
    file_box(view.id(name), words, view.send.reform(file))
}

fn paste(importer: &Importer) -> Html {
    let view = &importer.view;
    let id = view.id("paste");
    let pasted = {
        let send = view.send.clone();
        onpaste::Wrapper::new(Callback::from(move |event: yew::Event| {
            let Some(event) = browser::clipboard_event(&event) else { return };
            match files::pasted(&event) {
                (Some(text), _) if text.contains('\n') => {
                    event.prevent_default();
                    send.emit(Message::Paste(text));
                }
                (None, Some(file)) => send.emit(Message::File(file, Purpose::Deals)),
                _ => {}
            }
        }))
    };
    let typed = {
        let send = view.send.clone();
        oninput::Wrapper::new(Callback::from(move |event| {
            send.emit(Message::Draft(browser::typed(&event)));
        }))
    };
    let control =
        input_area(&id, &importer.pasted, Box::new([Some(Rc::new(pasted)), Some(Rc::new(typed))]));
    let ready = !importer.pasted.trim().is_empty();
    let button = Message::Paste(importer.pasted.clone());
    element(
        "div",
        "ep-field",
        vec![
            with(
                "label",
                attributes! { "for": id },
                vec![text(say!("Or paste from a spreadsheet"))],
            ),
            control,
            if ready {
                view.button("ep-button", button, vec![text(say!("Read this"))])
            } else {
                nothing()
            },
        ],
    )
}

fn input_area(id: &str, value: &str, listeners: crate::ui::element::Listeners) -> Html {
    let mut area = yew::virtual_dom::VTag::new("textarea");
    area.attributes = attributes! {
        "id": id.to_owned(), "class": "ep-input ep-paste", "rows": "3", "autocomplete": "off",
        "spellcheck": "false",
    };
    area.set_listeners(listeners);
    area.set_value(yew::AttrValue::from(value.to_owned()));
    area.into()
}
