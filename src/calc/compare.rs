//! What happened to each deal between two exports of the same CRM.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::deals::{Deal, Outcome};
use super::units::Money;

/// An export: the deals as they stood on a day.
#[derive(Clone, Copy, Debug)]
pub struct Export<'a> {
    /// The deals.
    pub deals: &'a [Deal],
    /// The day it was taken.
    pub day: NaiveDate,
}

/// What changed from one export to the next.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// Deals with a change, the later list's first, each list in its order.
    pub changes: Vec<Change>,
    /// Deals in both lists without a change.
    pub unchanged: usize,
    /// Deals of the earlier and of the later list that cannot be matched: without an id, or with an
    /// id that appears twice in a list.
    pub unmatched: [usize; 2],
}

/// A deal that changed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Change {
    /// Its place in the earlier list.
    pub old: Option<usize>,
    /// Its place in the later list.
    pub new: Option<usize>,
    /// What happened to it.
    pub kind: Kind,
    /// Its value in the later list, or in the earlier one when it is no longer there.
    pub value: Money,
    /// By how much its value rose or, when negative, fell.
    pub value_change: Money,
}

/// What happened to a deal: the first of these that applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Only in the earlier list.
    Vanished,
    /// Only in the later list, open.
    New,
    /// Won since, whether or not it was in the earlier list.
    Won,
    /// Lost since, whether or not it was in the earlier list.
    Lost,
    /// Closed in the earlier list, open in the later.
    Reopened,
    /// Its day of creation moved by so many days: it looks younger or older than it is.
    CreationMoved(i64),
    /// Its expected close had passed when the earlier list was taken, and was replaced without the
    /// deal being closed: later by so many days, earlier when negative.
    OverdueMoved(i64),
    /// Expected to close later by so many days.
    Slipped(i64),
    /// Expected to close earlier by so many days.
    PulledIn(i64),
    /// Only its value changed.
    Revalued,
}

impl Comparison {
    /// Number and value of the changes that `belongs` picks.
    pub fn tally(&self, belongs: impl Fn(Kind) -> bool) -> (usize, Money) {
        let picked = self.changes.iter().filter(|change| belongs(change.kind));
        picked.fold((0, Money(0.0)), |(deals, sum), change| (deals + 1, sum + change.value))
    }
}

impl Kind {
    /// Whether a date was changed that makes a deal look fresher than it is.
    pub fn is_silent(self) -> bool {
        matches!(self, Self::CreationMoved(_) | Self::OverdueMoved(_))
    }
}

/// Compares two exports by the ids of their deals.
pub fn compare(old: &Export, new: &Export) -> Comparison {
    let (before, after) = (by_id(old.deals), by_id(new.deals));
    let (mut changes, mut unchanged, mut unmatched) = (Vec::new(), 0, [0, 0]);
    for (position, deal) in new.deals.iter().enumerate() {
        match (after.get(id(deal)), before.get(id(deal)).copied()) {
            (Some(Some(_)), Some(Some(place))) => match change(&old.deals[place], deal, old.day) {
                Some(kind) => changes.push(matched(old, place, new, position, kind)),
                None => unchanged += 1,
            },
            (Some(Some(_)), None) => changes.extend(appeared(deal, position, old.day)),
            _ => unmatched[1] += 1,
        }
    }
    for (position, deal) in old.deals.iter().enumerate() {
        match (before.get(id(deal)), after.get(id(deal))) {
            (Some(Some(_)), None) => changes.push(vanished(deal, position)),
            (Some(Some(_)), Some(Some(_))) => {}
            _ => unmatched[0] += 1,
        }
    }
    Comparison { changes, unchanged, unmatched }
}

fn id(deal: &Deal) -> &str {
    deal.labels.id.trim()
}

/// The value, or nothing where it is not a number.
fn value(deal: &Deal) -> Money {
    if deal.value.0.is_finite() { deal.value } else { Money(0.0) }
}

/// The place of each id; `None` for one that appears twice.
pub(crate) fn by_id(deals: &[Deal]) -> HashMap<&str, Option<usize>> {
    let mut places = HashMap::with_capacity(deals.len());
    for (position, deal) in deals.iter().enumerate().filter(|(_, deal)| !id(deal).is_empty()) {
        places.entry(id(deal)).and_modify(|place| *place = None).or_insert(Some(position));
    }
    places
}

fn matched(old: &Export, place: usize, new: &Export, position: usize, kind: Kind) -> Change {
    let (before, value) = (value(&old.deals[place]), value(&new.deals[position]));
    let value_change = value - before;
    Change { old: Some(place), new: Some(position), kind, value, value_change }
}

/// A deal that the earlier list lacks; one closed before that list was taken is no news.
fn appeared(deal: &Deal, position: usize, since: NaiveDate) -> Option<Change> {
    let kind = match deal.outcome {
        Outcome::Open => Kind::New,
        Outcome::Won(day) if day >= since => Kind::Won,
        Outcome::Lost(day) if day >= since => Kind::Lost,
        Outcome::Won(_) | Outcome::Lost(_) => return None,
    };
    let value = value(deal);
    Some(Change { old: None, new: Some(position), kind, value, value_change: value })
}

fn vanished(deal: &Deal, position: usize) -> Change {
    let value = value(deal);
    let value_change = Money(0.0) - value;
    Change { old: Some(position), new: None, kind: Kind::Vanished, value, value_change }
}

fn change(old: &Deal, new: &Deal, old_day: NaiveDate) -> Option<Kind> {
    match (old.outcome, new.outcome) {
        (Outcome::Open | Outcome::Lost(_), Outcome::Won(_)) => return Some(Kind::Won),
        (Outcome::Open | Outcome::Won(_), Outcome::Lost(_)) => return Some(Kind::Lost),
        (Outcome::Won(_) | Outcome::Lost(_), Outcome::Open) => return Some(Kind::Reopened),
        _ => {}
    }
    if new.created != old.created {
        return Some(Kind::CreationMoved((new.created - old.created).num_days()));
    }
    let moved = old.expected_close.zip(new.expected_close).filter(|_| new.outcome == Outcome::Open);
    match moved.map(|(from, to)| (from, (to - from).num_days())) {
        Some((from, days)) if days != 0 && from < old_day => Some(Kind::OverdueMoved(days)),
        Some((_, days)) if days > 0 => Some(Kind::Slipped(days)),
        Some((_, days)) if days < 0 => Some(Kind::PulledIn(days.abs())),
        _ => (value(new) != value(old)).then_some(Kind::Revalued),
    }
}

#[cfg(test)]
mod tests;
