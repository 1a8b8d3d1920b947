//! Answers as workbooks with which a team goes on in Excel or `LibreOffice`.

mod coverage;
pub mod forecast;
mod leads;
pub mod review;
mod sweep;

use super::formats::Formats;
use super::review::Content;
use super::xlsx::{Cell, Kind, Sheet, Workbook};
use super::zip::Archive;
use crate::calc::deals::Deal;
use crate::calc::field::{Kind as Takes, Value};
use crate::calc::replay::Replayed;
use crate::calc::review::{Answers, Gap, Report as Scores};
use crate::calc::{coverage as covered, forecast as forecasts, leads as plan, sweep as swept};

/// What tables are saved as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A workbook with formulas.
    Workbook,
    /// Plain values.
    Csv,
}

/// Sheets of all calculators in one workbook.
pub struct Tables<'a> {
    formats: &'a dyn Formats,
    sheets: Vec<Sheet>,
}

impl<'a> Tables<'a> {
    /// No sheet yet.
    pub fn new(formats: &'a dyn Formats) -> Self {
        Self { formats, sheets: Vec::new() }
    }

    /// Coverage, with the levers as far as they are known.
    pub fn coverage(
        &mut self,
        inputs: &covered::Inputs,
        report: &covered::Report,
        levers: &[covered::Lever],
    ) {
        let currency = &self.formats.notation().code;
        self.sheets.extend(coverage::sheets(inputs, report, levers, currency));
    }

    /// The sweep; `steps` says what to do with each of the report's deals, in their order, and
    /// `past` has the past quarters as far as they are forecast again.
    pub fn sweep(
        &mut self,
        deals: &[Deal],
        report: &swept::Report,
        steps: &[String],
        past: &[Replayed],
    ) {
        self.sheets.extend(sweep::sheets(deals, report, steps, self.formats));
        if !past.is_empty() {
            self.sheets.push(sweep::replayed(past));
        }
    }

    /// The forecast, as its own workbook has it.
    pub fn forecast(
        &mut self,
        inputs: &forecasts::Inputs,
        lists: &forecasts::Owned,
        report: &forecasts::Report,
    ) {
        self.sheets.extend(forecast::sheets(inputs, lists, report, self.formats));
    }

    /// Leads.
    pub fn leads(&mut self, outlook: &plan::Outlook) {
        self.sheets.extend(leads::sheets(outlook));
    }

    /// The review. `others` is whether its scores are of more than these answers.
    pub fn review(
        &mut self,
        answers: &Answers,
        others: bool,
        (report, gaps): (&Scores, &[Gap]),
        content: &Content,
    ) {
        self.sheets.extend(review::sheets(answers, others, report, gaps, content));
    }

    /// A ZIP archive with a CSV file for each sheet; `None` without a sheet.
    pub fn into_archive(self) -> Option<Vec<u8>> {
        if self.sheets.is_empty() {
            return None;
        }
        let mut archive = Archive::default();
        for sheet in &self.sheets {
            archive.push(&sheet.file_name(), sheet.csv(self.formats.notation()).as_bytes());
        }
        Some(archive.into_bytes())
    }

    /// The bytes of an `.xlsx` file; `None` without a sheet.
    pub fn into_bytes(self) -> Option<Vec<u8>> {
        if self.sheets.is_empty() {
            return None;
        }
        let mut workbook = Workbook::new(self.formats.notation());
        for sheet in self.sheets {
            workbook.push(sheet);
        }
        Some(workbook.into_bytes())
    }
}

/// The formula that adds the cells of a column from row `first` to `last`.
fn sum(column: &str, first: u32, last: u32) -> String {
    ["SUM(", column, &first.to_string(), ":", column, &last.to_string(), ")"].concat()
}

/// The unit of what a field takes.
fn unit(takes: Takes, currency: &str) -> &str {
    match takes {
        Takes::Money => currency,
        Takes::Percent(..) => "%",
        Takes::Days => "days",
        Takes::Count | Takes::Number | Takes::Date | Takes::Choice(_) => "",
    }
}

/// A value as a cell; a choice by its label.
fn written(value: Value, takes: Takes) -> Cell<'static> {
    match (value, takes) {
        (Value::Money(money), _) => Cell::Value(Kind::Money, money.0),
        (Value::Percent(percent), _) => Cell::Value(Kind::Percent, percent.fraction()),
        (Value::Days(days), _) => Cell::Value(Kind::Number, f64::from(days.0)),
        (Value::Count(count), _) => Cell::Value(Kind::Number, f64::from(count)),
        (Value::Number(number), _) => Cell::Value(Kind::Number, number),
        (Value::Date(day), _) => Cell::Day(day),
        (Value::Choice(at), Takes::Choice(options)) => {
            options.get(at).map_or(Cell::Blank, |option| Cell::Text(option.label.text()))
        }
        (Value::Choice(_), _) => Cell::Blank,
    }
}
