//! Bytes to UTF-8, a piece at a time.

/// How the characters of a file are stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8; what is broken in it shows as U+FFFD.
    Utf8,
    /// UTF-16, the lesser byte first.
    Utf16Le,
    /// UTF-16, the greater byte first.
    Utf16Be,
    /// Windows-1252, of which Latin-1 is a part for all that is written.
    Windows1252,
}

/// Characters of the bytes 0x80 to 0x9f in Windows-1252 (WHATWG Encoding, index windows-1252).
const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// Bytes of the start in which zeros are counted.
const LOOK: usize = 4096;

/// Where the conversion is.
pub(super) struct Decoder {
    bytes: Vec<u8>,
    position: usize,
    phase: Phase,
}

enum Phase {
    /// Looking whether it is UTF-8: good sequences of several bytes, and bad bytes, so far.
    Looking { marked: bool, good: usize, bad: usize },
    /// Converting into this text.
    Converting(Encoding, String),
}

/// What a piece of work came to.
pub(super) enum Decoded {
    /// There is more to do.
    More,
    /// The text in UTF-8. If it was that before, its mark may still stand at the start.
    Text(Vec<u8>, Encoding),
    /// Zeros where a text has none.
    Binary,
}

impl Decoder {
    pub fn new(bytes: Vec<u8>) -> Self {
        let marked = bytes.starts_with(b"\xef\xbb\xbf");
        let (phase, position) = match sixteen(&bytes) {
            Some((encoding, start)) => (Phase::Converting(encoding, String::new()), start),
            None => (Phase::Looking { marked, good: 0, bad: 0 }, if marked { 3 } else { 0 }),
        };
        Self { bytes, position, phase }
    }

    /// Share of the work that is done; looking is the first half of it.
    pub fn share(&self) -> f64 {
        let share = self.position as f64 / self.bytes.len().max(1) as f64;
        match self.phase {
            Phase::Looking { .. } => share / 2.0,
            Phase::Converting(..) => f64::midpoint(1.0, share),
        }
    }

    /// Works through about so many bytes.
    pub fn step(&mut self, budget: usize) -> Decoded {
        let end = self.bytes.len().min(self.position + budget.max(8));
        match &mut self.phase {
            Phase::Looking { .. } => self.look(end),
            Phase::Converting(encoding, text) => {
                let piece = self.bytes.get(self.position..end).unwrap_or_default();
                let last = end == self.bytes.len();
                let read = match encoding {
                    Encoding::Utf8 => utf8(piece, last, text),
                    Encoding::Windows1252 => windows(piece, text),
                    Encoding::Utf16Le => utf16(piece, last, u16::from_le_bytes, text),
                    Encoding::Utf16Be => utf16(piece, last, u16::from_be_bytes, text),
                };
                self.position += read;
                // An odd byte at the end of UTF-16 is never read.
                if self.position < self.bytes.len() && !(last && read == 0) {
                    return Decoded::More;
                }
                Decoded::Text(std::mem::take(text).into_bytes(), *encoding)
            }
        }
    }

    fn look(&mut self, end: usize) -> Decoded {
        let Phase::Looking { marked, good, bad } = &mut self.phase else { return Decoded::More };
        let last = end == self.bytes.len();
        let piece = &self.bytes[self.position..end];
        if self.position < LOOK && piece.iter().take(LOOK).any(|byte| *byte == 0) {
            return Decoded::Binary;
        }
        loop {
            let piece = &self.bytes[self.position..end];
            let (read, failed) = checked(piece, last);
            *good += multibyte(&piece[..read - usize::from(failed)]);
            *bad += usize::from(failed);
            self.position += read;
            // Less is read than there is at a character that goes on behind the piece.
            if !failed || self.position == end {
                break;
            }
        }
        if self.position < self.bytes.len() {
            return Decoded::More;
        }
        if *bad == 0 {
            return Decoded::Text(std::mem::take(&mut self.bytes), Encoding::Utf8);
        }
        let utf8 = *marked || *good > *bad;
        let encoding = if utf8 { Encoding::Utf8 } else { Encoding::Windows1252 };
        self.position = 0;
        self.phase = Phase::Converting(encoding, String::with_capacity(self.bytes.len()));
        Decoded::More
    }
}

/// UTF-16 by its mark, or by the zeros that Latin letters have in it; and where its text starts.
fn sixteen(bytes: &[u8]) -> Option<(Encoding, usize)> {
    if bytes.starts_with(b"\xff\xfe") {
        return Some((Encoding::Utf16Le, 2));
    }
    if bytes.starts_with(b"\xfe\xff") {
        return Some((Encoding::Utf16Be, 2));
    }
    let start = &bytes[..bytes.len().min(LOOK)];
    let zeros = |odd: usize| {
        start.iter().enumerate().filter(|(at, byte)| at % 2 == odd && **byte == 0).count()
    };
    let (even, odd, half) = (zeros(0), zeros(1), start.len() / 2);
    let mostly = |zeros: usize| zeros > 0 && zeros * 10 >= half * 6;
    match (mostly(even), mostly(odd)) {
        (false, true) if even == 0 => Some((Encoding::Utf16Le, 0)),
        (true, false) if odd == 0 => Some((Encoding::Utf16Be, 0)),
        _ => None,
    }
}

