//! The algorithms against each other; brute force from outside stands in the golden table.

use super::*;

/// Numbers that look random, the same every time.
fn numbers(seed: u64) -> impl Iterator<Item = f64> {
    let mut state = seed;
    std::iter::repeat_with(move || {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 11) as f64 / (1_u64 << 53) as f64
    })
}

/// Deals of lognormal values of mean 25,000 with the given cv, rounded to `unit`.
fn deals(count: usize, cv: f64, unit: f64) -> Vec<Deal> {
    let size = crate::calc::normal::Lognormal::new(25_000.0, cv);
    let mut random = numbers(count as u64);
    let mut next = || random.next().unwrap();
    (0..count)
        .map(|_| Deal {
            value: Money((size.quantile(0.001 + 0.998 * next()) / unit).round() * unit),
            chance: 0.05 + 0.6 * next() * next(),
        })
        .collect()
}

fn book(deals: &[Deal], rho: f64) -> Book {
    Book::new(deals, Market::new(rho)).unwrap()
}

/// The largest difference in the chance of an amount between two distributions.
fn distance(a: &Distribution, b: &Distribution, mean: Money, amounts: &[f64]) -> f64 {
    let gaps = amounts.iter().map(|part| (a.chance(mean * *part) - b.chance(mean * *part)).abs());
    gaps.fold(0.0, f64::max)
}

const AMOUNTS: [f64; 9] = [0.3, 0.6, 0.8, 0.9, 1.0, 1.1, 1.2, 1.5, 2.0];

#[test]
fn enumeration_and_lattice_agree_exactly() {
    for rho in [0.0, 0.05, 0.3] {
        let book = book(&deals(20, 1.0, 500.0), rho);
        let goal = book.mean();
        let enumerated = book.distribution(goal, Precision::Settled);
        let lattice = Distribution {
            sure: 0,
            shape: Shape::Lattice(lattice::direct(&book, 0, lattice::MOST_DIRECT).unwrap()),
        };
        assert!(distance(&enumerated, &lattice, goal, &AMOUNTS) < 1e-11);
        for p in [0.1, 0.5, 0.9] {
            assert_eq!(enumerated.quantile(p), lattice.quantile(p));
        }
        let gap = enumerated.shortfall(goal).0 - lattice.shortfall(goal).0;
        assert!(gap.abs() < 1e-6, "{gap}");
    }
}

#[test]
fn convolution_and_transform_agree() {
    // Multiples of 5,000 make a lattice too long for direct convolution, with many deals splined.
    for (count, rho) in [(300, 0.0), (300, 0.03), (1500, 0.0), (1500, 0.05), (1500, 0.3)] {
        let book = book(&deals(count, 1.0, 5000.0), rho);
        let transformed =
            Distribution { sure: 0, shape: Shape::Lattice(lattice::circular(&book, 1)) };
        let nodes = book.market.nodes(book.width());
        let direct = lattice::direct_for_tests(&book, &nodes, 5_000_000.0);
        let direct = Distribution { sure: 0, shape: Shape::Lattice(direct) };
        let worst = distance(&transformed, &direct, book.mean(), &AMOUNTS);
        let most = if rho > 0.1 { 5e-5 } else { 2e-6 };
        assert!(worst < most, "{count} deals, rho {rho}: {worst}");
    }
}

#[test]
fn series_and_lattice_agree() {
    for (count, rho) in [(300, 0.0), (300, 0.05), (1500, 0.05)] {
        for unit in [0.01, 5000.0] {
            let book = book(&deals(count, 1.0, unit), rho);
            let series =
                Distribution { sure: 0, shape: Shape::Fourier(Fourier::new(&book).unwrap()) };
            let lattice = Shape::Lattice(lattice::circular(&book, thousandths(book.mean())));
            let lattice = Distribution { sure: 0, shape: lattice };
            let worst = distance(&series, &lattice, book.mean(), &AMOUNTS);
            assert!(worst < 2e-4, "{count} deals of {unit}, rho {rho}: {worst}");
            let (a, b) = (series.shortfall(book.mean()).0, lattice.shortfall(book.mean()).0);
            assert!((a / b - 1.0).abs() < 2e-3, "{a} {b}");
        }
    }
}

