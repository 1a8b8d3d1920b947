//! The sweep in sentences.

mod line;

use super::assess::{self, band};
use super::formats::Formats;
use super::record::{Item, Record, record, text};
use super::verdict::{Tone, Verdict, of_hundred};
use crate::calc::sweep::{FIELDS, Group, Inputs, Report, Rule, Standing, Step, Verdict as Deal};
use crate::calc::units::Money;
use crate::language::Count;

pub use self::line::{line, regret};

/// A share of dead pipeline from which on it is a matter of concern.
const MUCH: f64 = 0.15;

/// What was found, in a sentence, and what it means.
pub fn verdict(report: &Report, formats: &dyn Formats) -> Verdict {
    let (dead, before) = (&report.dead, &report.before);
    if before.deals == 0 {
        return Verdict {
            tone: Tone::Over,
            headline: say!("The list has no open deal.").into(),
            detail: say!("There is nothing to sweep. Check that your export has open deals too.")
                .into(),
        };
    }
    if dead.deals == 0 {
        return Verdict {
            tone: Tone::Enough,
            headline: say!(
                "None of your {n} open {n?deal|deals} is dead.",
                n = number(before.deals, formats)
            ),
            detail: chance(report, formats),
        };
    }
    Verdict {
        tone: if dead.share >= MUCH { Tone::Short } else { Tone::Close },
        headline: headline(report, formats),
        detail: [&*loss(report, formats), " ", &*chance(report, formats)].concat(),
    }
}

fn headline(report: &Report, formats: &dyn Formats) -> String {
    let (dead, before) = (&report.dead, &report.before);
    let value = short(dead.value, formats);
    if before.deals == 1 {
        return say!("Your one open deal is dead: {value}.", value = value);
    }
    say!(
        "{dead} of your {open} open {open?deal|deals} {dead?is|are} dead: {value} of {pipeline}.",
        dead = number(dead.deals, formats),
        open = number(before.deals, formats),
        value = value,
        pipeline = short(before.pipeline, formats),
    )
}

/// What the dead deals look like, and what they would bring.
fn loss(report: &Report, formats: &dyn Formats) -> String {
    let before = report.before.expected;
    say!(
        "They look like {share} of your pipeline and would bring {value} of the {all} to expect \
         from it.",
        share = formats.percent(report.dead.share, 0),
        value = short(before - report.after.expected, formats),
        all = short(before, formats),
    )
}

fn chance(report: &Report, formats: &dyn Formats) -> String {
    if report.remaining.0 <= 0.0 {
        return say!("Your goal is reached with what is won already.").into();
    }
    say!(
        "The chance of making the goal with the deals that are left is {chance}; on average they \
         and what is won end at {end}.",
        chance = of_hundred(report.after.outcome.chance),
        end = short(report.after.outcome.expected, formats),
    )
}

/// Why a deal stands where it stands.
pub fn reason(deal: &Deal, formats: &dyn Formats) -> String {
    let days = |days: u32| formats.count(f64::from(days), 0);
    let mut parts: Vec<String> = Vec::new();
    parts.extend(match deal.standing {
        _ if deal.kept => Some(say!("past the line, kept by you").to_owned()),
        _ if deal.taken_out => Some(say!("taken out by you").to_owned()),
        Standing::Dead => Some(say!("past the line").to_owned()),
        Standing::Aged if deal.past_due.is_none() => Some(say!("older than your cycle").to_owned()),
        Standing::Aged | Standing::Fresh => None,
    });
    parts.extend(deal.past_due.map(|ago| say!("due {n} {n?day|days} ago", n = days(ago))));
    parts.extend(deal.idle.map(|ago| match ago {
        0 => say!("active today").to_owned(),
        ago => say!("last active {n} {n?day|days} ago", n = days(ago)),
    }));
    parts.join("; ")
}

/// What to do next, as a command.
pub fn step(step: Step, formats: &dyn Formats) -> String {
    match step {
        Step::Keep => say!("Go on" in "with a deal").into(),
        Step::Requalify(by) => say!("Requalify by {day}", day = formats.date(by)),
        Step::Nurture => say!("Return to marketing").into(),
        Step::CloseAsLost => say!("Close as lost").into(),
    }
}

/// The same, as what is suggested.
pub fn suggestion(step: Step, formats: &dyn Formats) -> String {
    match step {
        Step::Keep => say!("Go on (suggested)").into(),
        Step::Requalify(by) => say!("Requalify by {day} (suggested)", day = formats.date(by)),
        Step::Nurture => say!("Return to marketing (suggested)").into(),
        Step::CloseAsLost => say!("Close as lost (suggested)").into(),
    }
}

