//! Amounts and percentages as exports write them.

use super::super::decimal;
use super::super::notation::Notation;
use super::currency;

/// Cells that say that there is nothing. `\N` is that of databases.
const NOTHING: [&str; 24] = [
    "", "-", "–", "—", "--", "n/a", "na", "#n/a", "tbd", "tba", "tbc", "none", "null", "(blank)",
    "?", "unknown", "\\N", "(null)", "nil", "nan", "n.a.", "k.a.", "(empty)", "s/d",
];

/// Whether the cell says that there is nothing: "-", "TBD".
pub(crate) fn is_nothing(cell: &str) -> bool {
    // Most cells begin with a digit.
    let digit = cell.bytes().next().is_some_and(|byte| byte.is_ascii_digit());
    let short = !digit && cell.len() <= 12;
    short && (NOTHING.iter().any(|word| word.eq_ignore_ascii_case(cell)) || is_dash(cell))
}

/// A dash beside a currency, as accounts have it for nothing: "€ -", "- CHF".
fn is_dash(cell: &str) -> bool {
    let dash = |glyph: char| matches!(glyph, '-' | '–' | '—');
    if !cell.starts_with(dash) && !cell.ends_with(dash) {
        return false;
    }
    let bare = cell.trim_matches(|glyph: char| dash(glyph) || glyph == ' ');
    currency::find(bare).is_some_and(|(written, _)| written == bare)
}

/// Which sign stands before the decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Decimal {
    /// 1,234.56
    Point,
    /// 1.234,56
    Comma,
}

/// What a cell says about its decimal sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Evidence {
    /// No sign that could be one.
    Silent,
    /// It can only be this.
    Only(Decimal),
    /// A single sign before three digits: a decimal if this is the decimal sign.
    Either(Decimal),
}

/// What the cell says about its decimal sign.
pub(crate) fn evidence(cell: &str) -> Evidence {
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
pub(crate) struct Tally {
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

    /// Which of [`readings`] is that of this column.
    pub fn reading(self) -> usize {
        match (self.point, self.comma) {
            (1.., 0) => 0,
            (0, 1..) => 1,
            _ => 2,
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
pub(crate) fn read(cell: &str, tally: Tally) -> Option<f64> {
    if let Some(number) = plain(cell.strip_suffix('%').unwrap_or(cell)) {
        return Some(number);
    }
    // Most texts have no digit of any script.
    if !cell.bytes().any(|byte| byte.is_ascii_digit() || !byte.is_ascii()) {
        return None;
    }
    let decimal = match evidence(cell) {
        Evidence::Silent => Decimal::Point,
        Evidence::Only(decimal) => decimal,
        Evidence::Either(sign) => tally.decide(sign)?,
    };
    let (decimal, group) = if decimal == Decimal::Point { ('.', ',') } else { (',', '.') };
    let notation = Notation { decimal, group, currency: String::new(), ..Notation::plain() };
    let bare = undressed(cell);
    notation.parse_number(&bare).ok().map(|parsed| parsed.value).filter(|value| value.is_finite())
}

/// How many ways there are to read an amount.
pub(crate) const READINGS: usize = 3;

/// The amount in a column with a decimal point, with a decimal comma, and where nothing decides: the
/// same for most cells.
pub(crate) fn readings(cell: &str) -> [Option<f64>; READINGS] {
    let point = Tally { point: 1, comma: 0 };
    if !matches!(evidence(cell), Evidence::Either(_)) {
        return [read(cell, point); READINGS];
    }
    let comma = Tally { point: 0, comma: 1 };
    [read(cell, point), read(cell, comma), read(cell, Tally::default())]
}

/// "1234" or "1234.5": most cells, without the cost of the others.
fn plain(cell: &str) -> Option<f64> {
    let (whole, decimals) = cell.split_once('.').unwrap_or((cell, ""));
    let sure = cell.len() <= 20 && (decimals.len() != 3 || whole.len() > 3);
    if sure && !whole.is_empty() { decimal::read(whole, decimals, 0) } else { None }
}

/// Without its currency, and without the "/-" behind rupees and the ".–" that stands for no cents.
fn undressed(cell: &str) -> String {
    let cell = cell.strip_suffix("/-").unwrap_or(cell);
    let bare = match currency::find(cell) {
        Some((written, _)) => cell.replacen(written, "", 1).trim().to_owned(),
        None => cell.to_owned(),
    };
    let whole = bare.trim_end_matches(['-', '–', '—']);
    match whole.strip_suffix(['.', ',']).filter(|_| whole.len() < bare.len()) {
        Some(whole) => whole.to_owned(),
        None => bare,
    }
}

/// Reads a percentage: 90 for "90%", and for "0.9" where the column has shares.
pub(crate) fn percent(cell: &str, tally: Tally, shares: bool) -> Option<f64> {
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
        assert_eq!(one("12 500 kr"), Some(12_500.0));
        assert_eq!(one("12.500,00 zł"), Some(12_500.0));
        assert_eq!(one("Rs. 1,20,000.00/-"), Some(120_000.0));
        assert_eq!(one("1,200円"), Some(1200.0));
        assert_eq!(one("-€500"), Some(-500.0));
        assert_eq!(one("(kr 500)"), Some(-500.0));
        assert_eq!(one("2 MIO"), Some(2e6));
        assert_eq!(one("12 k€"), Some(12_000.0));
        assert_eq!(one("CHF 12’500.–"), Some(12_500.0));
        assert_eq!(one("CHF 8'000.--"), Some(8000.0));
        assert_eq!(one("€ 12.500,-"), Some(12_500.0));
        assert_eq!(one("7.000,– €"), Some(7000.0));
        assert_eq!(one("1,500-"), Some(-1500.0));
        assert_eq!(one("125万円"), Some(1_250_000.0));
        assert_eq!(one("1.2億円"), Some(120_000_000.0));
        assert_eq!(one("2 тыс. ₽"), Some(2000.0));
        assert_eq!(one("3 tys. zł"), Some(3000.0));
        assert_eq!(one("ask Bob"), None);
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
        assert!(
            ["", "-", "TBD", "n/a", "\\N", "NULL", "€ -", "-   €", "$-", "- CHF"]
                .iter()
                .all(|cell| is_nothing(cell))
        );
        assert!(["0", "-5 €", "€", "- x", "A-"].iter().all(|cell| !is_nothing(cell)));
    }
}
