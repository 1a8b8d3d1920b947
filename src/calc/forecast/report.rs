//! The answer from inputs and lists.

use std::ops::Range;

use chrono::{Datelike, NaiveDate};

use super::ages::Ages;
use super::months::{quarter_start, quarters};
use super::placing::{LEAST_SLIPS, any_open, is_amount, is_usable, share};
use super::plan::{Outcome, Plan};
use super::undated::{WithoutAge, without_age};
use super::{
    Amounts, Assumption, CategoryRow, GROUPS, Inputs, LEVELS, Lists, Month, Precision, Report,
    categories, groups, methods,
};
use crate::calc::cycle::Curve;
use crate::calc::deals::{Outcome as Listed, State};
use crate::calc::revenue::market::Market;
use crate::calc::revenue::mixture::{Mixer, Mixing};
use crate::calc::units::Money;

/// The answer to "What will we close, month by month?", with the default win curve. `inputs` must
/// have passed their fields' ranges; other values give some answer but never a panic.
///
/// ```
/// use enough_pipeline::calc::forecast::{Inputs, Lists, Precision, Stage, report};
/// use enough_pipeline::calc::units::{Days, Money, Percent};
///
/// // Ten proposals of $50,000, every second of which is won sooner or later.
/// let inputs = Inputs {
///     today: "2026-01-01".parse().unwrap(),
///     months: 3,
///     goal: Some(Money(150_000.0)),
///     closed_won: Money(0.0),
///     win_rate: Percent(25.0),
///     sales_cycle: Days(60),
///     new_pipeline: Money(0.0),
///     leads: 0.0,
///     lead_conversion: None,
///     lead_lag: Days(30),
///     average_deal: None,
///     deal_spread: 1.0,
///     recurring: Money(0.0),
///     churn: Percent(0.0),
///     expansion: Percent(0.0),
///     accounts: None,
///     probabilities: 0,
///     use_expected_close: 0,
///     commit_rate: None,
///     best_case_rate: None,
///     pipeline_rate: None,
///     rate_days: Days(91),
///     won_earlier: None,
///     fiscal_start: 0,
///     correlation: Percent(3.0),
/// };
/// let proposals =
///     Stage { name: "Proposal".into(), count: 10, value: Money(5e5), chance: Percent(50.0) };
/// let lists = Lists { stages: &[proposals], ..Lists::default() };
/// let report = report(&inputs, &lists, Precision::Settled);
///
/// // Of the $250,000 that a weighted pipeline promises, $159,000 come in these three months: some of
/// // the deals are old.
/// assert!((report.total.won().0 - 159_074.0).abs() < 1.0);
/// let months: f64 = report.months.iter().map(|month| month.expected.won().0).sum();
/// assert!((months - report.total.won().0).abs() < 1e-6);
/// assert!(report.chance.unwrap() > 0.6);
/// ```
pub fn report(inputs: &Inputs, lists: &Lists, precision: Precision) -> Report {
    report_with(inputs, lists, &default_curve(inputs), precision)
}

/// The same with a win curve of one's own; the win rate and the cycle then only serve the method
/// that multiplies by the win rate, and deals of unknown age.
pub fn report_with(
    inputs: &Inputs,
    lists: &Lists,
    ages: &impl Ages,
    precision: Precision,
) -> Report {
    let mut work = Work::new(Plan::new(inputs, lists, ages, precision), precision);
    while work.step() {}
    work.report(lists, ages.is_default())
}

/// What all months bring, at a glance.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Glance {
    /// What to expect.
    pub expected: Money,
    /// Chance of the goal; `None` without one.
    pub chance: Option<f64>,
}

/// What all months bring, without the rest of a report.
pub(super) fn glance(plan: &Plan) -> Option<Glance> {
    let last = plan.spans.len().checked_sub(1)?;
    let market = Market::new(plan.inputs.correlation.fraction());
    let mixer = Mixer::new(market, Precision::Interactive);
    let mut mixing = plan.begin(&mixer, 0, last);
    while mixer.step(&mut mixing) {}
    let outcome = plan.outcome(&mixer.finish(mixing), 0, last);
    Some(Glance { expected: plan.expected_in(0..last + 1).total(), chance: outcome.whole })
}

