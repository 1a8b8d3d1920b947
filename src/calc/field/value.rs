//! What a field may hold.

use chrono::NaiveDate;

use crate::calc::units::{Days, Money, Percent};

/// A value of any field.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value {
    /// See [`super::Slot::Money`].
    Money(Money),
    /// See [`super::Slot::Percent`].
    Percent(Percent),
    /// See [`super::Slot::Days`].
    Days(Days),
    /// See [`super::Slot::Count`].
    Count(u32),
    /// See [`super::Slot::Number`].
    Number(f64),
    /// See [`super::Slot::Date`].
    Date(NaiveDate),
    /// See [`super::Slot::Choice`].
    Choice(usize),
}

impl Value {
    /// The bare number; `None` of a day and of a choice.
    pub fn number(self) -> Option<f64> {
        match self {
            Self::Money(Money(number)) | Self::Percent(Percent(number)) | Self::Number(number) => {
                Some(number)
            }
            Self::Days(days) => Some(f64::from(days.0)),
            Self::Count(count) => Some(f64::from(count)),
            Self::Date(_) | Self::Choice(_) => None,
        }
    }

    /// Another number with the same unit; a day and a choice stay as they are.
    #[must_use]
    pub fn with(self, number: f64) -> Self {
        match self {
            Self::Money(_) => Self::Money(Money(number)),
            Self::Percent(_) => Self::Percent(Percent(number)),
            Self::Number(_) => Self::Number(number),
            Self::Days(_) => Self::Days(Days(number as u32)),
            Self::Count(_) => Self::Count(number as u32),
            Self::Date(_) | Self::Choice(_) => self,
        }
    }
}
