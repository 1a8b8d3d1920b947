//! Which months written periods are, given the fiscal year and what today is.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use super::period::{Span, Written};
use crate::text::rows::Term;

/// Where periods without a year lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Toward {
    /// The latest such before today.
    Past,
    /// The next such.
    Next,
}

/// What periods come to.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Resolved {
    /// The months of each; `None` where it can't be.
    pub terms: Vec<Option<Term>>,
    /// Whether years were found out.
    pub guessed: bool,
}

/// Whether any of the periods belongs to a fiscal year.
pub(super) fn is_fiscal(written: &[Written]) -> bool {
    written.iter().any(|one| one.fiscal || matches!(one.span, Span::Part(_)))
}

/// Whether years of thirteen periods are meant.
pub(super) fn is_thirteen(written: &[Written]) -> bool {
    written.iter().any(|one| one.span == Span::Part(13))
}

/// Months from the first of year 0.
pub(super) fn index(day: NaiveDate) -> i32 {
    12 * day.year() + day.month0() as i32
}

/// The first day of a month by its [`index`].
pub(super) fn first_of(index: i32) -> NaiveDate {
    let day = NaiveDate::from_ymd_opt(index.div_euclid(12), index.rem_euclid(12) as u32 + 1, 1);
    day.unwrap_or_default()
}

/// The months of each period. `start` is the first month of the fiscal year, `year` that of a title.
pub(super) fn resolve(
    written: &[Written],
    start: u32,
    year: Option<(i32, bool)>,
    toward: Toward,
    today: NaiveDate,
) -> Resolved {
    let mut all = written.to_vec();
    let missing = all.iter().any(|one| one.year.is_none());
    let title = year.filter(|(_, fiscal)| {
        all.iter().all(|one| one.year.is_none()) && (*fiscal && start != 1 || !turns(&all))
    });
    if let Some((year, fiscal)) = title {
        // A fiscal year in a title counts by the fiscal year where it is known to be another.
        let fiscal = fiscal && start != 1;
        for one in &mut all {
            (one.year, one.fiscal) = (Some(year), one.fiscal || fiscal);
        }
    }
    weeks(&mut all);
    let guessed = missing && all.iter().any(|one| one.year.is_none());
    if guessed {
        add_years(&mut all, start, toward, today);
    }
    Resolved { terms: all.iter().map(|one| term(one, start)).collect(), guessed }
}

/// Whether periods without a year go on into another one: "Nov", "Dec", "Jan".
fn turns(all: &[Written]) -> bool {
    let places: Vec<i32> = all.iter().map(|one| place(one, 1)).collect();
    let rises = places.windows(2).any(|pair| pair[1] > pair[0]);
    let falls = places.windows(2).any(|pair| pair[1] < pair[0]);
    rises && falls
}

/// The first of twelve months without a year: that in which a fiscal year starts.
pub(super) fn first_of_twelve(written: &[Written]) -> Option<u32> {
    let month = |one: &Written| match one.span {
        Span::Months(month, 1) if one.year.is_none() => Some(month),
        _ => None,
    };
    let months: Vec<u32> = written.iter().map_while(month).collect();
    (months.len() == 12 && written.len() == 12).then(|| months[0])
}

/// Ends of periods of four or five weeks are days of their own month or of the next one: the month
/// in the middle of the period is meant.
fn weeks(all: &mut [Written]) {
    let days: Vec<NaiveDate> = all.iter().filter_map(|one| one.day).collect();
    let (Some(first), true) = (days.first(), days.len() >= 3 && days.len() == all.len()) else {
        return;
    };
    let same = |weekday: Weekday| days.iter().all(|day| day.weekday() == weekday);
    let mut steps = days.windows(2).map(|pair| (pair[1] - pair[0]).num_days().abs());
    if same(first.weekday()) && steps.all(|step| step == 28 || step == 35 || step == 0) {
        for one in all {
            let middle = one.day.and_then(|day| day.checked_sub_days(Days::new(15)));
            if let Some(middle) = middle {
                (one.year, one.span) = (Some(middle.year()), Span::Months(middle.month(), 1));
            }
        }
    }
}

/// The months of a period with a year.
pub(super) fn term(written: &Written, start: u32) -> Option<Term> {
    let year = written.year?;
    let fiscal = written.fiscal || matches!(written.span, Span::Part(_));
    let begin = if fiscal && start > 1 { 12 * (year - 1) + start as i32 - 1 } else { 12 * year };
    let (after, months) = match written.span {
        Span::Months(month, months) => {
            let after = (month as i32 - 1 - begin.rem_euclid(12)).rem_euclid(12);
            (after, months)
        }
        Span::Quarter(quarter) => (3 * (quarter as i32 - 1), 3),
        Span::Half(half) => (6 * (half as i32 - 1), 6),
        Span::Year => (0, 12),
        Span::Part(part @ 1..=12) => (part as i32 - 1, 1),
        Span::Part(_) => return None,
    };
    Some(Term::new(first_of(begin + after), months))
}

