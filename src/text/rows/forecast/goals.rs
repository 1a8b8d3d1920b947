//! Goals of single months, from months and quarters.

use chrono::{Datelike, NaiveDate};

use super::{Read, Rows, Section, Value, money, wrong};
use crate::calc::units::Money;
use crate::text::formats::Formats;
use crate::text::rows::Term;

/// Months of the longest forecast.
const MOST: usize = 24;

/// The goal of each month from the running one on, as far as there are any; fiscal years start in the
/// month `fiscal_start`, 0 for January. A third of a quarter's goal is that of each of its months; a
/// row without a period speaks of the month after the one before. Months that are over are left
/// aside, and a row with a problem is left out.
pub fn goals(
    rows: &Rows,
    today: NaiveDate,
    fiscal_start: usize,
    formats: &dyn Formats,
) -> Read<Option<Money>> {
    let table = Section::Goals.table();
    let read = table.read(rows, formats.notation(), |cells| match cells {
        [Value::Term(term), goal] => Ok((Some(term.in_year_from(fiscal_start)), money(goal))),
        [_, goal] => Ok((None, money(goal))),
        _ => Err((0, String::new())),
    });
    let mut problems = read.problems;
    let bad: Vec<usize> = problems.iter().map(|problem| problem.row).collect();
    let mut values = read.values.into_iter();
    let mut goals: Vec<Option<Money>> = Vec::new();
    let mut next = 0;
    for (row, _) in rows.filled() {
        let value = if bad.contains(&row) { None } else { values.next() };
        let Some((term, goal)) = value else {
            // It is a month to the rows below that do not name theirs.
            next += 1;
            continue;
        };
        let (start, months) = term.map_or((next, 1), |term| (position(today, term), term.months));
        for month in start..start + months as i32 {
            let Ok(at) = usize::try_from(month) else { continue };
            if at >= MOST {
                continue;
            }
            if goals.len() <= at {
                goals.resize(at + 1, None);
            }
            if goals[at].is_some() {
                let named = named(today, at, formats);
                let words = say!("{month} has a goal already: remove one of them.", month = named);
                problems.push(wrong(row, 0, &[&words]));
                break;
            }
            goals[at] = Some(goal * (1.0 / f64::from(months)));
        }
        next = start + months as i32;
    }
    Read { values: goals, problems }
}

/// Months from the running one to the first of the term.
fn position(today: NaiveDate, term: Term) -> i32 {
    let months = |day: NaiveDate| 12 * day.year() + day.month0() as i32;
    months(term.first) - months(today)
}

fn named(today: NaiveDate, at: usize, formats: &dyn Formats) -> String {
    let first = today.with_day(1).unwrap_or(today);
    let month = first.checked_add_months(chrono::Months::new(at as u32)).unwrap_or(first);
    formats.month(month)
}
