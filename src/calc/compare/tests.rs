//! Two small exports.

use super::*;
use crate::calc::deals::Labels;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn deal(id: &str, outcome: Outcome, close: &str, value: f64) -> Deal {
    Deal {
        created: day("2026-01-10"),
        outcome,
        value: Money(value),
        expected_close: (!close.is_empty()).then(|| day(close)),
        last_activity: None,
        probability: None,
        labels: Labels { id: id.to_string(), ..Labels::default() },
    }
}

fn compared(old: &[Deal], new: &[Deal]) -> Comparison {
    let old = Export { deals: old, day: day("2026-03-01") };
    compare(&old, &Export { deals: new, day: day("2026-03-08") })
}

#[track_caller]
fn check(old: &Deal, new: &Deal, expected: Option<Kind>) {
    let comparison = compared(std::slice::from_ref(old), std::slice::from_ref(new));
    assert_eq!(comparison.changes.first().map(|change| change.kind), expected);
    assert_eq!(comparison.unchanged, usize::from(expected.is_none()));
}

#[test]
fn each_change_has_its_name() {
    use Outcome::{Lost, Open, Won};
    let was = |close| deal("1", Open, close, 100.0);
    let (won, lost) = (Won(day("2026-03-05")), Lost(day("2026-03-05")));
    check(&was("2026-04-01"), &was("2026-04-01"), None);
    check(&was(""), &was("2026-04-01"), None);
    check(&was("2026-04-01"), &deal("1", won, "2026-03-05", 100.0), Some(Kind::Won));
    check(&was("2026-04-01"), &deal("1", lost, "", 100.0), Some(Kind::Lost));
    check(&deal("1", lost, "", 100.0), &was(""), Some(Kind::Reopened));
    check(&deal("1", lost, "2026-03-05", 1.0), &deal("1", lost, "2026-03-06", 1.0), None);
    check(&was("2026-04-01"), &was("2026-05-01"), Some(Kind::Slipped(30)));
    check(&was("2026-04-01"), &was("2026-03-30"), Some(Kind::PulledIn(2)));
    check(&was("2026-03-01"), &was("2026-03-31"), Some(Kind::Slipped(30)));
    check(&was("2026-02-28"), &was("2026-03-31"), Some(Kind::OverdueMoved(31)));
    check(&was("2026-04-01"), &deal("1", Open, "2026-04-01", 90.0), Some(Kind::Revalued));
    let younger = Deal { created: day("2026-02-10"), ..was("2026-04-01") };
    check(&was("2026-02-01"), &younger, Some(Kind::CreationMoved(31)));
    assert!(Kind::CreationMoved(31).is_silent() && !Kind::Slipped(1).is_silent());
}

#[test]
fn deals_come_and_go() {
    let open = |id| deal(id, Outcome::Open, "", 10.0);
    let late = deal("d", Outcome::Won(day("2026-03-01")), "", 5.0);
    let long_ago = deal("e", Outcome::Won(day("2026-02-28")), "", 5.0);
    let comparison = compared(&[open("a"), open("b")], &[open("b"), open("c"), late, long_ago]);
    let kinds: Vec<Kind> = comparison.changes.iter().map(|change| change.kind).collect();
    assert_eq!(kinds, [Kind::New, Kind::Won, Kind::Vanished]);
    assert_eq!((comparison.unchanged, comparison.unmatched), (1, [0, 0]));
    assert_eq!(comparison.tally(|kind| kind == Kind::Vanished), (1, Money(10.0)));
    assert_eq!(comparison.changes[2].value_change, Money(-10.0));
}

#[test]
fn deals_without_an_id_of_their_own_are_not_guessed() {
    let open = |id| deal(id, Outcome::Open, "", 10.0);
    let comparison =
        compared(&[open(""), open("a"), open("a")], &[open("a"), open(" "), open("z")]);
    assert_eq!(comparison.unmatched, [3, 2]);
    assert_eq!(comparison.changes.len(), 1);
    let doubled = compared(&[open("a")], &[open("a"), open("a")]);
    assert_eq!((doubled.unmatched, doubled.changes.len()), ([1, 2], 0));
}
