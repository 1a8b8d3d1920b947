//! Loading the page: quiet, steady and frugal.

use crate::support::{Engine, Figures, browse, browse_in};

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

#[test]
fn the_page_loads_and_works_without_a_complaint_under_a_strict_policy() {
    browse(async |page| {
        page.open("").await;
        page.fill("goal", "2.4M").await;
        page.click_button("Clear").await;
        page.settle().await;
        let mut complaints = page.console().await;
        complaints.retain(|complaint| !complaint.contains(HARMLESS));
        assert!(complaints.is_empty(), "{complaints:#?}");
    });
}

fn what_is_typed_is_sent_nowhere(engine: Engine) {
    browse_in(engine, async |page| {
        page.open("").await;
        let loaded = page.requests();
        page.fill("goal", "2.4M").await;
        page.fill("win_rate", "31").await;
        page.click_button("Clear").await;
        page.settle().await;
        assert_eq!(page.requests(), loaded);
        let other = loaded.iter().find(|request| !request.starts_with("GET /"));
        assert_eq!(other, None);
    });
}

fn a_link_is_not_sent_to_the_server(engine: Engine) {
    browse_in(engine, async |page| {
        page.open(&Figures::example().path()).await;
        assert!(page.requests().iter().all(|request| !request.contains("ep=")));
    });
}

#[test]
fn nothing_moves_while_the_page_loads() {
    browse(async |page| {
        for (width, height) in [(360, 740), (1280, 900)] {
            page.resize(width, height).await;
            page.open("").await;
            let shifts = page.run_async(SHIFTS).await;
            assert_eq!(shifts, serde_json::json!([]), "at {width} pixels");
        }
    });
}

in_every_engine!(what_is_typed_is_sent_nowhere, a_link_is_not_sent_to_the_server,);
