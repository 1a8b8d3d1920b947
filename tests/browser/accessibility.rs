//! axe-core's rules, in every state and every colour scheme.

use serde_json::Value;

use crate::support::rules::ALL;
use crate::support::{Rules, Scene, browse};

fn check(features: &[(&str, &str)]) {
    let rules = Rules::load();
    browse(async |page| {
        page.emulate("", features).await;
        for width in [360, 1280] {
            page.resize(width, 900).await;
            for scene in Scene::ALL {
                scene.show(page).await;
                let broken = rules.broken(page, ALL).await;
                assert_eq!(broken, [Value::Null; 0], "{scene:?} at {width}");
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
