//! Odd lists.

use super::super::tests::{ago, dates, deal, today};
use super::*;

/// Stage, first and last morning in it and last day seen, as days before today.
fn stays(passages: &Passages) -> Vec<(&str, i64, i64, i64)> {
    let before = |day: i32| i64::from(History::new(&[], today()).day() - day);
    let told = |stay: &Stay| {
        let name = &*passages.names[usize::from(stay.stage)];
        (name, before(stay.from), before(stay.to), before(stay.last))
    };
    passages.stays.iter().map(told).collect()
}

fn dated(deals: &[Deal], dates: &StageDates) -> Passages {
    Passages::dated(&History::new(deals, today()), deals, dates)
}

#[test]
fn a_stay_lasts_from_the_morning_after_to_the_next_or_the_last_day_seen() {
    let deals = [
        deal(0, 50, "Negotiation", Outcome::Open),
        deal(1, 50, "Closed Won", Outcome::Won(ago(10))),
    ];
    let stages = ["Demo (Sales)", "NEGOTIATION", "closed won"];
    let entries = [(0, 0, 40), (0, 1, 20), (1, 0, 50), (1, 1, 30), (1, 2, 15)];
    let found = dated(&deals, &dates(&stages, &entries));
    assert_eq!(found.names, ["Negotiation", "Demo"]);
    assert_eq!(
        stays(&found),
        [
            ("Demo", 39, 20, 1),
            ("Negotiation", 19, 1, 1),
            // The stage in which it was closed is none, and the day of closing counts.
            ("Demo", 49, 30, 10),
            ("Negotiation", 29, 10, 10),
        ]
    );
    assert_eq!(found.now, BTreeMap::from([(0, 0)]));
}

#[test]
fn odd_days_of_entering_do_no_harm() {
    let open = |stage| deal(0, 50, stage, Outcome::Open);
    let stages = ["Demo", "Proposal"];
    let of = |first: Deal, entries: &[(usize, u16, i64)]| {
        let deals = [first, deal(1, 9, "Proposal", Outcome::Open)];
        let found = dated(&deals, &dates(&stages, entries));
        let told = stays(&found).into_iter().map(|(name, from, to, _)| (name.to_owned(), from, to));
        (
            told.collect::<Vec<_>>(),
            found.now.get(&0).map(|stage| found.names[usize::from(*stage)].clone()),
        )
    };
    let stay = |name: &str, from, to| (name.to_owned(), from, to);
    let known = |name: &str| Some(name.to_owned());
    // Entered before it was created; back from Proposal; in the future and today; twice on a day.
    assert_eq!(of(open("Demo"), &[(0, 0, 70)]), (vec![stay("Demo", 49, 1)], known("Demo")));
    assert_eq!(
        of(open("demo"), &[(0, 0, 10), (0, 1, 30)]),
        (vec![stay("Proposal", 29, 10), stay("demo", 9, 1)], known("demo"))
    );
    assert_eq!(of(open("Demo"), &[(0, 0, 0), (0, 1, -5)]), (vec![], known("Demo")));
    assert_eq!(of(open("Demo"), &[(0, 0, 9), (0, 1, 9)]).0, [stay("Demo", 8, 1)]);
    assert_eq!(of(open("Proposal"), &[(0, 0, 9), (0, 1, 9)]).0, [stay("Proposal", 8, 1)]);
    // Without a label the last stage entered counts; an unknown label is unknown.
    assert_eq!(of(open(""), &[(0, 0, 20), (0, 1, 9)]).1, known("Proposal"));
    assert_eq!(of(open("Legal"), &[(0, 0, 20)]).1, known("Legal"));
    // Entered after it was closed; closed today counts as open so far.
    let closed = deal(0, 50, "x", Outcome::Lost(ago(30)));
    assert_eq!(of(closed, &[(0, 0, 40), (0, 1, 20)]), (vec![stay("Demo", 39, 30)], None));
    let closing = deal(0, 50, "x", Outcome::Won(today()));
    assert_eq!(of(closing, &[(0, 0, 40)]), (vec![stay("Demo", 39, 1)], None));
}

#[test]
fn an_earlier_export_tells_where_deals_were() {
    let deals = [
        deal(1, 90, "Proposal", Outcome::Open),
        deal(2, 90, "Won", Outcome::Won(ago(20))),
        deal(3, 10, "Demo", Outcome::Open),
        deal(4, 90, "Lost", Outcome::Lost(ago(50))),
        deal(5, 90, "Demo", Outcome::Open),
        deal(5, 90, "Demo", Outcome::Open),
    ];
    let mut old: Vec<Deal> = [1, 2, 4, 5, 6].map(|id| deal(id, 90, "demo", Outcome::Open)).into();
    old[2].outcome = Outcome::Lost(ago(50));
    let history = History::new(&deals, today());
    let export = Export { deals: &old, day: ago(40) };
    let found = Passages::earlier(&history, &deals, &export);
    // One that was closed then, one that is there twice and one that vanished tell nothing.
    assert_eq!(stays(&found), [("Demo", 40, 1, 1), ("Demo", 40, 20, 20)]);
    assert_eq!(found.now.len(), 4);
    let none = Passages::earlier(&history, &deals, &Export { deals: &old, day: today() });
    assert!(none.is_empty());
}