/// Bytes that were looked at, up to the first that is not UTF-8, and whether there is one: it is
/// then the last of them. A sequence cut off at the end waits for the next piece.
fn checked(piece: &[u8], last: bool) -> (usize, bool) {
    match std::str::from_utf8(piece) {
        Ok(_) => (piece.len(), false),
        Err(error) if error.error_len().is_none() && !last => (error.valid_up_to(), false),
        Err(error) => (error.valid_up_to() + 1, true),
    }
}

/// Sequences of several bytes in valid UTF-8.
fn multibyte(text: &[u8]) -> usize {
    text.iter().filter(|byte| **byte >= 0xc0).count()
}

fn utf8(piece: &[u8], last: bool, text: &mut String) -> usize {
    let mut start = 0;
    loop {
        let rest = &piece[start..];
        let (read, failed) = checked(rest, last);
        let good = read - usize::from(failed);
        text.push_str(std::str::from_utf8(&rest[..good]).unwrap_or_default());
        start += read;
        if !failed {
            return start;
        }
        text.push(char::REPLACEMENT_CHARACTER);
        if start == piece.len() {
            return start;
        }
    }
}

fn windows(piece: &[u8], text: &mut String) -> usize {
    text.extend(piece.iter().map(|byte| match byte {
        0x80..=0x9f => WINDOWS[usize::from(byte - 0x80)],
        _ => char::from(*byte),
    }));
    piece.len()
}

/// Reads whole units. The first half of a pair at the end waits for the next piece.
fn utf16(piece: &[u8], last: bool, unit: fn([u8; 2]) -> u16, text: &mut String) -> usize {
    let (pairs, _) = piece.as_chunks::<2>();
    let mut units: Vec<u16> = pairs.iter().map(|pair| unit(*pair)).collect();
    if !last && units.last().is_some_and(|unit| (0xd800..0xdc00).contains(unit)) {
        units.pop();
    }
    let read = units.len() * 2;
    text.extend(char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)));
    read
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decode(bytes: &[u8], budget: usize) -> Option<(String, Encoding)> {
        let mut decoder = Decoder::new(bytes.to_vec());
        for _ in 0..10_000 {
            match decoder.step(budget) {
                Decoded::More => {}
                Decoded::Binary => return None,
                Decoded::Text(text, encoding) => {
                    let text = String::from_utf8(text).unwrap();
                    return Some((text.trim_start_matches('\u{feff}').into(), encoding));
                }
            }
        }
        panic!("never ends");
    }

    #[track_caller]
    fn check(bytes: &[u8], text: &str, encoding: Encoding) {
        for budget in [1, 9, 10, 11, 1000] {
            assert_eq!(decode(bytes, budget), Some((text.into(), encoding)), "{budget}");
        }
    }

    fn units(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn each_encoding_is_told_from_the_others() {
        let text = "Id;Größe €;🦀🦀🦀🦀🦀🦀\n1;2;3, plain words to the end";
        check(text.as_bytes(), text, Encoding::Utf8);
        check(&["\u{feff}", text].concat().into_bytes(), text, Encoding::Utf8);
        let marked = ["\u{feff}", text].concat();
        check(&units(&marked, u16::to_le_bytes), text, Encoding::Utf16Le);
        check(&units(&marked, u16::to_be_bytes), text, Encoding::Utf16Be);
        check(&units(text, u16::to_le_bytes), text, Encoding::Utf16Le);
        check(&units(text, u16::to_be_bytes), text, Encoding::Utf16Be);
        check(b"Gr\xf6\xdfe \x80 5 \x93x\x94", "Größe € 5 “x”", Encoding::Windows1252);
    }

    #[test]
    fn a_broken_place_does_not_spoil_utf8() {
        check(b"\xc3\xa9t\xc3\xa9 \xff!", "été \u{fffd}!", Encoding::Utf8);
        check(b"\xef\xbb\xbfa\xff\xc3", "a\u{fffd}\u{fffd}", Encoding::Utf8);
    }

    #[test]
    fn zeros_are_no_text() {
        assert_eq!(decode(b"a,b\n\0\0\0\x01", 4096), None);
    }

    #[test]
    fn an_odd_byte_at_the_end_of_utf16_is_left() {
        check(b"\xff\xfea\0b\0c", "ab", Encoding::Utf16Le);
    }
}
