//! The chance of a deal where the visitor knows better than the curve.

use std::rc::Rc;

use yew::html::oninput;
use yew::{Callback, Html};

use super::Message;
use crate::calc::prospects::{Basis, Listed, Prospect};
use crate::calc::units::Percent;
use crate::state::sweep::{Sweep, SweepAction, read_chance};
use crate::ui::browser;
use crate::ui::element::{attributes, element, input, list, nothing, text, with, worded};
use crate::ui::view::View;

/// The chance of a deal, and where it comes from.
pub fn chance(view: &View<Message>, prospect: &Prospect) -> Html {
    let percent = |share: f64| view.formats.percent(share, 1);
    let in_period = say!("{chance} in the period", chance = percent(prospect.chance));
    let from = match prospect.basis {
        Basis::Typed => worded("small", "ep-mark-typed", say!("typed by you" in "a chance")),
        Basis::Listed => worded("small", "", say!("from your list" in "a chance")),
        Basis::Age => nothing(),
    };
    list(vec![
        text(percent(prospect.chance_ever)),
        worded("small", "ep-narrow", say!("chance left")),
        from,
        worded("small", "", in_period),
    ])
}

/// A box for the chance of the deal at this place in the list, of this kind.
pub fn asked(
    view: &View<Message>,
    position: usize,
    sweep: &Sweep,
    kind: Listed,
    name: &str,
) -> Html {
    let id = view.id(&["known-", &*position.to_string()].concat());
    let problem = [&*id, "-problem"].concat();
    let (typed, understood) = sweep.chance(position).unwrap_or(("", Some(Percent(0.0))));
    let wrong = understood.is_none();
    let label = vec![
        text(say!("Chance, if you know better")),
        worded("span", "ep-sr", [" ", &*meant(kind, name)].concat()),
    ];
    let notation = view.formats.notation().clone();
    let tell = view.send.reform(move |text: String| {
        let chance = read_chance(&text, &notation);
        Message::Do(SweepAction::Chance(position, text, chance))
    });
    let listener =
        oninput::Wrapper::new(Callback::from(move |event| tell.emit(browser::typed(&event))));
    let control = input(
        attributes! {
            "id": id.clone(), "class": "ep-input", "type": "text", "inputmode": "decimal",
            "autocomplete": "off",
            "aria-invalid": wrong.then_some("true"),
            "aria-describedby": wrong.then(|| problem.clone()),
        },
        Box::new([Some(Rc::new(listener))]),
        typed.to_owned().into(),
    );
    let sign = with("span", attributes! { "aria-hidden": "true" }, vec![text("%")]);
    let words = say!("Write a percentage from 0 to 100.");
    element(
        "div",
        if wrong { "ep-known ep-wrong" } else { "ep-known" },
        vec![
            with("label", attributes! { "for": id }, label),
            element("span", "ep-known-box", vec![control, sign]),
            if wrong {
                let attributes = attributes! { "class": "ep-problem", "id": problem };
                with("p", attributes, vec![text(words)])
            } else {
                nothing()
            },
        ],
    )
}

/// What a typed chance is a chance of.
fn meant(kind: Listed, name: &str) -> String {
    match kind {
        Listed::InPeriod => {
            say!("for {deal} to be won in this period, in percent", deal = name)
        }
        Listed::Ever | Listed::Unused => {
            say!("for {deal} to be won at some time, in percent", deal = name)
        }
    }
}
