//! In which month a deal is won, if it is: by its age, and by its expected close date where that is
//! asked for (method section 4).

use std::collections::BTreeMap;
use std::rc::Rc;

use chrono::NaiveDate;

use super::ages::{Ages, Wins, of_any_age};
use super::months::{Span, position};
use super::{Inputs, Listed, Lists, PROBABILITIES, Stage};
use crate::calc::deals::{Deal, Labels, Outcome, State};
use crate::calc::units::{Money, Percent};

/// Fewer past slips than this are no distribution of one's own.
pub const LEAST_SLIPS: usize = 20;
/// How wins spread around the month of the expected close date, from the month before on.
const SPREAD: [f64; 4] = [0.1, 0.5, 0.25, 0.15];
/// Weight of that spread; the rest is placed by age.
const DATE_WEIGHT: f64 = 0.5;

/// An open deal, or one of like deals, with its chances.
#[derive(Clone, Debug)]
pub(super) struct Placed {
    /// Of each.
    pub value: f64,
    /// How many deals are alike.
    pub count: u32,
    /// Shared by deals that have the same.
    pub wins: Rc<Wins>,
    /// The chance ever to be won that a CRM would weight it with.
    pub weight: Option<f64>,
    place: Place,
}

/// Where a placed deal stands: see [`Lists::listed`] for that of a deal.
#[derive(Clone, Copy, Debug)]
enum Place {
    Deal(usize),
    Stage(usize),
}

impl Placed {
    /// Value of all that are alike.
    pub fn total(&self) -> f64 {
        self.value * f64::from(self.count)
    }

    /// A single deal of the list.
    pub fn listed(position: usize, value: Money, wins: Rc<Wins>, weight: Option<f64>) -> Self {
        Self { value: value.0, count: 1, wins, weight, place: Place::Deal(position) }
    }

    /// Its place in the list; `None` of like deals of a stage.
    pub fn position(&self) -> Option<usize> {
        if let Place::Deal(position) = self.place { Some(position) } else { None }
    }

    fn deal<'a>(&self, lists: &Lists<'a>) -> Option<Listed<'a>> {
        lists.listed(self.position()?)
    }

    /// Whether its age is known, or taken as that of its stage's deals.
    pub fn is_aged(&self, lists: &Lists) -> bool {
        self.position().is_none_or(|position| position < lists.deals.len())
    }

    fn labels<'a>(&self, lists: &Lists<'a>) -> Option<&'a Labels> {
        self.deal(lists).map(|deal| deal.labels)
    }

    /// The seller; empty when not known, as the other names are.
    pub fn owner<'a>(&self, lists: &Lists<'a>) -> &'a str {
        self.labels(lists).map_or("", |labels| &labels.owner)
    }

    /// The stage, as the CRM names it.
    pub fn stage<'a>(&self, lists: &Lists<'a>) -> &'a str {
        match self.place {
            Place::Deal(_) => self.labels(lists).map_or("", |labels| &labels.stage),
            Place::Stage(position) => lists.stages.get(position).map_or("", |stage| &stage.name),
        }
    }

    /// The forecast category, as the CRM names it.
    pub fn category<'a>(&self, lists: &Lists<'a>) -> &'a str {
        self.labels(lists).map_or("", |labels| &labels.category)
    }

    /// What is sold, or the kind of deal.
    pub fn product<'a>(&self, lists: &Lists<'a>) -> &'a str {
        self.labels(lists).map_or("", |labels| &labels.product)
    }

    /// The kind of customer, or the region.
    pub fn segment<'a>(&self, lists: &Lists<'a>) -> &'a str {
        self.labels(lists).map_or("", |labels| &labels.segment)
    }

    /// The day on which it is expected to close.
    pub fn expected_close(&self, lists: &Lists) -> Option<NaiveDate> {
        self.deal(lists).and_then(|deal| deal.expected_close)
    }
}

