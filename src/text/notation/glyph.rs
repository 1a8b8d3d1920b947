//! The many characters that mean the same digit, sign or separator.

use super::Notation;

/// First digits of the scripts whose digits people type.
const ZEROS: [char; 5] = ['\u{660}', '\u{6f0}', '\u{966}', '\u{9e6}', '\u{ff10}'];

impl Notation {
    /// The decimal separator as it stands in simplified text: '.' or ','.
    pub(super) fn plain_decimal(&self) -> char {
        if self.decimal == ',' { ',' } else { '.' }
    }

    /// The group separator as it stands in simplified text.
    pub(super) fn plain_group(&self) -> char {
        common(self.group).filter(|group| matches!(group, '.' | ',' | ' ')).unwrap_or('\'')
    }

    /// The text with ASCII digits and signs, one kind of space and apostrophe, and no direction
    /// marks.
    pub(super) fn simplify(&self, text: &str) -> String {
        let simple: String = text.chars().filter_map(|glyph| self.simple(glyph)).collect();
        simple.trim().to_string()
    }

    fn simple(&self, glyph: char) -> Option<char> {
        if let Some(digit) = self.digits.iter().position(|own| *own == glyph) {
            return char::from_digit(digit as u32, 10);
        }
        if glyph == self.decimal || glyph == '٫' {
            Some(self.plain_decimal())
        } else if glyph == self.group {
            Some(self.plain_group())
        } else {
            common(glyph)
        }
    }
}

/// What `glyph` means in any locale; `None` when it means nothing.
fn common(glyph: char) -> Option<char> {
    let meaning = match glyph {
        '\u{200e}'
        | '\u{200f}'
        | '\u{61c}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}'
        | '\u{feff}' => {
            return None;
        }
        '’' | '‘' | '´' | '`' | '＇' | '٬' => '\'',
        '−' | '‐' | '‑' | '–' | '－' => '-',
        '＋' => '+',
        '．' => '.',
        '，' | '،' => ',',
        '％' | '٪' => '%',
        '（' => '(',
        '）' => ')',
        space if space.is_whitespace() => ' ',
        other => foreign_digit(other),
    };
    Some(meaning)
}

/// ASCII for a digit of another script; any other character stays.
fn foreign_digit(glyph: char) -> char {
    ZEROS
        .iter()
        .filter_map(|zero| (glyph as u32).checked_sub(*zero as u32))
        .find(|value| *value < 10)
        .and_then(|value| char::from_digit(value, 10))
        .unwrap_or(glyph)
}
