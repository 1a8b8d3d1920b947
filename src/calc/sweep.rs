//! Sweep: which open deals are dead, and what is left without them (method 10.1).

mod explanation;
mod fields;
mod line;
mod regret;
mod report;
mod verdict;

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::coverage::Period;
use super::cycle::history::{Cut, Rejected};
use super::deals::Deal;
use super::portfolio::{DefaultCurve, Given, Portfolio};
use super::prospects::{Listed, Outcome, Typed, Window};
use super::separate::SeparateBy;
use super::units::{Days, Money, Percent};

pub use self::explanation::explanations;
pub use self::fields::{FIELDS, PROBABILITIES, SEPARATE_BY, check};
pub use self::line::{Line, Rule};
pub use self::regret::Regret;
pub use self::report::{deciding, follow, forecast, report};
pub use self::verdict::{Choice, Standing, Step, Verdict};
pub use super::revenue::Precision;

/// What the visitor gives beside the list.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Inputs {
    /// Revenue to be won in the period.
    pub goal: Money,
    /// Revenue already won in the period; `None`: what the list says.
    pub closed_won: Option<Money>,
    /// Which period is meant, an index into [`super::coverage::PERIODS`].
    pub period: usize,
    /// First month of the fiscal year, 0 for January.
    pub fiscal_start: usize,
    /// First day of an own period.
    pub period_start: Option<NaiveDate>,
    /// Last day of an own period.
    pub period_end: Option<NaiveDate>,
    /// The day the list was taken; everything dated before it is history.
    pub today: NaiveDate,
    /// Won deals of all closed deals, by count, for a list without wins.
    pub win_rate: Option<Percent>,
    /// Average days from creation to closed-won, for a list without wins.
    pub sales_cycle: Option<Days>,
    /// The rule of thumb: a deal is dead when it is as old as so many sales cycles. The more own
    /// wins a list has, the less it counts.
    pub dead_after: f64,
    /// Where the visitor moved the line: a deal of more days is dead.
    pub dead_days: Option<Days>,
    /// What the probabilities of the list stand for, an index into [`PROBABILITIES`].
    pub probabilities: usize,
    /// First closing day of a list that shows only deals closed since then; `None`: found out.
    pub closed_since: Option<NaiveDate>,
    /// How much deals win and lose together (rho of method 3).
    pub correlation: Percent,
    /// The field by whose values closing curves are separate, an index into [`SEPARATE_BY`].
    pub separate_by: usize,
}

/// What the visitor knows better about single deals, by their place in the list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Overrides {
    /// What was chosen for deals: to keep one that is dead, or to take one out that is not.
    pub choices: BTreeMap<usize, Choice>,
    /// Chances of deals to be won. A deal with one is kept unless it is taken out.
    pub chances: Typed,
    /// What to multiply the chances of all other deals by, to follow what past quarters teach:
    /// [`crate::calc::replay::lesson`].
    pub lesson: Option<f64>,
}

/// The answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// The days in question.
    pub period: Period,
    /// Deals of the list that could not be used.
    pub rejected: Rejected,
    /// First closing day of a cut list.
    pub cut: Option<NaiveDate>,
    /// Win rate and sales cycle behind the default curve.
    pub default: DefaultCurve,
    /// Which deals are dead.
    pub line: Line,
    /// What the line would have done to deals that are closed now; `None` without own wins.
    pub regret: Option<Regret>,
    /// The open deals by the curve that they follow, where curves are separate; else none. Each
    /// part has a line of its own then.
    pub parts: Vec<Part>,
    /// Revenue already won in the period.
    pub closed_won: Money,
    /// Wins behind it; `None`: given by the visitor.
    pub closed_won_deals: Option<usize>,
    /// Goal less closed-won, never negative.
    pub remaining: Money,
    /// How much deals win and lose together, with the uncertainty of a measured win rate.
    pub correlation: f64,
    /// All open deals.
    pub before: Side,
    /// Those that are neither dead nor taken out.
    pub after: Side,
    /// The dead deals, and those that the visitor has taken out.
    pub dead: Group,
    /// Deals older than the sales cycle that are not dead.
    pub aged: Group,
    /// Open deals whose expected day of closing has passed, dead or not.
    pub past_due: Group,
    /// Open deals without activity for more than a sales cycle, dead or not.
    pub stalled: Group,
    /// What the dead deals would have to bring.
    pub survivors: Survivors,
    /// Every open deal, the most valuable first.
    pub deals: Vec<Verdict>,
}

