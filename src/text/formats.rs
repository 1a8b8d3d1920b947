//! Values as people read them.

use chrono::{Datelike, NaiveDate};

use super::canonical;
use super::notation::Notation;
use crate::calc::units::Money;
use crate::language::Count;

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// What stands for a number that is none. The calculation makes no such number.
const NONE: &str = "–";

/// Writes values for people. Only [`Formats::notation`] must be given; the rest follows from it,
/// in English, unless an implementation knows better.
pub trait Formats {
    /// How the visitor writes numbers.
    fn notation(&self) -> &Notation;

    /// "$1,200,000": whole units, or with cents below 100.
    fn money(&self, amount: Money) -> String {
        let cents = amount.0.abs() < 99.995 && amount.0.fract() != 0.0;
        let decimals = if cents { self.notation().currency_decimals } else { 0 };
        with_currency(self.notation(), &fixed(amount.0, decimals))
    }

    /// "$2.4M", for axes and headlines: at most one decimal.
    fn money_short(&self, amount: Money) -> String {
        let (unit, suffix) = match amount.0.abs() {
            size if size >= 999_500_000.0 => (1e9, "B"),
            size if size >= 999_500.0 => (1e6, "M"),
            size if size >= 9_999.5 => (1e3, "K"),
            _ => return self.money(amount),
        };
        let scaled = amount.0 / unit;
        let decimals = u8::from(scaled.abs() < 99.95);
        with_currency(self.notation(), &format!("{}{suffix}", trimmed(&fixed(scaled, decimals))))
    }

    /// "31.5%" of 0.315, with at most so many decimals.
    fn percent(&self, fraction: f64, decimals: u8) -> String {
        let space = if symbol_follows(self.notation()) { "\u{a0}" } else { "" };
        format!("{}{space}%", self.number(fraction * 100.0, decimals))
    }

    /// "1,234.5", with at most so many decimals.
    fn number(&self, value: f64, decimals: u8) -> String {
        self.notation().localise(trimmed(&fixed(value, decimals)))
    }

    /// Which form of a noun goes with `value` as it is written with at most so many decimals: 0 for
    /// one, 1 for more. See [`Count`].
    fn form(&self, value: f64, decimals: u8) -> usize {
        usize::from(self.number(value, decimals) != self.number(1.0, 0))
    }

    /// How many there are, with the form of the noun that goes with it.
    fn count(&self, value: f64, decimals: u8) -> Count {
        Count { text: self.number(value, decimals), form: self.form(value, decimals) }
    }

    /// "14 Feb 2027".
    fn date(&self, day: NaiveDate) -> String {
        format!("{} {}", self.date_short(day), day.year())
    }

    /// "14 Feb".
    fn date_short(&self, day: NaiveDate) -> String {
        format!("{} {}", day.day(), self.month_name(day))
    }

    /// "Feb".
    fn month_name(&self, day: NaiveDate) -> String {
        MONTHS[day.month0() as usize].to_owned()
    }

    /// "Feb 2027".
    fn month(&self, day: NaiveDate) -> String {
        [&*self.month_name(day), " ", &*day.year().to_string()].concat()
    }

    /// An amount as it is put into a box: grouped, with every decimal it has, without the symbol.
    /// What is put into a box must be read again as the same value.
    fn edit_money(&self, amount: f64) -> String {
        self.edit_number(amount)
    }

    /// A number as it is put into a box: with every decimal it has.
    fn edit_number(&self, value: f64) -> String {
        self.notation().localise(&canonical::number(value))
    }

    /// A day as it is put into a box: "3/31/2026", or "31/3/2026" where the day comes first.
    fn edit_date(&self, day: NaiveDate) -> String {
        if self.notation().day_first {
            format!("{}/{}/{}", day.day(), day.month(), day.year())
        } else {
            format!("{}/{}/{}", day.month(), day.day(), day.year())
        }
    }
}

/// Formats that need no browser.
#[derive(Clone, Debug, PartialEq)]
pub struct Plain {
    /// How numbers are written.
    pub notation: Notation,
}

impl Default for Plain {
    /// English of the United States, with dollars.
    fn default() -> Self {
        Self { notation: Notation::plain() }
    }
}

impl Formats for Plain {
    fn notation(&self) -> &Notation {
        &self.notation
    }
}

