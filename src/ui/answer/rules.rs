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
            [&*view.money(pipeline), " (", &*view.times(coverage), ")"].concat(),
            of_hundred(chance),
        ]
    };
    let three = &outlook.three_times;
    let mut rows =
        vec![row(say!("3× coverage").into(), three.pipeline, three.coverage, three.chance)];
    if let Some(rule) = &outlook.over_win_rate {
        rows.push(row(say!("Goal ÷ win rate").into(), rule.pipeline, rule.coverage, rule.chance));
    }
    if let Some(needed) = &outlook.chosen.open {
        let name = say!("{chance} chance", chance = wanted(view, &answer.inputs));
        rows.push(row(name, needed.pipeline, needed.coverage, needed.chance));
    }
    let finding =
        say!("The 3× rule would give you a chance of {chance}", chance = of_hundred(three.chance));
    let sentences = rule_sentences(&answer.report, &answer.inputs, &*view.formats);
    let head = [say!("Rule"), say!("Open pipeline"), say!("Chance")];
    let sentences = sentences.into_iter().map(|sentence| worded("p", "", sentence)).collect();
    let body = vec![
        table(say!("Rules of thumb beside the calculation"), &head, rows),
        list(sentences),
        answer.how(view, &["three_times", "over_win_rate"]),
    ];
    section(view, "rules", finding, body)
}
