//! Forecast: "What will we close, month by month?" (method section 4).

mod ages;
mod base;
mod categories;
mod chances;
mod explanation;
mod fields;
mod flow;
mod groups;
mod listed;
mod measured;
mod methods;
mod months;
mod owned;
mod placing;
mod plan;
mod report;
mod separate;
mod settling;
mod shown;
mod undated;

use chrono::NaiveDate;

use super::accuracy::Past;
use super::deals::{Deal, Undated};
use super::history::Baseline;
use super::replay::Replayed;
use super::units::{Days, Money, Percent};

pub use self::ages::Ages;
pub use self::categories::{CATEGORIES, Category, CategoryRow};
pub use self::chances::{Chances, chances};
pub use self::explanation::explanations;
pub use self::fields::{FIELDS, PROBABILITIES, YES_NO, check};
pub use self::groups::{GROUPS, Group, GroupBy};
pub use self::listed::Listed;
pub use self::measured::{MeasuredRate, MeasuredRates, measured_rates};
pub use self::methods::{
    Covers, Evidence, METHODS, Method, MethodRow, Recommendation, recommended,
};
pub use self::months::{FiscalQuarter, fiscal_quarter};
pub use self::owned::Owned;
pub use self::placing::{LEAST_SLIPS, slips};
pub use self::report::{Glance, report, report_with};
pub use self::settling::Settling;
pub use self::shown::{Shown, shown, shown_parts};
pub use self::undated::{Tally, WithoutAge};
pub use super::revenue::Precision;

/// What the visitor types.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Inputs {
    /// The day the question is asked; everything dated before it is history.
    pub today: NaiveDate,
    /// Months to forecast, the running one included.
    pub months: u32,
    /// Revenue to be won in all these months.
    pub goal: Option<Money>,
    /// Revenue already won in the running month.
    pub closed_won: Money,
    /// Won deals of all closed deals, by count.
    pub win_rate: Percent,
    /// Average days from creation to closed-won.
    pub sales_cycle: Days,
    /// Value of the new pipeline created in a week.
    pub new_pipeline: Money,
    /// New leads in a week, from today on.
    pub leads: f64,
    /// Share of the leads that become an opportunity; must be given where there are leads.
    pub lead_conversion: Option<Percent>,
    /// Average days from a lead to its opportunity.
    pub lead_lag: Days,
    /// Value of an average new deal; `None`: that of the open deals.
    pub average_deal: Option<Money>,
    /// Standard deviation of new deals' values as a multiple of their mean.
    pub deal_spread: f64,
    /// Recurring revenue of the running month.
    pub recurring: Money,
    /// Share of the recurring revenue that is lost in a month.
    pub churn: Percent,
    /// Growth of what is kept, in a month.
    pub expansion: Percent,
    /// Accounts from which the churn is known; `None`: it is taken as sure.
    pub accounts: Option<u32>,
    /// What a deal's own probability means, an index into [`PROBABILITIES`].
    pub probabilities: usize,
    /// Whether expected close dates are used, an index into [`YES_NO`].
    pub use_expected_close: usize,
    /// Measured share of committed deals that are won in the period.
    pub commit_rate: Option<Percent>,
    /// Measured share of best-case deals that are won in the period.
    pub best_case_rate: Option<Percent>,
    /// Measured share of the other pipeline that is won in the period.
    pub pipeline_rate: Option<Percent>,
    /// Days within which so much is won as the category rates say.
    pub rate_days: Days,
    /// Revenue won in the running quarter before the running month.
    pub won_earlier: Option<Money>,
    /// First month of the fiscal year, 0 for January.
    pub fiscal_start: usize,
    /// How much deals win and lose together (rho of method 3).
    pub correlation: Percent,
}

/// What comes from lists rather than from boxes. All may be empty.
#[derive(Clone, Copy, Debug, Default)]
pub struct Lists<'a> {
    /// Open deals, of which closed ones among them are left out.
    pub deals: &'a [Deal],
    /// Deals without a created date, of which the open ones count by chance and close date.
    pub undated: &'a [Undated],
    /// Chances by stage; with numbers and values, the open deals themselves where there is no list.
    pub stages: &'a [Stage],
    /// Which category a CRM's name stands for.
    pub categories: &'a [(String, Category)],
    /// Contracts up for renewal.
    pub renewals: &'a [Renewal],
    /// Days from expected close to closed-won of past deals ([`slips`]); used from 20 on.
    pub slips: &'a [i32],
    /// Revenue of past months, the last one being the month before the running one.
    pub history: &'a [Money],
    /// What [`crate::calc::history::baseline`] makes of them, for as many months or more. It takes
    /// longer than the rest and does not depend on what is typed.
    pub baseline: Option<&'a Baseline>,
    /// Goal of each month from the running one on; may be shorter than the forecast. Where every
    /// month has one, they stand before [`Inputs::goal`].
    pub goals: &'a [Option<Money>],
    /// Past forecasts and what came of them, oldest first.
    pub past: &'a [Past],
    /// Past periods forecast again from the deals.
    pub replayed: &'a [Replayed],
    /// What to multiply the chances of listed deals by, to follow what past quarters teach:
    /// [`crate::calc::replay::lesson`].
    pub lesson: Option<f64>,
}

