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
    say!("You chose “{said}” {found}", said = said, found = shown(finding, formats))
}

fn shown(finding: &Finding, formats: &dyn Formats) -> String {
    let share = |value: f64| formats.percent(value, 0);
    match finding.kind {
        Kind::PastDue => say!(
            "But {share} of your open pipeline's value is past its closing date.",
            share = share(finding.value),
        ),
        Kind::Dead => {
            say!(
                "But {share} of your open pipeline's value is in dead deals.",
                share = share(finding.value)
            )
        }
        Kind::Bias if finding.value > 0.0 => {
            say!(
                "But your forecasts were {share} too high on average.",
                share = share(finding.value)
            )
        }
        Kind::Bias => {
            say!(
                "But your forecasts were {share} too low on average.",
                share = share(-finding.value)
            )
        }
        Kind::Forecasts => say!(
            "But only {n} past {n?forecast was given with its result|forecasts were given with their results}.",
            n = formats.count(finding.value, 0),
        ),
        Kind::Answered => {
            say!("But {share} of your leads are answered in time.", share = share(finding.value))
        }
        Kind::Unanswered => say!(
            "But {share} of your leads are neither followed up nor returned.",
            share = share(finding.value),
        ),
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
