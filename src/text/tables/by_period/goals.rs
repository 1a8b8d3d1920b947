//! Goals by month and quarter.

use std::collections::BTreeMap;

use chrono::Datelike;

use super::super::asking::Question;
use super::super::calendar::{first_of, index};
use super::super::ready::{self, amount};
use super::super::select::{Key, select};
use super::super::uses::Use;
use super::super::{Reading, Refusal, said};
use super::Block;
use crate::text::rows::Term;
use crate::text::rows::forecast::Section;

impl Block<'_> {
    pub(super) fn goals(mut self) -> Result<Reading, Refusal> {
        const ROLES: [Use; 5] = [Use::Goal, Use::Value, Use::Forecast, Use::Revenue, Use::Actual];
        let formats = self.around.formats;
        let known = self.facts.series.iter().filter_map(|series| series.role).collect::<Vec<_>>();
        let roles = ROLES
            .iter()
            .copied()
            .filter(|role| known.contains(&super::super::vocabulary::Role::Use(*role)));
        let roles: Vec<Use> = [Use::Goal].into_iter().chain(roles).collect();
        let selection =
            select(&self.facts, &self.terms, &roles, Question::Series, self.choices, formats);
        self.asks.extend(selection.ask.clone());
        let mut sums = self.amounts(&selection);
        let over = self.drop_over(&mut sums);
        sums.retain(|_, amount| *amount > 0.0);
        if sums.is_empty() {
            return Err(if over > 0 { Refusal::Over } else { Refusal::NoAmounts });
        }
        let parts = self.parts(&selection, &sums);
        let factor = self.factor(&sums);
        self.note_taken(&selection.name, &sums, parts.len());
        if over > 0 {
            let count = formats.count(over as f64, 0);
            self.said.note(say!("{n} {n?period is|periods are} over and left out.", n = count));
        }
        self.note_gap(&sums);
        self.note_rest(&selection);
        let mut rows = Vec::new();
        for ((first, months), goal) in &sums {
            rows.extend(self.rows_of(Term::new(*first, *months), goal * factor));
        }
        rows.truncate(Section::Goals.table().most);
        let parts = ready::scaled(parts, factor);
        Ok(self.reading(Section::Goals, rows, parts))
    }

    /// A row for a month or a quarter of the calendar; a row for each month of anything else.
    fn rows_of(&self, term: Term, goal: f64) -> Vec<Vec<String>> {
        let quarter = term.months == 3 && term.first.month0().is_multiple_of(3);
        let formats = self.around.formats;
        if term.months == 1 || quarter {
            return vec![vec![term.canonical(), amount(goal, formats)]];
        }
        let months = term.months as i32;
        let share = (goal / f64::from(months) * 100.0).floor() / 100.0;
        let last = goal - share * f64::from(months - 1);
        (0..months)
            .map(|at| {
                let month = Term::new(first_of(index(term.first) + at), 1);
                let share = if at + 1 == months { last } else { share };
                (month, share)
            })
            .filter(|(month, _)| index(month.first) >= index(self.around.today))
            .map(|(month, share)| vec![month.canonical(), amount(share, formats)])
            .collect()
    }

    /// Takes out what ended before the running month, and says how many there were.
    fn drop_over(&self, sums: &mut BTreeMap<Key, f64>) -> usize {
        let running = index(self.around.today);
        let before = sums.len();
        sums.retain(|(first, months), _| index(*first) + *months as i32 > running);
        before - sums.len()
    }

    /// Says which months up to the first goal have none.
    fn note_gap(&mut self, sums: &BTreeMap<Key, f64>) {
        let running = index(self.around.today);
        let Some(((first, _), _)) = sums.first_key_value() else { return };
        let gap = index(*first) - running;
        if gap > 0 {
            let term = Term::new(first_of(running), gap as u32);
            let words = said::period(term, self.around.formats);
            self.said.note(say!("No goal for {months}.", months = words));
        }
    }
}
