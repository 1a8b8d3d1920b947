//! The forecast as it goes out: copied, as CSV, or laid out so on the screen.

use chrono::NaiveDate;

use super::table::{Cut, Row, Table, is_whole};
use crate::calc::forecast::{GROUPS, Group, GroupBy, Month, Report, fiscal_quarter, shown_parts};
use crate::calc::units::Money;
use crate::language::Word;
use crate::text::canonical;
use crate::text::formats::Formats;
use crate::text::notation::Notation;
use crate::text::rows::Term;
use crate::text::table::{Cell, Table as Csv};

/// Most names that have a line of their own; the others share one.
const MOST: usize = 40;
/// Columns of the table that are the open deals.
const OPEN: [&str; 4] = ["open", "commit", "best_case", "pipeline"];

/// How the forecast is laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// By month or quarter, each alone or with all before it.
    pub cut: Cut,
    /// Whether periods stand side by side rather than one below the other.
    pub across: bool,
    /// What the open deals are put together by; `None`: where the revenue comes from.
    pub by: Option<GroupBy>,
}

/// Figures by period.
#[derive(Clone, Debug, PartialEq)]
pub struct Grid {
    /// "Month" or "Quarter".
    pub corner: &'static str,
    /// Every period, the total at last where there is one.
    pub periods: Vec<String>,
    /// Lines of figures, each with one for every period.
    pub lines: Vec<Line>,
}

/// A figure in every period.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// What it is.
    pub name: String,
    /// What its figures are.
    pub kind: Kind,
    /// Period by period; `None` where there is none.
    pub figures: Vec<Option<f64>>,
}

/// What figures are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Whole units of money.
    Money,
    /// Percent, with one decimal.
    Percent,
}

/// How periods are called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Naming {
    /// "Nov 2026", for people.
    Spoken,
    /// "2026-11", which reads the same everywhere.
    Canonical,
}

/// A figure of a row, where it has it.
type Figure = fn(&Row) -> Option<Money>;

/// What is behind the parts, in every layout.
const BEHIND: [(Word, Figure); 6] = [
    (word!("Expected"), |row| Some(row.total)),
    (word!("Low"), |row| Some(row.range[0])),
    (word!("Middle"), |row| Some(row.range[1])),
    (word!("High"), |row| Some(row.range[2])),
    (word!("Goal"), |row| row.goal),
    (word!("Above or below the goal"), |row| row.variance),
];

/// What the deals of a report can be put together by: labels that any of them has.
pub fn available(report: &Report) -> Vec<GroupBy> {
    let any = |by: &GroupBy| report.by(*by).iter().any(|group| !group.name.is_empty());
    GROUPS.into_iter().filter(any).collect()
}

impl Grid {
    /// The figures of a report in this layout. What the table on the screen adds up to, they do too.
    pub fn new(report: &Report, layout: Layout, naming: Naming, formats: &dyn Formats) -> Self {
        let table = Table::new(report, layout.cut, formats);
        let by = layout.by.filter(|by| available(report).contains(by));
        let rows: Vec<&Row> = table.rows().collect();
        let lines = match by {
            None => (0..table.columns.len()).map(|at| column(&table, &rows, at)).collect(),
            Some(by) => grouped(report, &table, &rows, by, formats),
        };
        let behind = BEHIND.iter().map(|(name, of)| Line {
            name: name.text().into(),
            kind: Kind::Money,
            figures: rows.iter().map(|row| of(row).map(|amount| amount.0)).collect(),
        });
        let chance = Line {
            name: say!("Chance of the goal, %").into(),
            kind: Kind::Percent,
            figures: rows.iter().map(|row| row.chance.map(percent)).collect(),
        };
        Self {
            corner: if layout.cut.quarters { say!("Quarter") } else { say!("Month") },
            periods: periods(report, &table, layout.cut, naming),
            lines: lines.into_iter().chain(behind).chain([chance]).collect(),
        }
    }
}

/// With one decimal, so that no long tail stands in a cell.
fn percent(chance: f64) -> f64 {
    (chance * 1000.0).round() / 10.0
}

fn periods(report: &Report, table: &Table, cut: Cut, naming: Naming) -> Vec<String> {
    let months = if cut.quarters { &report.quarters } else { &report.months };
    let named = |(row, month): (&Row, &Month)| match naming {
        Naming::Spoken => row.label.clone(),
        Naming::Canonical => {
            canonical_name(month, cut, report.fiscal_start).unwrap_or_else(|| row.label.clone())
        }
    };
    let all = table.all.iter().map(|_| say!("Total").to_owned());
    table.rows.iter().zip(months).map(named).chain(all).collect()
}

/// "2026-11", "2026-Q4", "FY2027-Q1"; `None` of a quarter without all of its months.
fn canonical_name(month: &Month, cut: Cut, fiscal_start: usize) -> Option<String> {
    if !cut.quarters {
        return Some(Term { first: month.end, months: 1, fiscal: false }.canonical());
    }
    is_whole(month, fiscal_start).then_some(())?;
    let quarter = fiscal_quarter(month.end, fiscal_start);
    let first = NaiveDate::from_ymd_opt(quarter.year, 3 * quarter.quarter - 2, 1)?;
    Some(Term { first, months: 3, fiscal: fiscal_start > 0 }.canonical())
}