/// "38 deals", "1 deal".
pub fn deals(count: usize, formats: &dyn Formats) -> String {
    say!("{n} {n?deal|deals}", n = number(count, formats))
}

/// How many of something, for a sentence that says of what.
pub fn number(count: usize, formats: &dyn Formats) -> Count {
    formats.count(count as f64, 0)
}

/// What the dead deals would have to do for the goal.
pub fn survivors(report: &Report, formats: &dyn Formats) -> Option<String> {
    let (gap, dead) = (report.survivors.gap, report.dead.deals);
    if dead == 0 || gap.0 <= 0.0 {
        return None;
    }
    let gap = short(gap, formats);
    Some(if let Some(needed) = report.survivors.deals {
        say!(
            "Without them {gap} is missing on average: at least {needed} of the {dead} dead ones, \
             the largest, would have to be won after all.",
            gap = gap,
            needed = number(needed, formats),
            dead = number(dead, formats),
        )
    } else {
        say!(
            "Without them {gap} is missing on average, more than all dead deals together are worth.",
            gap = gap,
        )
    })
}

/// Open deals whose expected day of closing has passed.
pub fn past_due(report: &Report, formats: &dyn Formats) -> Option<String> {
    let late = &report.past_due;
    (late.deals > 0).then(|| {
        say!(
            "{n} open {n?deal is|deals are} past {n?its|their} expected close date: {value}, \
             {share} of the pipeline.",
            n = number(late.deals, formats),
            value = short(late.value, formats),
            share = formats.percent(late.share, 0),
        )
    })
}

/// Open deals in which nothing happens.
pub fn stalled(report: &Report, formats: &dyn Formats) -> Option<String> {
    let idle = &report.stalled;
    (idle.deals > 0).then(|| {
        say!(
            "{n} open {n?deal has|deals have} had no activity for more than {days} {days?day|days}, \
             one sales cycle: {value}, {share} of the pipeline.",
            n = number(idle.deals, formats),
            days = formats.count(report.default.cycle.floor(), 0),
            value = short(idle.value, formats),
            share = formats.percent(idle.share, 0),
        )
    })
}

/// What closing a part of the open deals would cost.
pub fn cost(group: &Group, report: &Report, formats: &dyn Formats) -> String {
    say!(
        "They bring {value} of the {all} you can expect from open deals in this period.",
        value = short(group.expected, formats),
        all = short(report.before.expected, formats),
    )
}

fn short(amount: Money, formats: &dyn Formats) -> String {
    if amount.0.abs() >= 999_500.0 {
        formats.money_short(amount)
    } else {
        formats.money(Money(amount.0.round()))
    }
}

/// The record of an answer, for the page around a sweep: figures of the list, no deals.
pub fn answered(inputs: &Inputs, report: &Report, verdict: &Verdict) -> Item {
    record([
        ("calculator", text("sweep")),
        ("problems", Item::List(Vec::new())),
        ("inputs", inputs_of(inputs)),
        ("band", text(band(verdict.tone))),
        ("headline", text(&verdict.headline)),
        ("detail", text(&verdict.detail)),
        ("figures", Item::Record(figures(report))),
    ])
}

/// Every input by the key of its field.
pub fn inputs_of(inputs: &Inputs) -> Item {
    assess::fields_of(FIELDS, inputs)
}

/// The figures of a report by their keys; shares and chances in percent.
fn figures(report: &Report) -> Record {
    let count = |count: usize| Item::Number(count as f64);
    let percent = |share: f64| Item::Number(share * 100.0);
    let money = |amount: Money| Item::Number(amount.0);
    let (before, after) = (&report.before, &report.after);
    let one_line = report.parts.is_empty() || report.line.rule == Rule::Moved;
    let dead_after = report.line.days.filter(|_| one_line);
    let coverage = |ratio: Option<f64>| ratio.map_or(Item::Nothing, Item::Number);
    let figures = [
        ("open_deals", count(before.deals)),
        ("open_pipeline", money(before.pipeline)),
        ("dead_deals", count(report.dead.deals)),
        ("dead_pipeline", money(report.dead.value)),
        ("dead_share", percent(report.dead.share)),
        ("dead_after", dead_after.map_or(Item::Nothing, Item::Number)),
        ("past_due_deals", count(report.past_due.deals)),
        ("stalled_deals", count(report.stalled.deals)),
        ("coverage_before", coverage(before.coverage)),
        ("coverage_after", coverage(after.coverage)),
        ("expected_before", money(before.expected)),
        ("expected_after", money(after.expected)),
        ("chance_before", percent(before.outcome.chance)),
        ("chance_after", percent(after.outcome.chance)),
    ];
    figures.into_iter().map(|(key, item)| (key.to_owned(), item)).collect()
}

#[cfg(test)]
mod tests;
