//! Chances in a given market: exact, or from a table while a control moves.

use crate::calc::normal::Table;
use crate::calc::revenue::Precision;
use crate::calc::revenue::market::Market;

/// Chances in markets.
pub(super) struct Shares {
    pub market: Market,
    /// While a control moves.
    pub table: Option<Table>,
}

impl Shares {
    pub fn new(market: Market, precision: Precision) -> Self {
        let table = (precision == Precision::Interactive).then(Table::new);
        Self { market, table }
    }

    /// See [`Market::chance`].
    pub fn chance(&self, score: f64, z: f64) -> f64 {
        match &self.table {
            Some(table) => table.cumulative(self.market.moved(score, z)),
            None => self.market.chance(score, z),
        }
    }
}
