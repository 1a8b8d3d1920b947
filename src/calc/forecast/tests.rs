//! Forecasts as a whole. Figures from outside stand in the golden table.

use super::*;
use crate::calc::deals::{Labels, Outcome};

pub(super) fn inputs() -> Inputs {
    Inputs {
        today: day("2026-01-16"),
        months: 6,
        goal: None,
        closed_won: Money(0.0),
        win_rate: Percent(25.0),
        sales_cycle: Days(60),
        new_pipeline: Money(0.0),
        leads: 0.0,
        lead_conversion: None,
        lead_lag: Days(30),
        average_deal: None,
        deal_spread: 1.0,
        recurring: Money(0.0),
        churn: Percent(0.0),
        expansion: Percent(0.0),
        accounts: None,
        probabilities: 0,
        use_expected_close: 0,
        commit_rate: None,
        best_case_rate: None,
        pipeline_rate: None,
        rate_days: Days(91),
        won_earlier: None,
        fiscal_start: 0,
        correlation: Percent(3.0),
    }
}

pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn deal(created: &str, value: f64) -> Deal {
    Deal {
        created: day(created),
        outcome: Outcome::Open,
        value: Money(value),
        expected_close: None,
        last_activity: None,
        probability: None,
        labels: Labels::default(),
    }
}

fn of(inputs: &Inputs, deals: &[Deal]) -> Report {
    report(inputs, &Lists { deals, ..Lists::default() }, Precision::Settled)
}

#[track_caller]
pub(super) fn near(a: f64, b: f64) {
    assert!((a - b).abs() <= 1e-9 * b.abs().max(1.0), "{a} is not {b}");
}

#[test]
fn nothing_brings_nothing() {
    let empty = of(&inputs(), &[]);
    assert_eq!((empty.months.len(), empty.total), (6, Amounts::default()));
    assert_eq!((empty.range, empty.chance, empty.commit), ([Money(0.0); 3], None, Money(0.0)));
    assert_eq!(empty.methods.len(), 1);
    let no_months = of(&Inputs { months: 0, ..inputs() }, &[deal("2026-01-01", 5.0)]);
    assert_eq!((no_months.months.len(), no_months.total.won()), (0, Money(0.0)));
}

#[test]
fn a_deal_is_won_at_most_once() {
    let report = of(&inputs(), &[deal("2025-12-01", 80_000.0)]);
    let curve = crate::calc::cycle::Curve::new(0.25, 60.0);
    // 46 days old; June ends 166 days from the 16th of January, both counted.
    near(report.total.open.0, 80_000.0 * curve.chance(46.0, 166.0));
    near(
        report.months[1].expected.open.0,
        80_000.0 * (curve.chance(46.0, 44.0) - curve.chance(46.0, 16.0)),
    );
    assert_eq!((report.range[1], report.range[2]), (Money(0.0), Money(80_000.0)));
}

#[test]
fn an_own_probability_comes_before_the_stage_and_that_before_the_age() {
    let stage = Stage { name: "Demo".into(), count: 0, value: Money(0.0), chance: Percent(40.0) };
    let expected = |probability: Option<f64>, stage: &str, meaning: usize, table: &[Stage]| {
        let mut deal = deal("2025-12-01", 100.0);
        deal.probability = probability.map(Percent);
        deal.labels.stage = stage.into();
        let inputs = Inputs { probabilities: meaning, ..inputs() };
        let lists = Lists { deals: &[deal], stages: table, ..Lists::default() };
        report(&inputs, &lists, Precision::Settled).total.open.0
    };
    let curve = crate::calc::cycle::Curve::new(0.25, 60.0);
    let (within, ever) = (curve.chance(46.0, 166.0), curve.chance_ever(46.0));
    let table = [stage];
    near(expected(None, "", 0, &table), 100.0 * within);
    near(expected(None, "Demo", 0, &table), 40.0 * within / 0.25);
    near(expected(Some(60.0), "Demo", 0, &table), 60.0 * within / ever);
    near(expected(Some(60.0), "Demo", 1, &table), 60.0);
    near(expected(Some(60.0), "Demo", 2, &table), 40.0 * within / 0.25);
}

