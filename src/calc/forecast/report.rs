//! The answer from inputs and lists.

use super::ages::Ages;
use super::base::Base;
use super::months::{Span, position, spans};
use super::placing::{LEAST_SLIPS, Placed, Placing, expected_by, is_usable, share};
use super::{
    Amounts, Assumption, GroupBy, Inputs, LEVELS, Lists, Month, Precision, Report, categories,
    groups, methods,
};
use crate::calc::cycle::Curve;
use crate::calc::deals::Outcome;
use crate::calc::revenue::counts::Arrivals;
use crate::calc::revenue::deals::Deal as Chance;
use crate::calc::revenue::market::Market;
use crate::calc::revenue::mixture::{Mixer, Mixture, Sources};
use crate::calc::units::Money;

const DAYS_PER_WEEK: f64 = 7.0;

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
///     correlation: Percent(3.0),
/// };
/// let proposals =
///     Stage { name: "Proposal".into(), count: 10, value: Money(5e5), chance: Percent(50.0) };
/// let lists = Lists { stages: &[proposals], ..Lists::default() };
/// let report = report(&inputs, &lists, Precision::Settled);
///
/// // Of the $250,000 that a weighted pipeline promises, $214,000 come in these three months.
/// assert!((report.total.won().0 - 213_659.0).abs() < 1.0);
/// let months: f64 = report.months.iter().map(|month| month.expected.won().0).sum();
/// assert!((months - report.total.won().0).abs() < 1e-6);
/// assert!(report.chance.unwrap() > 0.8);
/// ```
pub fn report(inputs: &Inputs, lists: &Lists, precision: Precision) -> Report {
    let cycle = f64::from(inputs.sales_cycle.0.max(1));
    let curve = Curve::new(share(inputs.win_rate), cycle);
    report_with(inputs, lists, &curve, precision)
}

/// The same with a win curve of one's own; the win rate and the cycle then only serve the method
/// that multiplies by the win rate, and deals of unknown age.
pub fn report_with(
    inputs: &Inputs,
    lists: &Lists,
    ages: &impl Ages,
    precision: Precision,
) -> Report {
    let spans = spans(inputs.today, inputs.months);
    let ends: Vec<f64> = spans.iter().map(|span| span.days).collect();
    let placing = Placing { ages, inputs, lists, spans: &spans, ends };
    let deals = placing.all();
    let plan = Plan::new(inputs, lists, ages, &spans, &deals);
    let mixer = Mixer::new(Market::new(inputs.correlation.fraction()), precision);
    let months: Vec<Month> = (0..spans.len()).map(|month| plan.month(&mixer, month)).collect();
    let last = months.last();
    let total = last.map_or(Amounts::default(), |month| month.cumulative);
    let categories =
        spans.last().map_or(Vec::new(), |span| categories::rows(inputs, lists, &deals, span.end));
    let by = |by| groups::groups(&deals, by, spans.len());
    Report {
        total,
        range: last.map_or([Money(0.0); 3], |month| month.cumulative_range),
        chance: last.and_then(|month| month.chance),
        commit: plan.commit(&mixer),
        methods: methods::rows(inputs, lists, &deals, &total, &categories),
        assumptions: assumptions(inputs, lists, ages, &plan, &categories),
        categories,
        by_owner: by(GroupBy::Owner),
        by_stage: by(GroupBy::Stage),
        unusable: unusable(lists),
        months,
    }
}

/// Everything that brings revenue, by the end of each month.
struct Plan<'a> {
    inputs: &'a Inputs,
    spans: &'a [Span],
    deals: &'a [Placed<'a>],
    base: Base,
    /// Value, chance and month of renewals.
    renewals: Vec<(Chance, usize)>,
    /// Value of new pipeline per day.
    creation: f64,
    size: f64,
    /// Wins by the end of each month from one deal created a day.
    landed: Vec<f64>,
    /// From the open deals by the end of each month.
    open: Vec<Money>,
}

