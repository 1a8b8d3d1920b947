//! Whether a row is one of deals, or a line of a report.

use super::super::cells::total;
use super::groups::bare_header;
use super::layout::Layout;
use super::reader::Row;
use super::report::Reason;

/// Whether the row is one of deals.
pub(super) fn usable(row: &Row, layout: &Layout) -> Result<(), Reason> {
    let more = || row.cells().skip(layout.width).any(|cell| !cell.is_empty());
    if row.unclosed {
        Err(Reason::Unclosed)
    } else if row.line < layout.start.header_line {
        Err(Reason::AboveHeaders)
    } else if total::is_one(row.cells()) {
        Err(Reason::Footer)
    } else if more() {
        Err(Reason::TooManyCells)
    } else if is_headers(row, &layout.headers) {
        Err(Reason::Headers)
    } else {
        Ok(())
    }
}

/// Whether most cells are the headers above them, and at least three, or all.
pub(super) fn is_headers(row: &Row, headers: &[String]) -> bool {
    let filled = row.filled();
    // Hardly any cell begins as its header does.
    let again = |(cell, header): &(&str, &String)| {
        let begins = cell.get(..header.len()).is_some_and(|it| it.eq_ignore_ascii_case(header));
        !cell.is_empty() && begins && bare_header(cell).len() == header.len()
    };
    let same = row.cells().zip(headers).filter(again).count();
    filled > 0 && (same == filled && filled > 1 || same >= 3 && same * 2 > filled)
}
