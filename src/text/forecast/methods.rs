//! The methods in words: what each is called, why its figure differs, and which should lead.

use super::{counted, spoken};
use crate::calc::forecast::{Covers, Method, MethodRow, Recommendation, Report};
use crate::text::formats::Formats;

/// What a method is called.
pub fn name(method: Method) -> &'static str {
    match method {
        Method::StageWeighted => "Stage-weighted",
        Method::FlatWinRate => "Win rate × pipeline",
        Method::AgeAware => "Open deals by age",
        Method::Categories => "Forecast categories",
        Method::RunRate => "Run rate",
        Method::History => "Past months",
        Method::Whole => "The whole forecast",
    }
}

/// Why its figure differs from the others.
pub fn why(method: Method) -> &'static str {
    match method {
        Method::StageWeighted => {
            "Counts each open deal at its own or its stage's chance, whenever it closes: no deal is \
             too old, and none too late for these months."
        }
        Method::FlatWinRate => {
            "Counts every open deal alike, at your win rate and whenever it closes: it knows \
             neither stage nor age nor time."
        }
        Method::AgeAware => {
            "Counts of each open deal the part of its chance that falls into these months at its \
             age; deals yet to be created are left out."
        }
        Method::Categories => {
            "Takes your sellers at their word, each category at its rate, for the deals they expect \
             to close in these months; new deals are left out."
        }
        Method::RunRate => {
            "Lets the mean of the last three months go on: it sees neither season nor pipeline."
        }
        Method::History => {
            "Lets past months go on with their trend and season: it does not see your pipeline."
        }
        Method::Whole => {
            "Adds up what is closed, the open deals by age, new deals, renewals and recurring \
             revenue, each in its month."
        }
    }
}

/// How the method begins a sentence.
pub(super) fn by(method: Method) -> &'static str {
    match method {
        Method::StageWeighted => "By stage weights",
        Method::FlatWinRate => "By win rate × pipeline",
        Method::AgeAware => "By the age of each deal",
        Method::Categories => "By forecast categories",
        Method::RunRate => "At the run rate of the last three months",
        Method::History => "By past months alone",
        Method::Whole => "By every source",
    }
}

pub(super) fn verb(covers: Covers) -> &'static str {
    if covers == Covers::Everything { "bring in" } else { "close" }
}

/// What the figure speaks of, behind it; `when` is the time of the forecast.
pub(super) fn of(covers: Covers, when: &str) -> String {
    match covers {
        Covers::OpenDeals => " of the deals open today, whenever they close".to_owned(),
        Covers::DueDeals => [" of the deals open today ", when].concat(),
        Covers::OpenAndClosed => [" of the deals open today, with what is closed, ", when].concat(),
        Covers::Everything => [" ", when].concat(),
    }
}

/// The row of the method that leads, when it is another than the forecast itself.
pub(super) fn led_by(report: &Report, leading: Method) -> Option<&MethodRow> {
    let other = leading != Method::Whole;
    report.methods.iter().find(|row| other && row.method == leading)
}

/// How far the methods lie apart; `None` with fewer than two.
pub fn spread(report: &Report, formats: &dyn Formats) -> Option<String> {
    let amounts = || report.methods.iter().map(|row| row.amount);
    let least = amounts().min_by(|a, b| a.0.total_cmp(&b.0))?;
    let most = amounts().max_by(|a, b| a.0.total_cmp(&b.0))?;
    let written = |amount| spoken(amount, formats);
    (report.methods.len() > 1).then(|| {
        [
            &*counted(report.methods.len(), "method", "methods", formats),
            " lie ",
            &*written(most - least),
            " apart: from ",
            &*written(least),
            " to ",
            &*written(most),
        ]
        .concat()
    })
}

/// Which method should lead, and why.
pub fn recommendation(recommended: &Recommendation, formats: &dyn Formats) -> String {
    let Some(past) = recommended.evidence else {
        return "Recommended: the whole forecast, because it alone counts the time left, new deals \
                and renewals. No method's past error is known yet: a list with closed deals, or \
                twelve months of revenue history, would tell."
            .into();
    };
    let lead = match recommended.method {
        Method::Whole => "Recommended: the whole forecast. Its way of forecasting",
        Method::FlatWinRate => "Recommended: win rate × pipeline. It",
        Method::RunRate => "Recommended: the run rate. It",
        _ => "Recommended: past months alone. It",
    };
    [
        lead,
        " was off by ",
        &*formats.percent(past.wape, 0),
        " on average over ",
        &*counted(past.quarters, "past quarter", "past quarters", formats),
        ", the least of the methods whose past error is known.",
    ]
    .concat()
}

/// "off by 18% in 6 past quarters", or that it is not known.
pub fn past(row: &MethodRow, formats: &dyn Formats) -> String {
    match row.past {
        None => "past error not known".into(),
        Some(past) => [
            "off by ",
            &*formats.percent(past.wape, 0),
            " in ",
            &*counted(past.quarters, "past quarter", "past quarters", formats),
        ]
        .concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{example, inputs};
    use super::*;
    use crate::calc::forecast::{Evidence, METHODS, recommended};
    use crate::text::formats::Plain;

    #[test]
    fn every_method_has_one_sentence() {
        for method in METHODS {
            assert!(why(method).ends_with('.') && why(method).matches(". ").count() == 0);
            assert!(!name(method).is_empty() && !by(method).is_empty());
        }
    }

    #[test]
    fn the_spread_is_from_the_least_to_the_most() {
        let told = spread(&example(&inputs()), &Plain::default()).unwrap();
        assert!(told.starts_with("4 methods lie $"), "{told}");
        assert!(told.ends_with(" to $1.2M"), "{told}");
    }

    #[test]
    fn the_least_past_error_is_recommended() {
        let mut rows = example(&inputs()).methods;
        let formats = Plain::default();
        let told = |rows: &[MethodRow]| recommendation(&recommended(rows), &formats);
        assert!(told(&rows).contains("No method's past error is known yet"));
        let mut give = |method, wape| {
            let row = rows.iter_mut().find(|row| row.method == method).unwrap();
            row.past = Some(Evidence { wape, quarters: 6 });
            told(&rows)
        };
        assert!(give(Method::FlatWinRate, 0.31).starts_with(
            "Recommended: win rate × pipeline. It was off by 31% on average over 6 past quarters"
        ));
        assert!(
            give(Method::AgeAware, 0.12).starts_with(
                "Recommended: the whole forecast. Its way of forecasting was off by 12%"
            )
        );
    }
}
