//! What follows from the list in use: its curve, its figures and its words.

use std::collections::BTreeMap;
use std::rc::Rc;

use chrono::{Datelike, NaiveDate};

use crate::calc::cycle::history::Cut;
use crate::calc::deals::{Deal, Labels, Outcome, State, Undated};
use crate::calc::forecast::{Category, MeasuredRate, fiscal_quarter, measured_rates};
use crate::calc::portfolio::Portfolio;
use crate::calc::rates::{Measure, Rates};
use crate::calc::replay::{Quarter, quarters};
use crate::calc::separate::{SeparateBy, Values};
use crate::calc::units::Money;
use crate::text::categories::{by_key, guess};
use crate::text::formats::Formats;
use crate::ui::import::Deals;

/// Days within which deals are counted as won.
const QUARTER: u32 = 91;
/// Most words that are asked for.
const MOST_WORDS: usize = 40;
/// Fewer closed deals than this have no win rate of their own.
const LEAST_CLOSED: usize = 10;

/// What follows from the list in use.
#[derive(Default)]
pub struct Basis {
    /// Where the deals came from: the same list is not worked through twice.
    source: Option<Deals>,
    day: Option<NaiveDate>,
    /// First month of the fiscal year, 0 for January.
    fiscal_start: usize,
    /// The field by whose values closing curves are separate, as in the sweep.
    separate: Option<SeparateBy>,
    /// The deals; the category of each is its stage where the list has none.
    pub deals: Rc<[Deal]>,
    /// Those without a created date, likewise.
    pub undated: Rc<[Undated]>,
    /// Whether the words for categories are stages.
    pub by_stage: bool,
    /// Words for categories of open deals, each with the number of deals.
    pub words: Vec<(String, usize)>,
    /// The curve; `None` without own wins.
    pub portfolio: Option<Portfolio>,
    rates: Option<Rates>,
    /// The usual correlation in percent where the calendar explains a part of it.
    correlation: Option<f64>,
    /// Past quarters of the fiscal year that are still to be forecast again.
    pub replays: Vec<Quarter>,
}

impl Basis {
    /// Follows another list, day or fiscal year, or other curves; whether anything changed.
    pub fn follow(
        &mut self,
        source: Option<&Deals>,
        today: NaiveDate,
        fiscal_start: usize,
        separate: Option<SeparateBy>,
    ) -> bool {
        let at = (Some(today), fiscal_start, separate);
        let same = match (&self.source, source) {
            (None, None) => true,
            (Some(old), Some(new)) => {
                old.is(new) && at == (self.day, self.fiscal_start, self.separate)
            }
            _ => false,
        };
        if !same {
            let new = |source| Self::new(source, today, fiscal_start, separate);
            *self = source.map_or_else(Self::default, new);
        }
        !same
    }

