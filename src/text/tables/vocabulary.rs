//! What headers and names of rows say, as `vocabulary.txt` says.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::uses::{USES, Use};
use crate::text::cells::period;
use crate::text::import::plain_header as plain;

/// Names by role; its first lines say how it is written.
pub const TEXT: &str = include_str!("vocabulary.txt");

/// What a name says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Role {
    /// What the column may be used as.
    Use(Use),
    /// Amount times chance.
    Weighted,
    /// Difference between two amounts.
    Variance,
    /// One amount as a share of another.
    Attainment,
    /// A sum of the others.
    Total,
    /// Numbers of something else than deals.
    Counts,
    /// What is taken off revenue, or left of it.
    Deduction,
    /// Name or id of a single deal.
    Deal,
    /// When a deal was created.
    Created,
    /// When a deal closes.
    Closes,
    /// Anything that is no part of a forecast.
    Note,
}

/// The keys of roles that no column is used as.
const OTHERS: [(&str, Role); 10] = [
    ("weighted", Role::Weighted),
    ("variance", Role::Variance),
    ("attainment", Role::Attainment),
    ("total", Role::Total),
    ("counts", Role::Counts),
    ("deduction", Role::Deduction),
    ("deal", Role::Deal),
    ("created", Role::Created),
    ("closes", Role::Closes),
    ("note", Role::Note),
];

/// Words within a name that decide whatever stands beside them.
const WITHIN: [(&str, Role); 21] = [
    ("weighted", Role::Weighted),
    ("gewicht", Role::Weighted),
    ("pondér", Role::Weighted),
    ("ponderad", Role::Weighted),
    ("ponderat", Role::Weighted),
    ("gewogen", Role::Weighted),
    ("varianc", Role::Variance),
    ("abweich", Role::Variance),
    ("differen", Role::Variance),
    ("écart", Role::Variance),
    ("desvia", Role::Variance),
    ("scostament", Role::Variance),
    ("afwijking", Role::Variance),
    ("attainment", Role::Attainment),
    ("percent", Role::Attainment),
    ("growth", Role::Variance),
    ("cumul", Role::Total),
    ("kumul", Role::Total),
    ("ytd", Role::Total),
    ("subtotal", Role::Total),
    ("zwischensumme", Role::Total),
];

/// Each plain name with its roles and its place in the text, the first named first.
static NAMES: LazyLock<HashMap<String, Vec<(Role, usize)>>> = LazyLock::new(|| {
    let mut all: HashMap<String, Vec<(Role, usize)>> = HashMap::new();
    for (place, (key, name)) in entries().enumerate() {
        let Some(role) = role(key) else { continue };
        let roles = all.entry(plain(name)).or_default();
        if roles.iter().all(|(other, _)| *other != role) {
            roles.push((role, place));
        }
    }
    all
});

/// All that the text names: a key and a name.
pub(super) fn entries() -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = TEXT.lines().filter(|line| !line.starts_with('#'));
    let named = lines.filter_map(|line| line.split_once(": "));
    named.flat_map(|(key, names)| names.split(", ").map(move |name| (key, name)))
}

/// The role of a key.
fn role(key: &str) -> Option<Role> {
    let used = USES.iter().find(|(_, own, _)| *own == key).map(|(used, ..)| Role::Use(*used));
    used.or_else(|| OTHERS.iter().find(|(own, _)| *own == key).map(|(_, role)| *role))
}

/// What is added to the place of a name that is known in part: those known whole come first.
pub(super) const IN_PART: usize = 100_000;

/// What a name says, each with its place in the vocabulary: by the whole of it, by a word that
/// decides, without periods and years in it, or by its last or first words.
pub(super) fn roles(name: &str) -> Vec<(Role, usize)> {
    let plain = plain(name);
    if plain.is_empty() || plain.len() > 80 {
        return Vec::new();
    }
    if let Some(found) = NAMES.get(&plain) {
        return found.clone();
    }
    if let Some((_, role)) = WITHIN.iter().find(|(part, _)| plain.contains(part)) {
        return vec![(*role, IN_PART)];
    }
    let words: Vec<&str> = plain.split(' ').filter(|word| !is_time(word)).collect();
    if let Some(found) = NAMES.get(&words.join(" ")) {
        return found.clone();
    }
    let found = parts(&words).unwrap_or_default();
    found.into_iter().map(|(role, place)| (role, place + IN_PART)).collect()
}

/// By the longest last or first words that are known: "Enterprise sales target", "Total Umsatz DACH".
fn parts(words: &[&str]) -> Option<Vec<(Role, usize)>> {
    let count = words.len();
    if !(2..=6).contains(&count) {
        return None;
    }
    let ends = (1..count).map(|from| words[from..].join(" "));
    let starts = (1..count).rev().map(|to| words[..to].join(" "));
    let measure = |found: &&Vec<(Role, usize)>| {
        found.iter().any(|(role, _)| {
            matches!(
                role,
                Role::Use(
                    Use::Goal
                        | Use::Revenue
                        | Use::Forecast
                        | Use::Actual
                        | Use::Chance
                        | Use::Value
                ) | Role::Attainment
                    | Role::Variance
                    | Role::Total
                    | Role::Counts
                    | Role::Deduction
            )
        })
    };
    ends.chain(starts).find_map(|part| NAMES.get(&part).filter(measure).cloned())
}

/// Whether a word of a name is a year or a period.
fn is_time(word: &str) -> bool {
    let today = chrono::NaiveDate::default();
    word.bytes().any(|byte| byte.is_ascii_digit())
        && (word.starts_with("fy") || period::last_day(word, today).is_some())
}

/// Whether the name says this.
pub(super) fn says(name: &str, role: Role) -> bool {
    roles(name).iter().any(|(own, _)| *own == role)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_name_says_its_role() {
        let mut count = 0;
        for (key, name) in entries() {
            let role = role(key).unwrap_or_else(|| panic!("{key}"));
            assert!(says(name, role), "{key}: {name}: {:?}", roles(name));
            count += 1;
        }
        assert!(count > 1_000, "{count}");
    }

    #[test]
    fn names_are_known_with_words_around_them() {
        for (name, role) in [
            ("FY27 Quota", Role::Use(Use::Goal)),
            ("2026 Target", Role::Use(Use::Goal)),
            ("Enterprise sales target", Role::Use(Use::Goal)),
            ("Gewichteter Wert (€)", Role::Weighted),
            ("Variance %", Role::Variance),
            ("# Deals", Role::Use(Use::Count)),
        ] {
            assert!(says(name, role), "{name}: {:?}", roles(name));
        }
        assert!(roles("Product A").is_empty());
        assert!(roles("A. Ruiz").is_empty());
    }
}
