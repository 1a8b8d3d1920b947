//! Coverage: "Do I have enough pipeline?" (method sections 2 and 7).

mod case;
mod explanation;
mod fields;
mod figures;
mod levers;
mod needs;
mod period;
mod report;

use chrono::NaiveDate;

use super::units::{Days, Money, Percent};

pub(in crate::calc) use self::case::Odds;
pub use self::explanation::explanations;
pub use self::fields::{FIELDS, MONTHS, PERIODS, check, correlation};
pub use self::figures::{FIGURES, Figure};
pub use self::levers::{Lever, LeverKind, lever, levers};
pub use self::period::Period;
pub use self::report::report;
pub use super::revenue::Precision;

/// What the visitor gives.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Inputs {
    /// Revenue to be won in the period.
    pub goal: Money,
    /// Revenue already won in the period.
    pub closed_won: Money,
    /// Which period is meant, an index into [`PERIODS`].
    pub period: usize,
    /// First month of the fiscal year, 0 for January.
    pub fiscal_start: usize,
    /// First day of an own period.
    pub period_start: Option<NaiveDate>,
    /// Last day of an own period.
    pub period_end: Option<NaiveDate>,
    /// The day the question is asked; everything dated before it is history.
    pub today: NaiveDate,
    /// Value of all open deals.
    pub open_pipeline: Money,
    /// Number of open deals.
    pub open_deals: Option<u32>,
    /// Value of an average deal.
    pub average_deal: Option<Money>,
    /// Won deals of all closed deals, by count.
    pub win_rate: Percent,
    /// Average days from creation to closed-won.
    pub sales_cycle: Days,
    /// Share of the open deals that are older than the sales cycle; `None`: as under steady creation.
    pub aged_share: Option<Percent>,
    /// Value of the new pipeline created in a week.
    pub new_pipeline: Money,
    /// Won value of all closed value; `None`: the same as by count.
    pub win_rate_by_value: Option<Percent>,
    /// Standard deviation of deal values as a multiple of their mean.
    pub deal_spread: f64,
    /// Leads that become an opportunity.
    pub lead_conversion: Option<Percent>,
    /// The chance of making the goal that is wanted.
    pub confidence: Percent,
    /// How much deals win and lose together (rho of method 3).
    pub correlation: Percent,
    /// By how much a lever is moved.
    pub lever_step: Percent,
}

/// The answer. Everything beyond the headline is in [`Report::outlook`].
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// Which of the few ends of the story this is.
    pub status: Status,
    /// The days in question.
    pub period: Period,
    /// Goal less closed-won, never negative.
    pub remaining: Money,
    /// Chance of making the goal, in [0, 1].
    pub chance: f64,
    /// What can still happen; `None` unless the status is [`Status::Open`].
    pub outlook: Option<Outlook>,
}

/// Which of the few ends of the story a report tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// The period is running or to come and the goal is not reached.
    Open,
    /// Closed-won is at or above the goal.
    GoalReached,
    /// The period ended before today with the goal missed.
    PeriodOver,
}

/// What the rest of the period can bring.
#[derive(Clone, Debug, PartialEq)]
pub struct Outlook {
    /// The open deals as the calculation sees them.
    pub deals: Deals,
    /// Chances of a deal to be won within the period.
    pub conversion: Conversion,
    /// What to expect on average.
    pub expected: Expected,
    /// Open pipeline as a multiple of what remains.
    pub coverage: Coverage,
    /// What 50, 80, 90 % and the chosen confidence take, ascending and without doubles.
    pub needs: Vec<Need>,
    /// What the chosen confidence takes; also among `needs`.
    pub chosen: Need,
    /// Expected revenue short of the goal, never negative.
    pub gap: Money,
    /// Until when new pipeline still helps.
    pub latest: Latest,
    /// How new pipeline closes the gap; `None` when no new deal can close in time.
    pub plan: Option<Plan>,
    /// 3× coverage, as many teach it.
    pub three_times: Rule,
    /// What remains ÷ win rate, as many calculators do; `None` at win rate 0.
    pub over_win_rate: Option<Rule>,
    /// Revenue of the whole period that is exceeded 9 times in 10, 5 in 10, 1 in 10.
    pub range: [Money; 3],
    /// How likely each band of total revenue is, in ascending order; the chances add to 1.
    pub bands: Vec<Band>,
}

