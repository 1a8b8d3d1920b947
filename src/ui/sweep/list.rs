//! The deals themselves: which are dead, why, and what to do with each.

use yew::Html;
use yew::virtual_dom::Key;

use super::{Answer, Message, Sweep as Whole, known, section, step};
use crate::calc::deals::{Deal, Labels};
use crate::calc::prospects::Listed;
use crate::calc::sweep::{Report, Standing, Verdict};
use crate::language::Word;
use crate::state::sweep::{Order, PAGE, Shown, Sweep, SweepAction, names};
use crate::text::sweep as words;
use crate::ui::chart::{framed, row_head};
use crate::ui::chooser::{chooser, pairs};
use crate::ui::element::{attributes, element, list, nothing, text, with, worded};
use crate::ui::view::View;

const SHOWN: [(&str, Word, Shown); 5] = [
    ("dead", word!("Dead deals"), Shown::Dead),
    ("aged", word!("Dead and aging deals"), Shown::Aged),
    ("due", word!("Deals past their close date"), Shown::PastDue),
    ("stalled", word!("Deals without activity"), Shown::Stalled),
    ("all", word!("All open deals"), Shown::All),
];

const ORDERS: [(&str, Word, Order); 4] = [
    ("value", word!("Most valuable first"), Order::Value),
    ("age", word!("Oldest first"), Order::Age),
    ("chance", word!("Least likely first"), Order::Chance),
    ("owner", word!("By owner"), Order::Owner),
];

/// Most deals that go on paper; a file has them all.
const MOST_PRINTED: usize = 1_000;

/// The deals, with what can be done about them.
pub fn deals(whole: &Whole, deals: &[Deal], answer: &Answer) -> Html {
    let (view, sweep, report) = (&whole.view, &whole.choices, &answer.report);
    let kind = Some(answer.inputs.listed()).filter(|_| !whole.on_paper);
    let listed = sweep.listed(&report.deals, deals);
    let most = if whole.on_paper { MOST_PRINTED } else { PAGE * (sweep.pages + 1) };
    let rows: Vec<Html> =
        listed.iter().take(most).map(|verdict| row(view, deals, (verdict, kind), sweep)).collect();
    let rest = listed.len().saturating_sub(most);
    section(
        view,
        "deals",
        finding(view, report, sweep, listed.len()),
        vec![
            worded("p", "", RULE),
            why(view, report, sweep),
            filters(view, deals, report, sweep),
            worded("p", "ep-paper", filtered(sweep)),
            if rows.is_empty() {
                worded("p", "ep-help", say!("No deal belongs here."))
            } else {
                let head = [
                    say!("Deal"),
                    say!("Value and age"),
                    say!("Chance left"),
                    say!("Why"),
                    say!("Next step"),
                ];
                framed("ep-table ep-deals", say!("Deals and what to do with them"), &head, rows)
            },
            if whole.on_paper { left_out(view, rest) } else { more(view, rest) },
            actions(view, sweep),
        ],
    )
}

/// What the filters leave, for paper.
fn filtered(sweep: &Sweep) -> String {
    let mut only = Vec::new();
    if !sweep.owner.is_empty() {
        only.push(say!("Only the owner {name}.", name = &sweep.owner));
    }
    if !sweep.stage.is_empty() {
        only.push(say!("Only the stage {name}.", name = &sweep.stage));
    }
    only.join(" ")
}

fn left_out(view: &View<Message>, rest: usize) -> Html {
    if rest == 0 {
        return nothing();
    }
    let words = say!(
        "{n} more {n?deal stands|deals stand} in the file of all open deals.",
        n = words::number(rest, &*view.formats),
    );
    worded("p", "", words)
}

const RULE: Word = word!(
    "Nothing is changed in your CRM. The suggestion for a dead deal: requalify it within two weeks \
     if somebody was active in the last two; return it to marketing if anybody was within one sales \
     cycle; close it as lost otherwise. An aging deal is requalified before it reaches the line."
);

fn finding(view: &View<Message>, report: &Report, sweep: &Sweep, listed: usize) -> String {
    let n = words::number(listed, &*view.formats);
    match sweep.shown {
        Shown::Dead if report.dead.deals > 0 => {
            let largest = report.deals.iter().find(|deal| deal.standing == Standing::Dead);
            let value = largest.map_or_else(String::new, |deal| view.money(deal.prospect.value));
            say!("Sweep these {n} {n?deal|deals}; the largest is {value}", n = n, value = value)
        }
        Shown::Dead => say!("No deal is dead").to_owned(),
        Shown::Aged => say!("{n} {n?deal|deals} to look at", n = n),
        Shown::PastDue => {
            say!("{n} {n?deal is|deals are} past {n?its|their} close date", n = n)
        }
        Shown::Stalled => say!("{n} {n?deal has|deals have} stalled", n = n),
        Shown::All => say!("All {n} {n?deal|deals}", n = n),
    }
}

