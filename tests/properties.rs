//! What must hold for any inputs (method section 9).

#[path = "properties/forecast.rs"]
mod forecast;
#[path = "properties/leads.rs"]
mod leads;
#[path = "properties/review.rs"]
mod review;
#[path = "properties/seek.rs"]
mod seek;
#[path = "properties/separate.rs"]
mod separate;

use chrono::NaiveDate;
use enough_pipeline::calc::coverage::{
    Inputs, Precision, Report, check, explanations, levers, report,
};
use enough_pipeline::calc::revenue::market::Market;
use enough_pipeline::calc::revenue::mixture::{Deal, Mixer, Sources};
use enough_pipeline::calc::units::{Days, Money, Percent};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

/// Rounding in sums of many masses.
const SLACK: f64 = 1e-6;

prop_compose! {
    fn any_inputs()(
        (goal, closed_won) in (1.0..1e7, 0.0..1e6),
        (pipeline, deals) in (1.0..2e7, 1_u32..400),
        win_rate in prop_oneof![Just(0.0), Just(100.0), 1.0..100.0],
        cycle in prop_oneof![Just(1_u32), 5_u32..400],
        aged in prop_oneof![Just(None), (0.0..=100.0).prop_map(|share| Some(Percent(share)))],
        new_pipeline in prop_oneof![Just(0.0), 0.0..5e5],
        by_value in prop_oneof![Just(None), (1.0..100.0).prop_map(|rate| Some(Percent(rate)))],
        spread in prop_oneof![Just(0.0), 0.0..2.0],
        (confidence, correlation) in (1.0..99.0, prop_oneof![Just(0.0), 0.0..50.0]),
        (start, length, today) in (-200_i64..200, 1_i64..400, -30_i64..60),
    ) -> Inputs {
        let day = |offset: i64| {
            NaiveDate::from_ymd_opt(2028, 2, 29).unwrap() + chrono::Duration::days(offset)
        };
        Inputs {
            goal: Money(goal),
            closed_won: Money(closed_won),
            period: 4,
            fiscal_start: 0,
            period_start: Some(day(start)),
            period_end: Some(day(start + length)),
            today: day(today),
            open_pipeline: Money(pipeline),
            open_deals: Some(deals),
            average_deal: None,
            win_rate: Percent(win_rate),
            sales_cycle: Days(cycle),
            aged_share: aged,
            new_pipeline: Money(new_pipeline),
            win_rate_by_value: by_value.filter(|_| win_rate > 0.0),
            deal_spread: spread,
            lead_conversion: Some(Percent(10.0)),
            confidence: Percent(confidence),
            correlation: Percent(correlation),
            lever_step: Percent(10.0),
        }
    }
}

fn settled(inputs: &Inputs) -> Report {
    report(inputs, Precision::Settled)
}

fn chance(inputs: &Inputs) -> f64 {
    settled(inputs).chance
}

