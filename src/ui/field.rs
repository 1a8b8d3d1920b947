//! One input: label, box, help, what was understood and what is wrong.

use yew::{AttrValue, Callback, Html, InputEvent, Properties, classes, component, html};

use super::browser;
use super::view::{Dispatch, View};
use crate::calc::coverage::{FIELDS, Inputs};
use crate::calc::field::{Blank, Choice, Field, Slot};
use crate::calc::units::Money;
use crate::state::Action;

/// What is known about one input.
#[derive(Clone, PartialEq, Properties)]
pub struct BoxedProps {
    /// What the calculator's parts share.
    pub view: View,
    /// Position in [`FIELDS`].
    pub index: usize,
    /// The text in the box.
    pub text: AttrValue,
    /// What is wrong with it, when that may be shown.
    pub problem: Option<AttrValue>,
    /// What was understood, when that needs saying.
    pub understood: Option<AttrValue>,
    /// Where edits go.
    pub dispatch: Dispatch,
}

/// One input. Drawn anew only when something about it has changed.
#[component]
pub fn Boxed(props: &BoxedProps) -> Html {
    let field = &FIELDS[props.index];
    let id = props.view.id(field.key);
    let key = field.key;
    let dispatch = props.dispatch.clone();
    let blur = Callback::from(move |_| dispatch.dispatch(Action::Blur { key }));
    html! {
        <div class={classes!("ep-field", props.problem.as_ref().map(|_| "ep-wrong"))} onfocusout={blur}>
            <label for={id.clone()} id={format!("{id}-label")}>
                { field.label }
                <span class="ep-sr">{ spoken_unit(props, field) }</span>
            </label>
            { control(props, field, &id) }
            <div class="ep-notes">
                if let Some(problem) = &props.problem {
                    <p class="ep-problem" id={format!("{id}-problem")}>{ problem }</p>
                }
                if let Some(understood) = &props.understood {
                    <p class="ep-echo" id={format!("{id}-understood")}>
                        { "Understood as " }<strong>{ understood }</strong>
                    </p>
                }
                <p class="ep-help" id={format!("{id}-help")}>{ field.help }</p>
            </div>
        </div>
    }
}

fn control(props: &BoxedProps, field: &Field<Inputs>, id: &str) -> Html {
    let (before, after) = affixes(props, field);
    match &field.slot {
        Slot::Choice(options, _) => choice(props, field, id, options),
        Slot::Date(_) => text_box(props, field, id, "date", None),
        Slot::Days(..) | Slot::Count(..) => {
            boxed(&before, text_box(props, field, id, "text", Some("numeric")), &after)
        }
        _ => html! {
            <>
                { boxed(&before, text_box(props, field, id, "text", Some("decimal")), &after) }
                { slider(props, field, id) }
            </>
        },
    }
}

fn boxed(before: &str, control: Html, after: &str) -> Html {
    html! {
        <div class="ep-box">
            if !before.is_empty() { <span class="ep-affix" aria-hidden="true">{ before }</span> }
            { control }
            if !after.is_empty() { <span class="ep-affix" aria-hidden="true">{ after }</span> }
        </div>
    }
}

fn text_box(
    props: &BoxedProps,
    field: &Field<Inputs>,
    id: &str,
    kind: &'static str,
    mode: Option<&'static str>,
) -> Html {
    html! {
        <input
            id={id.to_owned()}
            class="ep-input"
            type={kind}
            inputmode={mode}
            autocomplete="off"
            placeholder={placeholder(field)}
            max={(kind == "date").then_some("2199-12-31")}
            value={props.text.clone()}
            oninput={edit(props, field)}
            aria-describedby={described_by(props, id)}
            aria-invalid={props.problem.as_ref().map(|_| "true")}
            aria-required={field.required().then_some("true")}
        />
    }
}

fn choice(props: &BoxedProps, field: &Field<Inputs>, id: &str, options: &[Choice]) -> Html {
    let usual = match field.blank {
        Blank::Means(key) => key,
        _ => "",
    };
    let chosen = if props.text.is_empty() { usual } else { &*props.text };
    html! {
        <select
            id={id.to_owned()}
            class="ep-input"
            oninput={edit(props, field)}
            aria-describedby={described_by(props, id)}
            aria-invalid={props.problem.as_ref().map(|_| "true")}
        >
            { for options.iter().map(|option| html! {
                <option value={option.key} selected={option.key == chosen}>{ option.label }</option>
            }) }
        </select>
    }
}

/// A second way to set a percentage that is a wish, not a measurement.
fn slider(props: &BoxedProps, field: &Field<Inputs>, id: &str) -> Html {
    let (Slot::Percent(range, _), "confidence", Blank::Means(usual)) =
        (&field.slot, field.key, field.blank)
    else {
        return Html::default();
    };
    let typed = props.view.formats.notation().parse_number(&props.text).ok();
    let value = typed.map_or_else(|| usual.to_owned(), |parsed| parsed.value.to_string());
    let (dispatch, formats, key) = (props.dispatch.clone(), props.view.formats.clone(), field.key);
    let slide = Callback::from(move |event: InputEvent| {
        let value: f64 = browser::typed(&event).parse().unwrap_or_default();
        dispatch.dispatch(Action::Edit { key, text: formats.edit_number(value) });
    });
    html! {
        <input
            class="ep-slider"
            type="range"
            min={range.start().to_string()}
            max={range.end().to_string()}
            step="1"
            {value}
            oninput={slide}
            aria-labelledby={format!("{id}-label")}
        />
    }
}

fn edit(props: &BoxedProps, field: &Field<Inputs>) -> Callback<InputEvent> {
    let (dispatch, key) = (props.dispatch.clone(), field.key);
    Callback::from(move |event: InputEvent| {
        dispatch.dispatch(Action::Edit { key, text: browser::typed(&event) });
    })
}

fn described_by(props: &BoxedProps, id: &str) -> String {
    let problem = props.problem.as_ref().map(|_| format!("{id}-problem"));
    let understood = props.understood.as_ref().map(|_| format!("{id}-understood"));
    let help = Some(format!("{id}-help"));
    [problem, understood, help].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// What an empty box stands for, where that is a number worth knowing.
fn placeholder(field: &Field<Inputs>) -> Option<&'static str> {
    match field.blank {
        Blank::Means(usual) => Some(usual),
        _ => None,
    }
}

/// What stands before and after the text, for those who see.
fn affixes(props: &BoxedProps, field: &Field<Inputs>) -> (String, String) {
    match field.slot {
        Slot::Money(..) => {
            let symbol = props.view.formats.notation().currency.clone();
            if props.view.money(Money(1.0)).starts_with(&symbol) {
                (symbol, String::new())
            } else {
                (String::new(), symbol)
            }
        }
        Slot::Percent(..) => (String::new(), "%".into()),
        Slot::Days(..) => (String::new(), "days".into()),
        _ => Default::default(),
    }
}

/// The same for those who hear.
fn spoken_unit(props: &BoxedProps, field: &Field<Inputs>) -> String {
    match field.slot {
        Slot::Money(..) => format!(", in {}", props.view.formats.notation().code),
        Slot::Percent(..) => ", in percent".into(),
        Slot::Days(..) => ", in days".into(),
        _ => String::new(),
    }
}
