//! Everything that brings revenue, by the end of each month, and its distribution over some months.

use std::ops::Range;

use super::ages::Ages;
use super::base::Base;
use super::flow::Flow;
use super::months::{Span, position, spans};
use super::placing::{Placed, Placing, expected, share};
use super::{Amounts, Inputs, LEVELS, Lists, Precision};
use crate::calc::revenue::mixture::{Deal as Chance, Distribution, Mixer, Mixing, Sources};
use crate::calc::units::Money;

/// Everything that brings revenue. It holds what it needs, so that work on it can rest.
pub(super) struct Plan {
    pub inputs: Inputs,
    pub spans: Vec<Span>,
    pub deals: Vec<Placed>,
    pub base: Base,
    pub flow: Flow,
    /// Goal of each month.
    goals: Vec<Option<Money>>,
    /// Value, chance and month of renewals.
    renewals: Vec<(Chance, usize)>,
    /// Chance of each open deal to be won by the end of a month, month by month.
    by: Vec<Vec<f64>>,
    /// From the open deals by the end of each month.
    open: Vec<Money>,
}

/// What comes of some months.
#[derive(Clone, Copy)]
pub(super) struct Outcome {
    /// Exceeded 9, 5 and 1 times in 10.
    pub range: [Money; 3],
    /// Chance of the goals of these months.
    pub own: Option<f64>,
    /// Chance of the goal of the whole forecast.
    pub whole: Option<f64>,
}

impl Outcome {
    /// At least what fewer months bring.
    pub fn rise_above(&mut self, before: &Self) {
        for (amount, least) in self.range.iter_mut().zip(before.range) {
            *amount = Money(amount.0.max(least.0));
        }
        if let (Some(chance), Some(least)) = (&mut self.whole, before.whole) {
            *chance = chance.max(least);
        }
    }
}

impl Plan {
    pub fn new(inputs: &Inputs, lists: &Lists, ages: &impl Ages, precision: Precision) -> Self {
        let spans = spans(inputs.today, inputs.months);
        let ends: Vec<f64> = spans.iter().map(|span| span.days).collect();
        let mut deals = Placing { ages, inputs, lists, spans: &spans, ends }.all();
        // Like deals beside each other, once for all runs.
        deals.sort_by(|a, b| a.value.total_cmp(&b.value));
        let value: f64 = deals.iter().map(Placed::total).sum();
        let count: f64 = deals.iter().map(|deal| f64::from(deal.count)).sum();
        let by: Vec<Vec<f64>> = (0..spans.len())
            .map(|month| deals.iter().map(|deal| deal.wins.by[month]).collect())
            .collect();
        let flow = Flow::new(inputs, ages, &spans, value / count.max(1.0));
        Self {
            inputs: *inputs,
            base: Base::new(inputs, precision),
            flow,
            goals: lists.goals.iter().copied().take(spans.len()).collect(),
            renewals: renewals(inputs, lists),
            open: by.iter().map(|chances| expected(&deals, chances)).collect(),
            by,
            spans,
            deals,
        }
    }

    /// The goal of months that all have one.
    pub fn goal_of(&self, months: Range<usize>) -> Option<Money> {
        (!months.is_empty()).then_some(())?;
        months.map(|month| self.goals.get(month).copied().flatten()).sum()
    }

    /// The months of a plan that is not for all months; see [`super::Report::planned`].
    pub fn planned(&self) -> Option<Range<usize>> {
        let first = self.goals.iter().position(Option::is_some)?;
        let end = self.goals.iter().rposition(Option::is_some)? + 1;
        let whole = first == 0 && end == self.spans.len();
        let all = self.goals[first..end].iter().all(Option::is_some);
        (all && !whole).then_some(first..end)
    }

    /// The goal of the whole forecast.
    pub fn goal(&self) -> Option<Money> {
        self.goal_of(0..self.spans.len()).or(self.inputs.goal)
    }

    /// What to expect in a month.
    pub fn expected(&self, month: usize) -> Amounts {
        let before = month.checked_sub(1).map_or(Money(0.0), |before| self.open[before]);
        let renewals = self.renewals.iter().filter(|(_, due)| *due == month);
        Amounts {
            closed: self.closed(month),
            open: self.open[month] - before,
            new: self.flow.expected(month),
            renewals: renewals.map(|(renewal, _)| renewal.value * renewal.chance).sum(),
            recurring: self.base.expected(month),
        }
    }

    /// The same of several.
    pub fn expected_in(&self, months: Range<usize>) -> Amounts {
        months.map(|month| self.expected(month)).fold(Amounts::default(), |sum, month| sum + month)
    }

    fn closed(&self, month: usize) -> Money {
        if month == 0 { self.inputs.closed_won } else { Money(0.0) }
    }

    /// The goal of the months `from` to `to`, both included, and that of all where they begin now.
    fn wanted(&self, from: usize, to: usize) -> [Option<Money>; 2] {
        [self.goal_of(from..to + 1), self.goal().filter(|_| from == 0)]
    }

    /// What comes of the months `from` to `to`, both included, by their distribution.
    pub fn outcome(&self, revenue: &Distribution, from: usize, to: usize) -> Outcome {
        let [own, whole] = self.wanted(from, to);
        Outcome {
            range: LEVELS.map(|p| revenue.quantile(p)),
            own: own.map(|goal| revenue.chance(goal)),
            whole: whole.map(|goal| revenue.chance(goal)),
        }
    }

    /// The distribution of the months `from` to `to`, both included.
    pub fn begin(&self, mixer: &Mixer, from: usize, to: usize) -> Mixing {
        let [own, whole] = self.wanted(from, to);
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
            arrivals: self.flow.arrivals(from, to),
            size: Money(self.flow.size),
            spread: self.inputs.deal_spread.clamp(0.0, 10.0),
            base: &base,
        };
        mixer.begin(&sources, own.or(whole))
    }

    /// A deal is won once: its chance in several months is that by the last less that before.
    fn chances(&self, from: usize, to: usize) -> Vec<Chance> {
        let deals = self.deals.iter().zip(&self.by[to]);
        let like = |deal: &Placed, chance: f64| {
            let chance = chance.clamp(0.0, 1.0);
            Chance { value: Money(deal.value), chance, count: deal.count }
        };
        match from.checked_sub(1) {
            Some(before) => deals
                .zip(&self.by[before])
                .map(|((deal, to), before)| like(deal, to - before))
                .collect(),
            None => deals.map(|(deal, to)| like(deal, *to)).collect(),
        }
    }

    /// The distribution of what is closed and what the open deals bring until the last month.
    pub fn begin_open(&self, mixer: &Mixer) -> Mixing {
        let deals = match self.spans.len().checked_sub(1) {
            Some(last) => self.chances(0, last),
            None => Vec::new(),
        };
        let sources = Sources { sure: self.inputs.closed_won, ..Sources::deals(&deals) };
        mixer.begin(&sources, None)
    }
}

fn renewals(inputs: &Inputs, lists: &Lists) -> Vec<(Chance, usize)> {
    let usable = |value: &Money| (0.0..=1e12).contains(&value.0);
    let renewals = lists.renewals.iter().filter(|renewal| usable(&renewal.value));
    renewals
        .map(|renewal| {
            let chance = share(renewal.chance);
            let month = position(inputs.today, renewal.due).max(0) as usize;
            (Chance { value: renewal.value, chance, count: 1 }, month)
        })
        .collect()
}

#[cfg(test)]
mod tests;
