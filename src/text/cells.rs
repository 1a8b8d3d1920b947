//! What stands in the cells of tables that people have: numbers, currencies, percentages, days and
//! periods, what headers say beside a name, and rows of totals. Lists of deals are read with these,
//! and so can every smaller table be.

pub(crate) mod addition;
pub(crate) mod amount;
pub(crate) mod currency;
pub(crate) mod day;
pub(crate) mod month;
pub(crate) mod period;
pub(crate) mod total;
