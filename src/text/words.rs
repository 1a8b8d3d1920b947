//! What fields are called within a sentence, with an example of each; plurals and articles.

use super::formats::Formats;
use crate::calc::field::Field;
use crate::language::Word;

/// By key: the name behind "Enter", and an example.
const WORDS: &[(&str, Word, Option<f64>)] = &[
    ("goal", word!("your revenue goal" in "what to enter"), Some(1_200_000.0)),
    ("closed_won", word!("what is closed-won so far" in "what to enter"), Some(350_000.0)),
    ("period", word!("the period" in "what to enter"), None),
    ("period_start", word!("the first day" in "what to enter"), None),
    ("period_end", word!("the last day" in "what to enter"), None),
    (
        "open_pipeline",
        word!("the value of your open pipeline" in "what to enter"),
        Some(2_900_000.0),
    ),
    ("open_deals", word!("the number of open deals" in "what to enter"), Some(58.0)),
    ("average_deal", word!("the average deal" in "what to enter"), Some(50_000.0)),
    ("win_rate", word!("the win rate" in "what to enter"), Some(25.0)),
    ("sales_cycle", word!("the average sales cycle" in "what to enter"), Some(75.0)),
    (
        "aged_share",
        word!("the share of open deals older than the cycle" in "what to enter"),
        Some(30.0),
    ),
    ("new_pipeline", word!("the new pipeline per week" in "what to enter"), Some(120_000.0)),
    ("win_rate_by_value", word!("the win rate by value" in "what to enter"), Some(20.0)),
    ("deal_spread", word!("the deal-size spread" in "what to enter"), Some(1.0)),
    (
        "lead_conversion",
        word!("the share of leads that become an opportunity" in "what to enter"),
        Some(10.0),
    ),
    ("confidence", word!("the confidence you want" in "what to enter"), Some(80.0)),
    ("correlation", word!("the correlation between deals" in "what to enter"), Some(3.0)),
    ("lever_step", word!("the step for comparing levers" in "what to enter"), Some(10.0)),
    ("fiscal_start", word!("the month in which your fiscal year starts" in "what to enter"), None),
    ("today", word!("today's date" in "what to enter"), None),
];

/// What `field` is called behind "Enter". A field without an own entry is called by its label.
pub(super) fn name<I>(field: &Field<I>) -> String {
    if let Some((_, name, _)) = entry(field.key) {
        name.text().to_string()
    } else {
        say!("“{label}”", label = field.label)
    }
}

/// What the field with this key is called behind "Enter".
pub(super) fn name_of<I>(key: &str, fields: &[Field<I>]) -> String {
    fields.iter().find(|field| field.key == key).map_or_else(|| key.to_string(), name)
}

/// An example of the field with this key.
pub(super) fn example(key: &str) -> Option<f64> {
    entry(key).and_then(|(_, _, example)| *example)
}

/// "1 day", "75 days".
pub(super) fn days(value: f64, decimals: u8, formats: &dyn Formats) -> String {
    say!("{n} {n?day|days}", n = formats.count(value, decimals))
}

/// The article before a number, by how it is read out: 0 for "an", 1 for "a".
pub(super) fn article(value: f64) -> usize {
    usize::from(!matches!(value.floor() as i64, 8 | 11 | 18 | 80..=89))
}

fn entry(key: &str) -> Option<&'static (&'static str, Word, Option<f64>)> {
    WORDS.iter().find(|(own, _, _)| *own == key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calc::coverage::FIELDS;
    use crate::text::formats::Plain;

    #[test]
    fn every_field_has_words_and_every_word_a_field() {
        let keys: Vec<_> = FIELDS.iter().map(|field| field.key).collect();
        for key in &keys {
            assert!(entry(key).is_some(), "{key}");
        }
        for (key, _, _) in WORDS {
            assert!(keys.contains(key), "{key}");
        }
    }

    #[test]
    fn one_is_singular() {
        let plain = Plain::default();
        assert_eq!(days(1.0, 0, &plain), "1 day");
        assert_eq!(days(1.04, 1, &plain), "1 day");
        assert_eq!(days(0.0, 0, &plain), "0 days");
        assert_eq!(days(43.9, 1, &plain), "43.9 days");
        assert_eq!([80.0, 8.5, 78.0, 110.0].map(article), [0, 0, 1, 1]);
    }
}
