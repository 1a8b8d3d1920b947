//! The sweep, rendered natively: what a visitor finds on the page at first.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use enough_pipeline::text::example::deals::example_deals;
use enough_pipeline::ui::{Markup, SweepProps, first_sweep};

use crate::{each_id_stands_once, has};

fn render(props: SweepProps) -> String {
    props.markup(false)
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 16).unwrap()
}

fn example() -> String {
    render(SweepProps { today: today(), early: false, ..first_sweep() })
}

#[test]
fn the_first_view_is_the_question_alone() {
    let page = render(first_sweep());
    has(&page, &["<h2", "Which of your deals are dead?", "ep-waits"]);
    assert!(!page.contains("<input") && !page.contains("<table"));
}

#[test]
fn the_example_has_every_part_of_an_answer() {
    has(
        &example(),
        &[
            "These are example deals (292 deals).",
            "open deals are dead: $",
            "Before and after the sweep",
            "Chance of making the goal",
            "Followed in the past, this line would have closed",
            "(suggested)",
            "Of 100 deals, ",
            "Your win rate is ",
            "Do deals move silently?",
            "How is this worked out?",
        ],
    );
}

#[test]
fn every_control_has_a_name() {
    let page = example();
    for tag in ["<select", "<input", "<textarea"] {
        for part in page.split(tag).skip(1) {
            let (attributes, _) = part.split_once('>').unwrap();
            let id = attributes.split("id=\"").nth(1).and_then(|rest| rest.split('"').next());
            let labelled = id.is_some_and(|id| page.contains(&format!("for=\"{id}\"")));
            let named = attributes.contains("aria-label");
            assert!(labelled || named, "{tag}{attributes}");
        }
    }
}

#[test]
fn tables_have_captions_and_heads() {
    let page = example();
    let tables = page.matches("<table").count();
    assert!(tables >= 4, "{tables}");
    assert_eq!(page.matches("<caption").count(), tables);
    assert_eq!(page.matches("<thead").count(), tables);
}

#[test]
fn no_id_stands_twice() {
    let page = example();
    each_id_stands_once(&page);
}

#[test]
fn nothing_is_said_outside_the_tables() {
    let pages = crate::tongue::in_fullwidth(|| [render(first_sweep()), example()]);
    let months =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let deals = example_deals(today());
    let names = deals.iter().flat_map(|deal| [&*deal.labels.account, &*deal.labels.owner]);
    let allowed: Vec<&str> = names.chain(months).chain(["USD"]).collect();
    let said: BTreeSet<_> =
        pages.iter().flat_map(|page| crate::tongue::outside_the_tables(page, &allowed)).collect();
    assert!(said.is_empty(), "{said:#?}");
}