#[test]
fn a_date_moves_wins_but_makes_none() {
    let mut dated = deal("2025-12-01", 100.0);
    dated.expected_close = Some(day("2026-03-31"));
    let inputs = Inputs { use_expected_close: 1, months: 24, ..inputs() };
    let (by_date, by_age) =
        (of(&inputs, &[dated.clone()]), of(&Inputs { use_expected_close: 0, ..inputs }, &[dated]));
    assert!(by_date.months[2].expected.open.0 > 1.5 * by_age.months[2].expected.open.0);
    assert!((by_date.total.open.0 - by_age.total.open.0).abs() < 0.01);
    assert!(by_date.assumptions.contains(&Assumption::DefaultSlip));
}

#[test]
fn a_date_long_past_says_nothing_and_slips_of_ones_own_say_all() {
    let mut late = deal("2025-12-01", 100.0);
    late.expected_close = Some(day("2025-10-01"));
    let inputs = Inputs { use_expected_close: 1, ..inputs() };
    let plain = Inputs { use_expected_close: 0, ..inputs };
    let late = [late];
    near(of(&inputs, &late).total.open.0, of(&plain, &late).total.open.0);
    let mut due = deal("2025-12-01", 100.0);
    due.expected_close = Some(day("2026-02-10"));
    // A quarter in February and before, the others 30 days later.
    let slips: Vec<i32> = (0..20).map(|i| if i % 4 == 0 { -5 } else { 30 }).collect();
    let lists = Lists { deals: &[due], slips: &slips, ..Lists::default() };
    let report = report(&inputs, &lists, Precision::Settled);
    let ever = 100.0 * crate::calc::cycle::Curve::new(0.25, 60.0).chance_ever(46.0);
    near(report.months[0].expected.open.0, 0.0);
    near(report.months[1].expected.open.0, 0.25 * ever);
    near(report.months[2].expected.open.0, 0.75 * ever);
}

#[test]
fn a_base_shrinks_and_grows_as_told() {
    let inputs = Inputs {
        recurring: Money(100_000.0),
        churn: Percent(2.0),
        expansion: Percent(1.0),
        accounts: Some(80),
        ..inputs()
    };
    let report = of(&inputs, &[]);
    near(report.months[2].expected.recurring.0, 100_000.0 * (0.98_f64 * 1.01).powi(2));
    assert_eq!(report.months[0].range, [Money(100_000.0); 3]);
    let [low, _, high] = report.months[5].range;
    assert!(low.0 < 92_000.0 && high.0 > 98_000.0, "{low:?} {high:?}");
    let sure = of(&Inputs { accounts: None, ..inputs }, &[]);
    assert_eq!(sure.assumptions, [Assumption::DefaultCurve, Assumption::SureChurn]);
}

#[test]
fn renewals_come_in_their_month() {
    let renewal = |due: &str| Renewal { value: Money(100.0), chance: Percent(90.0), due: day(due) };
    let renewals = [renewal("2025-11-30"), renewal("2026-03-31"), renewal("2027-01-01")];
    let lists = Lists { renewals: &renewals, ..Lists::default() };
    let report = report(&inputs(), &lists, Precision::Settled);
    let months: Vec<f64> = report.months.iter().map(|m| m.expected.renewals.0).collect();
    assert_eq!(months, [90.0, 0.0, 90.0, 0.0, 0.0, 0.0]);
    near(report.months[2].cumulative_range[0].0, 100.0);
}

#[test]
fn categories_take_measured_rates_before_usual_ones() {
    let category = |name: &str, value: f64| {
        let mut deal = deal("2025-12-01", value);
        deal.labels.category = name.into();
        deal
    };
    let deals = [category("C", 100.0), category("B", 100.0), category("?", 100.0)];
    let names = [("C".to_owned(), Category::Commit), ("B".to_owned(), Category::BestCase)];
    // The rates are those of as many days as the six months have.
    let (commit_rate, rate_days) = (Some(Percent(70.0)), Days(166));
    let inputs = Inputs { commit_rate, rate_days, closed_won: Money(10.0), ..inputs() };
    let lists = Lists { deals: &deals, categories: &names, ..Lists::default() };
    let report = report(&inputs, &lists, Precision::Settled);
    let rows: Vec<(f64, bool)> =
        report.categories.iter().map(|r| (r.expected.0.round(), r.assumed)).collect();
    assert_eq!(rows[..3], [(10.0, false), (70.0, false), (50.0, true)]);
    near(report.categories[1].expected.0, 70.0);
    assert!(report.assumptions.contains(&Assumption::DefaultRates));
    let row = report.methods.iter().find(|row| row.method == Method::Categories).unwrap();
    near(row.amount.0, 10.0 + 70.0 + 50.0);
    assert_eq!(row.covers, Covers::OpenAndClosed);
}

