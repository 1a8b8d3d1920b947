//! The usual rules of thumb beside the calculation.

use yew::Html;

use super::{Answer, section, wanted};
use crate::calc::coverage::Outlook;
use crate::calc::units::Money;
use crate::text::verdict::{of_hundred, rule_sentences};
use crate::ui::chart::table;
use crate::ui::element::{list, worded};
use crate::ui::view::View;

/// The usual rules of thumb beside the calculation.
pub fn rules(view: &View, answer: &Answer, outlook: &Outlook) -> Html {
    let row = |name: String, pipeline: Money, coverage: f64, chance: f64| {
        vec![
            name,
            format!("{} ({})", view.money(pipeline), view.times(coverage)),
            of_hundred(chance),
        ]
    };
    let three = &outlook.three_times;
    let mut rows = vec![row("3× coverage".into(), three.pipeline, three.coverage, three.chance)];
    if let Some(rule) = &outlook.over_win_rate {
        rows.push(row("Goal ÷ win rate".into(), rule.pipeline, rule.coverage, rule.chance));
    }
    if let Some(needed) = &outlook.chosen.open {
        let name = format!("{} chance", wanted(view, &answer.inputs));
        rows.push(row(name, needed.pipeline, needed.coverage, needed.chance));
    }
    let finding = format!("The 3× rule would give you a chance of {}", of_hundred(three.chance));
    let sentences = rule_sentences(&answer.report, &answer.inputs, &*view.formats);
    let head = ["Rule", "Open pipeline", "Chance"];
    let sentences = sentences.into_iter().map(|sentence| worded("p", "", sentence)).collect();
    let body = vec![
        table("Rules of thumb beside the calculation", &head, rows),
        list(sentences),
        answer.how(view, &["three_times", "over_win_rate"]),
    ];
    section(view, "rules", finding, body)
}
