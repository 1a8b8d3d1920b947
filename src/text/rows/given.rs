//! Rows that a page's script gives.

use crate::text::canonical;
use crate::text::record::Item;

/// Rows that a script gives, as the text of a table: a list of rows, each a list of numbers and
/// texts; or the text itself.
pub fn given(rows: &Item) -> Option<String> {
    let cell = |cell: &Item| match cell {
        Item::Number(number) if number.is_finite() => canonical::number(*number),
        Item::Text(text) => text.replace(['\t', '\n'], " "),
        _ => String::new(),
    };
    let row = |row: &Item| match row {
        Item::List(cells) => cells.iter().map(cell).collect::<Vec<_>>().join("\t"),
        one => cell(one),
    };
    match rows {
        Item::Text(text) => Some(text.clone()),
        Item::List(rows) => Some(rows.iter().map(row).collect::<Vec<_>>().join("\n")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::record::text;

    #[test]
    fn rows_of_a_script_become_cells() {
        let stage = Item::List(vec![text("De\tmo"), Item::Number(5.0), Item::Number(9000.5)]);
        let rows = given(&Item::List(vec![stage, Item::Number(2.0)]));
        assert_eq!(rows.as_deref(), Some("De mo\t5\t9000.5\n2"));
        assert_eq!(given(&text("a\tb")), Some("a\tb".into()));
        assert_eq!(given(&Item::Number(1.0)), None);
    }
}
