//! The calculator in an iframe of a page that is not ours, and what the two tell each other.

use std::fs;

use serde_json::{Value, json};

use crate::harness::scenarios;
use crate::support::environment::{DIST, required};
use crate::support::shadow::Shadow;
use crate::support::{Document, Engine, Figures, Page, Server};

const ELEMENT: &str = "enough-pipeline";
/// Notes what the page hears.
const LISTEN: &str = "
    window.heard = [];
    for (const name of ['ready', 'start', 'result', 'lead-submit', 'lead-result'])
        addEventListener(`ep:${name}`, event =>
            heard.push({ name, on: event.target.id, detail: event.detail }));";

/// A page of somebody else with a frame for each query, the script for frames, and another script.
fn host(release: &Server, queries: &[&str], script: &str) -> Server {
    let origin = release.origin();
    let frame = |(index, query): (usize, &&str)| {
        let src = format!("{origin}/v1/frame.html?{query}");
        format!(
            "<iframe id=frame{index} src='{src}' title=Calculator width=900 height=500></iframe>"
        )
    };
    let frames: String = queries.iter().enumerate().map(frame).collect();
    let html = format!(
        "<!doctype html><html lang=en><title>A host page</title><script src=own.js></script>\
         <script type=module src='{origin}/v1/iframe.js'></script>{frames}"
    );
    let policy = format!("default-src 'none'; frame-src {origin}; script-src 'self' {origin}");
    let own = Document::new("own.js", "text/javascript", script);
    Server::with(vec![Document::page("", &policy, &html), own])
}

async fn enter(page: &Page, index: u16) -> Shadow<'_> {
    page.until(&format!("frames.length > {index}")).await;
    page.client().enter_frame(index).await.expect("a frame");
    let shadow = page.shadow(ELEMENT);
    shadow.until("root?.querySelector('#ep-goal')?.value && root.querySelector('.ep-answer, #ep-answer')").await;
    shadow
}

async fn leave(page: &Page) {
    page.client().enter_parent_frame().await.expect("the page around");
}

/// The height that a page gave a frame; 0 while it has given none.
async fn height(page: &Page, index: u16) -> f64 {
    page.eval(&format!("parseFloat(document.querySelector('#frame{index}').style.height) || 0"))
        .await
}

async fn a_page_that_allows_only_frames_shows_the_calculator(page: &Page) {
    let origin = page.server().origin();
    let html = format!(
        "<!doctype html><title>A host page</title>\
         <iframe src='{origin}/v1/frame.html?mode=open' width=900 height=500></iframe>"
    );
    let policy = format!("default-src 'none'; frame-src {origin}");
    let host = Server::with(vec![Document::page("", &policy, &html)]);
    page.visit_url(&host.url("")).await;
    let inside = enter(page, 0).await;
    inside.put("#ep-goal", "2.4M").await;
    inside.until("host.inputs?.goal === 2400000").await;
    leave(page).await;
    let size: f64 = page.eval("document.querySelector('iframe').offsetHeight").await;
    assert!((size - 504.0).abs() < 8.0, "{size}");
}

async fn a_frame_is_as_high_as_its_content_at_any_time(page: &Page) {
    let host = host(page.server(), &["mode=open"], "");
    page.visit_url(&host.url("")).await;
    // Where everything stands in one column.
    page.run::<()>("document.querySelector('#frame0').width = 360", vec![]).await;
    page.until("document.querySelector('#frame0').scrolling === 'no'").await;
    let inside = enter(page, 0).await;
    let mut heights = vec![0.0];
    for _ in 0..3 {
        let (last, body) =
            (heights[heights.len() - 1], "document.body.getBoundingClientRect().height");
        page.until(&format!(
            "innerHeight !== {last} && innerHeight >= {body} && innerHeight < {body} + 16"
        ))
        .await;
        heights.push(page.eval::<f64>("innerHeight").await);
        inside.run::<()>("root.querySelector('.ep-toggle').click()", vec![]).await;
    }
    assert!(heights[2] > heights[1] + 100.0 && heights[3] < heights[2] - 100.0, "{heights:?}");
    assert!(heights.iter().all(|height| height % 8.0 == 0.0), "{heights:?}");
}

async fn several_frames_keep_to_themselves(page: &Page) {
    let queries = ["mode=open&locale=en-US", "mode=open&locale=de-DE&currency=EUR"];
    let host = host(page.server(), &queries, LISTEN);
    page.visit_url(&host.url("")).await;
    page.until("heard.filter(one => one.name === 'ready').length === 2").await;
    enter(page, 1).await.put("#ep-goal", "2,4 Mio").await;
    leave(page).await;
    page.until("heard.some(one => one.name === 'start')").await;
    let started: Vec<String> =
        page.eval("heard.filter(one => one.name === 'start').map(one => one.on)").await;
    assert_eq!(started, ["frame1"]);
    let inside = enter(page, 0).await;
    assert_eq!(inside.value("#ep-goal").await, "1,000,000");
    leave(page).await;
    // Out of sight, a frame of another origin may not be drawn, and does not know its height.
    for frame in ["#frame0", "#frame1"] {
        let frame = format!("document.querySelector('{frame}')");
        page.run::<()>(&format!("{frame}.scrollIntoView()"), vec![]).await;
        page.until(&format!("parseFloat({frame}.style.height) > 500")).await;
    }
}

