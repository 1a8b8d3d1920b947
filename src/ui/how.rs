//! "How is this worked out?": the formulas behind the figures of a section.

use yew::Html;

use super::element::{element, folded, nothing, text, worded};
use super::view::View;
use crate::calc::explain::Explanation;
use crate::text::explain::lines;

/// The formulas behind the figures with these keys, those that there are.
pub fn how<M>(view: &View<M>, explanations: &[Explanation], keys: &[&str]) -> Html {
    let found: Vec<Html> = keys
        .iter()
        .filter_map(|key| explanations.iter().find(|explanation| explanation.key == *key))
        .map(|explanation| one(view, explanation))
        .collect();
    if found.is_empty() {
        return nothing();
    }
    folded(say!("How is this worked out?"), element("dl", "ep-how", found))
}

fn one<M>(view: &View<M>, explanation: &Explanation) -> Html {
    let lines = lines(explanation, &*view.formats);
    let label = vec![text(explanation.label), text(confidence(explanation.key))];
    let note = match explanation.note {
        note if note.is_empty() => nothing(),
        note => worded("dd", "ep-note", note),
    };
    element(
        "div",
        "",
        vec![
            element("dt", "", label),
            line("ep-words", text(lines.words)),
            line("ep-figures", text(lines.figures)),
            line("ep-result", worded("strong", "", lines.result)),
            note,
        ],
    )
}

fn line(class: &'static str, content: Html) -> Html {
    element("dd", class, vec![text("= "), content])
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
