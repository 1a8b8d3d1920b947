//! Open deals without a created date: their chance is their own, and it falls into the month of their
//! close date.

use std::cell::OnceCell;
use std::rc::Rc;

use chrono::NaiveDate;

use super::ages::{Ages, Wins, of_any_age};
use super::months::position;
use super::placing::{Placed, Placing, is_amount, share};
use super::{Inputs, Lists, PROBABILITIES};
use crate::calc::deals::{State, Undated};
use crate::calc::units::Money;

/// So many deals, and what they come to.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Tally {
    /// Number of deals.
    pub count: usize,
    /// Their value.
    pub value: Money,
}

/// Open deals without a created date, and what a forecast does with them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WithoutAge {
    /// How many they are.
    pub all: Tally,
    /// Whether no other open deal is counted.
    pub alone: bool,
    /// Those whose close date is past. They count whenever a deal of unknown age closes.
    pub past_due: Tally,
    /// Those without a close date, which count likewise.
    pub no_close: Tally,
    /// Those that close after the last month, and so bring nothing.
    pub later: Tally,
    /// Those without a chance of their own or their stage's: the win rate stands for it.
    pub no_chance: Tally,
}

/// When such a deal closes.
#[derive(Clone, Copy, PartialEq)]
enum Due {
    /// The list does not say.
    Unknown,
    /// On a day that is past.
    Past,
    /// In this month of the forecast.
    In(usize),
    /// After the last month.
    Later,
}

impl Tally {
    fn add(&mut self, deal: &Undated) {
        self.count += 1;
        self.value = self.value + deal.value;
    }
}

/// The open ones that count, each with its place.
fn open<'a>(lists: &Lists<'a>) -> impl Iterator<Item = (usize, &'a Undated)> {
    let counts = |deal: &Undated| deal.state == State::Open && is_amount(deal.value);
    lists.undated.iter().enumerate().filter(move |(_, deal)| counts(deal))
}

fn due(inputs: &Inputs, months: usize, close: Option<NaiveDate>) -> Due {
    let Some(close) = close else { return Due::Unknown };
    match usize::try_from(position(inputs.today, close)) {
        _ if close < inputs.today => Due::Past,
        Ok(month) if month < months => Due::In(month),
        _ => Due::Later,
    }
}

impl<A: Ages> Placing<'_, A> {
    /// The open deals without a created date.
    pub(super) fn undated(&self) -> Vec<Placed> {
        let any_age = OnceCell::new();
        let deals = open(self.lists);
        deals.map(|(place, deal)| self.undated_deal(place, deal, &any_age)).collect()
    }

    /// One of them. In the month of its close date it has all of its chance; without such a date, or
    /// where that is past, it is won whenever deals of unknown age are (method 2).
    fn undated_deal(&self, place: usize, deal: &Undated, any_age: &OnceCell<Wins>) -> Placed {
        let cycle = f64::from(self.inputs.sales_cycle.0).max(1.0);
        let any_age = || any_age.get_or_init(|| of_any_age(self.ages, cycle, &self.ends));
        let given = given(self.inputs, self.lists, deal);
        let chance = given.unwrap_or(share(self.inputs.win_rate));
        let months = self.ends.len();
        let from = |first: usize| (0..months).map(move |at| if at < first { 0.0 } else { chance });
        let wins = match due(self.inputs, months, deal.close) {
            Due::In(month) => Wins { by: from(month).collect(), ever: chance },
            Due::Later => Wins { by: vec![0.0; months], ever: chance },
            Due::Past | Due::Unknown if meaning(self.inputs) == "period" => {
                any_age().scaled_to_last(chance)
            }
            Due::Past | Due::Unknown => any_age().scaled_to(chance),
        };
        Placed::listed(self.lists.deals.len() + place, deal.value, Rc::new(wins), given)
    }
}

fn meaning(inputs: &Inputs) -> &'static str {
    PROBABILITIES[inputs.probabilities.min(PROBABILITIES.len() - 1)].key
}

/// The deal's own chance, or else its stage's.
fn given(inputs: &Inputs, lists: &Lists, deal: &Undated) -> Option<f64> {
    let own = deal.probability.filter(|_| meaning(inputs) != "ignore");
    let stage = || lists.stages.iter().find(|stage| stage.name == deal.labels.stage);
    own.or_else(|| stage().map(|stage| stage.chance)).map(share)
}

/// What is to be said of them.
pub(super) fn without_age(inputs: &Inputs, lists: &Lists, deals: usize) -> Option<WithoutAge> {
    let none = Tally::default();
    let mut sum = WithoutAge {
        all: none,
        alone: false,
        past_due: none,
        no_close: none,
        later: none,
        no_chance: none,
    };
    for (_, deal) in open(lists) {
        sum.all.add(deal);
        match due(inputs, inputs.months as usize, deal.close) {
            Due::Unknown => sum.no_close.add(deal),
            Due::Past => sum.past_due.add(deal),
            Due::Later => sum.later.add(deal),
            Due::In(_) => {}
        }
        if given(inputs, lists, deal).is_none() {
            sum.no_chance.add(deal);
        }
    }
    sum.alone = sum.all.count == deals;
    (sum.all.count > 0).then_some(sum)
}

#[cfg(test)]
mod tests;
