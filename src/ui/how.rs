//! "How is this worked out?": the formulas behind the figures of a section.

use yew::{Html, html};

use super::view::View;
use crate::calc::explain::Explanation;
use crate::text::explain::lines;

/// The formulas behind the figures with these keys, those that there are.
pub fn how(view: &View, explanations: &[Explanation], keys: &[&str]) -> Html {
    let found: Vec<Html> = keys
        .iter()
        .filter_map(|key| explanations.iter().find(|explanation| explanation.key == *key))
        .map(|explanation| one(view, explanation))
        .collect();
    if found.is_empty() {
        return Html::default();
    }
    html! {
        <details class="ep-more">
            <summary>{ "How is this worked out?" }</summary>
            <dl class="ep-how">{ for found }</dl>
        </details>
    }
}

fn one(view: &View, explanation: &Explanation) -> Html {
    let lines = lines(explanation, &*view.formats);
    html! {
        <div>
            <dt>{ explanation.label }{ confidence(explanation.key) }</dt>
            <dd class="ep-words">{ "= " }{ lines.words }</dd>
            <dd class="ep-figures">{ "= " }{ lines.figures }</dd>
            <dd class="ep-result">{ "= " }<strong>{ lines.result }</strong></dd>
            if !explanation.note.is_empty() { <dd class="ep-note">{ explanation.note }</dd> }
        </div>
    }
}

/// Tells figures with the same label apart.
fn confidence(key: &str) -> &'static str {
    match key {
        "needed_50" => " (50%)",
        "needed_80" => " (80%)",
        "needed_90" => " (90%)",
        _ => "",
    }
}
