//! The rules of thumb held against the calculation, in words.

use super::formats::Formats;
use super::verdict::{of_hundred, times, wanted};
use crate::calc::coverage::{Inputs, Report, Rule};

/// What 3× coverage and goal ÷ win rate call enough, how good that is, and why they differ from
/// the calculation. Nothing when there is nothing left to win, or no time to win it.
pub fn rule_sentences(report: &Report, inputs: &Inputs, formats: &dyn Formats) -> Vec<String> {
    let Some(outlook) = &report.outlook else { return Vec::new() };
    let mut sentences = vec![verdict_of(say!("The 3× rule"), &outlook.three_times, formats)];
    sentences.push(outlook.over_win_rate.as_ref().map_or_else(
        || say!("Goal ÷ win rate has no answer at a win rate of 0.").into(),
        |rule| verdict_of(say!("Goal ÷ win rate"), rule, formats),
    ));
    if let Some(needed) = &outlook.chosen.open {
        sentences.push(say!(
            "For {chance?an|a} {chance} chance you need {pipeline} ({times} what is still to win).",
            chance = wanted(inputs, formats),
            pipeline = formats.money(needed.pipeline),
            times = times(needed.coverage, formats),
        ));
    }
    sentences.push(
        say!(
            "Both rules ignore how old the deals are and how much time is left, though a deal won after \
             the period does not count."
        )
        .into(),
    );
    sentences.push(
        say!(
            "Goal ÷ win rate also stops at the average, and an average outcome is a coin flip: enough on \
             average means missing the goal about half the time."
        )
        .into(),
    );
    sentences
}

fn verdict_of(name: &str, rule: &Rule, formats: &dyn Formats) -> String {
    say!(
        "{rule} calls {pipeline} of open pipeline enough ({times} what is still to win): with just that \
         much, your chance of making the goal is {chance}.",
        rule = name,
        pipeline = formats.money(rule.pipeline),
        times = times(rule.coverage, formats),
        chance = of_hundred(rule.chance),
    )
}
