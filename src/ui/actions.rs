//! What can be done with the answer: share it, print it.

use yew::Html;

use super::calculator::Message;
use super::element::{attributes, element, input, list, nothing, text, with, worded};
use super::view::View;

/// A link that was made, of the figures on the screen.
#[derive(Clone, Debug)]
pub struct Shared {
    /// The link.
    pub link: String,
    /// Whether it is in the clipboard.
    pub copied: bool,
}

impl Shared {
    /// What to tell about it.
    pub fn outcome(&self) -> &'static str {
        if self.copied {
            say!("Link copied. Whoever has it sees these figures.")
        } else {
            say!("Copying was not allowed here. Copy the link from this box:")
        }
    }
}

/// The buttons below the answer.
pub fn actions(view: &View, sharing: bool, shared: Option<&Shared>) -> Html {
    let button = |message, label| view.button("ep-button", message, vec![text(label)]);
    let share = || button(Message::Share, say!("Copy a link to these figures"));
    element(
        "div",
        "ep-actions",
        vec![
            if sharing { share() } else { nothing() },
            button(Message::Print, say!("Print")),
            shared.map_or_else(nothing, |shared| list(outcome(view, shared))),
        ],
    )
}

/// What came of asking for a link.
pub fn outcome(view: &View, shared: &Shared) -> Vec<Html> {
    let mut parts = vec![worded("p", "", shared.outcome())];
    if !shared.copied {
        let id = view.id("link");
        let label = attributes! { "class": "ep-sr", "for": id.clone() };
        parts.push(with("label", label, vec![text(say!("Link to these figures"))]));
        let attributes =
            attributes! { "id": id, "class": "ep-input", "type": "text", "readonly": "readonly" };
        parts.push(input(attributes, Box::default(), shared.link.clone().into()));
    }
    parts
}

/// The button for a link, with what came of it.
pub fn sharing(view: &View, shared: Option<&Shared>) -> Html {
    let label = vec![text(say!("Copy a link to these figures"))];
    element(
        "div",
        "ep-actions",
        vec![
            view.button("ep-button", Message::Share, label),
            shared.map_or_else(nothing, |shared| list(outcome(view, shared))),
        ],
    )
}
