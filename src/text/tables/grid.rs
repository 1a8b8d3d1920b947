//! The cells of a block, cleaned, with the numbers of their lines.

use super::Refusal;
use crate::text::cells::amount::{self, Tally};

/// Most lines with anything in them.
const MOST: usize = 3_000;
/// Most columns.
const WIDEST: usize = 200;
/// Most characters of a cell.
const LONGEST: usize = 200;

/// A line with anything in it.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// Its number, as people count: the first is 1.
    pub number: usize,
    cells: Vec<String>,
}

/// The lines of a block that have anything in them.
#[derive(Clone, Debug)]
pub(super) struct Grid {
    pub lines: Vec<Line>,
    /// Columns of the widest line.
    pub width: usize,
    /// Decimal signs of all cells.
    pub tally: Tally,
}

impl Line {
    /// The cell; empty where there is none.
    pub fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }

    /// The cells that are not empty, with their columns.
    pub fn filled(&self) -> impl Iterator<Item = (usize, &str)> + Clone {
        self.cells.iter().map(String::as_str).enumerate().filter(|(_, cell)| !cell.is_empty())
    }

    /// What is in it, for a person.
    pub fn text(&self) -> String {
        self.filled().map(|(_, cell)| cell).collect::<Vec<_>>().join(" · ")
    }
}

impl Grid {
    pub fn of(block: &[Vec<String>]) -> Result<Self, Refusal> {
        let mut grid = Self { lines: Vec::new(), width: 0, tally: Tally::default() };
        for (at, cells) in block.iter().enumerate() {
            if cells.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            let mut cells: Vec<String> = cells.iter().map(|cell| clean(cell)).collect();
            while cells.last().is_some_and(String::is_empty) {
                cells.pop();
            }
            if cells.is_empty() {
                continue;
            }
            grid.width = grid.width.max(cells.len());
            cells.iter().filter(|cell| is_amount(cell)).for_each(|cell| grid.tally.add(cell));
            grid.lines.push(Line { number: at + 1, cells });
        }
        match grid.lines.len() {
            0 => Err(Refusal::Empty),
            1..=MOST if grid.width <= WIDEST => Ok(grid),
            _ => Err(Refusal::TooLarge),
        }
    }

    /// Lines as columns and columns as lines.
    pub fn transposed(&self) -> Option<Self> {
        let longest = self.lines.len();
        let cell = |column: usize| {
            let cells = self.lines.iter().map(|line| line.cell(column).to_owned());
            Line { number: column + 1, cells: cells.collect() }
        };
        let lines: Vec<Line> = (0..self.width).map(cell).collect();
        let lines = lines.into_iter().filter(|line| line.filled().next().is_some());
        (longest <= WIDEST).then(|| Self {
            lines: lines.collect(),
            width: longest,
            tally: self.tally,
        })
    }

    /// The amount in a cell: 0 for a dash as accounts have it, `None` for nothing and for what is
    /// no amount.
    pub fn amount(&self, cell: &str) -> Option<f64> {
        if cell.is_empty() || is_blank(cell) {
            return None;
        }
        if amount::is_nothing(cell) {
            return Some(0.0);
        }
        read(cell, self.tally)
    }
}

/// Blanks of any kind are one kind; what people do not see is taken out.
fn clean(cell: &str) -> String {
    let blank = |glyph: char| glyph.is_whitespace() || matches!(glyph, '\u{a0}' | '\u{202f}');
    let seen = |glyph: &char| !matches!(glyph, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{2060}');
    let plain = cell.chars().filter(seen).map(|glyph| if blank(glyph) { ' ' } else { glyph });
    plain.collect::<String>().trim().chars().take(LONGEST).collect()
}

/// Whether the cell says that nothing is known: "n/a", "TBD". A dash is an amount of 0.
pub(super) fn is_blank(cell: &str) -> bool {
    let dash = cell.contains(['-', '–', '—']);
    cell.is_empty()
        || amount::is_nothing(cell) && !dash
        || cell.starts_with('#') && cell.ends_with('!')
}

/// Whether the cell is an amount, or a dash for one.
pub(super) fn is_amount(cell: &str) -> bool {
    let digits = cell.bytes().any(|byte| byte.is_ascii_digit());
    digits && read(cell, Tally::default()).is_some()
}

fn read(cell: &str, tally: Tally) -> Option<f64> {
    // "1,000-" as some ledgers have it.
    let (cell, minus) = match cell.strip_suffix('-') {
        Some(bare) if bare.ends_with(|glyph: char| glyph.is_ascii_digit()) => (bare, true),
        _ => (cell, false),
    };
    // "$ (1,000)" and "($1,000)" are the same.
    let moved = cell.split_once('(').filter(|(before, _)| !before.trim().is_empty());
    let moved = moved.map(|(before, after)| ["(", before.trim(), after].concat());
    let value = amount::read(moved.as_deref().unwrap_or(cell), tally)?;
    Some(if minus { -value } else { value }).filter(|value| value.abs() <= 1e12)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_of_any_notation_are_read() {
        let grid = |cells: &[&str]| {
            let block: Vec<Vec<String>> = cells.iter().map(|cell| vec![(*cell).into()]).collect();
            let grid = Grid::of(&block).unwrap();
            cells.iter().map(|cell| grid.amount(cell)).collect::<Vec<_>>()
        };
        let one = |cell: &str| grid(&[cell])[0];
        for cell in [
            "1,234.50",
            "1.234,50",
            "1 234,50",
            "1'234.50",
            "$1,234.50",
            "1\u{a0}234,50\u{a0}€",
            "EUR 1.234,50",
            "1234.5",
            "$ 1,234.50",
        ] {
            assert_eq!(one(cell), Some(1234.5), "{cell}");
        }
        assert_eq!(one("₹1,20,000"), Some(120_000.0));
        assert_eq!(one("$1.2M"), Some(1_200_000.0));
        assert_eq!(one("45k"), Some(45_000.0));
        for cell in ["(1,000)", "-1,000", "1,000-", "$(1,000)", "($1,000)", "-$1,000", "−1,000"] {
            assert_eq!(one(cell), Some(-1000.0), "{cell}");
        }
        for cell in ["-", "$ -", "$-", "–"] {
            assert_eq!(one(cell), Some(0.0), "{cell}");
        }
        for cell in ["n/a", "TBD", "", "#DIV/0!", "Ruiz"] {
            assert_eq!(Grid::of(&[vec![cell.into(), "1".into()]]).unwrap().amount(cell), None);
        }
        assert_eq!(grid(&["1.234", "5.678"]), [Some(1234.0), Some(5678.0)]);
        assert_eq!(grid(&["1.250", "0.75"]), [Some(1.25), Some(0.75)]);
    }
}
