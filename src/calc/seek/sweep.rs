//! The figures of a sweep that can be sought.

use super::{money, share};
use crate::calc::field::Value;
use crate::calc::figure::Figure;
use crate::calc::sweep::Report;

/// All of them. A chance is in percent, like every input that is a share.
pub const FIGURES: &[Figure<Report>] = &[
    Figure {
        key: "chance_after",
        label: word!("Chance of making the goal without the dead deals"),
        get: |report| Some(share(report.after.outcome.chance)),
    },
    Figure {
        key: "chance_before",
        label: word!("Chance of making the goal with all open deals"),
        get: |report| Some(share(report.before.outcome.chance)),
    },
    Figure {
        key: "expected_after",
        label: word!("Expected revenue without the dead deals"),
        get: |report| Some(money(report.after.outcome.expected)),
    },
    Figure {
        key: "expected_before",
        label: word!("Expected revenue with all open deals"),
        get: |report| Some(money(report.before.outcome.expected)),
    },
    Figure {
        key: "coverage_after",
        label: word!("Coverage without the dead deals"),
        get: |report| report.after.coverage.map(Value::Number),
    },
    Figure {
        key: "coverage_before",
        label: word!("Coverage with all open deals"),
        get: |report| report.before.coverage.map(Value::Number),
    },
    Figure {
        key: "gap",
        label: word!("Expected revenue short of the goal without the dead deals"),
        get: |report| Some(money(report.survivors.gap)),
    },
    Figure {
        key: "dead_deals",
        label: word!("Deals that are dead"),
        get: |report| Some(Value::Count(u32::try_from(report.dead.deals).unwrap_or(u32::MAX))),
    },
    Figure {
        key: "dead_pipeline",
        label: word!("Pipeline that is dead"),
        get: |report| Some(money(report.dead.value)),
    },
    Figure {
        key: "dead_share",
        label: word!("Share of the pipeline that is dead"),
        get: |report| Some(share(report.dead.share)),
    },
];
