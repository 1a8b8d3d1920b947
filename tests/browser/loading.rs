//! Loading the page: quiet, steady and frugal.

use crate::harness::scenarios;
use crate::support::{Engine, Figures, Page};

/// Chromium compares a preload with what is loaded later, which takes another path to the same.
const HARMLESS: &str = "preload";

/// The layout shifts so far, each with what moved. Only Chromium tells of them.
pub const SHIFTS: &str = "
    const done = arguments[0];
    new PerformanceObserver(list => done(list.getEntries().map(shift => [
        shift.value,
        ...shift.sources.map(source => source.node?.className ?? source.node?.nodeName),
    ]))).observe({ type: 'layout-shift', buffered: true });
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done([]), 100)));";

async fn the_page_loads_and_works_without_a_complaint_under_a_strict_policy(page: &Page) {
    page.open("").await;
    page.fill("goal", "2.4M").await;
    page.click_button("Clear").await;
    page.settle().await;
    let mut complaints = page.console().await;
    complaints.retain(|complaint| !complaint.contains(HARMLESS));
    assert!(complaints.is_empty(), "{complaints:#?}");
}

async fn what_is_typed_is_sent_nowhere(page: &Page) {
    page.open("").await;
    let loaded = page.requests();
    page.fill("goal", "2.4M").await;
    page.fill("win_rate", "31").await;
    page.click_button("Clear").await;
    page.settle().await;
    assert_eq!(page.requests(), loaded);
    let other = loaded.iter().find(|request| !request.starts_with("GET /"));
    assert_eq!(other, None);
}

async fn a_link_is_not_sent_to_the_server(page: &Page) {
    page.open(&Figures::example().path()).await;
    assert!(page.requests().iter().all(|request| !request.contains("ep=")));
}

async fn nothing_moves_while_the_page_loads(page: &Page) {
    for (width, height) in [(360, 740), (1280, 900)] {
        page.resize(width, height).await;
        page.open("").await;
        let shifts = page.run_async(SHIFTS).await;
        assert_eq!(shifts, serde_json::json!([]), "at {width} pixels");
    }
}

scenarios! {
    in_one_engine:
        what_is_typed_is_sent_nowhere,
        a_link_is_not_sent_to_the_server;
    only_in(&[Engine::Chromium], "it alone tells of its console and of layout shifts"):
        the_page_loads_and_works_without_a_complaint_under_a_strict_policy,
        nothing_moves_while_the_page_loads;
}
