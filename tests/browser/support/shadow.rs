//! Work inside an open shadow root, the same in every engine.

use fantoccini::key::Key;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::click::{LABELLED, SELECTED, click};
use super::page::Page;

/// Selects all text of the box that `FOUND` stands for, until it is still selected a moment later: a
/// browser may put its cursor somewhere once its window or the box has the focus.
pub(super) const SELECT: &str = "
    const found = FOUND, done = arguments[0];
    const isWhole = () => found.selectionStart === null
        || found.selectionStart === 0 && found.selectionEnd === found.value.length;
    const select = () => {
        found.focus();
        found.select();
        setTimeout(() => isWhole() ? done() : select());
    };
    select();";

/// The open shadow root of one element of a page, made by [`Page::shadow`].
///
/// Its scripts know the root as `root` and its element as `host`.
pub struct Shadow<'a> {
    page: &'a Page,
    host: String,
}

impl<'a> Shadow<'a> {
    pub(super) fn new(page: &'a Page, host: &str) -> Self {
        Self { page, host: host.to_owned() }
    }

    /// The value of a JavaScript expression.
    pub async fn eval<T: DeserializeOwned>(&self, expression: &str) -> T {
        self.run(&format!("return ({expression})"), vec![]).await
    }

    /// What a script returns.
    pub async fn run<T: DeserializeOwned>(&self, script: &str, mut arguments: Vec<Value>) -> T {
        arguments.push(self.host.as_str().into());
        let known = "const host = document.querySelector([...arguments].at(-1)); \
                     const root = host?.shadowRoot;";
        self.page.run(&format!("{known} {script}"), arguments).await
    }

    /// Waits until a JavaScript expression is true.
    pub async fn until(&self, expression: &str) {
        // A selector is a JavaScript string once it is written as JSON.
        let host = Value::from(self.host.as_str());
        let known = format!("(host => (root => ({expression}))(host?.shadowRoot))");
        self.page.until(&format!("{known}(document.querySelector({host}))")).await;
    }

    /// Waits until the page has been drawn once more.
    pub async fn frame(&self) {
        let script = "requestAnimationFrame(() => setTimeout(arguments[0], 0))";
        self.page.run_async(script).await;
    }

    /// Waits until nothing has been drawn anew for a frame.
    pub async fn rest(&self) {
        let host = Value::from(self.host.as_str());
        let drawn = format!(
            "const place = document.querySelector({host}).shadowRoot, before = place.innerHTML;
            const done = arguments[0];
            requestAnimationFrame(() => setTimeout(() => done(place.innerHTML !== before)))"
        );
        while self.page.run_async(&drawn).await == Value::Bool(true) {}
    }

    /// The text that a visitor sees in the first element that a selector finds; "" without one.
    pub async fn text(&self, selector: &str) -> String {
        let script = "return root?.querySelector(arguments[0])?.innerText.trim() ?? ''";
        self.run(script, vec![selector.into()]).await
    }

    /// The text in the box that a selector finds.
    pub async fn value(&self, selector: &str) -> String {
        self.run("return root.querySelector(arguments[0]).value", vec![selector.into()]).await
    }

    /// Clicks the first element that a selector finds.
    pub async fn click(&self, selector: &str) {
        click(self.page, &self.root(), SELECTED, selector).await;
    }

    /// Clicks the button with this label.
    pub async fn click_button(&self, label: &str) {
        click(self.page, &self.root(), LABELLED, label).await;
    }

    /// A JavaScript expression for the root.
    fn root(&self) -> String {
        // A selector is a JavaScript string once it is written as JSON.
        format!("document.querySelector({}).shadowRoot", Value::from(self.host.as_str()))
    }

    /// Puts a text into the box that a selector finds, all at once, as pasting does.
    pub async fn put(&self, selector: &str, text: &str) {
        const PUT: &str = "
            const box = root.querySelector(arguments[0]);
            box.value = arguments[1];
            box.dispatchEvent(new Event('input', { bubbles: true, composed: true }))";
        self.run::<()>(PUT, vec![selector.into(), text.into()]).await;
    }

    /// Replaces the text in the box that a selector finds, key by key, and leaves the box.
    pub async fn fill(&self, selector: &str, text: &str) {
        self.type_over(selector, text).await;
        self.page.press(Key::Tab).await;
    }

    /// Replaces the text in the box that a selector finds, key by key, and stays there.
    pub async fn type_over(&self, selector: &str, text: &str) {
        let find = format!("{}.querySelector({})", self.root(), Value::from(selector));
        self.page.run_async(&SELECT.replace("FOUND", &find)).await;
        // Sent to the box, keys would go behind what is selected: to the driver the host has the
        // focus.
        if text.is_empty() {
            self.page.press(Key::Delete).await;
        } else {
            self.page.type_text(text).await;
        }
    }
}
