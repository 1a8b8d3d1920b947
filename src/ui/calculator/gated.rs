//! What the form before the whole answer has to know of coverage.

use yew::Callback;

use super::{Calculator, Message};
use crate::calc::coverage::{FIELDS, FIGURES};
use crate::lead::config::Figures;
use crate::lead::submission::{Figure, Ownership};
use crate::state::{Action, Gate, GateAction};
use crate::ui::browser;
use crate::ui::start::COVERAGE;
use crate::ui::unlock::{Gated, Lead, given, ownership, result, told};

/// Figures of the answer that a seller prepares with.
const TOLD: [&str; 4] = ["chance", "gap", "pipeline_needed", "pipeline_short"];

impl Gated for Calculator {
    const NAME: &'static str = "coverage";

    fn lead(&self) -> &Lead {
        &self.lead
    }

    fn lead_mut(&mut self) -> &mut Lead {
        &mut self.lead
    }

    fn gate(&self) -> &Gate {
        &self.state.gate
    }

    fn change(&mut self, action: GateAction) {
        self.state = self.state.apply(Action::Gate(action));
    }

    fn figures(&self, how: Figures) -> Vec<Figure> {
        let Some(answer) = self.answer() else { return Vec::new() };
        let mut figures = given(FIELDS, &answer.inputs, how);
        figures.extend(FIGURES.iter().filter(|known| TOLD.contains(&known.key)).filter_map(
            |known| told(known.key, known.label.text(), (known.get)(&answer.report)?, how),
        ));
        figures.push(result(answer.verdict.tone));
        figures
    }

    fn ownership(&self) -> Ownership {
        let today = self.answer().map(|answer| answer.inputs.today);
        let example = |today| COVERAGE.example(today, &self.view.formats);
        ownership(&self.state, &today.map(example).unwrap_or_default(), FIELDS)
    }

    fn is_typed(&self, name: &str) -> bool {
        browser::is_typed(&self.root, &self.view.id(name))
    }

    fn focus(&mut self, name: &'static str) {
        self.focus = Some(name);
    }

    fn sender(&self) -> Callback<Message> {
        self.view.send.clone()
    }
}
