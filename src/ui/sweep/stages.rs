//! What is known of the stages of the deals: from the list itself, or from an earlier one.

use super::Sweep;
use crate::calc::compare::Export;
use crate::calc::portfolio::Portfolio;
use crate::calc::stages::Passages;
use crate::text::import::Import;

impl Sweep {
    /// Learns what stages add to the win curve, once that is known.
    pub(super) fn learn_stages(&mut self) {
        let Some(known) = self.portfolio.take() else { return };
        let passages = self.passages(&known);
        self.portfolio = Some(known.with_stages(&passages));
    }

    /// The same anew, from another earlier list or none, with the answer.
    pub(super) fn stage_again(&mut self) {
        self.learn_stages();
        if self.answer.is_some() {
            self.answer_again();
            self.settle_later();
        }
    }

    /// When which deal was in which stage: by the days of entering in the list, else by the earlier
    /// list.
    fn passages(&self, known: &Portfolio) -> Passages {
        let (history, list) = (&known.history, &self.importer.list);
        let dates = list.import().map(Import::stage_dates);
        if let Some(dates) = dates.filter(|dates| !dates.entries.is_empty()) {
            return Passages::dated(history, list.deals(), dates);
        }
        let Some(earlier) = &self.earlier else { return Passages::default() };
        let day = earlier.day().map_or(history.today, |day| day.min(history.today));
        let export = Export { deals: earlier.import.deals(), day };
        Passages::earlier(history, list.deals(), &export)
    }
}
