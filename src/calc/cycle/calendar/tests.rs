//! Bunched and even lists; the figures are held by the golden tables.

use super::*;
use crate::calc::cycle::history::Cut;
use crate::calc::deals::{Deal, Labels, Outcome};
use crate::calc::portfolio::Portfolio;
use crate::calc::units::Money;
use chrono::Days;

fn today() -> NaiveDate {
    "2026-07-01".parse().unwrap()
}

/// A deal created `age` days ago that closes after so many days, on a day that `moved` chooses.
fn deal(age: u64, days: u64, won: bool, moved: &dyn Fn(NaiveDate) -> NaiveDate) -> Deal {
    let created = today() - Days::new(age);
    let day = moved(created + Days::new(days));
    let outcome = match (day < today(), won) {
        (true, true) => Outcome::Won(day),
        (true, false) => Outcome::Lost(day),
        _ => Outcome::Open,
    };
    Deal {
        created,
        outcome,
        value: Money(1.0),
        expected_close: None,
        last_activity: None,
        probability: None,
        labels: Labels::default(),
    }
}

/// 900 deals over 900 days, a third of them won, closed after 20 to 79 days.
fn calendar(
    won: &dyn Fn(NaiveDate) -> NaiveDate,
    lost: &dyn Fn(NaiveDate) -> NaiveDate,
) -> Calendar {
    let deals: Vec<Deal> = (1..=900_u64)
        .map(|i| {
            let (days, is_won) = (20 + i * 7919 % 1009 % 60, i * 104_729 % 997 % 3 == 0);
            deal(i, days, is_won, if is_won { won } else { lost })
        })
        .collect();
    Portfolio::new(&deals, today(), Cut::Full, None).unwrap().calendar
}

fn as_is(day: NaiveDate) -> NaiveDate {
    day
}

fn on_weekdays(day: NaiveDate) -> NaiveDate {
    day + Days::new(match day.weekday().num_days_from_monday() {
        5 => 2,
        6 => 1,
        _ => 0,
    })
}

#[test]
fn an_even_list_has_no_calendar() {
    let even = calendar(&as_is, &as_is);
    assert_eq!(even, Calendar::default());
    assert!(!even.is_on());
    assert_eq!(even.factors(today()), [1.0, 1.0]);
}

#[test]
fn wins_that_wait_for_monday_are_found() {
    let found = calendar(&on_weekdays, &as_is);
    assert_eq!((found.won.len(), found.lost.len()), (1, 0));
    let weekday = &found.won[0];
    assert_eq!((weekday.dimension, weekday.strongest()), (Dimension::Weekday, 0));
    assert!(weekday.groups[0].multiplier > 2.0 && weekday.groups[5].multiplier < 0.2);
    assert_eq!(weekday.share(|group| group >= 5), 0.0);
    assert!(weekday.ratio(|group| group >= 5).unwrap() < 0.2);
    let saturday = "2026-07-04".parse().unwrap();
    assert_eq!(found.factors(saturday), [weekday.groups[5].multiplier, 1.0]);
}

#[test]
fn a_day_of_clean_up_is_no_habit() {
    // On one Thursday everything that was due within two months was closed as lost.
    let day: NaiveDate = "2025-10-30".parse().unwrap();
    let tidy =
        |closed: NaiveDate| if (0..60).contains(&(closed - day).num_days()) { day } else { closed };
    assert_eq!(calendar(&as_is, &tidy).lost, []);
}

#[test]
fn days_are_grouped_by_the_calendar() {
    let of = |day: &str| Dimension::ALL.map(|one| one.group(day.parse().unwrap()));
    assert_eq!(of("2026-07-01"), [2, 0, 0]);
    assert_eq!(of("2026-08-31"), [0, 5, 1]);
    assert_eq!(of("2026-12-26"), [5, 5, 2]);
    assert_eq!(of("2028-02-29"), [1, 5, 1]);
    assert_eq!(of("2026-03-10"), [1, 1, 2]);
}
