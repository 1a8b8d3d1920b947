//! The form before the whole answer: what it asks, what it sends, and what came of it.

use std::rc::Rc;

use yew::html::{onchange, oninput, onsubmit};
use yew::{Callback, Html};

use super::browser;
use super::calculator::Message;
use super::element::{
    Listeners, attributes, element, heard, input, list, nothing, text, with, worded,
};
use super::view::View;
use crate::language::Word;
use crate::lead::config::{Asking, Config};
use crate::lead::person::{Ask, check, hint};
use crate::lead::submission::{Line, Ownership, Submission};
use crate::state::{Action, Gate, GateAction};

/// Name of the box that only programs fill in.
pub const TRAP: &str = "trap";

/// Key, label and the browser's own name of each box.
const BOXES: [(Ask, &str, Word, &str); 3] = [
    (Ask::Email, "email", word!("E-mail"), "email"),
    (Ask::Name, "name", word!("Name"), "name"),
    (Ask::Company, "company", word!("Company"), "organization"),
];

/// Name of the box of this kind in ids.
pub fn box_name(ask: Ask) -> &'static str {
    BOXES.iter().find(|(known, ..)| *known == ask).map_or("email", |(_, name, ..)| name)
}

/// The form, and what it opens. `preview` is what would be sent now, `own` makes room for the
/// visitor's figures.
pub fn gate(
    view: &View,
    gate: &Gate,
    config: &Config,
    preview: &Submission,
    promises: &[Word],
    own: Message,
) -> Html {
    let submit = {
        let send = view.send.clone();
        onsubmit::Wrapper::new(Callback::from(move |event: yew::SubmitEvent| {
            event.prevent_default();
            send.emit(Message::Unlock);
        }))
    };
    let boxes = BOXES.iter().map(|one| asked(view, gate, config, *one)).collect();
    let body = vec![
        list(boxes),
        trap(view),
        agreement(view, gate, config),
        sent(view, config, preview),
        notice(gate, config),
    ];
    let form = heard(
        "form",
        attributes! { "class": "ep-gate-form", "novalidate": "novalidate", "autocomplete": "on" },
        Box::new([Some(Rc::new(submit))]),
        body,
    );
    let attributes = attributes! {
        "class": "ep-gate", "part": "gate", "aria-labelledby": view.id("gate"),
    };
    let first = if preview.ownership == Ownership::Example { ask(view, own) } else { nothing() };
    with("section", attributes, vec![list(promise(view, gate, promises)), first, form])
}

/// Asks for the visitor's figures first: whoever gets the lead could do nothing with the example's.
fn ask(view: &View, own: Message) -> Html {
    let words = say!("These results are for an example company, not for yours.");
    let button = view.button("ep-button", own, vec![text(say!("Use my numbers"))]);
    element("div", "ep-own", vec![worded("p", "", words), button])
}

/// What the form opens; once it is open, that what was typed was refused.
fn promise(view: &View, gate: &Gate, promises: &[Word]) -> Vec<Html> {
    if !gate.closed {
        return vec![view.heading(1, "gate", "ep-finding", say!("Correct what was refused"))];
    }
    let promise = |promise: &Word| worded("li", "", *promise);
    vec![
        view.heading(1, "gate", "ep-finding", say!("See the whole answer")),
        element("ul", "ep-promises", promises.iter().map(promise).collect()),
    ]
}

fn asked(
    view: &View,
    gate: &Gate,
    config: &Config,
    (ask, name, label, autocomplete): (Ask, &'static str, Word, &'static str),
) -> Html {
    let asking = match ask {
        Ask::Email => Asking::Require,
        Ask::Name => config.ask_name,
        Ask::Company => config.ask_company,
    };
    if asking == Asking::Off {
        return nothing();
    }
    let trouble = problem(gate, config, ask);
    let id = view.id(name);
    let optional = if asking == Asking::Optional {
        worded("small", "", [" ", say!("(optional)")].concat())
    } else {
        nothing()
    };
    let typed = match ask {
        Ask::Email => &gate.typed.email,
        Ask::Name => &gate.typed.name,
        Ask::Company => &gate.typed.company,
    };
    let wrong = trouble.is_some();
    let notes = attributes! { "class": "ep-notes", "id": format!("{id}-notes") };
    let control = input(
        attributes! {
            "id": id.clone(),
            "name": name,
            "class": "ep-input",
            "part": "input",
            "type": if ask == Ask::Email { "email" } else { "text" },
            "autocomplete": autocomplete,
            "aria-describedby": format!("{id}-notes"),
            "aria-invalid": wrong.then_some("true"),
            "aria-required": (asking == Asking::Require).then_some("true"),
        },
        typing(view, move |text| GateAction::Type(ask, text)),
        typed.clone().into(),
    );
    let class = if wrong { "ep-field ep-wrong" } else { "ep-field" };
    element(
        "div",
        class,
        vec![
            with("label", attributes! { "for": id }, vec![text(label), optional]),
            element("div", "ep-box", vec![control]),
            with("div", notes, vec![note(gate, config, ask, trouble)]),
        ],
    )
}

