//! The revenue of a list of deals, each with its own value and chance (method section 3).

use super::Precision;
use super::edgeworth::Expansion;
use super::enumeration::{self, Halves};
use super::fourier::Fourier;
use super::lattice::{self, Lattice};
use super::market::Market;
use crate::calc::normal;
use crate::calc::units::Money;

/// Ties are decided in thousandths of the currency unit, the smallest minor unit in use.
const PER_UNIT: f64 = 1000.0;

/// Quantiles of an expansion are told to this binary part of the total.
const EXPANSION_BITS: u32 = 18;

/// A deal that may be won.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Deal {
    /// What it brings when won; not negative.
    pub value: Money,
    /// Chance to be won in the period, in [0, 1].
    pub chance: f64,
}

/// Deals ready for calculation: those that add nothing are left out, sure ones are added up.
#[derive(Clone, Debug, PartialEq)]
pub struct Book {
    /// Thousandths won for sure.
    sure: i64,
    pub(super) open: Vec<OpenDeal>,
    pub(super) market: Market,
}

/// A deal that may or may not be won.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct OpenDeal {
    /// Value in thousandths, positive.
    pub value: i64,
    /// `Phi^-1` of the chance, finite.
    pub score: f64,
    /// In (0, 1).
    pub chance: f64,
}

/// A deal that cannot be part of a calculation, by its position in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unusable(pub usize);

/// The distribution of the revenue of a book.
pub struct Distribution {
    sure: i64,
    shape: Shape,
}

enum Shape {
    Halves(Halves),
    Lattice(Lattice),
    Fourier(Fourier),
    Expansion(Expansion),
}

impl Book {
    /// # Errors
    /// [`Unusable`] names the first deal whose value is negative or not finite, or whose chance is
    /// not in [0, 1].
    pub fn new(deals: &[Deal], market: Market) -> Result<Self, Unusable> {
        let mut book = Self { sure: 0, open: Vec::with_capacity(deals.len()), market };
        for (position, deal) in deals.iter().enumerate() {
            let usable = (0.0..=1e15 / PER_UNIT).contains(&deal.value.0)
                && (0.0..=1.0).contains(&deal.chance);
            if !usable {
                return Err(Unusable(position));
            }
            let value = thousandths(deal.value);
            if deal.chance >= 1.0 {
                book.sure += value;
            } else if value > 0 && deal.chance > 0.0 {
                book.open.push(OpenDeal {
                    value,
                    score: normal::quantile(deal.chance),
                    chance: deal.chance,
                });
            }
        }
        Ok(book)
    }

    /// Without any deals.
    pub fn empty(market: Market) -> Self {
        Self { sure: 0, open: Vec::new(), market }
    }

    /// Expected revenue. It does not depend on the market.
    pub fn mean(&self) -> Money {
        let open: f64 = self.open.iter().map(|deal| deal.value as f64 * deal.chance).sum();
        Money((self.sure as f64 + open) / PER_UNIT)
    }

    /// The distribution of revenue, most exact around `goal`. The algorithm follows from the data:
    /// few deals are enumerated (A), values with a common measure or of any kind are put on a
    /// lattice (B, C), many are a Fourier series (D), and while a control moves many deals are expanded (E).
    pub fn distribution(&self, goal: Money, precision: Precision) -> Distribution {
        let target = thousandths(goal) - self.sure;
        Distribution { sure: self.sure, shape: self.shape(target, precision) }
    }

    fn shape(&self, target: i64, precision: Precision) -> Shape {
        if self.open.len() <= enumeration::MOST_DEALS {
            return Shape::Halves(Halves::new(self));
        }
        if precision == Precision::Settled {
            return self.settled(target);
        }
        match lattice::quick(self, target) {
            Some(lattice) => Shape::Lattice(lattice),
            None => Shape::Expansion(Expansion::new(self)),
        }
    }

    fn settled(&self, target: i64) -> Shape {
        let direct = |additions| lattice::direct(self, target, additions).map(Shape::Lattice);
        direct(lattice::MOST_DIRECT)
            .or_else(|| Fourier::new(self).map(Shape::Fourier))
            .or_else(|| direct(lattice::MOST_PATIENT))
            .unwrap_or_else(|| Shape::Lattice(lattice::circular(self, target)))
    }

