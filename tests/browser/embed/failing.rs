//! What is seen where the calculator can't come.

use serde_json::{Value, json};

use super::{ELEMENT, NOTE, SETTLED, document, fixed, script};
use crate::harness::scenarios;
use crate::support::{Document, Engine, Fault, Page, Server};

/// An element with a link for those who get nothing else.
const ELEMENT_WITH_LINK: &str =
    "<enough-pipeline mode=open><a href='/elsewhere'>Open the calculator</a></enough-pipeline>";

/// The same on a page in German.
const GERMAN_WITH_LINK: &str = "<enough-pipeline lang=de mode=open>\
    <a href='/elsewhere'>Zum Rechner</a></enough-pipeline>";

/// Whether the link can be seen and pressed.
const LINK_SHOWS: &str = "const link = document.querySelector('enough-pipeline a');
    return link.checkVisibility() && link.getBoundingClientRect().height > 0
        && !host.shadowRoot?.querySelector('.ep-shell')";

async fn assert_failed(page: &Page, what: &str) {
    page.until("heard.some(({ type }) => type === 'ep:error')").await;
    let inside = page.shadow(ELEMENT);
    assert!(inside.run::<bool>(LINK_SHOWS, vec![]).await, "{what}: no link");
    let told = "heard.map(({ type, detail }) => [type, detail.code, detail.schema, detail.tool])";
    let expected = json!([["ep:error", "load", 1, "coverage"]]);
    assert_eq!(page.eval::<Value>(told).await, expected, "{what}");
    let warned = "warned.filter(words => words.startsWith('enough-pipeline')).length";
    assert_eq!(page.eval::<u32>(warned).await, 1, "{what}");
}

/// Takes the element out and puts it in again, which is to load it again.
async fn assert_comes_at_last(page: &Page) {
    let again = "const place = host.parentNode; host.remove();
        setTimeout(() => place.prepend(host), 50)";
    let inside = page.shadow(ELEMENT);
    inside.run::<()>(again, vec![]).await;
    inside.until(SETTLED).await;
    let link = "document.querySelector('enough-pipeline a').checkVisibility()";
    assert!(!page.eval::<bool>(link).await);
}

/// Makes each file fail this way on a release of its own: a browser may remember what it had from
/// another page's visit.
async fn assert_each_is_needed(page: &Page, element: &str, files: &[&str], fault: Fault) {
    for file in files {
        let release = Server::start();
        release.set_fault(&fixed(file), Some(fault));
        let script = release.url("v1/embed.js");
        let html = format!(
            "<!doctype html><title>A host page</title>{NOTE}{element}\
             <script type=module src='{script}'></script>"
        );
        let host = Server::with(vec![Document::page("", "", &html)]);
        page.visit_url(&host.url("")).await;
        assert_failed(page, file).await;
        release.set_fault(&fixed(file), None);
        assert_comes_at_last(page).await;
    }
}

const FILES: [&str; 3] = ["calculator.wasm", "coverage-open.json", "calculator.js"];

async fn a_missing_file_leaves_the_link_and_can_come_later(page: &Page) {
    assert_each_is_needed(page, ELEMENT_WITH_LINK, &FILES, Fault::Missing).await;
}

async fn a_file_other_than_released_is_not_used(page: &Page) {
    // WebKit does not compare the hash of a module that is loaded ahead.
    let files = if page.engine() == Engine::WebKit { &FILES[..2] } else { &FILES };
    assert_each_is_needed(page, ELEMENT_WITH_LINK, files, Fault::Altered).await;
}

async fn missing_or_altered_words_leave_the_link_too(page: &Page) {
    const FILES: [&str; 2] = ["calculator.de.txt", "coverage-open.de.json"];
    assert_each_is_needed(page, GERMAN_WITH_LINK, &FILES, Fault::Missing).await;
    assert_each_is_needed(page, GERMAN_WITH_LINK, &FILES, Fault::Altered).await;
}

async fn a_policy_that_forbids_it_leaves_the_link(page: &Page) {
    let origin = page.server().origin();
    let refusals = [
        ("no wasm", format!("script-src {origin} 'unsafe-inline'; connect-src {origin}")),
        ("no connection", format!("script-src {origin} 'unsafe-inline' 'wasm-unsafe-eval'")),
    ];
    for (what, policy) in refusals {
        let html = format!("<!doctype html>{NOTE}{ELEMENT_WITH_LINK}{}", script(page));
        let policy = format!("default-src 'none'; {policy}");
        let host = Server::with(vec![Document::page("", &policy, &html)]);
        page.visit_url(&host.url("")).await;
        assert_failed(page, what).await;
    }
}

async fn without_the_script_there_is_the_link(page: &Page) {
    page.server().set_fault("v1/embed.js", Some(Fault::Missing));
    let host = Server::with(vec![document(page, ELEMENT_WITH_LINK)]);
    page.visit_url(&host.url("")).await;
    assert!(page.shadow(ELEMENT).run::<bool>(LINK_SHOWS, vec![]).await);
}

scenarios! {
    in_every_engine("what is fetched, hashes, and policies"):
        a_missing_file_leaves_the_link_and_can_come_later,
        a_file_other_than_released_is_not_used,
        a_policy_that_forbids_it_leaves_the_link;
    in_one_engine:
        missing_or_altered_words_leave_the_link_too,
        without_the_script_there_is_the_link;
}
