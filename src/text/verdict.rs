//! The answer in a sentence.

use super::formats::Formats;
use super::words;
use crate::calc::coverage::{Inputs, NeededPipeline, Outlook, Report, Status};
use crate::calc::units::Money;
use crate::language::Count;

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
    if is_between_counts(chance) {
        let words =
            if chance < 0.5 { say!("fewer than 1 of 100") } else { say!("more than 99 of 100") };
        words.into()
    } else {
        say!("{number} of 100", number = hundredths(chance).to_string())
    }
}

/// Whether no whole number of a hundred says it: it would look impossible or certain.
fn is_between_counts(chance: f64) -> bool {
    (chance > 0.0 && chance < 0.005) || (0.995..1.0).contains(&chance)
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
    say!("{number}×", number = formats.number(value, 1))
}

/// "80%", with the form of "an" or "a" before it: the chance that the visitor wants.
pub(crate) fn wanted(inputs: &Inputs, formats: &dyn Formats) -> Count {
    let text = formats.percent(inputs.confidence.fraction(), 2);
    Count { text, form: words::article(inputs.confidence.0) }
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
        let detail = if let Some(more) = more {
            say!(
                "You have won {won}, {more} more than your goal.",
                won = won,
                more = self.about(more),
            )
        } else {
            say!("You have won {won}, exactly your goal.", won = won)
        };
        Verdict { tone: Tone::Enough, headline: say!("You have reached your goal.").into(), detail }
    }

    fn over(&self) -> Verdict {
        let (won, goal) = (self.about(self.inputs.closed_won), self.about(self.inputs.goal));
        Verdict {
            tone: Tone::Over,
            headline: say!(
                "The period is over: you ended {amount} short.",
                amount = self.about(self.report.remaining),
            ),
            detail: say!("You won {won} of your goal of {goal}.", won = won, goal = goal),
        }
    }

    fn enough(&self, outlook: &Outlook) -> Verdict {
        let spare = outlook.chosen.open.filter(|needed| needed.short.0 < 0.0);
        let detail = if let Some(needed) = spare {
            say!(
                "{chance?An|A} {chance} chance takes {pipeline} of open pipeline; you have {have} ({times}).",
                chance = self.wanted(),
                pipeline = self.about(needed.pipeline),
                have = self.about(self.inputs.open_pipeline),
                times = self.times_had(outlook),
            )
        } else {
            say!(
                "You wanted {chance?an|a} {chance} chance; you have {have} ({times}) of open pipeline.",
                chance = self.wanted(),
                have = self.about(self.inputs.open_pipeline),
                times = self.times_had(outlook),
            )
        };
        Verdict { tone: Tone::Enough, headline: self.enough_because(), detail }
    }

    /// "Yes: your pipeline gives an 84 of 100 chance of making the goal."
    fn enough_because(&self) -> String {
        let rounded = hundredths(self.report.chance);
        let text = of_hundred(self.report.chance);
        let chance = Count { text, form: words::article(f64::from(rounded)) };
        match (self.inputs.open_pipeline.0 > 0.0, is_between_counts(self.report.chance)) {
            (true, false) => say!(
                "Yes: your pipeline gives {chance?an|a} {chance} chance of making the goal.",
                chance = chance,
            ),
            (true, true) => {
                say!(
                    "Yes: your pipeline gives a chance of {chance} of making the goal.",
                    chance = chance
                )
            }
            (false, false) => say!(
                "Yes: even with no open pipeline, the deals you create from now on give {chance?an|a} \
                 {chance} chance of making the goal.",
                chance = chance,
            ),
            (false, true) => say!(
                "Yes: even with no open pipeline, the deals you create from now on give a chance of \
                 {chance} of making the goal.",
                chance = chance,
            ),
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
            say!(
                "No: in the time left, no amount of open pipeline gives {chance?an|a} {chance} chance.",
                chance = self.wanted(),
            )
        } else {
            say!("No: at a win rate of 0, no deal is won.").into()
        };
        (headline, self.chance_now())
    }

    fn none_yet(&self, needed: &NeededPipeline, outlook: &Outlook) -> (String, String) {
        let headline = say!(
            "No open pipeline yet: {chance?an|a} {chance} chance takes {pipeline} of it.",
            chance = self.wanted(),
            pipeline = self.about(needed.pipeline),
        );
        let chance = self.chance_now();
        let detail = match outlook.plan {
            Some(_) => chance,
            None if all_too_late(outlook) => {
                [&*chance, " ", say!("New deals created now close too late.")].concat()
            }
            None => [&*chance, " ", say!("Most new deals created now close too late.")].concat(),
        };
        (headline, detail)
    }

    fn so_much_short(&self, needed: &NeededPipeline, outlook: &Outlook) -> (String, String) {
        let (short, chance) = (self.about(needed.short), self.wanted());
        let nearly = self.tone() == Tone::Close;
        if outlook.plan.is_some() {
            let headline = if nearly {
                say!(
                    "Nearly: you are {short} short of what {chance?an|a} {chance} chance needs.",
                    short = short,
                    chance = chance,
                )
            } else {
                say!(
                    "Not yet: you are {short} short of what {chance?an|a} {chance} chance needs.",
                    short = short,
                    chance = chance,
                )
            };
            return (headline, self.needs(needed, outlook));
        }
        let detail = say!(
            "You are {short} short of what {chance?an|a} {chance} chance needs.",
            short = short,
            chance = chance,
        );
        (too_late(nearly, outlook).into(), [&*detail, " ", &*self.chance_now()].concat())
    }

    fn just_not(&self) -> String {
        say!(
            "Nearly: your chance of making the goal is {chance}, just below what you want.",
            chance = self.chance(),
        )
    }

    fn needs(&self, needed: &NeededPipeline, outlook: &Outlook) -> String {
        let needs = say!(
            "{chance?An|A} {chance} chance takes {pipeline} of open pipeline ({needed} what is still to \
             win); you have {have} ({times}).",
            chance = self.wanted(),
            pipeline = self.about(needed.pipeline),
            needed = times(needed.coverage, self.formats),
            have = self.about(self.inputs.open_pipeline),
            times = self.times_had(outlook),
        );
        [&*self.chance_now(), " ", &*needs].concat()
    }

    /// "3.4×".
    fn times_had(&self, outlook: &Outlook) -> String {
        times(outlook.coverage.have, self.formats)
    }

    fn chance_now(&self) -> String {
        say!("Your chance of making the goal is {chance}.", chance = self.chance())
    }

    /// The chance, without rounding it up to the one that is wanted and missed.
    fn chance(&self) -> String {
        let rounded = hundredths(self.report.chance);
        if !self.is_enough() && f64::from(rounded) >= self.inputs.confidence.0 {
            let number = self.formats.number(self.inputs.confidence.0, 2);
            say!("just under {number} of 100", number = number)
        } else {
            of_hundred(self.report.chance)
        }
    }

    fn wanted(&self) -> Count {
        wanted(self.inputs, self.formats)
    }

    fn only_chance(&self) -> Verdict {
        let chance = self.chance();
        let headline = if self.is_enough() {
            say!("Yes: your chance of making the goal is {chance}.", chance = chance)
        } else {
            say!("Not yet: your chance of making the goal is {chance}.", chance = chance)
        };
        let detail = say!("You want {chance?an|a} {chance} chance.", chance = self.wanted());
        Verdict { tone: self.tone(), headline, detail }
    }
}

/// Whether even the fastest of new deals comes too late, not just most.
fn all_too_late(outlook: &Outlook) -> bool {
    outlook.latest.last < 0.0
}

/// Why new deals do not close the gap.
fn too_late(nearly: bool, outlook: &Outlook) -> &'static str {
    match (nearly, all_too_late(outlook)) {
        (true, true) => {
            say!("Nearly, and new deals created now close too late: the open deals have to do it.")
        }
        (true, false) => say!(
            "Nearly, and most new deals created now close too late: the open deals have to do it."
        ),
        (false, true) => {
            say!("Not yet, and new deals created now close too late: the open deals have to do it.")
        }
        (false, false) => say!(
            "Not yet, and most new deals created now close too late: the open deals have to do it."
        ),
    }
}

#[cfg(test)]
mod tests;
