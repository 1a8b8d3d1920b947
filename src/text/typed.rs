//! The text in a box, read in the visitor's notation, and a value as the text of a box.

use super::canonical;
use super::formats::Formats;
use super::notation::Notation;
use crate::calc::field::{Field, Problem, Slot, Value};
use crate::calc::units::{Days, Money, Percent};

/// A value that was read, and whether to show the visitor what was understood.
pub(super) type Read = (Value, bool);

/// Reads the text in a box. The range is not checked.
pub(super) fn read<I>(field: &Field<I>, text: &str, notation: &Notation) -> Result<Read, Problem> {
    let number = |text| notation.parse_number(text);
    match &field.slot {
        Slot::Money(..) => number(text).map(|n| (Value::Money(Money(n.value)), n.echo)),
        Slot::Percent(..) => number(text).map(|n| (Value::Percent(Percent(n.value)), n.echo)),
        Slot::Number(..) => number(text).map(|n| (Value::Number(n.value), n.echo)),
        Slot::Days(range, _) => {
            let n = number(without_days(text))?;
            canonical::whole(n.value, range, |v| Value::Days(Days(v))).map(|value| (value, n.echo))
        }
        Slot::Count(range, _) => {
            let n = number(text)?;
            canonical::whole(n.value, range, Value::Count).map(|value| (value, n.echo))
        }
        Slot::Date(_) => notation.parse_date(text).map(|day| (Value::Date(day), false)),
        Slot::Choice(options, _) => canonical::choice(options, text).map(|value| (value, false)),
    }
}

/// The text of a box that holds `value`.
pub(super) fn write<I>(value: Value, field: &Field<I>, formats: &dyn Formats) -> String {
    match value {
        Value::Money(Money(v)) => formats.edit_money(v),
        Value::Percent(Percent(v)) | Value::Number(v) => formats.edit_number(v),
        Value::Days(Days(v)) | Value::Count(v) => formats.edit_number(f64::from(v)),
        Value::Date(day) => formats.edit_date(day),
        Value::Choice(_) => canonical::write(value, field),
    }
}

const DAYS: [&str; 8] = ["days", "day", "tage", "tag", "jours", "jour", "días", "día"];

/// "75 days" is 75, in each of the languages.
fn without_days(text: &str) -> &str {
    let number = text.trim_end().trim_end_matches(char::is_alphabetic);
    let word = text[number.len()..].trim_end().to_lowercase();
    if DAYS.contains(&&*word) { number } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_may_be_named() {
        for text in ["75", "75 days ", "75 Tage", "75 jours", "75 días"] {
            assert_eq!(without_days(text).trim(), "75", "{text}");
        }
        assert_eq!(without_days("75 weeks"), "75 weeks");
    }
}
