//! Goals of some months, and quarters of the fiscal year.

use super::super::tests::{day, inputs, near};
use super::super::{Report, Stage, report};
use super::*;
use crate::calc::units::Percent;

/// A plan for calendar 2027, given in November 2026: two months have no goal.
#[test]
fn a_plan_for_next_year_has_a_chance_of_its_own() {
    let stage = Stage { name: "Demo".into(), count: 40, value: Money(4e6), chance: Percent(50.0) };
    let goals: Vec<Option<Money>> =
        [None, None].into_iter().chain([Some(Money(100_000.0)); 12]).collect();
    let asked = Inputs {
        today: day("2026-11-30"),
        months: 14,
        closed_won: Money(1e6),
        new_pipeline: Money(50_000.0),
        ..inputs()
    };
    let lists = Lists { stages: std::slice::from_ref(&stage), goals: &goals, ..Lists::default() };
    let answer = report(&asked, &lists, Precision::Settled);
    assert_eq!((answer.goal, answer.chance), (None, None));
    let planned = answer.planned.unwrap();
    assert_eq!((planned.start, planned.end), (day("2027-01-01"), day("2027-12-31")));
    near(planned.goal.unwrap().0, 1.2e6);
    let sum: f64 = answer.months[2..].iter().map(|month| month.expected.total().0).sum();
    near(planned.expected.total().0, sum);
    let chance = planned.goal_chance.unwrap();
    assert!(chance > 0.0 && chance < 1.0, "{chance}");
    // What is won before the plan begins does not count for it.
    let richer = Inputs { closed_won: Money(9e6), ..asked };
    let richer = report(&richer, &lists, Precision::Settled).planned.unwrap();
    near(richer.goal_chance.unwrap(), chance);
    // A goal typed for all months has its own chance beside it.
    let both = report(&Inputs { goal: Some(Money(1e6)), ..asked }, &lists, Precision::Settled);
    assert!(both.chance.is_some() && both.planned.is_some());
}

#[test]
fn a_plan_with_a_hole_or_for_all_months_is_none_of_its_own() {
    let of = |goals: &[Option<Money>]| {
        report(&inputs(), &Lists { goals, ..Lists::default() }, Precision::Interactive).planned
    };
    let goal = Some(Money(5.0));
    assert_eq!(of(&[goal; 6]), None);
    assert_eq!(of(&[goal, None, goal]), None);
    assert_eq!(of(&[]), None);
    assert_eq!(of(&[goal; 2]).unwrap().end, day("2026-02-28"));
}

#[test]
fn quarters_follow_the_fiscal_year() {
    let of = |fiscal_start| {
        let inputs = Inputs { fiscal_start, won_earlier: Some(Money(7.0)), ..inputs() };
        report(&inputs, &Lists::default(), Precision::Interactive)
    };
    let ends = |report: &Report| report.quarters.iter().map(|one| one.end).collect::<Vec<_>>();
    assert_eq!(ends(&of(0)), [day("2026-03-31"), day("2026-06-30")]);
    let february = of(1);
    assert_eq!(ends(&february), [day("2026-01-31"), day("2026-04-30"), day("2026-06-30")]);
    // November to January: the quarter has begun, and what it won counts.
    assert_eq!((february.quarters[0].start, february.won_earlier), (day("2025-11-01"), Money(7.0)));
    assert_eq!(of(0).won_earlier, Money(0.0));
}
