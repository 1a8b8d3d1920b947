//! Whole answers, and the figures behind them.

use super::*;
use crate::calc::field::Blank;
use crate::text::canonical;

/// A firm with a quarter before it; everything that may be left empty is.
pub fn inputs() -> Inputs {
    let mut inputs = Inputs {
        goal: Money(1_000_000.0),
        closed_won: Money(0.0),
        expected_open: Money(700_000.0),
        period: 0,
        fiscal_start: 0,
        period_start: None,
        period_end: None,
        today: NaiveDate::from_ymd_opt(2026, 10, 5).unwrap(),
        average_deal: Money(25_000.0),
        rates: [30.0, 50.0, 60.0, 25.0].map(Percent),
        lags: [0, 0, 0, 45].map(Days),
        lag_spread: 0.0,
        leads_now: None,
        confidence: Percent(0.0),
        correlation: Percent(0.0),
        returned: [Percent(0.0); STEPS],
        return_delay: Days(0),
        return_rate: Percent(0.0),
        unanswered: None,
        reps: None,
        cost_per_lead: None,
        sources: [Source::default(); 5],
        leads_per_hour: None,
        minutes_per_lead: None,
        people: None,
        target_minutes: 0.0,
        target_share: Percent(0.0),
        speed_effect: 0,
        speed_ratio: None,
        answered_now: None,
    };
    let kept = ["closed_won", "expected_open", "period", "fiscal_start"];
    for field in FIELDS {
        if let (Blank::Means(text), false) = (field.blank, kept.contains(&field.key)) {
            let value = canonical::read(field, text).unwrap();
            field.set(&mut inputs, value).unwrap();
        }
    }
    inputs
}

/// Everything that can be given.
fn full() -> Inputs {
    let mut inputs = Inputs {
        returned: [30.0, 20.0, 10.0, 40.0].map(Percent),
        unanswered: Some(Percent(15.0)),
        reps: Some(6),
        cost_per_lead: Some(Money(80.0)),
        leads_per_hour: Some(6.0),
        minutes_per_lead: Some(20.0),
        people: Some(3),
        speed_effect: 1,
        speed_ratio: Some(1.4),
        answered_now: Some(Percent(40.0)),
        ..inputs()
    };
    inputs.sources[0] = Source { share: Some(Percent(50.0)), ..Source::default() };
    inputs.sources[1] = Source {
        share: Some(Percent(30.0)),
        rates: [Some(Percent(15.0)), None, None, Some(Percent(15.0))],
        cost: Some(Money(200.0)),
    };
    inputs.sources[4].share = Some(Percent(10.0));
    inputs
}

#[test]
fn each_end_of_the_story_has_its_status() {
    let status = |inputs: Inputs| report(&inputs).status;
    assert_eq!(status(inputs()), Status::Open);
    assert_eq!(status(Inputs { closed_won: Money(300_000.0), ..inputs() }), Status::GoalReached);
    let own = Inputs {
        period: 4,
        period_start: NaiveDate::from_ymd_opt(2026, 7, 1),
        period_end: NaiveDate::from_ymd_opt(2026, 9, 30),
        ..inputs()
    };
    assert_eq!(status(own), Status::PeriodOver);
    let mut never = inputs();
    never.rates[2] = Percent(0.0);
    assert_eq!(status(never), Status::NeverWon);
    let late = Inputs { lag_spread: 0.0, lags: [0, 0, 0, 200].map(Days), ..inputs() };
    assert_eq!(status(late), Status::TooLate);
}

