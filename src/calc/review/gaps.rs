//! The gaps to close first.

use super::area;
use super::score::{Report, STRONG};
use crate::calc::units::Money;

/// Gaps shown at most.
pub const MOST_GAPS: usize = 3;

/// What other calculators know of what closing gaps would bring, in a period.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Costs {
    /// How far the forecast was off on average, above or below.
    pub forecast_miss: Option<Money>,
    /// What live deals in place of the dead ones would bring.
    pub dead_deals: Option<Money>,
    /// What leads that nobody followed up or returned would have brought.
    pub unanswered_leads: Option<Money>,
}

/// An area to work on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gap {
    /// Its place.
    pub area: usize,
    /// Its score.
    pub score: f64,
    /// What closing it would bring, where another calculator knows it.
    pub cost: Option<Money>,
}

impl Costs {
    fn of(&self, area: usize) -> Option<Money> {
        let cost = match area {
            area::LEADS => self.unanswered_leads,
            area::PIPELINE => self.dead_deals,
            area::FORECAST => self.forecast_miss.map(|miss| Money(miss.0.abs())),
            _ => None,
        };
        cost.filter(|cost| cost.0 > 0.0 && cost.0.is_finite())
    }
}

/// Up to three areas: those for which it is known what closing them would bring, the most first, then those with the lowest
/// scores below [`STRONG`]. A known amount counts even where the score is high, for then the answers
/// do not agree with the data.
pub fn gaps(report: &Report, costs: &Costs) -> Vec<Gap> {
    let mut gaps: Vec<Gap> = report
        .areas
        .iter()
        .filter_map(|each| {
            Some(Gap { area: each.area, score: each.score?, cost: costs.of(each.area) })
        })
        .filter(|gap| gap.cost.is_some() || gap.score < STRONG)
        .collect();
    let cost = |gap: &Gap| gap.cost.map_or(0.0, |cost| cost.0);
    gaps.sort_by(|a, b| {
        let by_cost = cost(b).total_cmp(&cost(a));
        by_cost.then(a.score.total_cmp(&b.score)).then(a.area.cmp(&b.area))
    });
    gaps.truncate(MOST_GAPS);
    gaps
}
