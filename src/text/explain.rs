//! A formula as text: once with names, once with figures.

mod figure;

use std::ops::RangeInclusive;

use self::figure::{figure, result, rounded, with};
use super::formats::Formats;
use crate::calc::explain::{Explanation, Formula, Quantity};

/// Decimals of shares, counts and days in a formula: as few as give the result on a pocket
/// calculator, no fewer than the first and no more than the last.
const DECIMALS: RangeInclusive<u8> = 2..=7;

/// An explanation as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lines {
    /// "open pipeline ÷ still to win".
    pub words: String,
    /// "$2,900,000 ÷ $850,000".
    pub figures: String,
    /// "3.4×".
    pub result: String,
}

/// The lines of an explanation.
pub fn lines(explanation: &Explanation, formats: &dyn Formats) -> Lines {
    let print = |decimals| Printer { formats, decimals }.print(&explanation.formula).text;
    Lines {
        words: print(None),
        figures: print(Some(decimals(explanation, formats))),
        result: match explanation.date {
            Some(day) => formats.date(day),
            None => result(explanation.result, formats),
        },
    }
}

/// The fewest decimals with which the figures, as printed, come to the result, as printed. Money
/// is printed in whole units, so that a result in money may be off by as little.
fn decimals(explanation: &Explanation, formats: &dyn Formats) -> u8 {
    let exact = DECIMALS.into_iter().find(|decimals| comes_to(explanation, *decimals, formats));
    let nearly = || DECIMALS.into_iter().find(|decimals| comes_near(explanation, *decimals));
    exact.or_else(nearly).unwrap_or(*DECIMALS.start())
}

/// Whether figures of so many decimals give the result to its last printed digit.
fn comes_to(explanation: &Explanation, decimals: u8, formats: &dyn Formats) -> bool {
    let value = rounded(&explanation.formula, decimals).evaluate();
    result(with(explanation.result, value), formats) == result(explanation.result, formats)
}

/// Whether they give an amount to a unit or to five digits.
fn comes_near(explanation: &Explanation, decimals: u8) -> bool {
    let Quantity::Money(amount) = explanation.result else { return false };
    let value = rounded(&explanation.formula, decimals).evaluate();
    (value - amount).abs() <= (amount.abs() * 1e-5).max(1.0)
}

/// How tightly a part holds together.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Binding {
    /// "…, at least 0".
    Remark,
    /// "… + …", "… − …", a negative figure.
    Sum,
    /// "… × …", "… ÷ …".
    Product,
    /// A single figure.
    Leaf,
}

struct Printed {
    text: String,
    binding: Binding,
}

impl Printed {
    /// In parentheses when it holds less tightly than `least`.
    fn within(self, least: Binding) -> String {
        if self.binding < least { format!("({})", self.text) } else { self.text }
    }
}

struct Printer<'a> {
    formats: &'a dyn Formats,
    /// Of the figures; `None` prints their names.
    decimals: Option<u8>,
}

impl Printer<'_> {
    fn print(&self, formula: &Formula) -> Printed {
        match formula {
            Formula::Figure(name, quantity) => self.figure(name.text(), *quantity),
            Formula::Constant(value) => leaf(self.formats.number(*value, 4)),
            Formula::Sum(parts) => self.chain(parts, " + ", Binding::Sum),
            Formula::Product(parts) => self.chain(parts, " × ", Binding::Product),
            Formula::Difference(a, b) => self.pair(a, " − ", b, Binding::Sum),
            Formula::Quotient(a, b) => self.pair(a, " ÷ ", b, Binding::Product),
            Formula::AtLeastZero(part) => {
                let text =
                    say!("{formula}, at least 0", formula = self.print(part).within(Binding::Sum));
                Printed { text, binding: Binding::Remark }
            }
        }
    }

    fn figure(&self, name: &str, quantity: Quantity) -> Printed {
        leaf(match self.decimals {
            None => name.to_string(),
            Some(decimals) => figure(quantity, decimals, self.formats),
        })
    }

    /// Parts whose order does not matter.
    fn chain(&self, parts: &[Formula], sign: &str, binding: Binding) -> Printed {
        if let [only] = parts {
            return self.print(only);
        }
        let text = |(index, part): (usize, &Formula)| {
            let printed = self.print(part);
            // "a + -5" reads badly, and so does "a × b ÷ c" for "a × (b ÷ c)".
            let bare = index == 0 || matches!(part, Formula::Sum(_) | Formula::Product(_));
            let least = if bare || printed.binding > binding { binding } else { Binding::Leaf };
            printed.within(least)
        };
        let texts: Vec<String> = parts.iter().enumerate().map(text).collect();
        Printed { text: texts.join(sign), binding }
    }

    /// Two parts whose order matters: the second must hold more tightly.
    fn pair(&self, a: &Formula, sign: &str, b: &Formula, binding: Binding) -> Printed {
        let tighter = if binding == Binding::Sum { Binding::Product } else { Binding::Leaf };
        let (a, b) = (self.print(a).within(binding), self.print(b).within(tighter));
        Printed { text: format!("{a}{sign}{b}"), binding }
    }
}

fn leaf(text: String) -> Printed {
    let binding = if text.starts_with('-') { Binding::Sum } else { Binding::Leaf };
    Printed { text, binding }
}

#[cfg(test)]
mod tests;
