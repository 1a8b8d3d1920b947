//! What the form before the whole answer has to know of leads.

use yew::Callback;

use super::Leads;
use super::update::LEADS;
use crate::calc::field::Value;
use crate::calc::leads::FIELDS;
use crate::calc::units::Percent;
use crate::lead::config::Figures;
use crate::lead::submission::{Figure, Ownership};
use crate::state::{Action, Gate, GateAction};
use crate::ui::browser;
use crate::ui::calculator::Message;
use crate::ui::unlock::{Gated, Lead, given, ownership, result, told};

impl Gated for Leads {
    const NAME: &'static str = "leads";

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
        let Some(answer) = &self.answer else { return Vec::new() };
        let mut figures = given(FIELDS, &answer.inputs, how);
        if let Some(outlook) = &answer.report.outlook {
            let found = [
                (
                    "missing",
                    say!("Revenue that leads have to bring"),
                    Value::Money(answer.report.missing),
                ),
                ("weekly_leads", say!("Leads a week"), Value::Number(outlook.flow.weekly)),
                (
                    "ever_won",
                    say!("Leads won in the end"),
                    Value::Percent(Percent(100.0 * outlook.ever_won)),
                ),
            ];
            figures
                .extend(found.into_iter().filter_map(|(key, label, v)| told(key, label, v, how)));
        }
        figures.push(result(answer.verdict.tone));
        figures
    }

    fn ownership(&self) -> Ownership {
        let today = self.answer.as_ref().map(|answer| answer.inputs.today);
        let example = |today| LEADS.example(today, &self.view.formats);
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
