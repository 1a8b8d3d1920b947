//! Somebody's page with a calculator on it, whose leads go to a desk.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use fantoccini::key::Key;
use serde_json::Value;
use tokio::time::sleep;

use crate::support::shadow::Shadow;
use crate::support::{Desk, Document, Figures, Page, Server};

/// A visitor who has typed nothing wrong.
pub const JANE: &str = "jane.doe@initech.example";
/// What the page tells, whatever its leads go to.
const ATTRIBUTES: &str = "seller=Acme consent-version=2026-11 share=hash loading=eager \
     privacy-url='https://acme.example/privacy'";
/// The whole answer of the moment is there, with a form before it or without.
const DRAWN: &str = "root && root.querySelector('.ep-root:not(.ep-early) #ep-answer')
    && !root.querySelector('.ep-waiting, .ep-stale')";
/// How many times faster than ours a page's clock runs: after a failure, leads wait for long.
pub const SPEED: u32 = 5;
/// Makes it so, for all pages from one moment on. Of what is done later, only what sends leads again
/// is done sooner: it alone hands something over by `setTimeout`.
const FAST: &str = "{
    const began = BEGAN, { now } = Date, later = setTimeout;
    Date.now = () => began + (now() - began) * SPEED;
    window.setTimeout = (work, ms, ...rest) =>
        later(work, rest.length ? ms / SPEED : ms, ...rest);
}";
/// Nobody types an address in less time, in milliseconds: what is faster waits.
const QUICKEST: u32 = 3000;
/// Notes every event with what it carries.
const WATCH: &str = "
    window.seen = [];
    const names = 'ready start result gate-shown lead-submit lead-result export share error';
    for (const name of names.split(' '))
        document.addEventListener(`ep:${name}`, event =>
            window.seen.push([event.type, JSON.stringify(event.detail)]));";

/// The page.
pub struct Site<'a> {
    page: &'a Page,
    server: Server,
}

impl<'a> Site<'a> {
    /// A page whose leads go to this desk.
    pub fn new(page: &'a Page, desk: &Desk) -> Self {
        Self::with(page, desk, "", "")
    }

    /// A page with more attributes, and a script of its own that runs first.
    pub fn with(page: &'a Page, desk: &Desk, attributes: &str, script: &str) -> Self {
        let attributes = [&desk.attributes(), attributes].join(" ");
        Self::embedding(page, &desk.origin(), &attributes, script)
    }

    /// A page with these attributes, which may write to this address.
    pub fn embedding(page: &'a Page, desk: &str, attributes: &str, script: &str) -> Self {
        Self::begin(page, desk, attributes, &[&fast(), script].join("\n"))
    }

    /// A page whose clock runs as ours does.
    pub fn in_real_time(page: &'a Page, desk: &Desk) -> Self {
        Self::begin(page, &desk.origin(), &desk.attributes(), "")
    }

    /// A page whose clock runs so many times faster than ours.
    pub fn at_speed(
        page: &'a Page,
        desk: &str,
        attributes: &str,
        script: &str,
        speed: u32,
    ) -> Self {
        Self::begin(page, desk, attributes, &[&faster(speed), script].join("\n"))
    }

    fn begin(page: &'a Page, desk: &str, attributes: &str, script: &str) -> Self {
        let release = page.server().origin();
        let policy = format!(
            "default-src 'none'; script-src 'self' {release} 'wasm-unsafe-eval'; \
             connect-src {release} {desk}"
        );
        let html = format!(
            "<!doctype html><html lang=en><title>Acme’s “tools” & more</title>\
             <meta name=viewport content='width=device-width'><script src=/watch.js></script>\
             <enough-pipeline {ATTRIBUTES} {attributes}></enough-pipeline>\
             <script type=module src='{release}/v1/embed.js'></script>"
        );
        let watch = Document::new("watch.js", "text/javascript", [script, WATCH].join("\n"));
        let home = |path| Document::page(path, &policy, &html);
        Self { page, server: Server::with(vec![home(""), home("tools/pipeline"), watch]) }
    }

    /// What is inside the element.
    pub fn inside(&self) -> Shadow<'_> {
        self.page.shadow("enough-pipeline")
    }

    /// Loads the page with figures that are known, and waits for their answer.
    pub async fn visit(&self) {
        self.visit_path(&Figures::example().path()).await;
    }

    /// Loads a path of the page.
    pub async fn visit_path(&self, path: &str) {
        self.page.visit_url(&self.server.url(path)).await;
        self.inside().until(DRAWN).await;
        self.page.run::<()>("window.drawn = Date.now()", vec![]).await;
    }

    /// Types an address and presses the button, no faster than a person can.
    pub async fn answer(&self, email: &str) {
        self.inside().fill("#ep-email", email).await;
        self.page.until(&format!("Date.now() - drawn >= {QUICKEST}")).await;
        self.press().await;
    }

    /// Visits, types an address and presses the button.
    pub async fn lead(&self) {
        self.visit().await;
        self.answer(JANE).await;
    }

    /// Presses the button.
    pub async fn press(&self) {
        self.activate(".ep-main").await;
    }

    /// Activates a control by keyboard: a click at a place misses what scrolls in some drivers.
    pub async fn activate(&self, selector: &str) {
        let focus = "root.querySelector(arguments[0]).focus()";
        self.inside().run::<()>(focus, vec![selector.into()]).await;
        self.page.press(Key::Enter).await;
    }

    /// Waits until the whole answer is open.
    pub async fn opened(&self) {
        self.inside()
            .until("!root.querySelector('.ep-gate') && root.querySelector('.ep-section')")
            .await;
    }

    /// Waits until the visitor is told something with this in it.
    pub async fn told(&self, part: &str) {
        let part = Value::from(part);
        self.inside()
            .until(&format!("root.querySelector('.ep-delivery')?.innerText.includes({part})"))
            .await;
    }

    /// What the button would send, as the page shows it.
    pub async fn shown(&self) -> String {
        self.inside().eval("root.querySelector('.ep-raw')?.textContent ?? ''").await
    }

    /// Names and details of the events so far.
    pub async fn events(&self) -> Vec<(String, String)> {
        self.page.eval("window.seen").await
    }

    /// The outcomes that the page was told.
    pub async fn outcomes(&self) -> Vec<String> {
        let outcome = |detail: &str| {
            let detail: Value = serde_json::from_str(detail).expect("a detail");
            detail["outcome"].as_str().expect("an outcome").to_owned()
        };
        let events = self.events().await;
        let results = events.iter().filter(|(name, _)| name == "ep:lead-result");
        results.map(|(_, detail)| outcome(detail)).collect()
    }

    /// How many leads the storage holds.
    pub async fn waiting(&self) -> usize {
        self.outbox().await.matches("\ni=").count()
    }

    /// All that the storage holds about leads.
    pub async fn outbox(&self) -> String {
        self.page.eval("localStorage.getItem('enough-pipeline:outbox') ?? ''").await
    }
}

/// Makes the clock fast from now on.
fn fast() -> String {
    faster(SPEED)
}

fn faster(speed: u32) -> String {
    let began = SystemTime::now().duration_since(UNIX_EPOCH).expect("a time after 1970");
    FAST.replace("BEGAN", &began.as_millis().to_string()).replace("SPEED", &speed.to_string())
}

/// Waits until so much time has passed on a page: for what must not happen in it.
pub async fn pass(time: Duration) {
    sleep(time / SPEED).await;
}
