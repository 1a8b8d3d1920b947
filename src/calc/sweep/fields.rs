//! The inputs of the sweep, described once. Those that coverage has too bear the same names.

use super::Inputs;
use crate::calc::coverage::{MONTHS, PERIODS, correlation};
use crate::calc::field::Lens::{Optional, Required};
use crate::calc::field::{Blank, Choice, Field, Place, Problem, Slot};
use crate::calc::portfolio::Portfolio;

/// Most that a money input takes: above it cents are no longer exact in the calculation.
const MOST: f64 = 1e13;

/// What the probabilities of a list may stand for; [`Inputs::probabilities`] is an index into them.
pub const PROBABILITIES: &[Choice] = &[
    Choice { key: "unused", label: word!("Do not use them") },
    Choice { key: "ever", label: word!("Chance to be won at some time") },
    Choice { key: "period", label: word!("Chance to be won in this period") },
];

/// Fields by which closing curves can be separated; [`Inputs::separate_by`] is an index into them.
/// But for the first their keys are those of [`crate::calc::separate::SeparateBy`].
pub const SEPARATE_BY: &[Choice] = &[
    Choice { key: "none", label: word!("Nothing: one curve for all") },
    Choice { key: "segment", label: word!("Segment") },
    Choice { key: "type", label: word!("Product or type") },
    Choice { key: "source", label: word!("Source") },
    Choice { key: "owner", label: word!("Owner") },
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
            "What is already signed in this period; left empty, we add up the wins of your list."
        ),
        place: Place::First,
        blank: Blank::Unknown,
        slot: Slot::Money(0.0..=MOST, Optional(|i| &mut i.closed_won)),
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
        key: "win_rate",
        label: word!("Win rate"),
        help: word!(
            "Deals won ÷ all deals closed, by number; used only when your list shows no deal won."
        ),
        place: Place::First,
        blank: Blank::Unknown,
        slot: Slot::Percent(0.0..=100.0, Optional(|i| &mut i.win_rate)),
    },
    Field {
        key: "sales_cycle",
        label: word!("Average sales cycle"),
        help: word!(
            "Average days from creating an opportunity to winning it; used only when your list shows no deal won."
        ),
        place: Place::First,
        blank: Blank::Unknown,
        slot: Slot::Days(1..=3650, Optional(|i| &mut i.sales_cycle)),
    },
    Field {
        key: "dead_days",
        label: word!("Dead when older than (days)"),
        help: word!(
            "Your own line: an open deal of more days counts as dead; left empty, the history of your list draws it."
        ),
        place: Place::First,
        blank: Blank::Unknown,
        slot: Slot::Days(0..=36_500, Optional(|i| &mut i.dead_days)),
    },
    Field {
        key: "dead_after",
        label: word!("Dead after so many sales cycles"),
        help: word!(
            "The rule of thumb for a list without wins; the more wins your list has, the less it counts."
        ),
        place: Place::Detail,
        blank: Blank::Means("2"),
        slot: Slot::Number(1.0..=4.0, Required(|i| &mut i.dead_after)),
    },
    Field {
        key: "probabilities",
        label: word!("Probabilities in your list"),
        help: word!(
            "Whether the chances that your CRM or your sellers give single deals replace those that follow from a deal's age."
        ),
        place: Place::Detail,
        blank: Blank::Means("unused"),
        slot: Slot::Choice(PROBABILITIES, Required(|i| &mut i.probabilities)),
    },
    Field {
        key: "closed_since",
        label: word!("Closed deals listed since"),
        help: word!(
            "The first closing day of your export when it was limited to deals closed since then; left empty, we find it out."
        ),
        place: Place::Detail,
        blank: Blank::Unknown,
        slot: Slot::Date(Optional(|i| &mut i.closed_since)),
    },
    Field {
        key: "separate_by",
        label: word!("Separate closing curves by"),
        help: word!(
            "Gives each value with at least 30 wins a curve of its own; keep it only if past quarters come out closer."
        ),
        place: Place::Detail,
        blank: Blank::Means("none"),
        slot: Slot::Choice(SEPARATE_BY, Required(|i| &mut i.separate_by)),
    },
    correlation(|i| &mut i.correlation),
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
        help: word!("The day the list was taken from your CRM; left empty, today."),
        place: Place::Detail,
        blank: Blank::Kept,
        slot: Slot::Date(Required(|i| &mut i.today)),
    },
];

/// Rules between fields, and between them and the list: what is wrong, by the key of the field to
/// show it beside. `portfolio` is that of `inputs`.
pub fn check(inputs: &Inputs, portfolio: Option<&Portfolio>) -> Vec<(&'static str, Problem)> {
    let mut problems = Vec::new();
    if portfolio.is_none() {
        let given = [
            ("win_rate", inputs.win_rate.is_some()),
            ("sales_cycle", inputs.sales_cycle.is_some()),
        ];
        let missing = given.into_iter().filter(|(_, given)| !given);
        problems.extend(missing.map(|(key, _)| (key, Problem::Missing)));
    }
    if PERIODS.get(inputs.period).is_some_and(|period| period.key == "own") {
        match (inputs.period_start, inputs.period_end) {
            (Some(start), Some(end)) if end < start => {
                problems.push(("period_end", Problem::Contradicts("period_start")));
            }
            (Some(_), Some(_)) => {}
            (start, end) => {
                let own = [("period_start", start), ("period_end", end)];
                let missing = own.into_iter().filter(|(_, day)| day.is_none());
                problems.extend(missing.map(|(key, _)| (key, Problem::Missing)));
            }
        }
    }
    problems
}
