//! Deals without a created date: by chance and close date alone.

use super::super::tests::inputs;
use super::super::{Assumption, GroupBy, Method, Owned, Precision, Report, Stage, report};
use super::*;
use crate::calc::deals::Labels;
use crate::calc::units::Percent;

/// The tracker of a public template, on 30 November 2026; one of its deals is closed.
fn tracker() -> Vec<Undated> {
    let deal = |value: f64, chance: f64, close: &str, stage: &str| Undated {
        state: if chance < 100.0 { State::Open } else { State::Won },
        value: Money(value),
        close: close.parse().ok(),
        probability: Some(Percent(chance)),
        labels: Labels { stage: stage.into(), owner: "Chris".into(), ..Labels::default() },
    };
    vec![
        deal(60_000.0, 40.0, "2026-12-18", "Needs analysis"),
        deal(45_000.0, 10.0, "2027-01-29", "Prospect"),
        deal(120_000.0, 75.0, "2026-12-30", "Negotiation"),
        deal(30_000.0, 50.0, "2027-02-26", "Proposal"),
        deal(80_000.0, 100.0, "2026-11-12", "Closed"),
    ]
}

fn asked() -> Inputs {
    Inputs { today: "2026-11-30".parse().unwrap(), ..inputs() }
}

fn of(inputs: &Inputs, undated: &[Undated]) -> Report {
    report(inputs, &Lists { undated, ..Lists::default() }, Precision::Settled)
}

fn months(report: &Report) -> Vec<f64> {
    report.months.iter().map(|month| month.expected.open.0.round()).collect()
}

#[test]
fn amount_times_chance_falls_into_the_month_of_the_close_date() {
    let report = of(&asked(), &tracker());
    assert_eq!(months(&report), [0.0, 114_000.0, 4_500.0, 15_000.0, 0.0, 0.0]);
    let without = report.without_age.unwrap();
    assert_eq!((without.all.count, without.all.value), (4, Money(255_000.0)));
    assert!(without.alone && without.past_due.count == 0 && without.later.count == 0);
    // The range and what goes with it come from the engine that all deals have.
    assert!(report.range[0] < report.range[1] && report.range[1] < report.range[2]);
    assert_eq!(report.by(GroupBy::Owner)[0].count, 4);
    // Nothing is said of ages.
    assert!(!report.methods.iter().any(|row| row.method == Method::AgeAware));
    let of_ages = [Assumption::DefaultCurve, Assumption::UnknownAges, Assumption::DefaultSlip];
    assert!(of_ages.iter().all(|one| !report.assumptions.contains(one)));
}

#[test]
fn what_is_due_later_is_left_out_and_what_is_past_due_or_undated_comes_by_the_cycle() {
    let mut deals = tracker();
    deals[0].close = "2027-05-01".parse().ok();
    deals[1].close = "2026-11-29".parse().ok();
    deals[2].close = None;
    deals[3].probability = None;
    let report = of(&asked(), &deals);
    let without = report.without_age.unwrap();
    let counts = [without.later, without.past_due, without.no_close, without.no_chance];
    assert_eq!(counts.map(|tally| tally.count), [1, 1, 1, 1]);
    assert_eq!(without.later.value, Money(60_000.0));
    // A quarter of the last deal in its month, by the win rate; parts of two others in every month.
    assert!(report.months.iter().all(|month| month.expected.open.0 > 1_000.0));
    let open = report.total.open.0;
    assert!(open > 7_500.0 + 40_000.0 && open < 7_500.0 + 4_500.0 + 90_000.0, "{open}");
    // One more month reaches the first of May.
    let reached = of(&Inputs { months: 7, ..asked() }, &deals);
    assert_eq!(reached.without_age.unwrap().later.count, 0);
    assert!(reached.months[6].expected.open.0 > 24_000.0);
}

#[test]
fn chances_mean_what_is_said_of_them() {
    let deals = tracker();
    let ignored = of(&Inputs { probabilities: 2, ..asked() }, &deals);
    assert_eq!(months(&ignored)[1], 45_000.0);
    let stage =
        Stage { name: "Prospect".into(), count: 0, value: Money(0.0), chance: Percent(20.0) };
    let lists = Lists { undated: &deals, stages: &[stage], ..Lists::default() };
    let staged = report(&Inputs { probabilities: 2, ..asked() }, &lists, Precision::Settled);
    assert_eq!(months(&staged)[2], 9_000.0);
    let mut late = tracker();
    late.truncate(1);
    late[0].close = None;
    let inputs = Inputs { probabilities: 1, ..asked() };
    assert_eq!(of(&inputs, &late).total.open.0.round(), 24_000.0);
}

#[test]
fn deals_with_and_without_a_created_date_add_up() {
    let aged = crate::calc::deals::Deal {
        created: "2026-10-01".parse().unwrap(),
        outcome: crate::calc::deals::Outcome::Open,
        value: Money(50_000.0),
        expected_close: None,
        last_activity: None,
        probability: None,
        labels: Labels::default(),
    };
    let owned = Owned { deals: [aged].into(), undated: tracker().into(), ..Owned::default() };
    let both = owned.report(&asked(), Precision::Settled);
    let alone = Owned { undated: [].into(), ..owned.clone() };
    let alone = alone.report(&asked(), Precision::Settled);
    let undated = of(&asked(), &tracker());
    let sum = alone.total.open + undated.total.open;
    assert!((both.total.open - sum).0.abs() < 1e-6);
    assert!(!both.without_age.unwrap().alone);
    assert!(both.methods.iter().any(|row| row.method == Method::AgeAware));
    assert!(both.assumptions.contains(&Assumption::DefaultCurve));
    // Deal by deal, in the order of both lists.
    let chances = owned.chances(&asked());
    assert_eq!(chances.iter().map(|one| one.position).collect::<Vec<_>>(), [0, 1, 2, 3, 4]);
    let lists = owned.lists();
    let value = |at: usize| lists.listed(at).unwrap().value.0;
    let expected: f64 = chances.iter().map(|one| value(one.position) * one.in_time()).sum();
    assert!((expected - both.total.open.0).abs() < 1e-6);
    assert!(lists.listed(1).unwrap().created.is_none() && lists.listed(6).is_none());
}
