//! The figures of a report by name, for those who take them away: a page, a file, a lead.

use super::{Outlook, Report};
use crate::calc::field::Value;
use crate::calc::figure;
use crate::calc::units::{Money, Percent};

/// One figure of a report, described once.
pub type Figure = figure::Figure<Report>;

/// Every figure of a report. A chance is in percent, like every input that is a share.
pub const FIGURES: &[Figure] = &[
    Figure {
        key: "chance",
        label: word!("Chance of making the goal"),
        get: |report| Some(share(report.chance)),
    },
    Figure {
        key: "remaining",
        label: word!("Still to be won"),
        get: |report| Some(Value::Money(report.remaining)),
    },
    Figure {
        key: "first_day",
        label: word!("First day of the period"),
        get: |report| Some(Value::Date(report.period.start)),
    },
    Figure {
        key: "last_day",
        label: word!("Last day of the period"),
        get: |report| Some(Value::Date(report.period.end)),
    },
    Figure {
        key: "expected_open",
        label: word!("Expected from open deals"),
        get: |report| money(report, |outlook| Some(outlook.expected.open)),
    },
    Figure {
        key: "expected_new",
        label: word!("Expected from new deals"),
        get: |report| money(report, |outlook| Some(outlook.expected.new)),
    },
    Figure {
        key: "expected_total",
        label: word!("Expected revenue of the period"),
        get: |report| money(report, |outlook| Some(outlook.expected.total)),
    },
    Figure {
        key: "gap",
        label: word!("Expected revenue short of the goal"),
        get: |report| money(report, |outlook| Some(outlook.gap)),
    },
    Figure {
        key: "revenue_low",
        label: word!("Revenue exceeded 9 times in 10"),
        get: |report| money(report, |outlook| Some(outlook.range[0])),
    },
    Figure {
        key: "revenue_middle",
        label: word!("Revenue exceeded 5 times in 10"),
        get: |report| money(report, |outlook| Some(outlook.range[1])),
    },
    Figure {
        key: "revenue_high",
        label: word!("Revenue exceeded 1 time in 10"),
        get: |report| money(report, |outlook| Some(outlook.range[2])),
    },
    Figure {
        key: "coverage",
        label: word!("Coverage: open pipeline as a multiple of what remains"),
        get: |report| number(report, |outlook| Some(outlook.coverage.have)),
    },
    Figure {
        key: "coverage_needed",
        label: word!("Coverage needed for the confidence wanted"),
        get: |report| number(report, |outlook| Some(outlook.chosen.open?.coverage)),
    },
    Figure {
        key: "pipeline_needed",
        label: word!("Open pipeline needed for the confidence wanted"),
        get: |report| money(report, |outlook| Some(outlook.chosen.open?.pipeline)),
    },
    Figure {
        key: "pipeline_short",
        label: word!("Open pipeline short of that"),
        get: |report| money(report, |outlook| Some(outlook.chosen.open?.short.or_zero())),
    },
    Figure {
        key: "deals_needed",
        label: word!("Open deals needed for the confidence wanted"),
        get: |report| Some(Value::Count(report.outlook.as_ref()?.chosen.open.as_ref()?.deals)),
    },
    Figure {
        key: "latest_average",
        label: word!("Latest day to create a deal of average cycle"),
        get: |report| day(report, |outlook| outlook.latest.average),
    },
    Figure {
        key: "latest_median",
        label: word!("Latest day for half of the wins to come in time"),
        get: |report| day(report, |outlook| outlook.latest.median),
    },
    Figure {
        key: "latest_last",
        label: word!("Latest day on which new pipeline still helps"),
        get: |report| day(report, |outlook| outlook.latest.last),
    },
    Figure {
        key: "weekly_pipeline",
        label: word!("Pipeline to create a week, on top of the present"),
        get: |report| money(report, |outlook| Some(outlook.plan?.weekly_pipeline)),
    },
    Figure {
        key: "weekly_opportunities",
        label: word!("The same in opportunities a week"),
        get: |report| number(report, |outlook| Some(outlook.plan?.weekly_opportunities)),
    },
    Figure {
        key: "weekly_leads",
        label: word!("The same in leads a week"),
        get: |report| number(report, |outlook| outlook.plan?.weekly_leads),
    },
];

fn share(chance: f64) -> Value {
    Value::Percent(Percent(100.0 * chance))
}

fn money(report: &Report, get: fn(&Outlook) -> Option<Money>) -> Option<Value> {
    get(report.outlook.as_ref()?).map(Value::Money)
}

fn number(report: &Report, get: fn(&Outlook) -> Option<f64>) -> Option<Value> {
    get(report.outlook.as_ref()?).map(Value::Number)
}

fn day(report: &Report, get: fn(&Outlook) -> f64) -> Option<Value> {
    Some(Value::Date(report.period.day(get(report.outlook.as_ref()?))))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::calc::coverage::{FIELDS, Inputs, Precision, report};
    use crate::text::example::example;

    #[test]
    fn no_two_figures_nor_a_field_share_a_name() {
        let keys = FIGURES.iter().map(|figure| figure.key).chain(FIELDS.iter().map(|f| f.key));
        assert_eq!(keys.collect::<BTreeSet<_>>().len(), FIGURES.len() + FIELDS.len());
    }

    #[test]
    fn the_example_has_every_figure_and_a_reached_goal_only_the_first() {
        let inputs = example(chrono::NaiveDate::from_ymd_opt(2026, 10, 5).unwrap());
        let inputs = Inputs { lead_conversion: Some(Percent(10.0)), ..inputs };
        let answer = report(&inputs, Precision::Settled);
        let missing = |figure: &&Figure| (figure.get)(&answer).is_none();
        assert_eq!(FIGURES.iter().filter(missing).count(), 0);
        let reached = Inputs { closed_won: inputs.goal, ..inputs };
        let answer = report(&reached, Precision::Settled);
        let known = FIGURES.iter().filter(|figure| (figure.get)(&answer).is_some());
        let keys: Vec<_> = known.map(|figure| figure.key).collect();
        assert_eq!(keys, ["chance", "remaining", "first_day", "last_day"]);
    }
}
