//! A small table to type in or to paste into.

use std::rc::Rc;

use yew::html::{onfocusout, oninput, onpaste};
use yew::virtual_dom::{Key, VTag};
use yew::{Callback, Html};

use super::browser::{self, files};
use super::chart::framed;
use super::element::{alert, attributes, element, heard, input, list, nothing, text, with, worded};
use super::view::View;
use crate::language::Word;
use crate::state::forecast::RowsAction;
use crate::text::rows::{Column, Problem, Rows, Table, block};

/// What is shown of a table.
pub struct Shown<'a> {
    /// What it holds.
    pub table: &'static Table,
    /// What was typed.
    pub rows: &'a Rows,
    /// What is wrong.
    pub problems: &'a [Problem],
    /// A row whose problems are not shown: it is being typed.
    pub typing: Option<usize>,
    /// Who reads what is pasted into the cell at this row and column; `None`: it is put down there as
    /// it stands.
    pub reads: Option<Callback<(usize, usize, String)>>,
}

/// The table, with what can be done with all of it.
pub fn rows<M: Clone>(view: &View<M>, shown: &Shown, send: &Callback<RowsAction>) -> Html {
    let heads =
        shown.table.columns.iter().map(|column| column.label.text()).chain([say!("Remove")]);
    let heads: Vec<&'static str> = heads.collect();
    let mut body = Vec::new();
    for at in 0..shown.rows.rows().len() {
        body.push(row(view, shown, at, send));
        body.extend(problems(view, shown, at));
    }
    let press = |label, action: RowsAction| button(label, send, action);
    let clear = if shown.rows.is_empty() {
        nothing()
    } else {
        press(say!("Empty this table"), RowsAction::Clear)
    };
    let restore = if shown.rows.can_restore() {
        press(say!("Undo the last change here"), RowsAction::Restore)
    } else {
        nothing()
    };
    element(
        "div",
        "ep-rows",
        vec![
            framed("ep-table ep-cells", shown.table.caption.text(), &heads, body),
            left_out(view, shown.rows.left_out),
            element("div", "ep-actions", vec![clear, restore]),
        ],
    )
}

fn button(label: &'static str, send: &Callback<RowsAction>, action: RowsAction) -> Html {
    let send = send.clone();
    let press =
        yew::html::onclick::Wrapper::new(Callback::from(move |_| send.emit(action.clone())));
    heard(
        "button",
        attributes! { "type": "button", "class": "ep-link" },
        Box::new([Some(Rc::new(press))]),
        vec![text(label)],
    )
}

fn left_out<M: Clone>(view: &View<M>, [rows, columns]: [usize; 2]) -> Html {
    let (n, m) = (view.counted(rows as f64, 0), view.counted(columns as f64, 0));
    let words = match (rows, columns) {
        (0, 0) => return nothing(),
        (_, 0) => say!("There was no room for {n} {n?row|rows} of what you pasted.", n = n),
        (0, _) => say!("There was no room for {m} {m?column|columns} of what you pasted.", m = m),
        _ => say!(
            "There was no room for {n} {n?row|rows} and {m} {m?column|columns} of what you pasted.",
            n = n,
            m = m,
        ),
    };
    alert(words)
}

fn row<M: Clone>(view: &View<M>, shown: &Shown, at: usize, send: &Callback<RowsAction>) -> Html {
    let cells = shown.rows.rows().get(at).map_or(&[][..], |cells| cells);
    let boxes = shown.table.columns.iter().zip(cells).enumerate();
    let boxes = boxes.map(|(column, (kind, value))| {
        let label = attributes! { "data-label": kind.label.text() };
        with("td", label, vec![cell(view, shown, (at, column), kind, value, send)])
    });
    let filled = cells.iter().any(|cell| !cell.trim().is_empty());
    let remove = if filled {
        let label = say!("Remove row {n}", n = (at + 1).to_string());
        let send = send.clone();
        let press = yew::html::onclick::Wrapper::new(Callback::from(move |_| {
            send.emit(RowsAction::Remove(at));
        }));
        heard(
            "button",
            attributes! { "type": "button", "class": "ep-link ep-remove", "aria-label": label },
            Box::new([Some(Rc::new(press))]),
            vec![text(say!("Remove"))],
        )
    } else {
        nothing()
    };
    let left = {
        let send = send.clone();
        onfocusout::Wrapper::new(Callback::from(move |event: yew::FocusEvent| {
            if browser::leaves_row(&event) {
                send.emit(RowsAction::Leave);
            }
        }))
    };
    let mut row = keyed_row("row", at, "ep-typed-row");
    row.set_listeners(Box::new([Some(Rc::new(left))]));
    row.add_children(boxes.chain([element("td", "", vec![remove])]));
    row.into()
}

