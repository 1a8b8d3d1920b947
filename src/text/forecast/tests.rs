//! Sentences of whole forecasts.

use super::*;
use crate::calc::forecast::{Inputs, Lists, Precision, Stage, report};
use crate::calc::units::{Days, Percent};
use crate::text::formats::Plain;

/// Twelve months from the 16th of November 2026 on.
pub(crate) fn inputs() -> Inputs {
    Inputs {
        today: "2026-11-16".parse().unwrap(),
        months: 12,
        goal: Some(Money(1_500_000.0)),
        closed_won: Money(20_000.0),
        win_rate: Percent(25.0),
        sales_cycle: Days(75),
        new_pipeline: Money(60_000.0),
        leads: 0.0,
        lead_conversion: None,
        lead_lag: Days(30),
        average_deal: Some(Money(30_000.0)),
        deal_spread: 1.0,
        recurring: Money(0.0),
        churn: Percent(0.0),
        expansion: Percent(0.0),
        accounts: None,
        probabilities: 0,
        use_expected_close: 0,
        commit_rate: None,
        best_case_rate: None,
        pipeline_rate: None,
        rate_days: Days(91),
        won_earlier: None,
        fiscal_start: 0,
        correlation: Percent(3.0),
    }
}

/// What a forecast of three stages comes to.
pub(crate) fn example(inputs: &Inputs) -> Report {
    let stage = |name: &str, count, value, chance| Stage {
        name: name.into(),
        count,
        value: Money(value),
        chance: Percent(chance),
    };
    let stages = [
        stage("Discovery", 30, 900_000.0, 15.0),
        stage("Proposal", 14, 560_000.0, 40.0),
        stage("Negotiation", 6, 300_000.0, 70.0),
    ];
    report(inputs, &Lists { stages: &stages, ..Lists::default() }, Precision::Settled)
}

#[test]
fn the_headline_says_how_much_until_when_and_how_sure() {
    let report = example(&inputs());
    let told = verdict(&report, Method::Whole, &Plain::default());
    let start =
        "You will probably close $1M in the 12 months to 31 Oct 2027: 4 times in 5 between $";
    assert!(told.headline.starts_with(start), "{}", told.headline);
    let goal = "The chance of making your goal of $1.5M is ";
    assert!(told.detail.starts_with(goal), "{}", told.detail);
    assert!(told.detail.contains(" of 100; on average you end $"), "{}", told.detail);
    assert!(told.detail.ends_with(" short of it."), "{}", told.detail);
    assert_eq!(told.tone, Tone::Short);
}

#[test]
fn another_method_leads_with_the_whole_beside_it() {
    let report = example(&inputs());
    let told = verdict(&report, Method::FlatWinRate, &Plain::default());
    assert_eq!(
        told.headline,
        "By win rate × pipeline: you would close $440,000 of the deals open today, whenever they close."
    );
    assert!(told.detail.starts_with("Every source with its timing comes to $1M in the 12 months"));
    // A method without a figure cannot lead.
    let told = verdict(&report, Method::History, &Plain::default());
    assert!(told.headline.starts_with("You will probably"), "{}", told.headline);
}

#[test]
fn recurring_revenue_is_brought_in_and_what_is_sure_has_no_range() {
    let sure = Inputs {
        months: 1,
        new_pipeline: Money(0.0),
        recurring: Money(50_000.0),
        goal: None,
        ..inputs()
    };
    let report = report(&sure, &Lists::default(), Precision::Settled);
    let told = verdict(&report, Method::Whole, &Plain::default());
    assert_eq!(told.headline, "You will probably bring in $70,000 in the month to 30 Nov 2026.");
    assert_eq!(
        (told.tone, &*told.detail),
        (Tone::Open, "Give a goal to see your chance of making it.")
    );
}

#[test]
fn nothing_is_called_nothing() {
    let empty = Inputs { new_pipeline: Money(0.0), closed_won: Money(0.0), ..inputs() };
    let report = report(&empty, &Lists::default(), Precision::Settled);
    let told = verdict(&report, Method::Whole, &Plain::default());
    assert_eq!(told.headline, "There is nothing to forecast yet.");
}
