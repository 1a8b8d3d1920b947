//! What is to be thought of, and done about, each open deal.

use std::cmp::Ordering;

use chrono::{Days, NaiveDate};

use super::{Line, Overrides};
use crate::calc::cycle::history::Life;
use crate::calc::portfolio::Portfolio;
use crate::calc::prospects::{Basis, Prospect};

/// Somebody talks with the customer when the last activity was at most so many days ago.
const ALIVE: u32 = 14;
/// Within so many days it must be clear whether a deal is still one.
const SOON: u64 = 14;
/// Nobody puts off requalifying by more than this.
const LATEST: u64 = 30;

/// An open deal and what is to be thought of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Verdict {
    /// Age, value and chances, as all totals count with them.
    pub prospect: Prospect,
    /// The same with the chances that its stage gives it as well, to be shown for it; no total knows
    /// them.
    pub by_stage: Prospect,
    /// A bound that its chance to be ever won stays below with a confidence of 80 %, by the curve.
    pub upper: f64,
    /// Dead, aged or fresh.
    pub standing: Standing,
    /// Whether the visitor has kept it against the line.
    pub kept: bool,
    /// Whether the visitor has taken it out although the line would not.
    pub taken_out: bool,
    /// Days since the last activity, where one is known.
    pub idle: Option<u32>,
    /// Whether that is longer ago than a sales cycle.
    pub stalled: bool,
    /// Days since it should have closed, when that has passed.
    pub past_due: Option<u32>,
    /// What to do next.
    pub step: Step,
}

/// Where a deal stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Beyond the line, or taken out by the visitor.
    Dead,
    /// Older than the sales cycle, or past due.
    Aged,
    /// Neither.
    Fresh,
}

/// What to do next with a deal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Go on.
    Keep,
    /// Ask anew whether need, money and date are there, by this day.
    Requalify(NaiveDate),
    /// Hand it back to marketing for nurturing.
    Nurture,
    /// Close it as lost.
    CloseAsLost,
}

/// What the visitor chose for a deal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Go on.
    Keep,
    /// Ask anew whether it is still a deal.
    Requalify,
    /// Hand it back to marketing.
    Nurture,
    /// Close it as lost.
    CloseAsLost,
}

impl From<Step> for Choice {
    fn from(step: Step) -> Self {
        match step {
            Step::Keep => Self::Keep,
            Step::Requalify(_) => Self::Requalify,
            Step::Nurture => Self::Nurture,
            Step::CloseAsLost => Self::CloseAsLost,
        }
    }
}

impl Choice {
    /// Whether the deal stays in the pipeline.
    fn keeps(self) -> bool {
        matches!(self, Self::Keep | Self::Requalify)
    }
}

impl Verdict {
    /// What the line says, and what the visitor decided instead. To choose what is suggested anyway
    /// changes nothing.
    pub(super) fn new(
        portfolio: &Portfolio,
        line: &Line,
        overrides: &Overrides,
        life: &Life,
        prospect: Prospect,
    ) -> Self {
        let today = portfolio.history.day();
        let days_since =
            |day: Option<i32>| day.filter(|day| *day <= today).map(|day| today.abs_diff(day));
        let past_due = days_since(life.expected_close).filter(|days| *days > 0);
        let beyond = line.is_dead(prospect.age);
        let trusted = prospect.basis == Basis::Typed;
        let old = f64::from(prospect.age) > portfolio.default.cycle || past_due.is_some();
        let idle = days_since(life.last_activity);
        let verdict = Self {
            prospect,
            by_stage: prospect,
            upper: portfolio.curve.chance_ever_upper(prospect.age),
            standing: match (beyond && !trusted, old) {
                (true, _) => Standing::Dead,
                (false, true) => Standing::Aged,
                (false, false) => Standing::Fresh,
            },
            kept: beyond && trusted,
            taken_out: false,
            idle,
            stalled: idle.is_some_and(|idle| f64::from(idle) > portfolio.default.cycle),
            past_due,
            step: Step::Keep,
        };
        let suggested = Self { step: verdict.next_step(portfolio, line), ..verdict };
        let choice = overrides.choices.get(&life.position).copied();
        choice.map_or(suggested, |choice| suggested.decided(choice, old))
    }

    /// With what the visitor chose, where that is something else than what is suggested.
    fn decided(self, choice: Choice, old: bool) -> Self {
        let dead = self.standing == Standing::Dead;
        if choice == Choice::from(self.step) || choice.keeps() != dead {
            return self;
        }
        if dead {
            let standing = if old { Standing::Aged } else { Standing::Fresh };
            Self { standing, kept: true, ..self }
        } else {
            Self { standing: Standing::Dead, kept: false, taken_out: true, ..self }
        }
    }

    /// A fresh deal goes on. An aged one is requalified before it reaches the line, but within 14
    /// to 30 days. A dead one is requalified within 14 days when there was activity in the last 14;
    /// is nurtured when there was any within a sales cycle; and is closed as lost otherwise.
    fn next_step(&self, portfolio: &Portfolio, line: &Line) -> Step {
        let today = portfolio.history.today;
        let by = |days| today.checked_add_days(Days::new(days)).map_or(Step::Keep, Step::Requalify);
        let active = |days: f64| self.idle.is_some_and(|idle| f64::from(idle) <= days);
        match self.standing {
            Standing::Fresh => Step::Keep,
            Standing::Aged => {
                let left = line.days.map(|days| days - f64::from(self.prospect.age));
                by(left.map_or(LATEST, |left| (left.max(0.0) as u64).clamp(SOON, LATEST)))
            }
            Standing::Dead if active(f64::from(ALIVE)) => by(SOON),
            Standing::Dead if active(portfolio.default.cycle) => Step::Nurture,
            Standing::Dead => Step::CloseAsLost,
        }
    }

    /// The most valuable first, then in the order of the list.
    pub(super) fn by_value(&self, other: &Self) -> Ordering {
        let (a, b) = (&self.prospect, &other.prospect);
        b.value.0.total_cmp(&a.value.0).then(a.position.cmp(&b.position))
    }
}
