//! An input described once: what it is called, what it may hold and where it is kept.

mod value;

use std::ops::RangeInclusive;

use chrono::NaiveDate;

use super::units::{Days, Money, Percent};
use crate::language::Word;

pub use self::value::Value;

/// One input of a calculator with inputs `I`.
pub struct Field<I: 'static> {
    /// Name in links, storage and tables. A promise: never renamed.
    pub key: &'static str,
    /// What the visitor reads beside the box.
    pub label: Word,
    /// One sentence that says where a sales leader finds the figure.
    pub help: Word,
    /// Where on the form it stands.
    pub place: Place,
    /// What an empty box stands for.
    pub blank: Blank,
    /// Type, range and accessor.
    pub slot: Slot<I>,
}

/// What an empty box stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Blank {
    /// It must be filled.
    Missing,
    /// This value, in canonical text.
    Means(&'static str),
    /// Not known; the calculation does without.
    Unknown,
    /// The value the inputs hold already, such as today's date.
    Kept,
}

/// Where a field stands on the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Needed for a first answer.
    First,
    /// Behind "More detail".
    Detail,
}

/// Type, allowed range and accessor of a field. The variant ties the unit to the type.
pub enum Slot<I> {
    /// Major units of the visitor's currency.
    Money(RangeInclusive<f64>, Lens<I, Money>),
    /// As typed: 25 for a quarter.
    Percent(RangeInclusive<f64>, Lens<I, Percent>),
    /// Whole days.
    Days(RangeInclusive<u32>, Lens<I, Days>),
    /// A whole number of things.
    Count(RangeInclusive<u32>, Lens<I, u32>),
    /// A plain number.
    Number(RangeInclusive<f64>, Lens<I, f64>),
    /// A calendar day.
    Date(Lens<I, NaiveDate>),
    /// One of a few named options, by its position.
    Choice(&'static [Choice], Lens<I, usize>),
}

/// What a field is to those who show it and do not reach into inputs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shape {
    /// See [`Field::key`].
    pub key: &'static str,
    /// See [`Field::label`].
    pub label: Word,
    /// See [`Field::help`].
    pub help: Word,
    /// See [`Field::blank`].
    pub blank: Blank,
    /// What it takes.
    pub kind: Kind,
}

/// What a field takes; the unit follows from it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// See [`Slot::Money`].
    Money,
    /// See [`Slot::Percent`]; the least and the most.
    Percent(f64, f64),
    /// See [`Slot::Days`].
    Days,
    /// See [`Slot::Count`].
    Count,
    /// See [`Slot::Number`].
    Number,
    /// See [`Slot::Date`].
    Date,
    /// See [`Slot::Choice`].
    Choice(&'static [Choice]),
}

/// An option of a [`Slot::Choice`].
#[derive(Debug, PartialEq, Eq)]
pub struct Choice {
    /// Name in links and storage.
    pub key: &'static str,
    /// What the visitor reads.
    pub label: Word,
}

/// Reaches one member of the inputs, to read and to write.
pub enum Lens<I, T: 'static> {
    /// Always has a value.
    Required(fn(&mut I) -> &mut T),
    /// May be left out.
    Optional(fn(&mut I) -> &mut Option<T>),
}

