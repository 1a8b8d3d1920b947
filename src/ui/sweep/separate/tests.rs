//! The choice, what stands beside it, and what follows it.

use chrono::{Duration, NaiveDate};
use yew::Callback;

use super::super::{SweepProps, curve, first_sweep, form, sides};
use super::*;
use crate::calc::replay::{quarters, replay};
use crate::state::Action;
use crate::text::import::{Import, Step};
use crate::ui::import::List;
use crate::ui::said::{all_from_tables, drawn};

fn props() -> SweepProps {
    let today = NaiveDate::from_ymd_opt(2026, 11, 16).unwrap();
    SweepProps { today, early: false, ..first_sweep() }
}

/// A list of three years in which every second deal of Small is won, and every eighth of Large.
fn list() -> String {
    let today = props().today;
    let written = |day: NaiveDate| day.format("%Y-%m-%d").to_string();
    let mut text = "Id,Stage,Amount,Created Date,Close Date,Segment\n".to_owned();
    for i in 0..900_i64 {
        let small = i % 2 == 0;
        let created = today - Duration::days(1 + i * 1095 / 900);
        let end = created + Duration::days(if small { 20 } else { 60 } + i * 7919 % 50);
        let won = i / 2 % if small { 2 } else { 8 } == 0;
        let stage = match (end < today, won) {
            (false, _) => "Demo",
            (true, true) => "Closed Won",
            (true, false) => "Closed Lost",
        };
        let segment = if small { "Small" } else { "Large" };
        let cells = [&*i.to_string(), stage, "1000", &written(created), &written(end), segment];
        text += &[&*cells.join(","), "\n"].concat();
    }
    text
}

/// The sweep of that list, with its past quarters.
fn sweep(separate: &str) -> Sweep {
    let mut sweep = Sweep::new(&props(), &Callback::noop());
    let mut import = Box::new(Import::new(list().into(), props().today));
    while let Step::Progress(_) = import.step(100) {}
    sweep.importer.list = List::Import("list".into(), import);
    sweep.portfolio = None;
    sweep.form = sweep.form.apply(Action::Edit { key: KEY, text: separate.into() });
    sweep.recount(&props());
    let portfolio = sweep.portfolio.as_ref().unwrap();
    let past = quarters(portfolio, 0).into_iter();
    let past = past.filter_map(|(start, days)| replay(portfolio, start, days, 0.03)).collect();
    sweep.replayed = Some((past, Vec::new()));
    sweep
}

fn curves_of(sweep: &Sweep) -> Html {
    let parts = &sweep.answer.as_ref().unwrap().report.parts;
    curve::curve(&sweep.view, sweep.portfolio.as_ref().unwrap(), parts)
}

#[test]
fn only_fields_with_enough_wins_are_offered_with_their_past_error() {
    let mut one = sweep("");
    let page = drawn(form::form(&one));
    for words in [
        "Separate closing curves by",
        "Nothing: one curve for all",
        "Segment: over the last 8 quarters, ",
        "% off separate.",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(!page.contains("value=\"owner\"") && !page.contains("no two values"));
    assert!(!drawn(curves_of(&one)).contains("Dead from day"));
    one.form.gate.closed = true;
    assert!(!drawn(form::form(&one)).contains("% off separate."));
}

#[test]
fn what_is_chosen_is_followed_until_it_is_taken_back() {
    let (one, apart, back) = (sweep(""), sweep("segment"), sweep("none"));
    let report = |sweep: &Sweep| sweep.answer.as_ref().unwrap().report.clone();
    assert_eq!(report(&apart).parts.len(), 2);
    assert_ne!(report(&apart).before.expected, report(&one).before.expected);
    assert_eq!(report(&back), report(&one));
    let page = drawn(curves_of(&apart));
    assert!(page.contains("Dead from day") && page.contains("Small"), "{page}");
    let before_after = sides::sides(&apart.view, &report(&apart), &[]);
    assert!(drawn(before_after).contains("Each closing curve draws its own line"));
    // A field that this list has no values for.
    let without = sweep("owner");
    assert_eq!(report(&without), report(&one));
    let page = drawn(form::form(&without));
    assert!(page.contains("One curve is used") && page.contains("value=\"owner\""), "{page}");
}

#[test]
fn nothing_is_said_outside_the_tables() {
    all_from_tables("USD,list,Small,Large", || {
        let (apart, without) = (sweep("segment"), sweep("owner"));
        let report = &apart.answer.as_ref().unwrap().report;
        let sides = sides::sides(&apart.view, report, &[]);
        vec![form::form(&apart), form::form(&without), curves_of(&apart), sides]
    });
}
