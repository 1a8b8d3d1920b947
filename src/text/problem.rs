//! A problem in plain words that name what to do.

use chrono::NaiveDate;

use super::formats::Formats;
use super::words;
use crate::calc::field::{Field, Problem, Slot, Value};

/// What to tell the visitor about `problem` with `field`, one of `fields`.
pub fn sentence<I>(
    problem: &Problem,
    field: &Field<I>,
    fields: &[Field<I>],
    formats: &dyn Formats,
) -> String {
    let name = words::name(field);
    match problem {
        Problem::Missing => missing(&name, field, formats),
        Problem::NotANumber | Problem::NotWhole | Problem::NotADate => kind(&name, field, formats),
        Problem::Ambiguous(a, b) => {
            let (a, b) = (formats.edit_number(*a), formats.edit_number(*b));
            format!("Type {name} without separating thousands: this could mean {a} or {b}.")
        }
        Problem::Below(bound) | Problem::Above(bound) => {
            out_of_range(&name, field, matches!(problem, Problem::Below(_)), *bound, formats)
        }
        Problem::NeedsEither(other) => {
            format!("Enter {name} or {}.", words::name_of(other, fields))
        }
        Problem::Contradicts(other) => contradiction(field.key, other).map_or_else(
            || format!("Check {name}: it does not fit {}.", words::name_of(other, fields)),
            String::from,
        ),
    }
}

/// What to do about two fields that cannot both be right.
fn contradiction(key: &str, other: &str) -> Option<&'static str> {
    let sentence = match (key, other) {
        ("period_end", "period_start") => {
            "The last day is before the first day: choose a later last day."
        }
        ("open_deals", "open_pipeline") => {
            "There is open pipeline but no open deal: enter the number of open deals it is made of."
        }
        ("open_pipeline", "open_deals") => {
            "There are open deals but no open pipeline: enter the value of the open deals."
        }
        ("average_deal", "open_pipeline") => {
            "The open pipeline would be more than a million deals of this size: enter a larger average deal."
        }
        ("win_rate_by_value", "win_rate") => {
            "With a win rate of 0 nothing is won: enter 0 here too, or a higher win rate."
        }
        ("period_end", "today") => "Choose a last day within five years of today's date.",
        (_, "inbound_share") => {
            "The shares of the sources add up to more than 100: enter a smaller share."
        }
        ("unanswered", "mql_rate") => {
            "Leads that became an MQL or came back were followed up, so fewer are left: enter a smaller share."
        }
        _ => return None,
    };
    Some(sentence)
}

fn missing<I>(name: &str, field: &Field<I>, formats: &dyn Formats) -> String {
    match field.slot {
        Slot::Choice(..) => format!("Choose {name}."),
        _ => format!("Enter {name}{}.", example(field, formats)),
    }
}

/// What kind of text is wanted.
fn kind<I>(name: &str, field: &Field<I>, formats: &dyn Formats) -> String {
    let example = example(field, formats);
    match &field.slot {
        Slot::Money(..) => format!("Enter {name} as an amount{example}."),
        Slot::Percent(range, _) | Slot::Number(range, _) => {
            let (least, most) =
                (formats.edit_number(*range.start()), formats.edit_number(*range.end()));
            format!("Enter {name} as a number between {least} and {most}.")
        }
        Slot::Days(..) => format!("Enter {name} as a whole number of days{example}."),
        Slot::Count(..) => format!("Enter {name} as a whole number{example}."),
        Slot::Date(_) => format!("Enter {name} as a date{example}."),
        Slot::Choice(..) => format!("Choose {name} from the list."),
    }
}

fn out_of_range<I>(
    name: &str,
    field: &Field<I>,
    below: bool,
    bound: Value,
    formats: &dyn Formats,
) -> String {
    let (bound, less) = match bound {
        Value::Money(amount) => (formats.money(amount), "less"),
        Value::Days(days) => (words::days(f64::from(days.0), 0, formats), "fewer"),
        Value::Count(count) => (formats.number(f64::from(count), 0), "fewer"),
        _ => return kind(name, field, formats),
    };
    let side = if below { "more" } else { less };
    format!("Enter {name} as {bound} or {side}.")
}

/// ", for example 1,200,000", when there is one.
fn example<I>(field: &Field<I>, formats: &dyn Formats) -> String {
    let text = match field.slot {
        // A day after the twelfth shows whether the day or the month comes first.
        Slot::Date(_) => NaiveDate::from_ymd_opt(2027, 3, 31).map(|day| formats.edit_date(day)),
        _ => words::example(field.key).map(|value| formats.edit_number(value)),
    };
    text.map(|text| format!(", for example {text}")).unwrap_or_default()
}

#[cfg(test)]
mod tests;
