//! The words of the product, in whichever language the page is.
//!
//! English stands in the source, within [`word!`](crate::word) and [`say!`](crate::say): it is the
//! key of every other language, as with gettext, and what is shown where a translation is missing.
//! `words/*.po` hold the other languages; `cargo xtask words` keeps them complete, and the release
//! makes of each what [`Table::new`] reads. A program speaks one language: a page with two loads it
//! twice.
//!
//! A sentence is translated whole. `{name}` in it is filled in, and `{name?deal|deals}` chooses by
//! the form of what fills `name` in: the first for one, the second for more, as the language counts.

mod id;
mod message;
mod table;

use std::cell::Cell;
use std::fmt;

pub use self::message::{Count, Filling, fill, same_names};
pub use self::table::Table;

/// How a program says what it says in English.
pub trait Tongue {
    /// The words of this message in the language; none where it has none of its own.
    fn words(&self, word: Word) -> Option<&'static str>;
}

thread_local! {
    static SPOKEN: Cell<Option<(&'static str, &'static dyn Tongue)>> = const { Cell::new(None) };
}

/// From now on everything is said in `language`, a tag such as `de`.
pub fn speak(language: &'static str, tongue: &'static dyn Tongue) {
    SPOKEN.set(Some((language, tongue)));
}

/// From now on everything is said in English.
pub fn speak_english() {
    SPOKEN.set(None);
}

/// The language that is spoken: a tag such as `de`.
pub fn language() -> &'static str {
    SPOKEN.get().map_or("en", |(language, _)| language)
}

/// A message by its English words. Its own words come with [`Word::text`], when it is shown.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct Word {
    english: &'static str,
    id: u32,
}

impl Word {
    /// Nothing to say.
    pub const NONE: Self = Self::new("");

    /// The message with these words. Use [`word!`](crate::word), whose words are found by those who
    /// translate.
    pub const fn new(english: &'static str) -> Self {
        Self::within(english, "")
    }

    /// The same, where the English words mean what they mean in `context`.
    pub const fn within(english: &'static str, context: &str) -> Self {
        Self { english, id: id::id(english, context) }
    }

    /// What tells the message from all others.
    pub const fn id(self) -> u32 {
        self.id
    }

    /// The words as they stand in the source.
    pub const fn english(self) -> &'static str {
        self.english
    }

    /// The words in the language that is spoken.
    pub fn text(self) -> &'static str {
        let spoken = SPOKEN.get().and_then(|(_, tongue)| tongue.words(self));
        spoken.unwrap_or(self.english)
    }

    /// Whether there is nothing to say.
    pub const fn is_empty(self) -> bool {
        self.english.is_empty()
    }
}

impl fmt::Debug for Word {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.english, formatter)
    }
}

/// The message with these English words, to be shown later: `word!("Win rate")`. Where the same
/// English means two things, each says what it is: `word!("Open" in "state of a deal")`.
#[macro_export]
macro_rules! word {
    ($english:literal) => {
        const { $crate::language::Word::new($english) }
    };
    ($english:literal in $context:literal) => {
        const { $crate::language::Word::within($english, $context) }
    };
}

/// What to show now. Without values it is a `&'static str`; with values, each of which the sentence
/// must name, a `String`: `say!("You have won {won}.", won = formats.money(won))`.
#[macro_export]
macro_rules! say {
    ($english:literal $(in $context:literal)?) => {
        $crate::word!($english $(in $context)?).text()
    };
    ($english:literal $(in $context:literal)?, $($name:ident = $value:expr),+ $(,)?) => {{
        const { assert!($crate::language::same_names($english, &[$(stringify!($name)),+])) }
        $crate::language::fill(
            $crate::word!($english $(in $context)?).text(),
            &[$((stringify!($name), &$value as &dyn $crate::language::Filling)),+],
        )
    }};
}

#[cfg(test)]
mod tests;
