//! Answers that the data do not bear out, in words.

use super::content::Content;
use crate::calc::review::{Finding, Kind};
use crate::text::formats::Formats;

/// What was said, and what the data show instead.
pub fn sentence(finding: &Finding, content: &Content, formats: &dyn Formats) -> String {
    let said = content.statement(finding.statement).map_or("", |statement| {
        usize::from(finding.level)
            .checked_sub(1)
            .and_then(|at| statement.levels.get(at))
            .copied()
            .unwrap_or("")
    });
    let (before, figure, after) = shown(finding, formats);
    ["You chose \u{201c}", said, "\u{201d} ", before, &figure, after].concat()
}

fn shown(finding: &Finding, formats: &dyn Formats) -> (&'static str, String, &'static str) {
    let share = |value: f64| formats.percent(value, 0);
    match finding.kind {
        Kind::PastDue => (
            "But ",
            share(finding.value),
            " of your open pipeline's value is past its closing date.",
        ),
        Kind::Dead => {
            ("But ", share(finding.value), " of your open pipeline's value is in dead deals.")
        }
        Kind::Bias if finding.value > 0.0 => {
            ("But your forecasts were ", share(finding.value), " too high on average.")
        }
        Kind::Bias => ("But your forecasts were ", share(-finding.value), " too low on average."),
        Kind::Forecasts if finding.value < 1.5 && finding.value > 0.5 => {
            ("But only ", formats.number(1.0, 0), " past forecast was given with its result.")
        }
        Kind::Forecasts => (
            "But only ",
            formats.number(finding.value, 0),
            " past forecasts were given with their results.",
        ),
        Kind::Answered => ("But ", share(finding.value), " of your leads are answered in time."),
        Kind::Unanswered => {
            ("But ", share(finding.value), " of your leads are neither followed up nor returned.")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calc::review::statement;
    use crate::text::formats::Plain;
    use crate::text::review::content;

    #[test]
    fn what_was_said_stands_beside_what_is() {
        let finding =
            Finding { statement: statement::CLEAN, level: 5, kind: Kind::PastDue, value: 0.38 };
        let text = sentence(&finding, &content(), &Plain::default());
        assert!(text.starts_with("You chose \u{201c}It is cleaned every week"), "{text}");
        assert!(
            text.ends_with("But 38% of your open pipeline's value is past its closing date."),
            "{text}"
        );
        let low = Finding { kind: Kind::Bias, value: -0.12, ..finding };
        assert!(sentence(&low, &content(), &Plain::default()).contains("12% too low"));
        let odd = Finding { statement: 99, level: 0, ..finding };
        assert!(sentence(&odd, &content(), &Plain::default()).contains("38%"));
    }
}
