//! What the visitor does with the deals of a list: choices, order and what is shown.

mod held;

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use crate::calc::deals::{Deal, Labels};
use crate::calc::sweep::{Overrides, Standing, Verdict};
use crate::calc::units::Percent;

pub use crate::calc::sweep::Choice;

pub use self::held::{Held, OF_A_LIST, read_chance};

/// Deals shown at first, and added by each "Show more".
pub const PAGE: usize = 20;

/// What the visitor does with the deals of a list. Nothing of it changes the list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sweep {
    /// What the visitor chose for deals, by their place in the list.
    choices: BTreeMap<usize, Choice>,
    /// Chances that the visitor knows better, as typed and as understood, by place in the list.
    chances: BTreeMap<usize, (String, Option<Percent>)>,
    /// What was there before, the latest last.
    undo: Vec<Before>,
    /// The order of the list.
    pub order: Order,
    /// Only deals of this owner; empty: of all.
    pub owner: String,
    /// Only deals in this stage; empty: in all.
    pub stage: String,
    /// Only deals that stand so.
    pub shown: Shown,
    /// Pages of deals beyond the first.
    pub pages: usize,
    /// Whether the answer follows what past quarters teach.
    pub follows: bool,
}

/// What was there before a change, by place in the list.
#[derive(Clone, Debug, PartialEq)]
enum Before {
    Choice(usize, Option<Choice>),
    Chance(usize, Option<(String, Option<Percent>)>),
}

/// An order of deals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// The most valuable first.
    #[default]
    Value,
    /// The oldest first.
    Age,
    /// The least likely first.
    Chance,
    /// By owner, then by value.
    Owner,
}

/// Which deals are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shown {
    /// The dead ones.
    #[default]
    Dead,
    /// Those to be looked at: older than the cycle or past due.
    Aged,
    /// Those whose expected close date has passed, dead or not.
    PastDue,
    /// Those without activity for more than a sales cycle, dead or not.
    Stalled,
    /// Every open deal.
    All,
}

/// What can happen to it.
#[derive(Clone, Debug, PartialEq)]
pub enum SweepAction {
    /// The visitor chose something for the deal at this place, or the suggestion again.
    Choose(usize, Option<Choice>),
    /// The visitor typed a chance for the deal at this place, understood so; empty: none.
    Chance(usize, String, Option<Percent>),
    /// Take back the last choice, or all that was typed last into a box.
    Undo,
    /// Another order.
    Order(Order),
    /// Only deals of this owner.
    Owner(String),
    /// Only deals in this stage.
    Stage(String),
    /// Only deals that stand so.
    Show(Shown),
    /// Show more of them.
    More,
    /// Follow what past quarters teach, or no longer.
    Follow(bool),
}

/// Every choice, with its key in forms.
pub const CHOICE_KEYS: [(&str, Choice); 4] = [
    ("keep", Choice::Keep),
    ("requalify", Choice::Requalify),
    ("nurture", Choice::Nurture),
    ("close", Choice::CloseAsLost),
];

impl Sweep {
    /// The state after `action`.
    #[must_use]
    pub fn apply(&self, action: SweepAction) -> Self {
        let mut next = self.clone();
        match action {
            SweepAction::Choose(position, choice) => next.choose(position, choice),
            SweepAction::Chance(position, text, chance) => next.type_in(position, text, chance),
            SweepAction::Undo => next.take_back(),
            SweepAction::Order(order) => next.order = order,
            SweepAction::Owner(owner) => (next.owner, next.pages) = (owner, 0),
            SweepAction::Stage(stage) => (next.stage, next.pages) = (stage, 0),
            SweepAction::Show(shown) => (next.shown, next.pages) = (shown, 0),
            SweepAction::More => next.pages += 1,
            SweepAction::Follow(follows) => next.follows = follows,
        }
        next
    }

    fn choose(&mut self, position: usize, choice: Option<Choice>) {
        let old = self.choices.get(&position).copied();
        if old != choice {
            self.undo.push(Before::Choice(position, old));
            self.put(position, choice);
        }
    }

