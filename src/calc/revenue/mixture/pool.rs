//! The open deals of a run, like ones put together.

use std::f64::consts::TAU;

use super::shares::Shares;
use super::{Deal, MOST_VALUE, thousandths};
use crate::calc::normal;

/// Deals that are alike.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Group {
    /// Of one of them in thousandths, positive.
    pub value: i64,
    pub count: u32,
    /// Of each, in (0, 1).
    pub chance: f64,
    /// Of all together.
    pub variance: f64,
}

impl Group {
    pub fn new(value: i64, count: u32, chance: f64) -> Self {
        let amount = value as f64;
        let variance = f64::from(count) * amount * amount * (chance * (1.0 - chance));
        Self { value, count, chance, variance }
    }

    /// Wins on average.
    pub fn wins(&self) -> f64 {
        f64::from(self.count) * self.chance
    }

    /// Variance of the number of wins: the more even the chances, the sooner a product of factors
    /// vanishes.
    pub fn evenness(&self) -> f64 {
        self.wins() * (1.0 - self.chance)
    }

    /// Sums over the deals of the first four powers of their values.
    pub fn powers(&self) -> [f64; 4] {
        let value = self.value as f64;
        let square = value * value;
        let powers = [value, square, square * value, square * square];
        powers.map(|power| power * f64::from(self.count))
    }

    /// The fourth cumulant, of either sign: how far it takes a sum from normal.
    pub fn tailed(&self) -> f64 {
        let amount = self.value as f64;
        self.variance * amount * amount * (1.0 - 6.0 * self.chance * (1.0 - self.chance)).abs()
    }

    /// Value of all of them.
    pub fn total(&self) -> i64 {
        self.value.saturating_mul(i64::from(self.count))
    }

    /// The chance of the likeliest number of wins when each is won with this chance.
    fn likeliest(&self, chance: f64) -> f64 {
        if self.count == 1 {
            return chance.max(1.0 - chance);
        }
        let n = f64::from(self.count);
        let (variance, none) = (n * chance * (1.0 - chance), (n * (-chance).ln_1p()).exp());
        // Where one win or loss is rare none is likeliest, elsewhere what a normal law has there.
        let middle = if variance < 1.0 { 0.0 } else { 1.0 / (TAU * variance).sqrt() };
        middle.max(none).max(chance.powf(n))
    }
}

/// What is won for sure in thousandths, and the deals that may or may not be won, ascending by their
/// variance. Deals with a value
/// that is negative, too large or not a number are left out, those that can't be won too.
pub(super) fn open_deals(deals: &[Deal], near: f64) -> (i64, Vec<Group>) {
    let mut sure = 0_i64;
    let mut open: Vec<Group> = Vec::with_capacity(deals.len());
    for deal in deals {
        let value = thousandths(deal.value);
        let usable = (0.0..=MOST_VALUE).contains(&deal.value.0) && deal.chance > 0.0 && value > 0;
        if usable && deal.chance >= 1.0 {
            sure = sure.saturating_add(value.saturating_mul(i64::from(deal.count)));
        } else if usable && deal.count > 0 {
            open.push(Group::new(value, deal.count, deal.chance));
        }
    }
    let mut groups = together(open, near);
    groups.sort_unstable_by(|a, b| a.variance.total_cmp(&b.variance));
    (sure, groups)
}

/// Deals of one value put together: those of chances so near each other, relative to `r (1 - r)`, that
/// their wins are as good as a binomial number. Their mean stays.
fn together(mut open: Vec<Group>, near: f64) -> Vec<Group> {
    // Of positive numbers the bits are in the order of the numbers.
    open.sort_unstable_by_key(|group| (group.value, group.chance.to_bits()));
    let mut groups: Vec<Group> = Vec::with_capacity(open.len());
    let mut least = 0.0;
    for group in open {
        match groups.last_mut() {
            Some(last)
                if last.value == group.value
                    && group.chance - least <= near * least * (1.0 - least) =>
            {
                let count = last.count.saturating_add(group.count);
                let chance = (last.wins() + group.wins()) / f64::from(count);
                *last = Group::new(group.value, count, chance);
            }
            _ => {
                least = group.chance;
                groups.push(group);
            }
        }
    }
    groups
}

