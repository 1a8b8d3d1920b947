//! Crossings that can be worked out by hand, and none where there are none.

use super::*;
use crate::calc::coverage::{FIELDS, FIGURES, Inputs, Precision, report};
use crate::calc::units::{Days, Money, Percent};
use crate::text::example::deals::{example_deals, example_sweep};
use crate::text::example::example;
use crate::text::example::leads::example_leads;

fn inputs() -> Inputs {
    example("2026-10-05".parse().unwrap())
}

fn field(key: &str) -> &'static Field<Inputs> {
    FIELDS.iter().find(|field| field.key == key).unwrap()
}

/// A figure without a unit.
#[allow(clippy::unnecessary_wraps, reason = "what a search is told may be missing")]
fn plain(number: f64) -> Option<Value> {
    Some(Value::Number(number))
}

fn found(sought: Sought) -> (Value, f64) {
    match sought {
        Sought::Found { value, reached } => (value, reached.number().unwrap()),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_straight_line_is_crossed_where_it_should_be() {
    let line = |inputs: &Inputs| plain(inputs.goal.0 / 4.0);
    for target in [1.0e5, 2.4e5, 2.5e5, 2.6e5, 7.0e6] {
        let (value, reached) = found(seek(field("goal"), &inputs(), target, line));
        assert_eq!((value, reached), (Value::Money(Money(4.0 * target)), target));
    }
}

#[test]
fn what_is_found_is_as_coarse_as_people_type_it_and_beyond_the_target() {
    let line = |inputs: &Inputs| plain(inputs.goal.0 / 3.0);
    let (value, reached) = found(seek(field("goal"), &inputs(), 500_000.1, line));
    assert_eq!(value, Value::Money(Money(1_500_001.0)));
    assert!(reached > 500_000.1);
    let rate = |inputs: &Inputs| plain(inputs.win_rate.0);
    let (value, _) = found(seek(field("win_rate"), &inputs(), 31.2345, rate));
    assert_eq!(value, Value::Percent(Percent(31.24)));
    let (value, _) = found(seek(field("win_rate"), &inputs(), 11.2345, rate));
    assert_eq!(value, Value::Percent(Percent(11.23)), "downwards");
    let small = Inputs { average_deal: Some(Money(20.0)), ..inputs() };
    let deal = |inputs: &Inputs| plain(inputs.average_deal?.0);
    let (value, _) = found(seek(field("average_deal"), &small, 23.456, deal));
    assert_eq!(value, Value::Money(Money(23.46)));
}

#[test]
fn whole_numbers_and_days_stop_at_the_first_beyond() {
    let count = |inputs: &Inputs| plain(f64::from(inputs.open_deals?));
    let (value, reached) = found(seek(field("open_deals"), &inputs(), 99.5, count));
    assert_eq!((value, reached), (Value::Count(100), 100.0));
    let (value, _) = found(seek(field("open_deals"), &inputs(), 40.5, count));
    assert_eq!(value, Value::Count(40), "downwards");
    let days = |inputs: &Inputs| plain(-f64::from(inputs.sales_cycle.0));
    let (value, _) = found(seek(field("sales_cycle"), &inputs(), -200.5, days));
    assert_eq!(value, Value::Days(Days(201)));
}

#[test]
fn the_nearest_of_two_crossings_counts() {
    let hill = |inputs: &Inputs| plain(-(inputs.win_rate.0 - 40.0).abs());
    let (value, _) = found(seek(field("win_rate"), &inputs(), -10.0, hill));
    assert_eq!(value, Value::Percent(Percent(30.0)), "25 % now, and 50 % would do too");
}

#[test]
fn what_cannot_be_reached_says_how_near_it_comes_and_where_it_was_looked_for() {
    let percent = |number| Value::Percent(Percent(number));
    let within = [percent(0.0), percent(100.0)];
    let rate = |inputs: &Inputs| plain(inputs.win_rate.0);
    let sought = seek(field("win_rate"), &inputs(), 140.0, rate);
    let (value, reached) = (percent(100.0), Value::Number(100.0));
    assert_eq!(sought, Sought::OutOfReach { value, reached, within });
    // The top of a hill lies between two steps.
    let hill = |inputs: &Inputs| plain(-(inputs.win_rate.0 - 61.37).abs());
    let sought = seek(field("win_rate"), &inputs(), 1.0, hill);
    let (value, reached) = (percent(61.37), Value::Number(0.0));
    assert_eq!(sought, Sought::OutOfReach { value, reached: reached.with(-0.0), within });
    assert_eq!(seek(field("win_rate"), &inputs(), 5.0, |_| plain(3.0)), Sought::NoEffect);
}

#[test]
fn a_narrow_hill_between_two_steps_is_found() {
    let hill = |inputs: &Inputs| plain(1.0 - (inputs.win_rate.0 - 61.37).abs() / 100.0);
    let (value, reached) = found(seek(field("win_rate"), &inputs(), 0.999, hill));
    let Value::Percent(rate) = value else { panic!("{value:?}") };
    assert!((rate.0 - 61.37).abs() <= 0.1 && reached >= 0.999, "{rate:?} {reached}");
}

#[test]
fn what_has_no_number_is_not_sought() {
    let one = |_: &Inputs| plain(1.0);
    assert_eq!(seek(field("period"), &inputs(), 2.0, one), Sought::NotSought);
    assert_eq!(seek(field("today"), &inputs(), 2.0, one), Sought::NotSought);
    assert_eq!(seek(field("average_deal"), &inputs(), 2.0, one), Sought::NotSought, "empty");
    assert_eq!(seek(field("goal"), &inputs(), 2.0, |_| None), Sought::NotSought);
    assert_eq!(seek(field("goal"), &inputs(), 2.0, |_| plain(f64::NAN)), Sought::NotSought);
    assert_eq!(seek(field("goal"), &inputs(), f64::NAN, one), Sought::NotSought);
}

#[test]
fn values_without_an_answer_are_passed_over() {
    let gap = |inputs: &Inputs| {
        plain(inputs.win_rate.0).filter(|_| !(26.0..40.5).contains(&inputs.win_rate.0))
    };
    let (value, _) = found(seek(field("win_rate"), &inputs(), 60.0, gap));
    assert_eq!(value, Value::Percent(Percent(60.0)));
}

/// Every field against some figures of a calculator: what is found holds what it says.
fn hold_what_they_say<I: Copy, R>(
    (fields, figures): (&'static [Field<I>], &[super::super::figure::Figure<R>]),
    inputs: I,
    report: impl Fn(&I) -> Option<R>,
) -> usize {
    let mut held = 0;
    for figure in figures {
        let get = |inputs: &I| (figure.get)(&report(inputs)?);
        let Some(now) = get(&inputs).and_then(Value::number) else { continue };
        for field in fields {
            let target = now * 1.1;
            let sought = seek(field, &inputs, target, get);
            let (Sought::Found { value, reached } | Sought::OutOfReach { value, reached, .. }) =
                sought
            else {
                continue;
            };
            let mut changed = inputs;
            field.set(&mut changed, value).unwrap();
            let reached = reached.number().unwrap();
            let name = [figure.key, " by ", field.key].concat();
            let there = get(&changed).and_then(Value::number).unwrap();
            assert!((there - reached).abs() <= 1e-9 * reached.abs(), "{name}: {there}");
            let is_found = matches!(sought, Sought::Found { .. });
            let beyond = if target > now { reached >= target } else { reached <= target };
            assert_eq!(is_found, beyond || now.total_cmp(&target).is_eq(), "{name}");
            held += usize::from(is_found);
        }
    }
    held
}

#[test]
fn every_input_against_figures_of_coverage() {
    let held = hold_what_they_say((FIELDS, &FIGURES[..1]), inputs(), |inputs| {
        Some(report(inputs, Precision::Interactive))
    });
    assert!(held > 5, "{held}");
}

#[test]
fn every_input_against_figures_of_leads() {
    let inputs = example_leads("2026-10-05".parse().unwrap());
    let all = (crate::calc::leads::FIELDS, &leads::FIGURES[..1]);
    let held = hold_what_they_say(all, inputs, |inputs| {
        let possible = crate::calc::leads::check(inputs).is_empty();
        possible.then(|| crate::calc::leads::report(inputs))
    });
    assert!(held > 5, "{held}");
}

#[test]
fn every_input_against_figures_of_a_sweep() {
    let today = "2026-10-05".parse().unwrap();
    let (inputs, deals) = (example_sweep(today), example_deals(today));
    let portfolio = inputs.portfolio(&deals).unwrap();
    let all = (crate::calc::sweep::FIELDS, &sweep::FIGURES[..1]);
    let held = hold_what_they_say(all, inputs, |inputs| {
        let given = &crate::calc::sweep::Overrides::default();
        Some(crate::calc::sweep::report(inputs, &portfolio, given, Precision::Interactive))
    });
    // Its list decides; goal and closed-won are typed.
    assert!(held >= 2, "{held}");
}

#[test]
fn every_input_against_figures_of_a_forecast() {
    use crate::calc::forecast::{FIELDS, Inputs, Lists, Stage, report};
    use crate::text::example::forecast::example_forecast;
    let inputs = Inputs { months: 3, ..example_forecast("2026-10-05".parse().unwrap()) };
    let stage = Stage { name: "Demo".into(), count: 9, value: Money(9e4), chance: Percent(40.0) };
    let lists = Lists { stages: &[stage], ..Lists::default() };
    let held = hold_what_they_say((FIELDS, &forecast::FIGURES[1..3]), inputs, |inputs| {
        Some(report(inputs, &lists, Precision::Interactive))
    });
    assert!(held > 5, "{held}");
}
