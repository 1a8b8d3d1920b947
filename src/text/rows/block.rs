//! A block of cells as spreadsheets put it into the clipboard.

/// Cells of a text with tabs between columns and line breaks between rows. A cell that begins with a
/// quotation mark may hold both, and its own marks doubled.
///
/// ```
/// use enough_pipeline::text::rows::block;
///
/// assert_eq!(block("a\tb\r\n\"c\nd\"\t5\n"), [["a", "b"], ["c d", "5"]]);
/// ```
pub fn block(text: &str) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    let mut row = Vec::new();
    let mut rest = text.trim_end_matches(['\n', '\r']);
    loop {
        let (cell, after) = cell(rest);
        row.push(cell);
        match after.chars().next() {
            Some('\t') => {}
            end => {
                rows.push(std::mem::take(&mut row));
                if end.is_none() {
                    return rows;
                }
            }
        }
        rest = after.strip_prefix("\r\n").unwrap_or_else(|| after.get(1..).unwrap_or_default());
    }
}

/// The first cell, and the text from the character behind it on.
fn cell(text: &str) -> (String, &str) {
    if let Some(quoted) = text.strip_prefix('"')
        && let Some((cell, after)) = unquoted(quoted)
    {
        return (tidy(&cell), after);
    }
    let end = text.find(['\t', '\n', '\r']).unwrap_or(text.len());
    (tidy(&text[..end]), &text[end..])
}

/// The cell behind an opening mark; `None` when the mark is one of the text.
fn unquoted(text: &str) -> Option<(String, &str)> {
    let mut cell = String::new();
    let mut rest = text;
    loop {
        let (before, after) = rest.split_once('"')?;
        cell.push_str(before);
        match after.strip_prefix('"') {
            Some(after) => {
                cell.push('"');
                rest = after;
            }
            None if after.is_empty() || after.starts_with(['\t', '\n', '\r']) => {
                return Some((cell, after));
            }
            None => return None,
        }
    }
}

fn tidy(cell: &str) -> String {
    cell.split(['\n', '\r', '\t']).map(str::trim).collect::<Vec<_>>().join(" ").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_those_of_a_cell_or_of_its_text() {
        assert_eq!(block("\"a \"\"b\"\"\"\t2"), [["a \"b\"", "2"]]);
        assert_eq!(block("\"a\" b\t2"), [["\"a\" b", "2"]]);
        assert_eq!(block("\"open\t2"), [["\"open", "2"]]);
    }

    #[test]
    fn empty_cells_and_rows_keep_their_place() {
        assert_eq!(block("\t1\n\t\n2\t"), [["", "1"], ["", ""], ["2", ""]]);
        assert_eq!(block(""), [[""]]);
        assert_eq!(block("a\rb"), [["a"], ["b"]]);
    }
}
