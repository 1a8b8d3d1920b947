//! What the other calculators of a workspace know for the review. Examples know nothing.

use super::Workspace;
use crate::calc::review::{FIELDS, Known};
use crate::calc::units::{Money, Percent};
use crate::state::{Action, Source};
use crate::text::draft::Draft;
use crate::ui::calculator;
use crate::ui::review::Message;

/// Fills in what is known and stands in no box of the review yet. What was typed there stays.
pub fn fill(workspace: &Workspace) {
    let known = known(workspace);
    let typed = workspace.review.ask(|review| review.form().draft.clone()).unwrap_or_default();
    let mut draft = Draft::from_inputs(FIELDS, &known, &*workspace.view.formats);
    for field in FIELDS {
        let own = typed.get(field.key);
        if !own.is_empty() {
            draft.set(field.key, own);
        }
    }
    if draft != typed {
        let load = Action::Load { draft, source: Source::Given, notice: None };
        workspace.review.send(Message::Form(calculator::Message::Act(load)));
    }
}

fn known(workspace: &Workspace) -> Known {
    let mut known = Known::default();
    let _ = workspace.sweep.ask(|sweep| {
        let Some(answer) = sweep.answer().filter(|_| sweep.list().import().is_some()) else {
            return;
        };
        let report = &answer.report;
        known.dead_pipeline = Some(Money(report.dead.value.0.round()));
        known.dead_yield = report.dead_yield().map(percent);
        known.dead_share = Some(percent(report.dead.share));
        known.past_due = Some(percent(report.past_due.share));
    });
    let _ = workspace.forecast.ask(|forecast| {
        let own = forecast.form().source != Source::Example;
        let record = forecast.answer().filter(|_| own).and_then(|answer| answer.record.as_ref());
        let Some(record) = record.filter(|record| record.count > 0) else { return };
        known.forecasts = u32::try_from(record.count).ok();
        known.forecast_bias = record.bias.and_then(|bias| bias.by_value).map(percent);
    });
    let _ = workspace.leads.ask(|leads| {
        let own = leads.state().source != Source::Example;
        let Some(answer) = leads.answer().filter(|_| own) else { return };
        let losses = answer.report.outlook.as_ref().and_then(|outlook| outlook.losses.unanswered);
        known.unanswered_leads = losses.map(|(_, worth)| Money(worth.0.round()));
        known.unanswered = answer.inputs.unanswered;
        let now = answer.report.follow_up.and_then(|follow_up| follow_up.now);
        known.answered = now.map(|now| percent(now.within));
    });
    known
}

/// A share as people type it: to a tenth of a percent.
fn percent(share: f64) -> Percent {
    Percent((share * 1000.0).round() / 10.0)
}
