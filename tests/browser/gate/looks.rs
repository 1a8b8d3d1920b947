//! The form on every screen, by axe-core's rules and without anything that sticks out.

use std::fs;

use super::site::{JANE, Site};
use crate::support::environment::{AXE, required};
use crate::support::{Answer, Desk, Engine, Kind, Page, browse, browse_in};

/// Each violation with the elements it is about.
const RUN: &str = "
    const done = arguments[0];
    axe.run(document.querySelector('enough-pipeline'), { resultTypes: ['violations'] }).then(
        found => done(found.violations.map(
            ({ id, help, nodes }) => ({ id, help, nodes: nodes.map(node => node.html) }))),
        error => done(String(error)))";
/// The elements that are wider than the page.
const WIDE: &str = "[...root.querySelectorAll('.ep-gate, .ep-gate *')].filter(one => {
    const box = one.getBoundingClientRect();
    return !one.closest('.ep-trap') && box.width > 0 && (box.left < 0 || box.right > innerWidth);
}).map(one => one.outerHTML.slice(0, 100))";

async fn look(page: &Page, site: &Site<'_>, axe: &str, state: &str) {
    if !axe.is_empty() {
        page.run::<()>(axe, vec![]).await;
        let found = page.run_async(RUN).await;
        assert_eq!(found, serde_json::json!([]), "{state}: {found:#}");
    }
    let wide: Vec<String> = site.inside().eval(WIDE).await;
    assert!(wide.is_empty(), "{state}: {wide:?}");
    let beyond: i64 = page.eval("document.documentElement.scrollWidth - innerWidth").await;
    assert!(beyond <= 0, "{state}: the page is {beyond} pixels too wide");
}

async fn every_state(page: &Page, width: u32, axe: &str) {
    let refusal = r#"{"errors":[{"code":"TYPE_EMAIL","field":"email"}]}"#;
    let refusals = [Answer::Refuse(422, refusal.to_owned()), Answer::Later(503, 60)];
    let desk = Desk::with(Kind::FormJson, refusals);
    page.resize(width, 900).await;
    let site = Site::with(page, &desk, "ask-name=optional ask-company=require", "");
    site.visit().await;
    look(page, &site, axe, "closed").await;
    site.press().await;
    look(page, &site, axe, "wrong").await;
    let inside = site.inside();
    inside.fill("#ep-company", "Initech").await;
    inside.fill("#ep-email", JANE).await;
    site.activate(".ep-gate summary").await;
    inside.until("root.querySelector('.ep-raw').checkVisibility()").await;
    look(page, &site, axe, "what we send").await;
    site.press().await;
    look(page, &site, axe, "sending").await;
    inside.until("root.querySelector('#ep-email')?.ariaInvalid === 'true'").await;
    look(page, &site, axe, "refused").await;
    site.answer("jane@initech.co.example").await;
    site.told("can't take it now").await;
    site.opened().await;
    look(page, &site, axe, "queued and open").await;
    page.run::<()>("localStorage.clear()", vec![]).await;
}

#[test]
fn the_form_breaks_no_rule_in_any_state() {
    let axe = fs::read_to_string(required(AXE)).expect("axe-core");
    for scheme in ["light", "dark"] {
        browse(async |page| {
            page.emulate("", &[("prefers-color-scheme", scheme)]).await;
            for width in [360, 768, 1280] {
                every_state(page, width, &axe).await;
            }
        });
    }
}

fn the_form_fits_every_screen(engine: Engine) {
    browse_in(engine, async |page| {
        // 320 pixels are a window of 1280 pixels at 400%, 640 the same at 200%.
        for width in [320, 640] {
            every_state(page, width, "").await;
        }
    });
}

in_every_engine!(the_form_fits_every_screen);
