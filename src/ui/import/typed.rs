//! A small table to type deals in. It is read like any other list.

use yew::Html;

use super::Message;
use crate::language::Word;
use crate::text::rows::{Column, Kind, Rows, Table};
use crate::ui::element::{element, nothing, text, worded};
use crate::ui::rows::{self, Shown};
use crate::ui::view::View;

const fn column(label: Word, example: Word) -> Column {
    Column { label, name: label, example, kind: Kind::Text, needed: false }
}

/// The table. A longer list is pasted or chosen as a file.
pub static TYPED: Table = Table {
    key: "cell",
    caption: word!("Deals"),
    columns: &[
        column(word!("Deal name"), word!("Alder Foods")),
        column(word!("Amount"), word!("24,000")),
        column(word!("Created date"), word!("2026-03-31")),
        column(word!("Status"), word!("open, won or lost")),
        column(word!("Close date"), word!("2026-06-30")),
        column(word!("Owner"), word!("A. Novak")),
    ],
    most: 200,
};

/// What the import knows the columns by, whatever stands above them on the screen.
const HEADERS: [&str; 6] = ["Deal name", "Amount", "Created date", "Status", "Close date", "Owner"];

/// The rows as a list that [`crate::text::import`] reads.
pub fn csv(rows: &Rows) -> String {
    let quoted = |cell: &str| ["\"", &cell.replace('"', "\"\""), "\""].concat();
    let line = |cells: Vec<String>| cells.join(",") + "\n";
    let head = line(HEADERS.map(quoted).into());
    let rows = rows.filled().map(|(_, cells)| cells.iter().map(|cell| quoted(cell)).collect());
    rows.fold(head, |text, cells| text + &line(cells))
}

/// The table.
pub fn table(view: &View<Message>, rows: &Rows) -> Html {
    let shown = Shown { table: &TYPED, rows, problems: &[], typing: None, reads: None };
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
    use crate::calc::deals::Outcome;
    use crate::text::import::{Import, Step};

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

    #[test]
    fn typed_columns_are_all_known_to_the_import() {
        let mut rows = TYPED.empty();
        assert_eq!(HEADERS.len(), TYPED.columns.len());
        let cells = ["Alder", "24,000", "2026-03-31", "won", "2026-06-30", "A. Novak"];
        for (column, cell) in cells.into_iter().enumerate() {
            rows.set(0, column, cell.into());
        }
        let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 16).unwrap();
        let mut import = Import::new(csv(&rows).into_bytes(), today);
        while let Step::Progress(_) = import.step(10) {}
        let [deal] = import.deals() else { panic!("{:?}", import.questions()) };
        assert_eq!((&*deal.labels.name, &*deal.labels.owner), ("Alder", "A. Novak"));
        assert_eq!((deal.value.0, deal.created.to_string()), (24_000.0, "2026-03-31".into()));
        assert_eq!(deal.outcome, Outcome::Won("2026-06-30".parse().unwrap()));
    }
}
