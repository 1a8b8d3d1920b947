//! The forecast in sentences and tables.

pub mod accuracy;
mod answered;
pub mod assumptions;
pub mod grid;
pub mod history;
pub mod methods;
mod plan;
pub mod table;
pub mod undated;

use super::formats::Formats;
use super::verdict::{Tone, Verdict, about, of_hundred};
use crate::calc::forecast::{Method, MethodRow, Month, Report};
use crate::calc::units::Money;
use crate::language::Count;

pub use self::answered::answered;
pub use self::grid::{csv, table_text};
pub use self::plan::{gap, hole};

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
            headline: say!("There is nothing to forecast yet.").into(),
            detail: say!(
                "Fill in open deals, new pipeline, renewals or recurring revenue: one is \
                     enough to begin with."
            )
            .into(),
        };
    };
    let whole = whole(report, last, formats);
    let (headline, first) = match methods::led_by(report, leading) {
        None => (whole.headline(), String::new()),
        Some(row) => (whole.led_by(row), whole.in_all() + " "),
    };
    Verdict { tone: tone(report), headline, detail: first + &goal(report, formats) }
}

/// Whether nothing brings anything.
pub fn is_empty(report: &Report) -> bool {
    report.total.total().0 <= 0.0 && report.range[2].0 <= 0.0
}

fn tone(report: &Report) -> Tone {
    match chance(report) {
        None => Tone::Open,
        Some(chance) if chance >= ENOUGH => Tone::Enough,
        Some(chance) if chance >= CLOSE => Tone::Close,
        Some(_) => Tone::Short,
    }
}

/// The chance of the goal: of all months, or else of those that a plan is for.
pub fn chance(report: &Report) -> Option<f64> {
    report.chance.or(report.planned.as_ref().and_then(|plan| plan.goal_chance))
}

/// The whole forecast as sentences speak of it.
struct Whole<'a> {
    /// Recurring revenue is not closed, it comes in.
    recurs: bool,
    amount: String,
    /// "$2.6M" and "$3.7M", 4 times in 5; nothing where it is sure.
    range: Option<[String; 2]>,
    when: When,
    formats: &'a dyn Formats,
}

/// The time of the forecast.
struct When {
    months: usize,
    /// So many, for a sentence.
    count: String,
    end: String,
}

fn whole<'a>(report: &Report, last: &Month, formats: &'a dyn Formats) -> Whole<'a> {
    let [low, _, high] = report.range.map(|amount| spoken(amount, formats));
    let months = report.months.len();
    let count = formats.number(months as f64, 0);
    Whole {
        recurs: report.total.recurring.0 > 0.0,
        amount: spoken(report.total.total(), formats),
        range: (low != high).then_some([low, high]),
        when: When { months, count, end: formats.date(last.end) },
        formats,
    }
}

impl Whole<'_> {
    /// "You will probably close $3.1M in the 3 months to 31 Mar 2027: 4 times in 5 between …"
    fn headline(&self) -> String {
        let (amount, n, end) = (&self.amount, &self.when.count, &self.when.end);
        let first = match (self.recurs, self.when.months) {
            (true, 1) => say!(
                "You will probably bring in {amount} in the month to {end}",
                amount = amount,
                end = end
            ),
            (true, _) => say!(
                "You will probably bring in {amount} in the {n} months to {end}",
                amount = amount,
                n = n,
                end = end,
            ),
            (false, 1) => say!(
                "You will probably close {amount} in the month to {end}",
                amount = amount,
                end = end
            ),
            (false, _) => say!(
                "You will probably close {amount} in the {n} months to {end}",
                amount = amount,
                n = n,
                end = end,
            ),
        };
        self.with_range(&first)
    }

    /// What another method lets expect.
    fn led_by(&self, row: &MethodRow) -> String {
        methods::headline(row, &self.when, self.formats)
    }

    /// The same for all sources, behind what another method gives.
    fn in_all(&self) -> String {
        let (amount, n, end) = (&self.amount, &self.when.count, &self.when.end);
        let first = if self.when.months == 1 {
            say!(
                "Every source with its timing comes to {amount} in the month to {end}",
                amount = amount,
                end = end,
            )
        } else {
            say!(
                "Every source with its timing comes to {amount} in the {n} months to {end}",
                amount = amount,
                n = n,
                end = end,
            )
        };
        self.with_range(&first)
    }

    fn with_range(&self, first: &str) -> String {
        match &self.range {
            None => [first, "."].concat(),
            Some([low, high]) => say!(
                "{expected}: 4 times in 5 between {low} and {high}.",
                expected = first,
                low = low,
                high = high,
            ),
        }
    }
}

/// What the forecast means for the goal.
fn goal(report: &Report, formats: &dyn Formats) -> String {
    let (Some(goal), Some(chance)) = (report.goal, report.chance) else {
        if let Some(told) = plan::chance(report, formats) {
            return told;
        }
        return say!("Give a goal to see your chance of making it.").into();
    };
    let difference = rounded(goal) - rounded(report.total.total());
    let amount = spoken(Money(difference.0.abs()), formats);
    let (goal, chance) = (spoken(goal, formats), of_hundred(chance));
    match difference.0 {
        short if short > 0.0 => say!(
            "The chance of making your goal of {goal} is {chance}; on average you end {amount} short of it.",
            goal = goal,
            chance = chance,
            amount = amount,
        ),
        more if more < 0.0 => say!(
            "The chance of making your goal of {goal} is {chance}; on average you end {amount} above it.",
            goal = goal,
            chance = chance,
            amount = amount,
        ),
        _ => say!(
            "The chance of making your goal of {goal} is {chance}; on average you end exactly there.",
            goal = goal,
            chance = chance,
        ),
    }
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

/// So many, for a sentence that counts.
fn counted(count: usize, formats: &dyn Formats) -> Count {
    formats.count(count as f64, 0)
}

#[cfg(test)]
pub(crate) mod tests;
