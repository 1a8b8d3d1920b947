//! A page in a browser, as a visitor uses it and as a script sees it.

use std::cell::Cell;
use std::time::{Duration, Instant};

use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::key::Key;
use fantoccini::wd::PrintConfiguration;
use fantoccini::{Client, Locator};
use serde::de::DeserializeOwned;
use serde_json::Value;
use tokio::time::sleep;

use super::click::{LABELLED, SELECTED, click};
use super::engine::Engine;
use super::server::Server;
use super::shadow::{SELECT, Shadow};

/// How long anything may take on a busy machine.
pub(super) const PATIENCE: Duration = Duration::from_secs(30);
/// How often to look whether it has happened.
const PAUSE: Duration = Duration::from_millis(20);

/// The calculator is there and its exact answer too, if there is one.
const SETTLED: &str = "document.querySelector('#ep-goal') && document.querySelector('#ep-answer') \
                       && !document.querySelector('.ep-waiting, .ep-stale')";

/// What has the focus and what all boxes of the same form hold, for whoever wonders why a wait was in
/// vain.
const FOCUS: &str = "
    let found = document.activeElement;
    while (found?.shadowRoot?.activeElement) found = found.shadowRoot.activeElement;
    const boxes = found?.getRootNode().querySelectorAll('input, select, textarea') ?? [];
    const held = [...boxes].map(one => `${one.id}=${one.value}`);
    return [document.hasFocus(), found?.outerHTML.slice(0, 200), ...held].join(' ')";

/// A page of one session.
pub struct Page {
    engine: Engine,
    client: Client,
    server: Server,
    /// Whether a size, a medium or a network of its own was asked for.
    pub(super) changed: Cell<bool>,
}

impl Page {
    /// The engine that shows it.
    pub fn engine(&self) -> Engine {
        self.engine
    }

    pub(super) fn new(engine: Engine, client: Client, server: Server) -> Self {
        Self { engine, client, server, changed: Cell::new(false) }
    }

    /// The session itself, for what only one test does.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// The server of the release, which is another origin than that of any other server.
    pub fn server(&self) -> &Server {
        &self.server
    }

    /// What the page has asked the server for.
    pub fn requests(&self) -> Vec<String> {
        self.server.requests()
    }

