//! What the keyboard does in a workspace. Keys count only while the focus is in it and in no box,
//! so that nothing that is typed is taken for a command (WCAG 2.1.4).

use yew::{Callback, Html, KeyboardEvent};

use super::{Message, Section};
use crate::language::Word;
use crate::state::workspace::WorkspaceAction;
use crate::ui::browser;
use crate::ui::element::{element, text, worded};
use crate::ui::view::View;

/// Keys and what they do.
const KEYS: [(Word, Word); 8] = [
    (word!("1 to 9"), word!("Show the section with this number")),
    (Word::new("U"), word!("Undo")),
    (Word::new("R"), word!("Redo")),
    (Word::new("S"), word!("Save to a file")),
    (Word::new("D"), word!("Duplicate the scenario")),
    (Word::new("P"), word!("Present on a projector, or end that")),
    (word!("Esc"), word!("End the presentation, or close this list")),
    (Word::new("?"), word!("Show this list")),
];

/// The list of keys.
pub fn help(view: &View<Message>) -> Html {
    let key = |(key, does): (Word, Word)| {
        element(
            "div",
            "",
            vec![element("dt", "", vec![worded("kbd", "", key)]), worded("dd", "", does)],
        )
    };
    element(
        "section",
        "ep-keys",
        vec![
            view.heading(1, "keys", "ep-finding", say!("Keys")),
            worded("p", "ep-help", say!("They work while no box is being typed in.")),
            element("dl", "", KEYS.map(key).into()),
            view.button("ep-button", Message::Help(false), vec![text(say!("Close"))]),
        ],
    )
}

/// Does what a key asks for.
pub fn hear(event: &KeyboardEvent, send: &Callback<Message>) {
    if event.ctrl_key() || event.meta_key() || event.alt_key() || browser::is_in_box(event) {
        return;
    }
    if let Some(message) = meant(&event.key()) {
        event.prevent_default();
        send.emit(message);
    }
}

fn meant(key: &str) -> Option<Message> {
    if let Some(number) = key.parse::<usize>().ok().filter(|number| *number > 0) {
        return Section::ALL.get(number - 1).map(|section| Message::Show(*section));
    }
    Some(match key {
        "u" | "U" => Message::Do(WorkspaceAction::Undo),
        "r" | "R" => Message::Do(WorkspaceAction::Redo),
        "s" | "S" => Message::Save,
        "d" | "D" => Message::Do(WorkspaceAction::Duplicate),
        "p" | "P" => Message::Present(true),
        "Escape" => Message::Present(false),
        "?" => Message::Help(true),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_mean_what_the_list_says_and_others_nothing() {
        assert!(matches!(meant("1"), Some(Message::Show(Section::Coverage))));
        assert!(matches!(meant("?"), Some(Message::Help(true))));
        assert!(matches!(meant("U"), Some(Message::Do(WorkspaceAction::Undo))));
        for nothing in ["0", "99", "Tab", "Enter", "x", " "] {
            assert!(meant(nothing).is_none(), "{nothing}");
        }
    }
}
