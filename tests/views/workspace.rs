//! The workspace, rendered natively: what a consultant finds on the page at first.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use enough_pipeline::calc::coverage::Precision;
use enough_pipeline::calc::explain::Explanation;
use enough_pipeline::calc::sweep::Overrides;
use enough_pipeline::calc::{coverage, leads, sweep};
use enough_pipeline::text::example::deals::{example_deals, example_sweep};
use enough_pipeline::text::example::example;
use enough_pipeline::text::example::leads::example_leads;
use enough_pipeline::ui::{Markup, Section, WorkspaceProps, first_workspace};

use crate::has;

fn render(props: WorkspaceProps) -> String {
    props.markup(false)
}

fn room(start: Section) -> String {
    let today = NaiveDate::from_ymd_opt(2026, 11, 16).unwrap();
    render(WorkspaceProps { today, start, early: false, ..first_workspace() })
}

#[test]
fn the_first_view_is_the_question_alone() {
    let page = render(first_workspace());
    has(&page, &["<h2", "Pipeline and forecast review", "ep-waits"]);
    assert!(!page.contains("<input") && !page.contains("role=\"tab\""));
}

#[test]
fn every_section_has_its_tab_and_panel_and_one_is_shown() {
    for section in Section::ALL {
        let page = room(section);
        let shown = format!("id=\"ep-{}\" aria-controls", section.tab());
        has(&page, &[&shown, "Save to a file", "Open a file"]);
        assert_eq!(page.matches("role=\"tab\"").count(), Section::ALL.len());
        assert_eq!(page.matches("role=\"tabpanel\"").count(), Section::ALL.len());
        assert_eq!(page.matches("aria-selected=\"true\"").count(), 1);
        assert!(page.matches("hidden=\"hidden\"").count() >= Section::ALL.len() - 1);
    }
}

#[test]
fn every_calculator_is_there_with_ids_of_its_own() {
    let page = room(Section::Coverage);
    has(&page, &["Do I have enough pipeline?", "Which of your deals are dead?", "Notes: Coverage"]);
    let mut ids: Vec<&str> =
        page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all, "two elements share an id");
}

#[test]
fn the_report_has_a_cover_and_leaves_out_what_is_not_chosen() {
    let page = room(Section::Report);
    has(&page, &["ep-reporting", "ep-cover", "16 Nov 2026", "Print or save as PDF"]);
    // All but the choice itself, and scenarios as long as there is one alone.
    assert_eq!(page.matches("ep-printed").count(), Section::ALL.len() - 2);
    assert!(!room(Section::Coverage).contains("ep-printed"));
}

/// Each is there in its section with its name; formulas are as tests of their own say.
#[track_caller]
fn explained(page: &str, section: Section, all: &[Explanation]) {
    assert!(!all.is_empty());
    let panel = |section: Section| format!("id=\"ep-panel-{}\"", section.key());
    let page = page.split(&panel(section)).last().unwrap();
    let next = Section::ALL.iter().skip_while(|one| **one != section).nth(1).unwrap();
    let page = page.split(&panel(*next)).next().unwrap();
    let page = page.replace("&#x27;", "'").replace("&#39;", "'");
    for one in all {
        let term = format!("<dt>{}", one.label.text());
        assert!(page.contains(&term), "{} ({}) is not explained", one.label.text(), one.key);
    }
}

#[test]
fn the_report_explains_every_figure_that_has_a_formula() {
    let page = room(Section::Report);
    let today = NaiveDate::from_ymd_opt(2026, 11, 16).unwrap();
    let inputs = example(today);
    let report = coverage::report(&inputs, Precision::Interactive);
    explained(&page, Section::Coverage, &coverage::explanations(&inputs, &report));
    let inputs = example_leads(today);
    explained(&page, Section::Leads, &leads::explanations(&inputs, &leads::report(&inputs)));
    let inputs = example_sweep(today);
    let portfolio = inputs.portfolio(&example_deals(today)).unwrap();
    let none = Overrides::default();
    let report = sweep::report(&inputs, &portfolio, &none, Precision::Interactive);
    explained(&page, Section::Sweep, &sweep::explanations(&inputs, &report));
    // The forecast of the example: what its two first findings rest on.
    has(&page, &["<dt>Expected in all months", "<dt>Expected from the open deals"]);
}

#[test]
fn nothing_is_said_outside_the_tables() {
    let pages = crate::tongue::in_fullwidth(|| {
        let rooms = Section::ALL.into_iter().map(room);
        rooms.chain([render(first_workspace())]).collect::<Vec<_>>()
    });
    let deals = example_deals(NaiveDate::from_ymd_opt(2026, 11, 16).unwrap());
    let names = deals.iter().flat_map(|deal| [&*deal.labels.account, &*deal.labels.owner]);
    let months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec";
    let allowed: Vec<&str> = names.chain(months.split(' ')).chain(["USD"]).collect();
    let said: BTreeSet<_> =
        pages.iter().flat_map(|page| crate::tongue::outside_the_tables(page, &allowed)).collect();
    assert!(said.is_empty(), "{said:#?}");
}
