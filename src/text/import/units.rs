//! The unit of all amounts, where a line of its own says it and not the header.

use super::super::cells::{addition, amount};
use super::reader::Row;

/// The header of the amounts with the unit that a line says: "Amount (kEUR)" for "all amounts in
/// TEUR" above or below the list, or for "k€" just below the header. `None` where nothing says one,
/// or the header does itself.
pub(super) fn header(written: &str, column: usize, above: &[Row], body: &[Row]) -> Option<String> {
    if has_unit(written) {
        return None;
    }
    let first = body.first().map(|row| row.cell(column)).filter(|cell| !is_amount(cell));
    let below = first.map(|cell| {
        let inner = cell.trim_matches(['(', ')', '[', ']']);
        [written, " (", inner, ")"].concat()
    });
    let alone = |row: &&Row| row.filled() == 1;
    let lines = above.iter().chain(body).filter(alone);
    let texts = lines.filter_map(|row| row.cells().find(|cell| !cell.is_empty()));
    let said = below.into_iter().chain(texts.map(str::to_owned));
    said.filter(|text| has_unit(text)).find_map(|text| {
        // "Amount above 50 k€" is a filter.
        let ends = |name: &str| !name.ends_with(|glyph: char| glyph.is_ascii_digit());
        let found = addition::split(&text).filter(|found| ends(found.name))?;
        let unit = if found.times.total_cmp(&1e3).is_eq() { "k" } else { "M" };
        let known = [1e3, 1e6].iter().any(|times| found.times.total_cmp(times).is_eq());
        let currency = found.currency.unwrap_or_default();
        known.then(|| [written, " (", unit, &currency, ")"].concat())
    })
}

fn has_unit(text: &str) -> bool {
    addition::split(text).is_some_and(|added| added.times.total_cmp(&1.0).is_ne())
}

fn is_amount(cell: &str) -> bool {
    cell.is_empty() || amount::read(cell, amount::Tally::default()).is_some()
}
