//! The forecast, rendered natively: what a visitor finds on the page at first.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use enough_pipeline::ui::{ForecastProps, Markup, first_forecast};

use crate::{each_id_stands_once, has};

fn render(props: ForecastProps) -> String {
    props.markup(false)
}

fn example() -> String {
    let today = NaiveDate::from_ymd_opt(2026, 11, 16).unwrap();
    render(ForecastProps { today, early: false, ..first_forecast() })
}

#[test]
fn the_first_view_is_the_question_alone() {
    let page = render(first_forecast());
    has(&page, &["<h2", "What will we close, month by month?", "ep-waits"]);
    assert!(!page.contains("<input") && !page.contains("<table"));
}

#[test]
fn the_example_has_every_part_of_a_form_and_of_an_answer() {
    has(
        &example(),
        &[
            "Your open deals",
            "These are example figures.",
            "Negotiation",
            "Revenue history",
            "You will probably close $",
            "Past forecasts: 4 forecasts",
            "Goals by month or quarter",
            "Recurring revenue and renewals",
            "31 Oct 2027",
            "By quarter",
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
            let inside = attributes.contains("type=\"radio\"");
            assert!(labelled || named || inside, "{tag}{attributes}");
        }
    }
}

#[test]
fn tables_have_captions_and_heads() {
    let page = example();
    let tables = page.matches("<table").count();
    assert!(tables >= 8, "{tables}");
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
    let pages = crate::tongue::in_fullwidth(|| [render(first_forecast()), example()]);
    let months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec";
    let allowed: Vec<&str> = months.split(' ').chain(["USD"]).collect();
    let said: BTreeSet<_> =
        pages.iter().flat_map(|page| crate::tongue::outside_the_tables(page, &allowed)).collect();
    assert!(said.is_empty(), "{said:#?}");
}
