//! The methods in words: what each is called, why its figure differs, and which should lead.

use super::{When, counted, spoken};
use crate::calc::forecast::{Covers, Method, MethodRow, Recommendation, Report};
use crate::text::formats::Formats;

/// What a method is called.
pub fn name(method: Method) -> &'static str {
    match method {
        Method::StageWeighted => say!("Stage-weighted"),
        Method::FlatWinRate => say!("Win rate × pipeline"),
        Method::AgeAware => say!("Open deals by age"),
        Method::Categories => say!("Forecast categories"),
        Method::RunRate => say!("Run rate"),
        Method::History => say!("Past months"),
        Method::Whole => say!("The whole forecast"),
    }
}

/// Why its figure differs from the others.
pub fn why(method: Method) -> &'static str {
    match method {
        Method::StageWeighted => {
            say!(
                "Counts each open deal at its own or its stage's chance, whenever it closes: no deal is \
             too old, and none too late for these months."
            )
        }
        Method::FlatWinRate => {
            say!(
                "Counts every open deal alike, at your win rate and whenever it closes: it knows \
             neither stage nor age nor time."
            )
        }
        Method::AgeAware => {
            say!(
                "Counts of each open deal the part of its chance that falls into these months at its \
             age; deals yet to be created are left out."
            )
        }
        Method::Categories => {
            say!(
                "Takes your sellers at their word, each category at its rate, for the deals they expect \
             to close in these months; new deals are left out."
            )
        }
        Method::RunRate => {
            say!(
                "Lets the mean of the last three months go on: it sees neither season nor pipeline."
            )
        }
        Method::History => {
            say!(
                "Lets past months go on with their trend and season: it does not see your pipeline."
            )
        }
        Method::Whole => {
            say!(
                "Adds up what is closed, the open deals, new deals, renewals and recurring revenue, each \
             in its month."
            )
        }
    }
}

/// "By the age of each deal you would close $1.2M of the deals open today in the 3 months to …"
pub(super) fn headline(row: &MethodRow, when: &When, formats: &dyn Formats) -> String {
    let (by, amount, end) = (by(row.method), spoken(row.amount, formats), &when.end);
    let n = &when.count;
    match (row.covers, when.months) {
        (Covers::OpenDeals, _) => say!(
            "{method}: you would close {amount} of the deals open today, whenever they close.",
            method = by,
            amount = amount,
        ),
        (Covers::DueDeals, 1) => say!(
            "{method}: you would close {amount} of the deals open today in the month to {end}.",
            method = by,
            amount = amount,
            end = end,
        ),
        (Covers::DueDeals, _) => say!(
            "{method}: you would close {amount} of the deals open today in the {n} months to {end}.",
            method = by,
            amount = amount,
            n = n,
            end = end,
        ),
        (Covers::OpenAndClosed, 1) => say!(
            "{method}: you would close {amount} of the deals open today, with what is closed, in the month to {end}.",
            method = by,
            amount = amount,
            end = end,
        ),
        (Covers::OpenAndClosed, _) => say!(
            "{method}: you would close {amount} of the deals open today, with what is closed, in the {n} months to {end}.",
            method = by,
            amount = amount,
            n = n,
            end = end,
        ),
        (Covers::Everything, 1) => say!(
            "{method}: you would bring in {amount} in the month to {end}.",
            method = by,
            amount = amount,
            end = end,
        ),
        (Covers::Everything, _) => say!(
            "{method}: you would bring in {amount} in the {n} months to {end}.",
            method = by,
            amount = amount,
            n = n,
            end = end,
        ),
    }
}

/// How the method begins a sentence.
fn by(method: Method) -> &'static str {
    match method {
        Method::StageWeighted => say!("By stage weights"),
        Method::FlatWinRate => say!("By win rate × pipeline"),
        Method::AgeAware => say!("By the age of each deal"),
        Method::Categories => say!("By forecast categories"),
        Method::RunRate => say!("At the run rate of the last three months"),
        Method::History => say!("By past months alone"),
        Method::Whole => say!("By every source"),
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
        say!(
            "{n} {n?method lies|methods lie} {apart} apart: from {least} to {most}",
            n = counted(report.methods.len(), formats),
            apart = written(most - least),
            least = written(least),
            most = written(most),
        )
    })
}

/// Which method should lead, and why.
pub fn recommendation(recommended: &Recommendation, formats: &dyn Formats) -> String {
    let Some(past) = recommended.evidence else {
        return say!(
            "Recommended: the whole forecast, because it alone counts the time left, new deals \
                and renewals. No method's past error is known yet: a list with closed deals, or \
                twelve months of revenue history, would tell."
        )
        .into();
    };
    let (off, n) = (formats.percent(past.wape, 0), counted(past.quarters, formats));
    match recommended.method {
        Method::Whole if recommended.by_age => say!(
            "Recommended: the whole forecast. It was off by {off} on average over {n} past {n?quarter|quarters}; the open deals by age, which it rests on, had the least past error.",
            off = off,
            n = n,
        ),
        Method::Whole => say!(
            "Recommended: the whole forecast. It was off by {off} on average over {n} past {n?quarter|quarters}, the least of the methods whose past error is known.",
            off = off,
            n = n,
        ),
        Method::FlatWinRate => say!(
            "Recommended: win rate × pipeline. It was off by {off} on average over {n} past {n?quarter|quarters}, the least of the methods whose past error is known.",
            off = off,
            n = n,
        ),
        Method::RunRate => say!(
            "Recommended: the run rate. It was off by {off} on average over {n} past {n?quarter|quarters}, the least of the methods whose past error is known.",
            off = off,
            n = n,
        ),
        _ => say!(
            "Recommended: past months alone. It was off by {off} on average over {n} past {n?quarter|quarters}, the least of the methods whose past error is known.",
            off = off,
            n = n,
        ),
    }
}

/// "off by 18% in 6 past quarters", or that it is not known.
pub fn past(row: &MethodRow, formats: &dyn Formats) -> String {
    match row.past {
        None => say!("past error not known").into(),
        Some(past) => say!(
            "off by {off} in {n} past {n?quarter|quarters}",
            off = formats.percent(past.wape, 0),
            n = counted(past.quarters, formats),
        ),
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
        assert!(told.ends_with(" to $1M"), "{told}");
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
        give(Method::Whole, 0.34);
        // The error is that of what is recommended, not that of the open deals alone.
        assert!(
            give(Method::AgeAware, 0.12)
                .starts_with("Recommended: the whole forecast. It was off by 34%")
        );
        assert!(give(Method::Whole, 0.1).contains("off by 10% on average over 6 past quarters, "));
    }
}