/// The default win curve of these inputs.
pub(super) fn default_curve(inputs: &Inputs) -> Curve {
    Curve::new(share(inputs.win_rate), f64::from(inputs.sales_cycle.0.max(1)))
}

/// A report in the making: one distribution after the other, a part at a time.
pub(super) struct Work {
    plan: Plan,
    mixer: Mixer,
    quarters: Vec<Range<usize>>,
    /// First and last month of the runs, those that are done first.
    runs: Vec<(usize, usize)>,
    done: Vec<Outcome>,
    /// The distribution that is being worked on.
    current: Option<Mixing>,
    commit: Option<Money>,
}

impl Work {
    pub fn new(plan: Plan, precision: Precision) -> Self {
        let quarters = quarters(&plan.spans, plan.inputs.fiscal_start);
        let months = 0..plan.spans.len();
        let mut runs: Vec<(usize, usize)> = months.clone().map(|month| (0, month)).collect();
        runs.extend(months.map(|month| (month, month)));
        runs.extend(quarters.iter().map(|quarter| (quarter.start, quarter.end - 1)));
        runs.extend(plan.planned().map(|months| (months.start, months.end - 1)));
        runs.sort_unstable();
        runs.dedup();
        let market = Market::new(plan.inputs.correlation.fraction());
        let mixer = Mixer::new(market, precision);
        let done = Vec::with_capacity(runs.len());
        Self { plan, mixer, quarters, runs, done, current: None, commit: None }
    }

    /// Works on for some milliseconds; `false` once everything is there.
    pub fn step(&mut self) -> bool {
        let run = self.runs.get(self.done.len()).copied();
        if run.is_none() && self.commit.is_some() {
            return false;
        }
        let mut mixing = match (self.current.take(), run) {
            (Some(mixing), _) => mixing,
            (None, Some((from, to))) => self.plan.begin(&self.mixer, from, to),
            (None, None) => self.plan.begin_open(&self.mixer),
        };
        if self.mixer.step(&mut mixing) {
            self.current = Some(mixing);
            return true;
        }
        let revenue = self.mixer.finish(mixing);
        match run {
            Some((from, to)) => {
                let mut outcome = self.plan.outcome(&revenue, from, to);
                // The runs from now on come first, month by month: more months never bring less, which
                // two approximations might say.
                if let Some(before) = self.done.last().filter(|_| from == 0) {
                    outcome.rise_above(before);
                }
                self.done.push(outcome);
            }
            // What could be committed to is exceeded 9 times in 10.
            None => self.commit = Some(revenue.quantile(LEVELS[0])),
        }
        true
    }

    /// The report; every step must have been taken.
    pub fn report(self, lists: &Lists, is_default: bool) -> Report {
        let plan = &self.plan;
        let months: Vec<Month> =
            (0..plan.spans.len()).map(|month| self.month(month..month + 1)).collect();
        let last = months.last();
        let total = last.map_or(Amounts::default(), |month| month.cumulative);
        let categories = categories::rows(&plan.inputs, lists, &plan.deals, &plan.spans);
        let groups = GROUPS.map(|by| groups::groups(lists, &plan.deals, by, plan.spans.len()));
        let without_age = without_age(&plan.inputs, lists, plan.deals.len());
        Report {
            total,
            range: last.map_or([Money(0.0); 3], |month| month.cumulative_range),
            goal: plan.goal(),
            chance: last.and_then(|month| month.chance),
            commit: self.commit.unwrap_or_default(),
            methods: methods::rows(&plan.inputs, lists, &plan.deals, &total, &categories),
            new_deal: Money(plan.flow.size),
            run_rate: methods::run_rate(lists.history),
            assumptions: assumptions(plan, lists, is_default, &categories, without_age.as_ref()),
            split: categories::split(lists, &plan.deals, plan.spans.len()),
            categories,
            groups,
            without_age,
            unusable: unusable(lists),
            quarters: self.quarters.iter().map(|months| self.quarter(months.clone())).collect(),
            fiscal_start: plan.inputs.fiscal_start,
            planned: plan.planned().map(|months| self.month(months)),
            won_earlier: self.begun().map_or(Money(0.0), |(_, won)| won),
            months,
        }
    }

