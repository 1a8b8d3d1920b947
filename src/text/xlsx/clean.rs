//! Texts and names as a spreadsheet program takes them.

/// Longest text of a cell, in units of UTF-16.
const LONGEST: usize = 32_767;
/// Longest name of a sheet, in units of UTF-16.
const LONGEST_NAME: usize = 31;
/// A name that Excel keeps for itself.
const RESERVED: &str = "History";

/// Puts a text into XML: cut to what a cell holds, without what XML forbids, and with marks as
/// references. What would be read as the reference to a character ("_x000D_", ECMA-376 part 1,
/// 22.9.2.19) has its first mark written as one.
pub(super) fn push_text(xml: &mut String, text: &str) {
    let mut left = LONGEST;
    for (at, glyph) in text.char_indices() {
        left = match left.checked_sub(glyph.len_utf16()) {
            Some(left) => left,
            None => return,
        };
        match glyph {
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '&' => xml.push_str("&amp;"),
            '"' => xml.push_str("&quot;"),
            '_' if is_reference(&text.as_bytes()[at..]) => xml.push_str("_x005F_"),
            '\t' | '\n' => xml.push(glyph),
            '\0'..' ' | '\u{fffe}' | '\u{ffff}' => {}
            _ => xml.push(glyph),
        }
    }
}

fn is_reference(text: &[u8]) -> bool {
    matches!(text, [b'_', b'x', digits @ .., ] if digits.len() > 4
        && digits[..4].iter().all(u8::is_ascii_hexdigit) && digits[4] == b'_')
}

/// A name that a sheet may have beside those `taken`: at most 31 characters, none of them one of
/// `[]:*?/\`, no apostrophe at its ends, and like no other in whatever case.
pub fn sheet_name(wanted: &str, taken: &[&str]) -> String {
    let forbidden = |glyph: char| {
        glyph.is_control() || matches!(glyph, '[' | ']' | ':' | '*' | '?' | '/' | '\\')
    };
    let clean: String =
        wanted.chars().map(|glyph| if forbidden(glyph) { ' ' } else { glyph }).collect();
    let clean = clean.trim_matches(|glyph: char| glyph.is_whitespace() || glyph == '\'');
    let clean = if clean.is_empty() { "Sheet" } else { clean };
    let free = |name: &str| {
        let like = |other: &str| other.to_lowercase() == name.to_lowercase();
        !like(RESERVED) && !taken.iter().any(|other| like(other))
    };
    let first = cut(clean, LONGEST_NAME);
    if free(first) {
        return first.to_owned();
    }
    let mut number = 2_u32;
    loop {
        let end = [" ", &number.to_string()].concat();
        let name = [cut(clean, LONGEST_NAME - end.len()).trim_end(), &end].concat();
        if free(&name) {
            return name;
        }
        number += 1;
    }
}

/// The start of a text of so many units of UTF-16.
fn cut(text: &str, units: usize) -> &str {
    let mut left = units;
    for (at, glyph) in text.char_indices() {
        match left.checked_sub(glyph.len_utf16()) {
            Some(rest) => left = rest,
            None => return &text[..at],
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{push_text, sheet_name};

    fn written(text: &str) -> String {
        let mut xml = String::new();
        push_text(&mut xml, text);
        xml
    }

    #[test]
    fn a_text_is_safe_in_xml() {
        assert_eq!(written("<a & \"b\">"), "&lt;a &amp; &quot;b&quot;&gt;");
        assert_eq!(written("a\0\u{b}b\r\nc\u{ffff}"), "ab\nc");
        assert_eq!(written("=1+1 'é🦀"), "=1+1 'é🦀");
        assert_eq!(written("_x000D_ _x00_ _y"), "_x005F_x000D_ _x00_ _y");
        assert_eq!(written("_x00é_ _x000"), "_x00é_ _x000");
    }

    #[test]
    fn a_text_is_cut_where_a_cell_ends() {
        assert_eq!(written(&"a".repeat(40_000)).len(), 32_767);
        // A crab takes two units, and half of one is none.
        assert_eq!(written(&"🦀".repeat(20_000)).chars().count(), 16_383);
    }

    #[test]
    fn names_of_sheets_keep_the_rules() {
        assert_eq!(sheet_name("Deals", &[]), "Deals");
        assert_eq!(sheet_name("'a/b:c'", &[]), "a b c");
        assert_eq!(sheet_name(" [] ", &[]), "Sheet");
        assert_eq!(sheet_name("history", &[]), "history 2");
        assert_eq!(sheet_name("DEALS", &["Deals", "deals 2"]), "DEALS 3");
        assert_eq!(sheet_name(&"a".repeat(40), &[]).len(), 31);
        let taken = "a".repeat(31);
        assert_eq!(sheet_name(&taken, &[&taken]), ["a".repeat(29), " 2".into()].concat());
    }
}
