//! The ways to look at chart and table.

use yew::Html;

use super::Message;
use crate::state::forecast::{Look, LookAction, Period};
use crate::ui::element::{attributes, element, heard, text, with};
use crate::ui::view::View;

/// How to look at chart and table.
pub fn toggles(view: &View<Message>, look: Look) -> Html {
    let period =
        |period, words| toggle(view, look.period == period, LookAction::Period(period), words);
    let sum = |sum, words| toggle(view, look.cumulative == sum, LookAction::Cumulate(sum), words);
    let group = |label: &'static str, parts| {
        with("div", attributes! { "class": "ep-pick", "role": "group", "aria-label": label }, parts)
    };
    element(
        "div",
        "ep-picks",
        vec![
            group(
                say!("By month or by quarter"),
                vec![
                    period(Period::Month, say!("By month")),
                    period(Period::Quarter, say!("By quarter")),
                ],
            ),
            group(
                say!("Each on its own, or with all before it"),
                vec![sum(false, say!("Each")), sum(true, say!("Cumulative"))],
            ),
        ],
    )
}

pub fn toggle(view: &View<Message>, on: bool, action: LookAction, words: &'static str) -> Html {
    let attributes = attributes! {
        "type": "button", "class": "ep-option", "aria-pressed": if on { "true" } else { "false" },
    };
    let press = view.press(Message::Look(action));
    heard("button", attributes, Box::new([Some(press)]), vec![text(words)])
}