/// Chances by curve and age in days, and the share of the curve's deals that are ever won: many deals
/// share an age.
pub(super) type Known = BTreeMap<(usize, i64), (Rc<Wins>, f64)>;

/// Places deals.
pub(super) struct Placing<'a, A> {
    pub ages: &'a A,
    pub inputs: &'a Inputs,
    pub lists: &'a Lists<'a>,
    pub spans: &'a [Span],
    pub ends: Vec<f64>,
}

/// Days from the expected close date to closed-won, of the won deals that have one.
pub fn slips(deals: &[Deal]) -> Vec<i32> {
    deals
        .iter()
        .filter_map(|deal| match deal.outcome {
            Outcome::Won(day) => Some((day - deal.expected_close?).num_days() as i32),
            _ => None,
        })
        .collect()
}

/// Between 0 and 1, also of what is no number.
pub(super) fn share(percent: Percent) -> f64 {
    if percent.0.is_nan() { 0.0 } else { percent.fraction().clamp(0.0, 1.0) }
}

/// Whether the deal can be part of a forecast.
pub(super) fn is_usable(deal: &Deal) -> bool {
    is_amount(deal.value)
}

/// Whether it is an amount that a deal may have.
pub(super) fn is_amount(value: Money) -> bool {
    (0.0..=1e12).contains(&value.0)
}

/// Whether the list has an open deal, with or without a created date.
pub(super) fn any_open(lists: &Lists) -> bool {
    lists.deals.iter().any(|deal| deal.outcome == Outcome::Open)
        || lists.undated.iter().any(|deal| deal.state == State::Open)
}

