//! How a list is laid out: separator, headers, and its first rows.

use super::super::cells::{amount, day, total};
use super::encoding::Encoding;
use super::groups::{Carried, Groups, bare_header};
use super::header;
use super::looks::Looks;
use super::mapping::Mapping;
use super::reader::{Row, rows};
use super::recognise::recognise;
use super::refusal::{Refusal, WIDEST};
use super::role::Role;
use super::usable::is_headers;
use super::{separator, stages, units};

/// Bytes of the start from which columns are recognised.
const LOOK: usize = 256 * 1024;
/// Rows of the start from which columns are recognised.
const SAMPLE: usize = 300;
/// Rows that are shown.
const PREVIEW: usize = 8;
/// Rows among which the headers are looked for: reports may have a title above them.
const ABOVE: usize = 100;
/// Cells of a row that are looked at for headers.
const BROAD: usize = 200;
/// Different values of a column that are shown as samples.
const SHOWN: usize = 3;

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
    /// Different values of each column's first rows.
    pub(super) samples: Vec<Vec<String>>,
    pub(super) looks: Vec<Looks>,
    pub(super) groups: Groups,
    /// Columns of the list itself, without those that groups add.
    pub(super) width: usize,
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
    let written: Vec<String> = head.cells().map(String::from).collect();
    let mut headers: Vec<String> = match header {
        Some(_) => written.iter().map(|header| bare_header(header).to_owned()).collect(),
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
    let groups = match header {
        Some(_) => Groups::of(&written.iter().map(String::as_str).collect::<Vec<_>>(), &body),
        None => Groups::default(),
    };
    headers.extend(groups.added().map(str::to_owned));
    body.retain(|row| !is_headers(row, &headers));
    let deals = completed(&groups, &body);
    let looks = Looks::of(&deals, headers.len());
    let recognised = recognise(&headers, &deals, &looks);
    if let (Some(at), Some(column)) = (header, recognised.column(Role::Value))
        && let Some(unit) = units::header(&headers[column], column, &sample[..at], &body)
    {
        headers[column] = unit;
    }
    Ok(Layout {
        encoding,
        separator: char::from(separator),
        headed: header.is_some(),
        preview: preview(&deals),
        samples: samples(&deals, headers.len()),
        fingerprint: header::fingerprint(&headers),
        stage_columns: stages::columns(&headers, &deals),
        recognised,
        looks,
        groups,
        width: columns,
        start: Start { position, line, header_line },
        headers,
    })
}

/// The rows of deals with the values of their groups.
fn completed(groups: &Groups, rows: &[Row]) -> Vec<Row> {
    let mut carried = Carried::default();
    let mut deals = Vec::new();
    for row in rows {
        if total::is_one(row.cells()) || groups.take_line(row, &mut carried) {
            continue;
        }
        let mut row = row.clone();
        groups.complete(&mut row, &mut carried);
        deals.push(row);
    }
    deals
}

fn samples(rows: &[Row], columns: usize) -> Vec<Vec<String>> {
    let of = |column| {
        let mut values: Vec<String> = Vec::new();
        for row in rows {
            let cell = row.cell(column);
            if !amount::is_nothing(cell) && values.iter().all(|value| value != cell) {
                values.push(cell.to_owned());
            }
            if values.len() == SHOWN {
                break;
            }
        }
        values
    };
    (0..columns).map(of).collect()
}

fn preview(rows: &[Row]) -> Vec<Vec<String>> {
    rows.iter().take(PREVIEW).map(|row| row.cells().map(String::from).collect()).collect()
}

/// The row with most known headers; without any, the first row that is as wide as most, unless
/// there are numbers or days in it.
fn header_row(rows: &[Row]) -> Option<usize> {
    let named = |cell: &&str| !header::roles(bare_header(cell)).is_empty();
    // Headers hardly begin with a digit, and are short.
    let likely =
        |cell: &&str| cell.len() < 100 && !cell.starts_with(|glyph: char| glyph.is_ascii_digit());
    let known = |row: &Row| row.cells().take(BROAD).filter(likely).filter(named).count();
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