/// What sweeping by another reason than age would come to.
fn why(view: &View<Message>, report: &Report, sweep: &Sweep) -> Html {
    let formats = &*view.formats;
    let (told, group) = match sweep.shown {
        Shown::PastDue => (words::past_due(report, formats), &report.past_due),
        Shown::Stalled => (words::stalled(report, formats), &report.stalled),
        Shown::Dead | Shown::Aged | Shown::All => return nothing(),
    };
    let cost = |told: String| [&*told, " ", &*words::cost(group, report, formats)].concat();
    told.map_or_else(nothing, |told| worded("p", "", cost(told)))
}

fn filters(view: &View<Message>, deals: &[Deal], report: &Report, sweep: &Sweep) -> Html {
    let shown: Vec<_> = SHOWN.iter().map(|(key, label, _)| (*key, label.text())).collect();
    let orders: Vec<_> = ORDERS.iter().map(|(key, label, _)| (*key, label.text())).collect();
    let shown_key = SHOWN.iter().find(|(.., one)| *one == sweep.shown).map_or("", |one| one.0);
    let order_key = ORDERS.iter().find(|(.., one)| *one == sweep.order).map_or("", |one| one.0);
    let named = |of: fn(&Labels) -> &String, all: &str| {
        let all = std::iter::once((String::new(), all.to_owned()));
        let own = names(&report.deals, deals, of).into_iter();
        all.chain(own.map(|name| (name.clone(), name))).collect::<Vec<_>>()
    };
    let owners = named(|labels| &labels.owner, say!("All owners"));
    let stages = named(|labels| &labels.stage, say!("All stages"));
    let many = |names: &[(String, String)]| names.len() > 2;
    element(
        "div",
        "ep-filters",
        vec![
            select(view, "shown", say!("Show" in "which deals"), pairs(&shown), shown_key, |key| {
                let found = SHOWN.iter().find(|one| one.0 == key);
                SweepAction::Show(found.map_or(Shown::Dead, |one| one.2))
            }),
            select(view, "order", say!("Order" in "of a list"), pairs(&orders), order_key, |key| {
                let found = ORDERS.iter().find(|one| one.0 == key);
                SweepAction::Order(found.map_or(Order::Value, |one| one.2))
            }),
            if many(&owners) {
                select(view, "owner", say!("Owner"), owners, &sweep.owner, SweepAction::Owner)
            } else {
                nothing()
            },
            if many(&stages) {
                select(view, "stage", say!("Stage"), stages, &sweep.stage, SweepAction::Stage)
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

fn row(
    view: &View<Message>,
    deals: &[Deal],
    (verdict, kind): (&Verdict, Option<Listed>),
    sweep: &Sweep,
) -> Html {
    let prospect = &verdict.prospect;
    let labels = deals.get(prospect.position).map(|deal| &deal.labels);
    let around = labels.map_or_else(String::new, |labels| {
        let parts = [&labels.account, &labels.owner, &labels.stage];
        let parts: Vec<&str> =
            parts.iter().map(|part| part.as_str()).filter(|part| !part.is_empty()).collect();
        parts.join(" · ")
    });
    let name = super::name(deals, prospect.position);
    let age = say!("{n} {n?day|days} old", n = view.formats.count(f64::from(prospect.age), 0));
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
        element("td", "", vec![known::chance(view, &verdict.by_stage)]),
        worded("td", "", words::reason(verdict, &*view.formats)),
        element("td", "", step::next(view, verdict, sweep, kind.map(|kind| (kind, &*name)))),
    ]);
    row.into()
}

fn more(view: &View<Message>, rest: usize) -> Html {
    if rest == 0 {
        return nothing();
    }
    let words = say!("Show more ({n} left)", n = words::number(rest, &*view.formats));
    view.button("ep-button", Message::Do(SweepAction::More), vec![text(words)])
}

fn actions(view: &View<Message>, sweep: &Sweep) -> Html {
    let chosen = sweep.chosen();
    let undo = if sweep.can_undo() {
        view.button(
            "ep-button",
            Message::Do(SweepAction::Undo),
            vec![text(say!("Undo last choice"))],
        )
    } else {
        nothing()
    };
    let words = match chosen {
        0 => String::new(),
        count => {
            say!("You chose for {n} {n?deal|deals}.", n = words::number(count, &*view.formats))
        }
    };
    element(
        "div",
        "ep-actions",
        vec![
            list(vec![
                view.button(
                    "ep-button",
                    Message::SaveDeals,
                    vec![text(say!("Save all open deals with next steps (CSV)"))],
                ),
                undo,
            ]),
            if words.is_empty() { nothing() } else { worded("p", "", words) },
        ],
    )
}
