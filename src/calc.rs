//! The calculation: numbers and dates in, numbers and dates out.

pub mod coverage;
pub mod cycle;
pub mod deals;
pub mod explain;
pub mod field;
pub mod normal;
pub mod revenue;
pub mod units;
