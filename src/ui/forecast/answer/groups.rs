//! What to expect by owner and by stage.

use yew::Html;

use super::table::summed;
use super::{Answer, Message};
use crate::calc::forecast::{Group, GroupBy, shown_parts};
use crate::calc::units::Money;
use crate::text::forecast::grid::none;
use crate::text::forecast::rounded;
use crate::text::forecast::table::{Cut, Table};
use crate::ui::answer::section;
use crate::ui::element::{list, nothing};
use crate::ui::view::View;

/// The open deals by owner and by stage, each where the deals have one.
pub fn groups(view: &View<Message>, answer: &Answer) -> Html {
    let report = &answer.report;
    let open = Table::new(report, Cut::default(), &*view.formats).open();
    let one = |groups, names| one(view, groups, open, names);
    list(vec![one(report.by(GroupBy::Owner), By::Owner), one(report.by(GroupBy::Stage), By::Stage)])
}

fn one(view: &View<Message>, groups: &[Group], open: Money, by: By) -> Html {
    let Some(first) = groups.iter().find(|group| !group.name.is_empty()) else { return nothing() };
    let all = |of: fn(&Group) -> Money| groups.iter().map(of).collect::<Vec<_>>();
    let value = rounded(all(|group| group.value).into_iter().sum());
    let values = shown_parts(&all(|group| group.value), value, 1.0);
    let expected = shown_parts(&all(|group| group.expected), open, 1.0);
    let count = |count: usize| view.formats.number(count as f64, 0);
    let share = |amount: Money| {
        let share = amount.ratio_to(open).unwrap_or(0.0);
        view.formats.percent(share, 0)
    };
    let row = |(at, group): (usize, &Group)| {
        let name = if group.name.is_empty() { by.none().to_owned() } else { group.name.clone() };
        vec![
            name,
            count(group.count),
            view.money(values[at]),
            view.money(expected[at]),
            share(expected[at]),
        ]
    };
    let total = vec![
        say!("All").to_owned(),
        count(groups.iter().map(|group| group.count).sum()),
        view.money(value),
        view.money(open),
        share(open),
    ];
    let head = [
        say!("Name"),
        say!("Deals"),
        say!("Value"),
        say!("Expected in these months"),
        say!("Share"),
    ];
    section(
        view,
        by.id(),
        finding(view, by, first, open),
        vec![summed(by.caption(), &head, groups.iter().enumerate().map(row).collect(), total)],
    )
}

fn finding(view: &View<Message>, by: By, first: &Group, total: Money) -> String {
    let expected = rounded(first.expected);
    let share = view.formats.percent(expected.ratio_to(total).unwrap_or(0.0), 0);
    let amount = view.short(expected);
    match by {
        By::Owner => say!(
            "By owner: {name} holds the most, {amount} or {share} of what the open deals bring",
            name = &first.name,
            amount = amount,
            share = share,
        ),
        By::Stage => say!(
            "By stage: {name} holds the most, {amount} or {share} of what the open deals bring",
            name = &first.name,
            amount = amount,
            share = share,
        ),
    }
}

/// What open deals are put together by.
#[derive(Clone, Copy)]
enum By {
    Owner,
    Stage,
}

impl By {
    fn id(self) -> &'static str {
        match self {
            Self::Owner => "owners",
            Self::Stage => "stages",
        }
    }

    fn caption(self) -> &'static str {
        match self {
            Self::Owner => say!("Open deals by owner"),
            Self::Stage => say!("Open deals by stage"),
        }
    }

    /// The name of those that have none.
    fn none(self) -> &'static str {
        match self {
            Self::Owner => none(GroupBy::Owner),
            Self::Stage => none(GroupBy::Stage),
        }
    }
}
