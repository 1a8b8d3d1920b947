//! What past forecasts are called in words.

use super::super::tests::{example, inputs};
use super::*;
use crate::calc::accuracy::{Past, record};
use crate::text::formats::Plain;

fn of(pairs: &[(f64, f64)]) -> Record {
    let past = |(f, a): &(f64, f64)| Past {
        forecast: Money(*f),
        actual: Money(*a),
        range: Some((Money(f * 0.9), Money(f * 1.1))),
    };
    record(&pairs.iter().map(past).collect::<Vec<_>>())
}

fn told(record: &Record) -> [String; 4] {
    let formats = Plain::default();
    let coming = coming(&example(&inputs())).unwrap();
    let next = record.next(coming.forecast, Some(coming.range));
    [
        finding(record, &formats),
        cause(record, &formats),
        corrected(&next, &coming, &formats),
        basis(record, &next, &formats),
    ]
}

#[test]
fn optimism_is_told_as_a_board_hears_it() {
    let record = of(&[(114.0, 100.0), (228.0, 200.0), (115.0, 100.0), (113.0, 100.0)]);
    let [finding, cause, corrected, basis] = told(&record);
    assert_eq!(finding, "You forecast 14% too high on average");
    assert!(cause.starts_with("That is optimism: over 4 past forecasts"), "{cause}");
    let start = "Corrected by as much as that record supports, the quarter to 31 Mar 2027 is $";
    assert!(corrected.starts_with(start), "{corrected}");
    assert!(corrected.contains(", 4 times in 5 between $"), "{corrected}");
    assert!(basis.contains("80% of the time without any assumption takes 9"), "{basis}");
}

#[test]
fn one_two_and_three_are_answered_honestly() {
    let [finding, cause, _, basis] = told(&of(&[(120.0, 100.0)]));
    assert_eq!(finding, "Your one past forecast was 20% too high");
    assert!(cause.starts_with("1 past forecast shows no habit yet: it takes 3"), "{cause}");
    assert!(basis.starts_with("The range is that of the forecast"), "{basis}");
    let [finding, cause, ..] = told(&of(&[(80.0, 100.0), (90.0, 100.0)]));
    assert_eq!(finding, "You forecast 15% too low on average");
    assert!(cause.starts_with("2 past forecasts show no habit yet"), "{cause}");
    let [_, cause, _, basis] = told(&of(&[(80.0, 100.0), (130.0, 100.0), (99.0, 100.0)]));
    assert!(cause.starts_with("That may be chance: 3 past forecasts"), "{cause}");
    assert!(basis.starts_with("The range weighs your 3 past errors"), "{basis}");
}

#[test]
fn measures_have_values_and_meanings() {
    let record = of(&[(114.0, 100.0), (100.0, 95.0), (90.0, 100.0), (100.0, 0.0)]);
    let rows = measures(&record, &Plain::default());
    let names: Vec<&str> = rows.iter().map(|row| &*row[0]).collect();
    assert_eq!(
        names,
        [
            "Bias",
            "Bias by value",
            "Off by (WAPE)",
            "Off by, mean of periods (MAPE)",
            "Ranges that held"
        ]
    );
    assert!(rows[3][2].ends_with("without 1 period in which nothing came"), "{:?}", rows[3]);
    assert!(rows[4][1] == "1 of 4", "{:?}", rows[4]);
    let left_out = rejected(&of(&[(0.0, 5.0)]), &Plain::default()).unwrap();
    assert!(left_out.starts_with("1 past forecast was"), "{left_out}");
    assert_eq!(
        finding(&of(&[(0.0, 5.0)]), &Plain::default()),
        "None of the past forecasts can be used"
    );
    assert_eq!(
        finding(&of(&[(100.0, 100.0)]), &Plain::default()),
        "Your past forecasts were right on average"
    );
}

#[test]
fn without_a_whole_quarter_all_months_are_corrected() {
    let report = example(&crate::calc::forecast::Inputs { months: 3, ..inputs() });
    let coming = coming(&report).unwrap();
    assert_eq!((coming.start, coming.end), (report.months[0].start, report.months[2].end));
}
