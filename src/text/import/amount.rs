//! Amounts and percentages as exports write them.

use super::super::decimal;
use super::super::notation::Notation;

/// Cells that say that there is nothing.
const NOTHING: [&str; 16] = [
    "", "-", "–", "—", "--", "n/a", "na", "#n/a", "tbd", "tba", "tbc", "none", "null", "(blank)",
    "?", "unknown",
];

/// A dollar of some country.
pub(super) const DOLLAR: &str = "$";

/// Dollars with their country before the sign.
const DOLLARS: [(&str, &str); 10] = [
    ("US$", "USD"),
    ("CA$", "CAD"),
    ("C$", "CAD"),
    ("AU$", "AUD"),
    ("A$", "AUD"),
    ("NZ$", "NZD"),
    ("HK$", "HKD"),
    ("S$", "SGD"),
    ("MX$", "MXN"),
    ("R$", "BRL"),
];

/// Whether the cell says that there is nothing: "-", "TBD".
pub(super) fn is_nothing(cell: &str) -> bool {
    cell.len() <= 8 && NOTHING.iter().any(|word| word.eq_ignore_ascii_case(cell))
}

/// Which sign stands before the decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Decimal {
    /// 1,234.56
    Point,
    /// 1.234,56
    Comma,
}

/// What a cell says about its decimal sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Evidence {
    /// No sign that could be one.
    Silent,
    /// It can only be this.
    Only(Decimal),
    /// A single sign before three digits: a decimal if this is the decimal sign.
    Either(Decimal),
}

/// What the cell says about its decimal sign.
pub(super) fn evidence(cell: &str) -> Evidence {
    let digits = cell.trim_matches(|glyph: char| !glyph.is_ascii_digit());
    let Some(at) = digits.rfind(['.', ',']) else { return Evidence::Silent };
    let sign = if digits[at..].starts_with('.') { Decimal::Point } else { Decimal::Comma };
    let other = if sign == Decimal::Point { Decimal::Comma } else { Decimal::Point };
    let (before, after) = (&digits[..at], &digits[at + 1..]);
    if before.contains(&digits[at..=at]) {
        return Evidence::Only(other);
    }
    let grouped = before.contains(['.', ',', ' ', '\'', '’', '\u{a0}', '\u{202f}']);
    if grouped || after.len() != 3 || before.len() > 3 || before.starts_with('0') {
        Evidence::Only(sign)
    } else {
        Evidence::Either(sign)
    }
}

/// What the cells of a column say about their decimal sign.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    point: u32,
    comma: u32,
}

impl Tally {
    pub fn add(&mut self, cell: &str) {
        match evidence(cell) {
            Evidence::Only(Decimal::Point) => self.point += 1,
            Evidence::Only(Decimal::Comma) => self.comma += 1,
            _ => {}
        }
    }

    /// The sign of the column for a cell that could mean two things; `None` when other cells
    /// contradict each other. With nothing decided, three digits after a sign are thousands, as
    /// amounts have two decimals or none.
    fn decide(self, either: Decimal) -> Option<Decimal> {
        match (self.point, self.comma, either) {
            (0, 0, Decimal::Comma) | (1.., 0, _) => Some(Decimal::Point),
            (0, 0, Decimal::Point) | (0, 1.., _) => Some(Decimal::Comma),
            _ => None,
        }
    }
}

/// Reads an amount of a column; `None` when it is none.
pub(super) fn read(cell: &str, tally: Tally) -> Option<f64> {
    if let Some(number) = plain(cell) {
        return Some(number);
    }
    let decimal = match evidence(cell) {
        Evidence::Silent => Decimal::Point,
        Evidence::Only(decimal) => decimal,
        Evidence::Either(sign) => tally.decide(sign)?,
    };
    let (decimal, group) = if decimal == Decimal::Point { ('.', ',') } else { (',', '.') };
    let notation = Notation { decimal, group, currency: String::new(), ..Notation::plain() };
    let bare = without_code(cell);
    notation.parse_number(bare).ok().map(|parsed| parsed.value).filter(|value| value.is_finite())
}

/// "1234" or "1234.5": most cells, without the cost of the others.
fn plain(cell: &str) -> Option<f64> {
    let (whole, decimals) = cell.split_once('.').unwrap_or((cell, ""));
    let sure = cell.len() <= 20 && (decimals.len() != 3 || whole.len() > 3);
    if sure && !whole.is_empty() { decimal::read(whole, decimals, 0) } else { None }
}

/// Without a code of three capitals, known or not, before or after the number.
fn without_code(cell: &str) -> &str {
    let written = dollar(cell).map(|(written, _)| written).or_else(|| code(cell));
    written.map_or(cell, |code| cell.trim_start_matches(code).trim_end_matches(code).trim())
}

