//! A sentence with places in it that are filled in when it is said.

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
pub trait Filling {
    /// The words.
    fn words(&self) -> &str;

    /// Which of several alternatives goes with it; the first with most.
    fn form(&self) -> usize {
        0
    }
}

impl Filling for &str {
    fn words(&self) -> &str {
        self
    }
}

impl Filling for String {
    fn words(&self) -> &str {
        self
    }
}

impl Filling for super::Word {
    fn words(&self) -> &str {
        self.text()
    }
}

impl Filling for Count {
    fn words(&self) -> &str {
        &self.text
    }

    fn form(&self) -> usize {
        self.form
    }
}

impl<F: Filling> Filling for &F {
    fn words(&self) -> &str {
        (*self).words()
    }

    fn form(&self) -> usize {
        (*self).form()
    }
}

/// `message` with its places filled in. A place that no filling names stays as it is: a
/// translation is text from outside, and `cargo xtask words` has refused such.
pub fn fill(message: &str, fillings: &[(&str, &dyn Filling)]) -> String {
    let mut filled = String::with_capacity(message.len() + 16 * fillings.len());
    let mut rest = message;
    while let Some((before, place, after)) = next_place(rest) {
        filled.push_str(before);
        let (name, forms) = parted(place);
        match fillings.iter().find(|(known, _)| *known == name) {
            Some((_, filling)) => filled.push_str(match forms {
                Some(forms) => chosen(forms, filling.form()),
                None => filling.words(),
            }),
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
