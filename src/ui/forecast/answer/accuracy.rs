//! What the visitor's past forecasts were worth, and what that makes of the next one.

use yew::Html;

use super::{Answer, Message};
use crate::language::Word;
use crate::text::forecast::accuracy as words;
use crate::ui::answer::section;
use crate::ui::chart::table;
use crate::ui::element::{element, nothing, worded};
use crate::ui::view::View;

const HEAD: [Word; 3] = [word!("Measure"), word!("Value"), word!("What it says")];

/// The record of past forecasts; nothing without any.
pub fn accuracy(view: &View<Message>, answer: &Answer) -> Html {
    let Some(record) = &answer.record else { return nothing() };
    let formats = &*view.formats;
    let told = |words: Option<String>| words.map_or_else(nothing, |words| worded("p", "", words));
    let next = answer.next.as_ref().zip(answer.coming.as_ref()).filter(|_| record.count > 0);
    let corrected = next.map(|(next, coming)| words::corrected(next, coming, formats));
    let basis = next.map(|(next, _)| words::basis(record, next, formats));
    let rows: Vec<Vec<String>> =
        words::measures(record, formats).into_iter().map(Vec::from).collect();
    let measures = if rows.is_empty() {
        nothing()
    } else {
        element(
            "div",
            "ep-told",
            vec![table(say!("How far past forecasts were off"), &HEAD.map(Word::text), rows)],
        )
    };
    section(
        view,
        "accuracy",
        words::finding(record, formats),
        vec![
            worded("p", "", words::cause(record, formats)),
            told(corrected),
            measures,
            told(basis),
            told(words::rejected(record, formats)),
        ],
    )
}