    /// See [`Market::width`].
    pub(super) fn width(&self) -> f64 {
        self.market.width(|z| {
            let mut sums = (0.0, 0.0);
            for deal in &self.open {
                let (value, r) = (deal.value as f64, self.market.chance(deal.score, z));
                sums.0 += value * value * r * (1.0 - r);
                sums.1 += value * self.market.slope(deal.score, z);
            }
            sums
        })
    }

    /// The largest amount in thousandths of which every value is a multiple.
    pub(super) fn measure(&self) -> i64 {
        self.open.iter().fold(0, |measure, deal| common_divisor(measure, deal.value)).max(1)
    }

    /// Value of all open deals in thousandths.
    pub(super) fn total(&self) -> i64 {
        self.open.iter().map(|deal| deal.value).sum()
    }
}

impl Distribution {
    /// The chance of at least `amount`.
    pub fn chance(&self, amount: Money) -> f64 {
        self.tail(thousandths(amount) - self.sure).clamp(0.0, 1.0)
    }

    fn tail(&self, amount: i64) -> f64 {
        if amount <= 0 {
            return 1.0;
        }
        match &self.shape {
            Shape::Halves(halves) => halves.tail(amount),
            Shape::Lattice(lattice) => lattice.tail(amount),
            Shape::Fourier(series) => series.tail(amount as f64),
            Shape::Expansion(expansion) => expansion.tail(amount as f64),
        }
    }

    /// The least amount that revenue does not exceed with a chance of at least `p`.
    pub fn quantile(&self, p: f64) -> Money {
        let open = match &self.shape {
            Shape::Lattice(lattice) => lattice.quantile(p),
            Shape::Halves(halves) => {
                least(halves.total(), |x| 1.0 - halves.tail(x + 1) >= p - ROUNDING)
            }
            Shape::Fourier(f) => least(f.total(), |x| 1.0 - f.tail((x + 1) as f64) >= p),
            Shape::Expansion(e) => {
                // To a part of the total that is below what the expansion can tell apart.
                let step = (e.total() >> EXPANSION_BITS).max(1);
                let most = e.total() / step + 1;
                step * least(most, |i| 1.0 - e.tail((i * step) as f64) >= p)
            }
        };
        Money((self.sure + open) as f64 / PER_UNIT)
    }

    /// How much is missing to `goal` on average: `E[(goal - revenue)+]`.
    pub fn shortfall(&self, goal: Money) -> Money {
        let target = thousandths(goal) - self.sure;
        if target <= 0 {
            return Money(0.0);
        }
        let missing = match &self.shape {
            Shape::Halves(halves) => halves.shortfall(target),
            Shape::Lattice(lattice) => lattice.shortfall(target),
            Shape::Fourier(series) => series.shortfall(target as f64),
            Shape::Expansion(expansion) => expansion.shortfall(target as f64),
        };
        Money(missing.max(0.0) / PER_UNIT)
    }
}

/// Sums of many masses may fall short of a quantile's chance by this much.
pub(super) const ROUNDING: f64 = 1e-12;

/// Where a smooth distribution is asked for the chance of `amount`, when revenue comes in multiples
/// of `measure`: half a multiple below the first that reaches it.
pub(super) fn edge(amount: f64, measure: f64) -> f64 {
    ((amount / measure).ceil() - 0.5) * measure
}

fn common_divisor(a: i64, b: i64) -> i64 {
    if b == 0 { a } else { common_divisor(b, a % b) }
}

fn thousandths(amount: Money) -> i64 {
    (amount.0 * PER_UNIT).round() as i64
}

/// The least number in 0..=`most` that holds, when all greater ones hold too.
fn least(most: i64, holds: impl Fn(i64) -> bool) -> i64 {
    let (mut low, mut high) = (-1, most);
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        if holds(middle) {
            high = middle;
        } else {
            low = middle;
        }
    }
    high
}

#[cfg(test)]
mod tests;
