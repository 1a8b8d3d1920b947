//! What lists call things, as `vocabulary.txt` says: headers of roles, and words of states.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::header::plain;
use super::role::{ROLES, Role};

/// Headers of roles and words of states; its first lines say how it is written.
pub const TEXT: &str = include_str!("vocabulary.txt");

/// How sure a header is of its role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sure {
    /// It names the role.
    Fully,
    /// It names the role where nothing better does.
    Weakly,
    /// It may name the role.
    Guess,
}

/// What a word may be, alone or among others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Marks(u8);

impl Marks {
    pub const WON: Self = Self(1);
    pub const LOST: Self = Self(2);
    pub const OPEN: Self = Self(4);
    /// Won, unless the deal is still to close.
    pub const SIGNED: Self = Self(8);
    /// Lost, unless the deal is still to close.
    pub const DEAD: Self = Self(16);
    /// Changes nothing.
    pub const AROUND: Self = Self(32);
    /// Part of the name of an open deal's stage.
    pub const STAGE: Self = Self(64);
    /// Turns the name of a stage into something to ask about.
    pub const AGAINST: Self = Self(128);

    /// Whether any of these is among them.
    pub fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// The keys of words in the text.
const WORDS: [(&str, Marks); 8] = [
    ("won", Marks::WON),
    ("lost", Marks::LOST),
    ("open", Marks::OPEN),
    ("won?", Marks::SIGNED),
    ("lost?", Marks::DEAD),
    ("around", Marks::AROUND),
    ("stages", Marks::STAGE),
    ("against", Marks::AGAINST),
];

/// All of it, to be looked up.
struct Vocabulary {
    headers: HashMap<String, Vec<(Role, f64)>>,
    words: HashMap<&'static str, Marks>,
}

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| {
    let mut all = Vocabulary { headers: HashMap::new(), words: HashMap::new() };
    for (place, (key, name)) in entries().enumerate() {
        if let Some((role, sure)) = role(key) {
            let first = match sure {
                Sure::Fully => 1.0,
                Sure::Weakly => 0.75,
                Sure::Guess => GUESS,
            };
            // Of two headers for the same role, the one named first is meant.
            let sure = first - place as f64 / 20_000.0;
            let roles = all.headers.entry(plain(name)).or_default();
            if roles.iter().all(|(other, _)| *other != role) {
                roles.push((role, sure));
            }
        } else if let Some((_, marks)) = WORDS.iter().find(|(own, _)| *own == key) {
            all.words.entry(name).or_default().0 |= marks.0;
        }
    }
    all
});

/// How sure a mere guess is at most, from 0 to 1.
pub(super) const GUESS: f64 = 0.5;

/// All that the text names: a key, and a header or a word.
pub(super) fn entries() -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = TEXT.lines().filter(|line| !line.starts_with('#'));
    let named = lines.filter_map(|line| line.split_once(": "));
    named.flat_map(|(key, names)| names.split(", ").map(move |name| (key, name)))
}

/// The role that a key of the text stands for, and how sure its headers are of it.
pub(super) fn role(key: &str) -> Option<(Role, Sure)> {
    let (key, sure) = match key.split_at_checked(1) {
        Some(("~", key)) => (key, Sure::Weakly),
        Some(("?", key)) => (key, Sure::Guess),
        _ => (key, Sure::Fully),
    };
    ROLES.iter().find(|(_, own, _)| *own == key).map(|(role, ..)| (*role, sure))
}

/// The roles that a plain header names, with how sure that is.
pub(super) fn roles(plain: &str) -> &'static [(Role, f64)] {
    VOCABULARY.headers.get(plain).map(Vec::as_slice).unwrap_or_default()
}

/// What a word in small letters may be.
pub(super) fn marks(word: &str) -> Marks {
    VOCABULARY.words.get(word).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::header;
    use super::super::sense::{Meaning, Sense, meaning};
    use super::*;

    #[test]
    fn each_header_names_its_role() {
        for (key, name) in entries() {
            let Some((role, _)) = role(key) else { continue };
            let roles = header::roles(name);
            assert!(roles.iter().any(|(own, _)| *own == role), "{key}: {name}: {roles:?}");
        }
    }

    #[test]
    fn each_word_means_what_it_stands_under() {
        let mut known = 0;
        for (key, word) in entries().filter(|(key, _)| role(key).is_none()) {
            let expected = match key {
                "won" => Meaning::Firm(Sense::Won),
                "lost" => Meaning::Firm(Sense::Lost),
                "open" => Meaning::Firm(Sense::Open),
                "won?" => Meaning::Soft(Sense::Won),
                "lost?" => Meaning::Soft(Sense::Lost),
                "stages" => Meaning::Stage,
                "around" | "against" => Meaning::Unknown,
                other => panic!("{other} is no key"),
            };
            assert_eq!(meaning(word), expected, "{key}: {word}");
            known += 1;
        }
        assert!(known > 200, "{known}");
    }
}
