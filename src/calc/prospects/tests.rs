//! Prospects by hand, and their distribution against every outcome.

use super::*;
use crate::calc::cycle::history::Cut;
use crate::calc::deals::{Deal, Labels, Outcome as End};
use crate::calc::portfolio::Given;
use crate::calc::revenue::Precision;

fn open(created: &str, value: f64, probability: Option<f64>) -> Deal {
    Deal {
        created: created.parse().unwrap(),
        outcome: End::Open,
        value: Money(value),
        expected_close: None,
        last_activity: None,
        probability: probability.map(Percent),
        labels: Labels::default(),
    }
}

fn portfolio(deals: &[Deal]) -> Portfolio {
    let given = Some(Given { win_rate: 0.25, cycle: 60.0 });
    Portfolio::new(deals, "2026-03-01".parse().unwrap(), Cut::Unknown, given).unwrap()
}

const QUARTER: Window = Window { before: 0.0, days: 90.0 };

#[test]
fn the_visitor_comes_before_the_list_and_the_list_before_the_age() {
    let deals = [open("2026-01-30", 10.0, Some(50.0)), open("2026-01-30", 10.0, None)];
    let portfolio = portfolio(&deals);
    let of = |listed, typed: &Typed| prospects(&portfolio, QUARTER, listed, typed);
    let none = Typed::new();
    let by_age = of(Listed::Unused, &none);
    assert_eq!((by_age[0].basis, by_age[0].chance), (Basis::Age, by_age[1].chance));
    let ever = of(Listed::Ever, &none);
    assert_eq!((ever[0].basis, ever[1].basis), (Basis::Listed, Basis::Age));
    let in_time = by_age[0].chance / by_age[0].chance_ever;
    assert!((ever[0].chance - 0.5 * in_time).abs() < 1e-12);
    assert_eq!(of(Listed::InPeriod, &none)[0].chance, 0.5);
    let typed = Typed::from([(0, Percent(80.0)), (1, Percent(f64::NAN))]);
    let typed = of(Listed::Ever, &typed);
    assert_eq!((typed[0].basis, typed[1].basis), (Basis::Typed, Basis::Age));
    assert!((typed[0].chance - 0.8 * in_time).abs() < 1e-12);
}

#[test]
fn a_period_that_is_over_brings_nothing() {
    let portfolio = portfolio(&[open("2026-01-30", 10.0, Some(50.0))]);
    let over = Window { before: 0.0, days: -3.0 };
    for listed in [Listed::Unused, Listed::Ever, Listed::InPeriod] {
        let prospects = prospects(&portfolio, over, listed, &Typed::from([(0, Percent(90.0))]));
        assert_eq!(prospects[0].chance, 0.0);
    }
    let target = Target { goal: Money(5.0), closed_won: Money(5.0), correlation: 0.03 };
    assert_eq!(target.outcome(&[], Precision::Settled).chance, 1.0);
}

fn prospect(position: usize, value: f64, chance: f64) -> Prospect {
    let value = Money(value);
    Prospect { position, age: 1, value, chance, chance_ever: chance, basis: Basis::Age }
}

/// The chance of `goal` over all outcomes of independent deals.
fn enumerated(deals: &[Prospect], goal: f64) -> f64 {
    (0..1_usize << deals.len())
        .map(|won| {
            let mut chance = 1.0;
            let mut revenue = 0.0;
            for (i, deal) in deals.iter().enumerate() {
                let is_won = won >> i & 1 == 1;
                chance *= if is_won { deal.chance } else { 1.0 - deal.chance };
                revenue += if is_won { deal.value.0 } else { 0.0 };
            }
            if revenue >= goal { chance } else { 0.0 }
        })
        .sum()
}

#[test]
fn the_outcome_and_the_deciders_are_those_of_every_outcome() {
    let deals: Vec<Prospect> = (0..12_u32)
        .map(|i| prospect(i as usize, f64::from(i * i % 7 + 1) * 12.5, f64::from(i % 5) * 0.2))
        .collect();
    let target = Target { goal: Money(200.0), closed_won: Money(50.0), correlation: 0.0 };
    let outcome = target.outcome(&deals, Precision::Settled);
    assert!((outcome.chance - enumerated(&deals, 150.0)).abs() < 1e-12);
    for decider in deciders(&target, &deals, Precision::Settled) {
        let with = |chance: f64| {
            let mut deals = deals.clone();
            deals[decider.position].chance = chance;
            enumerated(&deals, 150.0)
        };
        assert!((decider.won - with(1.0)).abs() < 1e-12);
        assert!((decider.lost - with(0.0)).abs() < 1e-12);
    }
}

#[test]
fn deciders_by_other_chances_stand_around_the_chance_that_is_known() {
    let answered: Vec<Prospect> =
        (0..12_usize).map(|i| prospect(i, (i % 5 + 1) as f64, 0.3)).collect();
    let by_stage: Vec<Prospect> = answered
        .iter()
        .map(|one| Prospect { chance: if one.position % 2 == 0 { 0.15 } else { 0.5 }, ..*one })
        .collect();
    let target = Target { goal: Money(12.0), closed_won: Money(0.0), correlation: 0.0 };
    let known = target.outcome(&answered, Precision::Settled).chance;
    let mut deciding = Deciding::new(target, by_stage.clone()).around(answered);
    while deciding.step(Precision::Settled) {}
    let found = deciding.found();
    assert_eq!(found.len(), 12);
    let plain = deciders(&target, &by_stage, Precision::Settled);
    for (one, plain) in found.iter().zip(plain) {
        let chance = by_stage[one.position].chance;
        assert!((chance * one.won + (1.0 - chance) * one.lost - known).abs() < 1e-12);
        assert!((one.swing() - plain.swing()).abs() < 1e-12);
    }
}

#[test]
fn a_win_rate_from_few_deals_adds_to_the_correlation() {
    assert_eq!(total_correlation(0.0, 0.5, 0), 0.0);
    // p (1 - p) / (n phi(0)²) = 0.25 * 2 pi / 100.
    let variance = 0.25 * std::f64::consts::TAU / 100.0;
    assert!((total_correlation(0.0, 0.5, 100) - variance / (1.0 + variance)).abs() < 1e-15);
    assert!((total_correlation(0.03, 1.0, 100) - 0.03).abs() < 1e-15);
    assert!(total_correlation(0.03, 0.25, 20) > total_correlation(0.03, 0.25, 2000));
}

#[test]
fn boundless_totals_have_an_outcome() {
    let deals: Vec<Prospect> = (0..300).map(|i| prospect(i, 1e13 - i as f64, 0.3)).collect();
    let target = Target { goal: Money(9e14), closed_won: Money(0.0), correlation: 0.05 };
    let outcome = target.outcome(&deals, Precision::Interactive);
    assert!((0.3..0.7).contains(&outcome.chance), "{outcome:?}");
    assert!(outcome.range[0].0 < outcome.range[2].0 && outcome.shortfall.0 > 0.0);
}