/// In ASCII, rounded to so many decimals, halves up as people do, never "-0".
pub(crate) fn fixed(value: f64, decimals: u8) -> String {
    if !value.is_finite() {
        return NONE.into();
    }
    let scale = 10_f64.powi(i32::from(decimals.min(15)));
    let rounded = Some((value * scale).round() / scale).filter(|rounded| rounded.is_finite());
    let mut text = canonical::number(rounded.unwrap_or(value));
    let written = text.split_once('.').map(|(_, decimals)| decimals.len());
    if written.is_none() && decimals > 0 {
        text.push('.');
    }
    for _ in written.unwrap_or(0)..decimals.into() {
        text.push('0');
    }
    text
}

/// Without zeros at the end of the decimals.
fn trimmed(number: &str) -> &str {
    if number.contains('.') { number.trim_end_matches('0').trim_end_matches('.') } else { number }
}

/// Languages with a decimal comma mostly write the symbol after the number.
fn symbol_follows(notation: &Notation) -> bool {
    notation.decimal == ','
}

/// `plain` is an ASCII number, perhaps with a letter behind it.
fn with_currency(notation: &Notation, plain: &str) -> String {
    let (sign, size) = plain.strip_prefix('-').map_or(("", plain), |size| ("-", size));
    let digits = size.trim_end_matches(|glyph: char| glyph.is_ascii_alphabetic());
    let letter = &size[digits.len()..];
    let (size, currency) = (notation.localise(digits), &notation.currency);
    if symbol_follows(notation) {
        format!("{sign}{size}{letter}\u{a0}{currency}")
    } else {
        format!("{sign}{currency}{size}{letter}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain() -> Plain {
        Plain::default()
    }

    #[test]
    fn money_is_whole_unless_it_is_little() {
        assert_eq!(plain().money(Money(1_234_567.8)), "$1,234,568");
        assert_eq!(plain().money(Money(100.5)), "$101");
        assert_eq!(plain().money(Money(99.5)), "$99.50");
        assert_eq!(plain().money(Money(99.999)), "$100");
        assert_eq!(plain().money(Money(12.0)), "$12");
        assert_eq!(plain().money(Money(-250_000.0)), "-$250,000");
        assert_eq!(plain().money(Money(-0.001)), "$0.00");
        assert_eq!(plain().money(Money(f64::NAN)), "$–");
    }

    #[test]
    fn short_money_fits_an_axis() {
        assert_eq!(plain().money_short(Money(1_921_000.0)), "$1.9M");
        assert_eq!(plain().money_short(Money(2_550_000.0)), "$2.6M");
        assert_eq!(plain().money_short(Money(2_000_000.0)), "$2M");
        assert_eq!(plain().money_short(Money(999_600.0)), "$1M");
        assert_eq!(plain().money_short(Money(-250_000.0)), "-$250K");
        assert_eq!(plain().money_short(Money(9_500.0)), "$9,500");
        assert_eq!(plain().money_short(Money(1.25e12)), "$1,250B");
    }

    #[test]
    fn numbers_have_at_most_the_decimals_asked_for() {
        assert_eq!(plain().number(1234.5, 2), "1,234.5");
        assert_eq!(plain().number(-0.001, 2), "0");
        assert_eq!(plain().number(1000.0, 0), "1,000");
        assert_eq!(plain().percent(0.315, 1), "31.5%");
        assert_eq!(plain().percent(0.29, 2), "29%");
        assert_eq!(plain().number(f64::INFINITY, 1), "–");
    }

    #[test]
    fn days_are_named() {
        let day = "2027-02-14".parse().unwrap();
        assert_eq!(plain().date(day), "14 Feb 2027");
        assert_eq!(plain().date_short(day), "14 Feb");
        assert_eq!(plain().edit_date(day), "2/14/2027");
    }

    #[test]
    fn a_decimal_comma_brings_the_symbol_behind() {
        let notation =
            Notation { decimal: ',', group: '.', currency: "€".into(), ..Notation::plain() };
        let german = Plain { notation };
        assert_eq!(german.money(Money(-1_234.0)), "-1.234\u{a0}€");
        assert_eq!(german.money_short(Money(2_400_000.0)), "2,4M\u{a0}€");
        assert_eq!(german.percent(0.315, 1), "31,5\u{a0}%");
        assert_eq!(german.edit_money(1234.56), "1.234,56");
    }
}
