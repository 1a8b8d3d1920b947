//! What stands between the visitor and the whole answer, and what they typed there.

use crate::lead::delivery::Delivery;
use crate::lead::person::{Ask, Typed};

/// What stands between the visitor and the whole answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Gate {
    /// Whether the whole answer waits behind the form.
    pub closed: bool,
    /// What was typed into the form.
    pub typed: Typed,
    /// Keys of the figures that are not to be sent.
    pub left_out: Vec<String>,
    /// Whether the button was pressed, so that problems may be shown.
    pub asked: bool,
    /// What came of pressing it.
    pub delivery: Option<Delivery>,
    /// Why nothing was sent although the answer opened.
    pub unsent: Option<&'static str>,
}

/// What can happen to it.
#[derive(Clone, Debug, PartialEq)]
pub enum GateAction {
    /// A box now holds this text.
    Type(Ask, String),
    /// The box for marketing was ticked or not.
    Agree(bool),
    /// The figure with this key is to be sent or not.
    Send(String, bool),
    /// The button was pressed.
    Ask,
    /// The lead has come so far.
    Delivery(Delivery),
    /// Nothing is sent, for this reason.
    Unsent(&'static str),
    /// The visitor has done their part.
    Open,
    /// The page wants a form before the answer, or none.
    Close(bool),
}

impl Gate {
    /// A form before the answer.
    pub fn closed() -> Self {
        Self { closed: true, ..Self::default() }
    }

    pub(super) fn apply(&mut self, action: GateAction) {
        match action {
            GateAction::Type(ask, text) => {
                let typed = &mut self.typed;
                *match ask {
                    Ask::Email => &mut typed.email,
                    Ask::Name => &mut typed.name,
                    Ask::Company => &mut typed.company,
                } = text;
                // What was refused is corrected, or about to be.
                if self.refusal().is_some_and(|(refused, _)| refused == ask) {
                    self.delivery = None;
                }
            }
            GateAction::Agree(ticked) => self.typed.marketing = ticked,
            GateAction::Send(key, sent) => {
                self.left_out.retain(|known| *known != key);
                if !sent {
                    self.left_out.push(key);
                }
            }
            GateAction::Ask => self.asked = true,
            GateAction::Delivery(delivery) => self.delivery = Some(delivery),
            GateAction::Unsent(words) => self.unsent = Some(words),
            GateAction::Open => self.closed = false,
            GateAction::Close(closed) => self.closed = closed,
        }
    }

    /// The box that the destination refused, and what to say beside it.
    pub fn refusal(&self) -> Option<(Ask, &'static str)> {
        self.delivery.as_ref()?.field()
    }

    /// Whether the lead is on its way for the first time.
    pub fn is_sending(&self) -> bool {
        self.delivery == Some(Delivery::Sending)
    }
}
