//! Which table a block with periods is: goals, history or past forecasts.

use super::super::asking::{Ask, Choice, Choices, Question};
use super::super::calendar::{Toward, index};
use super::super::facts::Facts;
use super::super::uses::Use;
use super::super::vocabulary::Role;
use super::Block;
use crate::text::rows::forecast::Section;

/// What amounts there are, by the names of rows and columns.
#[derive(Clone, Copy, Debug, Default)]
struct Kinds {
    forecast: bool,
    goal: bool,
    actual: bool,
    revenue: bool,
    /// Amounts that are only called so.
    value: bool,
    unnamed: bool,
}

fn kinds(facts: &Facts, titled: bool) -> Kinds {
    let mut kinds = Kinds::default();
    for record in facts.records.iter().filter(|record| record.amount.is_some()) {
        match facts.series[record.series].role {
            Some(Role::Use(Use::Forecast)) => kinds.forecast = true,
            Some(Role::Use(Use::Goal)) => kinds.goal = true,
            Some(Role::Use(Use::Actual)) => kinds.actual = true,
            Some(Role::Use(Use::Revenue)) => kinds.revenue = true,
            Some(Role::Use(Use::Value)) => kinds.value = true,
            Some(Role::Total) | None => kinds.unnamed = true,
            Some(_) => {}
        }
    }
    // "Budget" beside "Amount".
    kinds.actual |= kinds.value && (kinds.goal || kinds.forecast);
    kinds.unnamed |= kinds.value && !kinds.actual;
    if titled && !(kinds.forecast || kinds.goal || kinds.actual || kinds.revenue) {
        kinds.goal = true;
    }
    kinds
}

/// Where periods without a year lie, before the table is known.
pub(super) fn toward(facts: &Facts, titled: bool, wanted: Option<Section>) -> Toward {
    let kinds = kinds(facts, titled);
    match wanted {
        Some(Section::History | Section::Past) => Toward::Past,
        Some(Section::Goals) => Toward::Next,
        _ if kinds.goal && !kinds.actual && !kinds.revenue => Toward::Next,
        _ if kinds.revenue || kinds.actual => Toward::Past,
        _ => Toward::Next,
    }
}

impl Block<'_> {
    /// The table, with a question where that is not the one that the block was put into.
    pub(super) fn section(&mut self, wanted: Option<Section>) -> Section {
        let kinds = kinds(&self.facts, self.layout.goals);
        let (past, future) = self.times(&kinds);
        let (recognised, sure) = recognised(kinds, past, future, wanted);
        let fits = |section: Section| match section {
            Section::Past => {
                past && (kinds.forecast || kinds.goal) && (kinds.actual || kinds.revenue)
            }
            Section::Goals => {
                future && (kinds.goal || kinds.unnamed && !kinds.revenue && !kinds.actual)
            }
            Section::History => {
                past && (kinds.revenue || kinds.actual || kinds.unnamed && !kinds.goal)
            }
            _ => false,
        };
        let mut options = vec![recognised];
        let asked = match wanted {
            Some(wanted) if wanted == recognised => false,
            Some(wanted) if fits(wanted) => return wanted,
            Some(_) => true,
            None => !sure,
        };
        let possible = [Section::Goals, Section::History, Section::Past];
        let time = |section: Section| if section == Section::Goals { future } else { past };
        let pair = (kinds.forecast || kinds.goal) && (kinds.actual || kinds.revenue);
        options.extend(possible.into_iter().filter(|section| {
            *section != recognised && time(*section) && (*section != Section::Past || pair)
        }));
        if !asked {
            return recognised;
        }
        let (ask, chosen) = ask(&options, self.choices);
        self.asks.insert(0, ask);
        chosen
    }

    /// Whether any amounts are of months that are over, and of others.
    fn times(&self, kinds: &Kinds) -> (bool, bool) {
        let running = index(self.around.today);
        let mut times = (false, false);
        for record in self.facts.records.iter().filter(|record| record.amount.is_some()) {
            let Some(term) = self.terms[record.period] else { continue };
            let role = self.facts.series[record.series].role;
            let over = index(term.first) + term.months as i32 <= running;
            let goal = !kinds.goal || self.layout.goals || role == Some(Role::Use(Use::Goal));
            times.0 |= over || index(term.first) < running && term.months > 1;
            times.1 |= !over && goal;
        }
        times
    }
}

/// The table that a block looks like, and whether that is sure.
fn recognised(kinds: Kinds, past: bool, future: bool, wanted: Option<Section>) -> (Section, bool) {
    let came = kinds.actual || kinds.revenue;
    if kinds.forecast && came && past {
        return (Section::Past, true);
    }
    if kinds.goal && came && !future {
        return (
            if wanted == Some(Section::History) { Section::History } else { Section::Past },
            false,
        );
    }
    if kinds.goal {
        return (Section::Goals, true);
    }
    if came && past {
        return (Section::History, true);
    }
    match (past, future) {
        (true, false) => (Section::History, !kinds.forecast),
        (false, true) => (Section::Goals, !kinds.forecast),
        _ if wanted == Some(Section::History) => (Section::History, true),
        _ => (Section::Goals, false),
    }
}

/// Asks which table it is.
pub(in crate::text::tables) fn ask(options: &[Section], choices: &Choices) -> (Ask, Section) {
    let answer = choices.answer(Question::Section, options.len());
    let words = |section: &Section| {
        let words = match section {
            Section::Goals | Section::Quotas => say!("Use as goals"),
            Section::History => say!("Use as revenue of past months"),
            Section::Past => say!("Use as past forecasts"),
            Section::Stages => say!("Use as open deals by stage"),
            Section::Renewals => say!("Use as renewals"),
        };
        Choice { words: words.into(), preview: String::new() }
    };
    let first = options.first().copied().unwrap_or(Section::Goals);
    let title = match first {
        Section::Goals | Section::Quotas => say!("This looks like goals. What is it?"),
        Section::History => say!("This looks like revenue of past months. What is it?"),
        Section::Past => say!("This looks like past forecasts. What is it?"),
        Section::Stages => say!("This looks like open deals by stage. What is it?"),
        Section::Renewals => say!("This looks like renewals. What is it?"),
    };
    let ask = Ask {
        question: Question::Section,
        title: title.into(),
        options: options.iter().map(words).collect(),
        chosen: answer.unwrap_or(0),
        open: answer.is_none(),
    };
    let chosen = options.get(ask.chosen).copied().unwrap_or(first);
    (ask, chosen)
}
