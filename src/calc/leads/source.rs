//! Where leads come from: each source with its own funnel and cost, and the team it counts for.

use super::funnel::{Funnel, STEPS, Steps};
use super::plan::Flow;
use super::{Inputs, Source};
use crate::calc::units::{Money, Percent};
use crate::language::Word;

/// A source and who brings its leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SourceName {
    /// Start of the keys of its fields.
    pub key: &'static str,
    /// What the visitor reads.
    pub label: Word,
    /// Whose leads they are.
    pub team: Team,
}

/// Who brings leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Team {
    /// Inbound and events, and leads of no named source.
    Marketing,
    /// Outbound and what sellers find themselves.
    Sales,
    /// Partners.
    Partners,
}

/// The sources, in the order of [`Inputs::sources`].
pub const SOURCES: [SourceName; 5] = [
    SourceName { key: "inbound", label: word!("Inbound"), team: Team::Marketing },
    SourceName { key: "outbound", label: word!("Outbound"), team: Team::Sales },
    SourceName { key: "partner", label: word!("Partners"), team: Team::Partners },
    SourceName { key: "events", label: word!("Events"), team: Team::Marketing },
    SourceName { key: "own", label: word!("Sellers' own"), team: Team::Sales },
];

/// Leads of sources that were not named.
const ALL: SourceName = SourceName { key: "all", label: word!("All leads"), team: Team::Marketing };
const REST: SourceName =
    SourceName { key: "rest", label: word!("Other leads"), team: Team::Marketing };
/// A share smaller than this is taken as none.
const LEAST_SHARE: f64 = 1e-9;

/// What a source has to bring.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SourceRow {
    /// Which one; `all` without named sources, `rest` for what they leave.
    pub name: SourceName,
    /// Its share of the leads, in [0, 1].
    pub share: f64,
    /// Its leads a week, and all of them.
    pub leads: Flow,
    /// Opportunities that come of its leads in the end.
    pub opportunities: f64,
    /// Wins in the period.
    pub wins: f64,
    /// Wins in the end.
    pub ever: f64,
    /// What its leads cost; `None`: unknown.
    pub cost: Option<Cost>,
}

/// What a team has to bring.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TeamRow {
    /// Which one.
    pub team: Team,
    /// Its leads a week.
    pub weekly: f64,
    /// Value of the opportunities that come of all its leads in the end.
    pub pipeline: Money,
    /// The same as a share of that of all teams, in [0, 1].
    pub share: f64,
}

/// What leads cost and bring.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cost {
    /// Of all leads of the plan.
    pub total: Money,
    /// Of a lead.
    pub lead: Money,
    /// Leads' cost ÷ opportunities that come of them in the end; `None` without any.
    pub opportunity: Option<Money>,
    /// Leads' cost ÷ wins that come of them in the end; `None` without any.
    pub win: Option<Money>,
    /// Revenue that comes of them in the end ÷ cost; `None` when they cost nothing.
    pub revenue: Option<f64>,
}

/// A source with its share, rates and funnel.
pub struct Stream {
    pub name: SourceName,
    pub share: f64,
    pub funnel: Funnel,
    cost: Option<Money>,
}

/// What a source is before its funnel is known.
pub struct Kind {
    name: SourceName,
    share: f64,
    pub steps: Steps,
    cost: Option<Money>,
}

/// The sources with a share, and what they leave of all leads.
pub fn kinds(inputs: &Inputs, speed: f64) -> Vec<Kind> {
    let named = inputs.sources.iter().zip(SOURCES);
    let mut kinds: Vec<Kind> = named
        .filter_map(|(source, name)| {
            let share = source.share.map_or(0.0, Percent::fraction);
            (share > LEAST_SHARE).then(|| kind(inputs, source, name, share, speed))
        })
        .collect();
    let rest = 1.0 - kinds.iter().map(|kind| kind.share).sum::<f64>();
    if kinds.is_empty() {
        kinds.push(kind(inputs, &Source::default(), ALL, 1.0, speed));
    } else if rest > LEAST_SHARE {
        kinds.push(kind(inputs, &Source::default(), REST, rest, speed));
    }
    kinds
}

