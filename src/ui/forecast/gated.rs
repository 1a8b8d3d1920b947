//! What the form before the whole answer has to know of the forecast.

use yew::Callback;

use super::Forecast;
use crate::calc::field::Value;
use crate::calc::forecast::FIELDS;
use crate::calc::units::{Money, Percent};
use crate::lead::config::Figures;
use crate::lead::submission::{Figure, Ownership};
use crate::state::{Action, Gate, GateAction};
use crate::text::draft::Draft;
use crate::text::example::forecast::example_forecast;
use crate::text::forecast::chance as chance_of;
use crate::ui::browser;
use crate::ui::calculator::Message;
use crate::ui::unlock::{Gated, Lead, given, ownership, result, told};

impl Gated for Forecast {
    const NAME: &'static str = "forecast";

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

    /// Figures of the forecast as a whole; of no deal and no row.
    fn figures(&self, how: Figures) -> Vec<Figure> {
        let Some(answer) = &self.answer else { return Vec::new() };
        let report = &answer.report;
        let money = |amount: Money| Value::Money(Money(amount.0.round()));
        let chance = |chance: f64| Value::Percent(Percent((chance * 100.0).round()));
        let mut figures = given(FIELDS, &answer.inputs, how);
        let found = [
            ("forecast", say!("Forecast"), Some(money(report.total.total()))),
            ("forecast_low", say!("Exceeded 9 times in 10"), Some(money(report.range[0]))),
            ("forecast_high", say!("Exceeded 1 time in 10"), Some(money(report.range[2]))),
            ("chance", say!("Chance of making the goal"), chance_of(report).map(chance)),
        ];
        figures.extend(found.into_iter().filter_map(|(key, label, v)| told(key, label, v?, how)));
        figures.push(result(answer.verdict.tone));
        figures
    }

    fn ownership(&self) -> Ownership {
        let today = self.answer.as_ref().map(|answer| answer.inputs.today);
        let of_day =
            |today| Draft::from_inputs(FIELDS, &example_forecast(today), &*self.view.formats);
        let example = today.map(of_day).unwrap_or_default();
        match (ownership(&self.form, &example, FIELDS), &self.own) {
            (Ownership::Example, Some(_)) => Ownership::Mixed,
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
