//! axe-core's rules, in every state and every colour scheme.

use std::fs;

use crate::support::environment::{AXE, required};
use crate::support::{Page, Scene, browse};

/// Each violation with the elements it is about.
const RUN: &str = "
    const done = arguments[0];
    axe.run(document, { resultTypes: ['violations'] }).then(
        found => done(found.violations.map(
            ({ id, help, nodes }) => ({ id, help, nodes: nodes.map(node => node.html) }))),
        error => done(String(error)))";

async fn violations(page: &Page, axe: &str) -> serde_json::Value {
    // Opening and closing must have come to an end, or colours are those on the way.
    page.until("document.getAnimations().length === 0").await;
    page.run::<()>(axe, vec![]).await;
    page.run_async(RUN).await
}

fn check(features: &[(&str, &str)]) {
    let axe = fs::read_to_string(required(AXE)).expect("axe-core");
    browse(async |page| {
        page.emulate("", features).await;
        for width in [360, 1280] {
            page.resize(width, 900).await;
            for scene in Scene::ALL {
                scene.show(page).await;
                let found = violations(page, &axe).await;
                assert_eq!(found, serde_json::json!([]), "{scene:?} at {width}: {found:#}");
            }
        }
    });
}

#[test]
fn light_colours_break_no_rule() {
    check(&[("prefers-color-scheme", "light")]);
}

#[test]
fn dark_colours_break_no_rule() {
    check(&[("prefers-color-scheme", "dark")]);
}

#[test]
fn forced_colours_break_no_rule() {
    check(&[("forced-colors", "active"), ("prefers-color-scheme", "dark")]);
}
