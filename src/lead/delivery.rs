//! What a visitor is told about their lead, and only what is true.

use super::concat;
use super::person::Ask;
use super::response::Rejection;

/// How far a lead has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Delivery {
    /// It is on its way.
    Sending,
    /// It arrived.
    Confirmed,
    /// It went out, and whether it arrived can't be known. It is not sent again.
    Unconfirmed,
    /// It has not been sent, or did not arrive; it will be tried again.
    Queued {
        /// What it waits for.
        why: Why,
        /// Whether it will be tried on a later visit too.
        kept: bool,
    },
    /// It was refused.
    Rejected {
        /// Why.
        rejection: Rejection,
        /// Whether it will be tried on a later visit too.
        kept: bool,
    },
}

/// What a lead waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// This device has no network.
    Offline,
    /// The destination gave no answer.
    Unreachable,
    /// The destination asked to wait, or had a fault.
    Busy,
    /// The page has no listener that takes it.
    Unheard,
}

/// What the console says of a lead that no listener took.
const UNHEARD: &str = "No listener took the lead: it waits in this browser. Listen to \
    ep:lead-submit, take event.detail.lead and call preventDefault(), or set lead-provider.";

impl Delivery {
    /// Its name in the event `ep:lead-result`.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Sending => "sending",
            Self::Confirmed => "confirmed",
            Self::Unconfirmed => "sent-unconfirmed",
            Self::Queued { .. } => "queued",
            Self::Rejected { .. } => "rejected",
        }
    }

    /// What the visitor reads.
    pub fn sentence(&self, seller: Option<&str>) -> String {
        let who = seller.unwrap_or(say!("the owner of this site"));
        match self {
            Self::Sending => say!("Sending to {seller}…", seller = who),
            Self::Confirmed => say!("Sent to {seller}.", seller = who),
            Self::Unconfirmed => say!(
                "Sent, but no answer came back that this page can read: we can't \
                confirm that it arrived. It is not sent twice, so get in touch if you hear nothing."
            )
            .to_string(),
            Self::Queued { why, kept } => concat(&[why.sentence(), " ", again(*kept)]),
            Self::Rejected { rejection: Rejection::Field(_, sentence), .. } => {
                concat(&[say!("Not sent."), " ", sentence])
            }
            Self::Rejected { kept, .. } => concat(&[
                say!(
                    "Not sent: this site's form is not set up right. You have done nothing wrong."
                ),
                " ",
                again(*kept),
            ]),
        }
    }

    /// The box that the visitor can correct, and what to say beside it.
    pub fn field(&self) -> Option<(Ask, &'static str)> {
        match self {
            Self::Rejected { rejection: Rejection::Field(ask, sentence), .. } => {
                Some((*ask, sentence))
            }
            _ => None,
        }
    }

    /// What the owner of the site reads in the console.
    pub fn console(&self) -> Option<&str> {
        match self {
            Self::Rejected { rejection: Rejection::Setup(text), .. } => Some(text),
            Self::Queued { why: Why::Unheard, .. } => Some(UNHEARD),
            _ => None,
        }
    }
}

impl Why {
    fn sentence(self) -> &'static str {
        match self {
            Self::Offline => say!("Not sent yet: this device is offline."),
            Self::Unreachable => say!("No answer yet: the address it goes to can't be reached."),
            Self::Busy => say!("Not confirmed yet: the address it goes to can't take it now."),
            Self::Unheard => say!("Not sent yet: this page has no address for it."),
        }
    }
}

fn again(kept: bool) -> &'static str {
    if kept {
        say!(
            "It is tried again as long as this page is open, and on your next visit here within 7 days."
        )
    } else {
        say!(
            "It is tried again as long as this page is open; your browser does not let us keep it for a \
             later visit."
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_later_visit_is_promised_when_nothing_is_kept() {
        for why in [Why::Offline, Why::Unreachable, Why::Busy, Why::Unheard] {
            let sentence = |kept| Delivery::Queued { why, kept }.sentence(None);
            assert!(sentence(true).contains("next visit"));
            assert!(!sentence(false).contains("next visit"));
        }
    }

    #[test]
    fn the_seller_is_named() {
        assert_eq!(Delivery::Confirmed.sentence(Some("Acme")), "Sent to Acme.");
        assert_eq!(Delivery::Confirmed.sentence(None), "Sent to the owner of this site.");
        assert!(Delivery::Unconfirmed.sentence(None).contains("can't confirm"));
    }

    #[test]
    fn a_refusal_tells_each_what_is_theirs() {
        let field = Rejection::Field(Ask::Email, "Check it.");
        let field = Delivery::Rejected { rejection: field, kept: false };
        assert_eq!((field.field(), field.console()), (Some((Ask::Email, "Check it.")), None));
        let setup = Delivery::Rejected { rejection: Rejection::Setup("x".into()), kept: true };
        assert_eq!((setup.field(), setup.console()), (None, Some("x")));
        assert!(setup.sentence(None).contains("done nothing wrong"));
    }
}
