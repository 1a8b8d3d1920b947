//! The figures that are asked for.

use yew::{AttrValue, Callback, Html, html};

use super::field::Boxed;
use super::view::{Dispatch, View};
use crate::calc::coverage::{FIELDS, Inputs};
use crate::calc::field::{Place, Slot};
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
pub fn form(
    view: &View,
    state: &State,
    reading: &Reading<Inputs>,
    dispatch: &Dispatch,
    focus: &Callback<&'static str>,
    load_example: &Callback<()>,
) -> Html {
    let boxed = |index| boxed(view, state, reading, dispatch, index);
    let place = |place| {
        (0..FIELDS.len()).filter(move |index| FIELDS[*index].place == place).map(|index| {
            match FIELDS[index].key {
                key if OWN_DATES.contains(&key) && state.draft.get("period") != "own" => {
                    Html::default()
                }
                key if key == PAIR[0] => pair(&boxed),
                key if key == PAIR[1] => Html::default(),
                _ => boxed(index),
            }
        })
    };
    let toggle = {
        let dispatch = dispatch.clone();
        Callback::from(move |_| dispatch.dispatch(Action::ToggleDetails))
    };
    html! {
        <>
            { view.heading(1, "figures", "ep-finding", "Your figures") }
            { notice(state, dispatch) }
            { origin(state, dispatch, focus, load_example) }
            <div class="ep-fields">{ for place(Place::First) }</div>
            <button
                type="button"
                class="ep-toggle"
                aria-expanded={if state.details_open { "true" } else { "false" }}
                aria-controls={view.id("details")}
                onclick={toggle}
            >
                { "More detail" }
                <small>{ "All optional: each makes the answer sharper." }</small>
            </button>
            <div class="ep-fields" id={view.id("details")} hidden={!state.details_open}>
                { for place(Place::Detail) }
            </div>
        </>
    }
}

fn boxed(
    view: &View,
    state: &State,
    reading: &Reading<Inputs>,
    dispatch: &Dispatch,
    index: usize,
) -> Html {
    let field = &FIELDS[index];
    let of_field = |key: &str| key == field.key;
    let problem = reading
        .problems
        .iter()
        .find(|(key, _)| of_field(key) && state.touched.contains(key))
        .map(|(_, problem)| AttrValue::from(sentence(problem, field, FIELDS, &*view.formats)));
    let understood = reading
        .understood
        .iter()
        .find(|(key, _)| of_field(key))
        .map(|(_, value)| AttrValue::from(view.value(field, *value)));
    html! {
        <Boxed
            key={field.key}
            view={view.clone()}
            {index}
            text={AttrValue::from(state.draft.get(field.key).to_owned())}
            {problem}
            {understood}
            dispatch={dispatch.clone()}
        />
    }
}

fn pair(boxed: &impl Fn(usize) -> Html) -> Html {
    let [first, second] =
        PAIR.map(|wanted| FIELDS.iter().position(|field| field.key == wanted).map(boxed));
    html! {
        <fieldset class="ep-pair" key="pair">
            <legend class="ep-sr">{ "One of these two is enough" }</legend>
            { first.unwrap_or_default() }
            <span class="ep-or">{ "or" }</span>
            { second.unwrap_or_default() }
        </fieldset>
    }
}

fn notice(state: &State, dispatch: &Dispatch) -> Html {
    let Some(notice) = &state.notice else { return Html::default() };
    let dispatch = dispatch.clone();
    html! {
        <div class="ep-notice">
            <p>{ notice.sentence() }</p>
            <button type="button" class="ep-link" onclick={move |_| dispatch.dispatch(Action::DismissNotice)}>
                { "Dismiss" }
            </button>
        </div>
    }
}

/// Whose figures these are, and the ways to others.
fn origin(
    state: &State,
    dispatch: &Dispatch,
    focus: &Callback<&'static str>,
    load_example: &Callback<()>,
) -> Html {
    let send = |action: Action| {
        let (dispatch, focus) = (dispatch.clone(), focus.clone());
        Callback::from(move |_| {
            dispatch.dispatch(action.clone());
            focus.emit(first_key());
        })
    };
    let (whose, clear) = match state.source {
        Source::Example => ("These are example figures.", "Clear and enter yours"),
        Source::Shared => ("These figures came with the link.", "Clear and enter yours"),
        Source::Saved => ("These are your figures from last time.", "Clear"),
        Source::Typed => ("", "Clear"),
    };
    html! {
        <div class="ep-origin">
            if !whose.is_empty() { <p>{ whose }</p> }
            if !state.draft.is_blank() {
                <button type="button" class="ep-button" onclick={send(Action::Clear)}>{ clear }</button>
            }
            if state.source != Source::Example {
                <button type="button" class="ep-button" onclick={load_example.reform(|_| ())}>
                    { "Show the example" }
                </button>
            }
            if state.undo.is_some() {
                <button type="button" class="ep-button" onclick={send(Action::Undo)}>{ "Undo" }</button>
            }
        </div>
    }
}

fn first_key() -> &'static str {
    FIELDS
        .iter()
        .find(|field| !matches!(field.slot, Slot::Choice(..)))
        .map_or("", |field| field.key)
}
