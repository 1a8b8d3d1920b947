//! Revenue of past months.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};

use super::super::asking::{Ask, Choice, Question};
use super::super::calendar::{first_of, index};
use super::super::ready::{self, amount};
use super::super::select::{Key, select};
use super::super::uses::Use;
use super::super::{Reading, Refusal, said};
use super::Block;
use crate::text::rows::Term;
use crate::text::rows::forecast::Section;

impl Block<'_> {
    pub(super) fn history(mut self) -> Result<Reading, Refusal> {
        const ROLES: [Use; 4] = [Use::Revenue, Use::Actual, Use::Value, Use::Forecast];
        let formats = self.around.formats;
        let selection =
            select(&self.facts, &self.terms, &ROLES, Question::Series, self.choices, formats);
        self.asks.extend(selection.ask.clone());
        let mut sums = self.amounts(&selection);
        if sums.is_empty() {
            return Err(Refusal::NoAmounts);
        }
        self.set_unfinished_aside(&mut sums);
        self.drop_parts_of_months(&mut sums);
        if sums.is_empty() {
            return Err(Refusal::NoneOver);
        }
        let parts = self.parts(&selection, &sums);
        self.split(&mut sums);
        self.cut(&mut sums);
        let factor = self.factor(&sums);
        self.note_taken(&selection.name, &sums, parts.len());
        self.note_negative(&sums);
        self.note_rest(&selection);
        let row = |((first, _), revenue): (&Key, &f64)| {
            let month = Term::new(*first, 1);
            vec![month.canonical(), amount(revenue.max(0.0) * factor, formats)]
        };
        let rows = sums.iter().map(row).collect();
        let parts = ready::scaled(parts, factor);
        Ok(self.reading(Section::History, rows, parts))
    }

    /// Sets the running month aside, and leaves out what is still to come.
    fn set_unfinished_aside(&mut self, sums: &mut BTreeMap<Key, f64>) {
        let running = index(self.around.today);
        let open: Vec<Key> = sums
            .keys()
            .copied()
            .filter(|(first, months)| index(*first) + *months as i32 > running)
            .collect();
        for key in open {
            sums.remove(&key);
            let term = Term::new(key.0, key.1);
            let words = said::period(term, self.around.formats);
            let begun = index(term.first) <= running;
            let reason = if begun {
                say!("{month} is not over yet.", month = words)
            } else {
                say!("{month} is still to come.", month = words)
            };
            self.set_period_aside(term, &reason);
        }
    }

    /// Days and weeks: leaves out a first or last month of which only a part is there.
    fn drop_parts_of_months(&mut self, sums: &mut BTreeMap<Key, f64>) {
        let mut days: BTreeMap<Key, BTreeSet<NaiveDate>> = BTreeMap::new();
        for (written, term) in self.facts.written.iter().zip(&self.terms) {
            if let (Some(day), Some(term)) = (written.day, term) {
                days.entry((term.first, term.months)).or_default().insert(day);
            }
        }
        let (Some((first, _)), Some((last, _))) = (sums.first_key_value(), sums.last_key_value())
        else {
            return;
        };
        let (first, last) = (*first, *last);
        if days.values().all(|days| days.len() <= 1) {
            return;
        }
        let day = |day: Option<&NaiveDate>| day.map(Datelike::day);
        let begins_late = days.get(&first).and_then(|days| day(days.first())) > Some(7);
        let newest = days.last_key_value().is_some_and(|(key, _)| *key == last);
        let ends_early = newest && days.get(&last).and_then(|days| day(days.last())) < Some(22);
        for (key, part) in [(first, begins_late), (last, ends_early)] {
            if part && sums.len() > 1 {
                sums.remove(&key);
                let month = self.around.formats.month(key.0);
                self.said
                    .note(say!("Only a part of {month} is there: it is left out.", month = month));
            }
        }
    }

    /// Quarters and years: only the visitor can say that their months were alike.
    fn split(&mut self, sums: &mut BTreeMap<Key, f64>) {
        let coarse: Vec<Key> = sums.keys().copied().filter(|(_, months)| *months > 1).collect();
        if coarse.is_empty() {
            return;
        }
        let answer = self.choices.answer(Question::Split, 2);
        let option = |words: &str| Choice { words: words.into(), preview: String::new() };
        self.asks.push(Ask {
            question: Question::Split,
            title: say!(
                "The history needs months, and these are longer periods. Was revenue even within each?"
            )
            .into(),
            options: vec![
                option(say!("Yes, split each evenly into months")),
                option(say!("No, leave them out")),
            ],
            chosen: answer.unwrap_or(0),
            open: answer.is_none(),
        });
        for key @ (first, months) in coarse {
            let Some(revenue) = sums.remove(&key) else { continue };
            if answer != Some(1) {
                for at in 0..months as i32 {
                    *sums.entry((first_of(index(first) + at), 1)).or_insert(0.0) +=
                        revenue / f64::from(months);
                }
            }
        }
    }

    /// Keeps the newest months without a gap, as many as the table takes.
    fn cut(&mut self, sums: &mut BTreeMap<Key, f64>) {
        let most = Section::History.table().most;
        let months: Vec<i32> = sums.keys().map(|(first, _)| index(*first)).collect();
        let gap = months.windows(2).rposition(|pair| pair[1] - pair[0] > 1);
        if let Some(gap) = gap {
            let missing =
                Term::new(first_of(months[gap] + 1), (months[gap + 1] - months[gap] - 1) as u32);
            let words = said::period(missing, self.around.formats);
            sums.retain(|(first, _), _| index(*first) > months[gap]);
            self.said.note(say!(
                "No revenue for {months}: only the months after that are used.",
                months = words
            ));
        }
        if sums.len() > most {
            while sums.len() > most {
                sums.pop_first();
            }
            let n = most.to_string();
            self.said.note(say!("Only the newest {n} months are used.", n = n));
        }
        let behind = sums.last_key_value().map(|((first, _), _)| index(*first) + 1);
        let running = index(self.around.today);
        if let Some(behind) = behind.filter(|behind| *behind < running) {
            let missing = Term::new(first_of(behind), (running - behind) as u32);
            let words = said::period(missing, self.around.formats);
            self.said.note(say!(
                "Add {months}: the history has to go up to last month.",
                months = words
            ));
        }
    }

    fn note_negative(&mut self, sums: &BTreeMap<Key, f64>) {
        for ((first, _), _) in sums.iter().filter(|(_, revenue)| **revenue < 0.0) {
            let month = self.around.formats.month(*first);
            self.said.note(say!("{month} is below zero and counts as 0.", month = month));
        }
    }
}
