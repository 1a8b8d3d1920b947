//! The languages of the scenes.

use std::path::Path;

use chrono::NaiveDate;
use enough_pipeline::language::{self, Table, Tongue, Word};
use enough_pipeline::text::formats::{Formats, Plain};
use enough_pipeline::text::notation::Notation;
use enough_pipeline::ui::Formatting;
use polib::message::MessageView;

/// A language that a scene is drawn in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// English, as in the source.
    #[default]
    English,
    /// German by `words/de.po`: the longest words.
    German,
    /// English in Hebrew letters, from right to left.
    Mirrored,
}

impl Language {
    /// Its tag.
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
            Self::Mirrored => "ar-xb",
        }
    }

    /// The direction that it is written in.
    pub fn direction(self) -> &'static str {
        if self == Self::Mirrored { "rtl" } else { "ltr" }
    }

    /// Runs `draw` while everything is said in this language.
    pub fn say<T>(self, draw: impl FnOnce() -> T) -> T {
        match self {
            Self::English => language::speak_english(),
            Self::German => language::speak(self.tag(), Box::leak(Box::new(table(self.tag())))),
            Self::Mirrored => language::speak(self.tag(), &Mirrored),
        }
        let drawn = draw();
        language::speak_english();
        drawn
    }

    /// How values are written in it.
    pub fn formats(self) -> Formatting {
        let notation = Notation::plain();
        match self {
            Self::German => Formatting::new(German(Notation {
                decimal: ',',
                group: '.',
                day_first: true,
                currency: "€".into(),
                code: "EUR".into(),
                ..notation
            })),
            Self::English | Self::Mirrored => Formatting::new(Plain { notation }),
        }
    }
}

/// Values as a browser writes them in German.
struct German(Notation);

impl Formats for German {
    fn notation(&self) -> &Notation {
        &self.0
    }

    fn date(&self, day: NaiveDate) -> String {
        day.format("%d.%m.%Y").to_string()
    }
}

/// The words of `words/*.po` as the release has them.
fn table(language: &str) -> Table {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("words").join(language);
    let text = std::fs::read_to_string(path.with_extension("po")).expect("a catalogue");
    let catalog = polib::po_file::parse_from_reader(text.replace("#\n", "").as_bytes());
    let line = |message: &dyn MessageView| {
        let english: &'static str = String::leak(message.msgid().to_owned());
        let word = Word::within(english, message.msgctxt().unwrap_or_default());
        format!("{:08x}{}\n", word.id(), message.msgstr().unwrap_or_default())
    };
    Table::new(catalog.expect("a catalogue").messages().map(line).collect())
}

/// English in Hebrew letters: no one reads it, but browsers set it from right to left.
struct Mirrored;

impl Tongue for Mirrored {
    fn words(&self, word: Word) -> Option<&'static str> {
        Some(String::leak(pseudo::of(word.english())))
    }
}

#[path = "../../xtask/src/words/pseudo.rs"]
mod pseudo;
