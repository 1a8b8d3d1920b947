//! Reads a workbook (`.xlsx`) as texts, one per sheet, which the import of lists reads as if they
//! had been pasted. Few visitors have workbooks, so this is a program of its own, loaded when it is
//! needed.
//!
//! Whoever sends a file may mean harm: what an archive would unpack to is measured before anything
//! is kept of it, and every size and number has a limit. Formulas are not worked out, links are not
//! followed, and of notes and pictures nothing is read.

mod archive;
mod currency;
mod grid;
mod meter;
mod pace;
mod refusal;
mod tally;
mod value;
#[cfg(target_family = "wasm")]
mod web;

use calamine::{Reader, SheetType, SheetVisible, Xlsx};

use meter::Meter;
pub use pace::Reading;
pub use refusal::Refusal;

/// Largest file that is read, in bytes, and longest text that comes of it: as much as a list may
/// have that is given as text.
pub const LARGEST: usize = 50 * 1024 * 1024;
/// Most columns that are read.
pub const WIDEST: u32 = 1000;

/// A sheet with something in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// Rows with something in them.
    pub rows: usize,
    /// Its cells with tabs between them, a line per row, from row 1 on: the number of a line is that
    /// of the row. Days are written 2026-03-31, numbers plainly, behind the currency of their format.
    pub text: String,
}

/// The sheets of a workbook that have something in them: those that are not hidden, or if nothing is
/// in these, the hidden ones.
///
/// # Errors
/// Says why nothing can be read.
pub fn read(bytes: &[u8]) -> Result<Vec<Sheet>, Refusal> {
    pace::finish(whole(bytes))
}

async fn whole(bytes: &[u8]) -> Result<Vec<Sheet>, Refusal> {
    if bytes.len() > LARGEST {
        return Err(Refusal::TooLarge);
    }
    if bytes.starts_with(archive::COMPOUND) {
        return Err(Refusal::Old);
    }
    archive::check(bytes).await?;
    let mut book = Xlsx::new(Meter::new(bytes)).map_err(|error| Refusal::from(&error))?;
    let known: Vec<(String, bool)> = book
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| (sheet.name.clone(), sheet.visible == SheetVisible::Visible))
        .collect();
    let (mut left, mut signs) = (LARGEST, None);
    for shown in [true, false] {
        let mut sheets = Vec::new();
        for (name, _) in known.iter().filter(|(_, visible)| *visible == shown) {
            let mut cells =
                book.worksheet_cells_reader(name).map_err(|error| Refusal::from(&error))?;
            // All sheets have the same formats.
            let signs: &Vec<_> =
                signs.get_or_insert_with(|| cells.styles().iter().map(currency::sign).collect());
            let (rows, text) = grid::text(&mut cells, signs, left).await?;
            left -= text.len();
            if rows > 0 {
                sheets.push(Sheet { name: name.clone(), rows, text });
            }
        }
        if !sheets.is_empty() {
            return Ok(sheets);
        }
    }
    Err(Refusal::Empty)
}
