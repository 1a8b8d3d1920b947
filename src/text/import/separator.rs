//! What stands between the columns.

use super::reader::{Row, rows};

/// What may stand between columns.
const SEPARATORS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// Bytes of the start that are looked at.
const LOOK: usize = 32 * 1024;
/// Rows of the start that are looked at.
const ROWS: usize = 60;

/// The separator with which most of the first rows have the same number of cells, more than one,
/// and where the text begins: behind a line "sep=;" as spreadsheets write it.
pub(super) fn sniff(text: &[u8]) -> (Option<u8>, usize) {
    let mark = if text.starts_with("\u{feff}".as_bytes()) { 3 } else { 0 };
    if let Some((separator, start)) = declared(&text[mark..]) {
        return (Some(separator), mark + start);
    }
    let start = &text[mark..text.len().min(LOOK)];
    let score = |separator: &u8| (score(&rows(start, *separator, ROWS)), *separator);
    let best = SEPARATORS.iter().map(score).max_by(|(a, _), (b, _)| a.total_cmp(b));
    (best.filter(|(score, _)| *score > 0.0).map(|(_, separator)| separator), mark)
}

/// "sep=;" in the first line.
fn declared(text: &[u8]) -> Option<(u8, usize)> {
    let rest = text.strip_prefix(b"sep=")?;
    let separator = *rest.first().filter(|byte| SEPARATORS.contains(byte))?;
    let line = rest.iter().position(|byte| *byte == b'\n')?;
    (line <= 2).then_some((separator, 4 + line + 1))
}

/// The square of the share of rows that agree, times the cells that agreeing rows add.
fn score(rows: &[Row]) -> f64 {
    let count = |row: &Row| row.cells().len();
    let agreeing = |width: usize| rows.iter().filter(|row| count(row) == width).count();
    let widths = rows.iter().map(count).filter(|width| *width > 1);
    let Some(width) = widths.max_by_key(|width| agreeing(*width)) else { return 0.0 };
    let share = agreeing(width) as f64 / rows.len() as f64;
    share * share * (width - 1).min(20) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_separator_is_the_one_with_which_rows_agree() {
        assert_eq!(sniff(b"a,b,c\n1,2,3\n"), (Some(b','), 0));
        assert_eq!(sniff(b"a;b;c\n1,5;2,5;3\n\"x;y\";2,0;1\n"), (Some(b';'), 0));
        assert_eq!(sniff(b"a\tb, c\n1\t2\n"), (Some(b'\t'), 0));
        assert_eq!(sniff(b"a,b\n\"1;2;3\",\"4;5;6\"\n\"1;2\",3\n"), (Some(b','), 0));
        assert_eq!(sniff(b"sep=;\r\na,b;c\n"), (Some(b';'), 7));
        assert_eq!(sniff(b"a|b|c\n1|2|3,4\n"), (Some(b'|'), 0));
        assert_eq!(sniff(b"only\none\ncolumn\n"), (None, 0));
    }
}
