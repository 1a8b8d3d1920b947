//! Headers of columns: how they are compared, and which role they name.

use super::super::cells::addition;
use super::super::texts::push_hex;
use super::role::Role;
use super::seen::hash;
use super::vocabulary;

/// Longest header that is looked at, in characters.
const LONGEST: usize = 120;
/// What CRMs put before the headers of deals.
const PREFIXES: [&str; 16] = [
    "do not modify ",
    "deal deal ",
    "deal ",
    "opportunity ",
    "opportunities ",
    "affaire ",
    "trato ",
    "negocio ",
    "negócio ",
    "affare ",
    "trattativa ",
    "opportunité ",
    "oportunidad ",
    "oportunidade ",
    "opportunità ",
    "sales ",
];
/// Ends of headers, for modules and fields that a firm has renamed, with how sure they are.
#[rustfmt::skip]
const TAILS: &[(Role, &str, f64)] = &[
    (Role::Owner, " owner", 0.7), (Role::Stage, " stage", 0.7), (Role::Name, " name", 0.7),
    (Role::Value, " amount", vocabulary::GUESS), (Role::Probability, " probability", 0.7),
    (Role::Created, " created date", vocabulary::GUESS),
    (Role::ExpectedClose, " close date", vocabulary::GUESS),
];
/// Words before those ends that speak of something else than the deal.
const OTHERS: &[&str] = &[
    "contact",
    "first",
    "last",
    "campaign",
    "file",
    "partner",
    "territory",
    "competitor",
    "list",
    "weighted",
    "tax",
    "discount",
    "forecast",
    "previous",
    "prev",
    "commission",
    "user",
    "account",
    "company",
    "product",
    "lead",
    "customer",
    "client",
    "proposal",
    "quote",
    "next",
    "stage",
];

/// A header in lower case, words apart, without the signs around it: `CloseDate`, `close_date` and
/// `Close date *` are the same.
pub(crate) fn plain(header: &str) -> String {
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
    plain.trim().to_owned()
}

/// Without what CRMs put before it: "Deal - Close date" is "close date". "Deal ID" is the id of the
/// deal, "Deal" alone its name.
fn bare(plain: &str) -> &str {
    PREFIXES.iter().find_map(|prefix| plain.strip_prefix(prefix)).unwrap_or(plain)
}

/// The roles that a header names, with how sure that is, from 0 to 1.
pub(super) fn roles(header: &str) -> Vec<(Role, f64)> {
    if header.is_empty() || header.len() > 4 * LONGEST {
        return Vec::new();
    }
    let own = named(header);
    if !own.is_empty() {
        return own;
    }
    let Some(added) = addition::split(header) else { return tail(&plain(header)) };
    // An amount as it is written comes before one that was converted.
    let share = if added.converted { 0.8 } else { 0.98 };
    named(added.name).into_iter().map(|(role, sure)| (role, sure * share)).collect()
}

fn named(header: &str) -> Vec<(Role, f64)> {
    let plain = plain(header);
    let full = vocabulary::roles(&plain);
    let roles = if full.is_empty() { vocabulary::roles(bare(&plain)) } else { full };
    roles.to_vec()
}

fn tail(plain: &str) -> Vec<(Role, f64)> {
    let found = TAILS.iter().find(|(_, tail, _)| plain.ends_with(tail));
    let others = plain.split(' ').any(|word| OTHERS.contains(&word));
    found.filter(|_| !others).map(|(role, _, sure)| (*role, *sure)).into_iter().collect()
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
            assert_eq!(bare(&plain(header)), "close date", "{header}");
        }
        assert_eq!(plain("Probability (%)"), "probability");
        assert_eq!(plain("\u{feff}Größe"), "größe");
    }

    #[test]
    fn a_header_names_its_role() {
        let role = |header: &str| roles(header).first().map(|(role, _)| *role);
        assert_eq!(role("StageName"), Some(Role::Stage));
        assert_eq!(role("Deal - Value"), Some(Role::Value));
        assert_eq!(role("Est. revenue"), Some(Role::Value));
        assert_eq!(role("Students Pipeline Owner"), Some(Role::Owner));
        assert_eq!(role("Erstellungsdatum"), Some(Role::Created));
        assert_eq!(role("(Do Not Modify) Opportunity"), Some(Role::Id));
        assert_eq!(role("Deal - Deal created"), Some(Role::Created));
        assert_eq!(role("Amount (USD)"), Some(Role::Value));
        assert_eq!(role("Umsatz in T€"), Some(Role::Value));
        assert_eq!(role("Created Date (UTC)"), Some(Role::Created));
        for header in
            ["Lieblingsfarbe", "Contact Name", "Proposal created date", "Close Date (A)", ""]
        {
            assert_eq!(role(header), None, "{header}");
        }
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
