//! Crossings that can be worked out by hand, and none where there are none.

use super::*;
use crate::calc::coverage::{FIELDS, Inputs, Precision, report};
use crate::text::example::example;

fn inputs() -> Inputs {
    example("2026-10-05".parse().unwrap())
}

fn field(key: &str) -> &'static Field<Inputs> {
    FIELDS.iter().find(|field| field.key == key).unwrap()
}

fn found(sought: Sought) -> (Value, f64) {
    match sought {
        Sought::Found { value, reached } => (value, reached),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_straight_line_is_crossed_where_it_should_be() {
    let line = |inputs: &Inputs| Some(inputs.goal.0 / 4.0);
    for target in [1.0e5, 2.4e5, 2.5e5, 2.6e5, 7.0e6] {
        let (Value::Money(goal), reached) = found(seek(field("goal"), &inputs(), target, line))
        else {
            panic!("an amount gives an amount")
        };
        assert!((goal.0 / target - 4.0).abs() < 1e-9, "{target}: {goal:?}");
        assert!((reached / target - 1.0).abs() < 1e-9);
    }
}

#[test]
fn whole_numbers_and_days_stop_at_the_first_beyond() {
    let count = |inputs: &Inputs| inputs.open_deals.map(f64::from);
    let (value, reached) = found(seek(field("open_deals"), &inputs(), 99.5, count));
    assert_eq!((value, reached), (Value::Count(100), 100.0));
    let (value, _) = found(seek(field("open_deals"), &inputs(), 40.5, count));
    assert_eq!(value, Value::Count(40), "downwards");
    let since = |inputs: &Inputs| {
        Some((inputs.today - NaiveDate::from_ymd_opt(2026, 1, 1).unwrap()).num_days() as f64)
    };
    let (value, _) = found(seek(field("today"), &inputs(), 364.0, since));
    assert_eq!(value, Value::Date(NaiveDate::from_ymd_opt(2026, 12, 31).unwrap()));
}

#[test]
fn the_nearest_of_two_crossings_counts() {
    let hill = |inputs: &Inputs| Some(-(inputs.win_rate.0 - 40.0).abs());
    let (value, _) = found(seek(field("win_rate"), &inputs(), -10.0, hill));
    let Value::Percent(nearest) = value else { panic!("{value:?}") };
    assert!((nearest.0 - 30.0).abs() < 1e-6, "25 % now, and 50 % would do too: {nearest:?}");
}

#[test]
fn what_cannot_be_reached_says_how_near_it_comes() {
    let rate = |inputs: &Inputs| Some(inputs.win_rate.0);
    let sought = seek(field("win_rate"), &inputs(), 140.0, rate);
    let best = Value::Percent(Percent(100.0));
    assert_eq!(sought, Sought::OutOfReach { value: best, reached: 100.0 });
    let same = seek(field("win_rate"), &inputs(), 5.0, |_| Some(3.0));
    assert_eq!(same, Sought::NoEffect);
}

#[test]
fn what_has_no_number_is_not_sought() {
    let one = |_: &Inputs| Some(1.0);
    assert_eq!(seek(field("period"), &inputs(), 2.0, one), Sought::NotSought);
    assert_eq!(seek(field("average_deal"), &inputs(), 2.0, one), Sought::NotSought, "empty");
    assert_eq!(seek(field("goal"), &inputs(), 2.0, |_| None), Sought::NotSought);
    assert_eq!(seek(field("goal"), &inputs(), 2.0, |_| Some(f64::NAN)), Sought::NotSought);
}

#[test]
fn values_without_an_answer_are_passed_over() {
    let gap = |inputs: &Inputs| {
        (inputs.win_rate.0 > 40.0 || inputs.win_rate.0 < 26.0).then_some(inputs.win_rate.0)
    };
    let (_, reached) = found(seek(field("win_rate"), &inputs(), 60.0, gap));
    assert!((reached - 60.0).abs() < 1e-6);
}

#[test]
fn every_lever_of_coverage_can_be_sought_and_holds_what_it_says() {
    let chance = |inputs: &Inputs| Some(report(inputs, Precision::Interactive).chance);
    for key in ["goal", "closed_won", "win_rate", "new_pipeline", "open_pipeline", "aged_share"] {
        for target in [0.5, 0.8, 0.95] {
            match seek(field(key), &inputs(), target, chance) {
                Sought::Found { value, reached } => {
                    let mut changed = inputs();
                    field(key).set(&mut changed, value).unwrap();
                    assert_eq!(chance(&changed), Some(reached), "{key}");
                    assert!((reached - target).abs() < 0.02, "{key} {target}: {reached}");
                }
                Sought::OutOfReach { reached, .. } => assert_ne!(reached, target, "{key}"),
                other => panic!("{key}: {other:?}"),
            }
        }
    }
}
