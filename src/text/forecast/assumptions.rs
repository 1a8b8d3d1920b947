//! What a forecast takes for granted, in words.

use super::counted;
use crate::calc::forecast::{Assumption, Inputs, Report};
use crate::text::formats::Formats;

/// Everything that the answer takes for granted.
pub fn sentences(report: &Report, inputs: &Inputs, formats: &dyn Formats) -> Vec<String> {
    let mut told: Vec<String> =
        report.assumptions.iter().map(|one| sentence(*one).to_owned()).collect();
    told.extend(super::undated::sentences(report, inputs, formats));
    told.push(say!(
        "Deals win and lose together with a correlation of {correlation}; 3% fits most firms.",
        correlation = formats.percent(inputs.correlation.fraction(), 2),
    ));
    if inputs.new_pipeline.0 > 0.0 || inputs.leads > 0.0 {
        told.push(
            say!("New pipeline and leads keep coming at the same rate until the last day.").into(),
        );
    }
    if report.unusable > 0 {
        told.push(
            say!(
                "{n} open {n?deal is|deals are} left out: the value is missing, negative or above a trillion.",
                n = counted(report.unusable, formats),
            ),
        );
    }
    told
}

fn sentence(assumption: Assumption) -> &'static str {
    match assumption {
        Assumption::DefaultCurve => {
            say!(
                "Deals are won at the ages usual in B2B sales, around your sales cycle; a list with \
             closed deals would show your own."
            )
        }
        Assumption::UnknownAges => {
            say!(
                "The ages of the deals in each stage are not known and taken as if you had created \
             deals steadily; a deal list would show them."
            )
        }
        Assumption::DefaultSlip => {
            say!(
                "Deals close around their expected date as is usual: one in ten a month early, half in \
             the month, the rest later. Twenty won deals with an expected date would show your own."
            )
        }
        Assumption::DefaultRates => {
            say!(
                "The rates of some forecast categories are usual ones, not measured: 85% of commit, 50% \
             of best case, 20% of the other pipeline."
            )
        }
        Assumption::SureChurn => {
            say!(
                "The churn is taken as certain; give the number of accounts to see how far it may vary."
            )
        }
        Assumption::UnknownSize => {
            say!(
                "Leads bring nothing here, because the value of a deal is not known: give the average \
             new deal."
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{example, inputs};
    use super::*;
    use crate::text::formats::Plain;

    #[test]
    fn every_assumption_is_a_sentence() {
        let told = sentences(&example(&inputs()), &inputs(), &Plain::default());
        assert!(told.iter().all(|sentence| sentence.ends_with('.')));
        assert!(told.iter().any(|sentence| sentence.contains("a deal list would show them")));
        assert!(told.iter().any(|sentence| sentence.contains("correlation of 3%")));
        assert!(told.last().unwrap().starts_with("New pipeline and leads"));
    }
}
