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
            say!(
                "Type {name} without separating thousands: this could mean {a} or {b}.",
                name = name,
                a = a,
                b = b,
            )
        }
        Problem::Below(bound) | Problem::Above(bound) => {
            out_of_range(&name, field, matches!(problem, Problem::Below(_)), *bound, formats)
        }
        Problem::NeedsEither(other) => {
            say!("Enter {name} or {other}.", name = name, other = words::name_of(other, fields))
        }
        Problem::Contradicts(other) => contradiction(field.key, other).map_or_else(
            || {
                say!(
                    "Check {name}: it does not fit {other}.",
                    name = name,
                    other = words::name_of(other, fields),
                )
            },
            String::from,
        ),
    }
}

/// What to do about two fields that cannot both be right.
fn contradiction(key: &str, other: &str) -> Option<&'static str> {
    let sentence = match (key, other) {
        ("period_end", "period_start") => {
            say!("The last day is before the first day: choose a later last day.")
        }
        ("open_deals", "open_pipeline") => {
            say!(
                "There is open pipeline but no open deal: enter the number of open deals it is made of."
            )
        }
        ("open_pipeline", "open_deals") => {
            say!("There are open deals but no open pipeline: enter the value of the open deals.")
        }
        ("average_deal", "open_pipeline") => {
            say!(
                "The open pipeline would be more than a million deals of this size: enter a larger average deal."
            )
        }
        ("win_rate_by_value", "win_rate") => {
            say!("With a win rate of 0 nothing is won: enter 0 here too, or a higher win rate.")
        }
        ("period_end", "today") => say!("Choose a last day within five years of today's date."),
        (_, "inbound_share") => {
            say!("The shares of the sources add up to more than 100: enter a smaller share.")
        }
        ("unanswered", "mql_rate") => {
            say!(
                "Leads that became an MQL or came back were followed up, so fewer are left: enter a smaller share."
            )
        }
        _ => return None,
    };
    Some(sentence)
}

fn missing<I>(name: &str, field: &Field<I>, formats: &dyn Formats) -> String {
    match (&field.slot, example(field, formats)) {
        (Slot::Choice(..), _) => say!("Choose {name}.", name = name),
        (_, Some(example)) => {
            say!("Enter {name}, for example {example}.", name = name, example = example)
        }
        _ => say!("Enter {name}.", name = name),
    }
}

/// What kind of text is wanted.
fn kind<I>(name: &str, field: &Field<I>, formats: &dyn Formats) -> String {
    match (&field.slot, example(field, formats)) {
        (Slot::Percent(range, _) | Slot::Number(range, _), _) => say!(
            "Enter {name} as a number between {least} and {most}.",
            name = name,
            least = formats.edit_number(*range.start()),
            most = formats.edit_number(*range.end()),
        ),
        (Slot::Choice(..), _) => say!("Choose {name} from the list.", name = name),
        (Slot::Money(..), Some(example)) => {
            say!(
                "Enter {name} as an amount, for example {example}.",
                name = name,
                example = example
            )
        }
        (Slot::Money(..), None) => say!("Enter {name} as an amount.", name = name),
        (Slot::Days(..), Some(example)) => say!(
            "Enter {name} as a whole number of days, for example {example}.",
            name = name,
            example = example,
        ),
        (Slot::Days(..), None) => say!("Enter {name} as a whole number of days.", name = name),
        (Slot::Count(..), Some(example)) => say!(
            "Enter {name} as a whole number, for example {example}.",
            name = name,
            example = example,
        ),
        (Slot::Count(..), None) => say!("Enter {name} as a whole number.", name = name),
        (Slot::Date(_), Some(example)) => {
            say!("Enter {name} as a date, for example {example}.", name = name, example = example)
        }
        (Slot::Date(_), None) => say!("Enter {name} as a date.", name = name),
    }
}

fn out_of_range<I>(
    name: &str,
    field: &Field<I>,
    below: bool,
    bound: Value,
    formats: &dyn Formats,
) -> String {
    let (bound, counted) = match bound {
        Value::Money(amount) => (formats.money(amount), false),
        Value::Days(days) => (words::days(f64::from(days.0), 0, formats), true),
        Value::Count(count) => (formats.number(f64::from(count), 0), true),
        _ => return kind(name, field, formats),
    };
    match (below, counted) {
        (true, _) => say!("Enter {name} as {bound} or more.", name = name, bound = bound),
        (false, true) => say!("Enter {name} as {bound} or fewer.", name = name, bound = bound),
        (false, false) => say!("Enter {name} as {bound} or less.", name = name, bound = bound),
    }
}

/// "1,200,000", when there is an example.
fn example<I>(field: &Field<I>, formats: &dyn Formats) -> Option<String> {
    match field.slot {
        // A day after the twelfth shows whether the day or the month comes first.
        Slot::Date(_) => NaiveDate::from_ymd_opt(2027, 3, 31).map(|day| formats.edit_date(day)),
        _ => words::example(field.key).map(|value| formats.edit_number(value)),
    }
}

#[cfg(test)]
mod tests;