    /// A month or several.
    fn month(&self, months: Range<usize>) -> Month {
        let (plan, last) = (&self.plan, months.end - 1);
        let (alone, together) = (self.outcome(months.start, last), self.outcome(0, last));
        let known = |outcome: Option<&Outcome>| outcome.map_or([Money(0.0); 3], |o| o.range);
        let ended = months.end == plan.spans.len();
        Month {
            start: plan.spans[months.start].start,
            end: plan.spans[last].end,
            expected: plan.expected_in(months.clone()),
            range: known(alone),
            cumulative: plan.expected_in(0..months.end),
            cumulative_range: known(together),
            chance: together.and_then(|outcome| outcome.whole),
            goal: plan.goal_of(months.clone()),
            goal_chance: alone.and_then(|outcome| outcome.own),
            cumulative_goal: plan.goal_of(0..months.end).or(plan.goal().filter(|_| ended)),
            cumulative_chance: together
                .and_then(|outcome| outcome.whole.filter(|_| ended).or(outcome.own)),
        }
    }

    /// First day of the running quarter and what it has won before the running month, where it has
    /// begun before that and this is known.
    fn begun(&self) -> Option<(NaiveDate, Money)> {
        let first = quarter_start(self.plan.inputs.today, self.plan.inputs.fiscal_start);
        let month = self.plan.inputs.today.with_day(1)?;
        let won = self.plan.inputs.won_earlier.filter(|won| won.0.is_finite())?;
        (first < month).then_some((first, won))
    }

    /// A quarter. The goals of its months that are over are not known, so that one which has begun
    /// has none.
    fn quarter(&self, months: Range<usize>) -> Month {
        let running = months.start == 0;
        let month = self.month(months);
        let Some((start, won)) = self.begun().filter(|_| running) else { return month };
        let expected = Amounts { closed: month.expected.closed + won, ..month.expected };
        let range = month.range.map(|amount| amount + won);
        Month { start, expected, range, goal: None, goal_chance: None, ..month }
    }

    fn outcome(&self, from: usize, to: usize) -> Option<&Outcome> {
        self.runs.binary_search(&(from, to)).ok().and_then(|place| self.done.get(place))
    }
}

fn assumptions(
    plan: &Plan,
    lists: &Lists,
    is_default: bool,
    categories: &[CategoryRow],
    without_age: Option<&WithoutAge>,
) -> Vec<Assumption> {
    let inputs = &plan.inputs;
    let aged = lists.deals.iter().any(|deal| deal.outcome == Listed::Open);
    let dated = aged && inputs.use_expected_close == 1;
    let arrives = inputs.new_pipeline.0 > 0.0 || inputs.leads > 0.0;
    // Nothing is said of ages where no deal has one.
    let ageless = without_age.is_some_and(|deals| deals.alone) && !arrives;
    [
        (Assumption::DefaultCurve, is_default && !ageless),
        (Assumption::UnknownAges, !any_open(lists) && !plan.deals.is_empty()),
        (Assumption::DefaultSlip, dated && lists.slips.len() < LEAST_SLIPS),
        (Assumption::DefaultRates, categories.iter().any(|row| row.assumed)),
        (Assumption::SureChurn, plan.base.is_sure()),
        (Assumption::UnknownSize, inputs.leads > 0.0 && plan.flow.size <= 0.0),
    ]
    .into_iter()
    .filter_map(|(assumption, holds)| holds.then_some(assumption))
    .collect()
}

fn unusable(lists: &Lists) -> usize {
    let open = lists.deals.iter().filter(|deal| deal.outcome == Listed::Open);
    let undated = lists.undated.iter().filter(|deal| deal.state == State::Open);
    open.filter(|deal| !is_usable(deal)).count()
        + undated.filter(|deal| !is_amount(deal.value)).count()
}
