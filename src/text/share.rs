//! The share link: a draft in the fragment of a URL, `ep=1.<data>.<checksum>`.

use std::ops::Range;

use base64ct::{Base64UrlUnpadded, Encoding};

use super::canonical::LONGEST;
use super::texts::{Texts, push_hex, push_pair};

const NAME: &str = "ep=";
const VERSION: &str = "1";
/// Name of the calculator in a link; no field has it.
const CALCULATOR: &str = "c";
/// Longest part of a link, in bytes. What it holds is shorter.
const MOST_ENCODED: usize = 2048;

/// What a link holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Shared {
    /// Which calculator it is for.
    pub calculator: String,
    /// Canonical text by field key.
    pub fields: Texts,
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
            Self::Absent => say!("The link holds no figures."),
            Self::OtherVersion => {
                say!("The link was made by another version of this calculator: ask for a new one.")
            }
            Self::Damaged => {
                say!("The link is incomplete or was changed: ask for it again, or copy it whole.")
            }
            Self::TooLong => say!("The link is too long to be one of ours: ask for it again."),
        }
    }
}

/// The part of the fragment that holds a draft, without `#`.
pub fn encode(calculator: &str, canonical: &Texts) -> String {
    let mut pairs = String::new();
    push_pair(&mut pairs, CALCULATOR, calculator);
    for (key, text) in canonical.iter() {
        push_pair(&mut pairs, key, text);
    }
    seal(&pairs)
}

/// The part of the fragment that holds these pairs.
fn seal(pairs: &str) -> String {
    let data = Base64UrlUnpadded::encode_string(pairs.as_bytes());
    [NAME, VERSION, ".", &data, ".", &checksum(&data)].concat()
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
        Some(after) => [before, after].concat(),
        None => [before.trim_end_matches(['&', '?']), after].concat(),
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
    if checksum != self::checksum(data) {
        return None;
    }
    let pairs = String::from_utf8(Base64UrlUnpadded::decode_vec(data).ok()?).ok()?;
    let mut fields = Texts::decode(&pairs)?;
    let short = |text: &str| text.chars().count() <= LONGEST;
    // A table is one text, with tabs and line breaks between its cells.
    let fine = fields.iter().all(|(key, text)| short(key) && text.split(['\t', '\n']).all(short));
    let calculator = fields.remove(CALCULATOR)?;
    fine.then_some(Shared { calculator, fields })
}

fn checksum(data: &str) -> String {
    let mut text = String::new();
    push_hex(&mut text, fnv1a(data), 8);
    text
}

/// The 32-bit FNV-1a hash. It finds accidents, not intent.
fn fnv1a(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests;
