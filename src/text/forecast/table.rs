//! The forecast as a table whose totals add up as shown.

use chrono::{Datelike, NaiveDate};

use super::rounded;
use crate::calc::forecast::{Month, Report, fiscal_quarter, shown};
use crate::calc::units::Money;
use crate::language::Word;
use crate::text::formats::Formats;

/// The forecast by month or quarter.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// What brings revenue, in the order of [`Row::parts`].
    pub columns: Vec<Column>,
    /// A row per month or quarter.
    pub rows: Vec<Row>,
    /// All of them together; `None` where the last row is that already.
    pub all: Option<Row>,
}

/// A column of revenue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Name in files.
    pub key: &'static str,
    /// What the visitor reads.
    pub label: Word,
    /// Whether nothing comes of it in any month.
    pub is_empty: bool,
}

/// A month, a quarter, or all of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// "Nov 2026", "Q1 2027".
    pub label: String,
    /// First and last day.
    pub days: (NaiveDate, NaiveDate),
    /// By column, in whole units.
    pub parts: Vec<Money>,
    /// Their sum.
    pub total: Money,
    /// Exceeded 9, 5 and 1 times in 10.
    pub range: [Money; 3],
    /// What is to be won.
    pub goal: Option<Money>,
    /// By how much the total is above the goal or, when negative, below it.
    pub variance: Option<Money>,
    /// Chance of the goal.
    pub chance: Option<f64>,
}

/// How the rows are cut.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cut {
    /// By quarter of the fiscal year rather than by month.
    pub quarters: bool,
    /// Each row with all before it.
    pub cumulative: bool,
}

const WHOLE: [(&str, Word); 5] = [
    ("closed", word!("Closed")),
    ("open", word!("Open deals")),
    ("new", word!("New business")),
    ("renewals", word!("Renewals")),
    ("recurring", word!("Recurring")),
];

const SPLIT: [(&str, Word); 7] = [
    ("closed", word!("Closed")),
    ("commit", word!("Commit")),
    ("best_case", word!("Best case")),
    ("pipeline", word!("Pipeline")),
    ("new", word!("New business")),
    ("renewals", word!("Renewals")),
    ("recurring", word!("Recurring")),
];

impl Table {
    /// The table of a report. Months are rounded once; quarters and totals are sums of what is shown.
    pub fn new(report: &Report, cut: Cut, formats: &dyn Formats) -> Self {
        let months = whole(report);
        let names: &[(&str, Word)] = if report.split.is_some() { &SPLIT } else { &WHOLE };
        let is_empty = |at: usize| months.iter().all(|parts| parts[at].0 == 0.0);
        let columns = names.iter().enumerate().map(|(at, (key, label))| Column {
            key,
            label: *label,
            is_empty: is_empty(at),
        });
        let columns: Vec<Column> = columns.collect();
        let cut_rows = if cut.quarters { &report.quarters } else { &report.months };
        let of = |one: &Month, cut| row(report, one, &months, columns.len(), cut, formats);
        let all = report.months.last().filter(|_| !cut.cumulative).map(|last| {
            let all = of(last, Cut { cumulative: true, ..cut });
            let all = if cut.quarters { all.with_earlier(report.won_earlier) } else { all };
            Row { label: say!("All").into(), ..all }
        });
        let mut rows: Vec<Row> = cut_rows.iter().map(|one| of(one, cut)).collect();
        if let Some(first) = rows.first_mut().filter(|_| cut.quarters && !cut.cumulative) {
            // Its range has it already.
            let range = first.range;
            *first = Row { range, ..first.clone().with_earlier(report.won_earlier) };
        }
        Self { columns, rows, all }
    }

    /// Whether any row has a goal.
    pub fn has_goals(&self) -> bool {
        self.rows().any(|row| row.goal.is_some())
    }

    /// What the open deals come to, of all categories.
    pub fn open(&self) -> Money {
        let open = ["open", "commit", "best_case", "pipeline"];
        let parts = |row: &Row| -> Money {
            let pairs = self.columns.iter().zip(&row.parts);
            pairs.filter(|(column, _)| open.contains(&column.key)).map(|(_, part)| *part).sum()
        };
        match &self.all {
            Some(all) => parts(all),
            None => self.rows.last().map_or(Money(0.0), parts),
        }
    }

