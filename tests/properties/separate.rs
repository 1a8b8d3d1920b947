//! What must hold for separate closing curves of any list.

use std::rc::Rc;

use chrono::{Duration, NaiveDate};
use enough_pipeline::calc::cycle::history::Cut;
use enough_pipeline::calc::deals::{Deal, Labels, Outcome};
use enough_pipeline::calc::portfolio::Portfolio;
use enough_pipeline::calc::replay::{quarters, replay};
use enough_pipeline::calc::separate::{SeparateBy, Values};
use enough_pipeline::calc::sweep::{Inputs, Overrides, Precision, Report, report};
use enough_pipeline::calc::units::{Days, Money, Percent};
use enough_pipeline::text::example::deals::blank_sweep;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2028, 2, 29).unwrap()
}

/// How deals of a value go: share won, and days until they close.
type Kind = (f64, i64);

prop_compose! {
    fn any_deal(kinds: Vec<Kind>)(
        kind in 0..kinds.len(),
        age in 0_i64..900,
        (won, pace, open) in (0.0..1.0, 0.2..2.0, 0.0..1.0),
        value in prop_oneof![20 => 1.0..1e5, 1 => Just(0.0), 1 => Just(1e7)],
        blank in 0.0..1.0,
    ) -> Deal {
        let (share, days) = kinds[kind];
        let created = today() - Duration::days(age);
        let closed = created + Duration::days((days as f64 * pace) as i64);
        let outcome = match (closed < today() && open < 0.9, won < share) {
            (false, _) => Outcome::Open,
            (true, true) => Outcome::Won(closed),
            (true, false) => Outcome::Lost(closed),
        };
        let owner = if blank < 0.1 { String::new() } else { kind.to_string() };
        let labels = Labels { owner, ..Labels::default() };
        let (expected_close, last_activity, probability) = (None, None, None);
        Deal { created, outcome, value: Money(value), expected_close, last_activity, probability, labels }
    }
}

fn any_deals() -> impl Strategy<Value = Vec<Deal>> {
    let kind = (0.02..0.98, 1_i64..300);
    prop::collection::vec(kind, 1..5)
        .prop_flat_map(|kinds| prop::collection::vec(any_deal(kinds), 50..500))
}

fn inputs(goal: f64) -> Inputs {
    Inputs {
        goal: Money(goal),
        win_rate: Some(Percent(25.0)),
        sales_cycle: Some(Days(60)),
        dead_after: 2.0,
        correlation: Percent(3.0),
        separate_by: 4,
        ..blank_sweep(today())
    }
}

/// The list by owner, whether that is offered for it or not.
fn separated(deals: &[Deal]) -> Option<Portfolio> {
    let whole = Portfolio::new(deals, today(), Cut::Unknown, None)?.with_fields(deals);
    Some(whole.separated(Some(&Rc::new(Values::new(SeparateBy::Owner, deals)))))
}

fn swept(portfolio: &Portfolio, goal: f64) -> Report {
    report(&inputs(goal), portfolio, &Overrides::default(), Precision::Interactive)
}

fn is_chance(x: f64) -> bool {
    (0.0..=1.0).contains(&x)
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 48,
        rng_seed: RngSeed::Fixed(20_280_301),
        ..ProptestConfig::default()
    })]

    #[test]
    fn totals_are_sums_over_parts(deals in any_deals(), goal in 1.0..5e6) {
        let Some(portfolio) = separated(&deals) else { return Ok(()) };
        let answer = swept(&portfolio, goal);
        if answer.parts.is_empty() {
            return Ok(());
        }
        let near = |a: f64, b: f64| (a - b).abs() <= 1e-9 * b.abs().max(1.0);
        let sum = |of: fn(&enough_pipeline::calc::sweep::Part) -> f64| answer.parts.iter().map(of).sum();
        prop_assert!(near(sum(|part| part.open.expected.0), answer.before.expected.0));
        prop_assert!(near(sum(|part| part.open.value.0), answer.before.pipeline.0));
        prop_assert!(near(sum(|part| part.dead.expected.0), answer.dead.expected.0));
        prop_assert!(near(sum(|part| part.open.deals as f64), answer.before.deals as f64));
        prop_assert!(near(sum(|part| part.dead.deals as f64), answer.dead.deals as f64));
        let pace: f64 = portfolio.created(91).iter().sum();
        let since = today() - Duration::days(91);
        let late = deals.iter().filter(|deal| deal.created >= since);
        prop_assert!(near(pace, late.map(|deal| deal.value.0).sum()));
    }

    #[test]
    fn everything_is_a_number_and_every_band_a_share(deals in any_deals(), goal in 1.0..5e6) {
        let Some(portfolio) = separated(&deals) else { return Ok(()) };
        let answer = swept(&portfolio, goal);
        for side in [&answer.before, &answer.after] {
            prop_assert!(is_chance(side.outcome.chance) && side.expected.0.is_finite());
            prop_assert!(side.outcome.range.windows(2).all(|pair| pair[0] <= pair[1]));
        }
        for deal in &answer.deals {
            let one = deal.prospect;
            prop_assert!(is_chance(one.chance) && is_chance(one.chance_ever) && is_chance(deal.upper));
            prop_assert!(one.chance <= one.chance_ever + 1e-12);
        }
        for part in &answer.parts {
            prop_assert!(is_chance(part.default.win_rate) && is_chance(part.open.share));
            prop_assert!(part.default.cycle.is_finite() && part.line.days.is_none_or(f64::is_finite));
        }
        for curve in portfolio.curves() {
            for age in [0.0, 10.0, 100.0, 1e4] {
                let (low, high) = curve.curve.won_band(age);
                prop_assert!(is_chance(low) && is_chance(high) && low <= high);
            }
        }
    }

    #[test]
    fn a_replay_by_parts_has_figures(deals in any_deals()) {
        let Some(portfolio) = separated(&deals) else { return Ok(()) };
        for (start, days) in quarters(&portfolio, 0) {
            let Some(period) = replay(&portfolio, start, days, 0.03) else { continue };
            let all = period.separate.into_iter().flatten().chain([period.curve, period.one_curve]);
            for forecast in all {
                prop_assert!((0.0..=period.open_pipeline.0 + 1e-6).contains(&forecast.0));
            }
            prop_assert!(period.new.0.is_finite() && period.new.0 >= 0.0);
        }
    }

    #[test]
    fn the_order_of_a_list_does_not_matter(deals in any_deals(), goal in 1.0..5e6) {
        let Some(portfolio) = separated(&deals) else { return Ok(()) };
        let mut turned = deals.clone();
        turned.reverse();
        let (a, b) = (swept(&portfolio, goal), swept(&separated(&turned).unwrap(), goal));
        let near = |a: Money, b: Money| (a.0 - b.0).abs() <= 1e-6 * b.0.abs().max(1.0);
        prop_assert!(near(a.before.expected, b.before.expected));
        prop_assert_eq!(a.dead.deals, b.dead.deals);
        prop_assert_eq!(a.parts.len(), b.parts.len());
    }
}
