//! The element on pages that are not ours.

mod attributes;
mod failing;
mod hostile;
mod loading;
mod methods;
mod moving;
mod parents;
mod telling;
mod theme;
mod typed_early;

use crate::harness::Scenario;
use crate::support::shadow::Shadow;
use crate::support::{Document, Figures, Page, Server};

/// The tests of all parts.
pub fn scenarios() -> Vec<Scenario> {
    let parts = [
        attributes::scenarios(),
        failing::scenarios(),
        hostile::scenarios(),
        loading::scenarios(),
        methods::scenarios(),
        moving::scenarios(),
        parents::scenarios(),
        telling::scenarios(),
        theme::scenarios(),
        typed_early::scenarios(),
    ];
    parts.into_iter().flatten().collect()
}

/// The element with an answer that is wholly visible.
pub const OPEN: &str = "<enough-pipeline mode=open></enough-pipeline>";
/// The element whatever it is like.
pub const ELEMENT: &str = "enough-pipeline";

/// The calculator is at work, and its exact answer is there.
pub const SETTLED: &str = "root?.querySelector('.ep-root:not(.ep-early)') \
    && root.querySelector('#ep-answer') && !root.querySelector('.ep-waiting, .ep-stale')";

/// Sets inputs on a known day by the element's property.
pub const GIVE: &str = "host.inputs = arguments[0]";

/// Notes what the element tells and what the page's console would show, in `heard` and `warned`.
pub const NOTE: &str = "<script>
    var heard = [], warned = [];
    for (const name of ['ready', 'start', 'result', 'gate-shown', 'lead-submit', 'lead-result',
        'export', 'share', 'error'])
        document.addEventListener(`ep:${name}`, event => heard.push({
            type: event.type, detail: event.detail, target: event.target.localName,
            composed: event.composed, cancelable: event.cancelable }));
    console.warn = (...words) => warned.push(words.join(' '));
    </script>";

/// The script element that a page embeds the release with.
pub fn script(page: &Page) -> String {
    format!("<script type=module src='{}'></script>", page.server().url("v1/embed.js"))
}

/// A page with this body and the release's script behind it.
pub fn document(page: &Page, body: &str) -> Document {
    let html = format!(
        "<!doctype html><html lang=en><meta name=viewport content='width=device-width'>\
         <title>A host page</title><body>{body}{}",
        script(page)
    );
    Document::page("", "", &html)
}

/// A site of others, with this body and the release's script, open in the browser.
pub async fn visit(page: &Page, body: &str) -> Server {
    let host = Server::with(vec![document(page, body)]);
    page.visit_url(&host.url("")).await;
    host
}

/// The same, once the calculator has answered.
pub async fn open(page: &Page, body: &str) -> Server {
    let host = visit(page, body).await;
    page.shadow(ELEMENT).until(SETTLED).await;
    host
}

/// Figures of a known day, so that the answer can be worked out here.
pub async fn give(inside: &Shadow<'_>, figures: &Figures) {
    inside.run::<()>(GIVE, vec![figures.canonical()]).await;
    settle(inside).await;
}

/// Types into the box of a field, and waits for the exact answer.
pub async fn fill(inside: &Shadow<'_>, key: &str, text: &str) {
    inside.fill(&format!("#ep-{key}"), text).await;
    settle(inside).await;
}

/// Waits for the exact answer after a change.
pub async fn settle(inside: &Shadow<'_>) {
    inside.frame().await;
    inside.until(SETTLED).await;
}

/// The chance that the calculator shows: "31 of 100".
pub async fn chance(inside: &Shadow<'_>) -> String {
    inside.text(".ep-big").await.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How often the release was asked for a file.
pub fn asked(page: &Page, file: &str) -> usize {
    page.requests().iter().filter(|request| request.ends_with(file)).count()
}

/// The path of a file of this version.
pub fn fixed(file: &str) -> String {
    format!("{}/{file}", env!("CARGO_PKG_VERSION"))
}
