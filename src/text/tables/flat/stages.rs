//! Open deals by stage.

use super::super::asking::{Ask, Choice, Question};
use super::super::facts::is_total;
use super::super::grid::{Line, is_blank};
use super::super::ready::amount;
use super::super::uses::Use;
use super::Flat;
use crate::calc::units::Money;
use crate::text::import::{Sense, sense_of};

/// A stage as far as the block says it.
struct Stage<'a> {
    line: &'a Line,
    name: String,
    count: Option<f64>,
    value: f64,
    /// From 0 to 100.
    chance: Option<f64>,
}

impl<'a> Flat<'a> {
    pub(super) fn stages(&mut self) -> Vec<Vec<String>> {
        let shares = self.shares();
        let mut stages = Vec::new();
        for line in self.lines() {
            let name = self.name(line).to_owned();
            if line.filled().count() < 2 {
                continue;
            }
            if is_total(&name, line.filled().map(|(_, cell)| cell)) {
                self.said.leave(&name);
                continue;
            }
            match self.stage(line, name, shares) {
                Ok(stage) => stages.push(stage),
                Err(reason) => self.set_aside(line, reason),
            }
        }
        self.leave_closed(&mut stages);
        self.leave_sum(&mut stages);
        let stages = together(stages);
        self.note_stages(&stages);
        let formats = self.around.formats;
        let number =
            |value: Option<f64>| value.map_or_else(String::new, |value| amount(value, formats));
        stages
            .into_iter()
            .map(|stage| {
                let (count, chance) = (number(stage.count), number(stage.chance));
                vec![stage.name, count, amount(stage.value, formats), chance]
            })
            .collect()
    }

