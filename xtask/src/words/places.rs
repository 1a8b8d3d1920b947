//! The places of a message that are filled in: `{name}`, `{name?one|more}`.

use std::collections::BTreeSet;

/// The names of the places; none when one is not closed or opens within another.
pub fn of(message: &str) -> Option<BTreeSet<&str>> {
    let mut names = BTreeSet::new();
    let mut rest = message;
    while let Some((before, place)) = rest.split_once('{') {
        let (inner, after) = place.split_once('}')?;
        if before.contains('}') || inner.contains('{') {
            return None;
        }
        names.insert(inner.split('?').next()?);
        rest = after;
    }
    (!rest.contains('}')).then_some(names)
}

/// What is wrong with the places of a translation.
pub fn fault(english: &str, words: &str) -> Option<String> {
    let (expected, Some(found)) = (of(english)?, of(words)) else {
        return Some("a place is not closed".into());
    };
    // An article that goes by a number, or a plural, may be needless in another language.
    let plain = |name: &&str| english.contains(&format!("{{{name}}}"));
    let missing = expected.iter().find(|name| plain(name) && !found.contains(*name));
    let unknown = found.iter().find(|name| !expected.contains(*name));
    let missing = missing.map(|name| format!("{{{name}}} is missing"));
    missing.or_else(|| unknown.map(|name| format!("{{{name}}} is not in the English")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_off() {
        assert_eq!(of("{a} {b?x|y} {a}"), Some(BTreeSet::from(["a", "b"])));
        assert_eq!(of("none"), Some(BTreeSet::new()));
        assert_eq!((of("{a"), of("a}"), of("{a{b}}")), (None, None, None));
    }

    #[test]
    fn a_translation_has_the_places_of_the_english() {
        assert_eq!(fault("{a} of {b}", "{b} {a}"), None);
        assert_eq!(fault("{n?An|A} {n} chance", "Eine Chance von {n}"), None);
        assert_eq!(fault("{n} {n?deal|deals}", "{n} {n?Geschäft|Geschäfte}"), None);
        assert_eq!(fault("{a}", "x").unwrap(), "{a} is missing");
        assert_eq!(fault("{a}", "{a} {c}").unwrap(), "{c} is not in the English");
        assert_eq!(fault("{a}", "{a").unwrap(), "a place is not closed");
    }
}
