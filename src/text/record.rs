//! Values by name, as they go to and come from the page around a calculator.

use super::canonical;
use super::texts::Texts;
use crate::calc::field::Value;
use crate::calc::units::{Days, Money, Percent};

/// A value as a page's script sees it.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// No value.
    Nothing,
    /// True or false.
    Flag(bool),
    /// A number. Amounts are in major units, shares in percent.
    Number(f64),
    /// A text; a day as "2026-03-31".
    Text(String),
    /// Several values.
    List(Vec<Item>),
    /// Values by name.
    Record(Record),
}

/// Values by name, in the order given.
pub type Record = Vec<(String, Item)>;

impl Item {
    /// The value of a field or a figure; the choices go by their key.
    pub fn of(value: Value) -> Self {
        match value {
            Value::Money(Money(number))
            | Value::Percent(Percent(number))
            | Value::Number(number) => Self::Number(number),
            Value::Days(Days(count)) | Value::Count(count) => Self::Number(f64::from(count)),
            Value::Date(day) => Self::Text(canonical::date(day)),
            Value::Choice(index) => Self::Number(index as f64),
        }
    }

    /// The text of a value in links and settings; `None` where there is none for it.
    fn text(&self) -> Option<String> {
        match self {
            Self::Number(number) if number.is_finite() => Some(canonical::number(*number)),
            Self::Text(text) => Some(text.clone()),
            Self::Flag(flag) => Some(flag.to_string()),
            _ => None,
        }
    }

    /// The text, if it is one.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The member with this name.
    pub fn member(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Record(record) => {
                record.iter().find(|(known, _)| known == name).map(|(_, item)| item)
            }
            _ => None,
        }
    }

    /// The texts of a record, its records flattened: `{fields: {goal: 5}}` gives `fields-goal`.
    /// What has no text is left out. `rename` may change a name.
    pub fn texts(&self, rename: fn(&str) -> String) -> Texts {
        let mut texts = Texts::default();
        self.flatten("", rename, &mut texts);
        texts
    }

    fn flatten(&self, name: &str, rename: fn(&str) -> String, texts: &mut Texts) {
        if let Self::Record(record) = self {
            for (key, item) in record {
                let key = rename(key);
                let name = if name.is_empty() { key } else { [name, "-", &key].concat() };
                item.flatten(&name, rename, texts);
            }
        } else if let Some(text) = self.text() {
            texts.insert(name.to_owned(), text);
        }
    }
}

/// A record of these values, for our own names.
pub fn record<const N: usize>(values: [(&str, Item); N]) -> Item {
    Item::Record(values.into_iter().map(|(name, item)| (name.to_owned(), item)).collect())
}

/// A text.
pub fn text(text: impl Into<String>) -> Item {
    Item::Text(text.into())
}

impl From<&Texts> for Item {
    fn from(texts: &Texts) -> Self {
        Self::Record(texts.iter().map(|(key, value)| (key.to_owned(), text(value))).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_become_texts_with_joined_names() {
        let inner = record([("email", text("EMAIL")), ("none", Item::Nothing)]);
        let item = record([
            ("portalId", Item::Number(123.0)),
            ("map", inner),
            ("require", Item::Flag(true)),
            ("odd", Item::Number(f64::NAN)),
            ("list", Item::List(vec![Item::Number(1.0)])),
        ]);
        let texts = item.texts(str::to_ascii_lowercase);
        let found: Vec<_> = texts.iter().collect();
        assert_eq!(found, [("map-email", "EMAIL"), ("portalid", "123"), ("require", "true")]);
        assert_eq!(Item::Nothing.texts(str::to_owned), Texts::default());
    }

    #[test]
    fn members_are_found_by_name() {
        let item = record([("goal", Item::Number(5.0))]);
        assert_eq!(item.member("goal"), Some(&Item::Number(5.0)));
        assert_eq!((item.member("x"), Item::Nothing.member("goal")), (None, None));
    }
}
