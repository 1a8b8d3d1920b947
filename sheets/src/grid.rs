//! The cells of a sheet as lines of text.

use calamine::{DataRef, XlsxCellReader};

use crate::meter::Meter;
use crate::pace::{Pace, pause};
use crate::value::push;
use crate::{Refusal, WIDEST};

/// Rows of a sheet.
const LONGEST: u32 = 1_048_576;

/// A cell: its row, its column, and where its text ends.
type Place = (u32, u32, usize);

/// How many rows have something in them, and all rows as a text of at most `room` bytes. Rows are
/// filled up to the same width, so that it is clear what separates the cells. `signs` are the
/// currencies of the formats.
pub(crate) async fn text(
    cells: &mut XlsxCellReader<'_, Meter<'_>>,
    signs: &[Option<String>],
    room: usize,
) -> Result<(usize, String), Refusal> {
    let (mut places, mut all, mut pace): (Vec<Place>, String, Pace) = Default::default();
    while let Some((cell, style)) =
        cells.next_cell_with_style_id().map_err(|error| Refusal::from(&error))?
    {
        if pace.is_over(8) {
            pause().await;
        }
        let (row, column) = cell.get_position();
        let before = all.len();
        let value = cell.get_value();
        // What the cell shows with its number, the list says too.
        if let (DataRef::Int(_) | DataRef::Float(_), Some(Some(sign))) = (value, signs.get(style)) {
            all.push_str(sign);
            all.push(' ');
        }
        push(&mut all, value);
        if all.len() == before {
            continue;
        }
        if column >= WIDEST {
            return Err(Refusal::TooManyColumns);
        }
        if row >= LONGEST {
            return Err(Refusal::Damaged);
        }
        if all.len() > room {
            return Err(Refusal::TooLarge);
        }
        places.push((row, column, all.len()));
    }
    let starts = [0].into_iter().chain(places.iter().map(|(.., end)| *end));
    let mut cells: Vec<(u32, u32, &str)> = places
        .iter()
        .zip(starts)
        .map(|((row, column, end), start)| (*row, *column, &all[start..*end]))
        .collect();
    // As they come in nearly every workbook.
    pause().await;
    cells.sort_by_key(|(row, column, _)| (*row, *column));
    cells.dedup_by_key(|(row, column, _)| (*row, *column));
    pause().await;
    lines(&cells, room)
}

fn lines(cells: &[(u32, u32, &str)], room: usize) -> Result<(usize, String), Refusal> {
    let width = cells.iter().map(|(_, column, _)| column + 1).max().unwrap_or(0) as usize;
    let rows: Vec<&[(u32, u32, &str)]> = cells.chunk_by(|a, b| a.0 == b.0).collect();
    let size: usize = cells.iter().map(|(.., text)| text.len()).sum();
    let last = cells.last().map_or(0, |(row, ..)| *row as usize + 1);
    let size = size + rows.len() * width.saturating_sub(1) + last;
    if size > room {
        return Err(Refusal::TooLarge);
    }
    let (mut text, mut line) = (String::with_capacity(size), 0);
    for row in &rows {
        for _ in line..row[0].0 {
            text.push('\n');
        }
        line = row[0].0 + 1;
        let mut next = 0;
        for (_, column, cell) in *row {
            (next..*column).for_each(|_| text.push('\t'));
            text.push_str(cell);
            next = *column;
        }
        (next + 1..width as u32).for_each(|_| text.push('\t'));
        text.push('\n');
    }
    Ok((rows.len(), text))
}