/// Some open deals and what they are good for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Side {
    /// How many.
    pub deals: usize,
    /// Their value.
    pub pipeline: Money,
    /// Their value as a multiple of what remains to be won; `None` when nothing does.
    pub coverage: Option<f64>,
    /// Win rate × value: what a forecast that knows no ages expects from them.
    pub expected_flat: Money,
    /// What to expect from them within the period, by their ages.
    pub expected: Money,
    /// How they and closed-won may turn out; deals yet to be created are not counted.
    pub outcome: Outcome,
}

/// A part of the open deals.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Group {
    /// How many.
    pub deals: usize,
    /// Their value.
    pub value: Money,
    /// Their value as a share of the open pipeline, in [0, 1].
    pub share: f64,
    /// What to expect from them within the period.
    pub expected: Money,
}

/// Deals that follow one of several curves.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// The value of the field by which curves are separate; `None`: all others.
    pub name: Option<String>,
    /// Win rate and sales cycle behind the curve.
    pub default: DefaultCurve,
    /// Age in days by which half of the wins have come.
    pub half: Option<f64>,
    /// Which of them are dead.
    pub line: Line,
    /// The open deals.
    pub open: Group,
    /// The dead ones among them, and those taken out.
    pub dead: Group,
}

/// What the dead deals would have to bring for the goal to be made on average.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Survivors {
    /// Goal less what to expect without them, never negative.
    pub gap: Money,
    /// The least number of dead deals, the largest first, that would have to be won after all;
    /// `None` when all of them together would not do.
    pub deals: Option<usize>,
}

impl Report {
    /// What live deals bring of their value in the period, less what the dead ones do, in [0, 1]:
    /// live deals in their place would bring so much of their value. `None` without deals of both
    /// kinds.
    pub fn dead_yield(&self) -> Option<f64> {
        let live = self.after.expected.ratio_to(self.after.pipeline)?;
        let dead = (self.before.expected - self.after.expected).ratio_to(self.dead.value)?;
        Some((live - dead).clamp(0.0, 1.0))
    }
}

impl Inputs {
    /// The days in question.
    pub fn period(&self) -> Period {
        let own = (self.period_start, self.period_end);
        Period::chosen(self.period, self.fiscal_start, own, self.today)
    }

    /// The days in which a deal must be won.
    pub fn window(&self) -> Window {
        let period = self.period();
        Window { before: period.days_before() as f64, days: period.days_left() as f64 }
    }

    /// The list with its win curve; `None` when it has no wins and no win rate and sales cycle
    /// were given. It does not depend on goal, closed-won and period. Curves are separate where that
    /// is asked for and the list has enough wins for it.
    pub fn portfolio(&self, deals: &[Deal]) -> Option<Portfolio> {
        let cut = self.closed_since.map_or(Cut::Unknown, Cut::Since);
        let whole = Portfolio::new(deals, self.today, cut, self.given())?.with_fields(deals);
        let values = self.separate().and_then(|by| whole.field(by)).cloned();
        Some(whole.separated(values.as_ref()))
    }

    /// The field by whose values closing curves are separate; `None`: there is one curve.
    pub fn separate(&self) -> Option<SeparateBy> {
        let key = SEPARATE_BY.get(self.separate_by)?.key;
        SeparateBy::ALL.into_iter().find(|by| by.key() == key)
    }

    /// Win rate and sales cycle, when both were given.
    pub fn given(&self) -> Option<Given> {
        let (win_rate, cycle) = self.win_rate.zip(self.sales_cycle)?;
        Some(Given { win_rate: win_rate.fraction(), cycle: f64::from(cycle.0) })
    }

    /// What the probabilities of the list stand for.
    pub fn listed(&self) -> Listed {
        match PROBABILITIES[self.probabilities.min(PROBABILITIES.len() - 1)].key {
            "ever" => Listed::Ever,
            "period" => Listed::InPeriod,
            _ => Listed::Unused,
        }
    }
}

#[cfg(test)]
mod tests;
