//! When which deal was in which stage.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::Datelike;

use super::dates::{Entry, StageDates, key, without_pipeline};
use crate::calc::compare::{Export, by_id};
use crate::calc::cycle::history::{History, Life};
use crate::calc::deals::{Deal, Outcome};

/// When which deal of a list was in which stage. A stage in which deals are closed is none.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Passages {
    /// The stages.
    pub(super) names: Vec<String>,
    /// The stage of open deals where it is known, by their place in the list.
    pub(super) now: BTreeMap<usize, u16>,
    /// What is known of the past.
    pub(super) stays: Vec<Stay>,
    /// Whether moves between stages are seen; an earlier export tells only where a deal was.
    pub(super) moves: bool,
}

/// A deal was in a stage. Days count from 1 January of year 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Stay {
    /// The deal's place in the list.
    pub position: usize,
    /// The day on which the deal was created.
    pub created: i32,
    /// The last day on which it was seen: that of its closing, or yesterday.
    pub last: i32,
    /// Won or lost on that day; `None`: it was open yesterday.
    pub won: Option<bool>,
    pub stage: u16,
    /// The first and the last morning in the stage, none after `last`.
    pub from: i32,
    pub to: i32,
}

impl Passages {
    /// From the days on which deals entered stages. Days before the deal was created count as that
    /// day; those after its closing, of the future, and of stages that are ends do not count.
    pub fn dated(history: &History, deals: &[Deal], dates: &StageDates) -> Self {
        let mut names = Names::new(deals);
        let stages: Vec<Option<u16>> = dates.stages.iter().map(|name| names.dated(name)).collect();
        let mut found = Self { moves: true, ..Self::default() };
        let (mut left, mut entered) = (&*dates.entries, Vec::new());
        for life in &history.lives {
            let before = left.iter().take_while(|entry| entry.position < life.position).count();
            let own = left[before..].iter().take_while(|entry| entry.position == life.position);
            let (own, rest) = left[before..].split_at(own.count());
            left = rest;
            let label = deals.get(life.position).map_or("", |deal| &*deal.labels.stage);
            let current = names.known(label);
            put_in_order(&mut entered, own, &stages, current, history.day());
            found.add(history, life, &entered);
            let now =
                if label.trim().is_empty() { entered.last().map(|one| one.1) } else { current };
            found.now.extend(now.filter(|_| life.end.is_none()).map(|now| (life.position, now)));
        }
        found.names = names.all;
        found
    }

    /// From an earlier export of the same list: the stage of each deal that was open then, and is in
    /// both by an id of its own. What became of deals that vanished since is not known.
    pub fn earlier(history: &History, deals: &[Deal], earlier: &Export) -> Self {
        let mut names = Names::new(deals);
        let mut found = Self::default();
        let (before, after) = (by_id(earlier.deals), by_id(deals));
        let day = earlier.day.num_days_from_ce();
        for life in &history.lives {
            let Some(deal) = deals.get(life.position) else { continue };
            let id = deal.labels.id.trim();
            if let (Some(Some(place)), Some(Some(_))) = (before.get(id), after.get(id)) {
                let old = &earlier.deals[*place];
                let open = old.outcome == Outcome::Open && old.created <= earlier.day;
                let stage = if open { names.stage(&old.labels.stage) } else { None };
                found.stay(history, life, stage, (day, i32::MAX));
            }
            let now = names.known(&deal.labels.stage).filter(|_| life.end.is_none());
            found.now.extend(now.map(|now| (life.position, now)));
        }
        found.names = names.all;
        found
    }

    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.stays.is_empty()
    }

    /// The stays of a deal, each until the next one begins. On the morning after a deal entered a
    /// stage it is in it.
    fn add(&mut self, history: &History, life: &Life, entered: &[(i32, u16)]) {
        for (at, (day, stage)) in entered.iter().enumerate() {
            let next = entered.get(at + 1).map_or(i32::MAX, |next| next.0);
            self.stay(history, life, Some(*stage), (day.max(&life.created) + 1, next));
        }
    }

    /// A stay from one morning to another, as far as it was seen.
    fn stay(&mut self, history: &History, life: &Life, stage: Option<u16>, (from, to): (i32, i32)) {
        let ended = life.end.filter(|end| end.day < history.day());
        let last = ended.map_or(history.day() - 1, |end| end.day);
        let since = history.cut.map_or(i32::MIN, |day| day.num_days_from_ce());
        let (from, to) = (from.max(since).max(life.created + 1), to.min(last));
        if let Some(stage) = stage.filter(|_| from <= to) {
            let won = ended.map(|end| end.won);
            let Life { position, created, .. } = *life;
            self.stays.push(Stay { position, created, last, won, stage, from, to });
        }
    }
}

