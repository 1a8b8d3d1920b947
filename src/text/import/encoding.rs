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
    /// Windows-1251, Cyrillic.
    Windows1251,
    /// `Shift_JIS`, Japanese. Its table is that of the host.
    ShiftJis,
}

/// Characters of the bytes 0x80 to 0x9f in Windows-1252 (WHATWG Encoding, index windows-1252).
const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// Characters of the bytes 0x80 to 0xbf in Windows-1251 (WHATWG Encoding, index windows-1251); those
/// above are the alphabet.
const CYRILLIC: &str =
    "ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—\u{98}™љ›њќћџ\u{a0}ЎўЈ¤Ґ¦§Ё©Є«¬\u{ad}®Ї°±Ііґµ¶·ё№є»јЅѕї";

/// Bytes of the start in which zeros are counted.
const LOOK: usize = 4096;

/// A file of which more than one byte in so many is zero is no text.
const MOST_ZEROS: usize = 20;
/// Bytes of the start by which encodings of one or two bytes are told apart.
const SAMPLE: usize = 64 * 1024;

/// All of a small file as text; `None` for what is no text, or is in an encoding of which only the
/// host has the table.
pub fn decode(bytes: Vec<u8>) -> Option<String> {
    const STEP: usize = 1 << 20;
    let mut decoder = Decoder::new(bytes);
    loop {
        match decoder.step(STEP) {
            Decoded::More => {}
            Decoded::Text(text, _) => return String::from_utf8(text).ok(),
            Decoded::Binary | Decoded::Foreign(_) => return None,
        }
    }
}

/// Where the conversion is.
pub(super) struct Decoder {
    bytes: Vec<u8>,
    position: usize,
    phase: Phase,
}

enum Phase {
    /// Looking whether it is UTF-8: good sequences of several bytes, and bad bytes, so far.
    Looking { marked: bool, good: usize, bad: usize, zeros: bool },
    /// Converting into this text.
    Converting(Encoding, String),
}

/// What a piece of work came to.
pub(super) enum Decoded {
    /// There is more to do.
    More,
    /// The text in UTF-8. If it was that before, its mark may still stand at the start.
    Text(Vec<u8>, Encoding),
    /// Many zeros where a text has none.
    Binary,
    /// Bytes in an encoding that only the host knows.
    Foreign(Vec<u8>),
}

impl Decoder {
    pub fn new(bytes: Vec<u8>) -> Self {
        let marked = bytes.starts_with(b"\xef\xbb\xbf");
        let (phase, position) = match sixteen(&bytes) {
            Some((encoding, start)) => (Phase::Converting(encoding, String::new()), start),
            None => (
                Phase::Looking { marked, good: 0, bad: 0, zeros: false },
                if marked { 3 } else { 0 },
            ),
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
                    Encoding::Windows1251 => cyrillic(piece, text),
                    // Never begun: the host decodes it.
                    Encoding::ShiftJis => piece.len(),
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
        let Phase::Looking { marked, good, bad, zeros } = &mut self.phase else {
            return Decoded::More;
        };
        let last = end == self.bytes.len();
        let piece = &self.bytes[self.position..end];
        let is_zero = |byte: &&u8| **byte == 0;
        let start = &self.bytes[..self.bytes.len().min(LOOK)];
        let first = self.position <= 3;
        if first && start.iter().filter(is_zero).count() * MOST_ZEROS > start.len() {
            return Decoded::Binary;
        }
        *zeros |= piece.contains(&0);
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
        if *bad == 0 && !*zeros {
            return Decoded::Text(std::mem::take(&mut self.bytes), Encoding::Utf8);
        }
        let utf8 = *marked || *bad == 0 || *good > *bad;
        let encoding = if utf8 { Encoding::Utf8 } else { single(&self.bytes) };
        if encoding == Encoding::ShiftJis {
            return Decoded::Foreign(std::mem::take(&mut self.bytes));
        }
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

/// Which encoding it is that is not UTF-8. In Japanese, pairs begin with bytes that Western texts
/// hardly have; Cyrillic letters stand together, accented ones between others.
fn single(bytes: &[u8]) -> Encoding {
    let bytes = &bytes[..bytes.len().min(SAMPLE)];
    if is_japanese(bytes) {
        return Encoding::ShiftJis;
    }
    let letter = |byte: u8| matches!(byte, 0xc0..|0xa8| 0xb8);
    let letters = bytes.iter().filter(|byte| letter(**byte)).count();
    let together = bytes.windows(2).filter(|pair| letter(pair[0]) && letter(pair[1])).count();
    let cyrillic = letters >= 4 && together * 2 > letters;
    if cyrillic { Encoding::Windows1251 } else { Encoding::Windows1252 }
}

/// Whether all bytes above ASCII are pairs of `Shift_JIS` or half-width katakana, and most of them
/// kana and common characters. A pair that is cut off at the end counts as none.
fn is_japanese(bytes: &[u8]) -> bool {
    let (mut pairs, mut common, mut at) = (0, 0, 0);
    while let Some(byte) = bytes.get(at) {
        at += match byte {
            0x81..=0x9f | 0xe0..=0xfc => match bytes.get(at + 1) {
                Some(0x40..=0x7e | 0x80..=0xfc) => {
                    pairs += 1;
                    common += usize::from(*byte < 0xa0);
                    2
                }
                None => 1,
                Some(_) => return false,
            },
            0x80 | 0xa0 | 0xfd.. => return false,
            _ => 1,
        };
    }
    pairs > 1 && common * 2 > pairs
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

fn cyrillic(piece: &[u8], text: &mut String) -> usize {
    let table: Vec<char> = CYRILLIC.chars().collect();
    text.extend(piece.iter().map(|byte| match byte {
        0xc0.. => char::from_u32(0x410 + u32::from(*byte - 0xc0)).unwrap_or_default(),
        0x80.. => table.get(usize::from(byte - 0x80)).copied().unwrap_or_default(),
        _ => char::from(*byte),
    }));
    piece.len()
}

fn utf8(piece: &[u8], last: bool, text: &mut String) -> usize {
    let mut start = 0;
    loop {
        let rest = &piece[start..];
        let (read, failed) = checked(rest, last);
        let good = read - usize::from(failed);
        let good = std::str::from_utf8(&rest[..good]).unwrap_or_default();
        text.extend(good.split('\0'));
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
mod tests;
