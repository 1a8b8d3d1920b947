//! Mixtures against the other algorithms; brute force from outside stands in the golden table.

use super::*;
use crate::calc::revenue::counts::{LikeDeals, Pipeline};
use crate::calc::revenue::deals::Book;

const NONE: Sources = Sources {
    sure: Money(0.0),
    deals: &[],
    arrivals: Arrivals { mean: 0.0, chance: 0.0 },
    size: Money(0.0),
    spread: 0.0,
    base: &[],
};

/// Deals of uneven values and chances.
fn deals(count: u32, unit: f64) -> Vec<Deal> {
    let part = |i: u32, factor: u32| f64::from(i.wrapping_mul(factor) % 1009) / 1009.0;
    (0..count)
        .map(|i| Deal {
            value: Money((50_000.0 * (0.2 + 3.0 * part(i, 7919).powi(3)) / unit).round() * unit),
            chance: 0.02 + 0.6 * part(i, 104_729).powi(2),
        })
        .collect()
}

fn mix(sources: &Sources, rho: f64, precision: Precision, goal: Money) -> Mixture {
    Mixer::new(Market::new(rho), precision).mix(sources, Some(goal))
}

#[test]
fn a_list_of_deals_has_the_distribution_of_its_book() {
    for (count, unit) in [(5, 500.0), (40, 5000.0), (40, 0.01), (300, 0.01)] {
        let deals = deals(count, unit);
        for rho in [0.0, 0.03, 0.2] {
            let book = Book::new(&deals, Market::new(rho)).unwrap();
            let mean = book.mean();
            let exact = book.distribution(mean, Precision::Settled);
            let most = [(Precision::Settled, 1e-4), (Precision::Interactive, quick(rho))];
            for (precision, most) in most {
                let mixture = mix(&Sources { deals: &deals, ..NONE }, rho, precision, mean);
                let worst = [0.5, 0.8, 1.0, 1.2, 1.5]
                    .map(|part| (mixture.chance(mean * part) - exact.chance(mean * part)).abs())
                    .into_iter()
                    .fold(0.0, f64::max);
                assert!(worst < most, "{count} of {unit}, rho {rho}, {precision:?}: {worst}");
            }
        }
    }
}

/// With more correlation the many win all or nothing, which four cumulants do not tell.
fn quick(rho: f64) -> f64 {
    if rho > 0.1 { 1e-2 } else { 5e-3 }
}

#[test]
fn the_mean_knows_no_market() {
    let deals = deals(120, 0.01);
    let base = [(Money(90_000.0), 0.25), (Money(110_000.0), 0.75)];
    let sources = Sources {
        sure: Money(1234.0),
        deals: &deals,
        arrivals: Arrivals { mean: 30.0, chance: 0.1 },
        size: Money(40_000.0),
        spread: 1.0,
        base: &base,
    };
    let listed: f64 = deals.iter().map(|deal| deal.value.0 * deal.chance).sum();
    let expected = 1234.0 + listed + 3.0 * 40_000.0 + 105_000.0;
    for rho in [0.0, 0.03, 0.3] {
        for precision in [Precision::Settled, Precision::Interactive] {
            let mean = mix(&sources, rho, precision, Money(2e6)).mean();
            let most = if precision == Precision::Settled { 1e-6 } else { quick(rho) };
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
        let sources = Sources { arrivals, size: Money(30_000.0), ..NONE };
        let mixture = mix(&sources, rho, Precision::Settled, Money(1.0));
        for k in 0..12 {
            let tail: f64 = wins.iter().filter(|(n, _)| *n >= k).map(|(_, mass)| mass).sum();
            let chance = mixture.chance(Money(30_000.0 * k as f64));
            assert!((chance - tail).abs() < 1e-8, "{rho}, {k} wins: {chance} {tail}");
        }
    }
}

#[test]
fn nothing_and_sure_things() {
    let nothing = mix(&NONE, 0.03, Precision::Interactive, Money(5.0));
    assert_eq!((nothing.chance(Money(0.0)), nothing.chance(Money(5.0))), (1.0, 0.0));
    assert_eq!(nothing.quantile(0.9), Money(0.0));
    let sure = Deal { value: Money(7.0), chance: 1.0 };
    let never = Deal { value: Money(9.0), chance: 0.0 };
    let broken = Deal { value: Money(f64::NAN), chance: 0.5 };
    let sources = Sources { sure: Money(2.0), deals: &[sure, never, broken], ..NONE };
    let won = mix(&sources, 0.03, Precision::Settled, Money(9.0));
    assert_eq!((won.chance(Money(9.0)), won.quantile(0.1)), (1.0, Money(9.0)));
    assert!(won.chance(Money(9.01)) < 1e-12);
}

#[test]
fn a_base_comes_whatever_the_market() {
    let base = [(Money(1_000_000.0), 0.3), (Money(1_040_000.0), 0.7)];
    let mixture = mix(&Sources { base: &base, ..NONE }, 0.2, Precision::Settled, Money(1e6));
    assert!((mixture.chance(Money(1_020_000.0)) - 0.7).abs() < 1e-9);
    assert!((mixture.quantile(0.9).0 - 1_040_000.0).abs() < 100.0);
}
