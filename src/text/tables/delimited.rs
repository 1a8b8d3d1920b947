//! A pasted text or a small file as cells.

use crate::text::import;
use crate::text::rows;

/// Cells of a text with tabs, commas, semicolons or pipes between its columns. Text with tabs is
/// what spreadsheets put into the clipboard; anything else is read as a file of separated values.
///
/// ```
/// use enough_pipeline::text::tables::block;
///
/// assert_eq!(block("Monat;Ziel\n\"Jan; 27\";1.000,50"), [["Monat", "Ziel"], ["Jan; 27", "1.000,50"]]);
/// assert_eq!(block("a, b\tc"), [["a, b", "c"]]);
/// ```
pub fn block(text: &str) -> Vec<Vec<String>> {
    let text = text.trim_start_matches('\u{feff}');
    if text.contains('\t') {
        return rows::block(text);
    }
    import::separated(text).unwrap_or_else(|| rows::block(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_lines_keep_their_number() {
        assert_eq!(block("Plan\n\na,b\n1,2\n")[2], ["a", "b"]);
        assert_eq!(block("120,000\n130,000"), [["120,000"], ["130,000"]]);
        assert_eq!(block("sep=;\na;b\n1,5;2")[1], ["a", "b"]);
    }
}
