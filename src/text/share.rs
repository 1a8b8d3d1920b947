//! The share link: a draft in the fragment of a URL, `ep=1.<data>.<checksum>`.

use std::collections::BTreeMap;
use std::ops::Range;

use base64ct::{Base64UrlUnpadded, Encoding};
use serde::{Deserialize, Serialize};

use super::canonical::LONGEST;

const NAME: &str = "ep=";
const VERSION: &str = "1";
/// Longest part of a link, in bytes.
const MOST_ENCODED: usize = 2048;
/// Longest JSON, in bytes.
const MOST_DECODED: usize = 8192;

/// What a link holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Shared {
    /// Which calculator it is for.
    pub calculator: String,
    /// Canonical text by field key.
    pub fields: BTreeMap<String, String>,
}

/// Why a link cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkProblem {
    /// There is nothing of ours in it: an ordinary visit.
    Absent,
    /// It was made by another version.
    OtherVersion,
    /// It was cut or changed on its way.
    Damaged,
    /// It is longer than any link we make.
    TooLong,
}

impl LinkProblem {
    /// What to tell the visitor.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Absent => "The link holds no figures.",
            Self::OtherVersion => {
                "The link was made by another version of this calculator: ask for a new one."
            }
            Self::Damaged => {
                "The link is incomplete or was changed: ask for it again, or copy it whole."
            }
            Self::TooLong => "The link is too long to be one of ours: ask for it again.",
        }
    }
}

/// The JSON in a link; the names are short because links are read out and wrapped.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Body {
    c: String,
    f: BTreeMap<String, String>,
}

/// The part of the fragment that holds a draft, without `#`.
pub fn encode(calculator: &str, canonical: &BTreeMap<String, String>) -> String {
    let body = Body { c: calculator.into(), f: canonical.clone() };
    // Strings and a map of strings always make JSON.
    let json = serde_json::to_string(&body).unwrap_or_default();
    let data = Base64UrlUnpadded::encode_string(json.as_bytes());
    format!("{NAME}{VERSION}.{data}.{:08x}", fnv1a(&data))
}

/// Reads the draft out of a fragment, with or without `#` and with other parts around ours.
///
/// # Errors
/// See [`LinkProblem`].
pub fn decode(fragment: &str) -> Result<Shared, LinkProblem> {
    let part = &fragment[find(fragment).ok_or(LinkProblem::Absent)?];
    let part = &part[NAME.len()..];
    if part.len() > MOST_ENCODED {
        return Err(LinkProblem::TooLong);
    }
    let (version, rest) = part.split_once('.').ok_or(LinkProblem::Damaged)?;
    if version != VERSION {
        let number = !version.is_empty() && version.bytes().all(|byte| byte.is_ascii_digit());
        return Err(if number { LinkProblem::OtherVersion } else { LinkProblem::Damaged });
    }
    read_body(rest).ok_or(LinkProblem::Damaged)
}

/// The fragment with our part removed; empty when nothing else is in it.
pub fn without(fragment: &str) -> String {
    let Some(ours) = find(fragment) else { return fragment.into() };
    let (before, after) = (&fragment[..ours.start], &fragment[ours.end..]);
    let rest = match after.strip_prefix('&') {
        Some(after) => format!("{before}{after}"),
        None => format!("{}{after}", before.trim_end_matches(['&', '?'])),
    };
    if rest == "#" { String::new() } else { rest }
}

/// Where our part is. Routers put paths and queries into fragments, hence `?`.
fn find(fragment: &str) -> Option<Range<usize>> {
    let mut start = 0;
    for part in fragment.split(['#', '?', '&']) {
        if part.starts_with(NAME) {
            return Some(start..start + part.len());
        }
        start += part.len() + 1;
    }
    None
}

fn read_body(text: &str) -> Option<Shared> {
    let (data, checksum) = text.split_once('.')?;
    if checksum != format!("{:08x}", fnv1a(data)) {
        return None;
    }
    let json = Base64UrlUnpadded::decode_vec(data).ok()?;
    if json.len() > MOST_DECODED {
        return None;
    }
    let Body { c, f } = serde_json::from_slice(&json).ok()?;
    let short = |text: &str| text.chars().count() <= LONGEST;
    let fine = short(&c) && f.iter().all(|(key, text)| short(key) && short(text));
    fine.then_some(Shared { calculator: c, fields: f })
}

/// The 32-bit FNV-1a hash. It finds accidents, not intent.
fn fnv1a(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests;
