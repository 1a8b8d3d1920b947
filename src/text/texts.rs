//! Texts by key, and how they stand in links and in the storage.

/// Texts by key, in the order of the keys. They are so few that a sorted list will do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Texts(Vec<(String, String)>);

impl Texts {
    /// The text with this key.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.find(key).ok().map(|at| self.0[at].1.as_str())
    }

    /// Puts a text in; one with the same key gives way.
    pub fn insert(&mut self, key: String, text: String) {
        match self.find(&key) {
            Ok(at) => self.0[at].1 = text,
            Err(at) => self.0.insert(at, (key, text)),
        }
    }

    /// Takes the text with this key out.
    pub fn remove(&mut self, key: &str) -> Option<String> {
        self.find(key).ok().map(|at| self.0.remove(at).1)
    }

    /// Keys and texts, in the order of the keys.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(key, text)| (key.as_str(), text.as_str()))
    }

    /// Where the key is, or where it belongs.
    fn find(&self, key: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(own, _)| own.as_str().cmp(key))
    }

    /// Reads form-urlencoded pairs: "goal=2400000&period=own"; `None` when they are not.
    pub(crate) fn decode(pairs: &str) -> Option<Self> {
        let mut texts = Self::default();
        for pair in pairs.split('&') {
            let (key, text) = pair.split_once('=')?;
            texts.insert(unescape(key)?, unescape(text)?);
        }
        Some(texts)
    }
}

impl FromIterator<(String, String)> for Texts {
    fn from_iter<T: IntoIterator<Item = (String, String)>>(pairs: T) -> Self {
        let mut texts = Self::default();
        for (key, text) in pairs {
            texts.insert(key, text);
        }
        texts
    }
}

/// Puts a form-urlencoded pair behind `pairs`.
pub(crate) fn push_pair(pairs: &mut String, key: &str, text: &str) {
    if !pairs.is_empty() {
        pairs.push('&');
    }
    escape(pairs, key);
    pairs.push('=');
    escape(pairs, text);
}

/// The last `digits` hexadecimal digits of `value`.
pub(crate) fn push_hex(text: &mut String, value: u32, digits: u32) {
    for place in (0..digits).rev() {
        text.extend(char::from_digit((value >> (4 * place)) & 15, 16));
    }
}

fn escape(escaped: &mut String, text: &str) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_') {
            escaped.push(char::from(byte));
        } else {
            escaped.push('%');
            push_hex(escaped, byte.into(), 2);
        }
    }
}

fn unescape(text: &str) -> Option<String> {
    let (mut unescaped, mut bytes) = (Vec::with_capacity(text.len()), text.bytes());
    while let Some(byte) = bytes.next() {
        unescaped.push(match byte {
            b'%' => hex_digit(bytes.next()?)? * 16 + hex_digit(bytes.next()?)?,
            b'+' => b' ',
            other => other,
        });
    }
    String::from_utf8(unescaped).ok()
}

fn hex_digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).map(|value| value as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(pairs: &[(&str, &str)]) -> Texts {
        pairs.iter().map(|(key, text)| ((*key).to_string(), (*text).to_string())).collect()
    }

    #[test]
    fn the_order_is_that_of_the_keys_and_the_last_text_counts() {
        let mut texts = texts(&[("b", "1"), ("a", "2"), ("b", "3")]);
        assert_eq!(texts.iter().collect::<Vec<_>>(), [("a", "2"), ("b", "3")]);
        assert_eq!((texts.get("b"), texts.get("c")), (Some("3"), None));
        assert_eq!((texts.remove("b"), texts.remove("b")), (Some("3".into()), None));
    }

    #[test]
    fn any_text_survives_as_a_pair() {
        for text in ["", "2400000", "a b+c", "100%", "k=v&k", "🦀", "\0\n\""] {
            let mut pairs = String::new();
            push_pair(&mut pairs, text, text);
            push_pair(&mut pairs, "key", text);
            assert!(pairs.is_ascii());
            assert_eq!(Texts::decode(&pairs), Some(self::texts(&[(text, text), ("key", text)])));
        }
    }

    #[test]
    fn pairs_of_other_writers_are_read_and_half_ones_refused() {
        assert_eq!(Texts::decode("a=1+2&b=%2B%c3%A9"), Some(texts(&[("a", "1 2"), ("b", "+é")])));
        for pairs in ["", "a", "a=1&", "&a=1", "a=%", "a=%4", "a=%xx", "a=%+1", "a=%ff"] {
            assert_eq!(Texts::decode(pairs), None, "{pairs}");
        }
    }
}