/// Days and stages in the order in which a deal went through them; of two stages of one day the
/// deal's present one is the later, else that which the list names later.
fn put_in_order(
    entered: &mut Vec<(i32, u16)>,
    own: &[Entry],
    stages: &[Option<u16>],
    current: Option<u16>,
    today: i32,
) {
    let day = |entry: &Entry| {
        let stage = stages.get(usize::from(entry.stage)).copied().flatten()?;
        Some((entry.day.num_days_from_ce(), stage))
    };
    entered.clear();
    entered.extend(own.iter().filter_map(day).filter(|one| one.0 < today));
    entered.sort_by_key(|(day, stage)| (*day, Some(*stage) == current));
}

/// The stages of a list by their keys.
struct Names<'a> {
    all: Vec<String>,
    known: HashMap<String, u16>,
    /// The same by the labels of deals, of which there are few.
    labels: HashMap<&'a str, Option<u16>>,
    /// Keys of stages that closed deals are in and no open one: names of how deals end.
    ends: HashSet<String>,
}

impl<'a> Names<'a> {
    fn new(deals: &'a [Deal]) -> Self {
        let mut open: HashMap<&str, bool> = HashMap::new();
        for deal in deals {
            *open.entry(&deal.labels.stage).or_default() |= deal.outcome == Outcome::Open;
        }
        let (all, known, labels) = Default::default();
        let mut names = Self { all, known, labels, ends: HashSet::new() };
        let mut sorted: Vec<&str> = open.keys().copied().filter(|name| open[name]).collect();
        sorted.sort_unstable();
        for name in sorted.into_iter().filter(|name| !key(name).is_empty()) {
            names.put(name);
        }
        names.labels =
            open.keys().map(|name| (*name, names.known.get(&key(name)).copied())).collect();
        let ends = names.labels.iter().filter(|(_, stage)| stage.is_none());
        names.ends = ends.map(|(name, _)| key(name)).collect();
        names
    }

    /// The stage that a deal is in, by its label.
    fn known(&self, label: &str) -> Option<u16> {
        self.labels.get(label).copied().flatten()
    }

    /// The same of another list; a stage that no open deal is in any more is new.
    fn stage(&mut self, label: &str) -> Option<u16> {
        let own = key(label);
        if own.is_empty() || self.ends.contains(&own) {
            return None;
        }
        self.known.get(&own).copied().or_else(|| self.put(label))
    }

    /// The stage of a column, which may have its pipeline behind it.
    fn dated(&mut self, column: &str) -> Option<u16> {
        let own = key(column);
        match self.known.get(&own) {
            Some(stage) => Some(*stage),
            None if self.ends.contains(&own) => None,
            None => self.stage(without_pipeline(column)),
        }
    }

    fn put(&mut self, name: &str) -> Option<u16> {
        let next = u16::try_from(self.all.len()).ok()?;
        let stage = *self.known.entry(key(name)).or_insert(next);
        if stage == next {
            self.all.push(name.trim().to_owned());
        }
        Some(stage)
    }
}

#[cfg(test)]
mod tests;
