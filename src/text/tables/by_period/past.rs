//! Past forecasts and what came.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Datelike;

use super::super::asking::{Choices, Question};
use super::super::calendar::index;
use super::super::ready::amount;
use super::super::select::{Key, Selection, select};
use super::super::uses::Use;
use super::super::vocabulary::Role;
use super::super::{Reading, Refusal, said};
use super::Block;
use crate::text::rows::Term;
use crate::text::rows::forecast::Section;

impl Block<'_> {
    pub(super) fn past(mut self) -> Result<Reading, Refusal> {
        let formats = self.around.formats;
        let planned = self.kind(&[Use::Forecast, Use::Goal]);
        let came = self.kind(&[Use::Actual, Use::Revenue, Use::Value]);
        let all = [
            self.one(planned, Question::Series),
            self.one(came, Question::Actual),
            self.one(Use::Low, Question::Series),
            self.one(Use::High, Question::Series),
        ];
        self.asks.extend(all.iter().take(2).filter_map(|one| one.ask.clone()));
        let mut columns = [const { BTreeMap::new() }; 4];
        for (column, one) in columns.iter_mut().zip(&all) {
            *column = self.amounts(one);
        }
        let factor = self.factor(&columns[0]);
        let mut rows = self.rows_of_past(&columns, factor);
        if rows.is_empty() {
            return Err(Refusal::NoneOver);
        }
        let most = Section::Past.table().most;
        rows.drain(..rows.len().saturating_sub(most));
        let n = formats.count(rows.len() as f64, 0);
        self.said.note(say!("{n} past {n?forecast|forecasts} taken.", n = n));
        if planned == Use::Goal {
            self.said.note(say!("“{name}” is used as the forecast.", name = all[0].name));
        }
        let whole = all.into_iter().fold(Selection::default(), |mut whole, one| {
            whole.series.extend(one.series);
            whole.left.extend(one.left);
            whole
        });
        self.note_rest(&whole);
        Ok(self.reading(Section::Past, rows, Vec::new()))
    }

    /// The first of these that there is; the last without any.
    fn kind(&self, kinds: &[Use]) -> Use {
        let has = |used: &&Use| {
            self.facts.series.iter().any(|series| series.role == Some(Role::Use(**used)))
        };
        kinds.iter().find(has).or(kinds.last()).copied().unwrap_or(Use::Value)
    }

    /// A row for each period that is over and has a forecast and what came.
    fn rows_of_past(&mut self, columns: &[BTreeMap<Key, f64>; 4], factor: f64) -> Vec<Vec<String>> {
        let formats = self.around.formats;
        let running = index(self.around.today);
        let keys: BTreeSet<Key> = columns[0].keys().chain(columns[1].keys()).copied().collect();
        let mut rows = Vec::new();
        for key in keys {
            let term = Term::new(key.0, key.1);
            let month = said::period(term, formats);
            let reason = if index(key.0) + key.1 as i32 > running {
                say!("{month} is not over yet.", month = month)
            } else if columns[0].get(&key).is_none_or(|forecast| *forecast <= 0.0) {
                say!("{month} has no forecast.", month = month)
            } else if !columns[1].contains_key(&key) {
                say!("{month} has no actual amount.", month = month)
            } else {
                let cell = |column: &BTreeMap<Key, f64>| {
                    let own = column.get(&key);
                    own.map_or_else(String::new, |own| amount(own.max(0.0) * factor, formats))
                };
                rows.push([self.name(term)].into_iter().chain(columns.iter().map(cell)).collect());
                continue;
            };
            self.set_period_aside(term, &reason);
        }
        rows
    }

    /// The rows or columns of one kind; none where there are none.
    fn one(&self, used: Use, question: Question) -> Selection {
        if !self.facts.series.iter().any(|series| series.role == Some(Role::Use(used))) {
            return Selection::default();
        }
        let own = Choices::default();
        let choices = if matches!(used, Use::Low | Use::High) { &own } else { self.choices };
        select(&self.facts, &self.terms, &[used], question, choices, self.around.formats)
    }

    /// What the table calls a period.
    fn name(&self, term: Term) -> String {
        let quarter = term.months == 3 && term.first.month0().is_multiple_of(3);
        if term.months == 1 || quarter {
            term.canonical()
        } else {
            said::period(term, self.around.formats)
        }
    }
}