#[test]
fn the_rate_of_a_month_is_not_that_of_a_year() {
    let mut committed = deal("2026-01-01", 100.0);
    committed.labels.category = "C".into();
    let names = [("C".to_owned(), Category::Commit)];
    let lists = Lists { deals: &[committed], categories: &names, ..Lists::default() };
    let share = |months, days| {
        let (commit_rate, rate_days) = (Some(Percent(40.0)), Days(days));
        let inputs =
            Inputs { today: day("2026-01-16"), months, commit_rate, rate_days, ..inputs() };
        report(&inputs, &lists, Precision::Settled).categories[1].rate.fraction()
    };
    // The sixteen days that are left of January, of which the rate speaks.
    near(share(1, 16), 0.4);
    let curve = crate::calc::cycle::Curve::new(0.25, 60.0);
    let times = curve.chance(15.0, 44.0) / curve.chance(15.0, 16.0);
    near(share(2, 16), 1.0 - 0.6_f64.powf(times));
    assert!(share(12, 16) > share(2, 16) && share(12, 16) <= 1.0);
    // That of a year is too much for a month.
    assert!(share(1, 350) < 0.1);
}

#[test]
fn a_quarter_that_has_begun_counts_what_it_has_won() {
    let deals = [deal("2025-12-01", 80_000.0), deal("2026-01-20", 50_000.0)];
    let goals = [Some(Money(30_000.0)); 6];
    let today = day("2026-02-16");
    let of = |won_earlier| {
        let inputs = Inputs { today, closed_won: Money(5.0), won_earlier, ..inputs() };
        let lists = Lists { deals: &deals, goals: &goals, ..Lists::default() };
        report(&inputs, &lists, Precision::Settled)
    };
    let (plain, begun) = (of(None), of(Some(Money(70_000.0))));
    let (before, quarter) = (&plain.quarters[0], &begun.quarters[0]);
    assert_eq!((before.start, quarter.start), (today, day("2026-01-01")));
    assert_eq!(quarter.expected.closed, Money(70_005.0));
    near(quarter.expected.total().0, before.expected.total().0 + 70_000.0);
    assert_eq!(quarter.range, before.range.map(|amount| amount + Money(70_000.0)));
    // The goals of its months that are over are unknown.
    assert_eq!((quarter.goal, quarter.goal_chance), (None, None));
    assert!(before.goal.is_some() && plain.quarters[1..] == begun.quarters[1..]);
    assert_eq!((plain.months, plain.total), (begun.months, begun.total));
    assert_eq!((plain.won_earlier, begun.won_earlier), (Money(0.0), Money(70_000.0)));
    // In its first month a quarter has won nothing before.
    let first = Inputs { today: day("2026-01-16"), won_earlier: Some(Money(9.0)), ..inputs() };
    assert_eq!(
        super::report(&first, &Lists::default(), Precision::Settled).won_earlier,
        Money(0.0)
    );
}

#[test]
fn what_past_quarters_teach_scales_the_open_deals() {
    let deals = [deal("2025-12-01", 80_000.0), deal("2026-01-02", 50_000.0)];
    let inputs = Inputs { new_pipeline: Money(9_000.0), goal: Some(Money(60_000.0)), ..inputs() };
    let of = |lesson| {
        report(&inputs, &Lists { deals: &deals, lesson, ..Lists::default() }, Precision::Settled)
    };
    let (plain, less) = (of(None), of(Some(0.8)));
    near(less.total.open.0, 0.8 * plain.total.open.0);
    assert_eq!((less.total.new, less.total.closed), (plain.total.new, plain.total.closed));
    assert!(less.chance < plain.chance);
    assert_eq!(of(Some(1.0)), plain);
}

