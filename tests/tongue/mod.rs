//! A language that nobody speaks: English in fullwidth letters. What is still in plain ones when a
//! page is drawn was said outside the tables, and no translator has seen it.

use std::cell::RefCell;
use std::collections::HashMap;

use enough_pipeline::language::{self, Tongue, Word};

/// Says everything in fullwidth letters, but the names of places to be filled in.
#[derive(Default)]
struct Fullwidth;

thread_local! {
    static SAID: RefCell<HashMap<u32, &'static str>> = RefCell::default();
}

impl Tongue for Fullwidth {
    fn words(&self, word: Word) -> Option<&'static str> {
        let say = || &*String::leak(widened(word.english()));
        Some(SAID.with_borrow_mut(|said| *said.entry(word.id()).or_insert_with(say)))
    }
}

/// What `page` draws in that language, and nothing in it but that.
pub fn in_fullwidth<T>(page: impl FnOnce() -> T) -> T {
    language::speak("xx", &Fullwidth);
    let drawn = page();
    language::speak_english();
    drawn
}

fn widened(english: &str) -> String {
    let mut name = false;
    let wide = |glyph: char| {
        match glyph {
            '{' => name = true,
            '}' | '?' => name = false,
            _ => {}
        }
        if name { glyph } else { wide(glyph) }
    };
    english.chars().map(wide).collect()
}

fn wide(glyph: char) -> char {
    if glyph.is_ascii_alphabetic() {
        char::from_u32(u32::from(glyph) - 0x21 + 0xff01).unwrap_or(glyph)
    } else {
        glyph
    }
}

/// What a page says in plain letters, but for words in `allowed`: text between tags, and what
/// attributes say.
pub fn outside_the_tables(page: &str, allowed: &[&str]) -> Vec<String> {
    let mut said = Vec::new();
    let mut rest = page;
    while let Some((text, tag)) = rest.split_once('<') {
        said.push(text.to_owned());
        let (tag, after) = tag.split_once('>').unwrap_or((tag, ""));
        said.extend(spoken_attributes(tag));
        rest = after;
    }
    said.push(rest.to_owned());
    said.retain(|text| has_plain_word(text, allowed));
    said
}

/// What the attributes of a tag say to people.
fn spoken_attributes(tag: &str) -> Vec<String> {
    let names = ["aria-label", "aria-valuetext", "aria-description", "title", "placeholder", "alt"];
    let value = |name: &str| {
        let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
        Some(rest.split('"').next()?.to_owned())
    };
    names.into_iter().filter_map(value).collect()
}

/// Whether two plain letters stand in a row, outside what is allowed and what marks a character.
fn has_plain_word(text: &str, allowed: &[&str]) -> bool {
    let marks = ["&amp;", "&lt;", "&gt;", "&quot;", "&nbsp;"];
    let mut left = text.to_owned();
    for known in allowed.iter().chain(&marks) {
        left = left.replace(known, " ");
    }
    left.as_bytes().windows(2).any(|pair| pair.iter().all(u8::is_ascii_alphabetic))
}
