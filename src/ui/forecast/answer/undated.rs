//! How open deals without a created date count.

use yew::Html;

use super::{Answer, Message};
use crate::text::forecast::undated::sentences;
use crate::ui::element::{element, nothing, worded};
use crate::ui::view::View;

/// What is done with them, and what a created date would add; nothing where there are none.
pub fn undated(view: &View<Message>, answer: &Answer) -> Html {
    let told = sentences(&answer.report, &answer.inputs, &*view.formats);
    if told.is_empty() {
        return nothing();
    }
    let items = told.into_iter().map(|sentence| worded("li", "", sentence)).collect();
    element("ul", "ep-taken", items)
}
