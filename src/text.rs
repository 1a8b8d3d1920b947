//! Between values and text: what was typed, what is shown, what is shared and kept.
//!
//! Nothing here knows a browser. What depends on the visitor's language comes in as a
//! [`notation::Notation`] (to read) or as [`formats::Formats`] (to write).

pub mod assess;
pub mod calendar;
pub mod canonical;
pub mod categories;
mod cells;
pub mod client;
pub mod deal_list;
mod decimal;
pub mod draft;
pub mod example;
pub mod explain;
pub mod export;
pub mod forecast;
pub mod formats;
pub mod import;
mod json;
pub mod leads;
pub mod lesson;
pub mod levers;
pub mod notation;
pub mod options;
pub mod problem;
pub mod record;
pub mod review;
pub mod rows;
pub mod rules;
pub mod saved;
pub mod scenarios;
pub mod separate;
pub mod share;
pub mod stages;
pub mod sweep;
pub mod table;
pub mod tables;
pub mod texts;
mod typed;
pub mod verdict;
mod words;
pub mod workbook;
pub mod xlsx;
mod zip;
