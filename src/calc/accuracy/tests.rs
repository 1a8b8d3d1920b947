//! What past forecasts say. Figures from outside stand in the golden table.

use super::*;

fn past(pairs: &[(f64, f64)]) -> Vec<Past> {
    let one = |(forecast, actual): &(f64, f64)| Past {
        forecast: Money(*forecast),
        actual: Money(*actual),
        range: None,
    };
    pairs.iter().map(one).collect()
}

/// Numbers that look normal, the same every time: the sum of twelve uniform ones less 6.
fn normals(seed: u64) -> impl Iterator<Item = f64> {
    let mut state = seed;
    let mut uniform = move || {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 11) as f64 / (1_u64 << 53) as f64
    };
    std::iter::repeat_with(move || (0..12).map(|_| uniform()).sum::<f64>() - 6.0)
}

#[test]
fn nothing_known_says_nothing() {
    let record = record(&[]);
    assert_eq!((record.count, record.bias, record.wape, record.mape), (0, None, None, None));
    assert_eq!(record.coverage, None);
    let next = record.next(Money(100.0), None);
    assert_eq!((next.centre, next.history, next.blend), (Money(100.0), None, None));
    assert!(next.ordered.iter().all(|ordered| ordered.range.is_none()));
}

#[test]
fn what_is_no_forecast_is_left_out() {
    let record = record(&past(&[
        (0.0, 5.0),
        (-1.0, 5.0),
        (f64::NAN, 5.0),
        (10.0, f64::INFINITY),
        (10.0, -1.0),
        (10.0, 10.0),
    ]));
    assert_eq!((record.count, record.rejected), (1, 5));
    assert_eq!(record.bias.unwrap().verdict, Verdict::TooFew);
}

#[test]
fn a_zero_actual_puts_all_on_the_relative_scale() {
    let record = record(&past(&[(100.0, 0.0), (100.0, 150.0), (100.0, 90.0)]));
    assert_eq!((record.scale, record.zero_actuals), (Scale::Relative, 1));
    assert!((record.bias.unwrap().typical + 0.2).abs() < 1e-12);
    let range = record.next(Money(100.0), None).history.unwrap();
    assert_eq!(range.low, Money(0.0));
    assert!(range.high.0 > 100.0);
}

#[test]
fn optimism_caution_and_noise() {
    let verdict = |pairs: &[(f64, f64)]| record(&past(pairs)).bias.unwrap().verdict;
    assert_eq!(verdict(&[(10.0, 8.0), (10.0, 8.2), (10.0, 7.9)]), Verdict::Optimism);
    assert_eq!(verdict(&[(8.0, 10.0), (8.2, 10.0), (7.9, 10.0)]), Verdict::Caution);
    assert_eq!(verdict(&[(10.0, 8.0), (10.0, 13.0), (10.0, 9.0)]), Verdict::Noise);
    assert_eq!(verdict(&[(10.0, 10.0), (10.0, 10.0), (10.0, 10.0)]), Verdict::Noise);
    assert_eq!(verdict(&[(10.0, 5.0), (10.0, 5.0)]), Verdict::TooFew);
}

#[test]
fn a_range_without_an_assumption_takes_nine_or_nineteen() {
    for (n, levels) in
        [(8, [false, false]), (9, [true, false]), (18, [true, false]), (19, [true; 2])]
    {
        let pairs: Vec<(f64, f64)> = (0..n).map(|i| (10.0, 8.0 + f64::from(i) * 0.2)).collect();
        let next = record(&past(&pairs)).next(Money(10.0), None);
        assert_eq!(next.ordered.iter().map(|o| o.range.is_some()).collect::<Vec<_>>(), levels);
        assert_eq!(next.ordered.iter().map(|o| o.least_past).collect::<Vec<_>>(), [9, 19]);
        let share = f64::from(n - 1) / f64::from(n + 1);
        // Up to 18 past forecasts the widest range is the only one.
        assert!(n == 19 || (next.ordered[0].share - share).abs() < 1e-12);
        assert!(next.ordered.iter().filter(|o| o.range.is_some()).all(|o| o.share >= o.wanted));
    }
}

#[test]
fn a_blend_lies_between_its_parts() {
    let record = record(&past(&[(10.0, 8.0), (10.0, 13.0), (10.0, 9.0), (10.0, 10.5)]));
    let width = |range: Range| (range.high.0 / range.low.0).ln();
    let alone = width(record.next(Money(10.0), None).blend.unwrap());
    let model = (Money(9.5), Money(10.5));
    let both = width(record.next(Money(10.0), Some(model)).blend.unwrap());
    assert!((10.5_f64 / 9.5).ln() < both && both < alone);
    let few = super::record(&past(&[(10.0, 20.0)])).next(Money(10.0), Some(model)).blend.unwrap();
    assert!((width(few) - (10.5_f64 / 9.5).ln()).abs() < 1e-12);
    // A model that may bring nothing still has an upper half.
    let from_nothing = record.next(Money(10.0), Some((Money(0.0), Money(30.0)))).blend.unwrap();
    assert!(from_nothing.low.0 > 0.0 && from_nothing.high.0.is_finite());
}

/// Method 6: the t-range holds in 80 of 100 cases at every number of past forecasts, where a
/// normal range with the standard deviation of three would hold in 62.
#[test]
fn eighty_per_cent_ranges_hold_in_eighty_of_a_hundred() {
    const RUNS: u32 = 20_000;
    for n in [3, 4, 6, 12, 24] {
        let mut noise = normals(n as u64);
        let mut holds = 0;
        for _ in 0..RUNS {
            let mut actual = || Money(100.0 * (0.3 * noise.next().unwrap()).exp());
            let past: Vec<Past> = (0..n)
                .map(|_| Past { forecast: Money(100.0), actual: actual(), range: None })
                .collect();
            let range = record(&past).next(Money(100.0), None).history.unwrap();
            holds += u32::from((range.low..=range.high).contains(&actual()));
        }
        let share = f64::from(holds) / f64::from(RUNS);
        assert!((0.79..0.83).contains(&share), "{n} past forecasts: {share}");
    }
}
