//! Lists with a row for each product of a deal.

use std::collections::HashMap;

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

/// The rows of each deal that were joined, by its place among the deals.
#[derive(Debug, Default)]
pub(super) struct Joins(HashMap<usize, Join>);

#[derive(Debug)]
struct Join {
    /// The amount on the first row.
    first: f64,
    /// Rows with that amount.
    rows: u32,
    /// Whether another amount came: they are those of single products then.
    differ: bool,
}

impl Joins {
    /// The amount of a deal that had this one, with one more row.
    pub fn add(&mut self, deal: usize, products: Products, had: f64, row: f64) -> f64 {
        let join = self.0.entry(deal).or_insert(Join { first: had, rows: 1, differ: false });
        if products == Products::Amounts || join.differ {
            return had + row;
        }
        if row.total_cmp(&join.first).is_eq() {
            join.rows += 1;
            return had;
        }
        join.differ = true;
        join.first * f64::from(join.rows) + row
    }
}
