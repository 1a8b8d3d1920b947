//! The figures that are asked for.

use yew::Html;

use super::Leads;
use crate::calc::field::Place;
use crate::calc::leads::{FIELDS, SOURCES};
use crate::language::Word;
use crate::ui::element::{element, folded, list, nothing, terms, worded};
use crate::ui::form::{boxed, notice, origin};

/// Boxes that are drawn only when the period is an own one.
const OWN_DATES: [&str; 2] = ["period_start", "period_end"];

/// What stands behind "More detail", in groups. Those of the sources are groups of their own.
const GROUPS: [(Word, &[&str]); 5] = [
    (
        word!("How long each step takes"),
        &["mql_days", "sql_days", "opportunity_days", "lag_spread"],
    ),
    (
        word!("Leads that come back, and leads that are lost"),
        &[
            "returned_leads",
            "returned_mqls",
            "returned_sqls",
            "returned_opportunities",
            "return_delay",
            "return_rate",
            "unanswered",
        ],
    ),
    (word!("Sellers and cost"), &["reps", "cost_per_lead"]),
    (
        word!("How fast leads are answered"),
        &[
            "leads_per_hour",
            "minutes_per_lead",
            "people",
            "target_minutes",
            "target_share",
            "speed_effect",
            "speed_ratio",
            "answered_now",
        ],
    ),
    (word!("Confidence and dates"), &["confidence", "correlation", "fiscal_start", "today"]),
];

/// The figures that are asked for, and what can be done with all of them.
pub fn form(leads: &Leads) -> Html {
    let first: Vec<&str> =
        FIELDS.iter().filter(|field| field.place == Place::First).map(|field| field.key).collect();
    let groups = GROUPS.iter().map(|(title, keys)| folded(title.text(), boxes(leads, keys)));
    list(vec![
        leads.view.heading(1, "figures", "ep-finding", say!("Your figures")),
        notice(&leads.view, &leads.state),
        origin(&leads.view, &leads.state, leads.reading.empty),
        boxes(leads, &first),
        worded(
            "p",
            "ep-optional",
            say!("All of these are optional; each makes the answer sharper."),
        ),
        element(
            "div",
            "ep-groups",
            groups.chain([folded(say!("Sources"), sources(leads))]).collect(),
        ),
    ])
}

fn boxes(leads: &Leads, keys: &[&str]) -> Html {
    let one = |key: &&str| {
        let hidden = OWN_DATES.contains(key) && leads.state.draft.get("period") != "own";
        let index = FIELDS.iter().position(|field| field.key == *key).filter(|_| !hidden);
        let drawn = |index| boxed(&leads.view, &leads.state, &leads.reading, FIELDS, index);
        index.map_or_else(nothing, drawn)
    };
    element("div", "ep-fields", keys.iter().map(one).collect())
}

/// A group for each source.
fn sources(leads: &Leads) -> Html {
    let one = |place: usize| folded(SOURCES[place].label.text(), boxes(leads, &keys_of(place)));
    list((0..SOURCES.len()).map(one).collect())
}

/// The keys of a source.
fn keys_of(place: usize) -> Vec<&'static str> {
    let own =
        |key: &str| key.strip_prefix(SOURCES[place].key).is_some_and(|rest| rest.starts_with('_'));
    FIELDS.iter().map(|field| field.key).filter(|key| own(key)).collect()
}

/// What was given, for print.
pub fn given(leads: &Leads) -> Html {
    let Some(inputs) = leads.reading.inputs else { return nothing() };
    let typed = FIELDS.iter().filter(|field| !leads.state.draft.get(field.key).is_empty());
    let figures = typed.filter_map(|field| {
        Some((field.label.text(), leads.view.value(field.shape().kind, field.get(&inputs)?)))
    });
    let heading = leads.view.heading(1, "given", "ep-finding", say!("The figures"));
    element("div", "ep-given", vec![heading, terms("", figures.collect())])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_figure_stands_once_on_the_form() {
        let grouped = GROUPS.iter().flat_map(|(_, keys)| keys.iter().copied());
        let mut shown: Vec<&str> = grouped.chain((0..SOURCES.len()).flat_map(keys_of)).collect();
        let mut details: Vec<&str> = FIELDS
            .iter()
            .filter(|field| field.place == Place::Detail)
            .map(|field| field.key)
            .collect();
        shown.sort_unstable();
        details.sort_unstable();
        assert_eq!(shown, details);
    }
}
