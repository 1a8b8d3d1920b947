//! What fields are called within a sentence, with an example of each; and plurals.

use super::formats::Formats;
use crate::calc::field::Field;

/// By key: the name within a sentence, and an example.
const WORDS: &[(&str, &str, Option<f64>)] = &[
    ("goal", "your revenue goal", Some(1_200_000.0)),
    ("closed_won", "what is closed-won so far", Some(350_000.0)),
    ("period", "the period", None),
    ("period_start", "the first day", None),
    ("period_end", "the last day", None),
    ("open_pipeline", "the value of your open pipeline", Some(2_900_000.0)),
    ("open_deals", "the number of open deals", Some(58.0)),
    ("average_deal", "the average deal", Some(50_000.0)),
    ("win_rate", "the win rate", Some(25.0)),
    ("sales_cycle", "the average sales cycle", Some(75.0)),
    ("aged_share", "the share of open deals older than the cycle", Some(30.0)),
    ("new_pipeline", "the new pipeline per week", Some(120_000.0)),
    ("win_rate_by_value", "the win rate by value", Some(20.0)),
    ("deal_spread", "the deal-size spread", Some(1.0)),
    ("lead_conversion", "the share of leads that become an opportunity", Some(10.0)),
    ("confidence", "the confidence you want", Some(80.0)),
    ("correlation", "the correlation between deals", Some(3.0)),
    ("lever_step", "the step for comparing levers", Some(10.0)),
    ("fiscal_start", "the month in which your fiscal year starts", None),
    ("today", "today's date", None),
];

/// What `field` is called within a sentence. A field without an own entry is called by its label.
pub(super) fn name<I>(field: &Field<I>) -> String {
    match entry(field.key) {
        Some((_, name, _)) => (*name).to_string(),
        None => format!("“{}”", field.label.text()),
    }
}

/// What the field with this key is called within a sentence.
pub(super) fn name_of<I>(key: &str, fields: &[Field<I>]) -> String {
    fields.iter().find(|field| field.key == key).map_or_else(|| key.to_string(), name)
}

/// An example of the field with this key.
pub(super) fn example(key: &str) -> Option<f64> {
    entry(key).and_then(|(_, _, example)| *example)
}

/// "1 day", "75 days".
pub(super) fn days(value: f64, decimals: u8, formats: &dyn Formats) -> String {
    let number = formats.number(value, decimals);
    let unit = if number == formats.number(1.0, 0) { "day" } else { "days" };
    format!("{number} {unit}")
}

/// "an 80% chance", "a 50% chance": the article before a number, by how it is read out.
pub(super) fn article(value: f64) -> &'static str {
    match value.floor() as i64 {
        8 | 11 | 18 | 80..=89 => "an",
        _ => "a",
    }
}

fn entry(key: &str) -> Option<&'static (&'static str, &'static str, Option<f64>)> {
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
        assert_eq!(
            (article(80.0), article(8.5), article(78.0), article(110.0)),
            ("an", "an", "a", "a")
        );
    }
}
