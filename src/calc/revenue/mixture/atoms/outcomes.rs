//! What deals come to, amount by amount.

use super::part::Part;
use crate::calc::revenue::counts::Counts;
use crate::calc::revenue::market::Node;
use crate::calc::revenue::mixture::shares::Shares;

/// Amounts in thousandths, with their chances in each market.
#[derive(Default)]
pub(super) struct Outcomes {
    pub amounts: Vec<i64>,
    /// Of each amount, market by market.
    pub chances: Vec<f64>,
}

impl Outcomes {
    pub fn certain(amount: i64, markets: usize) -> Self {
        Self { amounts: vec![amount], chances: vec![1.0; markets] }
    }

    pub fn of(part: &Part, shares: &Shares, nodes: &[Node], rare: f64) -> Self {
        let wins = part.counts(shares, nodes, rare);
        let first = wins.iter().map(|counts| counts.first).min().unwrap_or(0);
        let last = wins.iter().map(Counts::last).max().unwrap_or(0);
        let chance = |counts: &Counts, wins: usize| {
            wins.checked_sub(counts.first).and_then(|i| counts.masses.get(i)).copied()
        };
        Self {
            amounts: (first..=last).map(|wins| part.amount(wins)).collect(),
            chances: (first..=last)
                .flat_map(|k| wins.iter().map(move |counts| chance(counts, k).unwrap_or(0.0)))
                .collect(),
        }
    }

    pub fn iter(&self) -> impl Iterator<Item = (i64, &[f64])> {
        let markets = self.chances.len() / self.amounts.len().max(1);
        self.amounts.iter().copied().zip(self.chances.chunks(markets.max(1)))
    }

    /// Adds one amount, from all its sums.
    pub fn push(&mut self, same: &[Sum], atoms: &Self, outcomes: &Self, markets: usize) {
        let start = self.chances.len();
        self.amounts.push(same[0].amount);
        self.chances.resize(start + markets, 0.0);
        let row = |i: u32| i as usize * markets..(i as usize + 1) * markets;
        for sum in same {
            let a = &atoms.chances[row(sum.atom)];
            let b = &outcomes.chances[row(sum.outcome)];
            for ((to, a), b) in self.chances[start..].iter_mut().zip(a).zip(b) {
                *to += a * b;
            }
        }
    }

    /// Every sum of one of these and one of those, unmerged.
    pub fn plus(&self, other: &Self) -> Self {
        let mut all = Self::default();
        for (a, chances) in self.iter() {
            for (b, others) in other.iter() {
                all.amounts.push(a + b);
                all.chances.extend(chances.iter().zip(others).map(|(a, b)| a * b));
            }
        }
        all
    }
}

/// A sum of an atom and an outcome.
pub(super) struct Sum {
    pub amount: i64,
    /// Averaged over the market.
    pub mass: f64,
    pub atom: u32,
    pub outcome: u32,
}
