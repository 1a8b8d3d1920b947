//! Revenue of past months, in a row up to the one before the running month.

use chrono::{Datelike, Months, NaiveDate};

use super::{Problem, Read, Rows, Section, Value, money, wrong};
use crate::calc::units::Money;
use crate::text::formats::Formats;

/// The revenue of each month, the latest last. Where every row names its month, their order does
/// not matter. With a problem there is no history: a gap would shift all months before it.
pub fn history(rows: &Rows, today: NaiveDate, formats: &dyn Formats) -> Read<Money> {
    let table = Section::History.table();
    let read = table.read(rows, formats.notation(), |cells| match cells {
        [Value::Term(term), revenue] => Ok((Some(term.first), money(revenue))),
        [_, revenue] => Ok((None, money(revenue))),
        _ => Err((1, String::new())),
    });
    if !read.problems.is_empty() {
        return Read { values: Vec::new(), problems: read.problems };
    }
    let places = rows.filled().map(|(row, _)| row);
    let mut months: Vec<(usize, Option<NaiveDate>, Money)> =
        places.zip(read.values).map(|(row, (month, revenue))| (row, month, revenue)).collect();
    if months.iter().all(|(_, month, _)| month.is_some()) {
        months.sort_by_key(|(_, month, _)| *month);
    }
    let running = today.with_day(1).unwrap_or(today);
    let count = months.len() as u32;
    let open = months.iter().filter_map(|(row, month, _)| Some((*row, (*month)?)));
    let unfinished = open.filter(|(_, month)| *month >= running).map(|(row, month)| {
        let month = formats.month(month);
        wrong(row, 0, &[&say!("{month} is not over yet: remove this row.", month = month)])
    });
    let mut problems: Vec<Problem> = unfinished.collect();
    if problems.is_empty() {
        problems.extend(months.iter().enumerate().find_map(|(place, (row, month, _))| {
            let behind = Months::new(count - place as u32);
            let expected = running.checked_sub_months(behind).unwrap_or(running);
            (*month).filter(|month| *month != expected).map(|_| shifted(*row, expected, formats))
        }));
    }
    let values = if problems.is_empty() {
        months.into_iter().map(|(_, _, revenue)| revenue).collect()
    } else {
        Vec::new()
    };
    Read { values, problems }
}

fn shifted(row: usize, expected: NaiveDate, formats: &dyn Formats) -> Problem {
    let expected = formats.month(expected);
    let words = say!(
        "By its place this row is {month}: the months must be in a row and end with the one before this month.",
        month = expected,
    );
    wrong(row, 0, &[&words])
}
