//! The figures of leads that can be sought.

use super::{money, share};
use crate::calc::field::Value;
use crate::calc::figure::Figure;
use crate::calc::leads::{Cost, Outlook, Report};
use crate::calc::units::Money;

/// All of them. A chance is in percent, like every input that is a share.
pub const FIGURES: &[Figure<Report>] = &[
    Figure {
        key: "weekly_leads",
        label: word!("Leads a week"),
        get: |report| number(report, |outlook| outlook.flow.weekly),
    },
    Figure {
        key: "sure_leads",
        label: word!("Leads a week for the confidence wanted"),
        get: |report| number(report, |outlook| outlook.sure.weekly),
    },
    Figure {
        key: "leads",
        label: word!("Leads until the last day"),
        get: |report| number(report, |outlook| outlook.flow.leads),
    },
    Figure {
        key: "missing",
        label: word!("Revenue that new leads have to bring"),
        get: |report| Some(money(report.missing)),
    },
    Figure {
        key: "wins",
        label: word!("Wins that new leads have to bring"),
        get: |report| Some(Value::Number(report.wins)),
    },
    Figure {
        key: "ever_won",
        label: word!("Chance of a lead to be ever won"),
        get: |report| Some(share(report.outlook.as_ref()?.ever_won)),
    },
    Figure {
        key: "in_time",
        label: word!("Chance of a lead of these days to be won in time"),
        get: |report| Some(share(report.outlook.as_ref()?.in_time)),
    },
    Figure {
        key: "leads_per_rep",
        label: word!("Leads a week and seller"),
        get: |report| Some(Value::Number(report.outlook.as_ref()?.per_rep?[0])),
    },
    Figure {
        key: "cost",
        label: word!("Cost of the leads"),
        get: |report| cost(report, |cost| Some(cost.total)),
    },
    Figure {
        key: "cost_opportunity",
        label: word!("Cost per opportunity"),
        get: |report| cost(report, |cost| cost.opportunity),
    },
    Figure {
        key: "cost_win",
        label: word!("Cost per win"),
        get: |report| cost(report, |cost| cost.win),
    },
    Figure {
        key: "revenue_per_cost",
        label: word!("Revenue per amount spent on leads"),
        get: |report| Some(Value::Number(report.outlook.as_ref()?.cost?.revenue?)),
    },
    Figure {
        key: "unanswered",
        label: word!("Lost with leads neither followed up nor returned"),
        get: |report| Some(money(report.outlook.as_ref()?.losses.unanswered?.1)),
    },
    Figure {
        key: "within",
        label: word!("Leads answered in time"),
        get: |report| Some(share(report.follow_up?.now?.within)),
    },
    Figure {
        key: "people_needed",
        label: word!("People needed to answer leads in time"),
        get: |report| Some(Value::Count(report.follow_up?.needed)),
    },
];

fn number(report: &Report, get: fn(&Outlook) -> f64) -> Option<Value> {
    report.outlook.as_ref().map(|outlook| Value::Number(get(outlook)))
}

fn cost(report: &Report, get: fn(&Cost) -> Option<Money>) -> Option<Value> {
    get(&report.outlook.as_ref()?.cost?).map(Value::Money)
}
