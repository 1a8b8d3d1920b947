//! The chances of each deal of the list, for lists that show them deal by deal.

use super::ages::Wins;
use super::months::spans;
use super::owned::days;
use super::placing::{Known, Placing, is_usable};
use super::report::default_curve;
use super::separate::Separate;
use super::{Ages, Inputs, Lists, Owned};
use crate::calc::deals::{Deal, Outcome};

/// The chances of an open deal.
#[derive(Clone, Debug, PartialEq)]
pub struct Chances {
    /// The deal's place in the list: see [`Lists::listed`].
    pub position: usize,
    /// To be won by the end of each month, ascending, each in [0, 1].
    pub by: Vec<f64>,
    /// To be won ever, in [0, 1].
    pub ever: f64,
}

impl Chances {
    /// To be won by the end of the last month; 0 without months.
    pub fn in_time(&self) -> f64 {
        self.by.last().copied().unwrap_or(0.0)
    }
}

/// The chances behind [`super::report_with`] with the same win curve, of every open deal that it
/// counts, in the order of the list. Each times the deal's value, they add to what is expected.
pub fn chances(inputs: &Inputs, lists: &Lists, ages: &impl Ages) -> Vec<Chances> {
    let spans = spans(inputs.today, inputs.months);
    let ends = spans.iter().map(|span| span.days).collect();
    let placing = Placing { ages, inputs, lists, spans: &spans, ends };
    let mut known = Known::new();
    let counted = |deal: &Deal| deal.outcome == Outcome::Open && is_usable(deal);
    let deals = lists.deals.iter().enumerate().filter(|(_, deal)| counted(deal));
    let placed = deals.map(|(position, deal)| placing.deal(position, deal, &mut known));
    placed
        .chain(placing.undated())
        .filter_map(|placed| {
            let Wins { by, ever } = &*placed.wins;
            Some(Chances { position: placed.position()?, by: by.clone(), ever: *ever })
        })
        .collect()
}

impl Owned {
    /// [`chances`] by the curve of the deals where there is one.
    pub fn chances(&self, inputs: &Inputs) -> Vec<Chances> {
        match &self.portfolio {
            Some(separate) if separate.parts.is_some() => {
                chances(inputs, &self.lists(), &Separate::new(separate, days(inputs)))
            }
            Some(portfolio) => chances(inputs, &self.lists(), &portfolio.outlook(days(inputs))),
            None => chances(inputs, &self.lists(), &default_curve(inputs)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calc::cycle::Curve;
    use crate::calc::deals::Labels;
    use crate::calc::forecast::tests::inputs;
    use crate::calc::forecast::{Precision, report};
    use crate::calc::units::Money;

    #[test]
    fn chances_add_to_what_is_expected() {
        let deal = |created: &str, value: f64, outcome| Deal {
            created: created.parse().unwrap(),
            outcome,
            value: Money(value),
            expected_close: None,
            last_activity: None,
            probability: None,
            labels: Labels::default(),
        };
        let won = Outcome::Won("2026-01-02".parse().unwrap());
        let deals = [
            deal("2025-12-01", 80_000.0, Outcome::Open),
            deal("2025-12-01", f64::NAN, Outcome::Open),
            deal("2025-12-01", 10_000.0, won),
            deal("2026-01-10", 50_000.0, Outcome::Open),
        ];
        let inputs = inputs();
        let lists = Lists { deals: &deals, ..Lists::default() };
        let chances = chances(&inputs, &lists, &Curve::new(0.25, 60.0));
        let owned = Owned { deals: deals.to_vec().into(), ..Owned::default() };
        assert_eq!(owned.chances(&inputs), chances);
        assert_eq!(chances.iter().map(|one| one.position).collect::<Vec<_>>(), [0, 3]);
        let report = report(&inputs, &lists, Precision::Settled);
        let sum = |chance: &dyn Fn(&Chances) -> f64| -> f64 {
            chances.iter().map(|one| deals[one.position].value.0 * chance(one)).sum()
        };
        assert!((sum(&Chances::in_time) - report.total.open.0).abs() < 1e-9);
        for (at, month) in report.months.iter().enumerate() {
            assert!((sum(&|one| one.by[at]) - month.cumulative.open.0).abs() < 1e-9);
        }
        assert!(chances.iter().all(|one| one.in_time() <= one.ever && one.ever <= 1.0));
    }
}