    /// The name of a stage: below its header, or the first text of the line.
    fn name(&self, line: &'a Line) -> &'a str {
        let own = self.cell(line, Use::Stage);
        let taken = |column: &usize| self.used.iter().any(|(_, own)| own == column);
        let first = || line.filled().find(|(column, _)| !taken(column));
        if own.is_empty() { first().map_or("", |(_, cell)| cell) } else { own }
    }

    fn stage(
        &mut self,
        line: &'a Line,
        name: String,
        shares: bool,
    ) -> Result<Stage<'a>, &'static str> {
        let count = self.column(Use::Count).and_then(|column| self.grid.amount(line.cell(column)));
        let average = self.amount(line, Use::Average);
        let written = if self.column(Use::Value).is_some() {
            self.amount(line, Use::Value)
        } else {
            self.amount(line, Use::Revenue)
        };
        let value = written.or_else(|| Some(count? * average?));
        let Some(value) = value else {
            return Err(say!("It needs a value."));
        };
        let count = count.or_else(|| {
            average.filter(|average| *average > 0.0).map(|average| (value / average).round())
        });
        if value < 0.0 || count.is_some_and(|count| count < 0.0) {
            return Err(say!("A value below zero can't be used."));
        }
        if count.is_some_and(|count| count.fract() != 0.0) {
            return Err(say!("The number of deals must be whole."));
        }
        let cell = self.cell(line, Use::Chance);
        let own = self.grid.amount(cell).map(|chance| {
            let share = shares && !cell.contains('%');
            // Floating point makes 0.07 × 100 a little more than 7.
            if share { (chance * 1e4).round() / 100.0 } else { chance }
        });
        if own.is_none() && !is_blank(cell) || own.is_some_and(|own| !(0.0..=100.0).contains(&own))
        {
            return Err(say!("The chance must be between 0 and 100%."));
        }
        let weighted =
            self.weighted().filter(|_| self.column(Use::Chance).is_none() && value > 0.0);
        let derived = weighted.and_then(|column| self.grid.amount(line.cell(column)));
        let derived = derived.map(|weighted| (weighted / value * 1e4).round() / 100.0);
        let chance = own.or(derived.filter(|chance| (0.0..=100.0).contains(chance)));
        Ok(Stage { line, name, count, value, chance })
    }

    /// Leaves out stages that are won or lost, and adds up what is won.
    fn leave_closed(&mut self, stages: &mut Vec<Stage<'a>>) {
        let formats = self.around.formats;
        let mut won = 0.0;
        stages.retain(|stage| {
            let end = |sense: Sense, chance: f64| match sense_of(&stage.name) {
                Some((own, firm)) => own == sense && (firm || stage.chance == Some(chance)),
                None => false,
            };
            let closed = end(Sense::Won, 100.0) || end(Sense::Lost, 0.0);
            if end(Sense::Won, 100.0) {
                won += stage.value;
            }
            if closed {
                self.said.leave(&stage.name);
            }
            !closed
        });
        if won > 0.0 {
            self.won = Some(Money(won));
            let won = formats.money(Money(won));
            self.said.note(say!(
                "{amount} is won already: add it to closed-won if it counts.",
                amount = won
            ));
        }
    }

    /// Leaves out a stage that is the sum of all others, unless the visitor wants it.
    fn leave_sum(&mut self, stages: &mut Vec<Stage<'a>>) {
        let is_sum = |at: usize| {
            let others =
                || stages.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, one)| one);
            let value: f64 = others().map(|stage| stage.value).sum();
            let count: f64 = others().filter_map(|stage| stage.count).sum();
            let own = &stages[at];
            let counted = own.count.is_none_or(|own| (own - count).abs() < 0.5);
            others().count() >= 2 && own.value > 0.0 && (own.value - value).abs() < 0.51 && counted
        };
        let Some(at) = (0..stages.len()).find(|at| is_sum(*at)) else { return };
        let name = stages[at].name.clone();
        let answer = self.choices.answer(Question::Sum, 2);
        let option = |words: &str| Choice { words: words.into(), preview: String::new() };
        self.asks.push(Ask {
            question: Question::Sum,
            title: say!("“{name}” is the sum of the other rows. Is it a total?", name = name),
            options: vec![option(say!("Yes, leave it out")), option(say!("No, count it as well"))],
            chosen: answer.unwrap_or(0),
            open: answer.is_none(),
        });
        if answer != Some(1) {
            self.said.leave(&name);
            stages.remove(at);
        }
    }

    fn note_stages(&mut self, stages: &[Stage]) {
        let formats = self.around.formats;
        let value: f64 = stages.iter().map(|stage| stage.value).sum();
        let n = formats.count(stages.len() as f64, 0);
        let money = formats.money(Money(value));
        let words = say!("{n} {n?stage|stages} taken, {amount} in all.", n = n, amount = money);
        self.said.notes.insert(0, words);
        if self.column(Use::Value).is_none() && self.column(Use::Average).is_some() {
            self.said.note(say!("Value is the number of deals times the average."));
        }
        if stages.iter().any(|stage| stage.count.is_none()) {
            self.said.note(say!("Enter how many deals each stage has."));
        }
        if stages.iter().any(|stage| stage.chance.is_none()) {
            self.said.note(say!("Enter the chance of each stage."));
        } else if self.column(Use::Chance).is_none() {
            self.said.note(say!("Chance is the weighted value divided by the value."));
        }
    }
}

/// Stages of the same name together: deals and values added, chances weighted by value.
fn together(stages: Vec<Stage>) -> Vec<Stage> {
    let mut all: Vec<Stage> = Vec::new();
    for stage in stages {
        let Some(own) = all.iter_mut().find(|own| own.name == stage.name && !own.name.is_empty())
        else {
            all.push(stage);
            continue;
        };
        debug_assert!(own.line.number < stage.line.number);
        let whole = own.value + stage.value;
        own.chance = own.chance.zip(stage.chance).map(|(one, other)| {
            if whole > 0.0 {
                ((one * own.value + other * stage.value) / whole * 100.0).round() / 100.0
            } else {
                one
            }
        });
        own.count = own.count.zip(stage.count).map(|(one, other)| one + other);
        own.value = whole;
    }
    all
}
