//! Coverage: what there is and what each chance takes.

use yew::{Html, classes, html};

use super::{Answer, article, section, wanted};
use crate::calc::coverage::{Need, Outlook};
use crate::ui::view::View;

/// Coverage, had and needed.
pub fn coverage(view: &View, answer: &Answer, outlook: &Outlook) -> Html {
    section(
        view,
        "coverage",
        &finding(view, answer, outlook),
        html! {
            <>
                { pair(view, outlook) }
                { table(view, answer, outlook) }
                { answer.how(view, &[
                    "coverage_have", "coverage_need", "pipeline_needed",
                    "needed_50", "needed_80", "needed_90", chosen(outlook),
                ]) }
            </>
        },
    )
}

fn finding(view: &View, answer: &Answer, outlook: &Outlook) -> String {
    let chance =
        format!("{} {} chance", article(answer.inputs.confidence.0), wanted(view, &answer.inputs));
    match outlook.chosen.open {
        None => format!("No amount of open pipeline gives {chance} in the time left"),
        Some(needed) if needed.short.0 > 0.0 => format!(
            "{} takes {} of open pipeline: {} more than you have",
            capital(&chance),
            view.short(needed.pipeline),
            view.short(needed.short),
        ),
        Some(needed) => format!(
            "{} takes {} of open pipeline, and you have that",
            capital(&chance),
            view.short(needed.pipeline),
        ),
    }
}

/// The chosen confidence has an explanation of its own unless it is one of the usual three.
fn chosen(outlook: &Outlook) -> &'static str {
    let usual = [50.0, 80.0, 90.0].contains(&outlook.chosen.confidence.0);
    if usual { "" } else { "needed_chosen" }
}

fn capital(text: &str) -> String {
    let (first, rest) = text.split_at(1);
    first.to_ascii_uppercase() + rest
}

/// Have and need side by side.
fn pair(view: &View, outlook: &Outlook) -> Html {
    let need =
        outlook.coverage.need.map_or_else(|| "none is enough".into(), |need| view.times(need));
    html! {
        <dl class="ep-stats">
            <div><dt>{ "Coverage you have" }</dt><dd>{ view.times(outlook.coverage.have) }</dd></div>
            <div>
                <dt>{ "Coverage that makes the goal on average" }</dt>
                <dd>{ need }</dd>
            </div>
        </dl>
    }
}

/// What each chance takes.
fn table(view: &View, answer: &Answer, outlook: &Outlook) -> Html {
    let chosen = outlook.chosen.confidence;
    html! {
        <div class="ep-scroll" role="region" aria-label="Open pipeline that each chance takes" tabindex="0">
        <table class="ep-table ep-needs">
            <caption class="ep-sr">{ "Open pipeline that each chance takes" }</caption>
            <thead>
                <tr>
                    <th scope="col">{ "For a chance of" }</th>
                    <th scope="col">{ "Open pipeline" }</th>
                    <th scope="col">{ "More needed" }</th>
                </tr>
            </thead>
            <tbody>
                { for outlook.needs.iter().map(|need| row(view, need, need.confidence == chosen)) }
                <tr class="ep-have">
                    <th scope="row">{ "You have" }</th>
                    <td>
                        { view.money(answer.inputs.open_pipeline) }
                        <small>{ size(view, f64::from(outlook.deals.count), outlook.coverage.have) }</small>
                    </td>
                    <td></td>
                </tr>
            </tbody>
        </table>
        </div>
    }
}

fn row(view: &View, need: &Need, chosen: bool) -> Html {
    let percent = view.formats.percent(need.confidence.fraction(), 2);
    html! {
        <tr class={classes!(chosen.then_some("ep-chosen"))}>
            <th scope="row">
                { percent }
                if chosen { <small>{ "what you want" }</small> }
            </th>
            if let Some(needed) = need.open {
                <td>
                    { view.money(needed.pipeline) }
                    <small>{ size(view, f64::from(needed.deals), needed.coverage) }</small>
                </td>
                <td>
                    if needed.short.0 > 0.0 { { view.money(needed.short) } } else { { "none" } }
                </td>
            } else {
                <td colspan="2">{ "cannot be reached" }</td>
            }
        </tr>
    }
}

fn size(view: &View, deals: f64, coverage: f64) -> String {
    format!("{}, {}", view.times(coverage), view.count(deals, 0, "deal", "deals"))
}
