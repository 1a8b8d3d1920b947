//! What is kept in the browser's storage between visits: the texts as typed, with their locale.

use super::draft::Draft;
use super::texts::{Texts, push_pair};
use crate::calc::field::Field;

/// Names that no field has.
const VERSION: &str = "v";
const LOCALE: &str = "locale";
/// The version that is written and read.
const CURRENT: &str = "1";
/// Longest text that is read, in bytes.
const MOST: usize = 128 * 1024;
/// Longest text of a table that is kept, in bytes; what has to be escaped takes three times as many.
const LONGEST_TABLE: usize = 16 * 1024;
/// Longest text of a box that is kept, in bytes; no value is that long.
const LONGEST_BOX: usize = 256;

/// What was kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Saved {
    /// The locale in which it was typed.
    pub locale: String,
    /// Typed text by field key.
    pub fields: Texts,
}

impl Saved {
    /// The draft, unless it was typed in another locale, where "1.234" is another number. Keys
    /// that are no longer known are left out.
    pub fn draft<I>(&self, fields: &[Field<I>], locale: &str) -> Option<Draft> {
        let mut draft = Draft::default();
        for field in fields {
            if let Some(text) = self.fields.get(field.key) {
                draft.set(field.key, text);
            }
        }
        (self.locale == locale).then_some(draft)
    }
}

/// The text to keep: what was typed into `fields`.
pub fn encode<I>(locale: &str, draft: &Draft, fields: &[Field<I>]) -> String {
    encode_with(locale, draft, fields, &[])
}

/// The same with tables by their keys, each as one text.
pub fn encode_with<I>(
    locale: &str,
    draft: &Draft,
    fields: &[Field<I>],
    tables: &[(&str, String)],
) -> String {
    let mut pairs = String::new();
    push_pair(&mut pairs, VERSION, CURRENT);
    push_pair(&mut pairs, LOCALE, locale);
    for field in fields {
        let text = draft.get(field.key);
        if matches!(text.len(), 1..=LONGEST_BOX) {
            push_pair(&mut pairs, field.key, text);
        }
    }
    for (key, text) in tables.iter().filter(|(_, text)| matches!(text.len(), 1..=LONGEST_TABLE)) {
        push_pair(&mut pairs, key, text);
    }
    pairs
}

/// Reads what [`encode`] wrote; `None` when it is anything else.
pub fn decode(text: &str) -> Option<Saved> {
    if text.len() > MOST {
        return None;
    }
    let mut fields = Texts::decode(text)?;
    let (version, locale) = (fields.remove(VERSION)?, fields.remove(LOCALE)?);
    (version == CURRENT).then_some(Saved { locale, fields })
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
        for text in ["", "null", "{}", "v=1", "locale=de", "v=2&locale=de", "v=1&locale=de&goal"] {
            assert_eq!(decode(text), None, "{text}");
        }
        assert_eq!(decode(&" ".repeat(10_000_000)), None);
        let later = "v=1&locale=de&goal=1&quota=2";
        assert_eq!(decode(later).unwrap().draft(FIELDS, "de").unwrap().get("goal"), "1");
    }

    #[test]
    fn no_field_has_the_name_of_something_else() {
        for field in FIELDS {
            assert!(![VERSION, LOCALE].contains(&field.key));
        }
    }

    #[test]
    fn a_book_in_a_box_is_not_kept() {
        let mut draft = draft();
        draft.set("goal", "9".repeat(10_000_000));
        assert!(encode("de-DE", &draft, FIELDS).len() < 200);
    }
}
