//! What follows from the list in use: its curve, its figures and its words.

use std::collections::BTreeMap;
use std::rc::Rc;

use chrono::{Datelike, NaiveDate};

use crate::calc::cycle::history::Cut;
use crate::calc::deals::{Deal, Outcome};
use crate::calc::forecast::{Category, MeasuredRate, measured_rates};
use crate::calc::portfolio::Portfolio;
use crate::calc::rates::{Measure, Rates};
use crate::calc::replay::{Quarter, quarters};
use crate::calc::separate::{SeparateBy, Values};
use crate::calc::units::Money;
use crate::text::categories::{by_key, guess};
use crate::text::formats::Formats;

/// Days within which deals are counted as won.
const QUARTER: u32 = 91;
/// Most words that are asked for.
const MOST_WORDS: usize = 40;

/// What follows from the list in use.
#[derive(Default)]
pub struct Basis {
    /// Where the deals came from: the same list is not worked through twice.
    source: Option<Rc<[Deal]>>,
    day: Option<NaiveDate>,
    /// The field by whose values closing curves are separate, as in the sweep.
    separate: Option<SeparateBy>,
    /// The deals; the category of each is its stage where the list has none.
    pub deals: Rc<[Deal]>,
    /// Whether the words for categories are stages.
    pub by_stage: bool,
    /// Words for categories of open deals, each with the number of deals.
    pub words: Vec<(String, usize)>,
    /// The curve; `None` without own wins.
    pub portfolio: Option<Portfolio>,
    rates: Option<Rates>,
    /// The usual correlation in percent where the calendar explains a part of it.
    correlation: Option<f64>,
    /// Past quarters that are still to be forecast again. A forecast knows no
    /// fiscal year, so they are those of the calendar, as its own quarters are.
    pub replays: Vec<Quarter>,
}

impl Basis {
    /// Follows another list or another day; whether anything changed.
    pub fn follow(
        &mut self,
        source: Option<&Rc<[Deal]>>,
        today: NaiveDate,
        separate: Option<SeparateBy>,
    ) -> bool {
        let same = match (&self.source, source) {
            (None, None) => true,
            (Some(old), Some(new)) => {
                Rc::ptr_eq(old, new) && self.day == Some(today) && self.separate == separate
            }
            _ => false,
        };
        if !same {
            let new = |source| Self::new(source, today, separate);
            *self = source.map_or_else(Self::default, new);
        }
        !same
    }

    fn new(source: &Rc<[Deal]>, today: NaiveDate, separate: Option<SeparateBy>) -> Self {
        let by_stage = source.iter().all(|deal| deal.labels.category.is_empty());
        let deals = if by_stage { with_stages(source) } else { Rc::clone(source) };
        let portfolio = Portfolio::new(&deals, today, Cut::Unknown, None);
        let portfolio = portfolio.map(|whole| {
            let values = separate.map(|by| Rc::new(Values::new(by, &deals)));
            let values = values.filter(|values| values.is_useful(&whole.history));
            whole.separated(values.as_ref())
        });
        Self {
            source: Some(Rc::clone(source)),
            day: Some(today),
            separate,
            by_stage,
            words: words(&deals),
            correlation: portfolio
                .as_ref()
                .filter(|portfolio| portfolio.calendar.is_on())
                .map(|portfolio| portfolio.usual_correlation().0),
            rates: portfolio.as_ref().map(|portfolio| Rates::new(portfolio, QUARTER)),
            replays: portfolio.as_ref().map_or_else(Vec::new, |one| quarters(one, 0)),
            portfolio,
            deals,
        }
    }

    /// What each word stands for; those that stand for nothing are left out.
    pub fn categories(&self, means: &BTreeMap<String, String>) -> Vec<(String, Category)> {
        let category = |word: &str| match means.get(word) {
            Some(key) => by_key(key),
            None => guess(word),
        };
        self.words.iter().filter_map(|(word, _)| Some((word.clone(), category(word)?))).collect()
    }

    /// Rates of the categories, by an earlier list.
    pub fn measured(
        &self,
        earlier: &[Deal],
        names: &[(String, Category)],
    ) -> Vec<(&'static str, MeasuredRate)> {
        let staged;
        let earlier = if self.by_stage {
            staged = with_stages(earlier);
            &staged
        } else {
            earlier
        };
        let rates = measured_rates(earlier, &self.deals, names);
        let found = [
            ("commit_rate", rates.commit),
            ("best_case_rate", rates.best_case),
            ("pipeline_rate", rates.pipeline),
        ];
        found.into_iter().filter_map(|(key, rate)| Some((key, rate?))).collect()
    }

