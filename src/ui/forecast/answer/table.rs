//! The table that a finance chief can check: where revenue comes from, and its range against the goal.

mod laid;

use yew::Html;

use super::{Answer, Message, cut};
use crate::calc::units::Money;
use crate::language::Word;
use crate::state::forecast::{Look, Period};
use crate::text::forecast::rounded;
use crate::text::forecast::table::{Row, Table};
use crate::text::verdict::of_hundred;
use crate::ui::answer::section;
use crate::ui::chart::{framed, row_head};
use crate::ui::element::{element, list, text, worded};
use crate::ui::view::View;

/// The forecast as a table, by month or quarter as the visitor looks at it.
pub fn table(view: &View<Message>, answer: &Answer, look: Look) -> Html {
    let table = Table::new(&answer.report, cut(look), &*view.formats);
    let usual = !look.across && look.by.is_none();
    let amounts = match (usual, table.has_goals()) {
        (false, _) => laid::grid(view, answer, look),
        (true, true) => list(vec![sources(view, &table), against(view, &table)]),
        (true, false) => list(vec![sources(view, &table), ranges(view, &table)]),
    };
    section(
        view,
        "table",
        finding(view, answer, look),
        vec![
            laid::choices(view, answer, look),
            amounts,
            worded("p", "ep-note", ADDS),
            worded("p", "ep-note", RANGES),
            answer.how(view, &["open", "new", "recurring"]),
        ],
    )
}

const ADDS: Word = word!(
    "Amounts are on average, rounded so that every row and column adds up as shown. \
    Quarters are those of your fiscal year."
);

const RANGES: Word = word!(
    "Low is exceeded 9 times in 10, high 1 time in 10. The ranges of single months \
    do not add up to that of all: bad luck in one month is not bad luck in every month. So each \
    quarter's and each cumulative range is a calculation of its own, not a sum."
);

fn finding(view: &View<Message>, answer: &Answer, look: Look) -> String {
    let total = answer.report.total;
    let open = [total.closed, total.open].into_iter().sum::<Money>();
    let (open, all) = (rounded(open), rounded(total.total()));
    let part = open.ratio_to(all).filter(|share| *share < 0.995);
    match (look.period, part.map(|share| view.formats.percent(share, 0))) {
        (Period::Month, Some(share)) => {
            say!("Month by month: {share} comes from what is won or open today", share = share,)
        }
        (Period::Month, None) => {
            say!("Month by month: all of it comes from what is won or open today").into()
        }
        (Period::Quarter, Some(share)) => {
            say!("Quarter by quarter: {share} comes from what is won or open today", share = share,)
        }
        (Period::Quarter, None) => {
            say!("Quarter by quarter: all of it comes from what is won or open today").into()
        }
    }
}

fn rows(table: &Table, cells: impl Fn(&Row) -> Vec<String>) -> Vec<Html> {
    let row = |row: &Row| {
        let cells = cells(row).into_iter().map(|cell| worded("td", "", cell));
        let head = row_head(vec![text(row.label.clone())]);
        let all = table.all.as_ref().is_some_and(|all| std::ptr::eq(all, row));
        let class = if all { "ep-total" } else { "" };
        element("tr", class, std::iter::once(head).chain(cells).collect())
    };
    table.rows().map(row).collect()
}

/// Where the revenue comes from; what brings nothing has no column.
fn sources(view: &View<Message>, table: &Table) -> Html {
    let shown: Vec<usize> =
        (0..table.columns.len()).filter(|at| *at == 0 || !table.columns[*at].is_empty).collect();
    let mut head = vec![say!("Period")];
    head.extend(shown.iter().map(|at| table.columns[*at].label.text()));
    head.push(say!("Total"));
    let cells = |row: &Row| {
        let parts = shown.iter().map(|at| view.money(row.parts[*at]));
        parts.chain([view.money(row.total)]).collect()
    };
    framed("ep-table ep-sums", say!("Where the revenue comes from"), &head, rows(table, cells))
}

fn ranges(view: &View<Message>, table: &Table) -> Html {
    let head = [say!("Period"), say!("Total"), say!("Low"), say!("Middle"), say!("High")];
    let cells = |row: &Row| {
        let range = row.range.map(|amount| view.money(amount));
        std::iter::once(view.money(row.total)).chain(range).collect()
    };
    framed("ep-table ep-sums", say!("How far it may vary"), &head, rows(table, cells))
}

fn against(view: &View<Message>, table: &Table) -> Html {
    let head = [
        say!("Period"),
        say!("Total"),
        say!("Low"),
        say!("Middle"),
        say!("High"),
        say!("Goal"),
        say!("Above or below"),
        say!("Chance of the goal"),
    ];
    let none = || "–".to_owned();
    let cells = |row: &Row| {
        let range = row.range.map(|amount| view.money(amount));
        let goal = row.goal.map_or_else(none, |goal| view.money(goal));
        let variance = row.variance.map_or_else(none, |amount| signed(view, amount));
        let chance = row.chance.map_or_else(none, of_hundred);
        let behind = [goal, variance, chance];
        std::iter::once(view.money(row.total)).chain(range).chain(behind).collect()
    };
    framed(
        "ep-table ep-sums",
        say!("How far it may vary, against the goal"),
        &head,
        rows(table, cells),
    )
}

/// "+$20,000".
fn signed(view: &View<Message>, amount: Money) -> String {
    let sign = match amount.0 {
        more if more > 0.0 => "+",
        less if less < 0.0 => "−",
        _ => "",
    };
    [sign, &*view.money(Money(amount.0.abs()))].concat()
}

/// A table of parts with a last row that adds them up as shown.
pub(super) fn summed(
    caption: &'static str,
    head: &[&'static str],
    rows: Vec<Vec<String>>,
    total: Vec<String>,
) -> Html {
    let line = |class: &'static str, cells: Vec<String>| {
        let mut cells = cells.into_iter();
        let name = row_head(vec![text(cells.next().unwrap_or_default())]);
        let rest = cells.map(|cell| worded("td", "", cell));
        element("tr", class, std::iter::once(name).chain(rest).collect())
    };
    let mut lines: Vec<Html> = rows.into_iter().map(|cells| line("", cells)).collect();
    lines.push(line("ep-total", total));
    framed("ep-table ep-sums", caption, head, lines)
}