async fn a_lead_names_the_page_and_where_the_visitor_came_from(page: &Page) {
    let host = host(page.server(), &["mode=gated&lead-provider=host"], LISTEN);
    page.visit_url(&host.url("?utm_source=news&other=1")).await;
    let inside = enter(page, 0).await;
    inside.put("#ep-email", "ada@analytical.example").await;
    inside.run::<()>("root.querySelector('.ep-gate-form').requestSubmit()", vec![]).await;
    leave(page).await;
    page.until("heard.some(one => one.name === 'lead-result')").await;
    let lead: Value = page.eval("heard.find(one => one.name === 'lead-submit').detail.lead").await;
    assert_eq!(lead["email"], "ada@analytical.example");
    assert_eq!(lead["page_url"], host.url(""));
    assert_eq!(lead["page_title"], "A host page");
    assert_eq!(lead["utm_source"], "news");
    assert_eq!(lead.get("other"), None);
    let outcome: String =
        page.eval("heard.find(one => one.name === 'lead-result').detail.outcome").await;
    assert_eq!(outcome, "confirmed");
    let layer: Vec<Value> = page.eval("dataLayer").await;
    assert!(layer.iter().any(|entry| entry["event"] == "generate_lead"), "{layer:?}");
    assert!(!json!(layer).to_string().contains("ada@"), "{layer:?}");
}

async fn a_link_to_figures_is_read_from_the_page_and_taken_off_it(page: &Page) {
    let figures = Figures::example().with("goal", "1,750,000");
    let host = host(page.server(), &["mode=open&share=hash&locale=en-US", "mode=open"], "");
    let link = figures.path();
    page.visit_url(&host.url(&format!("{link}&section=2"))).await;
    let inside = enter(page, 0).await;
    inside.until("root.querySelector('#ep-goal').value === '1,750,000'").await;
    leave(page).await;
    assert_eq!(page.eval::<String>("location.hash").await, "#section=2");
    let inside = enter(page, 1).await;
    assert_ne!(inside.value("#ep-goal").await, "1,750,000");
    assert!(page.server().requests().iter().all(|request| !request.contains("ep=")));
}

/// A page that stands for the release's own: it takes orders by its address.
const ACTOR: &str = "
    addEventListener('message', ({ ports: [port] }) => {
        window.port = port;
        for (const message of JSON.parse(decodeURIComponent(location.search.slice(1))))
            port.postMessage(message);
    });
    parent.postMessage({ ns: 'ep', v: 1, type: 'hello' }, location.origin);";

/// The page around an actor that sends these messages, on the actor's own origin.
fn stage(messages: &Value) -> Server {
    let script = fs::read(required(DIST).join("v1/iframe.js")).expect("the script for frames");
    let src: String =
        url::form_urlencoded::byte_serialize(messages.to_string().as_bytes()).collect();
    let src = src.replace('+', "%20");
    let html = format!(
        "<!doctype html><title>A host page</title><script src=own.js></script>\
         <script type=module src=v1/iframe.js></script>\
         <iframe id=frame0 src='v1/frame.html?{src}' width=900 height=500></iframe>"
    );
    let actor = "<!doctype html><title>An actor</title><script type=module src=actor.js></script>";
    Server::with(vec![
        Document::page("", "", &html),
        Document::new("own.js", "text/javascript", LISTEN),
        Document::new("v1/iframe.js", "text/javascript", script),
        Document::page("v1/frame.html", "", actor),
        Document::new("v1/actor.js", "text/javascript", ACTOR),
    ])
}

async fn heights_are_kept_within_bounds_and_small_changes_passed_over(page: &Page) {
    let height = |value: Value| json!({ "type": "height", "height": value });
    let cases = [
        (vec![json!(50)], 120.0, "no"),
        (vec![json!(1e9)], 200_000.0, ""),
        (vec![json!(203)], 208.0, "no"),
        (vec![json!(203), json!(null), json!("900"), json!([])], 208.0, "no"),
        (vec![json!(800), json!(803), json!(400)], 400.0, "no"),
    ];
    for (heights, expected, scrolling) in cases {
        let end = json!({ "type": "event", "name": "ep:ready", "detail": {} });
        let messages: Vec<Value> = heights.into_iter().map(height).chain([end]).collect();
        let host = stage(&json!(messages));
        page.visit_url(&host.url("")).await;
        page.until("heard.length").await;
        page.run_async("requestAnimationFrame(() => setTimeout(arguments[0], 0))").await;
        let got = self::height(page, 0).await;
        let bars: String = page.eval("document.querySelector('iframe').scrolling").await;
        assert_eq!((got, bars.as_str()), (expected, scrolling), "{messages:?}");
    }
}