    /// The open shadow root of the first element that a selector finds.
    pub fn shadow(&self, host: &str) -> Shadow<'_> {
        Shadow::new(self, host)
    }

    /// Loads a path with its query and fragment, and waits for the exact answer.
    pub async fn open(&self, path: &str) {
        self.visit(path).await;
        self.until(SETTLED).await;
    }

    /// Loads a path.
    pub async fn visit(&self, path: &str) {
        self.visit_url(&self.server.url(path)).await;
    }

    /// Loads an address of any server.
    pub async fn visit_url(&self, url: &str) {
        // From the same path only another fragment would be loaded, which loads nothing.
        self.client.goto("about:blank").await.expect("an empty page");
        self.client.goto(url).await.expect("the page");
    }

    /// Loads the page again, and waits for the exact answer.
    pub async fn reload(&self) {
        self.client.refresh().await.expect("the page again");
        self.until(SETTLED).await;
    }

    /// Waits for the exact answer, after a change.
    pub async fn settle(&self) {
        // Only from the next frame on is what is on the page known to be stale.
        self.run_async("requestAnimationFrame(() => setTimeout(arguments[0], 0))").await;
        self.until(SETTLED).await;
    }

    /// The value of a JavaScript expression.
    pub async fn eval<T: DeserializeOwned>(&self, expression: &str) -> T {
        self.run(&format!("return ({expression})"), vec![]).await
    }

    /// What a script returns.
    pub async fn run<T: DeserializeOwned>(&self, script: &str, arguments: Vec<Value>) -> T {
        let value = self.client.execute(script, arguments).await;
        let value = value.unwrap_or_else(|error| panic!("{error}\nin {}", start_of(script)));
        serde_json::from_value(value)
            .unwrap_or_else(|error| panic!("{error}\nin {}", start_of(script)))
    }

    /// What a script hands to its last argument.
    pub async fn run_async(&self, script: &str) -> Value {
        let value = self.client.execute_async(script, vec![]).await;
        value.unwrap_or_else(|error| panic!("{error}\nin {}", start_of(script)))
    }

    /// Waits until a JavaScript expression is true.
    pub async fn until(&self, expression: &str) {
        let deadline = Instant::now() + PATIENCE;
        while !self.eval::<bool>(&format!("!!({expression})")).await {
            if Instant::now() >= deadline {
                let focus: String = self.run(FOCUS, vec![]).await;
                panic!("this never came true: {expression}\nthe focus: {focus}");
            }
            sleep(PAUSE).await;
        }
    }

    /// The text that a visitor sees in the first element that a selector finds; "" without one.
    pub async fn text(&self, selector: &str) -> String {
        let script = "return document.querySelector(arguments[0])?.innerText.trim() ?? ''";
        self.run(script, vec![selector.into()]).await
    }

    /// The chance on the page: "31 of 100".
    pub async fn chance(&self) -> String {
        self.text(".ep-big").await.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The text in the box of a field.
    pub async fn value(&self, key: &str) -> String {
        self.eval(&format!("document.querySelector('#ep-{key}').value")).await
    }

    /// The texts of every box, by field.
    pub async fn values(&self) -> Value {
        self.eval(
            "Object.fromEntries([...document.querySelectorAll('.ep-fields [id].ep-input')]
                .map(box => [box.id, box.value]))",
        )
        .await
    }

    /// Replaces the text in the box of a field, key by key, and leaves the box.
    pub async fn fill(&self, key: &str, text: &str) {
        let selector = format!("#ep-{key}");
        let find = format!("document.querySelector('{selector}')");
        self.run_async(&SELECT.replace("FOUND", &find)).await;
        let typed = if text.is_empty() { char::from(Key::Delete).to_string() } else { text.into() };
        let found = self.client.find(Locator::Css(&selector)).await.expect("the box of a field");
        found.send_keys(&typed).await.expect("typing into a box");
        self.press(Key::Tab).await;
        self.settle().await;
    }

    /// Presses a key, wherever the focus is.
    pub async fn press(&self, key: Key) {
        // Sent to an element, it would not reach what has the focus inside a shadow root.
        self.type_text(char::from(key).encode_utf8(&mut [0; 4])).await;
    }

    /// Presses the key of each letter, wherever the focus is.
    pub async fn type_text(&self, text: &str) {
        let mut keys = KeyActions::new("keyboard".to_owned());
        for value in text.chars() {
            keys = keys.then(KeyAction::Down { value }).then(KeyAction::Up { value });
        }
        self.client.perform_actions(keys).await.expect("key presses");
    }

    /// Clicks the first element that a selector finds.
    pub async fn click(&self, selector: &str) {
        click(self, "document", SELECTED, selector).await;
    }

    /// Clicks the button with this label.
    pub async fn click_button(&self, label: &str) {
        click(self, "document", LABELLED, label).await;
    }

    /// Opens another tab and turns to it.
    pub async fn open_tab(&self) {
        let tab = self.client.new_window(true).await.expect("a new tab");
        self.client.switch_to_window(tab.handle).await.expect("the new tab");
    }

    /// Closes the tab in front, and turns to the last of the others.
    pub async fn close_tab(&self) {
        self.client.close_window().await.expect("closing a tab");
        let tabs = self.client.windows().await.expect("the other tabs");
        let last = tabs.into_iter().next_back().expect("another tab");
        self.client.switch_to_window(last).await.expect("another tab");
    }

    /// How many pages it takes on paper.
    pub async fn pages(&self) -> usize {
        let paper = self.client.print(PrintConfiguration::default()).await.expect("a PDF");
        let text = String::from_utf8_lossy(&paper);
        text.matches("/Type /Page").count() - text.matches("/Type /Pages").count()
    }
}

/// Enough of a script to know it by.
fn start_of(script: &str) -> &str {
    script.get(..200).unwrap_or(script)
}