impl<'a> Plan<'a> {
    fn new(
        inputs: &'a Inputs,
        lists: &Lists,
        ages: &impl Ages,
        spans: &'a [Span],
        deals: &'a [Placed<'a>],
    ) -> Self {
        let creation = (inputs.new_pipeline.0 / DAYS_PER_WEEK).max(0.0);
        let value: f64 = deals.iter().map(|deal| deal.value).sum();
        // Without any size to go by, a week's pipeline is one deal.
        let like_open =
            if value > 0.0 { value / deals.len() as f64 } else { inputs.new_pipeline.0 };
        let usable = |value: &Money| (0.0..=1e12).contains(&value.0);
        let renewals = lists.renewals.iter().filter(|renewal| usable(&renewal.value));
        Self {
            inputs,
            spans,
            deals,
            base: Base::new(inputs),
            renewals: renewals
                .map(|renewal| {
                    let chance = share(renewal.chance);
                    let month = position(inputs.today, renewal.due).max(0) as usize;
                    (Chance { value: renewal.value, chance }, month)
                })
                .collect(),
            creation,
            size: inputs.average_deal.map_or(like_open, |value| value.0),
            landed: if creation > 0.0 {
                spans.iter().map(|span| ages.won_area(span.days)).collect()
            } else {
                vec![0.0; spans.len()]
            },
            open: (0..spans.len()).map(|month| expected_by(deals, month)).collect(),
        }
    }

    fn month(&self, mixer: &Mixer, month: usize) -> Month {
        let Span { start, end, .. } = self.spans[month];
        let goal = self.inputs.goal;
        let alone = self.mixture(mixer, month, month, None);
        let together = self.mixture(mixer, 0, month, goal);
        Month {
            start,
            end,
            expected: self.expected(month),
            range: LEVELS.map(|p| alone.quantile(p)),
            cumulative: (0..=month)
                .map(|month| self.expected(month))
                .fold(Amounts::default(), |sum, month| sum + month),
            cumulative_range: LEVELS.map(|p| together.quantile(p)),
            chance: goal.map(|goal| together.chance(goal)),
        }
    }

    fn expected(&self, month: usize) -> Amounts {
        let before = month.checked_sub(1).map_or(Money(0.0), |before| self.open[before]);
        let renewals = self.renewals.iter().filter(|(_, due)| *due == month);
        Amounts {
            closed: self.closed(month),
            open: self.open[month] - before,
            new: Money(self.creation * (self.landed[month] - self.landed_before(month))),
            renewals: renewals.map(|(renewal, _)| renewal.value * renewal.chance).sum(),
            recurring: self.base.expected(month),
        }
    }

    fn closed(&self, month: usize) -> Money {
        if month == 0 { self.inputs.closed_won } else { Money(0.0) }
    }

    fn landed_before(&self, month: usize) -> f64 {
        month.checked_sub(1).map_or(0.0, |before| self.landed[before])
    }

    /// The revenue of the months `from` to `to`, both included.
    fn mixture(&self, mixer: &Mixer, from: usize, to: usize, goal: Option<Money>) -> Mixture {
        let base = self.base.masses(from..to + 1);
        let sure = if base.is_empty() {
            (from..=to).map(|month| self.base.expected(month)).sum()
        } else {
            Money(0.0)
        };
        let mut deals = self.chances(from, to);
        let due = self.renewals.iter().filter(|(_, due)| (from..=to).contains(due));
        deals.extend(due.map(|(renewal, _)| *renewal));
        let sources = Sources {
            sure: sure + self.closed(from),
            deals: &deals,
            arrivals: self.arrivals(from, to),
            size: Money(self.size),
            spread: self.inputs.deal_spread.clamp(0.0, 10.0),
            base: &base,
        };
        mixer.mix(&sources, goal)
    }

    /// A deal is won once: its chance in several months is that by the last less that before.
    fn chances(&self, from: usize, to: usize) -> Vec<Chance> {
        self.deals
            .iter()
            .map(|deal| {
                let before = from.checked_sub(1).map_or(0.0, |before| deal.wins.by[before]);
                let chance = (deal.wins.by[to] - before).clamp(0.0, 1.0);
                Chance { value: Money(deal.value), chance }
            })
            .collect()
    }

    /// Deals created until the end of month `to`, and their chance to be won in these months.
    fn arrivals(&self, from: usize, to: usize) -> Arrivals {
        let days = self.spans[to].days;
        let won = self.landed[to] - self.landed_before(from);
        if self.creation <= 0.0 || self.size <= 0.0 || days <= 0.0 {
            return Arrivals::default();
        }
        let chance = (won / days).clamp(0.0, 1.0);
        Arrivals { mean: self.creation * days / self.size, chance }
    }

    /// What is closed, and what the open deals exceed 9 times in 10 until the last month.
    fn commit(&self, mixer: &Mixer) -> Money {
        let deals = match self.spans.len().checked_sub(1) {
            Some(last) => self.chances(0, last),
            None => Vec::new(),
        };
        let sources = Sources {
            sure: self.inputs.closed_won,
            deals: &deals,
            arrivals: Arrivals::default(),
            size: Money(0.0),
            spread: 0.0,
            base: &[],
        };
        mixer.mix(&sources, None).quantile(LEVELS[0])
    }
}

fn assumptions(
    inputs: &Inputs,
    lists: &Lists,
    ages: &impl Ages,
    plan: &Plan,
    categories: &[super::CategoryRow],
) -> Vec<Assumption> {
    let listed = lists.deals.iter().any(|deal| deal.outcome == Outcome::Open);
    let dated = listed && inputs.use_expected_close == 1;
    [
        (Assumption::DefaultCurve, ages.is_default()),
        (Assumption::UnknownAges, !listed && !plan.deals.is_empty()),
        (Assumption::DefaultSlip, dated && lists.slips.len() < LEAST_SLIPS),
        (Assumption::DefaultRates, categories.iter().any(|row| row.assumed)),
        (Assumption::SureChurn, plan.base.is_sure()),
    ]
    .into_iter()
    .filter_map(|(assumption, holds)| holds.then_some(assumption))
    .collect()
}

fn unusable(lists: &Lists) -> usize {
    let open = lists.deals.iter().filter(|deal| deal.outcome == Outcome::Open);
    open.filter(|deal| !is_usable(deal)).count()
}
