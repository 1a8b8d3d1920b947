//! Which table a block with periods is: goals, history or past forecasts.

use super::super::asking::{Ask, Choice, Choices, Question};
use super::super::calendar::{Toward, index};
use super::super::facts::Facts;
use super::super::uses::Use;
use super::super::vocabulary::Role;
use super::Block;
use crate::text::rows::forecast::Section;

/// What amounts there are, by the names of rows and columns. [`Use::Group`] are those whose names
/// say nothing.
#[derive(Clone, Debug, Default)]
struct Kinds(Vec<Use>);

impl Kinds {
    fn has(&self, used: Use) -> bool {
        self.0.contains(&used)
    }

    /// A forecast, or a goal that may stand for one.
    fn planned(&self) -> bool {
        self.has(Use::Forecast) || self.has(Use::Goal)
    }

    /// What came.
    fn came(&self) -> bool {
        self.has(Use::Actual) || self.has(Use::Revenue)
    }

    /// Amounts whose names do not say what they are.
    fn unnamed(&self) -> bool {
        self.has(Use::Group)
    }
}

/// `titled` is whether a title says that the amounts are goals.
fn kinds(facts: &Facts, titled: bool) -> Kinds {
    let mut kinds = Kinds::default();
    for record in facts.records.iter().filter(|record| record.amount.is_some()) {
        match facts.series[record.series].role {
            Some(Role::Use(used)) if used.is_amount() => kinds.0.push(used),
            Some(Role::Total) | None => kinds.0.push(Use::Group),
            Some(_) => {}
        }
    }
    kinds.0.sort_unstable();
    kinds.0.dedup();
    if kinds.has(Use::Value) {
        // "Budget" beside "Amount".
        kinds.0.push(if kinds.planned() { Use::Actual } else { Use::Group });
    }
    if titled && !kinds.planned() && !kinds.came() {
        kinds.0.push(Use::Goal);
    }
    kinds
}

/// Where periods without a year lie, before the table is known.
pub(super) fn toward(facts: &Facts, titled: bool, wanted: Option<Section>) -> Toward {
    let kinds = kinds(facts, titled);
    match wanted {
        Some(Section::History | Section::Past) => Toward::Past,
        Some(Section::Goals) => Toward::Next,
        _ if kinds.has(Use::Goal) && !kinds.came() => Toward::Next,
        _ if kinds.came() => Toward::Past,
        _ => Toward::Next,
    }
}

impl Block<'_> {
    /// The table, with a question where that is not the one that the block was put into.
    pub(super) fn section(&mut self, wanted: Option<Section>) -> Section {
        let kinds = kinds(&self.facts, self.layout.goals);
        let (past, future) = self.times(&kinds);
        let (recognised, sure) = recognised(&kinds, past, future, wanted);
        let fits = |section: Section| match section {
            Section::Past => past && kinds.planned() && kinds.came(),
            Section::Goals => future && (kinds.has(Use::Goal) || kinds.unnamed() && !kinds.came()),
            Section::History => past && (kinds.came() || kinds.unnamed() && !kinds.has(Use::Goal)),
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
        let pair = kinds.planned() && kinds.came();
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
            let goal =
                !kinds.has(Use::Goal) || self.layout.goals || role == Some(Role::Use(Use::Goal));
            times.0 |= over || index(term.first) < running && term.months > 1;
            times.1 |= !over && goal;
        }
        times
    }
}

/// The table that a block looks like, and whether that is sure.
fn recognised(kinds: &Kinds, past: bool, future: bool, wanted: Option<Section>) -> (Section, bool) {
    let came = kinds.came();
    if kinds.has(Use::Forecast) && came && past {
        return (Section::Past, true);
    }
    if kinds.has(Use::Goal) && came && !future {
        return (
            if wanted == Some(Section::History) { Section::History } else { Section::Past },
            false,
        );
    }
    if kinds.has(Use::Goal) {
        return (Section::Goals, true);
    }
    if came && past {
        return (Section::History, true);
    }
    match (past, future) {
        (true, false) => (Section::History, !kinds.has(Use::Forecast)),
        (false, true) => (Section::Goals, !kinds.has(Use::Forecast)),
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