/// What is wrong with a box, once the button was pressed.
pub fn problem(gate: &Gate, config: &Config, ask: Ask) -> Option<&'static str> {
    let refused = gate.refusal().filter(|(refused, _)| *refused == ask).map(|(_, words)| words);
    let found = check(&gate.typed, config).into_iter().find(|(found, _)| *found == ask);
    refused.or_else(|| found.filter(|_| gate.asked).map(|(_, trouble)| trouble.sentence()))
}

fn note(gate: &Gate, config: &Config, ask: Ask, trouble: Option<&'static str>) -> Html {
    match (trouble, hint(&gate.typed, config)) {
        (Some(words), _) => worded("p", "ep-problem", words),
        (None, Some(hint)) if ask == Ask::Email => worded("p", "ep-help", hint.sentence()),
        _ => nothing(),
    }
}

/// A box that people neither see nor hear; what fills it in is no person.
fn trap(view: &View) -> Html {
    let id = view.id(TRAP);
    let label =
        with("label", attributes! { "for": id.clone() }, vec![text(say!("Leave this empty"))]);
    let attributes = attributes! {
        "id": id, "type": "text", "name": "website", "tabindex": "-1", "autocomplete": "off",
    };
    // Unlike other boxes it is not told what to hold, or it would be emptied at each drawing.
    let box_ = with("input", attributes, vec![]);
    with("div", attributes! { "class": "ep-trap", "aria-hidden": "true" }, vec![label, box_])
}

fn agreement(view: &View, gate: &Gate, config: &Config) -> Html {
    let ticked = gate.typed.marketing;
    let agree = tick(view, view.id("marketing"), ticked, GateAction::Agree);
    let words = attributes! { "for": view.id("marketing") };
    let label = with("label", words, vec![text(config.marketing_text())]);
    element("div", "ep-tick", vec![agree, label])
}

fn notice(gate: &Gate, config: &Config) -> Html {
    let privacy = config.privacy_url.as_ref().map_or_else(nothing, |url| {
        let attributes = attributes! { "href": url.clone(), "target": "_blank", "rel": "noopener" };
        list(vec![text(" "), with("a", attributes, vec![text(say!("Privacy notice"))])])
    });
    let sending = gate.is_sending();
    let button = attributes! {
        "type": "submit", "class": "ep-button ep-main", "part": "button",
        "aria-disabled": sending.then_some("true"),
    };
    let label = match (gate.closed, sending) {
        (_, true) => say!("Sending…"),
        (true, false) => say!("Send and see the whole answer"),
        (false, false) => say!("Send again"),
    };
    list(vec![
        with("button", button, vec![text(label)]),
        element("p", "ep-help", vec![text(config.notice()), privacy]),
    ])
}

/// Everything that is sent, and which figures are.
fn sent(view: &View, config: &Config, preview: &Submission) -> Html {
    let lines = preview.lines(config);
    let rows = lines.iter().enumerate().map(|(index, line)| row(view, index, line)).collect();
    let body = preview.request(config).map_or_else(nothing, |request| {
        let raw = worded("pre", "ep-raw", request.body);
        list(vec![
            worded(
                "p",
                "ep-help",
                say!("The same as it goes over the line; its time will be that of the press:"),
            ),
            raw,
        ])
    });
    let words = say!("Untick the figures that you would rather keep to yourself.");
    let summary = worded("summary", "", say!("What we send"));
    let table = element("div", "ep-lines", rows);
    element("details", "ep-more", vec![summary, worded("p", "ep-help", words), table, body])
}

fn row(view: &View, index: usize, line: &Line) -> Html {
    let id = view.id(&["send-", &index.to_string()].concat());
    let key = line.key.clone();
    let control = if line.optional {
        let send = move |ticked| GateAction::Send(key.clone(), ticked);
        tick(view, id.clone(), !line.left_out, send)
    } else {
        worded("span", "", "")
    };
    let label = vec![text(line.label.clone()), worded("small", "", [" ", &*line.name].concat())];
    let name = if line.optional {
        with("label", attributes! { "for": id }, label)
    } else {
        element("span", "", label)
    };
    element("div", "ep-line", vec![control, name, worded("span", "", line.value.clone())])
}

fn tick(
    view: &View,
    id: String,
    ticked: bool,
    action: impl Fn(bool) -> GateAction + 'static,
) -> Html {
    let send = view.send.clone();
    let listener = onchange::Wrapper::new(Callback::from(move |event| {
        send.emit(Message::Act(Action::Gate(action(browser::ticked(&event)))));
    }));
    let mut element = yew::virtual_dom::VTag::new("input");
    element.attributes = attributes! { "id": id, "type": "checkbox" };
    element.set_listeners(Box::new([Some(Rc::new(listener))]));
    element.set_checked(ticked);
    element.into()
}

fn typing(view: &View, action: impl Fn(String) -> GateAction + 'static) -> Listeners {
    let send = view.send.clone();
    let listener = oninput::Wrapper::new(Callback::from(move |event| {
        send.emit(Message::Act(Action::Gate(action(browser::typed(&event)))));
    }));
    Box::new([Some(Rc::new(listener))])
}

/// What became of what was sent.
pub fn delivery(gate: &Gate, config: &Config) -> Html {
    let words = match &gate.delivery {
        Some(delivery) => delivery.sentence(config.seller.as_deref()),
        None => gate.unsent.unwrap_or_default().to_owned(),
    };
    let status = attributes! { "class": "ep-delivery", "role": "status" };
    with("p", status, vec![text(words)])
}