    fn new(
        source: &Deals,
        today: NaiveDate,
        fiscal_start: usize,
        separate: Option<SeparateBy>,
    ) -> Self {
        let Deals { dated, undated } = source;
        let by_stage = dated.iter().all(|deal| deal.labels.category.is_empty())
            && undated.iter().all(|deal| deal.labels.category.is_empty());
        let (deals, undated) = if by_stage {
            (with_stages(dated), with_stages(undated))
        } else {
            (Rc::clone(dated), Rc::clone(undated))
        };
        let portfolio = Portfolio::new(&deals, today, Cut::Unknown, None);
        let portfolio = portfolio.map(|whole| {
            let values = separate.map(|by| Rc::new(Values::new(by, &deals)));
            let values = values.filter(|values| values.is_useful(&whole.history));
            whole.separated(values.as_ref())
        });
        Self {
            source: Some(source.clone()),
            day: Some(today),
            fiscal_start,
            separate,
            by_stage,
            words: words(&deals, &undated),
            correlation: portfolio
                .as_ref()
                .filter(|portfolio| portfolio.calendar.is_on())
                .map(|portfolio| portfolio.usual_correlation().0),
            rates: portfolio.as_ref().map(|portfolio| Rates::new(portfolio, QUARTER)),
            replays: portfolio.as_ref().map_or_else(Vec::new, |one| quarters(one, fiscal_start)),
            portfolio,
            deals,
            undated,
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
        let rates = self.rates.as_ref();
        let text = |key, measure: fn(&Rates) -> Option<Measure>, round: &dyn Fn(f64) -> f64| {
            rates.and_then(measure).map(|measure| (key, formats.edit_number(round(measure.value))))
        };
        let tenths = |share: f64| (share * 1000.0).round() / 10.0;
        let dated = self.correlation.map(|rho| ("correlation", formats.edit_number(rho)));
        let money =
            |key, won: Money| (won.0 > 0.0).then(|| (key, formats.edit_number(won.0.round())));
        let month = self.day.and_then(|day| day.with_day(1));
        let won = money("closed_won", self.won(month, self.day));
        let quarter = self.day.map(|day| fiscal_quarter(day, self.fiscal_start).start);
        let earlier = self.won(quarter, month.and_then(|first| first.pred_opt()));
        [
            text("win_rate", |rates| rates.win_rate, &tenths)
                .or_else(|| Some(("win_rate", formats.edit_number(tenths(self.undated_rate()?))))),
            text("sales_cycle", |rates| rates.sales_cycle, &|days| days.round().max(1.0)),
            text("new_pipeline", |rates| rates.new_pipeline, &f64::round),
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
        let (Some(first), Some(last)) = (first, last) else { return Money(0.0) };
        let dated = self.deals.iter().filter_map(|deal| match deal.outcome {
            Outcome::Won(on) => Some((on, deal.value)),
            _ => None,
        });
        let undated = self.undated.iter().filter(|deal| deal.state == State::Won);
        let undated = undated.filter_map(|deal| Some((deal.close?, deal.value)));
        let within = |(on, _): &(NaiveDate, Money)| (first..=last).contains(on);
        dated.chain(undated).filter(within).map(|(_, value)| value).sum()
    }

    /// Won of all closed deals without a created date, where there are enough of both kinds: a list
    /// that keeps only what is won has no win rate.
    fn undated_rate(&self) -> Option<f64> {
        let count = |state| self.undated.iter().filter(|deal| deal.state == state).count();
        let (won, lost) = (count(State::Won), count(State::Lost));
        let enough = won > 0 && lost > 0 && won + lost >= LEAST_CLOSED;
        enough.then(|| won as f64 / (won + lost) as f64)
    }
}

/// Deals whose category is their stage.
fn with_stages<T: Clone + Labelled>(deals: &[T]) -> Rc<[T]> {
    let staged = |deal: &T| {
        let mut deal = deal.clone();
        let labels = deal.labels_mut();
        labels.category.clone_from(&labels.stage);
        deal
    };
    deals.iter().map(staged).collect()
}

/// A deal with its names.
trait Labelled {
    fn labels_mut(&mut self) -> &mut Labels;
}

impl Labelled for Deal {
    fn labels_mut(&mut self) -> &mut Labels {
        &mut self.labels
    }
}

impl Labelled for Undated {
    fn labels_mut(&mut self) -> &mut Labels {
        &mut self.labels
    }
}

/// Words for categories of open deals, the most frequent first.
fn words(deals: &[Deal], undated: &[Undated]) -> Vec<(String, usize)> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let open = deals.iter().filter(|deal| deal.outcome == Outcome::Open).map(|deal| &deal.labels);
    let undated = undated.iter().filter(|deal| deal.state == State::Open).map(|deal| &deal.labels);
    let named = open.chain(undated).map(|labels| labels.category.as_str());
    for word in named.filter(|word| !word.is_empty()) {
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
        let list = Deals { dated: Rc::clone(&deals), ..Deals::default() };
        let mut basis = Basis::default();
        assert!(basis.follow(Some(&list), today, 0, None));
        assert!(!basis.follow(Some(&list), today, 0, None));
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
        // From November on the quarter has only begun.
        assert!(basis.follow(Some(&list), today, 1, None));
        assert!(basis.given(&formats).iter().all(|one| one.0 != "won_earlier"));
        assert!(basis.follow(None, today, 0, None) && basis.deals.is_empty());
    }

    #[test]
    fn a_list_without_created_dates_gives_what_it_can() {
        let deal = |state, close: &str| Undated {
            state,
            value: Money(5_000.0),
            close: close.parse().ok(),
            probability: None,
            labels: Labels { stage: "Commit".into(), ..Labels::default() },
        };
        let today = "2026-11-16".parse().unwrap();
        let mut all = vec![deal(State::Open, "2026-12-01"), deal(State::Won, "2026-11-02")];
        let given = |all: &[Undated]| {
            let mut basis = Basis::default();
            let list = Deals { undated: all.into(), ..Deals::default() };
            assert!(basis.follow(Some(&list), today, 0, None) && basis.portfolio.is_none());
            assert_eq!(basis.categories(&BTreeMap::new()).len(), 1);
            basis.given(&Plain::default())
        };
        assert_eq!(given(&all), [("closed_won", "5,000".to_owned())]);
        all.extend((0..9).map(|_| deal(State::Lost, "")));
        assert_eq!(given(&all)[0], ("win_rate", "10".to_owned()));
    }
}
