//! The tests' own means for pages of others and for shadow roots, in every engine.

use fantoccini::key::Key;
use serde_json::json;

use crate::harness::scenarios;
use crate::support::{Document, Page, Server};

/// A host page with an element that has an open shadow root, whose script has this source.
fn host_page(script: &str) -> Document {
    let policy = "default-src 'none'; script-src 'self'";
    let html = format!(
        "<!doctype html><html lang=en><title>A host page</title>\
         <input id=before><host-element></host-element><script src='{script}'></script>"
    );
    Document::page("", policy, &html)
}

const ELEMENT: &str = "
    customElements.define('host-element', class extends HTMLElement {
        connectedCallback() {
            const root = this.attachShadow({ mode: 'open' });
            root.innerHTML = '<input id=box><button>Say  it</button><output></output>';
            root.querySelector('button').onclick = () =>
                root.querySelector('output').textContent = root.querySelector('input').value;
        }
    })";

async fn a_shadow_root_on_a_page_of_others_can_be_used(page: &Page) {
    let script = Document::new("element.js", "text/javascript", ELEMENT);
    let host = Server::with(vec![host_page("element.js"), script]);
    page.visit_url(&host.url("")).await;
    let inside = page.shadow("host-element");
    inside.until("root.querySelector('button')").await;
    inside.fill("#box", "2.4M").await;
    assert_eq!(inside.value("#box").await, "2.4M");
    assert_eq!(inside.eval::<String>("root.activeElement.nodeName").await, "BUTTON");
    page.press(Key::Enter).await;
    inside.until("root.querySelector('output').textContent").await;
    assert_eq!(inside.text("output").await, "2.4M");
    inside.fill("#box", "").await;
    inside.click_button("Say it").await;
    inside.until("!root.querySelector('output').textContent").await;
    inside.click("#box").await;
    assert_eq!(inside.eval::<String>("root.activeElement.id").await, "box");
    assert_eq!(host.requests(), ["GET /", "GET /element.js"]);
}

async fn a_page_of_others_is_another_origin_with_its_own_policy(page: &Page) {
    const FETCH: &str = "const [url, done] = [window.wanted, arguments[0]];
        fetch(url).then(answer => done(answer.status), () => done('refused'))";
    let origin = page.server().origin();
    let plain = "<!doctype html><title>A host page</title>";
    let strict = Document::page("strict", "default-src 'none'", plain);
    let open = format!("default-src 'none'; connect-src {origin}");
    let host = Server::with(vec![strict, Document::page("open", &open, plain)]);
    for (path, expected) in [("strict", json!("refused")), ("open", json!(200))] {
        page.visit_url(&host.url(path)).await;
        let wanted = page.server().url("index.html").into();
        page.run::<()>("window.wanted = arguments[0]", vec![wanted]).await;
        assert_eq!(page.run_async(FETCH).await, expected, "{path}");
    }
    let received = page.server().received();
    assert_eq!(received.len(), 1);
    assert_eq!(received[0].header("origin"), Some(host.origin().as_str()));
    assert_eq!(received[0].body, "");
}

scenarios! {
    in_every_engine("keys and clicks in a shadow tree"):
        a_shadow_root_on_a_page_of_others_can_be_used;
    in_one_engine:
        a_page_of_others_is_another_origin_with_its_own_policy;
}
