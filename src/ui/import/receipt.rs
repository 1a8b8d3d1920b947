//! What became of every row of the list.

use yew::Html;

use super::{Importer, Message, columns, undated};
use crate::text::import::{Group, Reason, Report};
use crate::ui::chart::table;
use crate::ui::element::{element, folded, list, nothing, text, worded};
use crate::ui::view::View;

/// Lines that are named of each group.
const NAMED: usize = 8;

/// What the list comes to, with what is wrong with its rows, to stand with its name.
pub fn counts(importer: &Importer) -> Html {
    let view = &importer.view;
    let Some(import) = importer.list.import() else { return nothing() };
    let report = import.report();
    let wrong = view.button("ep-link", Message::Doubt, vec![text(say!("That's wrong"))]);
    let counts = worded("strong", "", report.counts(&*view.formats));
    let wrong = if importer.doubted { nothing() } else { wrong };
    list(vec![element("p", "ep-counts", vec![counts, text(" "), wrong]), set_aside(view, report)])
}

/// What became of every row; nothing where each is a deal.
pub fn receipt(importer: &Importer) -> Html {
    let view = &importer.view;
    let Some(import) = importer.list.import() else { return nothing() };
    let report = import.report();
    let remarks = report.remarks.iter().map(|remark| worded("p", "ep-note", remark.sentence()));
    let parts = vec![
        report.undated.as_ref().map_or_else(nothing, |summary| undated::undated(view, summary)),
        list(remarks.collect()),
        every_row(view, report),
        if importer.doubted { columns::columns(importer) } else { nothing() },
    ];
    element("div", "ep-receipt", parts)
}

/// The rows that something is wrong with, each kind in a line.
fn set_aside(view: &View<Message>, report: &Report) -> Html {
    let line = |group: &Group<Reason>| {
        let words = say!(
            "{n} {n?row|rows} set aside ({n?line|lines} {lines}):",
            n = view.formats.count(group.rows as f64, 0),
            lines = named(group.rows, &group.lines),
        );
        element("li", "", vec![worded("strong", "", words), text(" "), text(group.what.sentence())])
    };
    let lines: Vec<Html> = report.faults().map(line).collect();
    if lines.is_empty() { nothing() } else { element("ul", "ep-aside", lines) }
}

/// Every row that is not a deal, or not all of one.
fn every_row(view: &View<Message>, report: &Report) -> Html {
    if report.aside.is_empty() && report.notices.is_empty() {
        return nothing();
    }
    let count = |count: usize| view.formats.count(count as f64, 0);
    let words = say!(
        "{read} {read?row|rows} read: {used} {used?deal|deals}, {aside} {aside?row|rows} set aside.",
        read = count(report.read),
        used = count(report.used),
        aside = count(report.unused()),
    );
    let body = vec![worded("p", "", words), groups(view, report), save(view, report)];
    folded(say!("Which rows, and why"), list(body))
}

/// Lines of the file, the first of them.
fn named(rows: usize, lines: &[u32]) -> String {
    let more = if rows > NAMED { " …" } else { "" };
    let named: Vec<String> = lines.iter().take(NAMED).map(u32::to_string).collect();
    named.join(", ") + more
}

fn groups(view: &View<Message>, report: &Report) -> Html {
    let row = |rows: usize, lines: &[u32], sentence: &str| {
        vec![sentence.to_owned(), view.formats.number(rows as f64, 0), named(rows, lines)]
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
