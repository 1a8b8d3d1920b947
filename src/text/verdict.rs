//! The answer in a sentence.

use super::formats::Formats;
use super::words;
use crate::calc::coverage::{Inputs, NeededPipeline, Outlook, Report, Status};
use crate::calc::units::Money;

pub use super::rules::rule_sentences;

/// Points below the chance that is wanted within which a verdict is [`Tone::Close`].
const CLOSE: f64 = 10.0;

/// How the answer feels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// The chance is what was wanted, or better.
    Enough,
    /// The chance is within ten points of what was wanted.
    Close,
    /// The chance is further off.
    Short,
    /// Nothing can change it any more.
    Over,
    /// There is no goal to hold it against.
    Open,
}

/// The answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// How it feels.
    pub tone: Tone,
    /// One sentence.
    pub headline: String,
    /// What is behind it, in a sentence or two.
    pub detail: String,
}

/// The answer of a report in words.
pub fn verdict(report: &Report, inputs: &Inputs, formats: &dyn Formats) -> Verdict {
    let answer = Answer { report, inputs, formats };
    match (report.status, &report.outlook) {
        (Status::GoalReached, _) => answer.reached(),
        (Status::PeriodOver, _) => answer.over(),
        (Status::Open, Some(outlook)) if answer.is_enough() => answer.enough(outlook),
        (Status::Open, Some(outlook)) => answer.short(outlook),
        (Status::Open, None) => answer.only_chance(),
    }
}

/// A chance as people grasp it: "31 of 100".
pub fn of_hundred(chance: f64) -> String {
    if chance > 0.0 && chance < 0.005 {
        "fewer than 1 of 100".into()
    } else if (0.995..1.0).contains(&chance) {
        "more than 99 of 100".into()
    } else {
        format!("{} of 100", hundredths(chance))
    }
}

/// Rounded half up, so that no chance above 0 becomes 0.
fn hundredths(chance: f64) -> u32 {
    (chance * 100.0 + 0.5).floor() as u32
}

/// An amount within a sentence: "$1.9M", "$250,000".
pub(super) fn about(amount: Money, formats: &dyn Formats) -> String {
    if amount.0.abs() >= 999_500.0 { formats.money_short(amount) } else { formats.money(amount) }
}

/// "5.6×".
pub(crate) fn times(value: f64, formats: &dyn Formats) -> String {
    format!("{}×", formats.number(value, 1))
}

/// "an 80% chance": what the visitor wants.
pub(crate) fn wanted(inputs: &Inputs, formats: &dyn Formats) -> String {
    let percent = formats.percent(inputs.confidence.fraction(), 2);
    format!("{} {percent} chance", words::article(inputs.confidence.0))
}

struct Answer<'a> {
    report: &'a Report,
    inputs: &'a Inputs,
    formats: &'a dyn Formats,
}

