//! Scenarios: their list, side by side, and what would have to be.

use std::rc::Rc;

use yew::html::{onchange, oninput};
use yew::{Callback, Event, Html};

use super::held::label;
use super::{Message, Section, Workspace, seek};
use crate::language::Word;
use crate::state::workspace::{COMPARED, WorkspaceAction};
use crate::text::client::Scenario;
use crate::text::scenarios::{Compared, Row, compare};
use crate::ui::answer::section;
use crate::ui::browser;
use crate::ui::chart::row_head;
use crate::ui::element::{attributes, element, heard, input, list, nothing, text, with, worded};
use crate::ui::view::View;

/// Everything about scenarios.
pub fn scenarios(workspace: &Workspace) -> Html {
    list(vec![several(workspace), side_by_side(workspace), seek::seek(workspace)])
}

fn several(workspace: &Workspace) -> Html {
    let view = &workspace.view;
    let client = workspace.work.client();
    let row = |(place, scenario): (usize, &Scenario)| one(workspace, place, scenario);
    let rows = client.scenarios.iter().enumerate().map(row).collect();
    section(
        view,
        "scenarios",
        say!("Scenarios").into(),
        vec![
            worded("p", "", HELP),
            element("ul", "ep-scenarios", rows),
            element(
                "div",
                "ep-actions",
                vec![view.button(
                    "ep-button",
                    Message::Do(WorkspaceAction::Duplicate),
                    vec![text(say!("Duplicate the one in use"))],
                )],
            ),
        ],
    )
}

const HELP: Word = word!(
    "A scenario holds what is typed into every calculator. Duplicate one, change \
    what would be different, and compare. The list of deals and the notes belong to all."
);

fn one(workspace: &Workspace, place: usize, scenario: &Scenario) -> Html {
    let view = &workspace.view;
    let client = workspace.work.client();
    let used = place == client.current;
    let number = (place + 1).to_string();
    let remove = if client.scenarios.len() > 1 {
        let words =
            vec![text(say!("Remove")), worded("span", "ep-sr", [" ", &*scenario.name].concat())];
        view.button("ep-link", Message::Do(WorkspaceAction::Remove(place)), words)
    } else {
        nothing()
    };
    let using = if used {
        worded("strong", "ep-used", say!("In use"))
    } else {
        let words =
            vec![text(say!("Use")), worded("span", "ep-sr", [" ", &*scenario.name].concat())];
        view.button("ep-button", Message::Do(WorkspaceAction::Select(place)), words)
    };
    element(
        "li",
        "ep-scenario",
        vec![
            name(view, place, &number, &scenario.name),
            using,
            tick(workspace, place, scenario),
            remove,
        ],
    )
}

fn name(view: &View<Message>, place: usize, number: &str, name: &str) -> Html {
    let send = view.send.clone();
    let listener = oninput::Wrapper::new(Callback::from(move |event| {
        send.emit(Message::Do(WorkspaceAction::Rename(place, browser::typed(&event))));
    }));
    input(
        attributes! {
            "id": view.id(&["scenario-", number].concat()), "class": "ep-input", "type": "text",
            "autocomplete": "off", "maxlength": "200",
            "aria-label": say!("Name of scenario {n}", n = number),
        },
        Box::new([Some(Rc::new(listener))]),
        name.to_owned().into(),
    )
}

fn tick(workspace: &Workspace, place: usize, scenario: &Scenario) -> Html {
    let view = &workspace.view;
    let ticked = workspace.compared.contains(&place);
    let full = !ticked && workspace.compared.len() >= COMPARED;
    let send = view.send.clone();
    let listener = onchange::Wrapper::new(Callback::from(move |event: Event| {
        send.emit(Message::Compare(place, browser::ticked(&event)));
    }));
    let control = heard(
        "input",
        attributes! {
            "type": "checkbox",
            "checked": ticked.then_some("checked"),
            "disabled": full.then_some("disabled"),
        },
        Box::new([Some(Rc::new(listener))]),
        vec![],
    );
    let words = worded("span", "ep-sr", [" ", &*scenario.name].concat());
    element("label", "ep-check", vec![control, text(say!("Compare")), words])
}

fn side_by_side(workspace: &Workspace) -> Html {
    let view = &workspace.view;
    let client = workspace.work.client();
    let places = &workspace.compared;
    let body = if places.len() < 2 {
        vec![worded(
            "p",
            "ep-help",
            say!("Tick two to four scenarios above to see them side by side."),
        )]
    } else {
        let names: Vec<&str> = places
            .iter()
            .filter_map(|place| client.scenarios.get(*place))
            .map(|scenario| &*scenario.name)
            .collect();
        let tables = compare(client, places);
        tables.iter().map(|compared| table(compared, &names)).collect()
    };
    section(view, "compare", say!("Side by side").into(), body)
}

fn table(compared: &Compared, names: &[&str]) -> Html {
    let title = Section::of(&compared.calculator).map_or("", Section::label);
    let cell =
        |words: &str| with("th", attributes! { "scope": "col" }, vec![text(words.to_owned())]);
    let head = std::iter::once(cell(title)).chain(names.iter().map(|name| cell(name)));
    let rows = compared.rows.iter().map(|one| row(&compared.calculator, one)).collect();
    let table = element(
        "table",
        "ep-table ep-compare",
        vec![
            worded("caption", "ep-sr", say!("{title}, scenario by scenario", title = title)),
            element("thead", "", vec![element("tr", "", head.collect())]),
            element("tbody", "", rows),
        ],
    );
    let attributes = attributes! {
        "class": "ep-scroll", "role": "region", "tabindex": "0",
        "aria-label": say!("{title} side by side", title = title),
    };
    with("div", attributes, vec![table])
}

/// What differs stands out, also for those who don't see it.
fn row(calculator: &str, row: &Row) -> Html {
    let known = if row.typed { label(calculator, &row.name) } else { None };
    let name = text(known.map_or_else(|| row.name.clone(), str::to_owned));
    let mark = if row.differs() {
        worded("span", "ep-sr", [say!("Differs:"), " "].concat())
    } else {
        nothing()
    };
    let cells = row
        .cells
        .iter()
        .map(|cell| worded("td", "", if cell.is_empty() { "–".to_owned() } else { cell.clone() }));
    let class = if row.differs() { "ep-differs" } else { "" };
    element("tr", class, std::iter::once(row_head(vec![mark, name])).chain(cells).collect())
}
