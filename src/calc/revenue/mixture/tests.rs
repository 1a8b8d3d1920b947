//! The distribution against every outcome, and against a lattice so fine that nothing is lost.

use std::collections::BTreeMap;

use super::*;
use crate::calc::revenue::counts::{LikeDeals, Pipeline};

/// Numbers in [0, 1) that look random, the same every time.
struct Random(u64);

impl Random {
    fn next(&mut self) -> f64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn whole(&mut self, from: u32, to: u32) -> u32 {
        from + (self.next() * f64::from(to - from + 1)) as u32
    }

    fn one_of<T: Copy>(&mut self, all: &[T]) -> T {
        all[(self.next() * all.len() as f64) as usize]
    }

    /// A chance, often near 0 or 1.
    fn chance(&mut self) -> f64 {
        match self.whole(0, 5) {
            0 => 0.02 * self.next() + 1e-6,
            1 => 1.0 - 0.02 * self.next() - 1e-6,
            _ => 0.02 + 0.96 * self.next(),
        }
    }

    /// A value in thousandths.
    fn value(&mut self) -> i64 {
        match self.whole(0, 2) {
            0 => i64::from(self.whole(1, 400)) * 1_000_000,
            1 => i64::from(self.whole(1, 40_000)) * 10_000,
            _ => i64::from(self.whole(100, 400_000_000)),
        }
    }
}

/// Deals and a goal that some of them reach exactly.
#[derive(Debug)]
struct Case {
    deals: Vec<Deal>,
    goal: i64,
    rho: f64,
}

fn like(value: i64, chance: f64, count: u32) -> Deal {
    Deal { value: Money(value as f64 / PER_UNIT), chance, count }
}

impl Case {
    fn new(deals: Vec<Deal>, random: &mut Random) -> Self {
        let mut goal = 0;
        for deal in &deals {
            for _ in 0..deal.count.min(200) {
                let won = random.next() < deal.chance;
                goal += if won { thousandths(deal.value) } else { 0 };
            }
        }
        let rho = random.one_of(&[0.0, 0.0, 0.03, 0.03, 0.1, 0.25, 0.5]);
        Self { deals, goal: goal.max(1), rho }
    }

    fn mix(&self, precision: Precision) -> Distribution {
        let goal = Money(self.goal as f64 / PER_UNIT);
        Mixer::new(Market::new(self.rho), precision).mix(&Sources::deals(&self.deals), Some(goal))
    }

    /// Markets of an integration that does not know the deals.
    fn markets(&self) -> Vec<(f64, f64)> {
        if self.rho == 0.0 {
            return vec![(0.0, 1.0)];
        }
        let at = |i: i32| f64::from(i) * 0.08;
        (-100..=100).map(|i| (at(i), normal::density(at(i)) * 0.08)).collect()
    }

    fn given(&self, deal: &Deal, z: f64) -> f64 {
        let score = (normal::quantile(deal.chance) - self.rho.sqrt() * z) / (1.0 - self.rho).sqrt();
        normal::cumulative(score)
    }

    /// The chance of the goal, amount by amount.
    fn enumerated(&self) -> f64 {
        let given = |z: f64| {
            let mut sums = BTreeMap::from([(0_i64, 1.0)]);
            for deal in &self.deals {
                let chance = self.given(deal, z);
                for _ in 0..deal.count {
                    let mut next = BTreeMap::new();
                    for (sum, mass) in sums {
                        *next.entry(sum).or_insert(0.0) += mass * (1.0 - chance);
                        *next.entry(sum + thousandths(deal.value)).or_insert(0.0) += mass * chance;
                    }
                    next.retain(|_, mass| *mass > 1e-11);
                    sums = next;
                }
            }
            sums.range(self.goal..).map(|(_, mass)| mass).sum::<f64>()
        };
        self.markets().into_iter().map(|(z, weight)| weight * given(z)).sum()
    }

