//! A small table to type deals in. It is read like any other list.

use yew::Html;

use super::{Message, source};
use crate::ui::chart::framed;
use crate::ui::element::{element, nothing, text, worded};
use crate::ui::view::View;

/// Headers of the table and what an example of each looks like.
const COLUMNS: [(&str, &str); 6] = [
    ("Deal name", "Alder Foods"),
    ("Amount", "24,000"),
    ("Created date", "2026-03-31"),
    ("Status", "open, won or lost"),
    ("Close date", "2026-06-30"),
    ("Owner", "A. Novak"),
];

/// Most rows: a longer list is pasted.
const MOST: usize = 200;

/// One row.
type Cells = [String; COLUMNS.len()];

/// What was typed, row by row; the last is always empty, for the next deal.
#[derive(Clone, Debug, PartialEq)]
pub struct Rows {
    rows: Vec<Cells>,
    removed: Vec<(usize, Cells)>,
}

impl Default for Rows {
    fn default() -> Self {
        Self { rows: vec![Cells::default()], removed: Vec::new() }
    }
}

impl Rows {
    /// A cell now holds this text.
    pub fn set(&mut self, row: usize, column: usize, text: String) {
        if let Some(cell) = self.rows.get_mut(row).and_then(|cells| cells.get_mut(column)) {
            *cell = text;
        }
        let full = self.rows.last().is_none_or(|cells| cells.iter().any(|cell| !cell.is_empty()));
        if full && self.rows.len() < MOST {
            self.rows.push(Cells::default());
        }
    }

    /// Takes a row out; [`Self::restore`] puts it back.
    pub fn remove(&mut self, row: usize) {
        if row + 1 < self.rows.len() {
            let cells = self.rows.remove(row);
            self.removed.push((row, cells));
        }
    }

    /// Puts the last removed row back.
    pub fn restore(&mut self) {
        if let Some((row, cells)) = self.removed.pop() {
            self.rows.insert(row.min(self.rows.len()), cells);
        }
    }

    /// The rows as a list that [`crate::text::import`] reads.
    pub fn csv(&self) -> String {
        let quoted = |cell: &str| ["\"", &cell.replace('"', "\"\""), "\""].concat();
        let line = |cells: Vec<String>| cells.join(",") + "\n";
        let head = line(COLUMNS.iter().map(|(header, _)| quoted(header)).collect());
        let filled = |cells: &&Cells| cells.iter().any(|cell| !cell.trim().is_empty());
        let rows = self.rows.iter().filter(filled);
        rows.fold(head, |text, cells| text + &line(cells.iter().map(|cell| quoted(cell)).collect()))
    }

    fn is_empty(&self) -> bool {
        self.rows.len() < 2
    }
}

/// The table.
pub fn table(view: &View<Message>, rows: &Rows) -> Html {
    let head = COLUMNS.map(|(header, _)| header);
    let head: Vec<&'static str> = head.into_iter().chain([""]).collect();
    let body = rows.rows.iter().enumerate().map(|(at, cells)| row(view, at, cells, rows)).collect();
    let restore = if rows.removed.is_empty() {
        nothing()
    } else {
        view.button("ep-button", Message::Restore, vec![text("Put the removed row back")])
    };
    let ready = !rows.is_empty();
    element(
        "div",
        "ep-typed",
        vec![
            worded("p", "ep-help", HELP),
            framed("ep-table ep-cells", "Deals", &head, body),
            element(
                "div",
                "ep-actions",
                vec![
                    if ready {
                        view.button("ep-button", Message::UseTable, vec![text("Use these deals")])
                    } else {
                        nothing()
                    },
                    restore,
                    view.button("ep-button", Message::Table(false), vec![text("Back")]),
                ],
            ),
        ],
    )
}

const HELP: &str = "Status says open, won or lost. The close date of an open deal is when you \
    expect it; of a closed one, when it closed.";

fn row(view: &View<Message>, at: usize, cells: &Cells, rows: &Rows) -> Html {
    let boxes = cells.iter().enumerate().map(|(column, value)| {
        let (header, example) = COLUMNS[column];
        let number = (at + 1).to_string();
        let label = [header, ", row ", &*number, ", for example ", example].concat();
        let id = view.id(&["cell-", &*number, "-", &*column.to_string()].concat());
        let tell = view.send.reform(move |text| Message::Cell(at, column, text));
        element("td", "", vec![source::cell(id, label, value, tell)])
    });
    let last = at + 1 == rows.rows.len();
    let remove = if last {
        nothing()
    } else {
        view.button("ep-link", Message::Remove(at), vec![text("Remove")])
    };
    element("tr", "", boxes.chain([element("td", "", vec![remove])]).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typing_makes_room_and_removing_can_be_undone() {
        let mut rows = Rows::default();
        assert!(rows.is_empty());
        rows.set(0, 0, "Alder \"A\" Foods".into());
        rows.set(0, 1, "24,000".into());
        rows.set(1, 0, "Birch".into());
        assert_eq!(rows.rows.len(), 3);
        let csv = rows.csv();
        assert!(csv.contains("\"Alder \"\"A\"\" Foods\",\"24,000\",\"\""), "{csv}");
        assert_eq!(csv.lines().count(), 3);
        rows.remove(0);
        assert_eq!(rows.csv().lines().count(), 2);
        rows.restore();
        assert_eq!(rows.csv(), csv);
        rows.remove(2);
        assert_eq!(rows.rows.len(), 3);
    }
}
