//! Replays by hand; the figures themselves are held by the golden tables.

use super::*;

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
        flat: Money(flat),
        three_times: Money(100.0),
        range: [Money(curve * 0.5), Money(curve * 1.5)],
        new: Money(0.0),
        actual: Money(actual),
        actual_new: Money(0.0),
    }
}

#[test]
fn errors_are_sums_over_periods() {
    let answer = accuracy(&[period(110.0, 200.0, 100.0), period(40.0, 90.0, 50.0)]);
    assert_eq!(answer.curve, Errors { bias: Some(0.0), wape: Some(20.0 / 150.0) });
    assert_eq!(answer.flat, Errors { bias: Some(140.0 / 150.0), wape: Some(140.0 / 150.0) });
    assert_eq!((answer.best, answer.held), (Some(Method::Curve), 2));
    let by_hand = (((100.0_f64 / 110.0).ln() + 1.25_f64.ln()) / 4.0).exp();
    assert!((answer.calibration - by_hand).abs() < 1e-15);
}

#[test]
fn a_simple_rule_that_did_better_is_named() {
    let answer = accuracy(&[period(50.0, 300.0, 100.0)]);
    assert_eq!((answer.best, answer.held), (Some(Method::ThreeTimes), 0));
}

#[test]
fn nothing_won_has_no_relative_error_but_a_calibration() {
    let answer = accuracy(&[period(50.0, 60.0, 0.0)]);
    assert_eq!((answer.curve.bias, answer.best), (None, None));
    assert!((answer.calibration - 2.0 / 3.0).abs() < 1e-15);
    assert_eq!(accuracy(&[]).calibration, 1.0);
    assert_eq!(accuracy(&[period(0.0, 0.0, 0.0)]).calibration, 1.0);
}
