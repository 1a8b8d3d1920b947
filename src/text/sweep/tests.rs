use super::*;
use crate::calc::sweep::{Line, Overrides, Precision, Rule, report};
use crate::text::example::deals::{example_deals, example_sweep};
use crate::text::formats::Plain;

fn example(with: impl Fn(&mut Vec<crate::calc::deals::Deal>)) -> Report {
    let today = "2026-11-16".parse().unwrap();
    let mut deals = example_deals(today);
    with(&mut deals);
    let inputs = example_sweep(today);
    let portfolio = inputs.portfolio(&deals).unwrap();
    report(&inputs, &portfolio, &Overrides::default(), Precision::Interactive)
}

#[test]
fn the_headline_counts_and_sums_the_dead() {
    let report = example(|_| ());
    let verdict = verdict(&report, &Plain::default());
    let start = format!("{} of your 72 open deals are dead: $", report.dead.deals);
    assert!(verdict.headline.starts_with(&start), "{}", verdict.headline);
    assert!(verdict.detail.contains("The chance of making the goal"), "{}", verdict.detail);
    assert_eq!(verdict.tone, Tone::Short);
}

#[test]
fn a_list_without_dead_or_open_deals_says_so() {
    let open = |deal: &crate::calc::deals::Deal| deal.outcome == crate::calc::deals::Outcome::Open;
    let none = example(|deals| deals.retain(|deal| !open(deal)));
    assert_eq!(verdict(&none, &Plain::default()).headline, "The list has no open deal.");
    let fresh = example(|deals| {
        for deal in deals.iter_mut().filter(|deal| open(deal)) {
            deal.created = "2026-11-10".parse().unwrap();
        }
    });
    let verdict = verdict(&fresh, &Plain::default());
    assert_eq!(verdict.headline, "None of your 72 open deals is dead.");
    assert_eq!(survivors(&fresh, &Plain::default()), None);
}

#[test]
fn what_should_have_closed_is_told() {
    let told = past_due(&example(|_| ()), &Plain::default()).unwrap();
    assert!(told.contains(" open deals are past their expected close date: $"), "{told}");
    let none = example(|deals| deals.iter_mut().for_each(|deal| deal.expected_close = None));
    assert_eq!(past_due(&none, &Plain::default()), None);
}

#[test]
fn the_rule_and_its_cost_are_told() {
    let report = example(|_| ());
    let formats = Plain::default();
    assert!(line(&report.line, &formats).starts_with("A deal counts as dead once it is "));
    let told = regret(&report.regret.clone().unwrap(), &formats);
    assert!(told.starts_with("Followed in the past, this line would have closed "), "{told}");
    let few = example(|deals| {
        let mut wins = 0;
        deals.retain(|deal| {
            let won = matches!(deal.outcome, crate::calc::deals::Outcome::Won(_));
            wins += usize::from(won);
            !won || wins <= 5
        });
    });
    let told = line(&few.line, &formats);
    assert!(told.contains("By your own 5 wins, deals of that age"), "{told}");
    let moved = Line { rule: Rule::Moved, days: Some(90.0), found: Some(84.0), ..few.line };
    let told = line(&moved, &formats);
    assert!(told.contains("older than 90 days") && told.ends_with("draw it at 84 days."), "{told}");
    let none = line(&Line { days: None, ..few.line }, &formats);
    assert!(none.contains("no age makes a deal dead"), "{none}");
}

#[test]
fn a_deal_says_why_and_what_next() {
    let report = example(|_| ());
    let formats = Plain::default();
    let dead = report.deals.iter().find(|deal| deal.standing == Standing::Dead).unwrap();
    let why = reason(dead, &formats);
    assert!(why.starts_with("past the line; due "), "{why}");
    assert!(why.ends_with(" ago"), "{why}");
    assert_eq!(
        step(Step::Requalify("2026-12-01".parse().unwrap()), &formats),
        "Requalify by 1 Dec 2026"
    );
}
