//! What to expect by owner and by stage.

use yew::Html;

use super::table::summed;
use super::{Answer, Message};
use crate::calc::forecast::{Group, shown};
use crate::calc::units::Money;
use crate::text::forecast::rounded;
use crate::ui::answer::section;
use crate::ui::element::{list, nothing};
use crate::ui::view::View;

/// The open deals by owner and by stage, each where the deals have one.
pub fn groups(view: &View<Message>, answer: &Answer) -> Html {
    let report = &answer.report;
    list(vec![
        one(view, "owners", "owner", "Open deals by owner", &report.by_owner),
        one(view, "stages", "stage", "Open deals by stage", &report.by_stage),
    ])
}

fn one(
    view: &View<Message>,
    id: &'static str,
    by: &'static str,
    caption: &'static str,
    groups: &[Group],
) -> Html {
    let Some(first) = groups.iter().find(|group| !group.name.is_empty()) else { return nothing() };
    let whole = |of: fn(&Group) -> Money| {
        shown(&groups.iter().map(|group| vec![of(group)]).collect::<Vec<_>>(), 1.0)
    };
    let (values, expected) = (whole(|group| group.value), whole(|group| group.expected));
    let count = |count: usize| view.formats.number(count as f64, 0);
    let share = |amount: Money| {
        let share = amount.ratio_to(expected.total).unwrap_or(0.0);
        view.formats.percent(share, 0)
    };
    let row = |(at, group): (usize, &Group)| {
        let name = if group.name.is_empty() { ["No ", by].concat() } else { group.name.clone() };
        vec![
            name,
            count(group.count),
            view.money(values.rows[at]),
            view.money(expected.rows[at]),
            share(expected.rows[at]),
        ]
    };
    let total = vec![
        "All".to_owned(),
        count(groups.iter().map(|group| group.count).sum()),
        view.money(values.total),
        view.money(expected.total),
        share(expected.total),
    ];
    let head = ["Name", "Deals", "Value", "Expected in these months", "Share"];
    section(
        view,
        id,
        finding(view, by, first, expected.total),
        vec![summed(caption, &head, groups.iter().enumerate().map(row).collect(), total)],
    )
}

fn finding(view: &View<Message>, by: &str, first: &Group, total: Money) -> String {
    let expected = rounded(first.expected);
    let share = view.formats.percent(expected.ratio_to(total).unwrap_or(0.0), 0);
    [
        "By ",
        by,
        ": ",
        &*first.name,
        " holds the most, ",
        &*view.short(expected),
        " or ",
        &*share,
        " of what the open deals bring",
    ]
    .concat()
}
