//! The forecast as a workbook in place of a revenue forecasting template: deals, stages, months and
//! what was assumed, with formulas wherever one figure follows from others.

mod assumptions;
mod deals;
mod months;
mod stages;

use crate::calc::forecast::{Chances, Inputs, Lists, Owned, Report};
use crate::text::formats::Formats;
use crate::text::xlsx::Workbook;

/// What the sheets are made of.
struct Source<'a> {
    inputs: &'a Inputs,
    lists: Lists<'a>,
    report: &'a Report,
    chances: Vec<Chances>,
    formats: &'a dyn Formats,
}

/// The answer to `inputs` and `lists` as the bytes of an `.xlsx` file. The months are those of the
/// table on the screen.
pub fn workbook(inputs: &Inputs, lists: &Owned, report: &Report, formats: &dyn Formats) -> Vec<u8> {
    let source =
        Source { inputs, lists: lists.lists(), report, chances: lists.chances(inputs), formats };
    let mut workbook = Workbook::new(formats.notation());
    let (deals, left_out) = deals::sheet(&source);
    workbook.push(months::sheet(&source));
    workbook.push(deals);
    workbook.push(stages::sheet(&source));
    workbook.push(assumptions::sheet(&source, left_out));
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
