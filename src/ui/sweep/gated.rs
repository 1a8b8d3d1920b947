//! What the form before the whole answer has to know of the sweep.

use yew::Callback;

use super::Sweep;
use crate::calc::field::Value;
use crate::calc::sweep::FIELDS;
use crate::calc::units::Percent;
use crate::lead::config::Figures;
use crate::lead::submission::{Figure, Ownership};
use crate::state::{Action, Gate, GateAction};
use crate::text::draft::Draft;
use crate::text::example::deals::example_sweep;
use crate::ui::browser;
use crate::ui::calculator::Message;
use crate::ui::import::List;
use crate::ui::unlock::{Gated, Lead, given, ownership, result, told};

impl Gated for Sweep {
    const NAME: &'static str = "sweep";

    fn lead(&self) -> &Lead {
        &self.lead
    }

    fn lead_mut(&mut self) -> &mut Lead {
        &mut self.lead
    }

    fn gate(&self) -> &Gate {
        &self.form.gate
    }

    fn change(&mut self, action: GateAction) {
        self.form = self.form.apply(Action::Gate(action));
    }

    /// Figures of the list as a whole; of no deal.
    fn figures(&self, how: Figures) -> Vec<Figure> {
        let Some(answer) = &self.answer else { return Vec::new() };
        let report = &answer.report;
        let percent = |share: f64| Value::Percent(Percent(share * 100.0));
        let count = |deals: usize| Value::Count(u32::try_from(deals).unwrap_or(u32::MAX));
        let mut figures = given(FIELDS, &answer.inputs, how);
        let found = [
            ("open_deals", say!("Open deals"), count(report.before.deals)),
            ("open_pipeline", say!("Open pipeline"), Value::Money(report.before.pipeline)),
            ("dead_deals", say!("Dead deals"), count(report.dead.deals)),
            ("dead_pipeline", say!("Value of dead deals"), Value::Money(report.dead.value)),
            ("chance", say!("Chance of making the goal"), percent(report.after.outcome.chance)),
        ];
        figures.extend(found.into_iter().filter_map(|(key, label, v)| told(key, label, v, how)));
        figures.push(result(answer.verdict.tone));
        figures
    }

    /// Of the list too: each figure of the answer is of its deals.
    fn ownership(&self) -> Ownership {
        let today = self.answer.as_ref().map(|answer| answer.inputs.today);
        let of_day = |today| Draft::from_inputs(FIELDS, &example_sweep(today), &*self.view.formats);
        let example = today.map(of_day).unwrap_or_default();
        match (ownership(&self.form, &example, FIELDS), &self.importer.list) {
            (Ownership::Own, List::Example(_)) | (Ownership::Example, List::Import(..)) => {
                Ownership::Mixed
            }
            (found, _) => found,
        }
    }

    fn is_typed(&self, name: &str) -> bool {
        browser::is_typed(&self.root, &self.view.id(name))
    }

    fn focus(&mut self, name: &'static str) {
        self.focus = Some(name);
    }

    fn sender(&self) -> Callback<Message> {
        self.boxes.send.clone()
    }
}
