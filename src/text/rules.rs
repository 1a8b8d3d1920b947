//! The rules of thumb held against the calculation, in words.

use super::formats::Formats;
use super::verdict::{of_hundred, times, wanted};
use crate::calc::coverage::{Inputs, Report, Rule};

/// What 3× coverage and goal ÷ win rate call enough, how good that is, and why they differ from
/// the calculation. Nothing when there is nothing left to win, or no time to win it.
pub fn rule_sentences(report: &Report, inputs: &Inputs, formats: &dyn Formats) -> Vec<String> {
    let Some(outlook) = &report.outlook else { return Vec::new() };
    let mut sentences = vec![verdict_of("The 3× rule", &outlook.three_times, formats)];
    sentences.push(outlook.over_win_rate.as_ref().map_or_else(
        || "Goal ÷ win rate has no answer at a win rate of 0.".into(),
        |rule| verdict_of("Goal ÷ win rate", rule, formats),
    ));
    if let Some(needed) = &outlook.chosen.open {
        let (pipeline, times) = (formats.money(needed.pipeline), times(needed.coverage, formats));
        let wanted = wanted(inputs, formats);
        sentences.push(format!("For {wanted} you need {pipeline} ({times} what is still to win)."));
    }
    sentences.push(
        "Both rules ignore how old the deals are and how much time is left, though a deal won after the \
         period does not count."
            .into(),
    );
    sentences.push(
        "Goal ÷ win rate also stops at the average, and an average outcome is a coin flip: enough on \
         average means missing the goal about half the time."
            .into(),
    );
    sentences
}

fn verdict_of(name: &str, rule: &Rule, formats: &dyn Formats) -> String {
    format!(
        "{name} calls {} of open pipeline enough ({} what is still to win): with just that much, your \
         chance of making the goal is {}.",
        formats.money(rule.pipeline),
        times(rule.coverage, formats),
        of_hundred(rule.chance),
    )
}