async fn what_is_no_event_of_ours_does_not_happen_on_the_page(page: &Page) {
    let host = stage(&json!([
        { "type": "event", "name": "click", "detail": {} },
        { "type": "event", "name": "ep:<b>", "detail": {} },
        { "type": "event", "name": ["ep:start"], "detail": {} },
        { "type": "entry", "entry": "text" },
        { "type": "entry", "entry": { "event": 5 } },
        { "type": "other" }, null, 7,
        { "type": "entry", "entry": { "event": "known" } },
        { "type": "event", "name": "ep:ready", "detail": {} },
    ]));
    page.visit_url(&host.url("")).await;
    page.until("heard.length").await;
    let names: Vec<String> = page.eval("heard.map(one => one.name)").await;
    assert_eq!(names, ["ready"]);
    assert_eq!(page.eval::<Value>("dataLayer").await, json!([{ "event": "known" }]));
}

/// Says hello in every way but the right one, and tells the page around whether it was answered.
const IMPOSTOR: &str = "
    addEventListener('message', () => parent.postMessage('answered', '*'));
    for (const message of [
        { ns: 'ep', v: 1, type: 'hello' }, { ns: 'ep', v: 1, type: 'height', height: 200 },
        { ns: 'ep', v: 1, type: 'event', name: 'ep:start', detail: {} },
    ]) parent.postMessage(message, '*');
    parent.postMessage('done', '*');";

/// Speaks from the page itself and listens for what the impostor reports.
const SAME_WINDOW: &str = "
    window.said = [];
    addEventListener('message', ({ data }) => typeof data === 'string' && said.push(data));
    addEventListener('load', () => {
        postMessage({ ns: 'ep', v: 1, type: 'hello' }, '*');
        postMessage({ ns: 'ep', v: 1, type: 'height', height: 200 }, '*');
    });";

async fn the_page_answers_frames_of_the_release_alone(page: &Page) {
    let origin = page.server().origin();
    let impostor = Server::with(vec![
        Document::page("v1/frame.html", "", "<title>x</title><script src=x.js></script>"),
        Document::new("v1/x.js", "text/javascript", IMPOSTOR),
    ]);
    let html = format!(
        "<!doctype html><title>A host page</title><script src=own.js></script>\
         <script type=module src='{origin}/v1/iframe.js'></script>\
         <iframe id=frame0 src='{origin}/v1/frame.html?mode=open' height=500></iframe>\
         <script type=module src=late.js></script>"
    );
    let late = format!(
        "addEventListener('load', () => {{ const other = document.createElement('iframe');
         other.id = 'frame1'; other.src = '{}'; document.body.append(other); }})",
        impostor.url("v1/frame.html")
    );
    let own = [LISTEN, SAME_WINDOW].concat();
    let host = Server::with(vec![
        Document::page("", "", &html),
        Document::new("own.js", "text/javascript", own),
        Document::new("late.js", "text/javascript", late),
    ]);
    page.visit_url(&host.url("")).await;
    page.until("said.includes('done') && heard.some(one => one.name === 'ready')").await;
    assert_eq!(page.eval::<Vec<String>>("said").await, ["done"]);
    assert!(height(page, 1).await < 1.0);
    page.until("parseFloat(document.querySelector('#frame0').style.height) > 208").await;
    assert!(!page.eval::<bool>("heard.some(one => one.name === 'start')").await);
}

/// Sends a frame what is wrong in one way each, then what is right.
const SUITOR: &str = "
    window.answers = {};
    addEventListener('load', () => {
        const frame = document.querySelector('iframe').contentWindow;
        const init = { ns: 'ep', v: 1, type: 'init', page: { href: 'https://page.example/', title: 7 } };
        const tries = {
            space: { ...init, ns: 'other' }, version: { ...init, v: 2 }, type: { ...init, type: 'hello' },
            nothing: null, right: init,
        };
        for (const [name, message] of Object.entries(tries)) {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = ({ data }) => (answers[name] ??= []).push(data.type);
            frame.postMessage(message, '*', [port2]);
        }
        frame.postMessage(init, '*');
    });";

fn courting(src: &str, policy: &str) -> Server {
    let html = format!(
        "<!doctype html><title>A host page</title><script src=own.js></script>\
         <iframe id=frame0 src='{src}' height=500></iframe>"
    );
    let own = Document::new("own.js", "text/javascript", SUITOR);
    Server::with(vec![Document::page("", policy, &html), own])
}

