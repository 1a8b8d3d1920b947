//! The forecast in sentences and tables.

pub mod accuracy;
mod answered;
pub mod assumptions;
pub mod history;
pub mod methods;
pub mod table;

use super::formats::Formats;
use super::verdict::{Tone, Verdict, about, of_hundred};
use crate::calc::forecast::{Method, Month, Report};
use crate::calc::units::Money;

pub use self::answered::answered;
pub use self::table::{csv, table_text};

/// A chance from which on a goal is as good as made, and one from which on it may be.
const ENOUGH: f64 = 0.8;
const CLOSE: f64 = 0.5;
/// Digits of an amount behind its first.
const DIGITS: f64 = 2.0;

/// The answer in words, by the method that leads.
pub fn verdict(report: &Report, leading: Method, formats: &dyn Formats) -> Verdict {
    let Some(last) = report.months.last().filter(|_| !is_empty(report)) else {
        return Verdict {
            tone: Tone::Open,
            headline: "There is nothing to forecast yet.".into(),
            detail: "Fill in open deals, new pipeline, renewals or recurring revenue: one is \
                     enough to begin with."
                .into(),
        };
    };
    let when = when(report, last, formats);
    let whole = [&*spoken(report.total.total(), formats), &*spread(report.range, formats)];
    let other = methods::led_by(report, leading);
    let (headline, first) = match other {
        None => (
            ["You will probably ", verb(report), " ", whole[0], " ", &*when, whole[1], "."]
                .concat(),
            String::new(),
        ),
        Some(row) => (
            [
                methods::by(row.method),
                " you would ",
                methods::verb(row.covers),
                " ",
                &*spoken(row.amount, formats),
                &*methods::of(row.covers, &when),
                ".",
            ]
            .concat(),
            ["Every source with its timing comes to ", whole[0], " ", &*when, whole[1], ". "]
                .concat(),
        ),
    };
    Verdict { tone: tone(report), headline, detail: first + &goal(report, formats) }
}

/// Whether nothing brings anything.
pub fn is_empty(report: &Report) -> bool {
    report.total.total().0 <= 0.0 && report.range[2].0 <= 0.0
}

fn tone(report: &Report) -> Tone {
    match report.chance {
        None => Tone::Open,
        Some(chance) if chance >= ENOUGH => Tone::Enough,
        Some(chance) if chance >= CLOSE => Tone::Close,
        Some(_) => Tone::Short,
    }
}

/// Recurring revenue is not closed, it comes in.
fn verb(report: &Report) -> &'static str {
    if report.total.recurring.0 > 0.0 { "bring in" } else { "close" }
}

/// "in the 12 months to 30 Nov 2027".
fn when(report: &Report, last: &Month, formats: &dyn Formats) -> String {
    let count = report.months.len();
    let end = formats.date(last.end);
    if count == 1 {
        return ["in the month to ", &*end].concat();
    }
    ["in the ", &*formats.number(count as f64, 0), " months to ", &*end].concat()
}

/// ": 4 times in 5 between $2.6M and $3.7M"; nothing where it is sure.
fn spread([low, _, high]: [Money; 3], formats: &dyn Formats) -> String {
    let (low, high) = (spoken(low, formats), spoken(high, formats));
    if low == high {
        return String::new();
    }
    [": 4 times in 5 between ", &*low, " and ", &*high].concat()
}

/// What the forecast means for the goal.
fn goal(report: &Report, formats: &dyn Formats) -> String {
    let (Some(goal), Some(chance)) = (report.goal, report.chance) else {
        return "Give a goal to see your chance of making it.".into();
    };
    let difference = rounded(goal) - rounded(report.total.total());
    let amount = spoken(Money(difference.0.abs()), formats);
    let ends = match difference.0 {
        short if short > 0.0 => [&*amount, " short of it"].concat(),
        more if more < 0.0 => [&*amount, " above it"].concat(),
        _ => "exactly there".to_owned(),
    };
    [
        "The chance of making your goal of ",
        &*spoken(goal, formats),
        " is ",
        &*of_hundred(chance),
        "; on average you end ",
        &*ends,
        ".",
    ]
    .concat()
}

/// Whole units: a forecast has no cents.
pub fn rounded(amount: Money) -> Money {
    Money(amount.0.round())
}

/// An amount within a sentence, with no more digits than a forecast has: "$783,000", "$1.6M".
fn spoken(amount: Money, formats: &dyn Formats) -> String {
    let size = amount.0.abs().max(1.0);
    let step = 10_f64.powf(size.log10().floor() - DIGITS).max(1.0);
    about(Money((amount.0 / step).round() * step), formats)
}

/// "1 deal", "12 deals".
pub fn counted(count: usize, one: &str, many: &str, formats: &dyn Formats) -> String {
    let words = if count == 1 { one } else { many };
    [&*formats.number(count as f64, 0), " ", words].concat()
}

#[cfg(test)]
pub(crate) mod tests;
