//! Leads, rendered natively: what a visitor finds on the page at first.

use std::collections::BTreeSet;
use std::rc::Rc;

use chrono::NaiveDate;
use enough_pipeline::lead::config::Config;
use enough_pipeline::state::{Source, State};
use enough_pipeline::text::draft::Draft;
use enough_pipeline::ui::{LeadsProps, Markup, first_leads};

use crate::{each_id_stands_once, has};

fn render(props: LeadsProps) -> String {
    props.markup(false)
}

fn props() -> LeadsProps {
    let today = NaiveDate::from_ymd_opt(2026, 11, 16).unwrap();
    LeadsProps { today, early: false, ..first_leads() }
}

fn typed(texts: &[(&'static str, &str)]) -> LeadsProps {
    let mut draft = Draft::default();
    for (key, text) in texts {
        draft.set(key, *text);
    }
    LeadsProps { initial: Some(State::new(draft, Source::Typed)), ..props() }
}

const FIRST: [(&str, &str); 7] = [
    ("goal", "1M"),
    ("average_deal", "50k"),
    ("mql_rate", "30"),
    ("sql_rate", "50"),
    ("opportunity_rate", "60"),
    ("win_rate", "25"),
    ("sales_cycle", "30"),
];

#[test]
fn the_first_view_is_the_question_alone() {
    let page = render(first_leads());
    has(&page, &["<h2", "How many leads does your goal take?", "ep-waits"]);
    assert!(!page.contains("<input") && !page.contains("<table"));
}

#[test]
fn the_example_has_every_part_of_an_answer() {
    has(
        &render(props()),
        &[
            "These are example figures.",
            " leads a week must come in from now (",
            "the last useful day for a lead is ",
            "The plan week by week",
            "The last useful day of each step",
            "Sourced pipeline by team (",
            "A win costs ",
            "is lost with leads that nobody follows up",
            "Leads that come back after nurturing save ",
            " of leads are answered within 60 minutes",
            "2,241 US firms",
            "Confidence: High",
            "Save the table (CSV)",
            "How is this worked out?",
        ],
    );
}

#[test]
fn seven_figures_are_enough() {
    let page = render(typed(&FIRST));
    has(&page, &["How fast are leads answered?", " a week"]);
    assert!(!page.contains("Cost of the leads"));
}

#[test]
fn an_empty_form_says_what_is_missing_and_what_will_stand_there() {
    let page = render(typed(&[]));
    has(
        &page,
        &["7 more figures and your answer stands here", "Enter your revenue goal", "You will see:"],
    );
}

#[test]
fn what_contradicts_stands_in_words() {
    let mut texts = FIRST.to_vec();
    texts.extend([("inbound_share", "70"), ("events_share", "60")]);
    has(&render(typed(&texts)), &["The shares of the sources add up to more than 100"]);
}

#[test]
fn behind_the_form_only_the_verdict_is_seen() {
    let page = render(LeadsProps { gate: Some(Rc::new(Config::default())), ..props() });
    has(&page, &[" leads a week must come in from now", "ep-gate", "until you send it"]);
    assert!(!page.contains("The plan week by week") && !page.contains(">Print<"));
}

#[test]
fn every_control_has_a_name() {
    let page = render(props());
    for tag in ["<select", "<input", "<textarea"] {
        for part in page.split(tag).skip(1) {
            let (attributes, _) = part.split_once('>').unwrap();
            let id = attributes.split("id=\"").nth(1).and_then(|rest| rest.split('"').next());
            let labelled = id.is_some_and(|id| page.contains(&format!("for=\"{id}\"")));
            assert!(labelled || attributes.contains("aria-label"), "{tag}{attributes}");
        }
    }
}

#[test]
fn tables_have_captions_and_no_id_stands_twice() {
    let page = render(props());
    let tables = page.matches("<table").count();
    assert!(tables >= 5, "{tables}");
    assert_eq!(page.matches("<caption").count(), tables);
    each_id_stands_once(&page);
}

#[test]
fn paper_has_the_weeks_that_are_folded_away_on_the_screen() {
    let typed_year: Vec<(&'static str, &str)> =
        FIRST.into_iter().chain([("period", "next-year")]).collect();
    let page = render(typed(&typed_year));
    let (_, paper) = page.split_once("ep-paper ep-later").unwrap();
    has(&page, &["ep-screen", "Show the later weeks"]);
    let table = paper.split_once("</table>").unwrap().0;
    let later = table.matches("<th scope=\"row\">").count();
    assert!(later > 30, "{later}");
}

#[test]
fn nothing_is_said_outside_the_tables() {
    let pages = crate::tongue::in_fullwidth(|| [render(first_leads()), render(props())]);
    let months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec";
    let allowed: Vec<&str> = months.split(' ').chain(["USD"]).collect();
    let said: BTreeSet<_> =
        pages.iter().flat_map(|page| crate::tongue::outside_the_tables(page, &allowed)).collect();
    assert!(said.is_empty(), "{said:#?}");
}
