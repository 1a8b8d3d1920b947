//! Lists with a row for each product of a deal.

use super::header;
use super::mapping::Mapping;
use super::role::Role;

/// What the amounts of such rows are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Products {
    /// Those of whole deals, as far as they are the same.
    Deals,
    /// Those of single products.
    Amounts,
}

impl Products {
    /// Whether the list has a column of products, not only of kinds of deals.
    pub fn of(headers: &[String], mapping: &Mapping) -> Option<Self> {
        const WORDS: [&str; 7] =
            ["product", "produ", "line item", "sku", "article", "artikel", "item"];
        const AMOUNTS: [&str; 5] = ["price", "preis", "line", "prix", "position"];
        let plain = |role| Some(header::plain(headers.get(mapping.column(role)?)?));
        let has = |text: &str, words: &[&str]| words.iter().any(|word| text.contains(word));
        plain(Role::Product).filter(|header| has(header, &WORDS))?;
        let single = plain(Role::Value).is_some_and(|header| has(&header, &AMOUNTS));
        Some(if single { Self::Amounts } else { Self::Deals })
    }
}
