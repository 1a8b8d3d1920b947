//! What an answer means: whether the lead arrived, may be sent again, or must not be.

#[cfg(test)]
mod tests;

use super::config::Provider;
use super::delivery::Why;
use super::instant::read_http;
use super::json::{Met, scan};
use super::outbox::Parcel;
use super::person::{Ask, Trouble};
use super::{clip, concat};

/// Longest wait that a destination can ask for, in milliseconds.
pub const LONGEST_WAIT: u64 = 3_600_000;
/// How much of an answer is read, in characters.
const READ: usize = 20_000;

/// How a request ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Response {
    /// An answer that can be read.
    Status {
        /// The HTTP status.
        code: u16,
        /// The header `Retry-After`, if it can be read.
        retry_after: Option<String>,
        /// The body.
        body: String,
    },
    /// An answer that can't be read.
    Opaque,
    /// No answer: cut, refused by CORS or timed out. The lead may have arrived.
    Failed,
    /// No answer, and nobody answers a request without content either.
    Unreached,
    /// No listener of the page took it.
    Unheard,
}

/// What came of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It arrived.
    Confirmed,
    /// It may have arrived. It must not be sent again.
    Unconfirmed,
    /// It did not arrive, and may later.
    Retry {
        /// How long the destination asks to wait, in milliseconds.
        after_ms: Option<u64>,
    },
    /// Nobody was there to take it.
    Missed(Why),
    /// It was refused.
    Rejected(Rejection),
}

/// Why a lead was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rejection {
    /// What the visitor typed into this box.
    Field(Ask, &'static str),
    /// The site's set-up; a sentence for the console of its owner.
    Setup(String),
}

/// What `response` to `parcel` means. `now` is in milliseconds since 1970.
pub fn outcome(parcel: &Parcel, response: &Response, now: u64) -> Outcome {
    let (code, retry_after, body) = match response {
        Response::Status { code, retry_after, body } => (code, retry_after, body),
        Response::Opaque | Response::Failed => return Outcome::Unconfirmed,
        Response::Unreached => return Outcome::Missed(Why::Unreachable),
        Response::Unheard => return Outcome::Missed(Why::Unheard),
    };
    let body = clip(body, READ);
    match code {
        200..=299 if parcel.provider == Provider::FormJson && says_no(body) => {
            Outcome::Rejected(rejection(parcel, *code, body))
        }
        200..=299 => Outcome::Confirmed,
        429 | 500..=599 => {
            let after_ms = retry_after.as_deref().and_then(|text| wait(text, now));
            Outcome::Retry { after_ms }
        }
        400..=499 => Outcome::Rejected(rejection(parcel, *code, body)),
        _ => Outcome::Unconfirmed,
    }
}

/// `Retry-After`, in seconds or as a date.
fn wait(text: &str, now: u64) -> Option<u64> {
    let text = text.trim();
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let ms = if digits {
        text.parse().unwrap_or(LONGEST_WAIT).saturating_mul(1000)
    } else {
        read_http(text)?.saturating_sub(now)
    };
    Some(ms.min(LONGEST_WAIT))
}

/// Whether a form service refuses under a status of success: `"success":false`.
fn says_no(body: &str) -> bool {
    let mut no = false;
    scan(body, |met| {
        no |= matches!(met, Met::Member("success" | "ok", "false"));
    });
    no
}

/// A documented error: its code, and the field it is about.
#[derive(Clone, Copy, Default)]
struct Error<'a> {
    code: &'a str,
    field: &'a str,
}

fn rejection(parcel: &Parcel, status: u16, body: &str) -> Rejection {
    let errors = errors(body);
    let visitors = |error| visitors(parcel, error);
    if let Some((ask, sentence)) = errors.iter().find_map(visitors) {
        return Rejection::Field(ask, sentence);
    }
    let error = errors.first().copied().unwrap_or_default();
    let status = status.to_string();
    let mut text = concat(&["The lead's destination refused it with status ", &status]);
    for part in [error.code, error.field].into_iter().filter(|part| !part.is_empty()) {
        text.push_str(", ");
        text.push_str(clip(part, 80));
    }
    text.push_str(". ");
    text.push_str(advice(error.code));
    Rejection::Setup(text)
}

/// The errors that an answer lists.
fn errors(body: &str) -> Vec<Error<'_>> {
    let (mut errors, mut error) = (Vec::new(), Error::default());
    scan(body, |met| match met {
        Met::Open => error = Error::default(),
        Met::Member("errorType" | "code", code) if is_code(code) => error.code = code,
        Met::Member("field", field) => error.field = field,
        Met::Member("message", message) if error.field.is_empty() => error.field = named(message),
        Met::Member(..) => {}
        Met::Close => {
            if !error.code.is_empty() && errors.len() < 100 {
                errors.push(error);
            }
            error = Error::default();
        }
    });
    errors
}

fn is_code(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_')
}

/// The field in `HubSpot`'s "Error in 'fields.email'. Required field 'email' is missing".
fn named(message: &str) -> &str {
    let place = message.split('\'').nth(1).unwrap_or("");
    place.rsplit(['.', '/']).next().unwrap_or("")
}

/// The box to correct, when the visitor can: what is required must be a box that they see, and
/// that they left empty.
fn visitors(parcel: &Parcel, error: &Error) -> Option<(Ask, &'static str)> {
    let invalid = "This address was not accepted. Check it for a slip, or use another one.";
    let blocked = "Addresses like this one are not accepted here. Use the one you have at work.";
    match error.code {
        "INVALID_EMAIL" | "TYPE_EMAIL" => Some((Ask::Email, invalid)),
        "BLOCKED_EMAIL" => Some((Ask::Email, blocked)),
        "REQUIRED_FIELD" | "REQUIRED_FIELD_EMPTY" | "REQUIRED_FIELD_MISSING" => {
            let at = parcel
                .blank
                .iter()
                .position(|name| !name.is_empty() && name.eq_ignore_ascii_case(error.field))?;
            let ask = [Ask::Name, Ask::Company][at];
            Some((ask, Trouble::Missing(ask).sentence()))
        }
        _ => None,
    }
}

/// What the owner of the site can do.
fn advice(code: &str) -> &'static str {
    match code {
        "FORM_HAS_RECAPTCHA_ENABLED" => "Switch CAPTCHA off in the form's options in HubSpot.",
        "FIELD_NOT_IN_FORM_DEFINITION" => "Add this field to the form, or map it to one it has.",
        "FORM_NOT_FOUND" | "INACTIVE" => "Check the form's id and that the form is active.",
        "REQUIRED_FIELD" | "REQUIRED_FIELD_EMPTY" | "REQUIRED_FIELD_MISSING" => {
            "Make this field optional in the form, or send it as a constant."
        }
        "MISSING_PROCESSING_CONSENT"
        | "MISSING_PROCESSING_CONSENT_TEXT"
        | "MISSING_COMMUNICATION_CONSENT_TEXT"
        | "MISSING_LEGITIMATE_INTEREST_TEXT"
        | "INVALID_LEGAL_OPTION_FORMAT" => {
            "Set subscription-type-id to the subscription that the form asks for."
        }
        _ => "Check the destination's settings in the snippet and the form at the destination.",
    }
}
