//! What the answer takes for granted.

use yew::Html;

use super::{Answer, Message};
use crate::text::forecast::assumptions::sentences;
use crate::text::{calendar, separate};
use crate::ui::answer::section;
use crate::ui::element::{element, worded};
use crate::ui::view::View;

/// Every assumption as a sentence.
pub fn taken(view: &View<Message>, answer: &Answer) -> Html {
    let mut told = sentences(&answer.report, &answer.inputs, &*view.formats);
    if let Some(portfolio) = &answer.owned.portfolio {
        told.extend(calendar::sentences(&portfolio.calendar, &*view.formats));
        told.extend(portfolio.parts.as_ref().map(|parts| separate::used(parts.values().by)));
    }
    let items = told.into_iter().map(|sentence| worded("li", "", sentence)).collect();
    section(
        view,
        "assumptions",
        say!("What this forecast takes for granted").to_owned(),
        vec![element("ul", "ep-taken", items)],
    )
}
