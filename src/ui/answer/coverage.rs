//! Coverage: what there is and what each chance takes.

use yew::Html;

use super::{Answer, section};
use crate::calc::coverage::{Need, Outlook};
use crate::calc::units::Money;
use crate::text::verdict::wanted;
use crate::ui::chart::{framed, row_head};
use crate::ui::element::{attributes, element, nothing, terms, text, with, worded};
use crate::ui::view::View;

/// Coverage, had and needed.
pub fn coverage(view: &View, answer: &Answer, outlook: &Outlook) -> Html {
    let keys = [
        "coverage_have",
        "coverage_need",
        "pipeline_needed",
        "needed_50",
        "needed_80",
        "needed_90",
        chosen(outlook),
    ];
    section(
        view,
        "coverage",
        finding(view, answer, outlook),
        vec![pair(view, outlook), table(view, answer, outlook), answer.how(view, &keys)],
    )
}

fn finding(view: &View, answer: &Answer, outlook: &Outlook) -> String {
    let chance = wanted(&answer.inputs, &*view.formats);
    match outlook.chosen.open {
        None => say!(
            "No amount of open pipeline gives {chance?an|a} {chance} chance in the time left",
            chance = chance,
        ),
        Some(needed) if needed.short.0 > 0.0 => say!(
            "{chance?An|A} {chance} chance takes {pipeline} of open pipeline: {short} more than you have",
            chance = chance,
            pipeline = view.short(needed.pipeline),
            short = view.short(needed.short),
        ),
        Some(needed) => say!(
            "{chance?An|A} {chance} chance takes {pipeline} of open pipeline, and you have that",
            chance = chance,
            pipeline = view.short(needed.pipeline),
        ),
    }
}

/// The chosen confidence has an explanation of its own unless it is one of the usual three.
fn chosen(outlook: &Outlook) -> &'static str {
    let usual = [50.0, 80.0, 90.0].contains(&outlook.chosen.confidence.0);
    if usual { "" } else { "needed_chosen" }
}

/// Have and need side by side.
fn pair(view: &View, outlook: &Outlook) -> Html {
    let need = outlook
        .coverage
        .need
        .map_or_else(|| say!("none is enough").into(), |need| view.times(need));
    terms(
        "ep-stats",
        vec![
            (say!("Coverage you have"), view.times(outlook.coverage.have)),
            (say!("Coverage that makes the goal on average"), need),
        ],
    )
}

/// What each chance takes.
fn table(view: &View, answer: &Answer, outlook: &Outlook) -> Html {
    let chosen = outlook.chosen.confidence;
    let needs = outlook.needs.iter().map(|need| row(view, need, need.confidence == chosen));
    let deals = f64::from(outlook.deals.count);
    let have = vec![
        row_head(vec![text(say!("You have"))]),
        amount(view, answer.inputs.open_pipeline, deals, outlook.coverage.have),
        element("td", "", vec![]),
    ];
    framed(
        "ep-table ep-needs",
        say!("Open pipeline that each chance takes"),
        &[say!("For a chance of"), say!("Open pipeline"), say!("More needed")],
        needs.chain(std::iter::once(element("tr", "ep-have", have))).collect(),
    )
}

fn row(view: &View, need: &Need, chosen: bool) -> Html {
    let percent = view.formats.percent(need.confidence.fraction(), 2);
    let note = if chosen { worded("small", "", say!("what you want")) } else { nothing() };
    let head = row_head(vec![text(percent), note]);
    let cells = if let Some(needed) = need.open {
        let short = needed.short.0 > 0.0;
        let short = if short { view.money(needed.short) } else { say!("none").into() };
        let deals = f64::from(needed.deals);
        let amount = amount(view, needed.pipeline, deals, needed.coverage);
        vec![head, amount, worded("td", "", short)]
    } else {
        let cell =
            with("td", attributes! { "colspan": "2" }, vec![text(say!("cannot be reached"))]);
        vec![head, cell]
    };
    element("tr", if chosen { "ep-chosen" } else { "" }, cells)
}

/// An amount of pipeline with its size below.
fn amount(view: &View, pipeline: Money, deals: f64, coverage: f64) -> Html {
    let size = worded("small", "", size(view, deals, coverage));
    element("td", "", vec![text(view.money(pipeline)), size])
}

fn size(view: &View, deals: f64, coverage: f64) -> String {
    say!("{times}, {n} {n?deal|deals}", times = view.times(coverage), n = view.counted(deals, 0),)
}
