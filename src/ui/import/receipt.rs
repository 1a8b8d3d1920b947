//! What became of every row of the list.

use yew::Html;

use super::{Importer, Message};
use crate::text::import::Report;
use crate::ui::chart::table;
use crate::ui::element::{element, folded, list, nothing, text, worded};
use crate::ui::view::View;

/// Lines that are named of each group.
const NAMED: usize = 8;

/// What became of every row.
pub fn receipt(importer: &Importer) -> Html {
    let view = &importer.view;
    let Some(import) = importer.list.import() else { return nothing() };
    let report = import.report();
    let count = |count: usize| view.formats.count(count as f64, 0);
    let words = say!(
        "{read} {read?row|rows} read: {used} {used?deal|deals}, {aside} {aside?row|rows} set aside.",
        read = count(report.read),
        used = count(report.used),
        aside = count(report.unused()),
    );
    let body = if report.aside.is_empty() && report.notices.is_empty() {
        nothing()
    } else {
        folded(say!("Which rows, and why"), list(vec![groups(view, report), save(view, report)]))
    };
    let remarks = report.remarks.iter().map(|remark| worded("p", "ep-note", remark.sentence()));
    element("div", "ep-receipt", vec![worded("p", "", words), list(remarks.collect()), body])
}

fn groups(view: &View<Message>, report: &Report) -> Html {
    let row = |rows: usize, lines: &[u32], sentence: &str| {
        let more = if rows > NAMED { " …" } else { "" };
        let named: Vec<String> = lines.iter().take(NAMED).map(u32::to_string).collect();
        let lines = named.join(", ") + more;
        vec![sentence.to_owned(), view.formats.number(rows as f64, 0), lines]
    };
    let aside =
        report.aside.iter().map(|group| row(group.rows, &group.lines, group.what.sentence()));
    let notices =
        report.notices.iter().map(|group| row(group.rows, &group.lines, group.what.sentence()));
    let head = [say!("What and why"), say!("Rows" in "of a list"), say!("Lines of the file")];
    let some = |caption, rows: Vec<Vec<String>>| {
        if rows.is_empty() { nothing() } else { table(caption, &head, rows) }
    };
    list(vec![
        some(say!("Rows that are set aside"), aside.collect()),
        some(say!("Rows that are used without a part of them"), notices.collect()),
    ])
}

fn save(view: &View<Message>, report: &Report) -> Html {
    if report.aside.is_empty() {
        return nothing();
    }
    view.button("ep-button", Message::SaveAside, vec![text(say!("Save the rows set aside (CSV)"))])
}
