//! The months side by side, each figure a reference to the sheet that has them one below the other.

use super::months::NAME;
use crate::text::xlsx::{Cell, Kind, Sheet, column};

/// What the sheet of months has: a line for each of its columns, as far as rows are written.
pub(super) struct Across {
    names: Vec<String>,
    /// Period and row number.
    periods: Vec<(String, u32)>,
    /// Of every period, the figures of all columns.
    figures: Vec<Vec<Option<(Kind, f64)>>>,
}

impl Across {
    /// With the names of the columns behind the first `before`.
    pub fn new(headers: &[(&str, u8)], before: usize) -> Self {
        let names = headers.iter().skip(before).map(|(name, _)| (*name).to_owned()).collect();
        Self { names, periods: Vec::new(), figures: Vec::new() }
    }

    /// Takes the cells of a row behind the first `before`.
    pub fn take(&mut self, period: String, row: u32, cells: &[Cell], before: usize) {
        let figure = |cell: &Cell| match cell {
            Cell::Value(kind, value) | Cell::Formula(kind, _, value) => Some((*kind, *value)),
            Cell::Blank | Cell::Text(_) | Cell::Day(_) => None,
        };
        self.periods.push((period, row));
        self.figures.push(cells.iter().skip(before).map(figure).collect());
    }

    /// The sheet.
    pub fn sheet(&self, before: usize) -> Sheet {
        let mut headers = vec![(say!("Month"), 26)];
        headers.extend(self.periods.iter().map(|(period, _)| (&**period, 14)));
        let mut sheet = Sheet::new("Months across", &headers);
        for (at, name) in self.names.iter().enumerate() {
            let letter = column(before + at);
            let place = |row: u32| [NAME, "!", &*letter, &row.to_string()].concat();
            let formulas: Vec<String> = self.periods.iter().map(|(_, row)| place(*row)).collect();
            let figures = self.figures.iter().map(|figures| figures.get(at).copied().flatten());
            let cells = figures.zip(&formulas).map(|(figure, formula)| match figure {
                Some((kind, value)) => Cell::Formula(kind, formula, value),
                None => Cell::Blank,
            });
            sheet.row(std::iter::once(Cell::Text(name)).chain(cells));
        }
        sheet
    }
}
