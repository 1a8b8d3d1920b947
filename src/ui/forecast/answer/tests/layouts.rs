//! Other layouts, a plan for next year, and deals without a created date.

use super::*;
use crate::calc::deals::{Labels, State, Undated};
use crate::calc::forecast::GroupBy;

#[test]
fn the_table_is_laid_out_as_asked() {
    let across = Look { across: true, ..Look::default() };
    let page = render(inputs(), full(), across);
    has(
        &page,
        &["Periods across", "The forecast by period", "Nov 2026</th>", "Chance of the goal, %"],
    );
    assert!(!page.contains("Where the revenue comes from</caption>"));
    let by = Look { by: Some(GroupBy::Owner), ..Look::default() };
    let page = render(inputs(), full(), by);
    has(&page, &["By source of revenue", "The forecast by period"]);
}

#[test]
fn a_plan_for_next_year_leads_with_its_own_chance() {
    let goals = [None, None].into_iter().chain([Some(Money(300_000.0)); 12]).collect();
    let planned = Inputs { months: 14, goal: None, ..inputs() };
    let page = render(planned, Owned { goals, ..full() }, Look::default());
    has(
        &page,
        &[
            "The chance of making your goals of $3.6M for Jan 2027 to Dec 2027 is",
            "No goal for Nov 2026–Dec 2026: the chance is for the months that have one.",
        ],
    );
}

#[test]
fn deals_without_a_created_date_are_said_to_count_by_their_close_date() {
    let undated = Undated {
        state: State::Open,
        value: Money(90_000.0),
        close: "2026-12-18".parse().ok(),
        probability: Some(Percent(40.0)),
        labels: Labels::default(),
    };
    let owned = Owned { undated: vec![undated].into(), ..Owned::default() };
    let alone = Inputs { new_pipeline: Money(0.0), leads: 0.0, recurring: Money(0.0), ..inputs() };
    let page = render(alone, owned, Look::default());
    has(&page, &["No created dates: each deal counts with its chance", "$36,000"]);
    // Nothing is said of ages.
    for word in ["by age", "By age", "at the ages", "at its age"] {
        assert!(!page.contains(word), "{word}");
    }
}
