//! The deals themselves: which are dead, why, and what to do with each.

use yew::Html;
use yew::virtual_dom::Key;

use super::{Message, section};
use crate::calc::deals::{Deal, Labels};
use crate::calc::sweep::{Report, Standing, Step, Verdict};
use crate::state::sweep::{Choice, Order, PAGE, Shown, Sweep, SweepAction, names};
use crate::text::sweep as words;
use crate::ui::chart::{framed, row_head};
use crate::ui::chooser::{chooser, pairs};
use crate::ui::element::{attributes, element, list, nothing, text, with, worded};
use crate::ui::view::View;

const SHOWN: [(&str, &str, Shown); 3] = [
    ("dead", "Dead deals", Shown::Dead),
    ("aged", "Dead and aging deals", Shown::Aged),
    ("all", "All open deals", Shown::All),
];

const ORDERS: [(&str, &str, Order); 4] = [
    ("value", "Most valuable first", Order::Value),
    ("age", "Oldest first", Order::Age),
    ("chance", "Least likely first", Order::Chance),
    ("owner", "By owner", Order::Owner),
];

/// The deals, with what can be done about them.
pub fn deals(view: &View<Message>, deals: &[Deal], report: &Report, sweep: &Sweep) -> Html {
    let listed = sweep.listed(&report.deals, deals);
    let most = PAGE * (sweep.pages + 1);
    let rows: Vec<Html> =
        listed.iter().take(most).map(|verdict| row(view, deals, verdict, sweep)).collect();
    let rest = listed.len().saturating_sub(most);
    section(
        view,
        "deals",
        finding(view, report, sweep, listed.len()),
        vec![
            worded("p", "", RULE),
            filters(view, deals, sweep),
            if rows.is_empty() {
                worded("p", "ep-help", "No deal belongs here.")
            } else {
                let head = ["Deal", "Value and age", "Chance left", "Why", "Next step"];
                framed("ep-table ep-deals", "Deals and what to do with them", &head, rows)
            },
            more(view, rest),
            actions(view, sweep),
        ],
    )
}

const RULE: &str = "Nothing is changed in your CRM. The suggestion for a dead deal: requalify it \
    within two weeks if somebody was active in the last two; return it to marketing if anybody was \
    within one sales cycle; close it as lost otherwise. An aging deal is requalified before it \
    reaches the line.";

fn finding(view: &View<Message>, report: &Report, sweep: &Sweep, listed: usize) -> String {
    let formats = &*view.formats;
    let count = words::deals(listed, "deal", formats);
    match sweep.shown {
        Shown::Dead if report.dead.deals > 0 => {
            let largest = report.deals.iter().find(|deal| deal.standing == Standing::Dead);
            let value = largest.map_or_else(String::new, |deal| view.money(deal.prospect.value));
            ["Sweep these ", &*count, "; the largest is ", &*value].concat()
        }
        Shown::Dead => "No deal is dead".to_owned(),
        Shown::Aged => [&*count, " to look at"].concat(),
        Shown::All => ["All ", &*count].concat(),
    }
}

fn filters(view: &View<Message>, deals: &[Deal], sweep: &Sweep) -> Html {
    let shown: Vec<_> = SHOWN.iter().map(|(key, label, _)| (*key, *label)).collect();
    let orders: Vec<_> = ORDERS.iter().map(|(key, label, _)| (*key, *label)).collect();
    let shown_key = SHOWN.iter().find(|(.., one)| *one == sweep.shown).map_or("", |one| one.0);
    let order_key = ORDERS.iter().find(|(.., one)| *one == sweep.order).map_or("", |one| one.0);
    let named = |of: fn(&Labels) -> &String, all: &str| {
        let all = std::iter::once((String::new(), all.to_owned()));
        all.chain(names(deals, of).into_iter().map(|name| (name.clone(), name))).collect::<Vec<_>>()
    };
    let owners = named(|labels| &labels.owner, "All owners");
    let stages = named(|labels| &labels.stage, "All stages");
    let many = |names: &[(String, String)]| names.len() > 2;
    element(
        "div",
        "ep-filters",
        vec![
            select(view, "shown", "Show", pairs(&shown), shown_key, |key| {
                let found = SHOWN.iter().find(|one| one.0 == key);
                SweepAction::Show(found.map_or(Shown::Dead, |one| one.2))
            }),
            select(view, "order", "Order", pairs(&orders), order_key, |key| {
                let found = ORDERS.iter().find(|one| one.0 == key);
                SweepAction::Order(found.map_or(Order::Value, |one| one.2))
            }),
            if many(&owners) {
                select(view, "owner", "Owner", owners, &sweep.owner, SweepAction::Owner)
            } else {
                nothing()
            },
            if many(&stages) {
                select(view, "stage", "Stage", stages, &sweep.stage, SweepAction::Stage)
            } else {
                nothing()
            },
        ],
    )
}