#[test]
fn groups_hold_every_deal_once() {
    let owned = |owner: &str, value: f64| {
        let mut deal = deal("2025-12-20", value);
        deal.labels.owner = owner.into();
        deal
    };
    let deals = [owned("a", 10.0), owned("b", 500.0), owned("a", 20.0), owned("", f64::NAN)];
    let report = of(&inputs(), &deals);
    let groups: Vec<(&str, usize)> =
        report.by(GroupBy::Owner).iter().map(|group| (group.name.as_str(), group.count)).collect();
    assert_eq!((groups, report.unusable), (vec![("b", 1), ("a", 2)], 1));
    let sum: Money = report.by(GroupBy::Owner).iter().map(|group| group.expected).sum();
    near(sum.0, report.total.open.0);
    near(report.by(GroupBy::Stage)[0].expected.0, report.total.open.0);
}

#[test]
fn past_months_stand_beside_the_forecast() {
    let history = vec![Money(50_000.0); 9];
    let baseline = crate::calc::history::baseline(&history, 24).unwrap();
    let lists = Lists { history: &history, baseline: Some(&baseline), ..Lists::default() };
    let report = report(&inputs(), &lists, Precision::Settled);
    let amount = |method| report.methods.iter().find(|row| row.method == method).unwrap().amount;
    near(amount(Method::RunRate).0, 300_000.0);
    near(amount(Method::History).0, 300_000.0);
}

#[test]
fn garbage_makes_no_panic_and_no_nan() {
    let odd = Inputs {
        win_rate: Percent(f64::NAN),
        sales_cycle: Days(0),
        new_pipeline: Money(f64::NAN),
        ..inputs()
    };
    let renewal = Renewal { value: Money(9.0), chance: Percent(f64::NAN), due: NaiveDate::MIN };
    let stage =
        Stage { name: String::new(), count: 3, value: Money(1.0), chance: Percent(f64::NAN) };
    for inputs in [Inputs { win_rate: Percent(0.0), ..inputs() }, Inputs { months: 3, ..odd }] {
        let lists = Lists {
            deals: &[deal("1900-01-01", 5.0), deal("2100-01-01", 1.0)],
            renewals: &[renewal],
            stages: std::slice::from_ref(&stage),
            ..Lists::default()
        };
        let report = report(&inputs, &lists, Precision::Interactive);
        assert!(report.total.total().0.is_finite(), "{:?}", report.total);
        let lists = Lists { deals: &[], ..lists };
        let report = super::report(&inputs, &lists, Precision::Settled);
        assert!(report.total.total().0.is_finite(), "{:?}", report.total);
    }
}

/// A stage of like deals of 10,000, with what is worked out settled and while a control moves.
fn like_deals(rho: f64) -> [Report; 2] {
    let stage = Stage { name: "Demo".into(), count: 100, value: Money(1e6), chance: Percent(50.0) };
    let lists = Lists { stages: &[stage], ..Lists::default() };
    let inputs = Inputs {
        months: 2,
        goal: Some(Money(300_000.0)),
        correlation: Percent(rho),
        closed_won: Money(0.0),
        new_pipeline: Money(0.0),
        recurring: Money(0.0),
        ..inputs()
    };
    [Precision::Settled, Precision::Interactive].map(|precision| report(&inputs, &lists, precision))
}

#[test]
fn like_deals_are_a_binomial_number() {
    let [settled, quick] = like_deals(0.0);
    let chance = settled.total.open.0 / 1e6;
    let mut mass = (1.0 - chance).powi(100);
    let mut fewer = 0.0;
    for wins in 0..30 {
        fewer += mass;
        mass *= f64::from(100 - wins) / f64::from(wins + 1) * chance / (1.0 - chance);
    }
    assert!((settled.chance.unwrap() - (1.0 - fewer)).abs() < 1e-9);
    assert!((quick.chance.unwrap() - (1.0 - fewer)).abs() < 5e-3);
    for report in like_deals(3.0) {
        assert!(report.range.iter().all(|amount| amount.0 % 10_000.0 == 0.0), "{report:?}");
    }
}
