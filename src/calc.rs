//! The calculation: numbers and dates in, numbers and dates out.

pub mod accuracy;
pub mod beta;
pub mod compare;
pub mod coverage;
pub mod cycle;
pub mod deals;
pub mod explain;
pub mod field;
pub mod figure;
pub mod forecast;
pub mod gamma;
pub mod history;
pub mod leads;
pub mod normal;
pub mod portfolio;
pub mod prospects;
pub mod rates;
pub mod replay;
pub mod revenue;
pub mod review;
pub mod seek;
pub mod separate;
pub mod stages;
pub mod sweep;
pub mod units;
