//! What a form comes to.

use chrono::NaiveDate;

use super::super::example::{blank, example, relevant};
use super::super::formats::Plain;
use super::*;
use crate::calc::coverage::{FIELDS, Inputs, check};
use crate::calc::units::{Days, Money, Percent};

fn today() -> NaiveDate {
    "2026-10-05".parse().unwrap()
}

fn read(draft: &Draft) -> Reading<Inputs> {
    draft.read(FIELDS, check, blank(today()), &Notation::plain())
}

fn full() -> Draft {
    Draft::from_inputs(FIELDS, &example(today()), &Plain::default())
}

fn with(texts: &[(&'static str, &str)]) -> Draft {
    let mut draft = full();
    for (key, text) in texts {
        draft.set(key, *text);
    }
    draft
}

#[test]
fn the_example_is_the_draft_of_itself() {
    let reading = read(&full());
    assert_eq!(reading.problems, []);
    assert_eq!(reading.understood, []);
    assert_eq!(reading.inputs, Some(example(today())));
    assert_eq!(full().get("goal"), "1,000,000");
    assert_eq!(full().get("period"), "", "an empty box means this quarter");
    assert_eq!(full().get("today"), "", "an empty box means today");
}

#[test]
fn an_empty_form_lacks_what_it_needs_and_nothing_else() {
    let reading = read(&Draft::default());
    assert!(reading.empty && reading.inputs.is_none());
    let missing =
        ["goal", "open_pipeline", "win_rate", "sales_cycle"].map(|key| (key, Problem::Missing));
    assert_eq!(reading.problems, missing);
}

#[test]
fn every_problem_is_named_in_the_order_of_the_form() {
    let draft = with(&[
        ("today", "soon"),
        ("win_rate", "120"),
        ("sales_cycle", "7.5"),
        ("goal", "lots"),
        ("open_pipeline", " "),
    ]);
    let expected = [
        ("goal", Problem::NotANumber),
        ("open_pipeline", Problem::Missing),
        ("win_rate", Problem::Above(Value::Percent(Percent(100.0)))),
        ("sales_cycle", Problem::NotWhole),
        ("today", Problem::NotADate),
    ];
    assert_eq!(read(&draft).problems, expected);
}

#[test]
fn fields_are_held_against_each_other_only_when_each_is_fine() {
    let either = with(&[("open_deals", "")]);
    assert_eq!(read(&either).problems, [("open_deals", Problem::NeedsEither("average_deal"))]);
    assert_eq!(read(&either).inputs, None);
    let also = with(&[("open_deals", ""), ("goal", "x")]);
    assert_eq!(read(&also).problems, [("goal", Problem::NotANumber)]);
}

#[test]
fn what_was_understood_is_told() {
    let reading = read(&with(&[("goal", "2.4M"), ("sales_cycle", "80 days")]));
    assert_eq!(reading.understood, [("goal", Value::Money(Money(2_400_000.0)))]);
    let inputs = reading.inputs.unwrap();
    assert_eq!((inputs.goal, inputs.sales_cycle), (Money(2_400_000.0), Days(80)));
}

#[test]
fn empty_boxes_mean_what_the_field_says() {
    let base = Inputs { aged_share: Some(Percent(9.0)), ..blank(today()) };
    let draft = with(&[("aged_share", ""), ("deal_spread", " "), ("closed_won", "")]);
    let inputs = draft.read(FIELDS, check, base, &Notation::plain()).inputs.unwrap();
    assert_eq!((inputs.aged_share, inputs.deal_spread, inputs.closed_won), (None, 1.0, Money(0.0)));
    assert_eq!(inputs.today, today());
}

#[test]
fn dates_of_an_own_period_matter_only_to_it() {
    let stale = with(&[("period_start", "junk"), ("period", "this-year")]);
    assert_eq!(read(&stale).problems, [("period_start", Problem::NotADate)]);
    assert!(read(&relevant(&stale)).inputs.is_some());
    let own = with(&[("period_start", "junk"), ("period", "own")]);
    assert_eq!(relevant(&own), own);
}

#[test]
fn a_link_holds_what_is_valid_and_says_what_it_does_not_know() {
    let draft =
        with(&[("goal", "2.4M"), ("win_rate", "x"), ("deal_spread", "9"), ("period", "own")]);
    let texts = draft.to_canonical(FIELDS, blank(today()), &Notation::plain());
    assert_eq!(texts.get("goal"), Some("2400000"));
    assert_eq!(texts.get("period"), Some("own"));
    assert!(texts.get("win_rate").is_none() && texts.get("deal_spread").is_none());

    let text = |key: &str, text: &str| (key.to_string(), text.to_string());
    let texts = [text("goal", "2400000"), text("quota", "1"), text("win_rate", "x")];
    let texts = texts.into_iter().collect();
    let (draft, ignored) = Draft::from_canonical(&texts, FIELDS, &Plain::default());
    assert_eq!(draft.get("goal"), "2,400,000");
    assert_eq!(ignored, ["quota", "win_rate"]);
}

#[test]
fn an_emptied_box_is_like_one_never_filled() {
    let mut draft = Draft::default();
    draft.set("goal", "1");
    draft.set("goal", "");
    assert_eq!(draft, Draft::default());
    assert!(draft.is_blank());
}
