//! The distribution against every outcome, and against a lattice so fine that nothing is lost.

mod portfolios;

use self::portfolios::{Case, Random, few_deals, few_kinds, like, long, rare, unlike, whales};
use super::*;
use crate::calc::revenue::counts::{LikeDeals, Pipeline};

fn worst(kind: fn(&mut Random) -> Case, cases: u64, exact: impl Fn(&Case) -> f64) -> [f64; 2] {
    let mut worst = [0.0_f64; 2];
    for seed in 0..cases {
        let case = kind(&mut Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15)));
        let exact = exact(&case);
        for (precision, worst) in
            [Precision::Settled, Precision::Interactive].into_iter().zip(&mut worst)
        {
            let goal = Money(case.goal as f64 / PER_UNIT);
            let error = (case.mix(precision).chance(goal) - exact).abs();
            *worst = worst.max(error);
        }
    }
    worst
}

/// Portfolios of each kind; tens of thousands were tried once.
const CASES: u64 = 60;

#[test]
fn few_kinds_of_deals() {
    let [settled, moving] = worst(few_kinds, CASES, Case::enumerated);
    assert!(settled < 1e-5 && moving < 5e-3);
}

#[test]
fn few_deals_of_any_kind() {
    let [settled, moving] = worst(few_deals, CASES, Case::enumerated);
    assert!(settled < 1e-6 && moving < 5e-3);
}

#[test]
fn deals_larger_than_all_others() {
    let [settled, moving] = worst(whales, CASES, Case::enumerated);
    assert!(settled < 1e-5 && moving < 5e-3);
}

#[test]
fn deals_that_are_hardly_ever_won() {
    let [settled, moving] = worst(rare, CASES / 6, Case::enumerated);
    assert!(settled < 1e-5 && moving < 1e-2);
}

#[test]
fn many_deals_of_any_kind() {
    let [settled, moving] = worst(unlike, CASES / 6, |case| case.on_lattice(60_000));
    assert!(settled < 1e-4 && moving < 5e-3);
}

/// The largest difference between what moves and what settles.
fn gap(kind: fn(&mut Random) -> Case, cases: u64) -> f64 {
    let gap = |seed: u64| {
        let case = kind(&mut Random(seed * 7919 + 13));
        let goal = Money(case.goal as f64 / PER_UNIT);
        let [a, b] = [Precision::Settled, Precision::Interactive]
            .map(|precision| case.mix(precision).chance(goal));
        assert!(a.is_finite() && b.is_finite(), "{case:?}");
        (a - b).abs()
    };
    (0..cases).map(gap).fold(0.0, f64::max)
}

#[test]
fn a_moving_control_shows_what_settles() {
    for (kind, cases) in [
        (few_kinds as fn(&mut Random) -> Case, 60),
        (few_deals, 60),
        (whales, 60),
        (unlike, 60),
        (rare, 60),
        (long, 12),
    ] {
        assert!(gap(kind, cases) < 5e-3);
    }
}

#[test]
fn ranges_stay_within_what_can_occur() {
    for kind in [few_kinds, few_deals, whales, rare, unlike] {
        for seed in 0..40 {
            let case = kind(&mut Random(seed * 104_729 + 7));
            let total: f64 =
                case.deals.iter().map(|deal| deal.value.0 * f64::from(deal.count)).sum();
            for precision in [Precision::Settled, Precision::Interactive] {
                let revenue = case.mix(precision);
                let range = [0.0, 0.1, 0.5, 0.9, 1.0].map(|p| revenue.quantile(p).0);
                assert!(range.is_sorted() && range[0] >= 0.0, "{case:?} {range:?}");
                assert!(range[4] <= total + 1e-3, "{case:?} {range:?}");
            }
        }
    }
}

#[test]
fn quantiles_of_few_deals_are_sums_of_some() {
    for seed in 0..100 {
        let case = few_deals(&mut Random(seed * 31 + 1));
        let mut sums = vec![0];
        for deal in &case.deals {
            let won: Vec<i64> = sums.iter().map(|sum| sum + thousandths(deal.value)).collect();
            sums.extend(won);
        }
        for p in [0.1, 0.5, 0.9] {
            let quantile = case.mix(Precision::Settled).quantile(p);
            assert!(sums.contains(&thousandths(quantile)), "{case:?} {quantile:?}");
        }
    }
}

const ONE: Money = Money(1.0);

fn mix(sources: &Sources, rho: f64, precision: Precision) -> Distribution {
    Mixer::new(Market::new(rho), precision).mix(sources, Some(Money(2e6)))
}

