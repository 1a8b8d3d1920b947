//! What the visitor types for a forecast, described once.

use super::Inputs;
use crate::calc::coverage::{MONTHS, correlation};
use crate::calc::field::Lens::{Optional, Required};
use crate::calc::field::{Blank, Choice, Field, Place, Problem, Slot};

/// Most that a money input takes.
const MOST: f64 = 1e12;

/// What a deal's own probability may mean; [`Inputs::probabilities`] is an index into them.
pub const PROBABILITIES: &[Choice] = &[
    Choice { key: "ever", label: word!("Ever won") },
    Choice { key: "period", label: word!("Won in these months") },
    Choice { key: "ignore", label: word!("Not used") },
];

/// [`Inputs::use_expected_close`] is an index into them.
pub const YES_NO: &[Choice] =
    &[Choice { key: "no", label: word!("No") }, Choice { key: "yes", label: word!("Yes") }];

/// Every input, in the order of the form.
pub const FIELDS: &[Field<Inputs>] = &[
    Field {
        key: "win_rate",
        label: word!("Win rate"),
        help: word!(
            "Deals won ÷ all deals closed (won, lost and no decision), by number, over the last four quarters; left empty, 25 is taken."
        ),
        place: Place::First,
        blank: Blank::Means("25"),
        slot: Slot::Percent(0.0..=100.0, Required(|i| &mut i.win_rate)),
    },
    Field {
        key: "sales_cycle",
        label: word!("Average sales cycle"),
        help: word!(
            "Average days from creating an opportunity to winning it, over the deals won in the last four quarters; left empty, 90 is taken."
        ),
        place: Place::First,
        blank: Blank::Means("90"),
        slot: Slot::Days(1..=3650, Required(|i| &mut i.sales_cycle)),
    },
    Field {
        key: "months",
        label: word!("Months to forecast"),
        help: word!("How many months the forecast shows, the running one included."),
        place: Place::First,
        blank: Blank::Means("12"),
        slot: Slot::Count(1..=24, Required(|i| &mut i.months)),
    },
    Field {
        key: "goal",
        label: word!("Revenue goal"),
        help: word!("The revenue that all these months have to bring, from your sales plan."),
        place: Place::First,
        blank: Blank::Unknown,
        slot: Slot::Money(0.01..=MOST, Optional(|i| &mut i.goal)),
    },
    Field {
        key: "closed_won",
        label: word!("Closed-won this month"),
        help: word!(
            "What is already signed in the running month: the closed-won total of your CRM's month report."
        ),
        place: Place::First,
        blank: Blank::Means("0"),
        slot: Slot::Money(0.0..=MOST, Required(|i| &mut i.closed_won)),
    },
    Field {
        key: "new_pipeline",
        label: word!("New pipeline per week"),
        help: word!("The value of the opportunities your team creates in an average week."),
        place: Place::First,
        blank: Blank::Means("0"),
        slot: Slot::Money(0.0..=MOST, Required(|i| &mut i.new_pipeline)),
    },
    Field {
        key: "leads",
        label: word!("New leads per week"),
        help: word!(
            "Leads you expect in an average week from now on, beside the new pipeline above."
        ),
        place: Place::Detail,
        blank: Blank::Means("0"),
        slot: Slot::Number(0.0..=1e6, Required(|i| &mut i.leads)),
    },
    Field {
        key: "lead_conversion",
        label: word!("Leads that become opportunities"),
        help: word!("Share of the leads of a past quarter that became an opportunity, by number."),
        place: Place::Detail,
        blank: Blank::Unknown,
        slot: Slot::Percent(0.0..=100.0, Optional(|i| &mut i.lead_conversion)),
    },
    Field {
        key: "lead_lag",
        label: word!("Days from lead to opportunity"),
        help: word!("Average days from a lead's arrival to the creation of its opportunity."),
        place: Place::Detail,
        blank: Blank::Means("30"),
        slot: Slot::Days(0..=3650, Required(|i| &mut i.lead_lag)),
    },
    Field {
        key: "average_deal",
        label: word!("Average new deal"),
        help: word!(
            "The average value of a new opportunity; left empty, it is that of the open deals."
        ),
        place: Place::Detail,
        blank: Blank::Unknown,
        slot: Slot::Money(0.01..=MOST, Optional(|i| &mut i.average_deal)),
    },
    Field {
        key: "deal_spread",
        label: word!("Deal-size spread"),
        help: word!(
            "Standard deviation of your deal values ÷ their average: 0 when all are alike, 1 is usual."
        ),
        place: Place::Detail,
        blank: Blank::Means("1"),
        slot: Slot::Number(0.0..=2.0, Required(|i| &mut i.deal_spread)),
    },
    Field {
        key: "recurring",
        label: word!("Recurring revenue this month"),
        help: word!(
            "What subscriptions and retainers bring in the running month, renewals listed below left out."
        ),
        place: Place::Detail,
        blank: Blank::Means("0"),
        slot: Slot::Money(0.0..=MOST, Required(|i| &mut i.recurring)),
    },
    Field {
        key: "churn",
        label: word!("Monthly churn"),
        help: word!(
            "Share of the recurring revenue that is cancelled in an average month, from your billing report."
        ),
        place: Place::Detail,
        blank: Blank::Means("0"),
        slot: Slot::Percent(0.0..=100.0, Required(|i| &mut i.churn)),
    },
    Field {
        key: "expansion",
        label: word!("Monthly expansion"),
        help: word!(
            "By how much the customers who stay raise their recurring revenue in an average month."
        ),
        place: Place::Detail,
        blank: Blank::Means("0"),
        slot: Slot::Percent(0.0..=100.0, Required(|i| &mut i.expansion)),
    },
    Field {
        key: "accounts",
        label: word!("Recurring accounts"),
        help: word!(
            "The number of customers behind the recurring revenue: the fewer, the less sure is the churn."
        ),
        place: Place::Detail,
        blank: Blank::Unknown,
        slot: Slot::Count(1..=1_000_000, Optional(|i| &mut i.accounts)),
    },
    Field {
        key: "probabilities",
        label: word!("Probabilities in the list mean"),
        help: word!("What the probability that your CRM or your sellers give a deal stands for."),
        place: Place::Detail,
        blank: Blank::Means("ever"),
        slot: Slot::Choice(PROBABILITIES, Required(|i| &mut i.probabilities)),
    },
    Field {
        key: "use_expected_close",
        label: word!("Use expected close dates"),
        help: word!(
            "Places half of a deal's chance around the date its seller expects, the rest by its age."
        ),
        place: Place::Detail,
        blank: Blank::Means("no"),
        slot: Slot::Choice(YES_NO, Required(|i| &mut i.use_expected_close)),
    },
    Field {
        key: "commit_rate",
        label: word!("Commit that is won"),
        help: word!(
            "Share of the value in commit at the start of past periods that was won in them."
        ),
        place: Place::Detail,
        blank: Blank::Unknown,
        slot: Slot::Percent(0.0..=100.0, Optional(|i| &mut i.commit_rate)),
    },
    Field {
        key: "best_case_rate",
        label: word!("Best case that is won"),
        help: word!(
            "Share of the value in best case at the start of past periods that was won in them."
        ),
        place: Place::Detail,
        blank: Blank::Unknown,
        slot: Slot::Percent(0.0..=100.0, Optional(|i| &mut i.best_case_rate)),
    },
    Field {
        key: "pipeline_rate",
        label: word!("Other pipeline that is won"),
        help: word!(
            "Share of the remaining pipeline at the start of past periods that was won in them."
        ),
        place: Place::Detail,
        blank: Blank::Unknown,
        slot: Slot::Percent(0.0..=100.0, Optional(|i| &mut i.pipeline_rate)),
    },
    Field {
        key: "rate_days",
        label: word!("Days these rates cover"),
        help: word!(
            "The length of those past periods; over more or fewer days, more or less of a category is won."
        ),
        place: Place::Detail,
        blank: Blank::Means("91"),
        slot: Slot::Days(1..=1827, Required(|i| &mut i.rate_days)),
    },
    Field {
        key: "won_earlier",
        label: word!("Won earlier this quarter"),
        help: word!(
            "What was signed in this quarter before the running month, for the forecast by quarter."
        ),
        place: Place::Detail,
        blank: Blank::Unknown,
        slot: Slot::Money(0.0..=MOST, Optional(|i| &mut i.won_earlier)),
    },
    Field {
        key: "fiscal_start",
        label: word!("Fiscal year starts in"),
        help: word!("The first month of your financial year, as your finance team counts it."),
        place: Place::Detail,
        blank: Blank::Means("1"),
        slot: Slot::Choice(MONTHS, Required(|i| &mut i.fiscal_start)),
    },
    correlation(|i| &mut i.correlation),
    Field {
        key: "today",
        label: word!("Today's date"),
        help: word!("The day the question is asked; change it to look at another day."),
        place: Place::Detail,
        blank: Blank::Kept,
        slot: Slot::Date(Required(|i| &mut i.today)),
    },
];

/// What contradicts itself though every field is within its range: the field's key and why.
pub fn check(inputs: &Inputs) -> Vec<(&'static str, Problem)> {
    let unknown = inputs.leads > 0.0 && inputs.lead_conversion.is_none();
    if unknown { vec![("lead_conversion", Problem::Missing)] } else { Vec::new() }
}

#[cfg(test)]
mod tests;
