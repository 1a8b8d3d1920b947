//! Edge cases of coverage; the figures themselves are held by the golden tables.

use super::*;
use crate::calc::field::Value;

/// The worked example of method 2, case B, with some new pipeline.
pub(super) fn example() -> Inputs {
    let date = |text: &str| text.parse::<NaiveDate>().unwrap();
    Inputs {
        goal: Money(1_000_000.0),
        closed_won: Money(400_000.0),
        period: 4,
        fiscal_start: 0,
        period_start: Some(date("2026-01-01")),
        period_end: Some(date("2026-03-31")),
        today: date("2026-01-01"),
        open_pipeline: Money(2_400_000.0),
        open_deals: Some(96),
        average_deal: None,
        win_rate: Percent(25.0),
        sales_cycle: Days(60),
        aged_share: Some(Percent(30.0)),
        new_pipeline: Money(50_000.0),
        win_rate_by_value: None,
        deal_spread: 1.0,
        lead_conversion: Some(Percent(10.0)),
        confidence: Percent(80.0),
        correlation: Percent(3.0),
        lever_step: Percent(10.0),
    }
}

fn outlook(inputs: &Inputs) -> Outlook {
    assert_eq!(check(inputs), []);
    report(inputs, Precision::Settled).outlook.unwrap()
}

#[test]
fn the_goal_reached_and_the_period_over() {
    let reached =
        report(&Inputs { closed_won: Money(1_000_000.0), ..example() }, Precision::Settled);
    assert_eq!((reached.status, reached.chance, reached.outlook), (Status::GoalReached, 1.0, None));
    let today = "2026-04-01".parse().unwrap();
    let over = report(&Inputs { today, ..example() }, Precision::Settled);
    assert_eq!((over.status, over.chance), (Status::PeriodOver, 0.0));
    assert_eq!(over.remaining, Money(600_000.0));
}

#[test]
fn no_open_deals_leaves_only_the_new_ones() {
    let inputs = Inputs {
        open_pipeline: Money(0.0),
        open_deals: None,
        average_deal: Some(Money(25_000.0)),
        ..example()
    };
    let none = outlook(&inputs);
    assert_eq!((none.deals.count, none.expected.open), (0, Money(0.0)));
    assert!(none.expected.new.0 > 0.0 && none.coverage.pipeline_needed.unwrap().0 > 0.0);
}

#[test]
fn a_win_rate_of_zero_cannot_be_helped() {
    let inputs = Inputs { win_rate: Percent(0.0), ..example() };
    let report = report(&inputs, Precision::Settled);
    let outlook = report.outlook.as_ref().unwrap();
    assert_eq!(report.chance, 0.0);
    assert_eq!((outlook.coverage.need, outlook.chosen.open, outlook.plan), (None, None, None));
    assert!(
        levers(&inputs, &report)
            .iter()
            .all(|lever| lever.kind == LeverKind::Goal || lever.enough.is_none())
    );
}

#[test]
fn too_late_for_new_deals_means_no_plan() {
    let today = "2026-03-25".parse().unwrap();
    assert_eq!(outlook(&Inputs { today, ..example() }).plan, None);
}

#[test]
fn bands_and_range_agree_with_the_chance() {
    for spread in [0.0, 0.5, 1.0, 2.0] {
        let inputs = Inputs { deal_spread: spread, ..example() };
        let report = report(&inputs, Precision::Settled);
        let outlook = report.outlook.unwrap();
        let total: f64 = outlook.bands.iter().map(|band| band.chance).sum();
        assert!((total - 1.0).abs() < 1e-9, "{total}");
        let above: f64 = outlook
            .bands
            .iter()
            .filter(|band| band.from.0 >= 1e6 - 1e-3)
            .map(|band| band.chance)
            .sum();
        assert!((above - report.chance).abs() < 1e-9, "{above}, {}", report.chance);
        assert!(outlook.bands.len() <= 20 && outlook.bands.len() >= 5, "{}", outlook.bands.len());
        assert!(outlook.range[0] <= outlook.range[1] && outlook.range[1] <= outlook.range[2]);
    }
}

#[test]
fn every_explanation_comes_to_its_figure() {
    let value = Some(Percent(20.0));
    let new_only = Inputs {
        open_pipeline: Money(0.0),
        open_deals: None,
        average_deal: Some(Money(9_999.0)),
        ..example()
    };
    for inputs in
        [example(), Inputs { win_rate_by_value: value, aged_share: None, ..example() }, new_only]
    {
        let report = report(&inputs, Precision::Settled);
        let all = explanations(&inputs, &report);
        assert!(all.len() >= 18, "{}", all.len());
        for explanation in all {
            let (shown, worked) = (explanation.result.value(), explanation.formula.evaluate());
            assert!(
                (shown - worked).abs() <= 1e-9 * shown.abs().max(1.0),
                "{}: {shown} {worked}",
                explanation.key
            );
        }
    }
}

#[test]
fn levers_are_sorted_and_say_what_is_enough() {
    let inputs = example();
    let report = report(&inputs, Precision::Settled);
    let levers = levers(&inputs, &report);
    assert_eq!(levers.len(), 7);
    assert!(levers.windows(2).all(|pair| pair[0].gain >= pair[1].gain));
    let pipeline = levers.iter().find(|lever| lever.kind == LeverKind::OpenPipeline).unwrap();
    let chosen = report.outlook.unwrap().chosen.open.unwrap();
    let Some(Value::Money(enough)) = pipeline.enough else { panic!("{pipeline:?}") };
    assert!((enough.0 - chosen.pipeline.0).abs() <= 25_000.0, "{enough:?} {chosen:?}");
}

#[test]
fn interactive_and_settled_answers_agree() {
    for (deals, spread) in [
        (96, 0.0),
        (96, 1.0),
        (2_000, 0.0),
        (2_000, 1.0),
        (10_000, 1.0),
        (10_000, 2.0),
        (10_000, 0.0),
    ] {
        let inputs = Inputs {
            open_deals: Some(deals),
            deal_spread: spread,
            goal: Money(850_000.0),
            ..example()
        };
        let settled = report(&inputs, Precision::Settled);
        let quick = report(&inputs, Precision::Interactive);
        assert!(
            (settled.chance - quick.chance).abs() < 1.5e-4,
            "{deals} {spread}: {} {}",
            settled.chance,
            quick.chance
        );
    }
}

#[test]
fn a_hundred_thousand_deals_are_a_pipeline_too() {
    let inputs = Inputs { open_deals: Some(100_000), goal: Money(850_000.0), ..example() };
    let quick = report(&inputs, Precision::Interactive);
    let settled = report(&inputs, Precision::Settled);
    assert!((quick.chance - settled.chance).abs() < 1e-4);
    let deals = settled.outlook.unwrap().chosen.open.unwrap().deals;
    assert!((100_000..200_000).contains(&deals), "{deals}");
}

#[test]
fn contradictions_are_named() {
    let key = |inputs: Inputs| check(&inputs).first().map(|(key, _)| *key);
    assert_eq!(key(example()), None);
    assert_eq!(key(Inputs { open_deals: None, ..example() }), Some("open_deals"));
    assert_eq!(key(Inputs { open_deals: Some(0), ..example() }), Some("open_deals"));
    assert_eq!(key(Inputs { open_pipeline: Money(0.0), ..example() }), Some("open_pipeline"));
    assert_eq!(key(Inputs { period_end: None, ..example() }), Some("period_end"));
    let end = Some("2025-12-31".parse().unwrap());
    assert_eq!(key(Inputs { period_end: end, ..example() }), Some("period_end"));
}
