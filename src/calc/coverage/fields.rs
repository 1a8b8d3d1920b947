//! The inputs of coverage, described once.

use super::Inputs;
use crate::calc::field::Lens::{Optional, Required};
use crate::calc::field::{Blank, Choice, Field, Place, Problem, Slot};
use crate::calc::units::Percent;

/// Most that a money input takes: above it cents are no longer exact in the calculation.
const MOST: f64 = 1e13;

/// Most open deals that the calculation takes.
const MOST_DEALS: u32 = 1_000_000;

/// The periods to choose from; [`Inputs::period`] is an index into them.
pub const PERIODS: &[Choice] = &[
    Choice { key: "this-quarter", label: word!("This quarter") },
    Choice { key: "next-quarter", label: word!("Next quarter") },
    Choice { key: "this-year", label: word!("This year") },
    Choice { key: "next-year", label: word!("Next year") },
    Choice { key: "own", label: word!("Own dates") },
];

/// The months, by which a fiscal year may start.
pub const MONTHS: &[Choice] = &[
    Choice { key: "1", label: word!("January") },
    Choice { key: "2", label: word!("February") },
    Choice { key: "3", label: word!("March") },
    Choice { key: "4", label: word!("April") },
    Choice { key: "5", label: word!("May") },
    Choice { key: "6", label: word!("June") },
    Choice { key: "7", label: word!("July") },
    Choice { key: "8", label: word!("August") },
    Choice { key: "9", label: word!("September") },
    Choice { key: "10", label: word!("October") },
    Choice { key: "11", label: word!("November") },
    Choice { key: "12", label: word!("December") },
];

/// Every input, in the order of the form.
pub const FIELDS: &[Field<Inputs>] = &[
    Field {
        key: "goal",
        label: word!("Revenue goal"),
        help: word!(
            "The booked revenue your team has to win in the period, from your sales plan or quota sheet."
        ),
        place: Place::First,
        blank: Blank::Missing,
        slot: Slot::Money(0.01..=MOST, Required(|i| &mut i.goal)),
    },
    Field {
        key: "closed_won",
        label: word!("Closed-won so far"),
        help: word!(
            "What is already signed in this period: the closed-won total of your CRM's period report."
        ),
        place: Place::First,
        blank: Blank::Means("0"),
        slot: Slot::Money(0.0..=MOST, Required(|i| &mut i.closed_won)),
    },
    Field {
        key: "period",
        label: word!("Period"),
        help: word!("The period the goal is for, as on your sales plan."),
        place: Place::First,
        blank: Blank::Means("this-quarter"),
        slot: Slot::Choice(PERIODS, Required(|i| &mut i.period)),
    },
    Field {
        key: "period_start",
        label: word!("First day"),
        help: word!("The first day that counts towards the goal."),
        place: Place::First,
        blank: Blank::Unknown,
        slot: Slot::Date(Optional(|i| &mut i.period_start)),
    },
    Field {
        key: "period_end",
        label: word!("Last day"),
        help: word!("The last day on which a signature counts towards the goal."),
        place: Place::First,
        blank: Blank::Unknown,
        slot: Slot::Date(Optional(|i| &mut i.period_end)),
    },
    Field {
        key: "open_pipeline",
        label: word!("Open pipeline"),
        help: word!(
            "The full, unweighted value of all open opportunities: the total of your CRM's pipeline report."
        ),
        place: Place::First,
        blank: Blank::Missing,
        slot: Slot::Money(0.0..=MOST, Required(|i| &mut i.open_pipeline)),
    },
    Field {
        key: "open_deals",
        label: word!("Number of open deals"),
        help: word!("The number of rows in the same pipeline report."),
        place: Place::First,
        blank: Blank::Unknown,
        slot: Slot::Count(0..=MOST_DEALS, Optional(|i| &mut i.open_deals)),
    },
    Field {
        key: "average_deal",
        label: word!("Average deal"),
        help: word!("The average value of an opportunity, from your CRM's pipeline report."),
        place: Place::First,
        blank: Blank::Unknown,
        slot: Slot::Money(0.01..=MOST, Optional(|i| &mut i.average_deal)),
    },
    Field {
        key: "win_rate",
        label: word!("Win rate"),
        help: word!(
            "Deals won ÷ all deals closed (won, lost and no decision), by number, over the last four quarters."
        ),
        place: Place::First,
        blank: Blank::Missing,
        slot: Slot::Percent(0.0..=100.0, Required(|i| &mut i.win_rate)),
    },
    Field {
        key: "sales_cycle",
        label: word!("Average sales cycle"),
        help: word!(
            "Average days from creating an opportunity to winning it, over the deals won in the last four quarters."
        ),
        place: Place::First,
        blank: Blank::Missing,
        slot: Slot::Days(1..=3650, Required(|i| &mut i.sales_cycle)),
    },
    Field {
        key: "aged_share",
        label: word!("Open deals older than the cycle"),
        help: word!(
            "Filter the pipeline report by a created date more than one sales cycle ago and compare the row counts; left empty, we take the share a steady pipeline would have."
        ),
        place: Place::Detail,
        blank: Blank::Unknown,
        slot: Slot::Percent(0.0..=100.0, Optional(|i| &mut i.aged_share)),
    },
    Field {
        key: "new_pipeline",
        label: word!("New pipeline per week"),
        help: word!(
            "Value of the opportunities created in the last 13 weeks ÷ 13, from your CRM's created-date report."
        ),
        place: Place::Detail,
        blank: Blank::Means("0"),
        slot: Slot::Money(0.0..=MOST, Required(|i| &mut i.new_pipeline)),
    },
    Field {
        key: "win_rate_by_value",
        label: word!("Win rate by value"),
        help: word!(
            "Value won ÷ value of all deals closed; lower than the win rate by number when large deals are harder to win."
        ),
        place: Place::Detail,
        blank: Blank::Unknown,
        slot: Slot::Percent(0.0..=100.0, Optional(|i| &mut i.win_rate_by_value)),
    },
    Field {
        key: "deal_spread",
        label: word!("Deal-size spread"),
        help: word!(
            "Standard deviation ÷ average of your deal values, both from a spreadsheet of the pipeline: 0 is all alike, 1 is usual."
        ),
        place: Place::Detail,
        blank: Blank::Means("1"),
        slot: Slot::Number(0.0..=2.0, Required(|i| &mut i.deal_spread)),
    },
    Field {
        key: "lead_conversion",
        label: word!("Leads that become an opportunity"),
        help: word!(
            "Opportunities created ÷ leads received in the same quarter, from your marketing report."
        ),
        place: Place::Detail,
        blank: Blank::Unknown,
        slot: Slot::Percent(0.1..=100.0, Optional(|i| &mut i.lead_conversion)),
    },
    Field {
        key: "confidence",
        label: word!("Confidence wanted"),
        help: word!("How sure you want to be of making the goal: 80 means 4 periods in 5."),
        place: Place::Detail,
        blank: Blank::Means("80"),
        slot: Slot::Percent(1.0..=99.0, Required(|i| &mut i.confidence)),
    },
    correlation(|i| &mut i.correlation),
    Field {
        key: "lever_step",
        label: word!("Step for comparing levers"),
        help: word!(
            "By how much each figure is changed when we compare what moves your chance most."
        ),
        place: Place::Detail,
        blank: Blank::Means("10"),
        slot: Slot::Percent(1.0..=90.0, Required(|i| &mut i.lever_step)),
    },
    Field {
        key: "fiscal_start",
        label: word!("Fiscal year starts in"),
        help: word!("The first month of your financial year, as your finance team counts it."),
        place: Place::Detail,
        blank: Blank::Means("1"),
        slot: Slot::Choice(MONTHS, Required(|i| &mut i.fiscal_start)),
    },
    Field {
        key: "today",
        label: word!("Today's date"),
        help: word!("The day the figures were taken from your CRM; left empty, today."),
        place: Place::Detail,
        blank: Blank::Kept,
        slot: Slot::Date(Required(|i| &mut i.today)),
    },
];