#[test]
fn the_expansion_stays_within_its_error() {
    for (count, cv) in [(50, 1.0), (200, 1.5), (1000, 1.5), (1000, 3.0), (5000, 1.5)] {
        for rho in [0.0, 0.05] {
            let book = book(&deals(count, cv, 0.01), rho);
            let goal = book.mean();
            let settled = book.distribution(goal, Precision::Settled);
            let quick = book.distribution(goal, Precision::Interactive);
            let worst = distance(&settled, &quick, goal, &[0.8, 0.9, 1.0, 1.1, 1.2]);
            assert!(worst < 1.5e-4, "{count} deals, cv {cv}, rho {rho}: {worst}");
        }
    }
}

#[test]
fn the_mean_and_the_shortfall_know_no_market() {
    let deals = deals(60, 1.0, 100.0);
    let everything = Money(1e9);
    for rho in [0.0, 0.1, 0.5] {
        let book = book(&deals, rho);
        for precision in [Precision::Interactive, Precision::Settled] {
            let missing = book.distribution(everything, precision).shortfall(everything);
            let mean = everything - missing;
            assert!(
                (mean.0 / book.mean().0 - 1.0).abs() < 2e-3,
                "{rho} {precision:?} {mean:?} {:?}",
                book.mean()
            );
        }
    }
}

#[test]
fn a_hundred_thousand_deals_keep_their_mean() {
    let book = book(&deals(100_000, 1.0, 0.01), 0.03);
    let distribution = book.distribution(book.mean(), Precision::Interactive);
    let everything = book.mean() * 10.0;
    let mean = everything - distribution.shortfall(everything);
    assert!((mean.0 / book.mean().0 - 1.0).abs() < 1e-4, "{mean:?} {:?}", book.mean());
    assert!((0.4..0.6).contains(&distribution.chance(book.mean())));
}

#[test]
fn deals_that_add_nothing_and_sure_deals() {
    let deal = |value: f64, chance: f64| Deal { value: Money(value), chance };
    let book = book(&[deal(100.0, 1.0), deal(0.0, 0.5), deal(50.0, 0.0), deal(10.0, 0.25)], 0.1);
    let distribution = book.distribution(Money(105.0), Precision::Settled);
    assert_eq!(book.mean(), Money(102.5));
    assert_eq!(distribution.chance(Money(100.0)), 1.0);
    assert!((distribution.chance(Money(110.0)) - 0.25).abs() < 1e-12);
    assert_eq!(distribution.chance(Money(110.001)), 0.0);
    assert_eq!(distribution.quantile(0.75), Money(100.0));
    assert_eq!(distribution.quantile(0.76), Money(110.0));
}

#[test]
fn no_deals_at_all() {
    let distribution = book(&[], 0.03).distribution(Money(1.0), Precision::Interactive);
    assert_eq!(distribution.chance(Money(0.0)), 1.0);
    assert_eq!(distribution.chance(Money(1.0)), 0.0);
    assert_eq!(distribution.quantile(0.9), Money(0.0));
    assert_eq!(distribution.shortfall(Money(5.0)), Money(5.0));
}

#[test]
fn unusable_deals_are_named() {
    let deal = |value: f64, chance: f64| Deal { value: Money(value), chance };
    for bad in [
        deal(-1.0, 0.5),
        deal(f64::NAN, 0.5),
        deal(1.0, 1.1),
        deal(1.0, f64::NAN),
        deal(f64::INFINITY, 0.1),
    ] {
        let result = Book::new(&[deal(1.0, 0.5), bad], Market::new(0.0));
        assert_eq!(result, Err(Unusable(1)));
    }
}

#[test]
fn what_is_won_when_all_are_won_stays_at_the_top() {
    // In a good market nearly all are won; rounded up to the lattice they must not wrap around.
    let mut random = numbers(7);
    let mut next = || random.next().unwrap();
    let deals: Vec<Deal> =
        (0..40).map(|_| Deal { value: Money(1e6 * next()), chance: next() }).collect();
    let book = book(&deals, 0.49);
    let everything = Money(1e9);
    let missing = book.distribution(book.mean(), Precision::Settled).shortfall(everything);
    assert!(((everything - missing).0 / book.mean().0 - 1.0).abs() < 1e-9);
}
