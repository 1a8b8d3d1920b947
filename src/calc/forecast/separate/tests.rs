//! A forecast by separate curves against one by one curve, and against its parts.

use std::rc::Rc;

use super::*;
use crate::calc::cycle::history::Cut;
use crate::calc::deals::{Deal, Labels, Outcome};
use crate::calc::forecast::tests::inputs;
use crate::calc::forecast::{Inputs, Owned, Precision};
use crate::calc::separate::{SeparateBy, Values};
use crate::calc::units::{Money, Percent};

fn asked() -> Inputs {
    let (new_pipeline, goal) = (Money(20_000.0), Some(Money(4e5)));
    Inputs { new_pipeline, goal, leads: 10.0, lead_conversion: Some(Percent(10.0)), ..inputs() }
}

/// Owners whose deals are won in so many of 8 cases, after so many days and more.
fn deals(owners: &[(&str, i64, i64)]) -> Rc<[Deal]> {
    let today = inputs().today;
    let deal = |owner: &str, i: i64, (won, after): (i64, i64)| {
        let created = today - chrono::Duration::days(1 + i * 1095 / 400);
        let ends = created + chrono::Duration::days(after + i * 31 % 60);
        let outcome = match ends < today && i % 13 > 0 {
            true if i % 8 < won => Outcome::Won(ends),
            true => Outcome::Lost(ends),
            false => Outcome::Open,
        };
        let labels = Labels { owner: owner.into(), ..Labels::default() };
        let value = Money(1000.0 + (i * 7919 % 5000) as f64);
        let (expected_close, last_activity, probability) = (None, None, None);
        Deal { created, outcome, value, expected_close, last_activity, probability, labels }
    };
    let all = owners
        .iter()
        .flat_map(|(owner, won, after)| (0..400).map(move |i| deal(owner, i, (*won, *after))));
    all.collect()
}

fn owned(deals: &Rc<[Deal]>, separate: bool) -> Owned {
    let portfolio = Portfolio::new(deals, inputs().today, Cut::Full, None).unwrap();
    let values = separate.then(|| Rc::new(Values::new(SeparateBy::Owner, deals)));
    let portfolio = Some(portfolio.separated(values.as_ref()));
    Owned { deals: Rc::clone(deals), portfolio, ..Owned::default() }
}

#[test]
fn one_owner_is_the_whole_list_to_the_last_digit() {
    let deals = deals(&[("Ann", 3, 20)]);
    let (one, apart) = (owned(&deals, false), owned(&deals, true));
    for precision in [Precision::Interactive, Precision::Settled] {
        assert_eq!(apart.report(&asked(), precision), one.report(&asked(), precision));
    }
    assert_eq!(apart.chances(&asked()), one.chances(&asked()));
}

#[test]
fn open_deals_of_two_owners_add_up_to_those_of_each() {
    let both = deals(&[("Ann", 6, 10), ("Bob", 1, 60)]);
    let report = owned(&both, true).report(&asked(), Precision::Interactive);
    let alone = [("Ann", 6, 10), ("Bob", 1, 60)]
        .map(|owner| owned(&deals(&[owner]), false).report(&asked(), Precision::Interactive));
    let sum: f64 = alone.iter().map(|report| report.total.open.0).sum();
    // Each by its own curve; the calendar of both lists together is another than that of each.
    assert!((report.total.open.0 - sum).abs() < 0.01 * sum, "{} {sum}", report.total.open.0);
    // Deals to come are of both as of late: each half of the pipeline.
    let new: f64 = alone.iter().map(|report| report.total.new.0).sum::<f64>() / 2.0;
    let found = report.total.new.0;
    assert!((found / new - 1.0).abs() < 0.03, "{found} {new}");
    let months: f64 = report.months.iter().map(|month| month.expected.won().0).sum();
    assert!((months - report.total.won().0).abs() < 1e-6 * months);
    assert!(report.chance.is_some_and(|chance| (0.0..=1.0).contains(&chance)));
}

#[test]
fn the_curve_of_deals_to_come_is_a_curve() {
    let owned = owned(&deals(&[("Ann", 6, 10), ("Bob", 1, 60)]), true);
    let ages = Separate::new(owned.portfolio.as_ref().unwrap(), 180.0);
    assert!((ages.shares.iter().sum::<f64>() - 1.0).abs() < 1e-12);
    for x in [0.0, 10.0, 90.5, 400.0, f64::INFINITY] {
        assert!(ages.won(x) >= 0.0 && ages.won(x) + ages.open(x) <= 1.0 + 1e-12, "{x}");
    }
    let pool = crate::calc::forecast::ages::of_any_age(&ages, 60.0, &[30.0, 90.0]);
    assert!(0.0 < pool.by[0] && pool.by[0] < pool.by[1] && pool.by[1] < pool.ever);
}
