//! One input: label, box, help, what was understood and what is wrong.

use std::rc::Rc;

use yew::html::{onfocusout, oninput};
use yew::virtual_dom::Listener;
use yew::{AttrValue, Callback, Component, Context, Html, Properties};

use super::browser;
use super::calculator::Message;
use super::element::{
    self, Listeners, attributes, element, heard, input, list, nothing, text, with, worded,
};
use super::view::View;
use crate::calc::field::{Blank, Choice, Kind, Shape};
use crate::calc::units::Money;
use crate::state::Action;
use crate::text::canonical::number;

/// What is known about one input.
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct BoxedProps {
    /// What the calculator's parts share.
    pub view: View,
    /// What is asked for.
    pub field: Shape,
    /// The text in the box.
    pub text: AttrValue,
    /// What is wrong with it, when that may be shown.
    pub problem: Option<AttrValue>,
    /// What was understood, when that needs saying.
    pub understood: Option<AttrValue>,
}

/// One input. A component, so that it is drawn anew only when something about it has changed.
pub struct Boxed;

impl Component for Boxed {
    type Message = ();
    type Properties = BoxedProps;

    fn create(_: &Context<Self>) -> Self {
        Self
    }

    fn view(&self, context: &Context<Self>) -> Html {
        draw(context.props())
    }
}

fn draw(props: &BoxedProps) -> Html {
    let field = &props.field;
    let id = props.view.id(field.key);
    let label = attributes! { "for": id.clone(), "id": format!("{id}-label") };
    let unit = worded("span", "ep-sr", spoken_unit(props, field));
    let wrong = props.problem.is_some();
    heard(
        "div",
        attributes! {
            "class": if wrong { "ep-field ep-wrong" } else { "ep-field" }, "part": "field",
        },
        Box::new([Some(left(&props.view, field.key))]),
        vec![
            with("label", label, vec![text(field.label), unit]),
            control(props, field, &id),
            element("div", "ep-notes", notes(props, field, &id)),
        ],
    )
}

fn notes(props: &BoxedProps, field: &Shape, id: &str) -> Vec<Html> {
    let note = |class: &'static str, name, children| {
        with("p", attributes! { "class": class, "id": format!("{id}-{name}") }, children)
    };
    let problem =
        props.problem.clone().map(|words| note("ep-problem", "problem", vec![text(words)]));
    let understood = props.understood.clone().map(|words| {
        let words = vec![text(say!("Understood as")), text(" "), worded("strong", "", words)];
        note("ep-echo", "understood", words)
    });
    vec![
        problem.unwrap_or_default(),
        understood.unwrap_or_default(),
        note("ep-help", "help", vec![text(field.help)]),
    ]
}

fn control(props: &BoxedProps, field: &Shape, id: &str) -> Html {
    match field.kind {
        Kind::Choice(options) => choice(props, field, id, options),
        Kind::Date => text_box(props, field, id, "date", None),
        Kind::Days | Kind::Count => boxed(props, field, id, "numeric"),
        _ => list(vec![boxed(props, field, id, "decimal"), slider(props, field, id)]),
    }
}

fn boxed(props: &BoxedProps, field: &Shape, id: &str, mode: &'static str) -> Html {
    let affix = |words: String| {
        if words.is_empty() {
            return nothing();
        }
        let attributes = attributes! { "class": "ep-affix", "aria-hidden": "true" };
        with("span", attributes, vec![text(words)])
    };
    let (before, after) = affixes(props, field);
    let control = text_box(props, field, id, "text", Some(mode));
    element("div", "ep-box", vec![affix(before), control, affix(after)])
}

