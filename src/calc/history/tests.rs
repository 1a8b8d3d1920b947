//! The baseline as a whole. Figures from outside stand in the golden table.

use super::*;

fn money(values: impl IntoIterator<Item = f64>) -> Vec<Money> {
    values.into_iter().map(Money).collect()
}

/// Looks random between -0.5 and 0.5, the same for the same number.
fn noise(i: u32) -> f64 {
    let mut bits = i.wrapping_add(1).wrapping_mul(0x9E37_79B9);
    for (shift, factor) in [(16, 0x85EB_CA6B), (13, 0xC2B2_AE35)] {
        bits = (bits ^ (bits >> shift)).wrapping_mul(factor);
    }
    f64::from(bits ^ (bits >> 16)) / f64::from(u32::MAX) - 0.5
}

#[test]
fn nothing_comes_of_nothing() {
    assert_eq!(baseline(&[], 3), None);
    assert_eq!(baseline(&money([1.0, f64::NAN]), 3), None);
    assert_eq!(baseline(&money([1.0]), 0).unwrap().months, []);
}

#[test]
fn a_few_months_are_averaged() {
    let short = baseline(&money([10.0, 20.0, 30.0, 40.0, 50.0]), 2).unwrap();
    assert_eq!(short.method, Method::Mean { recent: Money(40.0), all: Money(30.0) });
    assert_eq!(short.months[1].expected, Money(35.0));
    let range = short.months[0].range.unwrap();
    assert!(range.low <= Money(35.0) && range.high > Money(50.0));
    // Three months make two past forecasts, too few for a range.
    assert_eq!(baseline(&money([10.0, 20.0, 30.0]), 1).unwrap().months[0].range, None);
}

#[test]
fn a_walk_without_direction_stays_near_where_it_is() {
    let mut level = 1000.0;
    let values = money((0..40).map(|i| {
        level += 200.0 * noise(400 + i);
        level
    }));
    let walk = baseline(&values, 4).unwrap();
    assert_eq!(walk.method, Method::Mixed { naive: 0.25 });
    let width = |month: &Month| month.range.unwrap().high.0 - month.range.unwrap().low.0;
    assert!((width(&walk.months[3]) / width(&walk.months[0]) - 2.0).abs() < 1e-9);
}

#[test]
fn a_season_comes_back() {
    let factor = |i: u32| if i % 12 == 11 { 3.0 } else { 1.0 };
    let values = money((0..40).map(|i| 100.0 * factor(i) * (1.0 + 0.1 * noise(i))));
    let seasonal = baseline(&values, 12).unwrap();
    assert_eq!(seasonal.method, Method::SeasonalEnsemble);
    // The 48th month is a twelfth of its year.
    assert!(seasonal.months[7].expected.0 > 250.0);
    assert!(seasonal.months[6].expected.0 < 130.0);
    let backtest = seasonal.backtest.unwrap();
    assert_eq!(backtest.origins, 12);
    assert!(backtest.blend < backtest.naive);
}

#[test]
fn no_month_is_negative() {
    let falling = baseline(&money((0..24).map(|i| 240.0 - 10.0 * f64::from(i))), 12).unwrap();
    let range = |month: &Month| month.range.unwrap();
    assert!(falling.months.iter().all(|m| m.expected.0 >= 0.0 && range(m).low.0 >= 0.0));
    let zeros = baseline(&money([0.0; 30]), 3).unwrap();
    assert!(zeros.months.iter().all(|month| month.expected == Money(0.0)));
}

#[test]
fn twelve_months_have_four_origins() {
    let values = money((0..12).map(|i| 100.0 + 20.0 * noise(i)));
    let backtest = baseline(&values, 3).unwrap().backtest.unwrap();
    assert_eq!((backtest.origins, backtest.seasonal_naive), (4, None));
}

#[test]
fn below_two_years_half_of_a_walk_is_its_last_month() {
    let all: Vec<f64> = (0..24_u32)
        .scan(1000.0, |level, i| {
            *level += 200.0 * noise(400 + i);
            Some(*level)
        })
        .collect();
    for (months, share) in [(22, 0.5), (23, 0.5), (24, 0.25)] {
        let values = &all[..months];
        let ensemble = Ensemble::new(values);
        let walk = mixed(&ensemble, 2, backtest::backtest(values));
        assert_eq!(walk.method, Method::Mixed { naive: share });
        let expected = share * values[months - 1] + (1.0 - share) * ensemble.forecast(1);
        assert!((walk.months[0].expected.0 - expected).abs() < 1e-9);
        let steps: f64 = values.windows(2).map(|w| (w[1] - w[0]).powi(2)).sum();
        let reach = 0.8 * 1.3 * 1.281_551_565_5 * (steps / (months - 1) as f64).sqrt();
        assert!((walk.months[0].range.unwrap().high.0 - expected - reach).abs() < 1e-6);
    }
}
