//! The chance of the goal, as so many dots of a hundred.

use yew::Html;

use super::{Answer, Message};
use crate::text::forecast::{chance as chance_of, gap};
use crate::text::verdict::of_hundred;
use crate::ui::answer::big;
use crate::ui::chart::hundred;
use crate::ui::element::{attributes, element, list, nothing, text, with, worded};
use crate::ui::view::View;

/// The chance of the goal; nothing without one.
pub fn chance(view: &View<Message>, answer: &Answer) -> Html {
    let report = &answer.report;
    let Some(chance) = chance_of(report) else {
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
        match gap(report, &*view.formats).filter(|_| report.chance.is_none()) {
            Some(words) => worded("p", "ep-note", words),
            None => nothing(),
        },
        answer.how(view, &["total", "gap"]),
    ])
}