/// A dollar with its country, as it is written, and its code.
fn dollar(cell: &str) -> Option<(&str, &'static str)> {
    let (before, _) = cell.split_once('$')?;
    let letters = before.trim_end_matches(|glyph: char| glyph.is_ascii_alphabetic()).len();
    let written = &cell[letters..=before.len()];
    DOLLARS.iter().find(|(own, _)| *own == written).map(|(_, code)| (written, *code))
}

/// The currency in a cell: a code of three capitals or a symbol.
pub(super) fn currency(cell: &str) -> Option<&str> {
    let symbol = |glyph: char| matches!(glyph, '$' | '£' | '¥' | '\u{20a0}'..='\u{20cf}');
    let found = |(at, glyph): (usize, char)| match glyph {
        '€' => "EUR",
        '£' => "GBP",
        _ => &cell[at..at + glyph.len_utf8()],
    };
    let named = dollar(cell).map(|(_, code)| code).or_else(|| code(cell));
    named.or_else(|| cell.char_indices().find(|(_, glyph)| symbol(*glyph)).map(found))
}

fn code(cell: &str) -> Option<&str> {
    let part = |part: Option<&str>| {
        part.is_some_and(|part| !part.ends_with(|g: char| g.is_ascii_alphabetic()))
    };
    let is_code = |code: &&str| code.bytes().all(|byte| byte.is_ascii_uppercase());
    let after = cell.len().checked_sub(3)?;
    let first = cell
        .get(..3)
        .filter(is_code)
        .filter(|_| !cell[3..].starts_with(|glyph: char| glyph.is_ascii_alphabetic()));
    first.or_else(|| cell.get(after..).filter(is_code).filter(|_| part(cell.get(..after))))
}

/// Reads a percentage: 90 for "90%", and for "0.9" where the column has shares.
pub(super) fn percent(cell: &str, tally: Tally, shares: bool) -> Option<f64> {
    let value = read(cell, tally)?;
    let scaled = if shares && !cell.contains('%') { value * 100.0 } else { value };
    (0.0..=100.0).contains(&scaled).then_some(scaled)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(cells: &[&str], expected: &[Option<f64>]) {
        let mut tally = Tally::default();
        for cell in cells {
            tally.add(cell);
        }
        let read: Vec<_> = cells.iter().map(|cell| read(cell, tally)).collect();
        assert_eq!(read, expected, "{cells:?}");
    }

    #[test]
    fn a_column_decides_its_decimal_sign() {
        check(&["1.234", "2,5"], &[Some(1234.0), Some(2.5)]);
        check(&["1.234", "2.5"], &[Some(1.234), Some(2.5)]);
        check(&["1,234", "95,570.69"], &[Some(1234.0), Some(95_570.69)]);
        check(&["1.234", "12.500"], &[Some(1234.0), Some(12_500.0)]);
        check(&["1.234", "2,5", "2.5"], &[None, Some(2.5), Some(2.5)]);
    }

    #[test]
    fn amounts_are_read_however_they_are_dressed() {
        let one = |cell: &str| read(cell, Tally::default());
        assert_eq!(one("USD 1.234,56"), Some(1234.56));
        assert_eq!(one("1\u{202f}234,56 €"), Some(1234.56));
        assert_eq!(one("1 234,56 €"), Some(1234.56));
        assert_eq!(one("$45k"), Some(45_000.0));
        assert_eq!(one("1.2M"), Some(1_200_000.0));
        assert_eq!(one("(500)"), Some(-500.0));
        assert_eq!(one("$12,400.00"), Some(12_400.0));
        assert_eq!(one("THB 1,500,000.00"), Some(1_500_000.0));
        assert_eq!(one("US$ 1,500.50"), Some(1500.5));
        assert_eq!(one("12 CA$"), Some(12.0));
        assert_eq!(one("ask Bob"), None);
    }

    #[test]
    fn the_currency_is_seen() {
        assert_eq!(currency("USD 485,000.00"), Some("USD"));
        assert_eq!(currency("1.234,56 €"), Some("EUR"));
        assert_eq!(currency("500CHF"), Some("CHF"));
        assert_eq!(currency("$45k"), Some("$"));
        assert_eq!(currency("US$45k"), Some("USD"));
        assert_eq!(currency("12 CA$"), Some("CAD"));
        assert_eq!(currency("XX$12"), Some("$"));
        assert_eq!(currency("485000"), None);
        assert_eq!(currency("USDX 5"), None);
    }

    #[test]
    fn percentages_are_shares_or_not() {
        let tally = Tally::default();
        assert_eq!(percent("90%", tally, true), Some(90.0));
        assert_eq!(percent("90", tally, false), Some(90.0));
        assert_eq!(percent("0.9", tally, true), Some(90.0));
        assert_eq!(percent("101", tally, false), None);
    }

    #[test]
    fn blanks_have_many_words() {
        assert!(["", "-", "TBD", "n/a"].iter().all(|cell| is_nothing(cell)));
        assert!(!is_nothing("0"));
    }
}
