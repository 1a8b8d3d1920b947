//! axe-core's rules, on any page, in every colour scheme.

use std::fs;

use serde_json::{Value, json};

use super::environment::{AXE, required};
use super::page::Page;

/// The whole page.
pub const ALL: &str = "html";

/// Each violation with the elements it is about.
const RUN: &str = "
    axe.run(PART, { resultTypes: ['violations'], ...CHOICE }).then(
        found => arguments[0](found.violations.map(
            ({ id, help, nodes }) => ({ id, help, nodes: nodes.map(node => node.html) }))),
        error => arguments[0]([String(error)]))";
/// Every rule that axe-core checks by default.
const EVERY: &str = "{}";
/// The rules that colours can break.
const OF_COLOURS: &str = "{ runOnly: ['color-contrast', 'link-in-text-block'] }";

/// What a browser is asked for.
type Features = &'static [(&'static str, &'static str)];
/// Dark colours.
const DARK: Features = &[("prefers-color-scheme", "dark")];
/// Those of the system. A bare page around an element names no background, which axe takes for white.
const FORCED: Features = &[("forced-colors", "active"), ("prefers-color-scheme", "light")];
/// A phone and a desk, in pixels.
const WIDTHS: [u32; 2] = [360, 1280];

/// The checker.
pub struct Rules(String);

impl Rules {
    /// As it is installed.
    pub fn load() -> Self {
        Self(fs::read_to_string(required(AXE)).expect("axe-core"))
    }

    /// Fails if a rule is broken in the part of a page that a selector finds, in the state that is
    /// told: in light colours on a phone and at a desk, and in the other colours, which are the same
    /// on every screen.
    pub async fn check(&self, page: &Page, part: &str, state: &str) {
        self.check_in(&[DARK, FORCED], page, &part.into(), state).await;
    }

    /// The same without the colours of the system.
    pub async fn check_own_colours(&self, page: &Page, part: &str, state: &str) {
        self.check_in(&[DARK], page, &part.into(), state).await;
    }

    /// The same for the part of an element that a selector finds in its shadow tree.
    pub async fn check_inside(&self, page: &Page, host: &str, part: &str, state: &str) {
        let part = json!({ "fromShadowDom": [host, part] });
        self.check_in(&[DARK, FORCED], page, &part, state).await;
    }

    async fn check_in(&self, others: &[Features], page: &Page, part: &Value, state: &str) {
        page.emulate("", &[("prefers-color-scheme", "light")]).await;
        for width in WIDTHS {
            page.resize(width, 900).await;
            assert_eq!(self.broken(page, part, EVERY).await, [Value::Null; 0], "{state}, {width}");
        }
        for colours in others {
            page.emulate("", colours).await;
            let broken = self.broken(page, part, OF_COLOURS).await;
            assert_eq!(broken, [Value::Null; 0], "{state}, {colours:?}");
        }
    }

    /// What breaks one of these rules, once nothing moves any more: colours on the way are not those
    /// that a visitor reads.
    async fn broken(&self, page: &Page, part: &Value, choice: &str) -> Vec<Value> {
        page.run_async("requestAnimationFrame(() => setTimeout(arguments[0], 0))").await;
        page.until("document.getAnimations().length === 0").await;
        if page.eval("!window.axe").await {
            page.run::<()>(&self.0, vec![]).await;
        }
        let script = RUN.replace("PART", &part.to_string());
        let found = page.run_async(&script.replace("CHOICE", choice)).await;
        found.as_array().cloned().expect("what axe found")
    }
}