    /// Every row, that of all at last.
    pub fn rows(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().chain(&self.all)
    }
}

impl Row {
    /// With what the running quarter has won before the months. The goals of that time are unknown.
    fn with_earlier(mut self, won: Money) -> Self {
        let won = rounded(won);
        if won.0 == 0.0 {
            return self;
        }
        self.parts[0] = self.parts[0] + won;
        let (total, range) = (self.total + won, self.range.map(|amount| amount + won));
        Self { total, range, goal: None, variance: None, chance: None, ..self }
    }
}

/// What each month brings by column, in whole units: what a column comes to is rounded before its
/// months are, so that it is the same wherever it stands.
fn whole(report: &Report) -> Vec<Vec<Money>> {
    let months: Vec<Vec<Money>> =
        report.months.iter().enumerate().map(|(at, month)| parts(report, at, month)).collect();
    let turned = |cells: &[Vec<Money>]| -> Vec<Vec<Money>> {
        let width = cells.first().map_or(0, Vec::len);
        (0..width).map(|at| cells.iter().map(|row| row[at]).collect()).collect()
    };
    turned(&shown(&turned(&months), 1.0).cells)
}

/// What a month brings, by column.
fn parts(report: &Report, at: usize, month: &Month) -> Vec<Money> {
    let one = month.expected;
    let mut parts = vec![one.closed];
    match report.split.as_ref().and_then(|split| split.get(at)) {
        Some(split) => parts.extend(split),
        None => parts.push(one.open),
    }
    parts.extend([one.new, one.renewals, one.recurring]);
    parts
}

fn row(
    report: &Report,
    one: &Month,
    months: &[Vec<Money>],
    width: usize,
    cut: Cut,
    formats: &dyn Formats,
) -> Row {
    let start = if cut.cumulative { report.months[0].start } else { one.start };
    let within = |month: &Month| start <= month.start && month.end <= one.end;
    let chosen = || report.months.iter().zip(months).filter(|(month, _)| within(month));
    let part = |at: usize| chosen().map(|(_, parts)| parts[at]).sum();
    let parts: Vec<Money> = (0..width).map(part).collect();
    let total: Money = parts.iter().copied().sum();
    let (range, goal, chance) = if cut.cumulative {
        (one.cumulative_range, one.cumulative_goal, one.cumulative_chance)
    } else {
        (one.range, one.goal, one.goal_chance)
    };
    let goal = goal.map(rounded);
    let label = if cut.quarters {
        quarter(one, report.fiscal_start, formats)
    } else {
        formats.month(one.end)
    };
    Row {
        label,
        days: (start, one.end),
        parts,
        total,
        range: range.map(rounded),
        goal,
        variance: goal.map(|goal| total - goal),
        chance,
    }
}

/// "Q1 2027", or "Q1 FY27" where the fiscal year is not the calendar's, or "Nov–Dec 2026" where the
/// forecast has not all of its months.
fn quarter(one: &Month, fiscal_start: usize, formats: &dyn Formats) -> String {
    let (first, last) = (one.start, one.end);
    if is_whole(one, fiscal_start) {
        let of = fiscal_quarter(last, fiscal_start);
        let quarter = of.quarter.to_string();
        if fiscal_start == 0 {
            let year = of.year.to_string();
            return say!("Q{quarter} {year}", quarter = quarter, year = year);
        }
        let year = short_year(of.year);
        return say!("Q{quarter} FY{year}", quarter = quarter, year = year);
    }
    if first.month0() == last.month0() {
        return formats.month(last);
    }
    [&*formats.month_name(first), "–", &*formats.month(last)].concat()
}

/// Whether all months of the quarter are in it.
pub(super) fn is_whole(one: &Month, fiscal_start: usize) -> bool {
    let start = fiscal_quarter(one.start, fiscal_start).start;
    let months = (one.end.month0() + 12 - start.month0()) % 12;
    one.start.month0() == start.month0() && months == 2
}

/// "27" of 2027.
fn short_year(year: i32) -> String {
    let short = year.rem_euclid(100);
    [if short < 10 { "0" } else { "" }, &*short.to_string()].concat()
}

#[cfg(test)]
mod tests;
