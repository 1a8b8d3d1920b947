//! Which column of the list says what, and its first rows.

use yew::Html;

use super::{Importer, Message};
use crate::language::Word;
use crate::text::import::{Layout, Mapping, Origin, ROLES, Role};
use crate::ui::chart::framed;
use crate::ui::chooser::chooser;
use crate::ui::element::{attributes, element, folded, list, nothing, text, with, worded};
use crate::ui::view::View;

/// Most columns that the preview shows.
const SHOWN: usize = 12;

/// The columns of the list in use, folded away.
pub fn columns(importer: &Importer) -> Html {
    let Some(import) = importer.list.import() else { return nothing() };
    let Some(layout) = import.layout() else { return nothing() };
    let view = &importer.view;
    let body = list(vec![choices(view, layout, import.mapping()), preview(view, layout)]);
    element("div", "ep-section ep-columns-of", vec![folded(say!("Columns and first rows"), body)])
}

/// A choice of column for each role.
pub fn choices(view: &View<Message>, layout: &Layout, mapping: &Mapping) -> Html {
    let choice = |(role, key, label): &(Role, &'static str, Word)| {
        let role = *role;
        let place = mapping.place(role);
        let none = std::iter::once((String::new(), say!("not in the list").to_owned()));
        let headers = layout.headers.iter().enumerate();
        let options = none.chain(headers.map(|(at, header)| (at.to_string(), header.clone())));
        let chosen = place.map_or_else(String::new, |place| place.column.to_string());
        let id = view.id(&["column-", key].concat());
        let tell = view.send.reform(move |key: String| Message::Column(role, key.parse().ok()));
        let guessed = place.is_some_and(|place| place.origin == Origin::Guessed);
        element(
            "div",
            "ep-field",
            vec![
                with(
                    "label",
                    attributes! { "for": id.clone() },
                    vec![
                        text(*label),
                        if guessed {
                            worded("small", "", [" ", say!("(guessed)")].concat())
                        } else {
                            nothing()
                        },
                    ],
                ),
                chooser(
                    attributes! { "id": id, "class": "ep-input" },
                    options.collect(),
                    &chosen,
                    tell,
                ),
            ],
        )
    };
    element("div", "ep-roles", ROLES.iter().map(choice).collect())
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