/// A column of the table.
fn column(table: &Table, rows: &[&Row], at: usize) -> Line {
    Line {
        name: table.columns[at].label.text().into(),
        kind: Kind::Money,
        figures: rows.iter().map(|row| Some(row.parts[at].0)).collect(),
    }
}

/// The open deals by a label in place of their columns, and what else there is.
fn grouped(
    report: &Report,
    table: &Table,
    rows: &[&Row],
    by: GroupBy,
    formats: &dyn Formats,
) -> Vec<Line> {
    let months = by_month(report, by, formats);
    let within = |row: &Row, month: &Month| row.days.0 <= month.start && month.end <= row.days.1;
    let line = |(at, name): (usize, String)| Line {
        name,
        kind: Kind::Money,
        figures: rows
            .iter()
            .map(|row| {
                let chosen = report.months.iter().zip(&months).filter(|(one, _)| within(row, one));
                Some(chosen.map(|(_, parts)| parts[at].0).sum())
            })
            .collect(),
    };
    let names = names(report.by(by), by);
    let others = (0..table.columns.len())
        .filter(|at| !OPEN.contains(&table.columns[*at].key) && !table.columns[*at].is_empty)
        .map(|at| column(table, rows, at));
    names.into_iter().enumerate().map(line).chain(others).collect()
}

/// What each name brings in each month, in whole units that add up to those of the open deals.
fn by_month(report: &Report, by: GroupBy, formats: &dyn Formats) -> Vec<Vec<Money>> {
    let table = Table::new(report, Cut::default(), formats);
    let groups = report.by(by);
    let month = |(at, row): (usize, &Row)| {
        let parts = table.columns.iter().zip(&row.parts);
        let open = parts.filter(|(column, _)| OPEN.contains(&column.key)).map(|(_, part)| *part);
        let own = |group: &Group| group.months[at];
        let mut parts: Vec<Money> = groups.iter().take(MOST).map(own).collect();
        if groups.len() > MOST {
            parts.push(groups[MOST..].iter().map(own).sum());
        }
        shown_parts(&parts, open.sum(), 1.0)
    };
    table.rows.iter().enumerate().map(month).collect()
}

fn names(groups: &[Group], by: GroupBy) -> Vec<String> {
    let name = |group: &Group| {
        if group.name.is_empty() { none(by).to_owned() } else { group.name.clone() }
    };
    let others = (groups.len() > MOST).then(|| say!("Others").to_owned());
    groups.iter().take(MOST).map(name).chain(others).collect()
}

/// What deals without the label are called.
pub fn none(by: GroupBy) -> &'static str {
    match by {
        GroupBy::Owner => say!("No owner"),
        GroupBy::Stage => say!("No stage"),
        GroupBy::Product => say!("No product"),
        GroupBy::Segment => say!("No segment or region"),
    }
}

/// The forecast for a spreadsheet, as CSV.
pub fn csv(report: &Report, layout: Layout, formats: &dyn Formats) -> String {
    let grid = Grid::new(report, layout, Naming::Canonical, formats);
    let mut csv = Csv::new(formats.notation());
    let number = |figure: Option<f64>| figure.map_or(Cell::Blank, Cell::Number);
    let heads = std::iter::once(grid.corner);
    if layout.across {
        csv.texts(heads.chain(grid.periods.iter().map(String::as_str)));
        for line in &grid.lines {
            let figures = line.figures.iter().copied().map(number);
            csv.row(std::iter::once(Cell::Text(&line.name)).chain(figures));
        }
    } else {
        csv.texts(heads.chain(grid.lines.iter().map(|line| &*line.name)));
        for (at, period) in grid.periods.iter().enumerate() {
            let figures = grid.lines.iter().map(|line| number(line.figures[at]));
            csv.row(std::iter::once(Cell::Text(period)).chain(figures));
        }
    }
    csv.into_text()
}

/// The same separated by tabs: pasted into a spreadsheet it is a table again.
pub fn table_text(report: &Report, layout: Layout, formats: &dyn Formats) -> String {
    let grid = Grid::new(report, layout, Naming::Spoken, formats);
    let number =
        |figure: Option<f64>| figure.map_or_else(String::new, |it| plain(it, formats.notation()));
    let periods = std::iter::once(grid.corner).chain(grid.periods.iter().map(|it| &**it));
    let periods: Vec<String> = periods.map(safe).collect();
    let lines = grid.lines.iter().map(|line| {
        let figures = line.figures.iter().copied().map(number);
        std::iter::once(safe(&line.name)).chain(figures).collect()
    });
    let lines: Vec<Vec<String>> = std::iter::once(periods).chain(lines).collect();
    let turned = (0..lines[0].len()).map(|at| lines.iter().map(|line| line[at].clone()).collect());
    if layout.across { joined(lines.iter().cloned()) } else { joined(turned) }
}

fn joined(rows: impl Iterator<Item = Vec<String>>) -> String {
    rows.map(|row| row.join("\t") + "\n").collect()
}

/// A name as one cell that no spreadsheet takes for a formula.
fn safe(name: &str) -> String {
    let name = name.replace(['\t', '\n', '\r'], " ");
    if name.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) {
        return ["'", &*name].concat();
    }
    name
}

/// A number as a spreadsheet of the visitor's locale reads it: no grouping.
fn plain(number: f64, notation: &Notation) -> String {
    canonical::number(number).replace('.', notation.decimal.encode_utf8(&mut [0; 4]))
}

#[cfg(test)]
mod tests;
