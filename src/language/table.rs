//! The words of one language, as the release writes them.

use super::{Tongue, Word};

/// The words of one language by message. It lives as long as the program.
#[derive(Debug, Default)]
pub struct Table {
    /// By [`Word::id`], in order.
    words: Vec<(u32, &'static str)>,
}

impl Table {
    /// Reads lines of the message's id, eight hexadecimal digits, and its words. A line that is
    /// none is left out, as from a file cut short.
    pub fn new(text: String) -> Self {
        let mut words: Vec<_> = String::leak(text).lines().filter_map(entry).collect();
        words.sort_unstable_by_key(|(id, _)| *id);
        Self { words }
    }
}

fn entry(line: &'static str) -> Option<(u32, &'static str)> {
    let (id, words) = line.split_at_checked(8)?;
    Some((u32::from_str_radix(id, 16).ok()?, words))
}

impl Tongue for Table {
    fn words(&self, word: Word) -> Option<&'static str> {
        let found = self.words.binary_search_by_key(&word.id(), |(id, _)| *id);
        found.ok().map(|at| self.words[at].1)
    }
}
