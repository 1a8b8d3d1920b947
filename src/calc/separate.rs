//! Separate closing curves for the values of one field of the deals, only where they are asked for
//! (method 10.2).

use std::collections::HashMap;
use std::rc::Rc;

use super::cycle::history::{History, Life};
use super::deals::{Deal, Labels};
use super::portfolio::Portfolio;

/// A value of a field has a curve of its own from so many wins on. With fewer, a curve leans on its
/// default one.
pub const LEAST_WINS: usize = 30;
/// A field that so much larger a share of the open deals lacks than of the closed ones was often
/// filled in at closing, and then seems to foretell what it only records.
const EMPTIER: f64 = 0.2;

/// A field of the deals by which their closing curves can be kept apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SeparateBy {
    /// The kind of customer.
    Segment,
    /// What is sold, or the kind of deal.
    Product,
    /// Where the deal came from.
    Source,
    /// The seller.
    Owner,
}

impl SeparateBy {
    /// Every field, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Segment, Self::Product, Self::Source, Self::Owner];

    /// Its name in links and storage.
    pub fn key(self) -> &'static str {
        match self {
            Self::Segment => "segment",
            Self::Product => "type",
            Self::Source => "source",
            Self::Owner => "owner",
        }
    }

    fn of(self, labels: &Labels) -> &str {
        let text = match self {
            Self::Segment => &labels.segment,
            Self::Product => &labels.product,
            Self::Source => &labels.source,
            Self::Owner => &labels.owner,
        };
        text.trim()
    }
}

/// What one field says of each deal of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Values {
    /// The field.
    pub by: SeparateBy,
    /// Its different values, sorted.
    names: Vec<String>,
    /// Which of them each deal has, by its place in the list; `None`: none.
    of: Vec<Option<usize>>,
}

impl Values {
    /// The values in a list.
    pub fn new(by: SeparateBy, deals: &[Deal]) -> Self {
        let mut seen: HashMap<&str, usize> = HashMap::new();
        let texts = deals.iter().map(|deal| by.of(&deal.labels));
        let numbers = texts.map(|text| {
            let next = seen.len();
            (!text.is_empty()).then(|| *seen.entry(text).or_insert(next))
        });
        let mut of: Vec<Option<usize>> = numbers.collect();
        let mut names: Vec<(&str, usize)> = seen.into_iter().collect();
        names.sort_unstable();
        let mut places = vec![0; names.len()];
        for (place, (_, number)) in names.iter().enumerate() {
            places[*number] = place;
        }
        for number in of.iter_mut().flatten() {
            *number = places[*number];
        }
        Self { by, names: names.into_iter().map(|(name, _)| name.to_owned()).collect(), of }
    }

    /// Whether at least two values have enough wins for a curve of their own.
    pub fn is_useful(&self, history: &History) -> bool {
        self.large(history).len() >= 2
    }

    /// Shares of the open and of the closed deals without a value, where the open ones lack it much
    /// more often.
    pub fn emptier(&self, history: &History) -> Option<[f64; 2]> {
        let (mut all, mut empty) = ([0.0; 2], [0.0; 2]);
        for life in &history.lives {
            let which = usize::from(life.end.is_some());
            all[which] += 1.0;
            empty[which] += if self.of(life.position).is_none() { 1.0 } else { 0.0 };
        }
        let share =
            [0, 1].map(|which| if all[which] > 0.0 { empty[which] / all[which] } else { 0.0 });
        (share[0] - share[1] >= EMPTIER).then_some(share)
    }

    fn of(&self, position: usize) -> Option<usize> {
        self.of.get(position).copied().flatten()
    }

    /// The values with enough wins, those with the most first.
    fn large(&self, history: &History) -> Vec<usize> {
        let mut wins = vec![0; self.names.len()];
        for value in history.won().filter_map(|(life, _)| self.of(life.position)) {
            wins[value] += 1;
        }
        let mut large: Vec<usize> =
            (0..wins.len()).filter(|value| wins[*value] >= LEAST_WINS).collect();
        large.sort_by_key(|value| (std::cmp::Reverse(wins[*value]), *value));
        large
    }
}

/// The parts of a list that follow curves of their own.
#[derive(Clone, Debug, PartialEq)]
pub struct Parts {
    values: Rc<Values>,
    all: Vec<Part>,
    /// The part of each value and, at last, of deals without one, by [`Parts::of`].
    of: Vec<usize>,
}

/// Deals that follow a curve of their own.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// The value of the field; `None`: all others.
    pub name: Option<String>,
    /// The deals with their curve. The days on which deals close are those of the whole list.
    pub portfolio: Portfolio,
}

impl Parts {
    /// `whole` by the values of a field. Values with fewer wins than [`LEAST_WINS`] and deals without
    /// a value are one part. Where it has few wins, its curve leans on that of the whole list; it
    /// doesn't follow that, which is of the large values as well: the total would be off. Without any
    /// large value there are no parts.
    pub fn new(whole: &Portfolio, values: &Rc<Values>) -> Self {
        let large = values.large(&whole.history);
        let others = if large.is_empty() { 0 } else { large.len() + 1 };
        let mut of = vec![others; values.names.len() + 1];
        for (at, value) in large.iter().enumerate() {
            of[*value] = at + 1;
        }
        let mut parts = Self { values: Rc::clone(values), all: Vec::new(), of };
        let mut lives: Vec<Vec<Life>> = vec![Vec::new(); others + 1];
        for life in &whole.history.lives {
            lives[parts.of(life.position)].push(*life);
        }
        let names = large.iter().map(|value| Some(values.names[*value].clone())).chain([None]);
        let filled = names.zip(lives.into_iter().skip(1)).filter(|(_, lives)| !lives.is_empty());
        let part = |(name, lives)| Part { name, portfolio: whole.part(lives) };
        parts.all = filled.map(part).collect();
        parts
    }

    /// The field.
    pub fn values(&self) -> &Rc<Values> {
        &self.values
    }

    /// The parts, those with the most wins first and all others last.
    pub fn all(&self) -> &[Part] {
        &self.all
    }

    /// The part of the deal at a place in the list, counted from 1; 0 where there are none.
    pub fn of(&self, position: usize) -> usize {
        self.of[self.values.of(position).unwrap_or(self.of.len() - 1)]
    }
}

#[cfg(test)]
mod tests;
