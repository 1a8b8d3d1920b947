//! Currencies as cells and headers write them.

/// A dollar of some country.
pub(crate) const DOLLAR: &str = "$";

/// Dollars with their country before the sign.
const DOLLARS: [(&str, &str); 11] = [
    ("US$", "USD"),
    ("CA$", "CAD"),
    ("C$", "CAD"),
    ("AU$", "AUD"),
    ("A$", "AUD"),
    ("NZ$", "NZD"),
    ("HK$", "HKD"),
    ("S$", "SGD"),
    ("NT$", "TWD"),
    ("MX$", "MXN"),
    ("R$", "BRL"),
];

/// Signs and words, with the code that they stand for. "kr" are crowns of some country.
const NAMES: &[(&str, &str)] = &[
    ("€", "EUR"),
    ("euros", "EUR"),
    ("euro", "EUR"),
    ("£", "GBP"),
    ("￡", "GBP"),
    ("¥", "JPY"),
    ("￥", "JPY"),
    // Where Shift_JIS has the yen sign, other encodings have this.
    ("\\", "JPY"),
    ("円", "JPY"),
    ("元", "CNY"),
    ("rmb", "CNY"),
    ("us dollars", "USD"),
    ("us dollar", "USD"),
    ("us-dollar", "USD"),
    ("dollar américain", "USD"),
    ("dólar estadounidense", "USD"),
    ("canadian dollar", "CAD"),
    ("australian dollar", "AUD"),
    ("pound sterling", "GBP"),
    ("british pound", "GBP"),
    ("pounds", "GBP"),
    ("swiss franc", "CHF"),
    ("schweizer franken", "CHF"),
    ("franc suisse", "CHF"),
    ("japanese yen", "JPY"),
    ("yen", "JPY"),
    ("indian rupee", "INR"),
    ("＄", DOLLAR),
    ("dollars", DOLLAR),
    ("dollar", DOLLAR),
    ("₹", "INR"),
    ("rs.", "INR"),
    ("rs", "INR"),
    ("₽", "RUB"),
    ("руб.", "RUB"),
    ("руб", "RUB"),
    ("р.", "RUB"),
    ("zł", "PLN"),
    ("kč", "CZK"),
    ("kr.", "kr"),
    ("kr", "kr"),
    ("ft", "HUF"),
    ("lei", "RON"),
    ("лв.", "BGN"),
    ("лв", "BGN"),
    ("sfr.", "CHF"),
    ("sfr", "CHF"),
    ("fr.", "CHF"),
    ("₺", "TRY"),
    ("tl", "TRY"),
    ("₴", "UAH"),
    ("грн.", "UAH"),
    ("грн", "UAH"),
    ("₩", "KRW"),
    ("원", "KRW"),
    ("₪", "ILS"),
    ("rm", "MYR"),
    ("rp", "IDR"),
    ("₱", "PHP"),
    ("฿", "THB"),
    ("₫", "VND"),
    ("₦", "NGN"),
];

/// Codes that are known in small letters too.
const CODES: &[&str] = &[
    "USD", "EUR", "GBP", "CHF", "JPY", "CNY", "INR", "AUD", "CAD", "NZD", "SEK", "NOK", "DKK",
    "PLN", "CZK", "HUF", "RON", "BGN", "BRL", "MXN", "ZAR", "SGD", "HKD", "KRW", "TRY", "ILS",
    "AED", "SAR", "RUB", "UAH", "THB", "IDR", "MYR", "PHP", "VND", "TWD", "ARS", "CLP", "COP",
];

/// Three capitals that are no currency.
const UNITS: [&str; 7] = ["MIO", "MRD", "MLN", "BLN", "TSD", "TEU", "BIO"];

/// A currency in a cell: how it is written there, and its code, or the sign where there are several
/// of it.
pub(crate) fn find(cell: &str) -> Option<(&str, &str)> {
    if cell.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b',' | b' ' | b'-')) {
        return None;
    }
    let bare = cell.trim_matches(|glyph: char| matches!(glyph, '-' | '−' | '+' | '(' | ')' | ' '));
    let bare = bare.strip_suffix("/-").unwrap_or(bare);
    dollar(bare).or_else(|| code(bare)).or_else(|| name(bare)).or_else(|| sign(bare))
}