/// Groups put together of which the values lie in one interval of so many thousandths, and the chances
/// as near each other as [`open_deals`] asks. Mean and number of wins stay.
pub(super) fn nearly_alike(groups: &[Group], width: f64, near: f64) -> Vec<Group> {
    if width <= 1.0 {
        return groups.to_vec();
    }
    let mut sorted: Vec<(i64, Group)> =
        groups.iter().map(|group| ((group.value as f64 / width) as i64, *group)).collect();
    sorted.sort_unstable_by_key(|(cell, group)| (*cell, group.chance.to_bits()));
    let mut found: Vec<Group> = Vec::with_capacity(groups.len());
    let (mut cell, mut least, mut mean) = (-1, 0.0, 0.0);
    for (place, group) in sorted {
        match found.last_mut() {
            Some(last) if place == cell && group.chance - least <= near * least * (1.0 - least) => {
                let count = last.count.saturating_add(group.count);
                let wins = last.wins() + group.wins();
                mean += group.wins() * group.value as f64;
                *last = Group::new((mean / wins).round() as i64, count, wins / f64::from(count));
            }
            _ => {
                (cell, least, mean) = (place, group.chance, group.wins() * group.value as f64);
                found.push(group);
            }
        }
    }
    found.sort_unstable_by(|a, b| a.variance.total_cmp(&b.variance));
    found
}

/// The largest amount of which all amounts in thousandths are multiples; `None` where one is no whole
/// number.
pub(super) fn measure(mut amounts: impl Iterator<Item = f64>) -> Option<i64> {
    let divisor = amounts.try_fold(0, |divisor, amount| {
        let whole = amount.round();
        ((amount - whole).abs() < 1e-6).then(|| common_divisor(divisor, whole as i64))
    });
    divisor.map(|divisor| divisor.max(1))
}

fn common_divisor(a: i64, b: i64) -> i64 {
    if b == 0 { a } else { common_divisor(b, a % b) }
}

/// The chance of the likeliest outcome of all in which something is won, unless several outcomes are
/// worth the same: averaged over the market, and over whatever chance of nothing else `none(z)`
/// there is.
pub(super) fn likeliest(groups: &[Group], shares: &Shares, none: impl Fn(f64) -> f64) -> f64 {
    const NEGLIGIBLE: f64 = 1e-12;
    /// So many of the widest mostly suffice.
    const MANY: usize = 64;
    let mut widest: Vec<&Group> = groups.iter().collect();
    if widest.len() > MANY {
        widest.select_nth_unstable_by(MANY, |a, b| b.evenness().total_cmp(&a.evenness()));
    }
    let markets: &[f64] = if shares.market.independent() {
        &[0.0]
    } else {
        &[-4.0, -3.0, -2.0, -1.0, 0.0, 1.0, 2.0, 3.0, 4.0]
    };
    let scores: Vec<f64> = widest.iter().map(|group| normal::quantile(group.chance)).collect();
    let given = |z: f64| {
        let mut product = none(z);
        // What it takes from nothing won at all to the likeliest win.
        let mut win = 0.0_f64;
        for (group, score) in widest.iter().zip(&scores) {
            if product < NEGLIGIBLE {
                break;
            }
            let chance = shares.chance(*score, z);
            product *= group.likeliest(chance);
            win = win.max(f64::from(group.count) * chance / (1.0 - chance));
        }
        product * win.min(1.0)
    };
    let weights: f64 = markets.iter().map(|z| normal::density(*z)).sum();
    markets.iter().map(|z| normal::density(*z) * given(*z)).sum::<f64>() / weights
}
