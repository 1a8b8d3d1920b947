//! Algorithm A: every subset of a few deals, by meeting in the middle. Exact, ties included.

use super::deals::{Book, OpenDeal};
use super::market::Market;

/// Most deals that are enumerated: two halves of 4,096 subsets each.
pub(super) const MOST_DEALS: usize = 24;

/// The subsets of each half of the deals, by value.
pub(super) struct Halves {
    first: Subsets,
    second: Subsets,
    /// Per value of the market: its weight, the masses of `first`, and of `second` the masses and
    /// the values times masses, each added up from the top.
    markets: Vec<Given>,
}

struct Given {
    weight: f64,
    masses: Vec<f64>,
    above: Vec<f64>,
    worth_above: Vec<f64>,
}

/// All subsets of some deals, ascending by value.
struct Subsets {
    values: Vec<i64>,
    /// Bit `i` tells whether deal `i` is in.
    members: Vec<u32>,
}

impl Subsets {
    fn new(deals: &[OpenDeal]) -> Self {
        let mut all: Vec<(i64, u32)> = vec![(0, 0)];
        for (i, deal) in deals.iter().enumerate() {
            for known in 0..all.len() {
                let (value, members) = all[known];
                all.push((value + deal.value, members | 1 << i));
            }
        }
        all.sort_unstable();
        Self {
            values: all.iter().map(|subset| subset.0).collect(),
            members: all.iter().map(|subset| subset.1).collect(),
        }
    }

    /// The chance of each subset to be just the deals won, in a market `z`.
    fn masses(&self, deals: &[OpenDeal], market: &Market, z: f64) -> Vec<f64> {
        let mut by_members = vec![1.0];
        for deal in deals {
            let r = market.chance(deal.score, z);
            for known in 0..by_members.len() {
                by_members.push(by_members[known] * r);
                by_members[known] *= 1.0 - r;
            }
        }
        self.members.iter().map(|members| by_members[*members as usize]).collect()
    }

    fn total(&self) -> i64 {
        self.values.last().copied().unwrap_or(0)
    }
}

impl Halves {
    pub fn new(book: &Book) -> Self {
        let (a, b) = book.open.split_at(book.open.len() / 2);
        let (first, second) = (Subsets::new(a), Subsets::new(b));
        let markets = book
            .market
            .nodes(book.width())
            .into_iter()
            .map(|(z, weight)| {
                let masses = second.masses(b, &book.market, z);
                let worth =
                    masses.iter().zip(&second.values).map(|(mass, value)| mass * *value as f64);
                Given {
                    weight,
                    masses: first.masses(a, &book.market, z),
                    worth_above: from_the_top(worth.collect()),
                    above: from_the_top(masses),
                }
            })
            .collect();
        Self { first, second, markets }
    }

    pub fn total(&self) -> i64 {
        self.first.total() + self.second.total()
    }

    /// The chance of at least `amount`.
    pub fn tail(&self, amount: i64) -> f64 {
        self.sum_over(amount, |given, i, j| given.masses[i] * given.above[j])
    }

    /// `E[(amount - revenue)+] = amount - E[revenue] + E[(revenue - amount)+]`.
    pub fn shortfall(&self, amount: i64) -> f64 {
        let over = |amount: i64| {
            self.sum_over(amount, |given, i, j| {
                let missing = (amount - self.first.values[i]) as f64;
                given.masses[i] * (given.worth_above[j] - missing * given.above[j])
            })
        };
        amount as f64 - over(0) + over(amount)
    }

    /// Adds `term(market, i, j)` over all subsets `i` of the first half, where `j` is the first
    /// subset of the second that brings `i` to the amount.
    fn sum_over(&self, amount: i64, term: impl Fn(&Given, usize, usize) -> f64) -> f64 {
        let mut sum = 0.0;
        let mut j = self.second.values.len();
        for (i, value) in self.first.values.iter().enumerate() {
            while j > 0 && value + self.second.values[j - 1] >= amount {
                j -= 1;
            }
            sum += self.markets.iter().map(|given| given.weight * term(given, i, j)).sum::<f64>();
        }
        sum
    }
}

/// Each value with all that follow it, and a zero at the end.
fn from_the_top(mut values: Vec<f64>) -> Vec<f64> {
    values.push(0.0);
    for i in (1..values.len()).rev() {
        values[i - 1] += values[i];
    }
    values
}
