//! What the page around a calculator hears of it.

use crate::text::record::{Item, text};

/// Something that happened. Only [`Signal::Lead`] holds what the visitor typed about themselves.
#[derive(Clone, Debug, PartialEq)]
pub enum Signal {
    /// The calculator can be used.
    Ready,
    /// The visitor has typed for the first time.
    Start,
    /// There is another answer; its band.
    Result(&'static str),
    /// The form before the whole answer is on the screen.
    GateShown,
    /// A lead is about to be sent: a listener may take it over.
    Lead(Item),
    /// What became of a lead.
    LeadResult(&'static str),
    /// Figures were taken away in a file of this kind.
    Export(&'static str),
    /// A link to the figures was made.
    Share,
    /// Something the page's builders must know.
    Error(&'static str),
}

impl Signal {
    /// The name of the element's event.
    pub fn event(&self) -> &'static str {
        match self {
            Self::Ready => "ep:ready",
            Self::Start => "ep:start",
            Self::Result(_) => "ep:result",
            Self::GateShown => "ep:gate-shown",
            Self::Lead(_) => "ep:lead-submit",
            Self::LeadResult(_) => "ep:lead-result",
            Self::Export(_) => "ep:export",
            Self::Share => "ep:share",
            Self::Error(_) => "ep:error",
        }
    }

    /// The name of the entry in the data layer.
    pub fn entry(&self) -> Option<&'static str> {
        Some(match self {
            Self::Ready => "calculator_view",
            Self::Start => "calculator_start",
            Self::Result(_) => "calculator_complete",
            Self::GateShown => "calculator_gate_view",
            // What is queued counts once it is sent.
            Self::LeadResult("confirmed" | "sent-unconfirmed") => "generate_lead",
            Self::LeadResult(_) | Self::Lead(_) => return None,
            Self::Export(_) => "calculator_export",
            Self::Share => "calculator_share",
            Self::Error(_) => "calculator_error",
        })
    }

    /// Whether the page needs it to work, not to count its visitors.
    pub fn essential(&self) -> bool {
        matches!(self, Self::Lead(_) | Self::LeadResult(_) | Self::Error(_))
    }

    /// The members of the event's detail that no other event has.
    pub fn detail(&self) -> Vec<(String, Item)> {
        let one = |name: &str, item| vec![(name.to_owned(), item)];
        match self {
            Self::Result(band) => one("band", text(*band)),
            Self::Lead(lead) => one("lead", lead.clone()),
            Self::LeadResult(outcome) => one("outcome", text(*outcome)),
            Self::Export(kind) => one("kind", text(*kind)),
            Self::Error(code) => one("code", text(*code)),
            Self::Ready | Self::Start | Self::GateShown | Self::Share => Vec::new(),
        }
    }
}
