//! The formula behind a figure, with its figures: a small tree that text can print and a test can
//! evaluate.

use chrono::NaiveDate;

use crate::language::Word;

/// What a number measures, so that text knows how to print it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Quantity {
    /// Major units of the visitor's currency.
    Money(f64),
    /// A share between 0 and 1, printed as a percentage.
    Share(f64),
    /// A number of things, possibly a fraction of one.
    Count(f64),
    /// A number of days, possibly a fraction of one.
    Days(f64),
    /// A ratio, printed as "3.2×".
    Times(f64),
    /// A plain number.
    Number(f64),
}

impl Quantity {
    /// The bare number.
    pub fn value(self) -> f64 {
        let (Self::Money(v)
        | Self::Share(v)
        | Self::Count(v)
        | Self::Days(v)
        | Self::Times(v)
        | Self::Number(v)) = self;
        v
    }
}

/// A formula with the visitor's figures in it.
#[derive(Clone, Debug, PartialEq)]
pub enum Formula {
    /// A named figure: "goal", $1,000,000.
    Figure(Word, Quantity),
    /// A constant of the formula: the 3 of "3×", the 7 days of a week.
    Constant(f64),
    /// All parts added.
    Sum(Vec<Formula>),
    /// The first less the second.
    Difference(Box<Formula>, Box<Formula>),
    /// All parts multiplied.
    Product(Vec<Formula>),
    /// The first divided by the second.
    Quotient(Box<Formula>, Box<Formula>),
    /// The part, or 0 when it is negative.
    AtLeastZero(Box<Formula>),
}

impl Formula {
    /// What the formula comes to.
    pub fn evaluate(&self) -> f64 {
        match self {
            Self::Figure(_, quantity) => quantity.value(),
            Self::Constant(value) => *value,
            Self::Sum(parts) => parts.iter().map(Self::evaluate).sum(),
            Self::Difference(a, b) => a.evaluate() - b.evaluate(),
            Self::Product(parts) => parts.iter().map(Self::evaluate).product(),
            Self::Quotient(a, b) => a.evaluate() / b.evaluate(),
            Self::AtLeastZero(part) => part.evaluate().max(0.0),
        }
    }
}

impl std::ops::Add for Formula {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self::Sum(vec![self, other])
    }
}

impl std::ops::Sub for Formula {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self::Difference(Box::new(self), Box::new(other))
    }
}

impl std::ops::Mul for Formula {
    type Output = Self;
    fn mul(self, other: Self) -> Self {
        Self::Product(vec![self, other])
    }
}

impl std::ops::Div for Formula {
    type Output = Self;
    fn div(self, other: Self) -> Self {
        Self::Quotient(Box::new(self), Box::new(other))
    }
}

/// How one figure of a report came about.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// Names the figure for views: `coverage_need`.
    pub key: &'static str,
    /// What the figure is called on the screen.
    pub label: Word,
    /// The figure itself.
    pub result: Quantity,
    /// The date it stands for, when it is one.
    pub date: Option<NaiveDate>,
    /// The formula whose value is the figure.
    pub formula: Formula,
    /// What the formula leaves out, in one or two sentences: where its figures come from.
    pub note: Word,
}
