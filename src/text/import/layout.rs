//! How a list is laid out: separator, headers, and its first rows.

use super::encoding::Encoding;
use super::header;
use super::mapping::Mapping;
use super::reader::{Row, rows};
use super::recognise::recognise;
use super::refusal::{Refusal, WIDEST};
use super::{amount, day, separator, stages};

/// Bytes of the start from which columns are recognised.
const LOOK: usize = 256 * 1024;
/// Rows of the start from which columns are recognised.
const SAMPLE: usize = 300;
/// Rows that are shown.
const PREVIEW: usize = 8;
/// Rows among which the headers are looked for: reports may have a title above them.
const ABOVE: usize = 15;

/// How a list is laid out.
#[derive(Clone, Debug, PartialEq)]
pub struct Layout {
    /// How its characters are stored.
    pub encoding: Encoding,
    /// What stands between columns.
    pub separator: char,
    /// Headers as they are written; "Column 1" and so on where the list has none.
    pub headers: Vec<String>,
    /// Whether the list has headers.
    pub headed: bool,
    /// The first rows.
    pub preview: Vec<Vec<String>>,
    /// A name for these headers under which a mapping can be remembered.
    pub fingerprint: String,
    /// Columns that say when a deal entered a stage, with the stage.
    pub stage_columns: Vec<(usize, String)>,
    /// The columns as far as they are recognised or guessed.
    pub recognised: Mapping,
    pub(super) start: Start,
}

/// Where the rows begin.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Start {
    /// First byte that is read, above the headers.
    pub position: usize,
    /// Its line.
    pub line: u32,
    /// Line of the headers; 0 without.
    pub header_line: u32,
}

/// Finds out how the text is laid out.
pub(super) fn layout(text: &[u8], encoding: Encoding) -> Result<Layout, Refusal> {
    if text.trim_ascii().is_empty() {
        return Err(Refusal::Empty);
    }
    let (separator, position) = separator::sniff(text);
    let separator = separator.ok_or(Refusal::OneColumn)?;
    let look = &text[position..text.len().min(position + LOOK)];
    let mut sample = rows(look, separator, SAMPLE);
    // The last row may be cut off.
    if position + look.len() < text.len() && sample.len() > 1 {
        sample.pop();
    }
    let header = header_row(&sample);
    let mut body: Vec<Row> = sample.drain(header.map_or(0, |at| at + 1)..).collect();
    let head = header.and_then(|at| sample.get(at)).or(body.first()).ok_or(Refusal::Empty)?;
    let columns = head.cells().len();
    if columns > WIDEST {
        return Err(Refusal::TooManyColumns);
    }
    let headers: Vec<String> = match header {
        Some(_) => head.cells().map(String::from).collect(),
        None => (1..=columns)
            .map(|column| say!("Column {number}", number = column.to_string()))
            .collect(),
    };
    let line = if text[..position].contains(&b'\n') { 2 } else { 1 };
    let header_line = header.map_or(0, |_| head.line + line - 1);
    body.retain(|row| row.filled() > 0);
    if body.is_empty() {
        return Err(Refusal::HeaderOnly);
    }
    Ok(Layout {
        encoding,
        separator: char::from(separator),
        headed: header.is_some(),
        preview: preview(&body),
        fingerprint: header::fingerprint(&headers),
        stage_columns: stages::columns(&headers, &body),
        recognised: recognise(&headers, &body),
        start: Start { position, line, header_line },
        headers,
    })
}

fn preview(rows: &[Row]) -> Vec<Vec<String>> {
    rows.iter().take(PREVIEW).map(|row| row.cells().map(String::from).collect()).collect()
}

/// The row with most known headers; without any, the first row that is as wide as most, unless
/// there are numbers or days in it.
fn header_row(rows: &[Row]) -> Option<usize> {
    let known = |row: &Row| row.cells().filter(|cell| header::roles(cell).next().is_some()).count();
    let start = || rows.iter().take(ABOVE).enumerate();
    let best = start().map(|(at, row)| (known(row), std::cmp::Reverse(at))).max()?;
    if best.0 >= 2 {
        return Some(best.1.0);
    }
    let width = start().map(|(_, row)| row.filled()).max()?;
    let (at, first) = start().find(|(_, row)| row.filled() * 2 > width)?;
    let value = |cell: &str| {
        day::read(cell, Some(true)).is_some()
            || amount::read(cell, amount::Tally::default()).is_some()
    };
    (!first.cells().any(value)).then_some(at)
}