fn text_box(
    props: &BoxedProps,
    field: &Shape,
    id: &str,
    kind: &'static str,
    mode: Option<&'static str>,
) -> Html {
    input(
        attributes! {
            "id": id.to_owned(),
            "class": "ep-input",
            "part": "input",
            "type": kind,
            "inputmode": mode,
            "autocomplete": "off",
            "placeholder": placeholder(field),
            "max": (kind == "date").then_some("2199-12-31"),
            "aria-describedby": described_by(props, id),
            "aria-invalid": props.problem.as_ref().map(|_| "true"),
            "aria-required": (field.blank == Blank::Missing).then_some("true"),
        },
        typing(&props.view, Message::Type, field.key),
        props.text.clone(),
    )
}

fn choice(props: &BoxedProps, field: &Shape, id: &str, options: &[Choice]) -> Html {
    let usual = match field.blank {
        Blank::Means(key) => key,
        _ => "",
    };
    let chosen = if props.text.is_empty() { usual } else { &*props.text };
    let option = |one: &Choice| element::option(one.key, one.key == chosen, text(one.label));
    heard(
        "select",
        attributes! {
            "id": id.to_owned(),
            "class": "ep-input",
            "part": "input",
            "aria-describedby": described_by(props, id),
            "aria-invalid": props.problem.as_ref().map(|_| "true"),
        },
        typing(&props.view, Message::Type, field.key),
        options.iter().map(option).collect(),
    )
}

/// A second way to set a percentage that is a wish, not a measurement.
fn slider(props: &BoxedProps, field: &Shape, id: &str) -> Html {
    let (Kind::Percent(least, most), "confidence", Blank::Means(usual)) =
        (field.kind, field.key, field.blank)
    else {
        return nothing();
    };
    let typed = props.view.formats.notation().parse_number(&props.text).ok();
    let value = typed.map_or_else(|| usual.to_owned(), |parsed| number(parsed.value));
    input(
        attributes! {
            "class": "ep-slider",
            "type": "range",
            "min": number(least),
            "max": number(most),
            "step": "1",
            "aria-labelledby": format!("{id}-label"),
        },
        typing(&props.view, Message::Slide, field.key),
        value.into(),
    )
}

/// Sends what a box holds after every change, as a message of this kind.
fn typing(view: &View, kind: fn(&'static str, String) -> Message, key: &'static str) -> Listeners {
    let send = view.send.clone();
    let listener = oninput::Wrapper::new(Callback::from(move |event| {
        send.emit(kind(key, browser::typed(&event)));
    }));
    Box::new([Some(Rc::new(listener))])
}

/// Tells that a box was left.
fn left(view: &View, key: &'static str) -> Rc<dyn Listener> {
    let send = view.send.clone();
    let blur = Callback::from(move |_| send.emit(Message::Act(Action::Blur { key })));
    Rc::new(onfocusout::Wrapper::new(blur))
}

fn described_by(props: &BoxedProps, id: &str) -> String {
    let problem = props.problem.as_ref().map(|_| format!("{id}-problem"));
    let understood = props.understood.as_ref().map(|_| format!("{id}-understood"));
    let help = Some(format!("{id}-help"));
    [problem, understood, help].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// What an empty box stands for, where that is a number worth knowing.
fn placeholder(field: &Shape) -> Option<&'static str> {
    match field.blank {
        Blank::Means(usual) => Some(usual),
        _ => None,
    }
}

/// What stands before and after the text, for those who see.
fn affixes(props: &BoxedProps, field: &Shape) -> (String, String) {
    match field.kind {
        Kind::Money => {
            let symbol = props.view.formats.notation().currency.clone();
            if props.view.money(Money(1.0)).starts_with(&symbol) {
                (symbol, String::new())
            } else {
                (String::new(), symbol)
            }
        }
        Kind::Percent(..) => (String::new(), "%".into()),
        Kind::Days => (String::new(), say!("days").into()),
        _ => Default::default(),
    }
}

/// The same for those who hear.
fn spoken_unit(props: &BoxedProps, field: &Shape) -> String {
    match field.kind {
        Kind::Money => say!(", in {unit}", unit = &props.view.formats.notation().code),
        Kind::Percent(..) => say!(", in percent").into(),
        Kind::Days => say!(", in days").into(),
        _ => String::new(),
    }
}