    /// What is typed into one box is taken back as a whole.
    fn type_in(&mut self, position: usize, text: String, chance: Option<Percent>) {
        let goes_on =
            matches!(self.undo.last(), Some(Before::Chance(last, _)) if *last == position);
        if !goes_on {
            self.undo.push(Before::Chance(position, self.chances.get(&position).cloned()));
        }
        if text.is_empty() {
            self.chances.remove(&position);
        } else {
            self.chances.insert(position, (text, chance));
        }
    }

    fn take_back(&mut self) {
        match self.undo.pop() {
            Some(Before::Choice(position, choice)) => self.put(position, choice),
            Some(Before::Chance(position, Some(chance))) => {
                self.chances.insert(position, chance);
            }
            Some(Before::Chance(position, None)) => {
                self.chances.remove(&position);
            }
            None => {}
        }
    }

    fn put(&mut self, position: usize, choice: Option<Choice>) {
        match choice {
            Some(choice) => self.choices.insert(position, choice),
            None => self.choices.remove(&position),
        };
    }

    /// Whether a choice can be taken back.
    pub fn can_undo(&self) -> bool {
        !self.undo.is_empty()
    }

    /// How many deals the visitor has chosen something for.
    pub fn chosen(&self) -> usize {
        let typed = self.chances.keys().filter(|position| !self.choices.contains_key(position));
        self.choices.len() + typed.count()
    }

    /// The chance that the visitor typed for a deal, if any; with `None` as what was understood
    /// where it is no percentage.
    pub fn chance(&self, position: usize) -> Option<(&str, Option<Percent>)> {
        self.chances.get(&position).map(|(text, chance)| (text.as_str(), *chance))
    }

    /// What the visitor chose for a deal, if anything.
    pub fn choice(&self, position: usize) -> Option<Choice> {
        self.choices.get(&position).copied()
    }

    /// What the choices mean for the calculation: a chance that the visitor knows better comes before
    /// all others.
    pub fn overrides(&self) -> Overrides {
        let known =
            self.chances.iter().filter_map(|(place, (_, chance))| Some((*place, (*chance)?)));
        let (choices, chances) = (self.choices.clone(), known.collect());
        Overrides { choices, chances, lesson: None }
    }

    /// The deals to be shown, in order.
    pub fn listed<'a>(&self, verdicts: &'a [Verdict], deals: &[Deal]) -> Vec<&'a Verdict> {
        let labels = |verdict: &Verdict| deals.get(verdict.prospect.position).map(|d| &d.labels);
        let is = |wanted: &str, of: fn(&Labels) -> &String, verdict: &Verdict| {
            wanted.is_empty() || labels(verdict).is_some_and(|labels| of(labels) == wanted)
        };
        let belongs = |verdict: &&Verdict| {
            self.shown.holds(verdict)
                && is(&self.owner, |labels| &labels.owner, verdict)
                && is(&self.stage, |labels| &labels.stage, verdict)
        };
        let mut listed: Vec<&Verdict> = verdicts.iter().filter(belongs).collect();
        let owner = |verdict: &Verdict| labels(verdict).map(|labels| labels.owner.as_str());
        listed.sort_by(|a, b| match self.order {
            Order::Value => Ordering::Equal,
            Order::Age => b.prospect.age.cmp(&a.prospect.age),
            Order::Chance => a.by_stage.chance_ever.total_cmp(&b.by_stage.chance_ever),
            Order::Owner => owner(a).cmp(&owner(b)),
        });
        listed
    }
}

impl Shown {
    /// Whether a deal belongs to it. What the visitor keeps against the line stays in sight.
    fn holds(self, verdict: &Verdict) -> bool {
        match self {
            Self::Dead => verdict.standing == Standing::Dead || verdict.kept,
            Self::Aged => verdict.standing != Standing::Fresh,
            Self::PastDue => verdict.past_due.is_some(),
            Self::Stalled => verdict.stalled,
            Self::All => true,
        }
    }
}

/// The different texts of one kind among the judged deals, sorted; empty ones are left out.
pub fn names(verdicts: &[Verdict], deals: &[Deal], of: fn(&Labels) -> &String) -> Vec<String> {
    let name = |verdict: &Verdict| {
        let deal = deals.get(verdict.prospect.position)?;
        Some(of(&deal.labels).as_str()).filter(|name| !name.is_empty())
    };
    let names: BTreeSet<&str> = verdicts.iter().filter_map(name).collect();
    names.into_iter().map(str::to_owned).collect()
}

#[cfg(test)]
mod tests;
