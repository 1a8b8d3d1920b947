//! Values with a unit, and only the arithmetic that makes sense between them.

use std::iter::Sum;
use std::ops::{Add, Mul, Sub};

/// An amount in major units of the visitor's currency. Never rounded here: views round once.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct Money(pub f64);

impl Money {
    /// The amount, or nothing when it is negative.
    #[must_use]
    pub fn or_zero(self) -> Self {
        Self(self.0.max(0.0))
    }

    /// How many times `other` fits in, `None` when `other` is not positive.
    pub fn ratio_to(self, other: Self) -> Option<f64> {
        (other.0 > 0.0).then(|| self.0 / other.0)
    }
}

impl Add for Money {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Money {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Mul<f64> for Money {
    type Output = Self;
    fn mul(self, factor: f64) -> Self {
        Self(self.0 * factor)
    }
}

impl Sum for Money {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::default(), Add::add)
    }
}

/// A percentage as people type it: 29, not 0.29, because `0.29 * 100.0` is no longer 29.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct Percent(pub f64);

impl Percent {
    /// The share between 0 and 1.
    pub fn fraction(self) -> f64 {
        self.0 / 100.0
    }
}

/// A length of time in whole days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Days(pub u32);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percent_keeps_what_was_typed() {
        assert_eq!(Percent(29.0).0.to_string(), "29");
        assert!((Percent(29.0).fraction() - 0.29).abs() < 1e-15);
    }

    #[test]
    fn a_ratio_to_nothing_has_no_answer() {
        assert_eq!(Money(5.0).ratio_to(Money(0.0)), None);
        assert_eq!(Money(6.0).ratio_to(Money(2.0)), Some(3.0));
    }
}
