//! The days to come, against the curve and against sums by hand.

use super::*;
use crate::calc::cycle::Curve;
use crate::calc::cycle::calendar::{Dimension, Effect, Group};
use crate::calc::cycle::history::Observation;

fn curve() -> Measured {
    let seen: Vec<Observation> = (0..200)
        .map(|i| Observation {
            entry: 0,
            exit: 1 + i * 7 % 120,
            won: [Some(true), Some(false), None][i as usize % 3],
        })
        .collect();
    Measured::shrunk(&seen, &Curve::new(0.3, 50.0), 10.0)
}

fn weekdays(multipliers: [f64; 7]) -> Calendar {
    let group = |multiplier| Group { closed: 1.0, expected: 1.0, multiplier };
    let groups = multipliers.map(group).to_vec();
    let effect = Effect { dimension: Dimension::Weekday, groups };
    Calendar { won: vec![effect], lost: Vec::new() }
}

/// A Wednesday.
fn today() -> NaiveDate {
    "2026-07-01".parse().unwrap()
}

#[track_caller]
fn near(a: f64, b: f64) {
    assert!((a - b).abs() <= 1e-12, "{a} is not {b}");
}

#[test]
fn a_calendar_that_does_nothing_leaves_the_curve() {
    let curve = curve();
    let plain = Outlook::new(&curve, &Calendar::default(), today(), 400);
    let even = Outlook::new(&curve, &weekdays([1.0; 7]), today(), 400);
    assert!(!plain.is_dated() && even.is_dated());
    let ends = [-3.0, 0.0, 10.0, 91.0, 400.0];
    for age in [0, 1, 30, 119, 250, 5_000] {
        let (a, b) = (plain.chances(age, &ends), even.chances(age, &ends));
        near(a.1, b.1);
        for (a, b) in a.0.iter().zip(&b.0) {
            near(*a, *b);
        }
    }
    let area = |days: u32| -> f64 {
        let won = |day: u32| curve.won(f64::from(day));
        (0..days).map(|day| f64::midpoint(won(day), won(day + 1))).sum()
    };
    let wins = even.arrivals(|_| 1.0, &[30.0, 91.0]);
    near(wins[0], area(30));
    near(wins[1], area(91));
    near(plain.arrivals(|_| 2.0, &[91.0])[0], 2.0 * area(91));
}

#[test]
fn days_bend_the_hazards_of_their_age() {
    let curve = curve();
    // Nothing is won on Thursdays, everything that can be is on Fridays.
    let outlook = Outlook::new(&curve, &weekdays([1.0, 1.0, 1.0, 0.0, 1e9, 1.0, 1.0]), today(), 9);
    let (by, ever) = outlook.chances(20, &[1.0, 2.0, 3.0, 4.0]);
    let hazards = [20, 21, 22].map(|age| curve.hazards(age));
    near(by[0], hazards[0][0]);
    near(by[1], by[0]);
    let friday = (1.0 - hazards[0][0] - hazards[0][1]) * (1.0 - hazards[1][1]);
    near(by[2], by[0] + 0.95 * friday);
    assert!(by[3] > by[2] && ever >= by[3] && ever <= 1.0);
    // On Friday no more is lost than is left of 95 %, of which wins take 99 %.
    let left = friday * (1.0 - 0.95 - hazards[2][1].min(0.95 - 0.99 * 0.95));
    near(by[3], by[2] + left * curve.hazards(23)[0]);
}

#[test]
fn what_is_left_open_counts_by_its_age() {
    let curve = curve();
    let outlook = Outlook::new(&curve, &weekdays([2.0, 1.0, 0.5, 1.0, 1.0, 0.1, 0.1]), today(), 30);
    let (by, ever) = outlook.chances(40, &[30.0]);
    let open = |days: usize| -> f64 {
        (0..days).fold(1.0, |open, day| {
            let [won, lost] = outlook.hazards(40 + day, day);
            open * (1.0 - won - lost)
        })
    };
    near(ever, by[0] + open(30) * curve.chance_ever(70.0));
    // Without an end there is nothing but the age.
    near(outlook.chances(40, &[]).1, curve.chance_ever(40.0));
}
