//! `cargo xtask words`: the words of the product in other languages, kept in step with the source.

mod catalog;
mod places;
mod pseudo;
mod source;

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::{Result, ensure};

use self::catalog::Catalog;
pub use self::source::Message;
use crate::workspace;

#[path = "../../src/language/id.rs"]
mod id;

/// The languages that are translated into; the first of all is English, the source's own.
pub const LANGUAGES: [&str; 3] = ["de", "fr", "es"];
/// A language that nobody speaks, from right to left, to see that everything can be translated and
/// mirrored: <https://www.unicode.org/reports/tr35/tr35-general.html#pseudo-locales>.
pub const PSEUDO: &str = "ar-xb";

/// Brings every catalogue in step with the source, and says what is left to translate.
pub fn update() -> Result<()> {
    let messages = source::messages()?;
    for language in LANGUAGES {
        let mut catalog = Catalog::read(&path(language))?;
        catalog.follow(&messages);
        catalog.write(&path(language))?;
        println!("{language}: {} of {} to translate", catalog.missing().len(), messages.len());
    }
    Ok(())
}

/// Fails where a catalogue lacks a message, has one too many or names other places.
pub fn check() -> Result<()> {
    let messages = source::messages()?;
    let mut faults = source::clashes(&messages);
    for language in LANGUAGES {
        let catalog = Catalog::read(&path(language))?;
        faults.extend(
            catalog.faults(&messages).into_iter().map(|fault| format!("{language}: {fault}")),
        );
    }
    for fault in &faults {
        println!("{fault}");
    }
    ensure!(
        faults.is_empty(),
        "{} faults in words; `cargo xtask words` lists what is to translate",
        faults.len()
    );
    Ok(())
}

/// The words of each language, for those messages that are in `program`, or for all: lines of the
/// message's id and its words.
pub fn tables(program: Option<&[u8]>) -> Result<BTreeMap<&'static str, String>> {
    let mut messages = source::messages()?;
    if let Some(program) = program {
        messages.retain(|message| contains(program, message.english.as_bytes()));
    }
    let pseudo = table(&messages, |message| Some(pseudo::of(&message.english)));
    let mut tables = BTreeMap::from([(PSEUDO, pseudo)]);
    for language in LANGUAGES {
        let catalog = Catalog::read(&path(language))?;
        tables.insert(language, table(&messages, |message| catalog.words(message)));
    }
    Ok(tables)
}

fn table(messages: &[Message], words: impl Fn(&Message) -> Option<String>) -> String {
    let line = |message: &Message| Some(format!("{:08x}{}\n", message.id(), words(message)?));
    messages.iter().filter_map(line).collect()
}

fn contains(program: &[u8], words: &[u8]) -> bool {
    memchr::memmem::find(program, words).is_some()
}

fn path(language: &str) -> PathBuf {
    workspace::root().join("words").join(language).with_extension("po")
}
