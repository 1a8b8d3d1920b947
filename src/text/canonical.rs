//! Text that reads the same everywhere: for links, storage and tables.

use std::ops::RangeInclusive;

use chrono::{Datelike, NaiveDate};

use super::decimal;
use crate::calc::field::{Choice, Field, Problem, Slot, Value};
use crate::calc::units::{Days, Money, Percent};

/// Longest text of a value.
pub const LONGEST: usize = 64;

/// The text of `value`: "2400000", "25", "2026-03-31", "this-quarter".
pub fn write<I>(value: Value, field: &Field<I>) -> String {
    match value {
        Value::Money(Money(v)) | Value::Percent(Percent(v)) | Value::Number(v) => number(v),
        Value::Days(Days(v)) | Value::Count(v) => v.to_string(),
        Value::Date(day) => date(day),
        Value::Choice(position) => option_key(field, position).to_string(),
    }
}

/// Reads what [`write()`] wrote. The range is not checked: that is [`Field::set`]'s part.
///
/// # Errors
/// The kind of [`Problem`] that fits the field.
pub fn read<I>(field: &Field<I>, text: &str) -> Result<Value, Problem> {
    match &field.slot {
        Slot::Money(..) => plain(text).map(|v| Value::Money(Money(v))),
        Slot::Percent(..) => plain(text).map(|v| Value::Percent(Percent(v))),
        Slot::Number(..) => plain(text).map(Value::Number),
        Slot::Days(range, _) => whole(plain(text)?, range, |v| Value::Days(Days(v))),
        Slot::Count(range, _) => whole(plain(text)?, range, Value::Count),
        Slot::Date(_) => read_date(text).map(Value::Date).ok_or(Problem::NotADate),
        Slot::Choice(options, _) => choice(options, text),
    }
}

/// A short text that reads back as the same number, without an exponent.
pub fn number(value: f64) -> String {
    decimal::write(value)
}

/// Reads what [`number()`] wrote.
pub fn read_number(text: &str) -> Option<f64> {
    let (negative, size) = text.strip_prefix('-').map_or((false, text), |size| (true, size));
    let (whole, decimals) = size.split_once('.').unwrap_or((size, ""));
    let size = decimal::read(whole, decimals, 0)?;
    Some(if negative { -size } else { size })
}

/// "2026-03-31".
pub(super) fn date(day: NaiveDate) -> String {
    format!("{:04}-{:02}-{:02}", day.year(), day.month(), day.day())
}

pub(super) fn read_date(text: &str) -> Option<NaiveDate> {
    let (year, rest) = text.split_once('-')?;
    let (month, day) = rest.split_once('-')?;
    let whole = (year.len(), month.len(), day.len()) == (4, 2, 2);
    let digits = |part| if whole { digits(part) } else { None };
    NaiveDate::from_ymd_opt(digits(year)? as i32, digits(month)?, digits(day)?)
}

/// The number made of these few digits.
pub(super) fn digits(text: &str) -> Option<u32> {
    let add = |value, byte: u8| byte.is_ascii_digit().then(|| value * 10 + u32::from(byte - b'0'));
    if matches!(text.len(), 1..=9) { text.bytes().try_fold(0, add) } else { None }
}

/// The whole number in `value`. What is too large to be one is named as out of range.
pub(super) fn whole(
    value: f64,
    range: &RangeInclusive<u32>,
    kind: fn(u32) -> Value,
) -> Result<Value, Problem> {
    if value.fract() != 0.0 || !value.is_finite() {
        Err(Problem::NotWhole)
    } else if value < 0.0 {
        Err(Problem::Below(kind(*range.start())))
    } else if value > f64::from(u32::MAX) {
        Err(Problem::Above(kind(*range.end())))
    } else {
        Ok(kind(value as u32))
    }
}

/// The option with this key.
pub(super) fn choice(options: &[Choice], text: &str) -> Result<Value, Problem> {
    let position = options.iter().position(|option| option.key == text);
    position.map(Value::Choice).ok_or(Problem::NotANumber)
}

fn option_key<I>(field: &Field<I>, position: usize) -> &'static str {
    match &field.slot {
        Slot::Choice(options, _) => options.get(position).map_or("", |option| option.key),
        _ => "",
    }
}

fn plain(text: &str) -> Result<f64, Problem> {
    let value = if text.len() <= LONGEST { read_number(text) } else { None };
    value.ok_or(Problem::NotANumber)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calc::coverage::{FIELDS, Inputs};

    fn field(key: &str) -> &'static Field<Inputs> {
        FIELDS.iter().find(|field| field.key == key).unwrap()
    }

    #[test]
    fn every_percent_of_two_decimals_is_kept() {
        for hundredths in 0..=10_000 {
            let value = Value::Percent(Percent(f64::from(hundredths) / 100.0));
            let text = write(value, field("win_rate"));
            assert!(text.len() <= 5, "{text}");
            assert_eq!(read(field("win_rate"), &text), Ok(value));
        }
    }

    #[test]
    fn values_have_one_text() {
        let day = "2026-03-31".parse().unwrap();
        assert_eq!(write(Value::Money(Money(2.4e6)), field("goal")), "2400000");
        assert_eq!(write(Value::Money(Money(-0.0)), field("goal")), "0");
        assert_eq!(write(Value::Date(day), field("today")), "2026-03-31");
        assert_eq!(write(Value::Choice(1), field("period")), "next-quarter");
        assert_eq!(write(Value::Choice(99), field("period")), "");
        assert_eq!(read(field("period"), "own"), Ok(Value::Choice(4)));
    }

    #[test]
    fn other_text_is_refused() {
        for text in ["", "1e5", "inf", "NaN", "1,000", " 1", "+1", "--1", "1.2.3", "-"] {
            assert_eq!(read(field("goal"), text), Err(Problem::NotANumber), "{text}");
        }
        assert_eq!(read(field("sales_cycle"), "1.5"), Err(Problem::NotWhole));
        assert_eq!(read(field("today"), "31/3/2026"), Err(Problem::NotADate));
        assert_eq!(read(field("period"), "x"), Err(Problem::NotANumber));
        let above = Problem::Above(Value::Days(Days(3650)));
        assert_eq!(read(field("sales_cycle"), "99999999999"), Err(above));
        assert_eq!(read(field("goal"), &"1".repeat(65)), Err(Problem::NotANumber));
    }
}
