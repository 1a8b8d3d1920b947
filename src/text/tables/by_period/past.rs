//! Past forecasts and what came.

use super::super::asking::Choices;
use super::super::calendar::index;
use super::super::ready::amount;
use super::super::select::{Selection, select, sums};
use super::super::uses::Use;
use super::super::vocabulary::Role;
use super::super::{Reading, Refusal, said};
use super::{Block, add_aside};
use crate::text::rows::Term;
use crate::text::rows::forecast::Section;

impl Block<'_> {
    pub(super) fn past(mut self) -> Result<Reading, Refusal> {
        let formats = self.around.formats;
        let has =
            |used: Use| self.facts.series.iter().any(|series| series.role == Some(Role::Use(used)));
        let planned = if has(Use::Forecast) { Use::Forecast } else { Use::Goal };
        let came =
            [Use::Actual, Use::Revenue].into_iter().find(|used| has(*used)).unwrap_or(Use::Value);
        let (forecast, asked) = self.one(planned);
        let (actual, other) = self.one(came);
        self.asks.extend(asked.or(other));
        let (low, _) = self.one(Use::Low);
        let (high, _) = self.one(Use::High);
        let columns = [&forecast, &actual, &low, &high]
            .map(|one| sums(&self.facts, &self.terms, &one.series));
        let both = self.amounts(&forecast);
        let running = index(self.around.today);
        let mut rows = Vec::new();
        let factor = self.factor(&both);
        for key in both.keys() {
            let term = Term { first: key.0, months: key.1 };
            let words = said::period(term, formats);
            let reason = if index(key.0) + key.1 as i32 > running {
                say!("{month} is not over yet.", month = words)
            } else if !columns[1].contains_key(key) {
                say!("{month} has no actual amount.", month = words)
            } else if columns[0].get(key).is_none_or(|forecast| *forecast <= 0.0) {
                say!("{month} has no forecast.", month = words)
            } else {
                let mut row = vec![self.name(term)];
                row.extend(columns.iter().map(|column| {
                    let own = column.get(key).filter(|own| **own >= 0.0 || key.1 > 0);
                    own.map_or_else(String::new, |own| amount(own.max(0.0) * factor, formats))
                }));
                rows.push(row);
                continue;
            };
            let record =
                self.facts.records.iter().find(|record| self.terms[record.period] == Some(term));
            if let Some(record) = record {
                let line = &self.grid.lines[record.line];
                add_aside(&mut self.aside, line.number, line.text(), &reason);
            }
        }
        if rows.is_empty() {
            return Err(Refusal::NoneOver);
        }
        let most = Section::Past.table().most;
        rows.drain(..rows.len().saturating_sub(most));
        let n = formats.count(rows.len() as f64, 0);
        self.said.note(say!("{n} past {n?forecast|forecasts} taken.", n = n));
        if planned == Use::Goal {
            self.said.note(say!("“{name}” is used as the forecast.", name = forecast.name));
        }
        let all =
            [forecast, actual, low, high].into_iter().fold(Selection::default(), |mut all, one| {
                all.series.extend(one.series);
                all.left.extend(one.left);
                all
            });
        self.note_rest(&all);
        Ok(self.reading(Section::Past, rows, Vec::new()))
    }

    /// The rows or columns of one kind; none where there are none.
    fn one(&self, used: Use) -> (Selection, Option<super::Ask>) {
        let any = self.facts.series.iter().any(|series| series.role == Some(Role::Use(used)));
        if !any {
            return (Selection::default(), None);
        }
        let own = Choices::default();
        let choices = if matches!(used, Use::Low | Use::High) { &own } else { self.choices };
        let mut selection = select(&self.facts, &self.terms, &[used], choices, self.around.formats);
        let ask = selection.ask.take();
        (selection, ask)
    }

    /// What the table calls a period.
    fn name(&self, term: Term) -> String {
        let quarter = term.months == 3 && chrono::Datelike::month0(&term.first) % 3 == 0;
        if term.months == 1 || quarter {
            term.canonical()
        } else {
            said::period(term, self.around.formats)
        }
    }
}
