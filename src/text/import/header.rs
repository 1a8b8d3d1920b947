//! Headers of columns: how they are compared, and which role they name.

use super::super::texts::push_hex;
use super::role::Role;
use super::seen::hash;
use super::synonyms::{SYNONYMS, TAILS};

/// Longest header that is looked at, in characters.
const LONGEST: usize = 120;

/// A header in lower case, words apart, without the signs and prefixes that CRMs put around it:
/// `CloseDate`, `close_date`, `Deal - Close date *` and `(Do Not Modify) Close Date` are the same.
pub(super) fn plain(header: &str) -> String {
    let mut plain = String::new();
    let mut before = ' ';
    for glyph in header.trim_start_matches('\u{feff}').chars().take(LONGEST) {
        let inner_capital = glyph.is_uppercase() && before.is_lowercase();
        if (inner_capital || !glyph.is_alphanumeric()) && !plain.ends_with(' ') {
            plain.push(' ');
        }
        if glyph.is_alphanumeric() {
            plain.extend(glyph.to_lowercase());
        }
        before = glyph;
    }
    let plain = plain.trim();
    let prefixes = ["do not modify ", "deal deal ", "deal ", "opportunity ", "opportunities "];
    // "Deal ID" is the id of the deal, "Deal" alone its name.
    let bare = prefixes.iter().find_map(|prefix| plain.strip_prefix(prefix));
    bare.unwrap_or(plain).to_owned()
}

/// The roles that a header names, with how sure that is, from 0 to 1.
pub(super) fn roles(header: &str) -> impl Iterator<Item = (Role, f64)> {
    let plain = plain(header);
    let exact: Vec<(Role, f64)> = SYNONYMS
        .iter()
        .enumerate()
        .filter(|(_, (_, name))| *name == plain)
        // Of two headers for the same role, the one named first in the table is meant.
        .map(|(place, (role, _))| (*role, 1.0 - place as f64 / 2000.0))
        .collect();
    let tail = TAILS.iter().find(|(_, tail)| exact.is_empty() && plain.ends_with(tail));
    exact.into_iter().chain(tail.map(|(role, _)| (*role, 0.7)))
}

/// A name for these headers in this order, under which a mapping can be remembered.
pub(super) fn fingerprint(headers: &[String]) -> String {
    let bytes = headers.iter().flat_map(|header| header.bytes().chain([0x1f]));
    let hash = hash(bytes);
    let mut text = String::new();
    push_hex(&mut text, (hash >> 32) as u32, 8);
    push_hex(&mut text, hash as u32, 8);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_of_any_dress_are_the_same() {
        for header in ["CloseDate", "close_date", "Deal - Close date *", "Close Date", "CLOSE DATE"]
        {
            assert_eq!(plain(header), "close date", "{header}");
        }
        assert_eq!(plain("(Do Not Modify) Opportunity"), "opportunity");
        assert_eq!(plain("Probability (%)"), "probability");
        assert_eq!(plain("Deal - Deal created"), "created");
        assert_eq!(plain("\u{feff}Größe"), "größe");
    }

    #[test]
    fn a_header_names_its_role() {
        let role = |header: &str| roles(header).next().map(|(role, _)| role);
        assert_eq!(role("StageName"), Some(Role::Stage));
        assert_eq!(role("Deal - Value"), Some(Role::Value));
        assert_eq!(role("Est. revenue"), Some(Role::Value));
        assert_eq!(role("Students Pipeline Owner"), Some(Role::Owner));
        assert_eq!(role("Erstellungsdatum"), Some(Role::Created));
        assert_eq!(role("Lieblingsfarbe"), None);
    }

    #[test]
    fn other_headers_have_another_fingerprint() {
        let print = |headers: &[&str]| {
            fingerprint(&headers.iter().map(|header| (*header).to_owned()).collect::<Vec<_>>())
        };
        assert_eq!(print(&["a", "b"]).len(), 16);
        assert_ne!(print(&["a", "b"]), print(&["ab", ""]));
        assert_ne!(print(&["a", "b"]), print(&["b", "a"]));
    }
}
