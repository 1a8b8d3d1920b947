//! Random portfolios of several kinds, and their exact chances.

use std::collections::BTreeMap;

use super::*;

/// Numbers in [0, 1) that look random, the same every time.
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> f64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }

    pub fn whole(&mut self, from: u32, to: u32) -> u32 {
        from + (self.next() * f64::from(to - from + 1)) as u32
    }

    pub fn one_of<T: Copy>(&mut self, all: &[T]) -> T {
        all[(self.next() * all.len() as f64) as usize]
    }

    /// A chance, often near 0 or 1.
    pub fn chance(&mut self) -> f64 {
        match self.whole(0, 5) {
            0 => 0.02 * self.next() + 1e-6,
            1 => 1.0 - 0.02 * self.next() - 1e-6,
            _ => 0.02 + 0.96 * self.next(),
        }
    }

    /// A value in thousandths.
    pub fn value(&mut self) -> i64 {
        match self.whole(0, 2) {
            0 => i64::from(self.whole(1, 400)) * 1_000_000,
            1 => i64::from(self.whole(1, 40_000)) * 10_000,
            _ => i64::from(self.whole(100, 400_000_000)),
        }
    }
}

/// Deals and a goal that some of them reach exactly.
#[derive(Debug)]
pub struct Case {
    pub deals: Vec<Deal>,
    pub goal: i64,
    pub rho: f64,
}

pub fn like(value: i64, chance: f64, count: u32) -> Deal {
    Deal { value: Money(value as f64 / PER_UNIT), chance, count }
}

impl Case {
    pub fn new(deals: Vec<Deal>, random: &mut Random) -> Self {
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

    pub fn mix(&self, precision: Precision) -> Distribution {
        let goal = Money(self.goal as f64 / PER_UNIT);
        Mixer::new(Market::new(self.rho), precision).mix(&Sources::deals(&self.deals), Some(goal))
    }

    /// Markets of an integration that does not know the deals.
    pub fn markets(&self) -> Vec<(f64, f64)> {
        if self.rho == 0.0 {
            return vec![(0.0, 1.0)];
        }
        let at = |i: i32| f64::from(i) * 0.08;
        (-100..=100).map(|i| (at(i), normal::density(at(i)) * 0.08)).collect()
    }

    pub fn given(&self, deal: &Deal, z: f64) -> f64 {
        let score = (normal::quantile(deal.chance) - self.rho.sqrt() * z) / (1.0 - self.rho).sqrt();
        normal::cumulative(score)
    }

    /// The chance of the goal, amount by amount.
    pub fn enumerated(&self) -> f64 {
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
    pub fn on_lattice(&self, points: usize) -> f64 {
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
pub fn few_kinds(random: &mut Random) -> Case {
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
pub fn few_deals(random: &mut Random) -> Case {
    let count = random.whole(1, 11);
    Case::new((0..count).map(|_| like(random.value(), random.chance(), 1)).collect(), random)
}

/// Like deals, and some that are larger than all of these.
pub fn whales(random: &mut Random) -> Case {
    let count = random.whole(5, 40);
    let small = like(random.value() / 100 + 1, random.chance(), count);
    let mut deals = vec![small];
    for _ in 0..random.whole(1, 3) {
        deals.push(like(random.value() * 50, random.chance(), 1));
    }
    Case::new(deals, random)
}

/// Many deals, each of which is hardly ever won.
pub fn rare(random: &mut Random) -> Case {
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
pub fn unlike(random: &mut Random) -> Case {
    let count = random.whole(30, 120);
    let value = |random: &mut Random| 1 + (4e7 * random.next().powi(3)) as i64;
    let mut case =
        Case::new((0..count).map(|_| like(value(random), random.chance(), 1)).collect(), random);
    case.rho = random.one_of(&[0.0, 0.0, 0.03, 0.3]);
    // Not what some deals come to just so: the lattice that it is compared with knows no ties.
    case.goal = (case.goal as f64 * (0.6 + 0.8 * random.next())) as i64;
    case
}

/// Long lists, some of like values, some with much of the value in few deals.
pub fn long(random: &mut Random) -> Case {
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
