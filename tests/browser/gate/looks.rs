//! The form on every screen, by axe-core's rules and without anything that sticks out.

use super::site::{JANE, Site};
use crate::embed::ELEMENT;
use crate::harness::scenarios;
use crate::support::{Answer, Desk, Engine, Kind, Page, Rules};

/// The elements that are wider than the page.
const WIDE: &str = "[...root.querySelectorAll('.ep-gate, .ep-gate *')].filter(one => {
    const box = one.getBoundingClientRect();
    return !one.closest('.ep-trap') && box.width > 0 && (box.left < -0.5 || box.right > innerWidth + 0.5);
}).map(one => one.outerHTML.slice(0, 100))";

async fn look(page: &Page, site: &Site<'_>, rules: Option<&Rules>, state: &str) {
    if let Some(rules) = rules {
        return rules.check(page, ELEMENT, state).await;
    }
    // 320 pixels are a window of 1280 pixels at 400%, 640 the same at 200%.
    for width in [320, 640] {
        page.resize(width, 900).await;
        let wide: Vec<String> = site.inside().eval(WIDE).await;
        assert!(wide.is_empty(), "{state} at {width}: {wide:?}");
        let beyond: i64 = page.eval("document.documentElement.scrollWidth - innerWidth").await;
        assert!(beyond <= 0, "{state} at {width}: the page is {beyond} pixels too wide");
    }
}

async fn every_state(page: &Page, rules: Option<&Rules>) {
    let refusal = r#"{"errors":[{"code":"TYPE_EMAIL","field":"email"}]}"#;
    let refusals = [Answer::Refuse(422, refusal.to_owned()), Answer::Later(503, 600)];
    let desk = Desk::with(Kind::FormJson, refusals);
    let site = Site::with(page, &desk, "ask-name=optional ask-company=require", "");
    site.visit().await;
    look(page, &site, rules, "closed").await;
    site.press().await;
    look(page, &site, rules, "wrong").await;
    let inside = site.inside();
    inside.fill("#ep-company", "Initech").await;
    inside.fill("#ep-email", JANE).await;
    site.activate(".ep-gate summary").await;
    inside.until("root.querySelector('.ep-raw').checkVisibility()").await;
    look(page, &site, rules, "what we send").await;
    site.press().await;
    inside.until("root.querySelector('#ep-email')?.ariaInvalid === 'true'").await;
    look(page, &site, rules, "refused").await;
    site.answer("jane@initech.co.example").await;
    site.told("can't take it now").await;
    site.opened().await;
    look(page, &site, rules, "queued and open").await;
}

async fn the_form_breaks_no_rule_in_any_state(page: &Page) {
    every_state(page, Some(&Rules::load())).await;
}

async fn the_form_fits_every_screen(page: &Page) {
    every_state(page, None).await;
}

scenarios! {
    only_in(&[Engine::Chromium], "it alone can be asked for colour schemes"):
        the_form_breaks_no_rule_in_any_state;
    in_one_engine:
        the_form_fits_every_screen;
}