    /// The chance of the goal on a lattice of so many points up to the value of all deals.
    fn on_lattice(&self, points: usize) -> f64 {
        let total: f64 =
            self.deals.iter().map(|deal| deal.value.0 * PER_UNIT * f64::from(deal.count)).sum();
        let least = total / (points - self.deals.len() - 2) as f64;
        let step = self.goal as f64 / (self.goal as f64 / least).floor().max(1.0);
        let goal = (self.goal as f64 / step).round() as usize;
        let given = |z: f64| {
            let mut masses = vec![0.0; points + 2];
            masses[0] = 1.0;
            for deal in &self.deals {
                let chance = self.given(deal, z);
                let position = deal.value.0 * PER_UNIT / step;
                let (whole, part) = (position as usize, position.fract());
                for _ in 0..deal.count {
                    for j in (0..masses.len()).rev() {
                        let low = if j >= whole { masses[j - whole] } else { 0.0 };
                        let high = if j > whole { masses[j - whole - 1] } else { 0.0 };
                        masses[j] = (1.0 - chance) * masses[j]
                            + chance * ((1.0 - part) * low + part * high);
                    }
                }
            }
            masses[goal..].iter().sum::<f64>() - masses[goal] / 2.0
        };
        self.markets().into_iter().map(|(z, weight)| weight * given(z)).sum()
    }
}

/// Few kinds of deals, many of each.
fn few_kinds(random: &mut Random) -> Case {
    let kinds = random.whole(1, 3);
    let deals = (0..kinds)
        .map(|_| {
            let count = random.whole(1, if kinds > 2 { 12 } else { 60 });
            like(random.value(), random.chance(), count)
        })
        .collect();
    Case::new(deals, random)
}

/// Few deals, no two alike.
fn few_deals(random: &mut Random) -> Case {
    let count = random.whole(1, 11);
    Case::new((0..count).map(|_| like(random.value(), random.chance(), 1)).collect(), random)
}

/// Like deals, and some that are larger than all of these.
fn whales(random: &mut Random) -> Case {
    let count = random.whole(5, 40);
    let small = like(random.value() / 100 + 1, random.chance(), count);
    let mut deals = vec![small];
    for _ in 0..random.whole(1, 3) {
        deals.push(like(random.value() * 50, random.chance(), 1));
    }
    Case::new(deals, random)
}

/// Many deals, each of which is hardly ever won.
fn rare(random: &mut Random) -> Case {
    let start = random.value() + 1_000_000;
    let step = i64::from(random.whole(1, 99_999));
    let chance = 0.0005 + 0.01 * random.next();
    let count = i64::from(random.whole(20, 60));
    let mut case =
        Case::new((0..count).map(|i| like(start + i * step, chance, 1)).collect(), random);
    case.goal = random.one_of(&[start + step, 2 * start + 3 * step, 2 * start]);
    case.rho = random.one_of(&[0.0, 0.03]);
    case
}

/// Many deals, no two alike.
fn unlike(random: &mut Random) -> Case {
    let count = random.whole(30, 120);
    let value = |random: &mut Random| 1 + (4e7 * random.next().powi(3)) as i64;
    let mut case =
        Case::new((0..count).map(|_| like(value(random), random.chance(), 1)).collect(), random);
    case.rho = random.one_of(&[0.0, 0.0, 0.03, 0.3]);
    // Not what some deals come to just so: the lattice that it is compared with knows no ties.
    case.goal = (case.goal as f64 * (0.6 + 0.8 * random.next())) as i64;
    case
}

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

/// Long lists, some of like values, some with much of the value in few deals.
fn long(random: &mut Random) -> Case {
    let count = random.whole(120, 1500);
    let power = random.one_of(&[0, 1, 4, 8]);
    let unit = random.one_of(&[1.0, 1e4, 1e6, 1e7]);
    let most = random.one_of(&[0.02, 0.1, 0.5, 0.9]);
    let value = |random: &mut Random| {
        (1.0 + (4e7 * (1.0 + random.next().powi(power))) / unit).round() * unit
    };
    let deals = (0..count)
        .map(|_| like(value(random) as i64, 0.001 + most * random.next().powi(2), 1))
        .collect();
    Case::new(deals, random)
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
    for kind in [few_kinds, few_deals, whales, unlike] {
        assert!(gap(kind, 60) < 5e-3);
    }
    // Where hundreds of nearly equal deals are rarely won, some land on the other side of the goal.
    for (kind, cases) in [(rare as fn(&mut Random) -> Case, 60), (long, 12)] {
        assert!(gap(kind, cases) < 1e-2);
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