/// A choice among texts, under its label.
fn select(
    view: &View<Message>,
    name: &str,
    label: &'static str,
    options: Vec<(String, String)>,
    chosen: &str,
    action: impl Fn(String) -> SweepAction + 'static,
) -> Html {
    let id = view.id(name);
    let control = chooser(
        attributes! { "id": id.clone(), "class": "ep-input" },
        options,
        chosen,
        view.send.reform(move |key| Message::Do(action(key))),
    );
    element(
        "div",
        "ep-field",
        vec![with("label", attributes! { "for": id }, vec![text(label)]), control],
    )
}

fn row(view: &View<Message>, deals: &[Deal], verdict: &Verdict, sweep: &Sweep) -> Html {
    let prospect = &verdict.prospect;
    let labels = deals.get(prospect.position).map(|deal| &deal.labels);
    let around = labels.map_or_else(String::new, |labels| {
        let parts = [&labels.account, &labels.owner, &labels.stage];
        let parts: Vec<&str> =
            parts.iter().map(|part| part.as_str()).filter(|part| !part.is_empty()).collect();
        parts.join(" · ")
    });
    let name = super::name(deals, prospect.position);
    let percent = |share: f64| view.formats.percent(share, 1);
    let age = [&*view.count(f64::from(prospect.age), 0, "day", "days"), " old"].concat();
    let in_period = [&*percent(prospect.chance), " in the period"].concat();
    let class = match verdict.standing {
        Standing::Dead => "ep-dead",
        Standing::Aged | Standing::Fresh => "",
    };
    let mut row = yew::virtual_dom::VTag::new("tr");
    row.key = Some(Key::from(prospect.position));
    row.attributes = attributes! { "class": class };
    row.add_children(vec![
        row_head(vec![text(name.clone()), worded("small", "", around)]),
        element("td", "", vec![text(view.money(prospect.value)), worded("small", "", age)]),
        element(
            "td",
            "",
            vec![text(percent(prospect.chance_ever)), worded("small", "", in_period)],
        ),
        worded("td", "", words::reason(verdict, &*view.formats)),
        element("td", "", vec![next_step(view, verdict, sweep, &name)]),
    ]);
    row.into()
}

/// What to do with a deal: the suggestion, unless the visitor knows better.
fn next_step(view: &View<Message>, verdict: &Verdict, sweep: &Sweep, name: &str) -> Html {
    let position = verdict.prospect.position;
    let chosen = sweep.choice(position);
    let suggested = words::step(verdict.step, &*view.formats);
    let first = match chosen {
        // The suggestion for a kept deal follows from its being kept.
        Some(_) => "As suggested".to_owned(),
        None => [&*suggested, " (suggested)"].concat(),
    };
    let options = std::iter::once((String::new(), first)).chain(
        Choice::ALL.iter().map(|(key, choice)| ((*key).to_owned(), label(*choice).to_owned())),
    );
    let key = Choice::ALL.iter().find(|one| Some(one.1) == chosen).map_or("", |one| one.0);
    let tell = view.send.reform(move |key: String| {
        let choice = Choice::ALL.iter().find(|one| one.0 == key).map(|one| one.1);
        Message::Do(SweepAction::Choose(position, choice))
    });
    let label = ["Next step for ", name].concat();
    chooser(attributes! { "class": "ep-input", "aria-label": label }, options.collect(), key, tell)
}

/// What the visitor may choose.
fn label(choice: Choice) -> &'static str {
    match choice {
        Choice::Keep => "Go on",
        Choice::Requalify => "Requalify",
        Choice::Nurture => "Return to marketing",
        Choice::CloseAsLost => "Close as lost",
    }
}

/// The next step of a deal for a file: what the visitor chose, or else the suggestion.
pub fn written(view: &View<Message>, verdict: &Verdict, sweep: &Sweep) -> String {
    let by_step = |step: Step| words::step(step, &*view.formats);
    match sweep.choice(verdict.prospect.position) {
        Some(choice) if choice != Choice::from(verdict.step) => label(choice).to_owned(),
        _ => by_step(verdict.step),
    }
}

fn more(view: &View<Message>, rest: usize) -> Html {
    if rest == 0 {
        return nothing();
    }
    let words = ["Show more (", &*view.formats.number(rest as f64, 0), " left)"].concat();
    view.button("ep-button", Message::Do(SweepAction::More), vec![text(words)])
}

fn actions(view: &View<Message>, sweep: &Sweep) -> Html {
    let chosen = sweep.chosen();
    let undo = if sweep.can_undo() {
        view.button("ep-button", Message::Do(SweepAction::Undo), vec![text("Undo last choice")])
    } else {
        nothing()
    };
    let words = match chosen {
        0 => String::new(),
        count => ["You chose for ", &*words::deals(count, "deal", &*view.formats), "."].concat(),
    };
    element(
        "div",
        "ep-actions",
        vec![
            list(vec![
                view.button(
                    "ep-button",
                    Message::SaveDeals,
                    vec![text("Save all open deals with next steps (CSV)")],
                ),
                undo,
            ]),
            if words.is_empty() { nothing() } else { worded("p", "", words) },
        ],
    )
}
