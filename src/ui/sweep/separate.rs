//! Separate closing curves: the choice, with the error of past quarters beside it, and the curves.

use yew::Html;

use super::{Message, Sweep};
use crate::calc::replay::compared;
use crate::calc::separate::SeparateBy;
use crate::calc::sweep::{Part, SEPARATE_BY};
use crate::calc::units::Money;
use crate::text::separate as words;
use crate::ui::calculator::Message as Typed;
use crate::ui::chart::table;
use crate::ui::chooser::chooser;
use crate::ui::element::{attributes, element, nothing, text, with, worded};
use crate::ui::field::BoxedProps;
use crate::ui::view::View;

/// The field that asks for it.
pub const KEY: &str = "separate_by";

/// Fields by which the curves of this list could be separate.
fn offered(sweep: &Sweep) -> Vec<SeparateBy> {
    let fields = sweep.portfolio.iter().flat_map(|portfolio| &portfolio.fields);
    fields.map(|values| values.by).collect()
}

/// The choice among the fields that have enough wins, and what past quarters say about each;
/// nothing where there is no choice.
pub fn asked(sweep: &Sweep, props: &BoxedProps) -> Html {
    let (offered, chosen) = (offered(sweep), sweep.separate());
    if offered.is_empty() && chosen.is_none() {
        return nothing();
    }
    let id = props.view.id(KEY);
    let help = [&*id, "-help"].concat();
    let is_offered = |key: &str| offered.iter().any(|by| by.key() == key);
    let chosen = chosen.map_or(SEPARATE_BY[0].key, SeparateBy::key);
    let options = SEPARATE_BY
        .iter()
        .filter(|one| one.key == SEPARATE_BY[0].key || one.key == chosen || is_offered(one.key))
        .map(|one| (one.key.to_owned(), one.label.text().to_owned()))
        .collect();
    let control = chooser(
        attributes! { "id": id.clone(), "class": "ep-input", "aria-describedby": help.clone() },
        options,
        chosen,
        props.view.send.reform(|key| Typed::Type(KEY, key)),
    );
    let note = |told: String| worded("p", "ep-help", told);
    let mut notes = vec![with(
        "p",
        attributes! { "class": "ep-help", "id": help },
        vec![text(props.field.help)],
    )];
    notes.extend(told(sweep).into_iter().map(note));
    let label = with("label", attributes! { "for": id }, vec![text(props.field.label)]);
    element("div", "ep-field", vec![label, control, element("div", "ep-notes", notes)])
}

/// What is to be known before choosing. What past quarters say is part of the whole answer.
fn told(sweep: &Sweep) -> Vec<String> {
    let Some(portfolio) = &sweep.portfolio else { return Vec::new() };
    let formats = &*sweep.view.formats;
    let past = sweep.past().filter(|_| !sweep.form.gate.closed);
    let unusable = sweep.separate().is_some_and(|by| portfolio.field(by).is_none());
    let mut told: Vec<String> = unusable.then(|| words::too_few(formats)).into_iter().collect();
    for values in &portfolio.fields {
        let comparison = past.and_then(|past| compared(past, values.by));
        told.extend(comparison.map(|found| words::compared(values.by, &found, formats)));
        let emptier = values.emptier(&portfolio.history);
        told.extend(emptier.map(|shares| words::emptier(values.by, shares, formats)));
    }
    told
}

/// The curves, with the open deals that follow each.
pub fn curves(view: &View<Message>, parts: &[Part]) -> Html {
    if parts.is_empty() {
        return nothing();
    }
    let formats = &*view.formats;
    let days =
        |days: Option<f64>| days.map_or("–".into(), |days| formats.number(days.round(), 0));
    let money = |amount: Money| view.money(Money(amount.0.round()));
    let row = |part: &Part| {
        vec![
            words::name(part).to_owned(),
            part.default.own.map_or("–".into(), |(won, _)| formats.number(won as f64, 0)),
            view.formats.percent(part.default.win_rate, 1),
            days(part.half),
            days(part.line.days),
            formats.number(part.open.deals as f64, 0),
            formats.number(part.dead.deals as f64, 0),
            money(part.open.value),
            money(part.open.expected),
        ]
    };
    table(
        say!("Separate closing curves"),
        &[
            say!("Deals" in "of one curve"),
            say!("Won" in "deals"),
            say!("Win rate"),
            say!("Half of wins by day"),
            say!("Dead from day"),
            say!("Open deals"),
            say!("Dead deals"),
            say!("Open pipeline"),
            say!("Expected in the period"),
        ],
        parts.iter().map(row).collect(),
    )
}

#[cfg(test)]
mod tests;
