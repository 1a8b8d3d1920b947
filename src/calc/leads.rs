//! Leads: "How many leads must come in, and until when?" (method section 8).

mod enough;
mod explanation;
mod fields;
mod follow_up;
mod funnel;
mod lag;
mod losses;
mod mix;
mod plan;
mod published;
mod report;
mod rules;
mod source;

use chrono::NaiveDate;

use super::coverage::Period;
use super::units::{Days, Money, Percent};

pub use self::enough::Enough;
pub use self::explanation::explanations;
pub use self::fields::{FIELDS, YES_NO};
pub use self::follow_up::{FollowUp, Speed, answered_within, busy_chance};
pub use self::funnel::{Funnel, STEPS, Steps};
pub use self::losses::{Loss, Losses};
pub use self::plan::{Flow, Week};
pub use self::published::{PUBLISHED, Published};
pub use self::report::report;
pub use self::rules::check;
pub use self::source::{Cost, SOURCES, SourceName, SourceRow, Team, TeamRow};

/// What the visitor types.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Inputs {
    /// Revenue to be won in the period.
    pub goal: Money,
    /// Revenue already won in the period.
    pub closed_won: Money,
    /// What the open deals are expected to bring in the period.
    pub expected_open: Money,
    /// Which period is meant, an index into [`super::coverage::PERIODS`].
    pub period: usize,
    /// First month of the fiscal year, 0 for January.
    pub fiscal_start: usize,
    /// First day of an own period.
    pub period_start: Option<NaiveDate>,
    /// Last day of an own period.
    pub period_end: Option<NaiveDate>,
    /// The day the question is asked; leads come in from this day on.
    pub today: NaiveDate,
    /// Value of an average deal won.
    pub average_deal: Money,
    /// Share that goes on from lead to MQL, to SQL, to opportunity, to won, at the first try.
    pub rates: [Percent; STEPS],
    /// Average days of each of these steps.
    pub lags: [Days; STEPS],
    /// Standard deviation ÷ mean of these days.
    pub lag_spread: f64,
    /// Leads that come in a week at present.
    pub leads_now: Option<f64>,
    /// The chance of enough wins that is wanted.
    pub confidence: Percent,
    /// How much deals are won and lost together, as coverage has it.
    pub correlation: Percent,
    /// Share of those lost at each step that come back after nurturing.
    pub returned: [Percent; STEPS],
    /// Average days from entering a step to coming back to it.
    pub return_delay: Days,
    /// How well those who come back do, as a part of a first try.
    pub return_rate: Percent,
    /// Share of leads that nobody follows up and nobody returns.
    pub unanswered: Option<Percent>,
    /// Sellers who share the leads.
    pub reps: Option<u32>,
    /// What a lead costs, for sources without a cost of their own.
    pub cost_per_lead: Option<Money>,
    /// In the order of [`SOURCES`].
    pub sources: [Source; 5],
    /// Leads that come in during an hour of work.
    pub leads_per_hour: Option<f64>,
    /// Minutes that answering a lead takes.
    pub minutes_per_lead: Option<f64>,
    /// People who answer new leads.
    pub people: Option<u32>,
    /// Minutes within which a lead should be answered.
    pub target_minutes: f64,
    /// Share of leads that should be answered within them.
    pub target_share: Percent,
    /// Whether faster answers count as more MQLs, an index into [`YES_NO`].
    pub speed_effect: usize,
    /// The visitor's own: rate to MQL of leads answered in time ÷ that of the others.
    pub speed_ratio: Option<f64>,
    /// Share of leads answered in time at present, to which the rates belong.
    pub answered_now: Option<Percent>,
}

impl Inputs {
    /// The days in question.
    fn days(&self) -> Period {
        let own = (self.period_start, self.period_end);
        Period::chosen(self.period, self.fiscal_start, own, self.today)
    }
}

/// What is known of a source; what is not is taken from all leads.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Source {
    /// Its share of the leads.
    pub share: Option<Percent>,
    /// Share that goes on at each step.
    pub rates: [Option<Percent>; STEPS],
    /// What a lead costs.
    pub cost: Option<Money>,
}

/// The answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// Which of the few ends of the story this is.
    pub status: Status,
    /// The days in question.
    pub period: Period,
    /// Goal less what is won and what the open deals are expected to bring, never negative.
    pub missing: Money,
    /// The same in wins of average value, with a fraction.
    pub wins: f64,
    /// How leads bring them; `None` unless the status is [`Status::Open`].
    pub outlook: Option<Outlook>,
    /// How fast leads are answered; `None` where the figures for it are missing.
    pub follow_up: Option<FollowUp>,
}

/// Which of the few ends of the story a report tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Leads can still bring what is missing.
    Open,
    /// Nothing is missing.
    GoalReached,
    /// The period ended before today.
    PeriodOver,
    /// By these rates no lead is ever won, or so few that no number of leads is enough.
    NeverWon,
    /// No lead that comes in from today on can be won before the period ends.
    TooLate,
}

/// How leads bring the missing wins.
#[derive(Clone, Debug, PartialEq)]
pub struct Outlook {
    /// Share that goes on at each step in the end, second tries included, over all sources.
    pub rates: [f64; STEPS],
    /// Chance of a lead to be ever won.
    pub ever_won: f64,
    /// Leads, MQLs, SQLs and opportunities behind the wins if time played no part.
    pub timeless: [f64; STEPS],
    /// Chance of a lead to be won within the period if it comes in on some day from today to the
    /// last, on average.
    pub in_time: f64,
    /// Chance of a lead to be won so many days after it came in, or earlier; up to the last day.
    pub won_by: Vec<f64>,
    /// Days from lead, MQL, SQL and opportunity after which half of those ever won are won; `None`:
    /// more than ten years.
    pub half_won: [Option<u32>; STEPS],
    /// Last day on which a lead, MQL, SQL, opportunity is as likely won in time as late, if it is
    /// won at all.
    pub latest: [Option<NaiveDate>; STEPS],
    /// An even flow of leads until the last day that brings the wins on average.
    pub flow: Flow,
    /// The same wins from leads of the days until the last useful one; `None` when that is past.
    pub early: Option<Flow>,
    /// Opportunities that come of the flow, those too late for the period included.
    pub opportunities: f64,
    /// The chance that they bring all the wins, which are counted whole.
    pub chance: f64,
    /// The least opportunities with the chance that is wanted.
    pub sure_opportunities: f64,
    /// The flow with the chance that is wanted.
    pub sure: Flow,
    /// The flow if no lead came back.
    pub without_return: Flow,
    /// Week by week; the wins in the period add up to what is missing.
    pub weeks: Vec<Week>,
    /// What each source brings, those with a share, in the order of [`SOURCES`], then the rest.
    pub sources: Vec<SourceRow>,
    /// Who has to bring how much.
    pub teams: Vec<TeamRow>,
    /// What all this costs; `None` unless the cost of every lead is known.
    pub cost: Option<Cost>,
    /// What is lost on the way.
    pub losses: Losses,
    /// Leads, opportunities and wins a week and seller; `None` when their number is unknown.
    pub per_rep: Option<[f64; 3]>,
    /// By what faster answers multiply the rate to MQL; 1 unless switched on.
    pub speed: f64,
}

#[cfg(test)]
mod tests;
