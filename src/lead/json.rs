//! Writes JSON (RFC 8259), and finds strings in the JSON of others.

/// Puts `text` behind `json`, quoted. What could end a script element or a line of JavaScript is
/// escaped too, so that the JSON may be shown anywhere.
pub(super) fn string(json: &mut String, text: &str) {
    json.push('"');
    for char in text.chars() {
        match char {
            '"' | '\\' => json.extend(['\\', char]),
            '\n' => json.push_str("\\n"),
            '\0'..='\u{1f}' | '<' | '\u{7f}' | '\u{2028}' | '\u{2029}' => {
                json.push_str("\\u");
                crate::text::texts::push_hex(json, char.into(), 4);
            }
            _ => json.push(char),
        }
    }
    json.push('"');
}

/// Puts `"name":` behind `json`, with a comma when something stands before it.
pub(super) fn name(json: &mut String, name: &str) {
    comma(json);
    string(json, name);
    json.push(':');
}

/// Puts `"name":"text"` behind `json`.
pub(super) fn member(json: &mut String, name: &str, text: &str) {
    self::name(json, name);
    string(json, text);
}

/// Puts a comma behind `json` unless nothing stands before it.
pub(super) fn comma(json: &mut String) {
    if !json.ends_with(['{', '[']) {
        json.push(',');
    }
}

/// What [`scan`] meets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Met<'a> {
    /// An object begins.
    Open,
    /// An object ends.
    Close,
    /// A member whose value is a string, both as they are escaped, or whose value is the start of
    /// something else: `true`, `12`.
    Member(&'a str, &'a str),
}

/// Walks through JSON without reading it whole. What stands within a string is never taken for
/// anything else, so that a message cannot pretend to be a code.
pub(super) fn scan<'a>(json: &'a str, mut meet: impl FnMut(Met<'a>)) {
    let (mut rest, mut last) = (json, None);
    while let Some(at) = rest.find(['"', '{', '}', ':', ',', '[', ']']) {
        let (before, sign) = (rest[..at].trim(), rest.as_bytes()[at]);
        rest = &rest[at + 1..];
        match sign {
            b'"' => {
                let end = closing(rest);
                let text = &rest[..end];
                rest = rest.get(end + 1..).unwrap_or("");
                match last.take() {
                    Some((name, true)) => meet(Met::Member(name, text)),
                    _ => last = Some((text, false)),
                }
            }
            b':' => last = last.map(|(name, _)| (name, true)),
            _ => {
                if let (Some((name, true)), false) = (last.take(), before.is_empty()) {
                    meet(Met::Member(name, before));
                }
                match sign {
                    b'{' => meet(Met::Open),
                    b'}' => meet(Met::Close),
                    _ => {}
                }
            }
        }
    }
}

/// Where the string ends whose first character `text` begins with.
fn closing(text: &str) -> usize {
    let mut escaped = false;
    let end = text.bytes().position(|byte| {
        let ends = byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        ends
    });
    end.unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_string_is_read_back() {
        let all: String = ('\0'..='\u{2030}').chain(['🦀', '\u{fffd}']).collect();
        let mut json = String::new();
        string(&mut json, &all);
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), all);
        assert!(!json.contains(['<', '\u{2028}', '\n']));
    }

    #[test]
    fn members_get_their_commas() {
        let mut json = "{".to_string();
        member(&mut json, "a", "1");
        member(&mut json, "b", "{");
        json.push('}');
        assert_eq!(json, r#"{"a":"1","b":"{"}"#);
    }

    fn members(json: &str) -> Vec<(&str, &str)> {
        let mut members = Vec::new();
        scan(json, |met| {
            if let Met::Member(name, text) = met {
                members.push((name, text));
            }
        });
        members
    }

    #[test]
    fn members_are_found_and_only_where_they_are() {
        let json =
            r#"{"a" : "1", "n":12 ,"t":true,"list":["x",{"b":"\"code\":\"X\""},"y"],"c":"\\"}"#;
        let escaped = r#"\"code\":\"X\""#;
        assert_eq!(
            members(json),
            [("a", "1"), ("n", "12"), ("t", "true"), ("b", escaped), ("c", r"\\")]
        );
        for odd in ["", "\"", "{\"a\":\"", "<html>\"a\"", "\"a\":", "é\"é\\", "{{{:::\"\"\"\""] {
            members(odd);
        }
    }
}