/// Gives each period without a year the one that makes them run on, toward the past or the future.
fn add_years(all: &mut [Written], start: u32, toward: Toward, today: NaiveDate) {
    let mut order: Vec<usize> = Vec::new();
    for at in 0..all.len() {
        if order.last().is_none_or(|last| !same(&all[*last], &all[at])) {
            order.push(at);
        }
    }
    if falls(all, &order, start) {
        order.reverse();
    }
    let known = order.iter().position(|at| all[*at].year.is_some());
    let mut years: Vec<(usize, i32)> = Vec::new();
    match known {
        // "Jan 2026, Feb, Mar": on from what is known, and back before it.
        Some(known) => {
            let begin = all[order[known]].year.unwrap_or_default();
            years.extend(run_on(all, &order[known..], begin, start));
            years.extend(run_back(all, &order[..=known], begin, start));
        }
        None if toward == Toward::Past => {
            let Some(last) = order.last() else { return };
            let year = latest(&all[*last], start, today);
            years.extend(run_back(all, &order, year, start));
        }
        None => {
            let Some(first) = order.first() else { return };
            let year = next(all, &order, *first, start, today);
            years.extend(run_on(all, &order, year, start));
        }
    }
    let mut current = None;
    for at in 0..all.len() {
        let own = years.iter().find(|(own, _)| *own == at).map(|(_, year)| *year);
        // Of several lines for one period, only the first is in the order.
        let before = at.checked_sub(1).filter(|before| same(&all[*before], &all[at])).and(current);
        if all[at].year.is_none() {
            all[at].year = own.or(before);
        }
        current = all[at].year;
    }
}

fn same(one: &Written, other: &Written) -> bool {
    one.span == other.span && (one.year == other.year || one.year.is_none() || other.year.is_none())
}

/// Where in a year the period begins.
fn place(written: &Written, start: u32) -> i32 {
    let one = Written { year: Some(2000), ..*written };
    term(&one, start).map_or(0, |term| index(term.first)) - 12 * 2000
}

/// Whether most steps go back by one.
fn falls(all: &[Written], order: &[usize], start: u32) -> bool {
    let step = |pair: &[usize]| {
        let [one, other] = [pair[0], pair[1]].map(|at| place(&all[at], start));
        (other - one).rem_euclid(12)
    };
    let steps: Vec<i32> = order.windows(2).map(step).collect();
    let back = steps.iter().filter(|step| **step > 6).count();
    back * 2 > steps.len()
}

fn run_on(all: &[Written], order: &[usize], mut year: i32, start: u32) -> Vec<(usize, i32)> {
    let mut before = i32::MIN;
    let mut years = Vec::new();
    for at in order {
        let place = place(&all[*at], start);
        match all[*at].year {
            Some(own) => year = own,
            None if place <= before => year += 1,
            None => {}
        }
        before = place;
        years.push((*at, year));
    }
    years
}

fn run_back(all: &[Written], order: &[usize], mut year: i32, start: u32) -> Vec<(usize, i32)> {
    let mut behind = i32::MAX;
    let mut years = Vec::new();
    for at in order.iter().rev() {
        let place = place(&all[*at], start);
        match all[*at].year {
            Some(own) => year = own,
            None if place >= behind => year -= 1,
            None => {}
        }
        behind = place;
        years.push((*at, year));
    }
    years
}

/// The year of the latest such period that is over before today, or of the running month.
fn latest(written: &Written, start: u32, today: NaiveDate) -> i32 {
    let over = |year: i32| {
        term(&Written { year: Some(year), ..*written }, start).is_some_and(|term| {
            let running = term.months == 1 && index(term.first) == index(today);
            running || index(term.first) + term.months as i32 <= index(today)
        })
    };
    (today.year() - 2..=today.year() + 1).rev().find(|year| over(*year)).unwrap_or(today.year() - 1)
}

/// The year of the first of several periods of which the most are still to come: this one while more
/// than half of them are, else the next.
fn next(all: &[Written], order: &[usize], first: usize, start: u32, today: NaiveDate) -> i32 {
    let open = |year: i32| {
        let years = run_on(all, order, year, start);
        let is_open = |(at, year): &&(usize, i32)| {
            term(&Written { year: Some(*year), ..all[*at] }, start)
                .is_some_and(|term| index(term.first) + term.months as i32 > index(today))
        };
        years.iter().filter(is_open).count()
    };
    let span = |year: i32| term(&Written { year: Some(year), ..all[first] }, start);
    let earliest = (today.year() - 1..=today.year() + 1).find(|year| {
        let begins =
            span(*year).is_some_and(|term| index(term.first) + term.months as i32 > index(today));
        // A year or a quarter that is not half over is the running one.
        begins || open(*year) * 2 > order.len()
    });
    earliest.unwrap_or(today.year() + 1)
}

/// The last day of a term.
pub(super) fn last_day(term: Term) -> NaiveDate {
    let end = term.first.checked_add_months(Months::new(term.months));
    end.and_then(|day| day.pred_opt()).unwrap_or(term.first)
}

#[cfg(test)]
mod tests;
