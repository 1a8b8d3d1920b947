//! A small table to type deals in. It is read like any other list.

use yew::Html;

use super::Message;
use crate::language::Word;
use crate::text::rows::{Column, Kind, Rows, Table};
use crate::ui::element::{element, nothing, text, worded};
use crate::ui::rows::{self, Shown};
use crate::ui::view::View;

const fn column(label: &'static str, example: &'static str) -> Column {
    Column { label, name: label, example, kind: Kind::Text, needed: false }
}

/// The table. A longer list is pasted or chosen as a file.
pub static TYPED: Table = Table {
    key: "cell",
    caption: "Deals",
    columns: &[
        column("Deal name", "Alder Foods"),
        column("Amount", "24,000"),
        column("Created date", "2026-03-31"),
        column("Status", "open, won or lost"),
        column("Close date", "2026-06-30"),
        column("Owner", "A. Novak"),
    ],
    most: 200,
};

/// The rows as a list that [`crate::text::import`] reads.
pub fn csv(rows: &Rows) -> String {
    let quoted = |cell: &str| ["\"", &cell.replace('"', "\"\""), "\""].concat();
    let line = |cells: Vec<String>| cells.join(",") + "\n";
    let head = line(TYPED.columns.iter().map(|column| quoted(column.label)).collect());
    let rows = rows.filled().map(|(_, cells)| cells.iter().map(|cell| quoted(cell)).collect());
    rows.fold(head, |text, cells| text + &line(cells))
}

/// The table.
pub fn table(view: &View<Message>, rows: &Rows) -> Html {
    let shown = Shown { table: &TYPED, rows, problems: &[], typing: None };
    let use_them = if rows.is_empty() {
        nothing()
    } else {
        view.button("ep-button", Message::UseTable, vec![text(say!("Use these deals"))])
    };
    let back = view.button("ep-button", Message::Table(false), vec![text(say!("Back"))]);
    element(
        "div",
        "ep-typed",
        vec![
            worded("p", "ep-help", HELP),
            rows::rows(view, &shown, &view.send.reform(Message::Rows)),
            element("div", "ep-actions", vec![use_them, back]),
        ],
    )
}

const HELP: Word = word!(
    "Status says open, won or lost. The close date of an open deal is when you expect it; of a \
     closed one, when it closed."
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_deals_become_a_list() {
        let mut rows = TYPED.empty();
        rows.set(0, 0, "Alder \"A\" Foods".into());
        rows.set(0, 1, "24,000".into());
        rows.set(1, 0, "Birch".into());
        let csv = csv(&rows);
        assert!(csv.contains("\"Alder \"\"A\"\" Foods\",\"24,000\",\""), "{csv}");
        assert_eq!(csv.lines().count(), 3);
    }
}
