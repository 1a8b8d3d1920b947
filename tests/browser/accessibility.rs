//! axe-core's rules, in every state and every colour scheme.

use serde_json::Value;

use crate::harness::scenarios;
use crate::support::rules::ALL;
use crate::support::{Engine, Page, Rules, Scene};

async fn check(page: &Page, features: &[(&str, &str)]) {
    let rules = Rules::load();
    page.emulate("", features).await;
    for width in [360, 1280] {
        page.resize(width, 900).await;
        for scene in Scene::ALL {
            scene.show(page).await;
            let broken = rules.broken(page, ALL).await;
            assert_eq!(broken, [Value::Null; 0], "{scene:?} at {width}");
        }
    }
}

async fn light_colours_break_no_rule(page: &Page) {
    check(page, &[("prefers-color-scheme", "light")]).await;
}

async fn dark_colours_break_no_rule(page: &Page) {
    check(page, &[("prefers-color-scheme", "dark")]).await;
}

async fn forced_colours_break_no_rule(page: &Page) {
    check(page, &[("forced-colors", "active"), ("prefers-color-scheme", "dark")]).await;
}

scenarios! {
    only_in(&[Engine::Chromium], "it alone can be asked for colour schemes"):
        light_colours_break_no_rule,
        dark_colours_break_no_rule,
        forced_colours_break_no_rule;
}
