//! What the form before the whole answer has to know of a review.

use yew::Callback;

use super::Review;
use crate::calc::field::Value;
use crate::calc::units::Percent;
use crate::lead::config::Figures;
use crate::lead::submission::{Figure, Ownership};
use crate::state::{Action, Gate, GateAction};
use crate::ui::browser;
use crate::ui::calculator::Message;
use crate::ui::unlock::{Gated, Lead, result, told};

impl Gated for Review {
    const NAME: &'static str = "review";

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

    /// Scores of areas; no single answer.
    fn figures(&self, how: Figures) -> Vec<Figure> {
        let Some(answer) = &self.answer else { return Vec::new() };
        let report = &answer.panel.report;
        let percent = |score: f64| Value::Percent(Percent(score));
        let overall = report.overall.map(|score| ("score", say!("Score"), percent(score)));
        let areas = self.content.areas.iter().zip(&report.areas).filter_map(|(words, area)| {
            Some((words.key, words.title.text(), percent(area.score?)))
        });
        let all = overall.into_iter().chain(areas);
        let mut figures: Vec<Figure> =
            all.filter_map(|(key, label, value)| told(key, label, value, how)).collect();
        figures.push(result(answer.verdict.tone));
        figures
    }

    /// A review has no example.
    fn ownership(&self) -> Ownership {
        Ownership::Own
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
