//! One area on the screen: its statements, each with five levels, and the way to the others.

use std::rc::Rc;

use yew::html::onchange;
use yew::virtual_dom::{Key, VTag};
use yew::{Callback, Html};

use super::{Message, Review};
use crate::calc::review::{AREAS, Answer, PER_AREA, STATEMENTS};
use crate::state::review::ReviewAction;
use crate::text::review::{NOT_APPLICABLE, Statement};
use crate::ui::element::{attributes, element, heard, list, nothing, text, with, worded};

/// The area on the screen.
pub fn areas(review: &Review) -> Html {
    let (view, place) = (&review.view, review.choices.area);
    let Some(area) = review.content.areas.get(place) else { return nothing() };
    let number = |count: usize| view.formats.number(count as f64, 0);
    let step = say!("Area {n} of {all}", n = number(place + 1), all = number(AREAS));
    let statements = area.statements.iter().enumerate();
    let statements =
        statements.map(|(one, words)| statement(review, place * PER_AREA + one, words));
    list(vec![
        origin(review),
        progress(review),
        worded("p", "ep-when", step),
        view.heading(1, "area", "ep-finding", area.title.text()),
        worded("p", "ep-detail", area.why),
        keyed_by(place, statements.collect()),
        turn(review, place),
    ])
}

/// A block that is drawn anew for each area, so that no radio keeps what was another's.
fn keyed_by(place: usize, children: Vec<Html>) -> Html {
    let mut block = VTag::new("div");
    block.key = Some(Key::from(place));
    block.attributes = attributes! { "class": "ep-statements" };
    block.add_children(children);
    block.into()
}

/// Whose answers these are, and the ways to others.
fn origin(review: &Review) -> Html {
    let (view, choices) = (&review.view, &review.choices);
    let button = |shown: bool, action: ReviewAction, label: &'static str| {
        if shown {
            view.button("ep-button", Message::Do(action), vec![text(label)])
        } else {
            nothing()
        }
    };
    let any = choices.answers.given() > 0;
    let clear = if choices.example { say!("Clear and answer yourself") } else { say!("Clear") };
    element(
        "div",
        "ep-origin",
        vec![
            if choices.example {
                worded("p", "", say!("These are example answers."))
            } else {
                nothing()
            },
            button(any, ReviewAction::Clear, clear),
            button(!choices.example, ReviewAction::Example, say!("Show the example")),
            button(choices.undo.is_some(), ReviewAction::Undo, say!("Undo")),
        ],
    )
}

/// How far the review is, and the way to each area.
fn progress(review: &Review) -> Html {
    let view = &review.view;
    let number = |count: usize| view.formats.number(count as f64, 0);
    let one = |place: usize| {
        let given = review.choices.answers.area(place).iter();
        let given = given.filter(|answer| **answer != Answer::Open).count();
        let title = review.content.areas.get(place).map_or("", |area| area.title.text());
        let told = say!(
            "Area {n}: {area}, {given} of {all} answered",
            n = number(place + 1),
            area = title,
            given = number(given),
            all = number(PER_AREA),
        );
        let class = match given {
            PER_AREA => "ep-step ep-done",
            0 => "ep-step",
            _ => "ep-step ep-begun",
        };
        let current = (place == review.choices.area).then_some("step");
        let attributes = attributes! {
            "type": "button", "class": class, "aria-label": told.clone(), "title": told,
            "aria-current": current,
        };
        let go = view.press(Message::Do(ReviewAction::Show(place)));
        let button =
            heard("button", attributes, Box::new([Some(go)]), vec![text(number(place + 1))]);
        element("li", "", vec![button])
    };
    let given = review.choices.answers.given();
    let words = say!(
        "{given} of {all} statements answered",
        given = number(given),
        all = number(STATEMENTS),
    );
    let steps = with(
        "ol",
        attributes! { "class": "ep-steps", "aria-label": say!("Areas") },
        (0..AREAS).map(one).collect(),
    );
    let bar = attributes! {
        "class": "ep-progress", "value": given.to_string(), "max": STATEMENTS.to_string(),
        "aria-label": words.clone(),
    };
    element(
        "div",
        "ep-way",
        vec![steps, with("progress", bar, vec![]), worded("p", "ep-quiet", words)],
    )
}

/// A statement with its levels.
fn statement(review: &Review, place: usize, words: &Statement) -> Html {
    let answer = review.choices.answers.0[place];
    let level = |(at, words): (usize, &&'static str)| {
        radio(review, place, Answer::Level(at as u8 + 1), words, answer)
    };
    let mut choices: Vec<Html> = words.levels.iter().enumerate().map(level).collect();
    choices.push(radio(review, place, Answer::NotApplicable, NOT_APPLICABLE.text(), answer));
    let back = if answer == Answer::Open {
        nothing()
    } else {
        let words = vec![
            text(say!("Take this answer back")),
            worded("span", "ep-sr", [": ", words.text].concat()),
        ];
        let action = ReviewAction::Answer(place, Answer::Open);
        review.view.button("ep-link", Message::Do(action), words)
    };
    element(
        "fieldset",
        "ep-statement",
        vec![worded("legend", "", words.text), element("div", "ep-levels", choices), back],
    )
}

/// One choice of a statement.
fn radio(review: &Review, place: usize, choice: Answer, words: &'static str, now: Answer) -> Html {
    let name = review.view.id(&["s", &*place.to_string()].concat());
    let (end, shown) = match choice {
        Answer::Level(level) => {
            let level = level.to_string();
            (level.clone(), level)
        }
        _ => ("n".to_owned(), "–".to_owned()),
    };
    let id = [&*name, "-", &*end].concat();
    let send = review.view.send.clone();
    let action = ReviewAction::Answer(place, choice);
    let tell = Callback::from(move |_| send.emit(Message::Do(action.clone())));
    let mut input = VTag::new("input");
    input.attributes = attributes! {
        "type": "radio", "id": id.clone(), "name": name, "value": end, "class": "ep-radio",
    };
    input.set_checked(choice == now);
    input.set_listeners(Box::new([Some(Rc::new(onchange::Wrapper::new(tell)))]));
    let number =
        with("span", attributes! { "class": "ep-level", "aria-hidden": "true" }, vec![text(shown)]);
    with(
        "label",
        attributes! { "class": "ep-choice", "for": id },
        vec![input.into(), number, worded("span", "", words)],
    )
}

/// The ways to the area before and after.
fn turn(review: &Review, place: usize) -> Html {
    let view = &review.view;
    let to = |place: usize, label: &'static str| {
        let action = Message::Do(ReviewAction::Show(place));
        view.button("ep-button", action, vec![text(label)])
    };
    let next = if place + 1 < AREAS {
        to(place + 1, say!("Next area"))
    } else {
        view.button("ep-button", Message::Focus("answer"), vec![text(say!("See the result"))])
    };
    let back = place.checked_sub(1).map_or_else(nothing, |before| to(before, say!("Area before")));
    element("div", "ep-actions", vec![back, next])
}