impl Answer<'_> {
    fn points_short(&self) -> f64 {
        self.inputs.confidence.0 - self.report.chance * 100.0
    }

    fn is_enough(&self) -> bool {
        self.points_short() <= 0.0
    }

    fn tone(&self) -> Tone {
        match self.points_short() {
            points if points <= 0.0 => Tone::Enough,
            points if points <= CLOSE => Tone::Close,
            _ => Tone::Short,
        }
    }

    fn about(&self, amount: Money) -> String {
        about(amount, self.formats)
    }

    /// Closed-won is at or above the goal.
    fn reached(&self) -> Verdict {
        let (won, more) = (self.inputs.closed_won, self.inputs.closed_won - self.inputs.goal);
        let (won, more) = (self.about(won), Some(more).filter(|more| more.0 > 0.0));
        let detail = match more {
            Some(more) => format!("You have won {won}, {} more than your goal.", self.about(more)),
            None => format!("You have won {won}, exactly your goal."),
        };
        Verdict { tone: Tone::Enough, headline: "You have reached your goal.".into(), detail }
    }

    fn over(&self) -> Verdict {
        let (won, goal) = (self.about(self.inputs.closed_won), self.about(self.inputs.goal));
        Verdict {
            tone: Tone::Over,
            headline: format!(
                "The period is over: you ended {} short.",
                self.about(self.report.remaining)
            ),
            detail: format!("You won {won} of your goal of {goal}."),
        }
    }

    fn enough(&self, outlook: &Outlook) -> Verdict {
        let gives = if self.inputs.open_pipeline.0 > 0.0 {
            "your pipeline gives"
        } else {
            "even with no open pipeline, the deals you create from now on give"
        };
        let headline = format!("Yes: {gives} {} of making the goal.", self.chance_given());
        let spare = outlook.chosen.open.filter(|needed| needed.short.0 < 0.0);
        let detail = match spare {
            Some(needed) => format!(
                "{} takes {} of open pipeline; you have {}.",
                capital(&self.wanted()),
                self.about(needed.pipeline),
                self.have(outlook),
            ),
            None => format!(
                "You wanted {}; you have {} of open pipeline.",
                self.wanted(),
                self.have(outlook)
            ),
        };
        Verdict { tone: Tone::Enough, headline, detail }
    }

    /// "an 84 of 100 chance".
    fn chance_given(&self) -> String {
        let (chance, text) = (self.report.chance, of_hundred(self.report.chance));
        if text.starts_with(|first: char| first.is_ascii_digit()) {
            format!("{} {text} chance", words::article(f64::from(hundredths(chance))))
        } else {
            format!("a chance of {text}")
        }
    }

    fn short(&self, outlook: &Outlook) -> Verdict {
        let (headline, detail) = match outlook.chosen.open {
            None => self.out_of_reach(),
            Some(needed) if self.inputs.open_pipeline.0 <= 0.0 => self.none_yet(&needed, outlook),
            Some(needed) if needed.short.0 <= 0.0 => {
                (self.just_not(), self.needs(&needed, outlook))
            }
            Some(needed) => self.so_much_short(&needed, outlook),
        };
        Verdict { tone: self.tone(), headline, detail }
    }

    fn out_of_reach(&self) -> (String, String) {
        let headline = if self.inputs.win_rate.0 > 0.0 {
            format!("No: in the time left, no amount of open pipeline gives {}.", self.wanted())
        } else {
            "No: at a win rate of 0, no deal is won.".into()
        };
        (headline, self.chance_now())
    }

    fn none_yet(&self, needed: &NeededPipeline, outlook: &Outlook) -> (String, String) {
        let pipeline = self.about(needed.pipeline);
        let headline = format!("No open pipeline yet: {} takes {pipeline} of it.", self.wanted());
        let chance = self.chance_now();
        let detail = match outlook.plan {
            Some(_) => chance,
            None => format!("{chance} {}.", capital(too_late(outlook))),
        };
        (headline, detail)
    }

    fn so_much_short(&self, needed: &NeededPipeline, outlook: &Outlook) -> (String, String) {
        let so_much = format!("{} short of what {} needs", self.about(needed.short), self.wanted());
        let start = if self.tone() == Tone::Close { "Nearly" } else { "Not yet" };
        if outlook.plan.is_some() {
            (format!("{start}: you are {so_much}."), self.needs(needed, outlook))
        } else {
            let late = too_late(outlook);
            let headline = format!("{start}, and {late}: the open deals have to do it.");
            (headline, format!("You are {so_much}. {}", self.chance_now()))
        }
    }

    fn just_not(&self) -> String {
        format!(
            "Nearly: your chance of making the goal is {}, just below what you want.",
            self.chance()
        )
    }

    fn needs(&self, needed: &NeededPipeline, outlook: &Outlook) -> String {
        format!(
            "{} {} takes {} of open pipeline ({} what is still to win); you have {}.",
            self.chance_now(),
            capital(&self.wanted()),
            self.about(needed.pipeline),
            times(needed.coverage, self.formats),
            self.have(outlook),
        )
    }

    /// "$2.9M (3.4×)".
    fn have(&self, outlook: &Outlook) -> String {
        let times = times(outlook.coverage.have, self.formats);
        format!("{} ({times})", self.about(self.inputs.open_pipeline))
    }

    fn chance_now(&self) -> String {
        format!("Your chance of making the goal is {}.", self.chance())
    }

    /// The chance, without rounding it up to the one that is wanted and missed.
    fn chance(&self) -> String {
        let rounded = hundredths(self.report.chance);
        if !self.is_enough() && f64::from(rounded) >= self.inputs.confidence.0 {
            format!("just under {} of 100", self.formats.number(self.inputs.confidence.0, 2))
        } else {
            of_hundred(self.report.chance)
        }
    }

    fn wanted(&self) -> String {
        wanted(self.inputs, self.formats)
    }

    fn only_chance(&self) -> Verdict {
        let start = if self.is_enough() { "Yes" } else { "Not yet" };
        let headline = format!("{start}: your chance of making the goal is {}.", self.chance());
        Verdict { tone: self.tone(), headline, detail: format!("You want {}.", self.wanted()) }
    }
}

/// Why new deals do not close the gap.
fn too_late(outlook: &Outlook) -> &'static str {
    if outlook.latest.last < 0.0 {
        "new deals created now close too late"
    } else {
        "most new deals created now close too late"
    }
}

/// The text as it begins a sentence.
pub(crate) fn capital(text: &str) -> String {
    let mut capital = text.to_owned();
    if let Some(first) = capital.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    capital
}

#[cfg(test)]
mod tests;
