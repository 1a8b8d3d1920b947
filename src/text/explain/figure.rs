//! Figures with their unit, and as precise as they are printed.

use crate::calc::explain::{Formula, Quantity};
use crate::calc::units::Money;
use crate::text::formats::Formats;
use crate::text::words;

/// A figure within a formula.
pub(super) fn figure(quantity: Quantity, decimals: u8, formats: &dyn Formats) -> String {
    match quantity {
        Quantity::Money(v) => formats.money(Money(v)),
        Quantity::Share(v) => formats.percent(v, decimals),
        Quantity::Count(v) | Quantity::Number(v) => formats.number(v, decimals),
        Quantity::Days(v) => words::days(v, decimals, formats),
        Quantity::Times(v) => times(v, decimals, formats),
    }
}

/// A result: no more decimals than people use, except where they would leave nothing.
pub(super) fn result(quantity: Quantity, formats: &dyn Formats) -> String {
    let decimals = match quantity {
        Quantity::Days(_) | Quantity::Times(_) => 1,
        Quantity::Share(v) if v.abs() < 0.001 => 4,
        Quantity::Count(v) | Quantity::Number(v) if v.abs() < 0.1 => 4,
        _ => 2,
    };
    figure(quantity, decimals, formats)
}

/// The formula with its figures rounded as [`figure`] prints them.
pub(super) fn rounded(formula: &Formula, decimals: u8) -> Formula {
    let all = |parts: &[Formula]| parts.iter().map(|part| rounded(part, decimals)).collect();
    let one = |part: &Formula| Box::new(rounded(part, decimals));
    match formula {
        Formula::Figure(name, quantity) => Formula::Figure(*name, round(*quantity, decimals)),
        Formula::Constant(value) => Formula::Constant(*value),
        Formula::Sum(parts) => Formula::Sum(all(parts)),
        Formula::Product(parts) => Formula::Product(all(parts)),
        Formula::Difference(a, b) => Formula::Difference(one(a), one(b)),
        Formula::Quotient(a, b) => Formula::Quotient(one(a), one(b)),
        Formula::AtLeastZero(part) => Formula::AtLeastZero(one(part)),
    }
}

/// The same kind of quantity with another value.
pub(super) fn with(quantity: Quantity, value: f64) -> Quantity {
    match quantity {
        Quantity::Money(_) => Quantity::Money(value),
        Quantity::Share(_) => Quantity::Share(value),
        Quantity::Count(_) => Quantity::Count(value),
        Quantity::Days(_) => Quantity::Days(value),
        Quantity::Times(_) => Quantity::Times(value),
        Quantity::Number(_) => Quantity::Number(value),
    }
}

fn round(quantity: Quantity, decimals: u8) -> Quantity {
    let value = quantity.value();
    let decimals = match quantity {
        Quantity::Money(_) if value.abs() < 99.995 => 2,
        Quantity::Money(_) => 0,
        Quantity::Share(_) => decimals + 2,
        _ => decimals,
    };
    let scale = 10_f64.powi(i32::from(decimals));
    with(quantity, (value * scale).round() / scale)
}

fn times(value: f64, decimals: u8, formats: &dyn Formats) -> String {
    format!("{}×", formats.number(value, decimals))
}
