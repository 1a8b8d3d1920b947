//! The currency that the format of a cell shows with its number.

use calamine::Style;

/// The sign, code or word of a currency in the format of a cell: "€" of `#,##0.00 [$€-407]`, "$" of
/// `"$"#,##0`, "USD" of `[$USD] #,##0`.
pub(crate) fn sign(style: &Style) -> Option<String> {
    style.number_format.as_ref().and_then(|format| of(&format.format_code))
}

fn of(code: &str) -> Option<String> {
    // Only what numbers above 0 look like.
    let code = code.split(';').next().unwrap_or_default();
    if let Some((_, rest)) = code.split_once("[$") {
        let inner = rest.split(']').next().unwrap_or_default();
        let sign = inner.split('-').next().unwrap_or_default().trim();
        return (!sign.is_empty()).then(|| sign.to_owned());
    }
    let quoted = code.split('"').skip(1).step_by(2).map(str::trim);
    let plain: String = code.chars().filter(|glyph| *glyph != '\\').collect();
    let is_sign = |glyph: char| matches!(glyph, '$' | '£' | '¥' | '\u{20a0}'..='\u{20cf}');
    let word = |text: &&str| text.contains(is_sign) || WORDS.contains(text);
    let sign = || plain.chars().find(|glyph| is_sign(*glyph)).map(String::from);
    quoted.into_iter().find(word).map(str::to_owned).or_else(sign)
}

/// Words for currencies that formats have in quotation marks.
const WORDS: [&str; 13] =
    ["USD", "EUR", "GBP", "CHF", "JPY", "CNY", "INR", "SEK", "NOK", "DKK", "PLN", "kr", "zł"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_currency_of_a_format_is_seen() {
        for (code, sign) in [
            ("#,##0.00 [$€-407]", "€"),
            ("[$USD] #,##0", "USD"),
            ("[$-409]m/d/yyyy", ""),
            ("\"$\"#,##0_);(\"$\"#,##0)", "$"),
            ("_(\"$\"* #,##0.00_)", "$"),
            ("#,##0.00\\ \"€\"", "€"),
            ("#,##0\\ \"zł\"", "zł"),
            ("\\£#,##0", "£"),
            ("0.00%", ""),
            ("General", ""),
            ("#,##0 \"deals\"", ""),
        ] {
            assert_eq!(of(code).unwrap_or_default(), sign, "{code}");
        }
    }
}
