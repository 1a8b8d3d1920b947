//! What is kept in the browser's storage between visits: the texts as typed, with their locale.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::draft::Draft;
use crate::calc::field::Field;

const VERSION: u32 = 1;
/// Longest text that is read, in bytes.
const MOST: usize = 64 * 1024;
/// Longest text of a box that is kept, in bytes; no value is that long.
const LONGEST_BOX: usize = 256;

/// What was kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Saved {
    /// The locale in which it was typed.
    pub locale: String,
    /// Typed text by field key.
    pub fields: BTreeMap<String, String>,
}

impl Saved {
    /// The draft, unless it was typed in another locale, where "1.234" is another number. Keys
    /// that are no longer known are left out.
    pub fn draft<I>(&self, fields: &[Field<I>], locale: &str) -> Option<Draft> {
        let mut draft = Draft::default();
        for field in fields {
            if let Some(text) = self.fields.get(field.key) {
                draft.set(field.key, text.as_str());
            }
        }
        (self.locale == locale).then_some(draft)
    }
}

/// As it stands in the storage.
#[derive(Serialize, Deserialize)]
struct Body {
    v: u32,
    locale: String,
    fields: BTreeMap<String, String>,
}

/// The text to keep: what was typed into `fields`.
pub fn encode<I>(locale: &str, draft: &Draft, fields: &[Field<I>]) -> String {
    let texts = fields.iter().map(|field| (field.key, draft.get(field.key)));
    let kept = texts.filter(|(_, text)| matches!(text.len(), 1..=LONGEST_BOX));
    let fields = kept.map(|(key, text)| (key.to_string(), text.to_string())).collect();
    let body = Body { v: VERSION, locale: locale.into(), fields };
    // Strings and a map of strings always make JSON.
    serde_json::to_string(&body).unwrap_or_default()
}

/// Reads what [`encode`] wrote; `None` when it is anything else.
pub fn decode(text: &str) -> Option<Saved> {
    if text.len() > MOST {
        return None;
    }
    let Body { v, locale, fields } = serde_json::from_str(text).ok()?;
    (v == VERSION).then_some(Saved { locale, fields })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calc::coverage::FIELDS;

    fn draft() -> Draft {
        let mut draft = Draft::default();
        draft.set("goal", "2,4 Mio");
        draft.set("win_rate", "a \"quoted\" 🦀");
        draft
    }

    #[test]
    fn what_was_typed_comes_back_in_the_same_locale() {
        let saved = decode(&encode("de-DE", &draft(), FIELDS)).unwrap();
        assert_eq!(saved.draft(FIELDS, "de-DE"), Some(draft()));
        assert_eq!(saved.draft(FIELDS, "en-US"), None);
    }

    #[test]
    fn what_is_not_ours_is_left_alone() {
        for text in ["", "null", "{}", "[1]", r#"{"v":2,"locale":"de","fields":{}}"#, "{\"v\":1"] {
            assert_eq!(decode(text), None, "{text}");
        }
        assert_eq!(decode(&" ".repeat(10_000_000)), None);
        let later = r#"{"v":1,"locale":"de","fields":{"goal":"1","quota":"2"},"more":true}"#;
        assert_eq!(decode(later).unwrap().draft(FIELDS, "de").unwrap().get("goal"), "1");
    }

    #[test]
    fn a_book_in_a_box_is_not_kept() {
        let mut draft = draft();
        draft.set("goal", "9".repeat(10_000_000));
        assert!(encode("de-DE", &draft, FIELDS).len() < 200);
    }
}
