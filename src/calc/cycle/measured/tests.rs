//! Edge cases of the measured curve; the figures themselves are held by the golden tables.

use super::*;

fn seen(entry: u32, exit: u32, won: Option<bool>) -> Observation {
    Observation { entry, exit, won }
}

#[track_caller]
fn near(a: f64, b: f64, tolerance: f64) {
    assert!((a - b).abs() <= tolerance, "{a} is not {b}");
}

#[test]
fn without_deals_it_is_the_default_curve() {
    let default = Curve::new(0.25, 60.0);
    let curve = Measured::shrunk(&[], &default, PSEUDO_DEALS);
    for age in [0.0, 1.0, 30.0, 60.0, 200.0, 360.0] {
        near(curve.won(age), default.won(age), 1e-12);
        near(curve.open(age), default.open(age), 1e-12);
        near(curve.chance(age, 90.0), default.chance(age, 90.0_f64.min(360.0 - age)), 1e-10);
        near(curve.chance_ever(age), default.chance_ever(age), 1e-10);
    }
    near(curve.won(f64::INFINITY), 0.25, 1e-12);
    near(curve.open(f64::INFINITY), 0.0, 1e-12);
    near(curve.won_quantile(0.5).unwrap(), default.won_quantile(0.5), 0.05);
    assert_eq!(curve.longest(), 360);
}

#[test]
fn without_shrinkage_it_is_the_share_by_hand() {
    // Of four deals one is won on its 2nd day, one lost on its 3rd; one is left open after 2 days,
    // one is seen only from its 2nd day on and won on its 4th.
    let deals =
        [seen(0, 2, Some(true)), seen(0, 3, Some(false)), seen(0, 2, None), seen(1, 4, Some(true))];
    let curve = Measured::shrunk(&deals, &Curve::new(0.5, 1.0), 0.0);
    assert_eq!(curve.points()[2].at_risk, 4);
    near(curve.won(2.0), 0.25, 1e-15);
    near(curve.lost(3.0), 0.75 / 2.0, 1e-15);
    near(curve.won(4.0), 0.25 + 0.75 / 2.0, 1e-15);
    near(curve.won(f64::INFINITY), 0.625, 1e-15);
    near(curve.open(4.0), 0.0, 1e-15);
    assert_eq!(curve.chance_ever(4.0), 0.0);
}

#[test]
fn the_two_ways_to_the_variance_of_the_win_rate_agree() {
    let deals: Vec<Observation> = (0..200)
        .map(|i| seen(0, 1 + i % 90, [Some(true), Some(false), None][i as usize % 3]))
        .collect();
    let curve = Measured::shrunk(&deals, &Curve::new(0.4, 40.0), PSEUDO_DEALS);
    let ever = curve.points().last().unwrap();
    near(ever.won_sd, curve.points()[0].ever_sd, 1e-9);
    near(ever.won, curve.points()[0].ever, 1e-12);
    let (low, high) = curve.won_band(60.0);
    assert!(low < curve.won(60.0) && curve.won(60.0) < high);
}

#[test]
fn certain_and_impossible_wins() {
    let never = Measured::shrunk(&[], &Curve::new(0.0, 30.0), PSEUDO_DEALS);
    assert_eq!((never.chance_ever(0.0), never.won_quantile(0.5)), (0.0, None));
    let always = Measured::shrunk(&[], &Curve::new(1.0, 30.0), PSEUDO_DEALS);
    near(always.chance_ever(40.0), 1.0, 1e-9);
    assert_eq!(always.chance(-5.0, f64::NAN), 0.0);
}

#[test]
fn ages_beyond_the_curve_are_pooled() {
    let old = [seen(0, 3_000_000, None), seen(2_000_000, 2_000_001, Some(true))];
    let curve = Measured::shrunk(&old, &Curve::new(0.2, 10.0), PSEUDO_DEALS);
    assert_eq!(curve.longest(), 36_525);
    assert!(curve.chance_ever(1e9).is_finite() && curve.chance_ever_upper(u32::MAX) <= 1.0);
    assert_eq!(curve.chance(1e6, 90.0), 0.0);
}

/// Half of 400 deals won and half lost after 30 to 59 days; one deal in four never closes.
fn never_closing() -> Vec<Observation> {
    let closed = (0..400).map(|i| seen(0, 30 + i % 30, Some(i % 2 == 0)));
    let open = (0..100).map(|i| seen(0, 100 + 5 * i, None));
    closed.chain(open).collect()
}

#[test]
fn wins_that_never_came_are_not_promised() {
    let default = Curve::new(0.5, 45.0);
    let curve = Measured::shrunk(&never_closing(), &default, PSEUDO_DEALS);
    // The default curve promises a win to one of three deals of 100 days.
    assert!(default.chance_ever(100.0) > 0.25);
    for age in [100.0, 200.0, 595.0, 800.0] {
        assert!(curve.chance_ever(age) < 0.03, "{age}: {}", curve.chance_ever(age));
    }
    // What never closes stays open for good.
    assert!(curve.open(f64::INFINITY) > 0.1, "{}", curve.open(f64::INFINITY));
}

#[test]
fn the_tail_is_scaled_by_what_was_seen_of_like_ages() {
    let cell = |at_risk, won| Cell { at_risk, won, lost: 0.0 };
    let cells = [cell(10.0, 4.0), cell(6.0, 0.0), cell(6.0, 1.0), cell(5.0, 0.0), cell(0.0, 0.0)];
    let tail = tail::Tail::new(&cells, &[[0.2, 0.0]; 5], 0, 4);
    // Day 1 alone: 4 won where 2 are expected, which is more. Day 2: 0 where 1.2 are expected.
    assert_eq!((tail.at(0), tail.at(1)), (1.0, 1.0));
    near(tail.at(2), 1.0 / 2.2, 1e-15);
    // Day 3: 1 where 1.2 is expected. Days 3 and 4: 1 where 2.2 are, and so for all later ages.
    near(tail.at(3), 1.0, 1e-15);
    near(tail.at(4), 3.0 / 3.2, 1e-15);
    assert_eq!(tail.at(9), tail.at(4));
}
