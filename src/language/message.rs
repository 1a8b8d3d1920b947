//! A sentence with places in it that are filled in when it is said.

use std::borrow::Cow;

/// How many of something, as it is written, and which form goes with it: see
/// [`crate::text::formats::Formats::count`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// "1,250".
    pub text: String,
    /// Position of the form among the alternatives: 0 for one, 1 for more.
    pub form: usize,
}

/// What fills a place in.
#[derive(Clone, Debug)]
pub struct Argument<'a> {
    text: Cow<'a, str>,
    form: usize,
}

impl Argument<'_> {
    /// What stands in a place with these alternatives.
    fn within<'a>(&'a self, forms: Option<&'a str>) -> &'a str {
        forms.map_or(&self.text, |forms| chosen(forms, self.form))
    }
}

impl<'a> From<&'a str> for Argument<'a> {
    fn from(text: &'a str) -> Self {
        Self { text: text.into(), form: 0 }
    }
}

impl<'a> From<&'a String> for Argument<'a> {
    fn from(text: &'a String) -> Self {
        Self::from(text.as_str())
    }
}

impl From<String> for Argument<'_> {
    fn from(text: String) -> Self {
        Self { text: text.into(), form: 0 }
    }
}

impl From<super::Word> for Argument<'_> {
    fn from(word: super::Word) -> Self {
        Self { text: word.text().into(), form: 0 }
    }
}

impl From<Count> for Argument<'_> {
    fn from(count: Count) -> Self {
        Self { text: count.text.into(), form: count.form }
    }
}

impl<'a> From<&'a Count> for Argument<'a> {
    fn from(count: &'a Count) -> Self {
        Self { text: count.text.as_str().into(), form: count.form }
    }
}

/// `message` with its places filled in. A place that no argument names stays as it is: a
/// translation is text from outside, and `cargo xtask words` has refused such.
pub fn fill(message: &str, arguments: &[(&str, Argument)]) -> String {
    let mut filled = String::with_capacity(message.len() + 16 * arguments.len());
    let mut rest = message;
    while let Some((before, place, after)) = next_place(rest) {
        filled.push_str(before);
        let (name, forms) = parted(place);
        match arguments.iter().find(|(known, _)| *known == name) {
            Some((_, argument)) => filled.push_str(argument.within(forms)),
            None => filled.extend(["{", place, "}"]),
        }
        rest = after;
    }
    filled.push_str(rest);
    filled
}

/// What stands before the first place, what within it and what behind it.
fn next_place(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('{')?;
    let (place, after) = rest.split_once('}')?;
    Some((before, place, after))
}

/// Name and alternatives of a place.
fn parted(place: &str) -> (&str, Option<&str>) {
    place.split_once('?').map_or((place, None), |(name, forms)| (name, Some(forms)))
}

/// The alternative of this form, or the last one.
fn chosen(forms: &str, form: usize) -> &str {
    forms.split('|').nth(form).or_else(|| forms.rsplit('|').next()).unwrap_or_default()
}

/// Whether a message has places with exactly these names.
pub const fn same_names(message: &str, names: &[&str]) -> bool {
    let text = message.as_bytes();
    let mut used = 0_u64;
    let mut at = 0;
    while at < text.len() {
        if text[at] == b'{' {
            let Some(index) = position(text, at + 1, names) else { return false };
            used |= 1 << index;
        }
        at += 1;
    }
    used == (1 << names.len()) - 1
}

/// Which of `names` stands at `start` of `text`, up to "}" or "?".
const fn position(text: &[u8], start: usize, names: &[&str]) -> Option<usize> {
    let mut index = 0;
    while index < names.len() {
        if ends_as(text, start, names[index].as_bytes()) {
            return Some(index);
        }
        index += 1;
    }
    None
}

const fn ends_as(text: &[u8], start: usize, name: &[u8]) -> bool {
    let mut at = 0;
    while at < name.len() {
        if start + at >= text.len() || text[start + at] != name[at] {
            return false;
        }
        at += 1;
    }
    start + at < text.len() && matches!(text[start + at], b'}' | b'?')
}