#[test]
fn the_mean_knows_no_market() {
    let deals: Vec<Deal> = (0..120_i64)
        .map(|i| like(1 + i * i * 7919 % 90_000_000, 0.02 + 0.004 * (i % 97) as f64, 1))
        .collect();
    let base = [(Money(90_000.0), 0.25), (Money(110_000.0), 0.75)];
    let sources = Sources {
        sure: Money(1234.0),
        arrivals: Arrivals { mean: 30.0, chance: 0.1 },
        size: Money(40_000.0),
        spread: 1.0,
        base: &base,
        ..Sources::deals(&deals)
    };
    let listed: f64 = deals.iter().map(|deal| deal.value.0 * deal.chance).sum();
    let expected = 1234.0 + listed + 3.0 * 40_000.0 + 105_000.0;
    let everything = Money(1e9);
    for rho in [0.0, 0.03, 0.3] {
        for (precision, most) in [(Precision::Settled, 1e-6), (Precision::Interactive, 5e-3)] {
            let missing = mix(&sources, rho, precision).shortfall(everything);
            let mean = everything - missing;
            assert!((mean.0 / expected - 1.0).abs() < most, "{rho} {precision:?}: {mean:?}");
        }
    }
}

#[test]
fn deals_to_come_are_a_poisson_number() {
    let arrivals = Arrivals { mean: 20.0, chance: 0.2 };
    let groups = [LikeDeals { count: 0, chance: 0.0 }; 2];
    for rho in [0.0, 0.1] {
        let market = Market::new(rho);
        let wins = Pipeline { groups, arrivals, market }.wins(Precision::Settled);
        let sources = Sources { arrivals, size: Money(30_000.0), ..Sources::deals(&[]) };
        let revenue = mix(&sources, rho, Precision::Settled);
        for k in 0..12 {
            let tail: f64 = wins.iter().filter(|(n, _)| *n >= k).map(|(_, mass)| mass).sum();
            let chance = revenue.chance(Money(30_000.0 * k as f64));
            assert!((chance - tail).abs() < 1e-8, "{rho}, {k} wins: {chance} {tail}");
        }
    }
}

#[test]
fn deals_to_come_of_any_size_leave_the_ties_of_the_others() {
    // Two deals of 100 at a half, and on average half a deal to come: without one, the goal of 200 is
    // reached just so.
    let deals = [like(100_000, 0.5, 2)];
    let arrivals = Arrivals { mean: 5.0, chance: 0.1 };
    let sources = Sources { arrivals, size: ONE, spread: 0.5, ..Sources::deals(&deals) };
    let chance = mix(&sources, 0.0, Precision::Settled).chance(Money(200.0));
    assert!((chance - 0.25).abs() < 1e-6, "{chance}");
    let above = mix(&sources, 0.0, Precision::Settled).chance(Money(200.001));
    let one = 1.0 - (-0.5_f64).exp();
    assert!((above - 0.25 * one).abs() < 1e-4, "{above}");
}

#[test]
fn nothing_and_sure_things() {
    let nothing = mix(&Sources::deals(&[]), 0.03, Precision::Interactive);
    assert_eq!((nothing.chance(Money(0.0)), nothing.chance(ONE)), (1.0, 0.0));
    assert_eq!((nothing.quantile(0.9), nothing.shortfall(ONE)), (Money(0.0), ONE));
    let broken = Deal { value: Money(f64::NAN), chance: 0.5, count: 1 };
    let deals = [like(7_000, 1.0, 1), like(9_000, 0.0, 1), like(0, 0.5, 1), broken];
    let sources = Sources { sure: Money(2.0), ..Sources::deals(&deals) };
    let won = mix(&sources, 0.03, Precision::Settled);
    assert_eq!((won.chance(Money(9.0)), won.quantile(0.1)), (1.0, Money(9.0)));
    assert_eq!(won.chance(Money(9.001)), 0.0);
}

#[test]
fn a_base_comes_whatever_the_market() {
    let base = [(Money(1_000_000.0), 0.3), (Money(1_040_000.0), 0.7)];
    let sources = Sources { base: &base, ..Sources::deals(&[]) };
    let revenue = mix(&sources, 0.2, Precision::Settled);
    assert!((revenue.chance(Money(1_020_000.0)) - 0.7).abs() < 1e-9);
    assert_eq!(revenue.quantile(0.9), Money(1_040_000.0));
}

#[test]
fn ties_count_however_fine_a_lattice_would_be() {
    for seed in [105, 236, 1156] {
        let case = few_deals(&mut Random(seed * 7919 + 13));
        let goal = Money(case.goal as f64 / PER_UNIT);
        let chance = case.mix(Precision::Settled).chance(goal);
        assert!((chance - case.enumerated()).abs() < 1e-6, "{case:?}");
    }
}
