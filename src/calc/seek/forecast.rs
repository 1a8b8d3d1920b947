//! The figures of a forecast that can be sought.

use super::{money, share};
use crate::calc::figure::Figure;
use crate::calc::forecast::Report;

/// All of them. A chance is in percent, like every input that is a share.
pub const FIGURES: &[Figure<Report>] = &[
    Figure {
        key: "chance",
        label: word!("Chance of making the goal"),
        get: |report| report.chance.map(share),
    },
    Figure {
        key: "total",
        label: word!("Expected in all months"),
        get: |report| Some(money(report.total.total())),
    },
    Figure {
        key: "won",
        label: word!("Expected in all months without recurring revenue"),
        get: |report| Some(money(report.total.won())),
    },
    Figure {
        key: "revenue_low",
        label: word!("Revenue exceeded 9 times in 10"),
        get: |report| Some(money(report.range[0])),
    },
    Figure {
        key: "revenue_middle",
        label: word!("Revenue exceeded 5 times in 10"),
        get: |report| Some(money(report.range[1])),
    },
    Figure {
        key: "revenue_high",
        label: word!("Revenue exceeded 1 time in 10"),
        get: |report| Some(money(report.range[2])),
    },
    Figure {
        key: "commit",
        label: word!("Closed-won and what the open deals exceed 9 times in 10"),
        get: |report| Some(money(report.commit)),
    },
    Figure {
        key: "gap",
        label: word!("Expected revenue short of the goal"),
        get: |report| Some(money((report.goal? - report.total.total()).or_zero())),
    },
];
