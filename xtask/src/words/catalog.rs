//! A language's catalogue: a PO file, which every translator's tool reads.

use std::fs;
use std::path::Path;

use anyhow::{Result, anyhow};
use polib::message::{Message as Entry, MessageView};
use polib::metadata::CatalogMetadata;
use polib::po_file;

use super::places;
use super::source::Message;

/// The translations of one language.
pub struct Catalog(polib::catalog::Catalog);

impl Catalog {
    /// Reads it; a language that has none yet has an empty one.
    pub fn read(path: &Path) -> Result<Self> {
        if !path.exists() {
            let language = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            return Ok(Self(polib::catalog::Catalog::new(CatalogMetadata {
                language,
                ..CatalogMetadata::default()
            })));
        }
        // Some editors begin with an empty comment, which the parser does not know.
        let text = fs::read_to_string(path)?.replace("#\n", "");
        let parsed = po_file::parse_from_reader(text.as_bytes());
        Ok(Self(parsed.map_err(|error| anyhow!("{}: {error}", path.display()))?))
    }

    /// Writes it, in the order of the source.
    pub fn write(&self, path: &Path) -> Result<()> {
        Ok(po_file::write_to_file(&self.0, path)?)
    }

    /// The words for a message, if it has been translated.
    pub fn words(&self, message: &Message) -> Option<String> {
        let words = self.entry(message)?.msgstr().ok()?;
        (!words.is_empty()).then(|| words.to_owned())
    }

    /// Has these messages and no others, each with the words that it had.
    pub fn follow(&mut self, messages: &[Message]) {
        let metadata = CatalogMetadata {
            project_id_version: "enough-pipeline".into(),
            content_type: "text/plain; charset=UTF-8".into(),
            content_transfer_encoding: "8bit".into(),
            mime_version: "1.0".into(),
            ..self.0.metadata.clone()
        };
        let mut followed = polib::catalog::Catalog::new(metadata);
        for message in messages {
            followed.append_or_update(entry(message, self.words(message).unwrap_or_default()));
        }
        self.0 = followed;
    }

    /// The English that has no words yet.
    pub fn missing(&self) -> Vec<&str> {
        let untranslated = self.0.messages().filter(|entry| !entry.is_translated());
        untranslated.map(MessageView::msgid).collect()
    }

    /// What keeps it from being complete.
    pub fn faults(&self, messages: &[Message]) -> Vec<String> {
        let fault = |message: &Message| match self.words(message) {
            None => Some(format!("{:?} is not translated", message.english)),
            Some(words) => places::fault(&message.english, &words)
                .map(|fault| format!("{fault} in the words for {:?}", message.english)),
        };
        let mut faults: Vec<_> = messages.iter().filter_map(fault).collect();
        if self.0.count() > messages.len() {
            faults.push("words for what is not said any more: run `cargo xtask words`".into());
        }
        faults
    }

    fn entry(&self, message: &Message) -> Option<&dyn MessageView> {
        let context = Some(message.context.as_str()).filter(|context| !context.is_empty());
        self.0.find_message(context, &message.english, None)
    }
}

fn entry(message: &Message, words: String) -> Entry {
    let mut entry = Entry::build_singular();
    entry.with_source(message.file.clone()).with_msgid(message.english.clone()).with_msgstr(words);
    if !message.context.is_empty() {
        entry.with_msgctxt(message.context.clone());
    }
    entry.done()
}