async fn a_frame_answers_only_what_it_understands(page: &Page) {
    let host = courting(&page.server().url("v1/frame.html?mode=open"), "");
    page.visit_url(&host.url("")).await;
    page.until("answers.right?.includes('height')").await;
    assert_eq!(page.eval::<Vec<String>>("Object.keys(answers)").await, ["right"]);
    enter(page, 0).await;
    let visit: Value = page.eval("enoughPipelineVisit").await;
    let expected =
        json!({ "href": "https://page.example/", "title": "", "search": "", "cookie": "" });
    assert_eq!(visit, expected);
}

/// The page for frames without its headers and without a calculator.
fn bare_frame() -> Server {
    let file = |name: &str, kind: &str| {
        let text = fs::read(required(DIST).join("v1").join(name)).expect(name);
        Document::new(name, kind, text).header("Access-Control-Allow-Origin", "*")
    };
    let stub = Document::new("embed.js", "text/javascript", "");
    let stub = stub.header("Access-Control-Allow-Origin", "*");
    let style = file("frame.css", "text/css");
    let script = file("frame.js", "text/javascript");
    Server::with(vec![file("frame.html", "text/html"), style, script, stub])
}

// WebKit runs no script of a frame without an origin.
async fn a_page_without_an_origin_is_not_answered(page: &Page) {
    let bare = bare_frame();
    for (policy, answered) in [("", true), ("sandbox allow-scripts", false)] {
        let host = courting(&bare.url("frame.html"), policy);
        page.visit_url(&host.url("")).await;
        page.until("document.readyState === 'complete'").await;
        page.client().enter_frame(0).await.expect("the frame");
        page.until("document.querySelector('main').firstChild").await;
        let known = page.eval::<bool>("typeof enoughPipelineVisit === 'object'").await;
        assert_eq!(known, answered, "{policy}");
        leave(page).await;
        if answered {
            page.until("answers.right").await;
        }
        let told: Vec<String> = page.eval("Object.keys(answers)").await;
        assert_eq!(told.len(), usize::from(answered), "{policy}: {told:?}");
    }
}

// WebKit runs no script of a frame without an origin.
async fn a_frame_without_an_origin_works_at_its_own_height(page: &Page) {
    let origin = page.server().origin();
    let html = format!(
        "<!doctype html><title>A host page</title><script src=own.js></script>\
         <script type=module src='{origin}/v1/iframe.js'></script><iframe id=frame0 height=500 \
         sandbox='allow-scripts allow-forms' src='{origin}/v1/frame.html?mode=open'></iframe>"
    );
    let own = Document::new("own.js", "text/javascript", LISTEN);
    let host = Server::with(vec![Document::page("", "", &html), own]);
    page.visit_url(&host.url("")).await;
    let inside = enter(page, 0).await;
    inside.put("#ep-goal", "2.4M").await;
    inside.until("host.inputs?.goal === 2400000").await;
    leave(page).await;
    assert!(height(page, 0).await < 1.0);
    assert_eq!(page.eval::<Value>("heard").await, json!([]));
}

async fn the_look_is_taken_from_the_address_if_it_is_one(page: &Page) {
    let bad = "surface=url(https://x.example/)&radius=%22%3E%3Cscript%3E&onclick=alert(1)";
    page.visit(&format!("v1/frame.html?mode=open&accent=%23aa0000&{bad}&theme=dark")).await;
    page.until(&format!("document.querySelector('{ELEMENT}')")).await;
    let style: String =
        page.eval(&format!("document.querySelector('{ELEMENT}').style.cssText")).await;
    assert_eq!(style, "--ep-accent: #aa0000;");
    let names: Vec<String> =
        page.eval(&format!("document.querySelector('{ELEMENT}').getAttributeNames().sort()")).await;
    assert_eq!(names, ["loading", "mode", "style", "theme"]);
}

scenarios! {
    in_every_engine("frames, their messages and their origins"):
        a_page_that_allows_only_frames_shows_the_calculator,
        a_frame_is_as_high_as_its_content_at_any_time,
        the_page_answers_frames_of_the_release_alone,
        a_frame_answers_only_what_it_understands;
    in_one_engine:
        several_frames_keep_to_themselves,
        a_lead_names_the_page_and_where_the_visitor_came_from,
        a_link_to_figures_is_read_from_the_page_and_taken_off_it,
        heights_are_kept_within_bounds_and_small_changes_passed_over,
        what_is_no_event_of_ours_does_not_happen_on_the_page,
        the_look_is_taken_from_the_address_if_it_is_one;
    only_in(&[Engine::Chromium], "WebKit runs no script of a frame without an origin"):
        a_page_without_an_origin_is_not_answered,
        a_frame_without_an_origin_works_at_its_own_height;
}
