//! What visitors do, as the messages that calculators follow.

use enough_pipeline::lead::delivery::{Delivery, Why};
use enough_pipeline::lead::person::Ask;
use enough_pipeline::state::{Action, GateAction};
use enough_pipeline::ui::Message;

/// Types into boxes and leaves each.
pub fn typed(boxes: &[(&'static str, &str)]) -> Vec<Message> {
    let one = |(key, text): &(&'static str, &str)| {
        [Message::Type(key, (*text).to_owned()), Message::Act(Action::Blur { key })]
    };
    boxes.iter().flat_map(one).collect()
}

/// Empties the form.
pub fn cleared() -> Vec<Message> {
    vec![Message::Act(Action::Clear)]
}

/// Presses the form's button with an address that is none.
pub fn mistyped() -> Vec<Message> {
    at_gate([GateAction::Type(Ask::Email, "jane@initech".into()), GateAction::Ask])
}

/// Passes the form: the lead arrived.
pub fn passed() -> Vec<Message> {
    at_gate([
        GateAction::Type(Ask::Email, "jane@initech.example".into()),
        GateAction::Ask,
        GateAction::Delivery(Delivery::Confirmed),
        GateAction::Open,
    ])
}

/// Passes the form without a network: the lead waits.
pub fn passed_offline() -> Vec<Message> {
    let waits = Delivery::Queued { why: Why::Offline, kept: true };
    at_gate([
        GateAction::Type(Ask::Email, "jane@initech.example".into()),
        GateAction::Ask,
        GateAction::Delivery(waits),
        GateAction::Open,
    ])
}

fn at_gate(actions: impl IntoIterator<Item = GateAction>) -> Vec<Message> {
    actions.into_iter().map(|action| Message::Act(Action::Gate(action))).collect()
}
