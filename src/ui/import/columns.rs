//! Which column of the list says what, and its first rows.

use yew::Html;

use super::{Importer, Message};
use crate::text::import::{Candidate, Import, Layout, Mapping, Origin, ROLES, Role};
use crate::ui::chart::framed;
use crate::ui::chooser::chooser;
use crate::ui::element::{attributes, element, folded, list, nothing, text, with, worded};
use crate::ui::view::View;

/// Most columns that the preview shows.
const SHOWN: usize = 12;

/// The columns of the list in use: folded away, unless one of them is doubted.
pub fn columns(importer: &Importer) -> Html {
    let Some(import) = importer.list.import() else { return nothing() };
    let Some(layout) = import.layout() else { return nothing() };
    let view = &importer.view;
    let body = list(vec![choices(view, import, import.mapping(), &[]), preview(view, layout)]);
    let body = if importer.doubted {
        let words =
            say!("Which column says what? Choose another one, and the deals are read again.");
        list(vec![worded("p", "ep-ask", words), body])
    } else {
        folded(say!("Columns and first rows"), body)
    };
    element("div", "ep-section ep-columns-of", vec![body])
}

/// A choice of column for each role that is not `asked` about in a place of its own.
pub fn choices(view: &View<Message>, import: &Import, mapping: &Mapping, asked: &[Role]) -> Html {
    let others = ROLES.iter().map(|(role, ..)| *role).filter(|role| !asked.contains(role));
    let choice = |role| {
        let headers = import.layout().map_or(&[][..], |layout| &layout.headers);
        choice(view, mapping, role, columns_of(headers), nothing())
    };
    element("div", "ep-roles", others.map(choice).collect())
}

/// The choice of a column that an answer needs: the likeliest first, each with what is in it, and what
/// the answer will lack without one.
pub fn needed(view: &View<Message>, import: &Import, mapping: &Mapping, role: Role) -> Html {
    let Some(layout) = import.layout() else { return nothing() };
    let likely = import.candidates(role);
    let sampled = |candidate: &Candidate| {
        let (column, cells) = (&candidate.header, candidate.samples.join(", "));
        (candidate.column.to_string(), say!("{column}: {cells} …", column = column, cells = cells))
    };
    let mut options: Vec<_> = likely.iter().map(sampled).collect();
    let all = columns_of(&layout.headers).into_iter();
    options.extend(all.filter(|(key, _)| likely.iter().all(|one| one.column.to_string() != *key)));
    let lack = worded("p", "ep-help", role.lack());
    choice(view, mapping, role, options, lack)
}

/// The columns by their places.
fn columns_of(headers: &[String]) -> Vec<(String, String)> {
    headers.iter().enumerate().map(|(at, header)| (at.to_string(), header.clone())).collect()
}

fn choice(
    view: &View<Message>,
    mapping: &Mapping,
    role: Role,
    options: Vec<(String, String)>,
    below: Html,
) -> Html {
    let place = mapping.place(role);
    let chosen = place.map_or_else(String::new, |place| place.column.to_string());
    let id = view.id(&["column-", role.key()].concat());
    let tell = view.send.reform(move |key: String| Message::Column(role, key.parse().ok()));
    let guessed = place.is_some_and(|place| place.origin == Origin::Guessed);
    let guessed = if guessed { [" ", say!("(guessed)")].concat() } else { String::new() };
    let label = vec![text(role.label()), worded("small", "", guessed)];
    let none = (String::new(), say!("not in the list").to_owned());
    let options = std::iter::once(none).chain(options).collect();
    let control = attributes! { "id": id.clone(), "class": "ep-input" };
    element(
        "div",
        "ep-field",
        vec![
            with("label", attributes! { "for": id }, label),
            chooser(control, options, &chosen, tell),
            below,
        ],
    )
}

/// The first rows as they were read.
pub fn preview(view: &View<Message>, layout: &Layout) -> Html {
    let cell = |cell: &String| worded("td", "", cell.clone());
    let row = |cells: &Vec<String>| element("tr", "", cells.iter().take(SHOWN).map(cell).collect());
    let heads = layout
        .headers
        .iter()
        .take(SHOWN)
        .map(|header| with("th", attributes! { "scope": "col" }, vec![text(header.clone())]));
    let head = element("tr", "", heads.collect());
    let mut rows = vec![head];
    rows.extend(layout.preview.iter().map(row));
    let left = layout.headers.len().saturating_sub(SHOWN);
    let more = view.formats.count(left as f64, 0);
    let note = say!("and {n} more {n?column|columns}", n = more);
    list(vec![
        framed("ep-table ep-preview", say!("First rows of the list"), &[], rows),
        if left > 0 { worded("p", "ep-help", note) } else { nothing() },
    ])
}