/// The currency in a cell.
pub(crate) fn currency(cell: &str) -> Option<&str> {
    find(cell).map(|(_, code)| code)
}

/// Whether this is a code or a name that is known, in capitals or not.
pub(crate) fn is_usual(word: &str) -> bool {
    CODES.iter().any(|code| code.eq_ignore_ascii_case(word))
        || NAMES.iter().any(|(name, _)| same(word, name))
}

/// A dollar with its country, as it is written, and its code.
fn dollar(cell: &str) -> Option<(&str, &str)> {
    let (before, _) = cell.split_once('$')?;
    let letters = before.trim_end_matches(|glyph: char| glyph.is_ascii_alphabetic()).len();
    let written = &cell[letters..=before.len()];
    DOLLARS.iter().find(|(own, _)| *own == written).map(|(_, code)| (written, *code))
}

/// A code of three letters before or after the number: any in capitals, the usual ones in any.
fn code(cell: &str) -> Option<(&str, &str)> {
    let after = cell.len().checked_sub(3)?;
    let letter = |glyph: char| glyph.is_alphabetic();
    let first = cell.get(..3).filter(|_| !cell[3..].starts_with(letter));
    let last = cell.get(after..).filter(|_| !cell[..after].ends_with(letter));
    [first, last].into_iter().flatten().find_map(|written| {
        let known = CODES.iter().find(|code| code.eq_ignore_ascii_case(written));
        let capitals = written.bytes().all(|byte| byte.is_ascii_uppercase());
        let other = capitals && !UNITS.contains(&written);
        known.copied().or(other.then_some(written)).map(|code| (written, code))
    })
}

/// A sign or a word before or after the number.
fn name(cell: &str) -> Option<(&str, &'static str)> {
    NAMES.iter().find_map(|(name, code)| {
        // A sign may stand against a letter ("k€", "万円"), a word may not.
        let word = name.starts_with(|glyph: char| glyph.is_alphabetic() && glyph < '\u{2e80}');
        let letter = |glyph: char| word && glyph.is_alphabetic();
        if let Some(start) = cell.get(..name.len()).filter(|part| same(part, name))
            && !cell[name.len()..].starts_with(letter)
        {
            return Some((start, *code));
        }
        let at = cell.len().checked_sub(name.len())?;
        let end = cell.get(at..).filter(|part| same(part, name))?;
        (!cell[..at].ends_with(letter)).then_some((end, *code))
    })
}

fn same(part: &str, name: &str) -> bool {
    part.eq_ignore_ascii_case(name) || (!part.is_ascii() && part.to_lowercase() == name)
}

/// Any other sign of a currency, wherever it stands.
fn sign(cell: &str) -> Option<(&str, &str)> {
    let symbol = |glyph: char| matches!(glyph, '$' | '£' | '¥' | '\u{20a0}'..='\u{20cf}');
    let (at, glyph) = cell.char_indices().find(|(_, glyph)| symbol(*glyph))?;
    let written = &cell[at..at + glyph.len_utf8()];
    let code = NAMES.iter().find(|(name, _)| *name == written).map_or(written, |(_, code)| *code);
    Some((written, code))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_currency_is_seen() {
        for (cell, code) in [
            ("USD 485,000.00", "USD"),
            ("1.234,56 €", "EUR"),
            ("500CHF", "CHF"),
            ("$45k", "$"),
            ("US$45k", "USD"),
            ("12 CA$", "CAD"),
            ("XX$12", "$"),
            ("12 500 kr", "kr"),
            ("kr 12 500", "kr"),
            ("12 500,00 zł", "PLN"),
            ("Rs. 12,500/-", "INR"),
            ("1,200円", "JPY"),
            ("¥1,200", "JPY"),
            ("￥1,200", "JPY"),
            ("JPY 1,200", "JPY"),
            ("12 k€", "EUR"),
            ("(EUR 5)", "EUR"),
            ("usd 5", "USD"),
            ("1 200 ₽", "RUB"),
        ] {
            assert_eq!(currency(cell), Some(code), "{cell}");
        }
        for cell in ["485000", "USDX 5", "2 MIO", "5 km", "1 234,50", ""] {
            assert_eq!(currency(cell), None, "{cell}");
        }
    }
}
