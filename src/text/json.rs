//! JSON (RFC 8259) of our own files: written from and read into values by name.

use super::canonical;
use super::record::{Item, Record};
use super::texts::push_hex;

/// Records within records that are read; ours have three.
const DEEPEST: u32 = 16;

/// The value as JSON. Numbers are written without an exponent; what is not finite is `null`.
pub fn write(item: &Item) -> String {
    let mut json = String::new();
    push(&mut json, item);
    json
}

fn push(json: &mut String, item: &Item) {
    match item {
        Item::Flag(true) => json.push_str("true"),
        Item::Flag(false) => json.push_str("false"),
        Item::Number(number) if number.is_finite() => json.push_str(&canonical::number(*number)),
        Item::Nothing | Item::Number(_) => json.push_str("null"),
        Item::Text(text) => push_text(json, text),
        Item::List(items) => {
            json.push('[');
            for (place, item) in items.iter().enumerate() {
                push_comma(json, place);
                push(json, item);
            }
            json.push(']');
        }
        Item::Record(record) => {
            json.push('{');
            for (place, (name, item)) in record.iter().enumerate() {
                push_comma(json, place);
                push_text(json, name);
                json.push(':');
                push(json, item);
            }
            json.push('}');
        }
    }
}

fn push_comma(json: &mut String, place: usize) {
    if place > 0 {
        json.push(',');
    }
}

fn push_text(json: &mut String, text: &str) {
    json.push('"');
    for char in text.chars() {
        match char {
            '"' | '\\' => json.extend(['\\', char]),
            '\0'..='\u{1f}' => {
                json.push_str("\\u");
                push_hex(json, char.into(), 4);
            }
            _ => json.push(char),
        }
    }
    json.push('"');
}

/// Reads JSON; `None` when it is anything else.
pub fn read(text: &str) -> Option<Item> {
    let mut reader = Reader { rest: text };
    let item = reader.item(DEEPEST)?;
    reader.skip_space();
    reader.rest.is_empty().then_some(item)
}

struct Reader<'a> {
    rest: &'a str,
}

impl Reader<'_> {
    fn skip_space(&mut self) {
        self.rest = self.rest.trim_start_matches([' ', '\t', '\r', '\n']);
    }

    /// Takes `sign` if it comes next, after any space.
    fn takes(&mut self, sign: &str) -> bool {
        self.skip_space();
        self.rest.strip_prefix(sign).map(|rest| self.rest = rest).is_some()
    }

    fn item(&mut self, deep: u32) -> Option<Item> {
        let deeper = deep.checked_sub(1)?;
        if self.takes("{") {
            self.record(deeper).map(Item::Record)
        } else if self.takes("[") {
            self.list(deeper).map(Item::List)
        } else if self.takes("\"") {
            self.text().map(Item::Text)
        } else if self.takes("null") {
            Some(Item::Nothing)
        } else if self.takes("true") {
            Some(Item::Flag(true))
        } else if self.takes("false") {
            Some(Item::Flag(false))
        } else {
            self.number().map(Item::Number)
        }
    }

    fn record(&mut self, deep: u32) -> Option<Record> {
        let mut record = Record::new();
        if self.takes("}") {
            return Some(record);
        }
        loop {
            if !self.takes("\"") {
                return None;
            }
            let name = self.text()?;
            if !self.takes(":") {
                return None;
            }
            record.push((name, self.item(deep)?));
            if self.takes("}") {
                return Some(record);
            }
            if !self.takes(",") {
                return None;
            }
        }
    }

    fn list(&mut self, deep: u32) -> Option<Vec<Item>> {
        let mut list = Vec::new();
        if self.takes("]") {
            return Some(list);
        }
        loop {
            list.push(self.item(deep)?);
            if self.takes("]") {
                return Some(list);
            }
            if !self.takes(",") {
                return None;
            }
        }
    }

    /// The rest of a text whose quote was taken.
    fn text(&mut self) -> Option<String> {
        let mut text = String::new();
        loop {
            let at = self.rest.find(['"', '\\'])?;
            let (plain, rest) = self.rest.split_at(at);
            text.push_str(plain);
            self.rest = &rest[1..];
            if rest.starts_with('"') {
                return Some(text);
            }
            text.push(self.escaped()?);
        }
    }

    /// The sign after a backslash.
    fn escaped(&mut self) -> Option<char> {
        let sign = self.rest.chars().next()?;
        self.rest = &self.rest[sign.len_utf8()..];
        match sign {
            '"' | '\\' | '/' => Some(sign),
            'n' => Some('\n'),
            't' => Some('\t'),
            'r' => Some('\r'),
            'b' => Some('\u{8}'),
            'f' => Some('\u{c}'),
            'u' => self.unit(),
            _ => None,
        }
    }

    /// A sign by its UTF-16 units.
    fn unit(&mut self) -> Option<char> {
        let first = self.hex()?;
        if !(0xd800..0xdc00).contains(&first) {
            return char::from_u32(first);
        }
        let rest = self.rest.strip_prefix("\\u")?;
        self.rest = rest;
        let second = self.hex()?.checked_sub(0xdc00).filter(|second| *second < 0x400)?;
        char::from_u32(0x1_0000 + ((first - 0xd800) << 10) + second)
    }

    fn hex(&mut self) -> Option<u32> {
        let digits = self.rest.get(..4)?;
        self.rest = &self.rest[4..];
        digits.chars().try_fold(0, |value, digit| Some(value * 16 + digit.to_digit(16)?))
    }

    fn number(&mut self) -> Option<f64> {
        let number = |sign: char| !(sign.is_ascii_digit() || "+-.eE".contains(sign));
        let end = self.rest.find(number).unwrap_or(self.rest.len());
        let (digits, rest) = self.rest.split_at(end);
        self.rest = rest;
        canonical::read_number(digits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::record::{record, text};

    #[test]
    fn what_is_written_reads_back() {
        let item = record([
            ("name", text("a \"quoted\" \\ line\nand \u{1} 🦀 é")),
            ("numbers", Item::List(vec![Item::Number(-1.5), Item::Number(0.0)])),
            ("none", Item::Nothing),
            ("flags", Item::List(vec![Item::Flag(true), Item::Flag(false)])),
            ("empty", Item::List(vec![Item::List(vec![]), record([])])),
        ]);
        let json = write(&item);
        assert_eq!(read(&json), Some(item));
        serde_json::from_str::<serde_json::Value>(&json).unwrap();
        assert_eq!(write(&Item::Number(f64::NAN)), "null");
    }

    #[test]
    fn others_spaces_and_escapes_are_read() {
        let json = "\r\n{ \"a\" : [ 1 , true ] ,\t\"\\u0062\\ud83e\\udd80\" : \"\\/\\n\" }\n";
        let expected = record([
            ("a", Item::List(vec![Item::Number(1.0), Item::Flag(true)])),
            ("b🦀", text("/\n")),
        ]);
        assert_eq!(read(json), Some(expected));
    }

    #[test]
    fn what_is_not_json_is_refused() {
        for json in [
            "",
            "{",
            "}",
            "{\"a\"}",
            "{\"a\":}",
            "{\"a\":1,}",
            "[1,]",
            "[1 2]",
            "\"",
            "\"\\x\"",
            "{a:1}",
            "\"\\ud83e\"",
            "\"\\u12\"",
            "nul",
            "1 2",
            "{} x",
            "\"\\u00é0\"",
        ] {
            assert_eq!(read(json), None, "{json}");
        }
        assert_eq!(read(&"[".repeat(100_000)), None);
    }
}
