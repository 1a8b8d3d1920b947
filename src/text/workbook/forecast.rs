//! The forecast as a workbook in place of a revenue forecasting template: deals, stages, months and
//! what was assumed, with formulas wherever one figure follows from others.

mod assumptions;
mod deals;
mod months;
mod stages;

use crate::calc::forecast::{Chances, Inputs, Lists, Report};
use crate::calc::units::Money;
use crate::text::formats::Formats;
use crate::text::xlsx::Workbook;

/// What the workbook is made of.
pub struct Source<'a> {
    /// What was typed.
    pub inputs: &'a Inputs,
    /// The lists behind the answer.
    pub lists: &'a Lists<'a>,
    /// The answer.
    pub report: &'a Report,
    /// What [`crate::calc::forecast::chances`] says with the answer's win curve.
    pub chances: &'a [Chances],
    /// Goal of each month; months beyond have none.
    pub goals: &'a [Option<Money>],
    /// First month of the fiscal year, 1 to 12, from which quarters are counted.
    pub fiscal_start: u32,
    /// Sentences on what the answer takes for granted.
    pub notes: &'a [String],
    /// How the visitor writes dates, and the currency.
    pub formats: &'a dyn Formats,
}

/// The workbook as the bytes of an `.xlsx` file.
pub fn workbook(source: &Source) -> Vec<u8> {
    let mut workbook = Workbook::new(source.formats.notation());
    let (deals, left_out) = deals::sheet(source);
    workbook.push(months::sheet(source));
    workbook.push(deals);
    workbook.push(stages::sheet(source));
    workbook.push(assumptions::sheet(source, left_out));
    workbook.into_bytes()
}

impl Source<'_> {
    /// Words with the last day of the forecast behind them.
    fn by_end(&self, words: &str) -> String {
        let end = self.report.months.last().map(|month| self.formats.date(month.end));
        [words, " by ", &end.unwrap_or_default()].concat()
    }
}

/// The formula that adds the cells of a column from row `first` to `last`.
fn sum(column: &str, first: u32, last: u32) -> String {
    ["SUM(", column, &first.to_string(), ":", column, &last.to_string(), ")"].concat()
}

#[cfg(test)]
pub(crate) mod tests;
