//! Cells without headers, periods or known words, put into a table whose columns they fit.

use super::asking::Choices;
use super::grid::{Grid, is_amount, is_blank};
use super::layout::{Header, Layout, Periods};
use super::said::Said;
use super::{Around, Reading, Refusal, columns, flat, ready};
use crate::text::rows::Kind;
use crate::text::rows::forecast::Section;

/// Reads cells in the order of the table that they were put into; `refusal` where they do not fit.
pub(super) fn read(
    grid: &Grid,
    wanted: Option<Section>,
    choices: &Choices,
    around: &Around,
    refusal: Refusal,
) -> Result<Reading, Refusal> {
    let section = wanted.ok_or(refusal)?;
    if grid.width == 1 && matches!(section, Section::Goals | Section::History) {
        return one_column(grid, section, around).ok_or(refusal);
    }
    if !fits(grid, section) {
        return Err(refusal);
    }
    let headers = vec![Header { times: 1.0, ..Header::default() }; grid.width];
    let mut layout = Layout::new(Periods::No, None, 0, headers);
    layout.days.day_first = around.formats.notation().day_first;
    flat::read(grid, &columns::chosen(layout, wanted, choices), wanted, choices, around)
}

/// Whether most lines have amounts where the table has numbers.
fn fits(grid: &Grid, section: Section) -> bool {
    let table = section.table().columns;
    let fits = |line: &super::grid::Line| {
        let cells = table.iter().enumerate().map(|(at, column)| (column.kind, line.cell(at)));
        let mut strict = cells.filter(|(kind, cell)| {
            !cell.is_empty() && !matches!(kind, Kind::Text | Kind::Day | Kind::Month | Kind::Term)
        });
        let any = strict.clone().next().is_some();
        any && strict.all(|(_, cell)| is_amount(cell) || is_blank(cell))
    };
    grid.lines.iter().filter(|line| fits(line)).count() * 2 > grid.lines.len()
}

/// Amounts alone, month by month.
fn one_column(grid: &Grid, section: Section, around: &Around) -> Option<Reading> {
    let cells = || grid.lines.iter().map(|line| line.cell(0));
    let amounts = cells().filter(|cell| grid.amount(cell).is_some()).count();
    let mut said = Said::default();
    let mut aside = Vec::new();
    let mut rows = Vec::new();
    for line in &grid.lines {
        let cell = line.cell(0);
        match grid.amount(cell) {
            Some(amount) => {
                rows.push(vec![String::new(), ready::amount(amount.max(0.0), around.formats)]);
            }
            None if line.number == grid.lines[0].number => said.leave(cell),
            None => {
                let reason = say!("There is a text where an amount should be.");
                super::by_period::add_aside(&mut aside, line.number, line.text(), reason);
            }
        }
    }
    let n = around.formats.count(rows.len() as f64, 0);
    said.note(if section == Section::History {
        say!("{n} {n?month|months} taken, the last being last month.", n = n)
    } else {
        say!("{n} {n?month|months} taken, from this month on.", n = n)
    });
    let layout =
        Layout::new(Periods::No, None, 0, vec![Header { times: 1.0, ..Header::default() }]);
    let used = (columns::order(section)[1], Vec::new());
    let columns = columns::one(grid, &layout, 0, used).into_iter().collect();
    (amounts * 2 > grid.lines.len()).then(|| Reading {
        section,
        rows,
        parts: Vec::new(),
        taken: said.text(),
        aside,
        asks: Vec::new(),
        columns,
        won: None,
        fiscal_start: None,
    })
}