#[test]
fn the_weeks_bring_just_what_is_missing() {
    for inputs in [inputs(), full(), Inputs { period: 1, ..full() }] {
        let report = report(&inputs);
        let outlook = report.outlook.unwrap();
        let wins: f64 = outlook.weeks.iter().map(|week| week.wins).sum();
        let leads: f64 = outlook.weeks.iter().map(|week| week.leads).sum();
        assert!((wins - report.wins).abs() < 1e-9 * wins, "{wins}");
        assert!((leads - outlook.flow.leads).abs() < 1e-9 * leads);
        let sources: f64 = outlook.sources.iter().map(|row| row.wins).sum();
        assert!((sources - wins).abs() < 1e-9 * wins);
        let shares: f64 = outlook.teams.iter().map(|row| row.share).sum();
        assert!((shares - 1.0).abs() < 1e-12);
        assert_eq!(outlook.weeks.last().unwrap().end, report.period.end);
    }
}

#[test]
fn dates_fall_in_the_order_of_the_steps() {
    let outlook = report(&full()).outlook.unwrap();
    let dates = outlook.latest.map(Option::unwrap);
    assert!(dates.is_sorted(), "{dates:?}");
    assert!(outlook.half_won.iter().all(Option::is_some));
}

#[test]
fn those_who_come_back_save_leads_and_a_named_source_changes_nothing_by_itself() {
    let plain = report(&inputs()).outlook.unwrap();
    assert_eq!(plain.without_return, plain.flow);
    let returning =
        Inputs { returned: [50.0; STEPS].map(Percent), return_delay: Days(7), ..inputs() };
    let with = report(&returning).outlook.unwrap();
    assert!(with.flow.weekly < plain.flow.weekly);
    assert!((with.without_return.weekly - plain.flow.weekly).abs() < 1e-9);
    let mut named = inputs();
    named.sources[0].share = Some(Percent(60.0));
    let named = report(&named).outlook.unwrap();
    assert!((named.flow.weekly - plain.flow.weekly).abs() < 1e-9);
    assert_eq!(
        named.sources.iter().map(|row| row.name.key).collect::<Vec<_>>(),
        ["inbound", "rest"]
    );
}

#[test]
fn what_is_lost_is_counted_once_and_priced_like_the_rest() {
    let inputs = Inputs { unanswered: Some(Percent(20.0)), ..inputs() };
    let outlook = report(&inputs).outlook.unwrap();
    let (leads, worth) = outlook.losses.unanswered.unwrap();
    assert!((leads - 0.2 * outlook.flow.leads).abs() < 1e-9);
    // Of those followed up 0.3 / 0.8 become an MQL; 0.5 × 0.6 × 0.25 of them are won.
    let each = 0.3 / 0.8 * 0.075 * 25_000.0;
    assert!((worth.0 / leads - each).abs() < 1e-6);
    let first = outlook.losses.steps[0];
    assert!((first.lost - 0.7 * first.enter).abs() < 1e-9 && first.returned == 0.0);
    assert!((first.worth.0 - first.gone * 0.5 * 0.3 * 0.075 * 25_000.0).abs() < 1e-6);
}

#[test]
fn costs_are_known_only_when_all_are() {
    let outlook = report(&full()).outlook.unwrap();
    let cost = outlook.cost.unwrap();
    let expected = outlook.flow.leads * (0.7 * 80.0 + 0.3 * 200.0);
    assert!((cost.total.0 - expected).abs() < 1e-6);
    let partial = Inputs { cost_per_lead: None, ..full() };
    assert_eq!(report(&partial).outlook.unwrap().cost, None);
}

#[test]
fn every_figure_is_what_its_formula_comes_to() {
    for inputs in [inputs(), full(), Inputs { cost_per_lead: Some(Money(50.0)), ..inputs() }] {
        let report = report(&inputs);
        let all = explanations(&inputs, &report);
        assert!(all.len() > 15);
        for each in &all {
            let (shown, worked) = (each.result.value(), each.formula.evaluate());
            assert!(
                (shown - worked).abs() <= 1e-9 * shown.abs().max(1.0),
                "{}: {shown} {worked}",
                each.key
            );
        }
        let keys: std::collections::BTreeSet<_> = all.iter().map(|each| each.key).collect();
        assert_eq!(keys.len(), all.len());
    }
}
