//! Blocks with periods: goals, history and past forecasts.

mod goals;
mod history;
mod past;
mod section;

use std::collections::BTreeMap;

use super::asking::{Ask, Choice, Choices, Question};
use super::calendar::{self, Toward, index};
use super::facts::{Facts, facts};
use super::grid::Grid;
use super::layout::{Layout, Periods};
use super::said::Said;
use super::select::{Key, Selection, sums};
use super::{Around, Aside, Part, Reading, Refusal, columns, ready, said};
use crate::calc::units::Money;
use crate::text::rows::Term;
use crate::text::rows::forecast::Section;

pub(super) use self::section::ask as ask_section;

/// All that is known of a block with periods.
pub(super) struct Block<'a> {
    pub grid: &'a Grid,
    pub layout: &'a Layout,
    pub facts: Facts,
    pub terms: Vec<Option<Term>>,
    pub choices: &'a Choices,
    pub around: &'a Around<'a>,
    pub asks: Vec<Ask>,
    pub aside: Vec<Aside>,
    pub said: Said,
    fiscal_start: Option<u32>,
}

/// Reads a block with periods.
pub(super) fn read(
    grid: &Grid,
    layout: &Layout,
    wanted: Option<Section>,
    choices: &Choices,
    around: &Around,
) -> Result<Reading, Refusal> {
    let facts = facts(grid, layout);
    if calendar::is_thirteen(&facts.written) {
        return Err(Refusal::FourWeeks);
    }
    if facts.records.iter().all(|record| record.amount.is_none()) {
        return Err(Refusal::NoAmounts);
    }
    let mut block = Block {
        grid,
        layout,
        terms: Vec::new(),
        choices,
        around,
        asks: Vec::new(),
        aside: Vec::new(),
        said: Said { head: layout.head.map(|at| grid.lines[at].number), ..Said::default() },
        fiscal_start: None,
        facts,
    };
    let mut toward = section::toward(&block.facts, layout.goals, wanted);
    block.resolve(toward);
    let section = block.section(wanted);
    let own = if section == Section::Goals { Toward::Next } else { Toward::Past };
    if own != toward {
        toward = own;
        block.resolve(toward);
    }
    block.finish(section)
}

