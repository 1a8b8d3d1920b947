//! Replays by hand; the figures themselves are held by the golden tables.

use super::*;
use crate::calc::cycle::history::Cut;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn period(curve: f64, flat: f64, actual: f64) -> Replayed {
    Replayed {
        start: day("2026-01-01"),
        end: day("2026-03-31"),
        open_deals: 1,
        open_pipeline: Money(3.0 * flat),
        known_wins: LEAST_WINS,
        curve: Money(curve),
        one_curve: Money(curve),
        separate: [None; 4],
        flat: Money(flat),
        three_times: Money(100.0),
        range: [Money(curve * 0.5), Money(curve * 1.5)],
        new: Money(0.0),
        actual: Money(actual),
        wins: 20,
        actual_new: Money(0.0),
    }
}

#[test]
fn errors_are_sums_over_periods() {
    let answer = accuracy(&[period(110.0, 200.0, 100.0), period(40.0, 90.0, 50.0)]);
    assert_eq!(answer.curve, Errors { bias: Some(0.0), wape: Some(20.0 / 150.0) });
    assert_eq!(answer.flat, Errors { bias: Some(140.0 / 150.0), wape: Some(140.0 / 150.0) });
    assert_eq!((answer.best, answer.held), (Some(Method::Curve), 2));
}

#[test]
fn a_simple_rule_that_did_better_is_named() {
    let answer = accuracy(&[period(50.0, 300.0, 100.0)]);
    assert_eq!((answer.best, answer.held), (Some(Method::ThreeTimes), 0));
}

#[test]
fn a_lesson_is_believed_as_far_as_periods_and_wins_go() {
    // 150 of 180 in two periods with 40 wins.
    let periods = [period(120.0, 200.0, 100.0), period(60.0, 90.0, 50.0)];
    let by_hand = (150.0_f64 / 180.0).powf(2.0 / 10.0 * 40.0 / 140.0);
    assert!((lesson(&periods) - by_hand).abs() < 1e-15);
    let many = |curve| vec![Replayed { wins: 100_000, ..period(curve, 90.0, 100.0) }; 8];
    assert_eq!((lesson(&many(1e6)), lesson(&many(1.0))), (0.5, 2.0));
    assert_eq!(taught(&periods), Some((0.2, by_hand)));
    assert_eq!(taught(&[period(100.4, 90.0, 100.0)]), None);
}

#[test]
fn nothing_won_has_no_relative_error_and_teaches_nothing() {
    let answer = accuracy(&[Replayed { wins: 0, ..period(50.0, 60.0, 0.0) }]);
    assert_eq!((answer.curve.bias, answer.best, answer.lesson), (None, None, 1.0));
    assert_eq!(accuracy(&[]).lesson, 1.0);
    assert_eq!(accuracy(&[period(0.0, 0.0, 0.0)]).lesson, 1.0);
}

#[test]
fn quarters_are_those_of_the_fiscal_year() {
    let deal = |created: &str, won: &str| crate::calc::deals::Deal {
        created: day(created),
        outcome: crate::calc::deals::Outcome::Won(day(won)),
        value: Money(1.0),
        expected_close: None,
        last_activity: None,
        probability: None,
        labels: crate::calc::deals::Labels::default(),
    };
    let deals = [deal("2020-01-01", "2020-02-01")];
    let of = |today: &str, fiscal_start| {
        let portfolio = Portfolio::new(&deals, day(today), Cut::Full, None).unwrap();
        quarters(&portfolio, fiscal_start)
    };
    let calendar = of("2026-11-16", 0);
    assert_eq!(calendar.len(), 8);
    assert_eq!(calendar[7], (day("2026-07-01"), 92));
    assert_eq!(calendar[5], (day("2026-01-01"), 90));
    // A fiscal year from February: November to January is one, and that before is the last.
    assert_eq!(of("2026-11-16", 1)[7], (day("2026-08-01"), 92));
    assert_eq!(of("2026-11-01", 1)[7], (day("2026-08-01"), 92));
    assert_eq!(of("2026-10-31", 1)[7], (day("2026-05-01"), 92));
    let cut = Portfolio::new(&deals, day("2026-11-16"), Cut::Since(day("2026-03-01")), None);
    assert_eq!(quarters(&cut.unwrap(), 0).len(), 2);
}
