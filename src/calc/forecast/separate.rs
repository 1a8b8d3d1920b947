//! Separate closing curves in a forecast: each listed deal follows its own, and deals to come follow
//! all of them, as many as were created of late.

use super::ages::{Ages, Wins};
use crate::calc::cycle::outlook::Outlook;
use crate::calc::portfolio::Portfolio;
use crate::calc::replay::PACE;

/// The curves of a list, each with the calendar of the days to come.
pub(super) struct Separate<'a> {
    portfolio: &'a Portfolio,
    outlooks: Vec<Outlook<'a>>,
    /// The share of each in what is created.
    shares: Vec<f64>,
}

impl<'a> Separate<'a> {
    /// The curves of `portfolio` for so many days. Where nothing was created of late, deals to come
    /// follow the curve of the whole list.
    pub fn new(portfolio: &'a Portfolio, days: f64) -> Self {
        let mut shares = portfolio.created(PACE);
        let all: f64 = shares.iter().sum();
        if all > 0.0 {
            shares = shares.into_iter().map(|share| share / all).collect();
        } else {
            shares[0] = 1.0;
        }
        Self { portfolio, outlooks: portfolio.outlooks(days), shares }
    }

    fn mean(&self, of: impl Fn(&Outlook) -> f64) -> f64 {
        self.parts().map(|(share, outlook)| share * of(outlook)).sum()
    }

    fn parts(&self) -> impl Iterator<Item = (f64, &Outlook<'a>)> {
        self.shares.iter().copied().zip(&self.outlooks).filter(|(share, _)| *share > 0.0)
    }
}

impl Ages for Separate<'_> {
    fn won(&self, x: f64) -> f64 {
        self.mean(|outlook| outlook.curve().won(x))
    }

    fn open(&self, x: f64) -> f64 {
        self.mean(|outlook| outlook.curve().open(x))
    }

    fn is_default(&self) -> bool {
        false
    }

    fn curve_of(&self, position: usize) -> usize {
        self.portfolio.part_of(position)
    }

    fn by_curve(&self, curve: usize, age: f64, ends: &[f64]) -> (Wins, f64) {
        self.outlooks[curve].by_curve(0, age, ends)
    }

    /// Of deals of an age, each part has as many as are still open.
    fn dated(&self, age: u32, ends: &[f64]) -> Option<(Vec<f64>, f64)> {
        let (mut by, mut ever, mut open) = (vec![0.0; ends.len()], 0.0, 0.0);
        for (share, outlook) in self.parts() {
            let weight = share * outlook.curve().open(f64::from(age));
            let (wins, in_the_end) = outlook.dated(age, ends)?;
            by.iter_mut().zip(wins).for_each(|(sum, won)| *sum += weight * won);
            (ever, open) = (ever + weight * in_the_end, open + weight);
        }
        let part = if open > 0.0 { 1.0 / open } else { 0.0 };
        Some((by.iter().map(|sum| sum * part).collect(), ever * part))
    }

    fn arrivals(&self, created: &dyn Fn(u32) -> f64, ends: &[f64]) -> Option<Vec<f64>> {
        let mut sums = vec![0.0; ends.len()];
        for (share, outlook) in self.parts() {
            let won = Ages::arrivals(outlook, created, ends)?;
            sums.iter_mut().zip(won).for_each(|(sum, won)| *sum += share * won);
        }
        Some(sums)
    }
}

#[cfg(test)]
mod tests;