impl Block<'_> {
    /// Rows for the table.
    fn finish(self, section: Section) -> Result<Reading, Refusal> {
        match section {
            Section::Past => self.past(),
            Section::History => self.history(),
            _ => self.goals(),
        }
    }

    /// Finds the months of the periods, and asks for the fiscal year where they need it.
    fn resolve(&mut self, toward: Toward) {
        let (facts, today) = (&self.facts, self.around.today);
        self.asks.retain(|ask| ask.question != Question::FiscalStart);
        let fiscal = calendar::is_fiscal(&facts.written)
            || self.layout.year.is_some_and(|(_, fiscal)| fiscal)
                && facts.written.iter().all(|one| one.year.is_none());
        let title = self.layout.year;
        let mut start = 1;
        if fiscal {
            let twelve = calendar::first_of_twelve(&facts.written);
            let known =
                self.around.fiscal_start.or(twelve).filter(|start| (1..=12).contains(start));
            start = known.unwrap_or_else(|| self.ask_fiscal());
            self.fiscal_start = Some(start);
        }
        let resolved = calendar::resolve(&self.facts.written, start, title, toward, today);
        self.terms = resolved.terms;
        self.said.notes.clear();
        if resolved.guessed {
            let note = match toward {
                Toward::Past => {
                    say!("No years given: read as the latest such months before today.")
                }
                Toward::Next => say!("No years given: read as the next such months."),
            };
            self.said.note(note);
        }
    }

    /// The first month of the fiscal year: as answered, or the likeliest.
    fn ask_fiscal(&mut self) -> u32 {
        let guess = self.guess_start();
        let mut months = vec![guess];
        months.extend((1..=12).filter(|month| *month != guess));
        let titled = self.layout.year.map(|(year, _)| year);
        let first = self.facts.written.first().map(|one| {
            let year = one.year.or(titled);
            super::period::Written { year, fiscal: true, ..*one }
        });
        let formats = self.around.formats;
        let option = |month: &u32| {
            let day = chrono::NaiveDate::from_ymd_opt(2026, *month, 1).unwrap_or_default();
            let term = first.and_then(|one| calendar::term(&one, *month));
            let preview = term.map(|term| said::period(term, formats)).unwrap_or_default();
            Choice { words: formats.month_name(day), preview }
        };
        let answer = self.choices.answer(Question::FiscalStart, months.len());
        self.asks.push(Ask {
            question: Question::FiscalStart,
            title: say!("In which month does your fiscal year start?").into(),
            options: months.iter().map(option).collect(),
            chosen: answer.unwrap_or(0),
            open: answer.is_none(),
        });
        months[answer.unwrap_or(0)]
    }

    /// The start with which a history ends with the last month, or January.
    fn guess_start(&self) -> u32 {
        let running = index(self.around.today);
        let ends = |start: &u32| {
            let ends = self.facts.written.iter().filter_map(|one| calendar::term(one, *start));
            ends.map(|term| index(term.first) + term.months as i32).max() == Some(running)
        };
        (1..=12).find(ends).unwrap_or(1)
    }

    /// The amounts of what was selected, by period, without periods that others add up to.
    fn amounts(&mut self, selection: &Selection) -> BTreeMap<Key, f64> {
        for record in
            self.facts.records.iter().filter(|record| selection.series.contains(&record.series))
        {
            if record.bad {
                let line = &self.grid.lines[record.line];
                let reason = say!("There is a text where an amount should be.");
                add_aside(&mut self.aside, line.number, line.text(), reason);
            }
        }
        let mut sums = sums(&self.facts, &self.terms, &selection.series);
        let fine: Vec<Key> = sums.keys().copied().collect();
        let months = |(first, months): &Key| index(*first)..index(*first) + *months as i32;
        let within = |key: &Key| {
            let inner = fine
                .iter()
                .filter(|other| other.1 < key.1 && months(key).contains(&index(other.0)));
            inner.count() >= 2
        };
        let coarse: Vec<Key> =
            fine.iter().copied().filter(|key| key.1 > 1 && within(key)).collect();
        for key in coarse {
            sums.remove(&key);
            let term = Term::new(key.0, key.1);
            self.said.leave(&said::period(term, self.around.formats));
        }
        sums
    }

    /// The same by name, where amounts are divided by names.
    fn parts(&self, selection: &Selection, kept: &BTreeMap<Key, f64>) -> Vec<Part> {
        let mut parts: Vec<(Part, BTreeMap<Key, f64>)> = Vec::new();
        let unnamed = self.facts.parts.is_empty() && selection.series.len() > 1;
        for record in self.facts.records.iter().filter(|one| selection.series.contains(&one.series))
        {
            let (Some(term), Some(amount)) = (self.terms[record.period], record.amount) else {
                continue;
            };
            let key = (term.first, term.months);
            let (of, name) = match record.part.map(|part| &self.facts.parts[part]) {
                Some(part) => (part.of, part.name.clone()),
                None if unnamed => {
                    (super::Use::Group, self.facts.series[record.series].name.clone())
                }
                None => continue,
            };
            if !kept.contains_key(&key) {
                continue;
            }
            let found = parts.iter().position(|(part, _)| part.of == of && part.name == name);
            let at = found.unwrap_or_else(|| {
                parts.push((Part { of, name, amounts: Vec::new() }, BTreeMap::new()));
                parts.len() - 1
            });
            *parts[at].1.entry(key).or_insert(0.0) += amount;
        }
        let amounts = |(part, sums): (Part, BTreeMap<Key, f64>)| Part {
            amounts: sums
                .into_iter()
                .map(|((first, months), amount)| (Term::new(first, months), Money(amount)))
                .collect(),
            ..part
        };
        parts.into_iter().map(amounts).collect()
    }

    /// Sets the lines of a period aside; where periods are across, only says that it is left out.
    fn set_period_aside(&mut self, term: Term, reason: &str) {
        let across = matches!(self.layout.periods, Periods::Across(_));
        let lines = self.facts.records.iter().filter(|one| self.terms[one.period] == Some(term));
        let lines: Vec<usize> = lines.map(|record| record.line).collect();
        if across || lines.is_empty() {
            self.said.leave(&said::period(term, self.around.formats));
            return;
        }
        for at in lines {
            let line = &self.grid.lines[at];
            add_aside(&mut self.aside, line.number, line.text(), reason);
        }
    }

    /// Notes what else was left out and set aside.
    fn note_rest(&mut self, selection: &Selection) {
        for (at, cell) in std::mem::take(&mut self.facts.unread) {
            let line = &self.grid.lines[at];
            let reason = if cell.is_empty() {
                say!("No month or quarter in this line.").to_owned()
            } else {
                say!("“{text}” is no month or quarter.", text = cell)
            };
            add_aside(&mut self.aside, line.number, line.text(), &reason);
        }
        let used: Vec<&str> =
            selection.series.iter().map(|at| &*self.facts.series[*at].name).collect();
        let left: Vec<String> = self.facts.left.iter().chain(&selection.left).cloned().collect();
        for name in left.iter().filter(|name| !used.contains(&name.as_str())) {
            self.said.leave(name);
        }
        let others: Vec<String> = self
            .facts
            .series
            .iter()
            .enumerate()
            .filter(|(at, series)| !selection.series.contains(at) && series.role.is_some())
            .map(|(_, series)| series.name.clone())
            .collect();
        for name in &others {
            self.said.leave(name);
        }
        self.said.times(self.facts.times, self.around.formats);
    }

    fn reading(mut self, section: Section, rows: Vec<Vec<String>>, parts: Vec<Part>) -> Reading {
        if self.layout.days.open && self.facts.written.iter().any(|one| one.day.is_some()) {
            self.asks.push(ready::day_first(self.layout.days.day_first, self.choices));
        }
        let down = matches!(self.layout.periods, Periods::Down(..));
        self.aside.sort_by_key(|aside| aside.line);
        Reading {
            section,
            rows,
            parts,
            taken: self.said.text(),
            aside: self.aside,
            asks: self.asks,
            columns: columns::of_periods(self.grid, self.layout, down),
            won: None,
            fiscal_start: self.fiscal_start,
        }
    }
}

/// Adds a line that is not used, once.
pub(super) fn add_aside(all: &mut Vec<Aside>, line: usize, text: String, reason: &str) {
    if all.iter().all(|own| own.line != line) {
        all.push(Aside { line, text, reason: reason.to_owned() });
    }
}