    /// Days from another list's day to that of this one, as far as a box takes them.
    pub fn days_since(&self, earlier: NaiveDate) -> Option<i64> {
        self.day.map(|day| (day - earlier).num_days().clamp(1, 1827))
    }

    /// What the list says about boxes, as text for them.
    pub fn given(&self, formats: &dyn Formats) -> Vec<(&'static str, String)> {
        let Some(rates) = &self.rates else { return Vec::new() };
        let text = |key, measure: Option<Measure>, round: &dyn Fn(f64) -> f64| {
            measure.map(|measure| (key, formats.edit_number(round(measure.value))))
        };
        let dated = self.correlation.map(|rho| ("correlation", formats.edit_number(rho)));
        let money =
            |key, won: Money| (won.0 > 0.0).then(|| (key, formats.edit_number(won.0.round())));
        let month = self.day.and_then(|day| day.with_day(1));
        let won = money("closed_won", self.won(month, self.day));
        let quarter =
            self.day.and_then(|day| day.with_day(1)?.with_month(day.month0() / 3 * 3 + 1));
        let earlier = self.won(quarter, month.and_then(|first| first.pred_opt()));
        [
            text("win_rate", rates.win_rate, &|share| (share * 1000.0).round() / 10.0),
            text("sales_cycle", rates.sales_cycle, &|days| days.round().max(1.0)),
            text("new_pipeline", rates.new_pipeline, &f64::round),
            won,
            dated,
            money("won_earlier", earlier),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// What was won from the first to the last of these days.
    fn won(&self, first: Option<NaiveDate>, last: Option<NaiveDate>) -> Money {
        let won = |deal: &&Deal| match (deal.outcome, first, last) {
            (Outcome::Won(on), Some(first), Some(last)) => (first..=last).contains(&on),
            _ => false,
        };
        self.deals.iter().filter(won).map(|deal| deal.value).sum()
    }
}

fn with_stages(deals: &[Deal]) -> Rc<[Deal]> {
    let staged = |deal: &Deal| {
        let mut deal = deal.clone();
        deal.labels.category.clone_from(&deal.labels.stage);
        deal
    };
    deals.iter().map(staged).collect()
}

/// Words for categories of open deals, the most frequent first.
fn words(deals: &[Deal]) -> Vec<(String, usize)> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let open = deals.iter().filter(|deal| deal.outcome == Outcome::Open);
    for word in open.map(|deal| deal.labels.category.as_str()).filter(|word| !word.is_empty()) {
        *counts.entry(word).or_default() += 1;
    }
    let mut words: Vec<(String, usize)> =
        counts.into_iter().map(|(word, count)| (word.to_owned(), count)).collect();
    words.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    words.truncate(MOST_WORDS);
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::example::deals::example_deals;
    use crate::text::formats::Plain;

    #[test]
    fn a_list_gives_what_boxes_leave_open() {
        let today = "2026-11-16".parse().unwrap();
        let deals: Rc<[Deal]> = example_deals(today).into();
        let mut basis = Basis::default();
        assert!(basis.follow(Some(&deals), today, None));
        assert!(!basis.follow(Some(&deals), today, None));
        let keys: Vec<_> = basis.given(&Plain::default()).iter().map(|one| one.0).collect();
        assert!(keys.starts_with(&["win_rate", "sales_cycle", "new_pipeline"]), "{keys:?}");
        let won = |from: &str, to: &str| -> Money {
            let (from, to): (NaiveDate, NaiveDate) = (from.parse().unwrap(), to.parse().unwrap());
            let on = |deal: &&Deal| matches!(deal.outcome, Outcome::Won(day) if from <= day && day <= to);
            deals.iter().filter(on).map(|deal| deal.value).sum()
        };
        let formats = Plain::default();
        let given = |key: &str| basis.given(&formats).into_iter().find(|one| one.0 == key);
        let amount = |won: Money| (won.0 > 0.0).then(|| formats.edit_number(won.0.round()));
        let october = amount(won("2026-10-01", "2026-10-31"));
        assert!(october.is_some());
        assert_eq!(given("won_earlier").map(|one| one.1), october);
        let november = amount(won("2026-11-01", "2026-11-16"));
        assert_eq!(given("closed_won").map(|one| one.1), november);
        assert!(basis.by_stage && basis.words.len() == 4);
        assert_eq!(basis.categories(&BTreeMap::new()), []);
        let means = [("Proposal".to_owned(), "commit".to_owned())].into_iter().collect();
        assert_eq!(basis.categories(&means), [("Proposal".to_owned(), Category::Commit)]);
        assert!(basis.follow(None, today, None) && basis.deals.is_empty());
    }
}
