//! What the goal is made of: won, expected from open deals, expected from new ones, and the rest.

use yew::Html;

use super::{Answer, is_creating, mores, section};
use crate::calc::coverage::Outlook;
use crate::calc::units::Money;
use crate::ui::chart::{Bar, Mark, bars, data};
use crate::ui::view::View;

/// What the goal is made of.
pub fn makeup(view: &View, answer: &Answer, outlook: &Outlook) -> Html {
    let parts = parts(answer, outlook);
    let (goal, total) = (answer.inputs.goal, outlook.expected.total);
    let most = goal.0.max(total.0).max(f64::MIN_POSITIVE);
    let mut from = 0.0;
    let rows: Vec<Bar> = parts
        .iter()
        .map(|(label, amount, class)| {
            let start = from;
            from += amount.0;
            Bar {
                label: (*label).into(),
                value: view.money(*amount),
                from: start / most,
                to: from / most,
                class,
            }
        })
        .collect();
    let mark = Mark { label: say!("Goal {amount}", amount = view.money(goal)), at: goal.0 / most };
    let mut table: Vec<Vec<String>> =
        parts.iter().map(|(label, amount, _)| vec![(*label).into(), view.money(*amount)]).collect();
    table.push(vec![say!("Expected in total").into(), view.money(total)]);
    table.push(vec![say!("Goal").into(), view.money(goal)]);
    let keys = [
        "expected_open",
        "expected_new",
        "expected_total",
        "gap",
        "fresh_conversion",
        "aged_conversion",
        "new_conversion",
    ];
    section(
        view,
        "makeup",
        finding(view, outlook, goal),
        vec![
            bars(view.id("makeup"), &rows, Some(&mark)),
            mores(vec![
                answer.how(view, &keys),
                data(say!("What the goal is made of"), &[say!("Part"), say!("Amount")], table),
            ]),
        ],
    )
}

fn parts(answer: &Answer, outlook: &Outlook) -> Vec<(&'static str, Money, &'static str)> {
    let expected = outlook.expected;
    let mut parts = vec![
        (say!("Closed-won"), answer.inputs.closed_won, "ep-won"),
        (say!("Expected from open deals"), expected.open, "ep-open"),
    ];
    if is_creating(answer, outlook) {
        parts.push((say!("Expected from deals yet to be created"), expected.new, "ep-new"));
    }
    if outlook.gap.0 > 0.0 {
        parts.push((say!("Short of the goal"), outlook.gap, "ep-gap"));
    }
    parts
}

fn finding(view: &View, outlook: &Outlook, goal: Money) -> String {
    let total = outlook.expected.total;
    if outlook.gap.0 > 0.0 {
        say!(
            "On average you land at {total}, {gap} short of the goal",
            total = view.short(total),
            gap = view.short(outlook.gap),
        )
    } else {
        say!(
            "On average you land at {total}, {spare} above the goal",
            total = view.short(total),
            spare = view.short((total - goal).or_zero()),
        )
    }
}
