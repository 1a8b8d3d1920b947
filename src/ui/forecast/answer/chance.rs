//! The chance of the goal, as so many dots of a hundred.

use yew::Html;

use super::{Answer, Message};
use crate::text::verdict::of_hundred;
use crate::ui::answer::big;
use crate::ui::chart::hundred;
use crate::ui::element::{attributes, element, list, nothing, text, with};
use crate::ui::view::View;

/// The chance of the goal; nothing without one.
pub fn chance(view: &View<Message>, answer: &Answer) -> Html {
    let Some(chance) = answer.report.chance else {
        return answer.how(view, &["total"]);
    };
    let full = (chance * 100.0).round_ties_even() as usize;
    let title = view.id("chance");
    let words = vec![
        big(&of_hundred(chance)),
        text(" "),
        text(say!("forecasts like this one make the goal.")),
    ];
    let dots = hundred(title.clone(), full.min(100), 0);
    list(vec![
        element("div", "ep-chance", vec![dots, with("p", attributes! { "id": title }, words)]),
        answer.how(view, &["total", "gap"]),
        nothing(),
    ])
}
