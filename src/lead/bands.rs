//! Values as bands: enough for the seller to prepare, too coarse to be anybody's books.
//!
//! A band holds its lower end and not its upper one. Money, days, counts and plain numbers have
//! the ends 1, 2.5, 5, 10, 25, 50, 100, ...: "250000-500000"; what is below 1 is in "0-1", zero
//! is "0". Percentages have tens: "20-30"; 100 belongs to "90-100", what is above is "100+".
//! Whatever is negative is "<0". A date is its month, a choice its key.

use chrono::Datelike;

use super::instant::digits;
use crate::calc::field::{Choice, Field, Slot, Value};
use crate::calc::units::{Days, Money, Percent};
use crate::text::canonical;

/// What is as large as this has no upper end.
const LARGEST: u64 = 1_000_000_000_000_000;

/// The band of a field's value.
pub fn band<I>(value: Value, field: &Field<I>) -> String {
    banded(value, options(field))
}

/// The value of a field in full: "2400000", "25", "2026-03-31", "this-quarter".
pub fn exact<I>(value: Value, field: &Field<I>) -> String {
    written(value, options(field))
}

fn options<I>(field: &Field<I>) -> &'static [Choice] {
    if let Slot::Choice(options, _) = field.slot { options } else { &[] }
}

/// The band of a value which, if it is a choice, is one of `options`.
pub fn banded(value: Value, options: &[Choice]) -> String {
    match value {
        Value::Money(Money(v)) | Value::Number(v) => decade(v),
        Value::Days(Days(v)) | Value::Count(v) => decade(v.into()),
        Value::Percent(Percent(v)) => tens(v),
        Value::Date(_) | Value::Choice(_) => {
            let mut text = written(value, options);
            if let (Value::Date(_), Some(day)) = (value, text.rfind('-')) {
                text.truncate(day);
            }
            text
        }
    }
}

fn written(value: Value, options: &[Choice]) -> String {
    match value {
        Value::Money(Money(v)) | Value::Percent(Percent(v)) | Value::Number(v) => {
            canonical::number(v)
        }
        Value::Days(Days(v)) | Value::Count(v) => v.to_string(),
        Value::Choice(at) => options.get(at).map_or("", |option| option.key).to_string(),
        Value::Date(day) => {
            let mut text = String::new();
            digits(&mut text, day.year().clamp(0, 9999) as u32, 4, "-");
            digits(&mut text, day.month(), 2, "-");
            digits(&mut text, day.day(), 2, "");
            text
        }
    }
}

fn decade(value: f64) -> String {
    if !matches!(value, 0.0..) {
        return if value < 0.0 { "<0" } else { "" }.to_string();
    }
    if value == 0.0 {
        return "0".to_string();
    }
    if value >= LARGEST as f64 {
        return LARGEST.to_string() + "+";
    }
    // In tenths, so that 2.5 is whole.
    let (mut low, mut power) = (0, 10);
    loop {
        for high in [power, power / 2 * 5, power * 5] {
            if value * 10.0 < high as f64 {
                return [tenths(low), tenths(high)].join("-");
            }
            low = high;
        }
        power *= 10;
    }
}

/// "2.5" of 25.
fn tenths(value: u64) -> String {
    let whole = (value / 10).to_string();
    if value.is_multiple_of(10) { whole } else { whole + ".5" }
}

fn tens(value: f64) -> String {
    match value {
        0.0..=100.0 => {
            let low = ((value / 10.0) as u32).min(9) * 10;
            [low.to_string(), (low + 10).to_string()].join("-")
        }
        _ if value < 0.0 => "<0".to_string(),
        _ if value > 100.0 => "100+".to_string(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calc::coverage::{FIELDS, Inputs};

    fn money(value: f64) -> String {
        banded(Value::Money(Money(value)), &[])
    }

    #[test]
    fn bands_hold_their_lower_end_and_not_their_upper() {
        let bands = [
            (0.0, "0"),
            (0.01, "0-1"),
            (1.0, "1-2.5"),
            (2.5, "2.5-5"),
            (5.0, "5-10"),
            (9.99, "5-10"),
            (10.0, "10-25"),
            (249_999.99, "100000-250000"),
            (250_000.0, "250000-500000"),
            (499_999.99, "250000-500000"),
            (500_000.0, "500000-1000000"),
            (1e14, "100000000000000-250000000000000"),
            (1e15, "1000000000000000+"),
            (f64::MAX, "1000000000000000+"),
            (-1.0, "<0"),
        ];
        for (value, expected) in bands {
            assert_eq!(money(value), expected, "{value}");
        }
        assert_eq!(money(f64::NAN), "");
    }

    #[test]
    fn every_amount_is_within_its_band() {
        let mut value = 0.013;
        while value < 1e14 {
            let band = money(value);
            let (low, high) = band.split_once('-').unwrap();
            let (low, high): (f64, f64) = (low.parse().unwrap(), high.parse().unwrap());
            assert!(low <= value && value < high, "{value} {band}");
            assert!(high <= low * 2.5 || low == 0.0, "{band}");
            value *= 1.07;
        }
    }

    #[test]
    fn percentages_are_in_tens() {
        let percent = |value| banded(Value::Percent(Percent(value)), &[]);
        let bands = [(0.0, "0-10"), (9.99, "0-10"), (10.0, "10-20"), (29.0, "20-30")];
        for (value, expected) in bands.into_iter().chain([(100.0, "90-100"), (100.1, "100+")]) {
            assert_eq!(percent(value), expected, "{value}");
        }
        assert_eq!((percent(-0.1), percent(f64::NAN)), ("<0".into(), String::new()));
    }

    #[test]
    fn dates_are_months_and_choices_are_keys() {
        let field = |key| FIELDS.iter().find(|field| field.key == key).unwrap();
        let day = Value::Date("2026-12-31".parse().unwrap());
        let today: &Field<Inputs> = field("today");
        assert_eq!((band(day, today), exact(day, today)), ("2026-12".into(), "2026-12-31".into()));
        assert_eq!(band(Value::Choice(1), field("period")), "next-quarter");
        assert_eq!(band(Value::Choice(99), field("period")), "");
        assert_eq!(band(Value::Days(Days(75)), field("sales_cycle")), "50-100");
        assert_eq!(exact(Value::Money(Money(2.4e6)), field("goal")), "2400000");
    }
}
