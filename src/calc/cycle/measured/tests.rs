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
