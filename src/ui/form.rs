//! The figures that are asked for.

use yew::virtual_dom::{Key, VChild};
use yew::{AttrValue, Html};

use super::calculator::Message;
use super::element::{attributes, element, heard, keyed, list, nothing, text, with, worded};
use super::field::{Boxed, BoxedProps};
use super::view::View;
use crate::calc::coverage::{FIELDS, Inputs};
use crate::calc::field::{Field, Place, Slot};
use crate::state::{Action, Source, State};
use crate::text::draft::Reading;
use crate::text::problem::sentence;

/// Two fields of which one is enough.
const PAIR: [&str; 2] = ["open_deals", "average_deal"];

/// Dates that are asked for only when the period is an own one.
const OWN_DATES: [&str; 2] = ["period_start", "period_end"];

/// Whether the field with this key stands behind "More detail".
pub fn behind_details(key: &str) -> bool {
    FIELDS.iter().any(|field| field.key == key && field.place == Place::Detail)
}

/// The figures that are asked for, and what can be done with all of them.
pub fn form(view: &View, state: &State, reading: &Reading<Inputs>) -> Html {
    let fields = |place| fields(view, state, reading, place);
    let details = view.id("details");
    list(vec![
        view.heading(1, "figures", "ep-finding", say!("Your figures")),
        notice(view, state),
        origin(view, state, reading.empty),
        element("div", "ep-fields", fields(Place::First)),
        toggle(view, state.details_open, details.clone()),
        with(
            "div",
            attributes! {
                "class": "ep-fields",
                "id": details,
                "hidden": (!state.details_open).then_some("hidden"),
            },
            fields(Place::Detail),
        ),
    ])
}

fn toggle(view: &View, open: bool, controls: String) -> Html {
    heard(
        "button",
        attributes! {
            "type": "button",
            "class": "ep-toggle",
            "aria-expanded": if open { "true" } else { "false" },
            "aria-controls": controls,
        },
        Box::new([Some(view.press(Message::Act(Action::ToggleDetails)))]),
        vec![
            text(say!("More detail")),
            worded("small", "", say!("All optional: each makes the answer sharper.")),
        ],
    )
}

fn fields(view: &View, state: &State, reading: &Reading<Inputs>, place: Place) -> Vec<Html> {
    let mut shown = Vec::new();
    for (index, field) in FIELDS.iter().enumerate().filter(|(_, field)| field.place == place) {
        let hidden = OWN_DATES.contains(&field.key) && state.draft.get("period") != "own";
        if hidden || field.key == PAIR[1] {
            continue;
        }
        shown.push(if field.key == PAIR[0] {
            pair(view, state, reading)
        } else {
            boxed(view, state, reading, FIELDS, index)
        });
    }
    shown
}

/// The box of one of `fields`.
pub fn boxed<I>(
    view: &View,
    state: &State,
    reading: &Reading<I>,
    fields: &[Field<I>],
    index: usize,
) -> Html {
    let props = box_of(view, state, reading, fields, index);
    let key = Key::from(props.field.key);
    VChild::<Boxed>::new(props, Some(key)).into()
}

/// What is known about the box of one of `fields`.
pub fn box_of<I>(
    view: &View,
    state: &State,
    reading: &Reading<I>,
    fields: &[Field<I>],
    index: usize,
) -> BoxedProps {
    let field = &fields[index];
    let shape = field.shape();
    let of_field = |key: &str| key == field.key;
    let problem = reading
        .problems
        .iter()
        .find(|(key, _)| of_field(key) && state.touched.contains(key))
        .map(|(_, problem)| AttrValue::from(sentence(problem, field, fields, &*view.formats)));
    let understood = reading
        .understood
        .iter()
        .find(|(key, _)| of_field(key))
        .map(|(_, value)| AttrValue::from(view.value(shape.kind, *value)));
    let text = AttrValue::from(state.draft.get(field.key).to_owned());
    BoxedProps { view: view.clone(), field: shape, text, problem, understood }
}

fn pair(view: &View, state: &State, reading: &Reading<Inputs>) -> Html {
    let [first, second] = PAIR.map(|wanted| {
        let index = FIELDS.iter().position(|field| field.key == wanted);
        index.map_or_else(nothing, |index| boxed(view, state, reading, FIELDS, index))
    });
    let legend = worded("legend", "ep-sr", say!("One of these two is enough"));
    let or = worded("span", "ep-or", say!("or"));
    keyed("pair", "fieldset", "ep-pair", vec![legend, first, or, second])
}

/// What the visitor should know once.
pub fn notice(view: &View, state: &State) -> Html {
    let Some(notice) = &state.notice else { return nothing() };
    let dismiss = Message::Act(Action::DismissNotice);
    element(
        "div",
        "ep-notice",
        vec![
            worded("p", "", notice.sentence()),
            view.button("ep-link", dismiss, vec![text(say!("Dismiss"))]),
        ],
    )
}

/// Whose figures these are, and the ways to others.
pub fn origin(view: &View, state: &State, empty: bool) -> Html {
    let (whose, clear) = match state.source {
        Source::Example => (say!("These are example figures."), say!("Clear and enter yours")),
        Source::Shared => {
            (say!("These figures came with the link."), say!("Clear and enter yours"))
        }
        Source::Saved => (say!("These are your figures from last time."), say!("Clear")),
        Source::Given => {
            (say!("These figures were filled in for you."), say!("Clear and enter yours"))
        }
        Source::Typed => ("", say!("Clear")),
    };
    let button = |shown: bool, message, label| {
        if shown { view.button("ep-button", message, vec![text(label)]) } else { nothing() }
    };
    let example = state.source == Source::Example;
    element(
        "div",
        "ep-origin",
        vec![
            if whose.is_empty() { nothing() } else { worded("p", "", whose) },
            button(!empty, Message::Act(Action::Clear), clear),
            button(!example, Message::LoadExample, say!("Show the example")),
            button(state.undo.is_some(), Message::Act(Action::Undo), say!("Undo")),
        ],
    )
}

/// The key of the first box that can be typed in.
pub fn first_key() -> &'static str {
    FIELDS
        .iter()
        .find(|field| !matches!(field.slot, Slot::Choice(..)))
        .map_or("", |field| field.key)
}