/// The deals of a stage.
#[derive(Clone, Debug, PartialEq)]
pub struct Stage {
    /// As the CRM names it.
    pub name: String,
    /// How many deals are in it.
    pub count: u32,
    /// Their value together.
    pub value: Money,
    /// Share of the deals that reach it and are won.
    pub chance: Percent,
}

/// A contract that may be renewed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Renewal {
    /// What it brings when renewed.
    pub value: Money,
    /// Chance that it is.
    pub chance: Percent,
    /// When; what is overdue counts in the running month.
    pub due: NaiveDate,
}

/// The answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// Month by month.
    pub months: Vec<Month>,
    /// The same by quarter of the fiscal year. The range of a quarter is a run of its own. One that has begun
    /// counts from its first day on with [`Self::won_earlier`].
    pub quarters: Vec<Month>,
    /// First month of the fiscal year, 0 for January.
    pub fiscal_start: usize,
    /// The months of a plan that is not for all months of the forecast, such as one for next year:
    /// from the first with a goal to the last, where all between have one.
    pub planned: Option<Month>,
    /// What the running quarter has won before the running month, where that is known; no month
    /// counts it.
    pub won_earlier: Money,
    /// Revenue to be won in all months: the goals of the months, or else the one for all.
    pub goal: Option<Money>,
    /// All months together.
    pub total: Amounts,
    /// Of all months together: exceeded 9, 5 and 1 times in 10.
    pub range: [Money; 3],
    /// Chance of the goal in all months together; `None` without a goal.
    pub chance: Option<f64>,
    /// Won so far and what the open deals exceed 9 times in 10: what could be committed to.
    pub commit: Money,
    /// The same months by other methods.
    pub methods: Vec<MethodRow>,
    /// Value of a deal yet to be created; 0 when it is not known.
    pub new_deal: Money,
    /// Mean of the last three months; `None` with a shorter history.
    pub run_rate: Option<Money>,
    /// Open deals by category; empty where the list has none.
    pub categories: Vec<CategoryRow>,
    /// What to expect from the open deals in each month: those in commit, in best case, and all
    /// others; `None` where no deal has a category.
    pub split: Option<Vec<[Money; 3]>>,
    /// Open deals by each of [`GROUPS`], the largest expectation first.
    pub groups: [Vec<Group>; GROUPS.len()],
    /// The open deals among them that have no created date; `None` without any.
    pub without_age: Option<WithoutAge>,
    /// What the answer takes for granted.
    pub assumptions: Vec<Assumption>,
    /// Open deals that can't be used: a value that is negative or not a number.
    pub unusable: usize,
}

/// A month or a quarter and what it brings.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Month {
    /// First day that counts: today in the running one.
    pub start: NaiveDate,
    /// Last day.
    pub end: NaiveDate,
    /// What to expect.
    pub expected: Amounts,
    /// Exceeded 9, 5 and 1 times in 10. Such amounts of several months do not add up to those of
    /// all: bad luck in one month is not bad luck in every month.
    pub range: [Money; 3],
    /// What to expect until the end of the month, from today.
    pub cumulative: Amounts,
    /// Of that: exceeded 9, 5 and 1 times in 10.
    pub cumulative_range: [Money; 3],
    /// Chance of the goal of all months by the end of this one; `None` without a goal.
    pub chance: Option<f64>,
    /// Its own goal.
    pub goal: Option<Money>,
    /// Chance of its own goal.
    pub goal_chance: Option<f64>,
    /// Goal until its end: the goals of the months so far.
    pub cumulative_goal: Option<Money>,
    /// Chance of that.
    pub cumulative_chance: Option<f64>,
}

/// Expected revenue by where it comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Amounts {
    /// Already won.
    pub closed: Money,
    /// From the open deals.
    pub open: Money,
    /// From deals yet to be created.
    pub new: Money,
    /// From contracts up for renewal.
    pub renewals: Money,
    /// From the recurring base.
    pub recurring: Money,
}

impl Report {
    /// The open deals by owner, stage or another label, the largest expectation first.
    pub fn by(&self, by: GroupBy) -> &[Group] {
        &self.groups[by as usize]
    }
}

impl Amounts {
    /// Won in the months: closed, open and new deals, and renewals.
    pub fn won(&self) -> Money {
        self.closed + self.open + self.new + self.renewals
    }

    /// Everything.
    pub fn total(&self) -> Money {
        self.won() + self.recurring
    }
}

impl std::ops::Add for Amounts {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self {
            closed: self.closed + other.closed,
            open: self.open + other.open,
            new: self.new + other.new,
            renewals: self.renewals + other.renewals,
            recurring: self.recurring + other.recurring,
        }
    }
}

/// What an answer takes for granted; views say so beside the figures it touches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Assumption {
    /// Deals age as those of most firms: the default curve.
    DefaultCurve,
    /// The ages of a stage's deals are unknown and taken as under steady creation.
    UnknownAges,
    /// Deals close around their expected date as those of most firms.
    DefaultSlip,
    /// Category rates are not measured.
    DefaultRates,
    /// The churn is taken as sure.
    SureChurn,
    /// Leads bring nothing, for want of the value of a deal.
    UnknownSize,
}

/// Exceeded 9, 5 and 1 times in 10.
const LEVELS: [f64; 3] = [0.1, 0.5, 0.9];

#[cfg(test)]
mod tests;