fn kind(inputs: &Inputs, source: &Source, name: SourceName, share: f64, speed: f64) -> Kind {
    let mut rates: [f64; STEPS] =
        std::array::from_fn(|i| source.rates[i].unwrap_or(inputs.rates[i]).fraction());
    rates[0] = (rates[0] * speed).min(1.0);
    for rate in &mut rates {
        *rate = if *rate < LEAST_SHARE { 0.0 } else { *rate };
    }
    let steps = Steps {
        rates,
        lags: inputs.lags.map(|days| days.0),
        returned: inputs.returned.map(Percent::fraction),
        multiplier: inputs.return_rate.fraction(),
        delay: inputs.return_delay.0,
        spread: inputs.lag_spread,
    };
    Kind { name, share, steps, cost: source.cost.or(inputs.cost_per_lead) }
}

/// The funnels of all sources over so many days.
pub fn streams(kinds: &[Kind], days: usize, without_return: bool) -> Vec<Stream> {
    let stream = |kind: &Kind| {
        let steps = if without_return { kind.steps.without_return() } else { kind.steps };
        let Kind { name, share, cost, .. } = *kind;
        Stream { name, share, funnel: steps.funnel(days), cost }
    };
    kinds.iter().map(stream).collect()
}

impl Stream {
    /// Share of its leads that ever get through this step.
    pub fn ever(&self, step: usize) -> f64 {
        self.funnel.rates[..=step].iter().product()
    }

    /// What it brings, when all leads together are `flow`, and won in the period are the days from
    /// `before` to `days`.
    pub fn row(&self, flow: &Flow, before: usize, days: usize, deal: Money) -> SourceRow {
        let leads = flow.part(self.share);
        let daily = leads.weekly / super::plan::DAYS_PER_WEEK;
        let won = &self.funnel.reached[STEPS - 1];
        let wins: f64 = won[before.min(days)..days].iter().sum::<f64>() * daily;
        let (opportunities, ever) = (leads.leads * self.ever(2), leads.leads * self.ever(3));
        let cost = self
            .cost
            .map(|each| Cost::of(each * leads.leads, leads.leads, [opportunities, ever], deal));
        SourceRow { name: self.name, share: self.share, leads, opportunities, wins, ever, cost }
    }
}

impl Cost {
    fn of(total: Money, leads: f64, [opportunities, wins]: [f64; 2], deal: Money) -> Self {
        let each = |count: f64| {
            (count > 0.0).then(|| total.0 / count).filter(|each| each.is_finite()).map(Money)
        };
        Self {
            total,
            lead: each(leads).unwrap_or_default(),
            opportunity: each(opportunities),
            win: each(wins),
            revenue: (deal * wins).ratio_to(total).filter(|ratio| ratio.is_finite()),
        }
    }
}

/// What all sources cost together; `None` unless each is known.
pub fn total_cost(rows: &[SourceRow], deal: Money) -> Option<Cost> {
    let totals: Option<Vec<Money>> =
        rows.iter().map(|row| row.cost.map(|cost| cost.total)).collect();
    let sum = |of: fn(&SourceRow) -> f64| rows.iter().map(of).sum::<f64>();
    let reached = [sum(|row| row.opportunities), sum(|row| row.ever)];
    Some(Cost::of(totals?.into_iter().sum(), sum(|row| row.leads.leads), reached, deal))
}

/// What each team has to bring, those with leads.
pub fn teams(rows: &[SourceRow], deal: Money) -> Vec<TeamRow> {
    let all: f64 = rows.iter().map(|row| row.opportunities).sum();
    let team = |team: Team| {
        let own: Vec<&SourceRow> = rows.iter().filter(|row| row.name.team == team).collect();
        let opportunities: f64 = own.iter().map(|row| row.opportunities).sum();
        let share = if all > 0.0 { opportunities / all } else { 0.0 };
        let weekly = own.iter().map(|row| row.leads.weekly).sum();
        (!own.is_empty()).then(|| TeamRow { team, weekly, pipeline: deal * opportunities, share })
    };
    [Team::Marketing, Team::Sales, Team::Partners].into_iter().filter_map(team).collect()
}