/// A row of the page's table that keeps its place when others come and go: the focus is in one.
fn keyed_row(kind: &str, at: usize, class: &'static str) -> VTag {
    let mut row = VTag::new("tr");
    row.key = Some(Key::from([kind, &*at.to_string()].concat()));
    row.attributes = attributes! { "class": class };
    row
}

/// A name for ids: the first row is 1.
fn name(table: &Table, row: usize, column: usize) -> String {
    [table.key, "-", &*(row + 1).to_string(), "-", &*column.to_string()].concat()
}

fn cell<M: Clone>(
    view: &View<M>,
    shown: &Shown,
    (row, column): (usize, usize),
    kind: &Column,
    value: &str,
    send: &Callback<RowsAction>,
) -> Html {
    let id = view.id(&name(shown.table, row, column));
    let number = (row + 1).to_string();
    let label = say!(
        "{column}, row {n}, for example {example}",
        column = kind.label,
        n = number,
        example = kind.example,
    );
    let wrong = told(shown, row).any(|problem| problem.column == column);
    let described = wrong.then(|| [&*id, "-problem"].concat());
    let typed = {
        let send = send.clone();
        oninput::Wrapper::new(Callback::from(move |event| {
            send.emit(RowsAction::Set(row, column, browser::typed(&event)));
        }))
    };
    let pasted = {
        let (send, reads) = (send.clone(), shown.reads.clone());
        onpaste::Wrapper::new(Callback::from(move |event: yew::Event| {
            let Some(clip) = browser::clipboard_event(&event) else { return };
            let (Some(text), _) = files::pasted(&clip) else { return };
            if text.trim_end().contains(['\t', '\n']) {
                event.prevent_default();
                match &reads {
                    Some(reads) => reads.emit((row, column, text)),
                    None => send.emit(RowsAction::Paste(row, column, block(&text))),
                }
            }
        }))
    };
    input(
        attributes! {
            "id": id,
            "class": "ep-input",
            "type": "text",
            "aria-label": label,
            "aria-invalid": wrong.then_some("true"),
            "aria-describedby": described,
            "autocomplete": "off",
            "placeholder": (row == 0 && shown.rows.is_empty()).then_some(kind.example.text()),
        },
        Box::new([Some(Rc::new(typed)), Some(Rc::new(pasted))]),
        value.to_owned().into(),
    )
}

/// Problems of a row that may be shown.
fn told<'a>(shown: &'a Shown, row: usize) -> impl Iterator<Item = &'a Problem> {
    let silent = shown.typing == Some(row);
    shown.problems.iter().filter(move |problem| problem.row == row && !silent)
}

/// What is wrong with a row, below it.
fn problems<M: Clone>(view: &View<M>, shown: &Shown, row: usize) -> Option<Html> {
    let note = |problem: &Problem| {
        let id = [&*view.id(&name(shown.table, row, problem.column)), "-problem"].concat();
        let attributes = attributes! { "class": "ep-problem", "id": id };
        with("p", attributes, vec![text(problem.words.clone())])
    };
    let notes: Vec<Html> = told(shown, row).map(note).collect();
    if notes.is_empty() {
        return None;
    }
    let width = (shown.table.columns.len() + 1).to_string();
    let cell = with("td", attributes! { "colspan": width }, vec![list(notes)]);
    let mut below = keyed_row("wrong", row, "ep-wrong-row");
    below.add_child(cell);
    Some(below.into())
}

/// "2 rows need another look", or nothing.
pub fn doubt(problems: &[Problem], typing: Option<usize>) -> Option<String> {
    let mut rows: Vec<usize> = problems.iter().map(|problem| problem.row).collect();
    rows.retain(|row| typing != Some(*row));
    rows.dedup();
    match rows.len() {
        0 => None,
        1 => Some(say!("1 row needs another look").into()),
        count => Some(say!("{n} rows need another look", n = count.to_string())),
    }
}

/// What a table is for, above it.
pub fn help(words: Word) -> Html {
    worded("p", "ep-help", words)
}
