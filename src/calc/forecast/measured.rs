//! What share of each forecast category was won, from an earlier and a later list of the same CRM.

use std::collections::HashMap;

use super::Category;
use super::categories::named;
use super::placing::is_usable;
use crate::calc::deals::{Deal, Outcome};
use crate::calc::units::{Money, Percent};

/// Rates of the categories that have one.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct MeasuredRates {
    /// For [`super::Inputs::commit_rate`].
    pub commit: Option<MeasuredRate>,
    /// For [`super::Inputs::best_case_rate`].
    pub best_case: Option<MeasuredRate>,
    /// For [`super::Inputs::pipeline_rate`].
    pub pipeline: Option<MeasuredRate>,
}

/// What became of the deals that were open in a category.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MeasuredRate {
    /// Share of their value that was won since.
    pub rate: Percent,
    /// How many there were.
    pub deals: usize,
    /// How many of them were won.
    pub won: usize,
    /// How many are not in the later list any more; they count as not won.
    pub vanished: usize,
}

/// Of the deals open in the list `earlier`, the share of value that the list `later` says is won, by
/// the category that they were in then. A deal counts with its value of then, so that a rate is at
/// most 100 %. Deals without an id, or with one that the later list has twice, are left out.
///
/// ```
/// use enough_pipeline::calc::deals::{Deal, Labels, Outcome};
/// use enough_pipeline::calc::forecast::{Category, measured_rates};
/// use enough_pipeline::calc::units::{Money, Percent};
///
/// let day = "2026-03-01".parse().unwrap();
/// let deal = |id: &str, value, outcome| Deal {
///     created: "2026-01-01".parse().unwrap(),
///     outcome,
///     value: Money(value),
///     expected_close: None,
///     last_activity: None,
///     probability: None,
///     labels: Labels { id: id.into(), category: "Commit".into(), ..Labels::default() },
/// };
/// // Of $40,000 in commit then, $30,000 are won now.
/// let then = [deal("1", 30_000.0, Outcome::Open), deal("2", 10_000.0, Outcome::Open)];
/// let now = [deal("1", 28_000.0, Outcome::Won(day)), deal("2", 10_000.0, Outcome::Lost(day))];
/// let names = [("Commit".to_owned(), Category::Commit)];
/// let commit = measured_rates(&then, &now, &names).commit.unwrap();
/// assert_eq!((commit.rate, commit.deals, commit.won), (Percent(75.0), 2, 1));
/// ```
pub fn measured_rates(
    earlier: &[Deal],
    later: &[Deal],
    names: &[(String, Category)],
) -> MeasuredRates {
    let mut now: HashMap<&str, Option<&Deal>> = HashMap::new();
    for deal in later.iter().filter(|deal| !deal.labels.id.is_empty()) {
        now.entry(&deal.labels.id).and_modify(|twice| *twice = None).or_insert(Some(deal));
    }
    let open = |deal: &&Deal| {
        let known = !deal.labels.id.is_empty() && now.get(&*deal.labels.id) != Some(&None);
        known && deal.outcome == Outcome::Open && is_usable(deal)
    };
    let then: Vec<&Deal> = earlier.iter().filter(open).collect();
    let of = |category| {
        rate(&then, &now, |deal| {
            named(names, &deal.labels.category, &deal.labels.stage) == Some(category)
        })
    };
    MeasuredRates {
        commit: of(Category::Commit),
        best_case: of(Category::BestCase),
        pipeline: of(Category::Pipeline),
    }
}

fn rate(
    then: &[&Deal],
    now: &HashMap<&str, Option<&Deal>>,
    belongs: impl Fn(&Deal) -> bool,
) -> Option<MeasuredRate> {
    let (mut all, mut won) = (Money(0.0), Money(0.0));
    let mut rate = MeasuredRate { rate: Percent(0.0), deals: 0, won: 0, vanished: 0 };
    for deal in then.iter().filter(|deal| belongs(deal)) {
        let later = now.get(&*deal.labels.id).copied().flatten();
        rate.deals += 1;
        rate.vanished += usize::from(later.is_none());
        all = all + deal.value;
        if later.is_some_and(|later| matches!(later.outcome, Outcome::Won(_))) {
            rate.won += 1;
            won = won + deal.value;
        }
    }
    rate.rate = Percent(won.ratio_to(all)? * 100.0);
    Some(rate)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calc::deals::Labels;

    fn deal(id: &str, stage: &str, outcome: Outcome) -> Deal {
        Deal {
            created: "2026-01-01".parse().unwrap(),
            outcome,
            value: Money(100.0),
            expected_close: None,
            last_activity: None,
            probability: None,
            labels: Labels { id: id.into(), stage: stage.into(), ..Labels::default() },
        }
    }

    #[test]
    fn stages_stand_in_for_categories_and_what_vanished_is_not_won() {
        let won = Outcome::Won("2026-03-01".parse().unwrap());
        let then = ["1", "2", "3", ""].map(|id| deal(id, "Legal", Outcome::Open));
        let now = [deal("1", "Legal", won), deal("2", "Legal", Outcome::Open), deal("", "", won)];
        let names = [("Legal".to_owned(), Category::Commit)];
        let rates = measured_rates(&then, &now, &names);
        let commit = rates.commit.unwrap();
        assert_eq!((commit.deals, commit.won, commit.vanished), (3, 1, 1));
        assert!((commit.rate.0 - 100.0 / 3.0).abs() < 1e-12);
        assert_eq!((rates.best_case, rates.pipeline), (None, None));
    }

    #[test]
    fn an_id_that_stands_twice_says_nothing() {
        let won = Outcome::Won("2026-03-01".parse().unwrap());
        let then = [deal("1", "Legal", Outcome::Open)];
        let now = [deal("1", "Legal", won), deal("1", "Legal", Outcome::Open)];
        let names = [("Legal".to_owned(), Category::Commit)];
        assert_eq!(measured_rates(&then, &now, &names), MeasuredRates::default());
    }
}