proptest! {
    // The same cases each time, so that a change is what makes a difference.
    #![proptest_config(ProptestConfig {
        cases: 96,
        rng_seed: RngSeed::Fixed(20_260_331),
        ..ProptestConfig::default()
    })]

    #[test]
    fn every_figure_is_a_number(inputs in any_inputs()) {
        prop_assert!(check(&inputs).is_empty());
        let report = settled(&inputs);
        prop_assert!((0.0..=1.0).contains(&report.chance));
        for explanation in explanations(&inputs, &report) {
            let (shown, worked) = (explanation.result.value(), explanation.formula.evaluate());
            prop_assert!(shown.is_finite(), "{}", explanation.key);
            prop_assert!(
                (shown - worked).abs() <= 1e-9 * shown.abs().max(1.0),
                "{}: {} {}", explanation.key, shown, worked
            );
        }
        if let Some(outlook) = &report.outlook {
            let bands: f64 = outlook.bands.iter().map(|band| band.chance).sum();
            prop_assert!((bands - 1.0).abs() < 1e-9);
            prop_assert!(outlook.bands.iter().all(|band| (-1e-9..=1.0 + 1e-9).contains(&band.chance)));
            prop_assert!(outlook.range.windows(2).all(|pair| pair[0] <= pair[1]));
            prop_assert!(outlook.latest.average.is_finite() && outlook.latest.last.is_finite());
        }
    }

    #[test]
    fn a_confidence_is_reached_by_its_need_and_not_by_less(inputs in any_inputs()) {
        let report = settled(&inputs);
        let Some(need) = report.outlook.as_ref().and_then(|outlook| outlook.chosen.open) else {
            return Ok(());
        };
        let target = inputs.confidence.fraction();
        prop_assert!(need.chance >= target);
        let value = report.outlook.unwrap().deals.value;
        // Without deals the size of a deal would be unknown; large numbers take long.
        if (2..2000).contains(&need.deals) {
            let with = |deals: u32| {
                let open_pipeline = value * f64::from(deals);
                chance(&Inputs { open_deals: Some(deals), open_pipeline, ..with_share(&inputs) })
            };
            prop_assert!(with(need.deals) >= target - SLACK);
            prop_assert!(with(need.deals - 1) < target + SLACK);
        }
    }

    #[test]
    fn more_is_never_worse(inputs in any_inputs(), more in 1.0..2.0_f64) {
        let now = chance(&inputs);
        let deals = inputs.open_deals.unwrap();
        let better = [
            ("goal", Inputs { goal: inputs.goal * (1.0 / more), ..inputs }),
            ("closed-won", Inputs { closed_won: inputs.closed_won * more, ..inputs }),
            ("new pipeline", Inputs { new_pipeline: inputs.new_pipeline * more, ..inputs }),
            ("open deals", Inputs {
                open_deals: Some(deals * 2),
                open_pipeline: inputs.open_pipeline * 2.0,
                ..inputs
            }),
        ];
        for (what, inputs) in better {
            prop_assert!(chance(&inputs) >= now - SLACK, "{}", what);
        }
    }

    #[test]
    fn a_better_win_rate_is_never_worse(inputs in any_inputs(), more in 1.0..2.0_f64) {
        // By value, the rate would have to move along; with the aged share left to the curve, so
        // would the shares.
        let aged_share = inputs.aged_share.or(Some(Percent(20.0)));
        let inputs = Inputs { win_rate_by_value: None, aged_share, ..inputs };
        let win_rate = Percent((inputs.win_rate.0 * more).min(100.0));
        let better = Inputs { win_rate, ..inputs };
        prop_assert!(chance(&better) >= chance(&inputs) - SLACK);
    }

    #[test]
    fn money_has_no_scale(inputs in any_inputs(), factor in prop_oneof![Just(0.01), Just(2.0), Just(1000.0)]) {
        let scaled = Inputs {
            goal: inputs.goal * factor,
            closed_won: inputs.closed_won * factor,
            open_pipeline: inputs.open_pipeline * factor,
            new_pipeline: inputs.new_pipeline * factor,
            ..inputs
        };
        let (one, other) = (settled(&inputs), settled(&scaled));
        prop_assert!((one.chance - other.chance).abs() < 1e-9);
        if let (Some(a), Some(b)) = (one.outlook, other.outlook) {
            prop_assert!((a.expected.total.0 * factor - b.expected.total.0).abs() <= 1e-9 * b.expected.total.0);
            prop_assert!((a.coverage.have - b.coverage.have).abs() <= 1e-9 * a.coverage.have);
        }
    }

    #[test]
    fn the_expectation_knows_no_correlation(inputs in any_inputs()) {
        let expected = |correlation: f64| {
            let correlation = Percent(correlation);
            settled(&Inputs { correlation, ..inputs }).outlook.map(|outlook| outlook.expected)
        };
        prop_assert_eq!(expected(0.0), expected(50.0));
    }

    #[test]
    fn parts_of_a_period_add_to_the_whole(inputs in any_inputs(), part in 0.1..0.9_f64) {
        let (start, end) = (inputs.today, inputs.period_end.unwrap());
        let middle = start + chrono::Duration::days(((end - start).num_days() as f64 * part) as i64);
        prop_assume!(start < middle && middle < end);
        let expected = |start: NaiveDate, end: NaiveDate| {
            let dates = Inputs { period_start: Some(start), period_end: Some(end), ..inputs };
            let won = settled(&dates).outlook.map(|outlook| outlook.expected);
            won.map_or(0.0, |expected| expected.open.0 + expected.new.0)
        };
        let whole = expected(start, end);
        let parts = expected(start, middle) + expected(middle.succ_opt().unwrap(), end);
        // Each part has its own trapezium steps.
        prop_assert!((whole - parts).abs() <= 1e-5 * whole.max(1.0), "{} {}", whole, parts);
    }

    #[test]
    fn levers_are_never_out_of_bounds(inputs in any_inputs()) {
        let report = settled(&inputs);
        for lever in levers(&inputs, &report) {
            prop_assert!((0.0..=1.0).contains(&lever.chance) && lever.gain.is_finite());
            prop_assert!(lever.expected_gain.0.is_finite());
        }
    }

    #[test]
    fn a_list_of_deals_has_a_distribution(
        deals in prop::collection::vec((0.0..1e6, 0.0..=1.0), 0..60),
        correlation in prop_oneof![Just(0.0), 0.0..0.5],
        amounts in prop::collection::vec(0.0..3e7, 2..6),
    ) {
        let deals: Vec<Deal> = deals
            .into_iter()
            .map(|(value, chance)| Deal { value: Money(value), chance, count: 1 })
            .collect();
        let expected: Money = deals.iter().map(|deal| deal.value * deal.chance).sum();
        for precision in [Precision::Settled, Precision::Interactive] {
            let mixer = Mixer::new(Market::new(correlation), precision);
            let distribution = mixer.mix(&Sources::deals(&deals), Some(expected));
            let mut amounts = amounts.clone();
            amounts.sort_by(f64::total_cmp);
            let chances: Vec<f64> = amounts.iter().map(|a| distribution.chance(Money(*a))).collect();
            prop_assert!(chances.windows(2).all(|pair| pair[1] <= pair[0] + SLACK), "{:?}", chances);
            prop_assert!((distribution.chance(Money(0.0)) - 1.0).abs() < SLACK);
            let quantiles = [0.1, 0.5, 0.9].map(|p| distribution.quantile(p));
            prop_assert!(quantiles[0] <= quantiles[1] && quantiles[1] <= quantiles[2]);
            let total: f64 = deals.iter().map(|deal| deal.value.0).sum();
            let everything = Money(total + 1.0);
            let missing = distribution.shortfall(everything);
            let mean = everything.0 - missing.0;
            prop_assert!(quantiles[0] >= Money(0.0) && quantiles[2].0 <= total + 1.0);
            prop_assert!((mean - expected.0).abs() <= 1e-3 * total.max(1.0), "{mean} {expected:?}");
        }
    }
}

/// The inputs with the aged share fixed, as it is when more deals are asked for.
fn with_share(inputs: &Inputs) -> Inputs {
    let report = settled(inputs);
    let share = report.outlook.map(|outlook| Percent(outlook.deals.aged_share * 100.0));
    Inputs { aged_share: share, ..*inputs }
}
