//! Forecast categories: what sellers say, at the rates at which it came true.

use yew::Html;

use super::{Answer, Message};
use crate::calc::forecast::{Category, CategoryRow, Report};
use crate::calc::units::Money;
use crate::language::Word;
use crate::text::forecast::rounded;
use crate::ui::answer::section;
use crate::ui::chart::table;
use crate::ui::element::{nothing, worded};
use crate::ui::view::View;

/// The categories; nothing where no deal has one.
pub fn categories(view: &View<Message>, answer: &Answer) -> Html {
    let report = &answer.report;
    if report.categories.is_empty() {
        return nothing();
    }
    let mut head =
        vec![say!("Category"), say!("Deals"), say!("Value"), say!("Rate"), say!("Expected")];
    // Deals without a created date have no age.
    let aged = !report.without_age.is_some_and(|deals| deals.alone);
    head.extend(aged.then(|| say!("By age")));
    let rows = report.categories.iter().filter(|row| row.category != Category::Omitted);
    section(
        view,
        "categories",
        finding(view, report),
        vec![
            worded("p", "", compared(view, report)),
            table(
                say!("Forecast categories"),
                &head,
                rows.map(|row| cells(view, row, aged)).collect(),
            ),
            worded("p", "ep-note", if aged { NOTE } else { AGELESS }),
        ],
    )
}

const NOTE: Word = word!(
    "Rates marked “usual” are not measured; an earlier list of the same CRM would \
    measure yours. “By age” is what the ages of the same deals let expect in these months. Deals \
    expected to close later are left out, and so are those that your sellers omit."
);

const AGELESS: Word = word!(
    "Rates marked “usual” are not measured; an earlier list of the same CRM would \
    measure yours. Deals expected to close later are left out, and so are those that your sellers \
    omit."
);

/// What sellers commit to: closed, and everything in commit.
fn committed(report: &Report) -> Money {
    let said = |row: &&CategoryRow| matches!(row.category, Category::Closed | Category::Commit);
    report.categories.iter().filter(said).map(|row| row.value).sum()
}

fn finding(view: &View<Message>, report: &Report) -> String {
    let (said, sure) = (rounded(committed(report)), rounded(report.commit));
    let (said_words, sure_words) = (view.short(said), view.short(sure));
    if said > sure {
        say!(
            "Your sellers commit {said}; nine times in ten you can count on {sure}",
            said = said_words,
            sure = sure_words,
        )
    } else {
        say!(
            "Your sellers commit {said}, and nine times in ten {sure} comes",
            said = said_words,
            sure = sure_words,
        )
    }
}

fn compared(view: &View<Message>, report: &Report) -> String {
    let said = rounded(committed(report));
    let sure = rounded(report.commit);
    let difference = view.money(Money((said - sure).0.abs()));
    let (committed, exceeded) = (view.money(said), view.money(sure));
    if said > sure {
        say!(
            "Closed and commit together are {committed}: {difference} more than what closed and all open deals exceed 9 times in 10, {exceeded}.",
            committed = committed,
            difference = difference,
            exceeded = exceeded,
        )
    } else {
        say!(
            "Closed and commit together are {committed}: {difference} less than what closed and all open deals exceed 9 times in 10, {exceeded}.",
            committed = committed,
            difference = difference,
            exceeded = exceeded,
        )
    }
}

fn cells(view: &View<Message>, row: &CategoryRow, aged: bool) -> Vec<String> {
    let money = |amount: Money| view.money(rounded(amount));
    let rate = view.formats.percent(row.rate.fraction(), 1);
    let closed = row.category == Category::Closed;
    let mut cells = vec![
        name(row.category).to_owned(),
        if closed { "–".into() } else { view.formats.number(row.count as f64, 0) },
        money(row.value),
        if row.assumed { say!("{rate} (usual)", rate = rate) } else { rate },
        money(row.expected),
    ];
    cells.extend(aged.then(|| money(row.by_age)));
    cells
}

fn name(category: Category) -> &'static str {
    match category {
        Category::Closed => say!("Closed"),
        Category::Commit => say!("Commit"),
        Category::BestCase => say!("Best case"),
        Category::Pipeline => say!("Pipeline"),
        Category::Omitted => say!("Omitted"),
    }
}
