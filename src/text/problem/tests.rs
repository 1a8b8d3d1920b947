//! What visitors read when a figure cannot be used.

use super::super::draft::Draft;
use super::super::example::{blank, example};
use super::super::formats::Plain;
use super::*;
use crate::calc::coverage::{FIELDS, check};

/// The first sentence about the example with these boxes changed.
#[track_caller]
fn says(texts: &[(&'static str, &str)], expected: &str) {
    let formats = Plain::default();
    let today = "2026-10-05".parse().unwrap();
    let mut draft = Draft::from_inputs(FIELDS, &example(today), &formats);
    for (key, text) in texts {
        draft.set(key, *text);
    }
    let reading = draft.read(FIELDS, check, blank(today), formats.notation());
    let (key, problem) = reading.problems.first().expect("a problem");
    let field = FIELDS.iter().find(|field| field.key == *key).unwrap();
    assert_eq!(sentence(problem, field, FIELDS, &formats), expected);
}

#[test]
fn what_is_missing_is_asked_for_with_an_example() {
    says(&[("goal", "")], "Enter your revenue goal, for example 1,200,000.");
    says(&[("win_rate", "")], "Enter the win rate, for example 25.");
    says(&[("sales_cycle", "")], "Enter the average sales cycle, for example 75.");
    says(&[("period", "own")], "Enter the first day, for example 3/31/2027.");
}

#[test]
fn the_wrong_kind_of_text_is_told_the_right_kind() {
    says(&[("goal", "lots")], "Enter your revenue goal as an amount, for example 1,200,000.");
    says(&[("win_rate", "x")], "Enter the win rate as a number between 0 and 100.");
    says(&[("deal_spread", "x")], "Enter the deal-size spread as a number between 0 and 2.");
    says(
        &[("sales_cycle", "7.5")],
        "Enter the average sales cycle as a whole number of days, for example 75.",
    );
    says(
        &[("open_deals", "7.5")],
        "Enter the number of open deals as a whole number, for example 58.",
    );
    says(&[("today", "soon")], "Enter today's date as a date, for example 3/31/2027.");
    says(&[("period", "soon")], "Choose the period from the list.");
    says(
        &[("goal", "1,2345")],
        "Type your revenue goal without separating thousands: this could mean 1.2345 or 12,345.",
    );
}

#[test]
fn what_is_out_of_range_is_told_the_range() {
    says(&[("goal", "0")], "Enter your revenue goal as $0.01 or more.");
    says(&[("goal", "20000bn")], "Enter your revenue goal as $10,000,000,000,000 or less.");
    says(&[("average_deal", "0")], "Enter the average deal as $0.01 or more.");
    says(&[("win_rate", "120")], "Enter the win rate as a number between 0 and 100.");
    says(
        &[("lead_conversion", "0")],
        "Enter the share of leads that become an opportunity as a number between 0.1 and 100.",
    );
    says(&[("sales_cycle", "0")], "Enter the average sales cycle as 1 day or more.");
    says(
        &[("sales_cycle", "99999999999")],
        "Enter the average sales cycle as 3,650 days or fewer.",
    );
    says(&[("open_deals", "-1")], "Enter the number of open deals as 0 or more.");
}

#[test]
fn figures_that_contradict_each_other_are_named() {
    says(&[("open_deals", "")], "Enter the number of open deals or the average deal.");
    says(
        &[("period", "own"), ("period_start", "3/31/2027"), ("period_end", "1/1/2027")],
        "The last day is before the first day: choose a later last day.",
    );
    says(
        &[("open_deals", "0")],
        "There is open pipeline but no open deal: enter the number of open deals it is made of.",
    );
    says(
        &[("open_pipeline", "0")],
        "There are open deals but no open pipeline: enter the value of the open deals.",
    );
    says(
        &[("open_deals", ""), ("average_deal", "0.01")],
        "The open pipeline would be more than a million deals of this size: enter a larger average deal.",
    );
    says(
        &[("open_pipeline", "0"), ("open_deals", "0")],
        "Enter the average deal, for example 50,000.",
    );
    says(
        &[("win_rate", "0"), ("win_rate_by_value", "5")],
        "With a win rate of 0 nothing is won: enter 0 here too, or a higher win rate.",
    );
}

#[test]
fn every_field_has_a_sentence_for_every_problem() {
    let kinds = [Problem::Missing, Problem::NotANumber, Problem::NotWhole, Problem::NotADate];
    for field in FIELDS {
        let others = [
            Problem::NeedsEither("goal"),
            Problem::Contradicts("gone"),
            Problem::Ambiguous(1.0, 2.0),
        ];
        for problem in kinds.iter().chain(&others) {
            let sentence = sentence(problem, field, FIELDS, &Plain::default());
            assert!(sentence.ends_with('.') && !sentence.contains('“'), "{sentence}");
        }
    }
}