/// The correlation between deals, which every calculator with a chance asks for.
pub const fn correlation<I>(reach: fn(&mut I) -> &mut Percent) -> Field<I> {
    Field {
        key: "correlation",
        label: word!("Correlation between deals"),
        help: word!(
            "How much your deals are won and lost together, as when the market turns: 3 is usual, 0 is not at all."
        ),
        place: Place::Detail,
        blank: Blank::Means("3"),
        slot: Slot::Percent(0.0..=50.0, Required(reach)),
    }
}

/// Rules between fields: what is wrong, by the key of the field to show it beside.
pub fn check(inputs: &Inputs) -> Vec<(&'static str, Problem)> {
    let mut problems = Vec::new();
    check_deals(inputs, &mut problems);
    check_own_dates(inputs, &mut problems);
    if inputs.win_rate.0 == 0.0 && inputs.win_rate_by_value.is_some_and(|rate| rate.0 > 0.0) {
        problems.push(("win_rate_by_value", Problem::Contradicts("win_rate")));
    }
    problems
}

/// The size of a deal must follow from what was given.
fn check_deals(inputs: &Inputs, problems: &mut Vec<(&'static str, Problem)>) {
    match (inputs.open_deals, inputs.average_deal) {
        (None, None) => problems.push(("open_deals", Problem::NeedsEither("average_deal"))),
        (Some(0), _) if inputs.open_pipeline.0 > 0.0 => {
            problems.push(("open_deals", Problem::Contradicts("open_pipeline")));
        }
        (Some(count), _) if count > 0 && inputs.open_pipeline.0 == 0.0 => {
            problems.push(("open_pipeline", Problem::Contradicts("open_deals")));
        }
        (Some(0), None) => problems.push(("average_deal", Problem::Missing)),
        (None, Some(value)) if inputs.open_pipeline.0 / value.0 > f64::from(MOST_DEALS) => {
            problems.push(("average_deal", Problem::Contradicts("open_pipeline")));
        }
        _ => {}
    }
}

fn check_own_dates(inputs: &Inputs, problems: &mut Vec<(&'static str, Problem)>) {
    if PERIODS[inputs.period].key != "own" {
        return;
    }
    match (inputs.period_start, inputs.period_end) {
        (Some(start), Some(end)) if end < start => {
            problems.push(("period_end", Problem::Contradicts("period_start")));
        }
        (start, end) => {
            if start.is_none() {
                problems.push(("period_start", Problem::Missing));
            }
            if end.is_none() {
                problems.push(("period_end", Problem::Missing));
            }
        }
    }
}
