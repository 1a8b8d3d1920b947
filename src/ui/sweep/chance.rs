//! What the open deals bring in the period, and which of them decide it.

use yew::Html;

use super::Answer;
use super::{Message, name, section};
use crate::calc::deals::Deal;
use crate::calc::prospects::{Basis, Decider, Outcome};
use crate::calc::units::Money;
use crate::language::Word;
use crate::text::sweep::number;
use crate::text::verdict::of_hundred;
use crate::ui::chart::{data, table};
use crate::ui::element::{list, nothing, terms, worded};
use crate::ui::view::View;

/// So many deals are named at once.
const NAMED: usize = 3;

/// What the open deals bring together.
pub fn chance(view: &View<Message>, deals: &[Deal], answer: &Answer) -> Html {
    let outcome = &answer.report.after.outcome;
    section(
        view,
        "outcome",
        finding(view, outcome),
        vec![
            terms("ep-stats", stats(view, outcome)),
            worded("p", "ep-help", basis(view, answer)),
            deciding(view, deals, answer),
        ],
    )
}

const BASIS: Word = word!(
    "Closed-won so far and what the open deals of the list bring in the period, each with the \
     chance that its age leaves it. Deals that are yet to be created are not in it."
);

fn basis(view: &View<Message>, answer: &Answer) -> String {
    let from = |basis| answer.report.deals.iter().filter(|one| one.prospect.basis == basis).count();
    let mut told = vec![BASIS.text().to_owned()];
    let (typed, listed) = (from(Basis::Typed), from(Basis::Listed));
    if typed > 0 {
        let n = number(typed, &*view.formats);
        told.push(say!("For {n} {n?deal|deals} it is the chance that you typed.", n = n));
    }
    if listed > 0 {
        let n = number(listed, &*view.formats);
        told.push(say!("For {n} {n?deal|deals} it is the probability in your list.", n = n));
    }
    told.join(" ")
}

fn finding(view: &View<Message>, outcome: &Outcome) -> String {
    let [low, _, high] = outcome.range;
    let (low, high) = (view.short(low), view.short(high));
    say!("In 8 of 10 cases the period ends between {low} and {high}", low = low, high = high)
}

fn stats(view: &View<Message>, outcome: &Outcome) -> Vec<(&'static str, String)> {
    let [low, middle, high] = outcome.range.map(|amount| view.money(amount));
    vec![
        (say!("Chance of making the goal"), of_hundred(outcome.chance)),
        (say!("9 times in 10 at least"), low),
        (say!("Half of the time at least"), middle),
        (say!("1 time in 10 at least"), high),
        (say!("On average"), view.money(Money(outcome.expected.0.round()))),
        (say!("Missing to the goal on average"), view.money(Money(outcome.shortfall.0.round()))),
    ]
}

fn deciding(view: &View<Message>, deals: &[Deal], answer: &Answer) -> Html {
    let Some(deciders) = &answer.deciders else {
        return worded(
            "p",
            "ep-help",
            say!("The deals that decide the period are being worked out."),
        );
    };
    let outcome = &answer.report.after.outcome;
    let telling: Vec<&Decider> = deciders.iter().filter(|one| one.swing() >= 0.0005).collect();
    let Some(largest) = telling.iter().max_by(|a, b| a.value.0.total_cmp(&b.value.0)) else {
        return nothing();
    };
    let head = [
        say!("Deal"),
        say!("Value"),
        say!("Chance if won"),
        say!("Chance if not"),
        say!("Points it decides"),
    ];
    let rows = |some: &[&Decider]| some.iter().map(|one| row(view, deals, one)).collect();
    let most = telling.len().min(NAMED);
    let slip = say!(
        "If the largest of them, {deal}, slips out of the period, the chance is {less} instead of \
         {chance}.",
        deal = name(deals, largest.position),
        less = of_hundred(largest.lost),
        chance = of_hundred(outcome.chance),
    );
    list(vec![
        worded("p", "ep-lead-in", if answer.decided { DECIDE } else { DECIDED }),
        table(say!("The deals that decide the period"), &head, rows(&telling[..most])),
        if answer.decided { worded("p", "", slip) } else { nothing() },
        if telling.len() > most {
            data(say!("What each of the largest deals decides"), &head, rows(&telling))
        } else {
            nothing()
        },
    ])
}

const DECIDE: Word = word!("These deals decide the period:");
const DECIDED: Word =
    word!("Before your change these deals decided the period; being worked out again:");

fn row(view: &View<Message>, deals: &[Deal], one: &Decider) -> Vec<String> {
    let percent = |share: f64| view.formats.percent(share, 1);
    vec![
        name(deals, one.position),
        view.money(one.value),
        percent(one.won),
        percent(one.lost),
        view.formats.number(one.swing() * 100.0, 1),
    ]
}
