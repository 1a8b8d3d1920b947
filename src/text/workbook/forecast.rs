//! The forecast as a workbook in place of a revenue forecasting template: deals, stages, months and
//! what was assumed, with formulas wherever one figure follows from others.

mod across;
mod assumptions;
mod deals;
mod groups;
mod methods;
mod months;
mod stages;

use crate::calc::forecast::{Chances, Inputs, Lists, Owned, Report};
use crate::text::formats::Formats;
use crate::text::workbook::sum;
use crate::text::xlsx::{Sheet, Workbook};

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
    let mut workbook = Workbook::new(formats.notation());
    for sheet in sheets(inputs, lists, report, formats) {
        workbook.push(sheet);
    }
    workbook.into_bytes()
}

/// The sheets of the workbook, in order.
pub(super) fn sheets(
    inputs: &Inputs,
    lists: &Owned,
    report: &Report,
    formats: &dyn Formats,
) -> Vec<Sheet> {
    let source =
        Source { inputs, lists: lists.lists(), report, chances: lists.chances(inputs), formats };
    let (deals, left_out) = deals::sheet(&source);
    let (months, across) = months::sheets(&source);
    let mut sheets = vec![
        months,
        deals,
        stages::sheet(&source),
        assumptions::sheet(&source, left_out),
        methods::sheet(report),
        across,
    ];
    sheets.extend(groups::sheets(&source));
    sheets
}

impl Source<'_> {
    /// The last day of the forecast.
    fn end(&self) -> String {
        let end = self.report.months.last().map(|month| self.formats.date(month.end));
        end.unwrap_or_default()
    }
}

#[cfg(test)]
pub(crate) mod tests;