/// Why a value cannot be used. The view adds the field's label.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Problem {
    /// Nothing was given and there is no default.
    Missing,
    /// The text is not a number.
    NotANumber,
    /// The text can be read as two different numbers.
    Ambiguous(f64, f64),
    /// A whole number is needed.
    NotWhole,
    /// The text is not a date.
    NotADate,
    /// Less than the least allowed.
    Below(Value),
    /// More than the most allowed.
    Above(Value),
    /// One of these two fields must be given; the other's key.
    NeedsEither(&'static str),
    /// Contradicts the field with this key.
    Contradicts(&'static str),
}

impl<I> Field<I> {
    /// The field without its way into the inputs.
    pub fn shape(&self) -> Shape {
        let kind = match &self.slot {
            Slot::Money(..) => Kind::Money,
            Slot::Percent(range, _) => Kind::Percent(*range.start(), *range.end()),
            Slot::Days(..) => Kind::Days,
            Slot::Count(..) => Kind::Count,
            Slot::Number(..) => Kind::Number,
            Slot::Date(_) => Kind::Date,
            Slot::Choice(options, _) => Kind::Choice(options),
        };
        let Self { key, label, help, blank, .. } = *self;
        Shape { key, label, help, blank, kind }
    }
}

impl<I: Copy> Field<I> {
    /// Whether an empty box is a problem.
    pub fn required(&self) -> bool {
        self.blank == Blank::Missing
    }

    /// The value held in `inputs`.
    pub fn get(&self, inputs: &I) -> Option<Value> {
        let mut copy = *inputs;
        match &self.slot {
            Slot::Money(_, lens) => lens.get(&mut copy).map(Value::Money),
            Slot::Percent(_, lens) => lens.get(&mut copy).map(Value::Percent),
            Slot::Days(_, lens) => lens.get(&mut copy).map(Value::Days),
            Slot::Count(_, lens) => lens.get(&mut copy).map(Value::Count),
            Slot::Number(_, lens) => lens.get(&mut copy).map(Value::Number),
            Slot::Date(lens) => lens.get(&mut copy).map(Value::Date),
            Slot::Choice(_, lens) => lens.get(&mut copy).map(Value::Choice),
        }
    }

    /// Puts `value` into `inputs` after checking its range.
    ///
    /// # Errors
    /// [`Problem::Below`] or [`Problem::Above`] with the bound when it is out of range,
    /// [`Problem::NotANumber`] when it is not finite or of another type. `inputs` is then unchanged.
    pub fn set(&self, inputs: &mut I, value: Value) -> Result<(), Problem> {
        match (&self.slot, value) {
            (Slot::Money(range, lens), Value::Money(v)) => {
                within(range, v.0, |bound| Value::Money(Money(bound)))?;
                lens.set(inputs, v);
            }
            (Slot::Percent(range, lens), Value::Percent(v)) => {
                within(range, v.0, |bound| Value::Percent(Percent(bound)))?;
                lens.set(inputs, v);
            }
            (Slot::Days(range, lens), Value::Days(v)) => {
                within(range, v.0, |bound| Value::Days(Days(bound)))?;
                lens.set(inputs, v);
            }
            (Slot::Count(range, lens), Value::Count(v)) => {
                within(range, v, Value::Count)?;
                lens.set(inputs, v);
            }
            (Slot::Number(range, lens), Value::Number(v)) => {
                within(range, v, Value::Number)?;
                lens.set(inputs, v);
            }
            (Slot::Date(lens), Value::Date(v)) => lens.set(inputs, v),
            (Slot::Choice(options, lens), Value::Choice(v)) if v < options.len() => {
                lens.set(inputs, v);
            }
            _ => return Err(Problem::NotANumber),
        }
        Ok(())
    }

    /// Empties an optional field; a required one keeps its value.
    pub fn clear(&self, inputs: &mut I) {
        match &self.slot {
            Slot::Money(_, lens) => lens.clear(inputs),
            Slot::Percent(_, lens) => lens.clear(inputs),
            Slot::Days(_, lens) => lens.clear(inputs),
            Slot::Count(_, lens) => lens.clear(inputs),
            Slot::Number(_, lens) => lens.clear(inputs),
            Slot::Date(lens) => lens.clear(inputs),
            Slot::Choice(_, lens) => lens.clear(inputs),
        }
    }
}

impl<I, T: Copy> Lens<I, T> {
    fn get(&self, inputs: &mut I) -> Option<T> {
        match self {
            Self::Required(reach) => Some(*reach(inputs)),
            Self::Optional(reach) => *reach(inputs),
        }
    }

    fn set(&self, inputs: &mut I, value: T) {
        match self {
            Self::Required(reach) => *reach(inputs) = value,
            Self::Optional(reach) => *reach(inputs) = Some(value),
        }
    }

    fn clear(&self, inputs: &mut I) {
        if let Self::Optional(reach) = self {
            *reach(inputs) = None;
        }
    }
}

fn within<T: PartialOrd + Copy>(
    range: &RangeInclusive<T>,
    value: T,
    bound: fn(T) -> Value,
) -> Result<(), Problem> {
    if range.contains(&value) {
        Ok(())
    } else if value < *range.start() {
        Err(Problem::Below(bound(*range.start())))
    } else if value > *range.end() {
        Err(Problem::Above(bound(*range.end())))
    } else {
        Err(Problem::NotANumber)
    }
}