/// The open deals as the calculation sees them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Deals {
    /// Number of open deals.
    pub count: u32,
    /// How many of them are older than the cycle.
    pub aged: u32,
    /// Share of them taken to be older than the cycle, in [0, 1].
    pub aged_share: f64,
    /// Open pipeline ÷ count.
    pub value: Money,
    /// Value of a new deal.
    pub new_value: Money,
    /// Win rate by value ÷ win rate by count: scales the value of a won deal.
    pub won_value_ratio: f64,
}

/// Chances of a deal to be won within the period, in [0, 1].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Conversion {
    /// Of an open deal not older than the cycle.
    pub fresh: f64,
    /// Of an open deal older than the cycle.
    pub aged: f64,
    /// Of a deal yet to be created, on average over the days left.
    pub new: f64,
    /// Of pipeline value: expected from open ÷ open pipeline.
    pub open: f64,
}

/// What to expect on average.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Expected {
    /// From the open deals.
    pub open: Money,
    /// From deals yet to be created at the present rate.
    pub new: Money,
    /// Closed-won and both.
    pub total: Money,
}

/// Open pipeline as a multiple of what remains to be won.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Coverage {
    /// What there is.
    pub have: f64,
    /// What an even expectation takes; `None` when no open pipeline can be won in time.
    pub need: Option<f64>,
    /// The open pipeline behind `need`.
    pub pipeline_needed: Option<Money>,
}

/// What a confidence takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Need {
    /// The chance of making the goal that is wanted.
    pub confidence: Percent,
    /// The least open pipeline that gives it; `None` when none does.
    pub open: Option<NeededPipeline>,
}

/// Open pipeline of so many like deals.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NeededPipeline {
    /// Number of deals.
    pub deals: u32,
    /// Their value.
    pub pipeline: Money,
    /// Their value ÷ what remains.
    pub coverage: f64,
    /// Their value less the open pipeline: negative when there is more than enough.
    pub short: Money,
    /// The chance they give.
    pub chance: f64,
}

/// The last days on which creating pipeline still helps, in days from today (may be negative).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Latest {
    /// A deal of average cycle created then closes on the last day.
    pub average: f64,
    /// Half of the eventual wins created then land in time.
    pub median: f64,
    /// One eventual win in ten created then lands in time.
    pub last: f64,
}

/// New pipeline that closes the gap on average, created evenly until the median date.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Plan {
    /// Last day of creation.
    pub until: NaiveDate,
    /// Weeks until then, with fractions.
    pub weeks: f64,
    /// Pipeline to create per week, on top of the present rate.
    pub weekly_pipeline: Money,
    /// The same in opportunities.
    pub weekly_opportunities: f64,
    /// The same in leads, when their conversion is known and not 0.
    pub weekly_leads: Option<f64>,
    /// Pipeline to create in all.
    pub pipeline: Money,
    /// The same in opportunities.
    pub opportunities: f64,
    /// The same in leads.
    pub leads: Option<f64>,
}

/// A rule of thumb held against the calculation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rule {
    /// The open pipeline it calls enough.
    pub pipeline: Money,
    /// The same ÷ what remains.
    pub coverage: f64,
    /// The chance of making the goal with just that much.
    pub chance: f64,
}

/// A band of total revenue.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Band {
    /// From, inclusive.
    pub from: Money,
    /// To, exclusive; `None`: no end.
    pub to: Option<Money>,
    /// How likely, in [0, 1].
    pub chance: f64,
}

#[cfg(test)]
mod tests;
