//! axe-core's rules, on any page.

use std::fs;

use serde_json::Value;

use super::environment::{AXE, required};
use super::page::Page;

/// The whole page.
pub const ALL: &str = "html";

/// Rules for whole pages, which a bare page around an element does not keep.
const OF_HOST: [&str; 3] = ["region", "landmark-one-main", "page-has-heading-one"];

/// Each violation with the elements it is about.
const RUN: &str = "
    axe.run(PART, { resultTypes: ['violations'] }).then(
        found => arguments[0](found.violations.map(
            ({ id, help, nodes }) => ({ id, help, nodes: nodes.map(node => node.html) }))),
        error => arguments[0]([String(error)]))";

/// The checker.
pub struct Rules(String);

impl Rules {
    /// As it is installed.
    pub fn load() -> Self {
        Self(fs::read_to_string(required(AXE)).expect("axe-core"))
    }

    /// What breaks a rule in the part of a page that a selector finds, once nothing moves any more:
    /// colours on the way are not those that a visitor reads.
    pub async fn broken(&self, page: &Page, part: &str) -> Vec<Value> {
        page.until("document.getAnimations().length === 0").await;
        if page.eval("!window.axe").await {
            page.run::<()>(&self.0, vec![]).await;
        }
        // A selector is a JavaScript string once it is written as JSON.
        let found = page.run_async(&RUN.replace("PART", &Value::from(part).to_string())).await;
        found.as_array().cloned().expect("what axe found")
    }

    /// The same on a page that holds an element and nothing else.
    pub async fn broken_by_element(&self, page: &Page) -> Vec<Value> {
        let mut found = self.broken(page, ALL).await;
        found.retain(|one| !one["id"].as_str().is_some_and(|id| OF_HOST.contains(&id)));
        found
    }
}