impl<A: Ages> Placing<'_, A> {
    /// The open deals of the list; without any, those of the stage table.
    pub fn all(&self) -> Vec<Placed> {
        let open = |deal: &Deal| deal.outcome == Outcome::Open;
        if any_open(self.lists) {
            let all = self.lists.deals.iter().enumerate();
            let usable = all.filter(|(_, deal)| open(deal) && is_usable(deal));
            let mut known = Known::new();
            let aged = usable.map(|(place, deal)| self.deal(place, deal, &mut known));
            return aged.chain(self.undated()).collect();
        }
        let any_age =
            of_any_age(self.ages, f64::from(self.inputs.sales_cycle.0).max(1.0), &self.ends);
        let stages = self.lists.stages.iter().enumerate().filter(|(_, stage)| stage.count > 0);
        let placed = stages.map(|(position, stage)| self.like_deals(position, stage, &any_age));
        placed.filter(|placed| (0.0..=1e12).contains(&placed.value)).collect()
    }

    /// The deals of a stage, all alike and of unknown age.
    fn like_deals(&self, position: usize, stage: &Stage, any_age: &Wins) -> Placed {
        let chance = share(stage.chance);
        Placed {
            value: stage.value.0 / f64::from(stage.count),
            count: stage.count,
            wins: reached(any_age, self.ages.won(f64::INFINITY), chance),
            weight: Some(chance),
            place: Place::Stage(position),
        }
    }

    /// An open deal of the list, at its place in it.
    pub fn deal(&self, position: usize, deal: &Deal, known: &mut Known) -> Placed {
        let age = (self.inputs.today - deal.created).num_days().max(0);
        let curve = self.ages.curve_of(position);
        let of_age = || {
            let (wins, new) = self.ages.by_curve(curve, age as f64, &self.ends);
            (Rc::new(wins), new)
        };
        let by_age = known.entry((curve, age)).or_insert_with(of_age).clone();
        let stage = self.lists.stages.iter().find(|stage| stage.name == deal.labels.stage);
        let stage = stage.map(|stage| share(stage.chance));
        let own = deal.probability.map(share);
        let wins = self.dated(deal.expected_close, self.chances(by_age, own, stage));
        let wins = self.followed(wins);
        Placed::listed(position, deal.value, wins, own.or(stage))
    }

    /// The deal's own probability before its stage's before its age's (method 1, "precedence"). The
    /// stage's share is of deals that reach it: the age moves it as it moves the win rate.
    fn chances(
        &self,
        (by_age, new): (Rc<Wins>, f64),
        own: Option<f64>,
        stage: Option<f64>,
    ) -> Rc<Wins> {
        let meaning = PROBABILITIES[self.inputs.probabilities.min(PROBABILITIES.len() - 1)].key;
        match (own, stage) {
            (Some(own), _) if meaning == "ever" => Rc::new(by_age.scaled_to(own)),
            (Some(own), _) if meaning == "period" => Rc::new(by_age.scaled_to_last(own)),
            (_, Some(stage)) => reached(&by_age, new, stage),
            _ => by_age,
        }
    }

    /// The same with its chances times the lesson of past quarters, where that is to be followed.
    fn followed(&self, wins: Rc<Wins>) -> Rc<Wins> {
        let Some(lesson) = self.lists.lesson else { return wins };
        let times = |chance: &f64| (chance * lesson).min(1.0);
        Rc::new(Wins { by: wins.by.iter().map(times).collect(), ever: times(&wins.ever) })
    }

    /// The same chance ever to be won, placed around the expected close date.
    fn dated(&self, date: Option<NaiveDate>, wins: Rc<Wins>) -> Rc<Wins> {
        let Some(date) = date.filter(|_| self.inputs.use_expected_close == 1) else { return wins };
        let own = self.lists.slips.len() >= LEAST_SLIPS;
        let shares = if own { self.by_slips(date) } else { self.by_months(date) };
        let Some(shares) = shares else { return wins };
        let weight = if own { 1.0 } else { DATE_WEIGHT };
        let placed = |(by, share): (&f64, f64)| (1.0 - weight) * by + weight * wins.ever * share;
        Rc::new(Wins { by: wins.by.iter().zip(shares).map(placed).collect(), ever: wins.ever })
    }

    /// Share of wins by the end of each month when wins slip as they did. What would be past is
    /// shared among what is to come; `None` when nothing is.
    fn by_slips(&self, date: NaiveDate) -> Option<Vec<f64>> {
        let due = (date - self.inputs.today).num_days();
        // A deal closed today is won after one day.
        let days: Vec<f64> = self
            .lists
            .slips
            .iter()
            .map(|slip| (due + i64::from(*slip) + 1) as f64)
            .filter(|days| *days >= 1.0)
            .collect();
        let share =
            |end: &f64| days.iter().filter(|days| *days <= end).count() as f64 / days.len() as f64;
        (!days.is_empty()).then(|| self.ends.iter().map(share).collect())
    }

    /// The same with the usual spread over months.
    fn by_months(&self, date: NaiveDate) -> Option<Vec<f64>> {
        let first = position(self.inputs.today, date) - 1;
        let to_come = |month: i32| -> f64 {
            let spread = (first..).zip(SPREAD);
            spread.filter(|(at, _)| (0..=month).contains(at)).map(|(_, share)| share).sum()
        };
        let all = to_come(i32::MAX);
        (all > 0.0).then(|| (0..self.spans.len() as i32).map(|m| to_come(m) / all).collect())
    }
}

/// With the share of a stage's deals that are won: it is of deals that reach the stage, so the age
/// moves it as it moves the share `new` of all deals that are won, by `q_ever(a) / C_w(inf)` (method
/// 1).
fn reached(by_age: &Wins, new: f64, share: f64) -> Rc<Wins> {
    let ever = if new > 0.0 { share * by_age.ever / new } else { 0.0 };
    Rc::new(by_age.scaled_to(ever.min(1.0)))
}

/// Expected value with these chances, deal by deal.
pub(super) fn expected(deals: &[Placed], chances: &[f64]) -> Money {
    Money(deals.iter().zip(chances).map(|(deal, chance)| deal.total() * chance).sum())
}
