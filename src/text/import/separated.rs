//! A short text of separated values as cells, for tables that are no lists of deals.

use super::super::cells::amount;
use super::reader::rows;
use super::separator;

/// Most rows that are read.
const MOST: usize = 5_000;

/// The cells of each line, empty lines included; `None` where nothing separates columns, as in a
/// column of amounts with commas in them.
pub(crate) fn separated(text: &str) -> Option<Vec<Vec<String>>> {
    let amount = |line: &str| amount::read(line.trim(), amount::Tally::default()).is_some();
    if text.lines().all(|line| line.trim().is_empty() || amount(line)) {
        return None;
    }
    let (separator, start) = separator::sniff(text.as_bytes());
    let skipped = usize::from(start > 0);
    let mut cells = Vec::new();
    for row in rows(&text.as_bytes()[start..], separator?, MOST) {
        let line = row.line as usize + skipped;
        cells.resize(cells.len().max(line - 1), Vec::new());
        cells.push(row.cells().map(|cell| cell.replace(['\t', '\n', '\r'], " ")).collect());
    }
    Some(cells)
}
