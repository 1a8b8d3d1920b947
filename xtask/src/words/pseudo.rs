//! The language that nobody speaks: English in Hebrew letters, so that browsers set it from right to
//! left.

/// The message in that language; what is filled in stays what it is.
pub fn of(english: &str) -> String {
    let mut depth_name = false;
    let mut within = false;
    let letter = |glyph: char| {
        match glyph {
            '{' => (within, depth_name) = (true, true),
            '}' => (within, depth_name) = (false, false),
            '?' if within => depth_name = false,
            _ => {}
        }
        if depth_name { glyph } else { turned(glyph) }
    };
    english.chars().map(letter).collect()
}

fn turned(glyph: char) -> char {
    match glyph.to_ascii_lowercase() {
        lower @ 'a'..='z' => {
            char::from_u32(0x05d0 + (u32::from(lower) - u32::from('a'))).unwrap_or(glyph)
        }
        _ => glyph,
    }
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn names_of_places_stay() {
        assert_eq!(of("Ab {name} {n?a|b}."), "אב {name} {n?א|ב}.");
    }
}
