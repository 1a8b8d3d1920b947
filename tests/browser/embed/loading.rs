//! What is loaded, when, and what the page notices of it.

use serde_json::{Value, json};

use super::{ELEMENT, OPEN, SETTLED, asked, chance, document, fill, fixed, give, open, visit};
use crate::harness::scenarios;
use crate::loading::SHIFTS;
use crate::support::{Document, Engine, Fault, Figures, Page, Server};

/// Notes the names of the page's globals before the script adds any.
const BEFORE: &str = "<script>var before = Object.getOwnPropertyNames(window)</script>";
/// Those that are there now and were not; scripts of the tests' own aside.
const ADDED: &str = "Object.getOwnPropertyNames(window).filter(name =>
    !before.includes(name) && !/^before$|webdriver|cdc_|^ret_nodes$|^\\d+$/i.test(name))";
/// What the page does before the script, as the README advises, so that nothing moves after it.
const RESERVED: &str = "<style>enough-pipeline{display:block;min-height:100vh}</style>";
/// Further down than anybody looks at first, in pixels.
const FAR: &str = "<div style='height:5000px'></div>";

async fn one_element_and_one_script_are_a_calculator(page: &Page) {
    let body = format!("{BEFORE}<enough-pipeline mode=open></enough-pipeline>");
    let _host = open(page, &body).await;
    let inside = page.shadow(ELEMENT);
    give(&inside, &Figures::example()).await;
    fill(&inside, "goal", "2.4M").await;
    assert_eq!(inside.text("#ep-goal-understood").await, "Understood as $2,400,000");
    let same = Figures::example().with("goal", "2400000");
    assert_eq!(chance(&inside).await, same.chance());
    assert_eq!(page.eval::<Value>(ADDED).await, json!(["dataLayer"]));
}

async fn nothing_is_loaded_before_the_element_is_near(page: &Page) {
    const QUIET: &str = "customElements.whenDefined('enough-pipeline').then(() =>
        requestAnimationFrame(() => setTimeout(arguments[0], 300)))";
    let _host = visit(page, &format!("{FAR}{OPEN}")).await;
    page.run_async(QUIET).await;
    assert_eq!(page.requests(), ["GET /v1/embed.js"]);
    let reserved = "document.querySelector('enough-pipeline').offsetHeight === innerHeight";
    assert!(page.eval::<bool>(reserved).await, "no height is reserved");
    page.run::<()>("scrollTo(0, 4800)", vec![]).await;
    page.shadow(ELEMENT).until(SETTLED).await;
    let mut loaded = page.requests();
    loaded.sort();
    let mut files = ["calculator.js", "calculator.wasm", "coverage-open.json"]
        .map(|file| format!("GET /{}", fixed(file)))
        .to_vec();
    files.push("GET /v1/embed.js".to_owned());
    assert_eq!(loaded, files);
}

async fn several_on_one_page_share_the_program_and_nothing_else(page: &Page) {
    let body = "<enough-pipeline id=one mode=open></enough-pipeline>\
        <enough-pipeline id=two mode=open locale=de-DE currency=EUR></enough-pipeline>\
        <enough-pipeline id=three></enough-pipeline>";
    let _host = open(page, body).await;
    let (one, two, three) = (page.shadow("#one"), page.shadow("#two"), page.shadow("#three"));
    for inside in [&two, &three] {
        inside.run::<()>("host.scrollIntoView()", vec![]).await;
        inside.until(SETTLED).await;
    }
    for (file, times) in [("calculator.wasm", 1), ("calculator.js", 1), ("coverage-open.json", 1)] {
        assert_eq!(asked(page, file), times, "{file}");
    }
    let third = three.value("#ep-goal").await;
    fill(&one, "goal", "2.4M").await;
    fill(&two, "goal", "2,4M").await;
    assert_eq!(one.text("#ep-goal-understood strong").await, "$2,400,000");
    assert_eq!(two.text("#ep-goal-understood strong").await, "2.400.000\u{a0}€");
    assert_eq!(three.value("#ep-goal").await, third);
    assert!(three.eval::<bool>("!!root.querySelector('.ep-gate')").await);
    assert!(!one.eval::<bool>("!!root.querySelector('.ep-gate')").await);
}

async fn an_element_loads_its_own_program_and_no_other(page: &Page) {
    const THERE: &str = "root?.querySelector('.ep-root:not(.ep-early, .ep-waits)')";
    for (attributes, program) in [
        ("mode=open", "calculator"),
        ("calculator=constructor", "calculator"),
        ("calculator=Sweep mode=open", "deals"),
        ("calculator=forecast", "deals"),
        ("calculator=leads", "plan"),
        ("calculator=review mode=open", "plan"),
        ("calculator=leads mode=review", "workspace"),
    ] {
        let release = Server::start();
        let script = release.url("v1/embed.js");
        let html = format!(
            "<!doctype html><title>A host page</title>\
             <enough-pipeline {attributes}></enough-pipeline>\
             <script type=module src='{script}'></script>"
        );
        let host = Server::with(vec![Document::page("", "", &html)]);
        page.visit_url(&host.url("")).await;
        page.shadow(ELEMENT).until(THERE).await;
        let asked = release.requests();
        let wasm: Vec<_> = asked.iter().filter(|one| one.contains(".wasm")).collect();
        assert_eq!(wasm, [&format!("GET /{}", fixed(&format!("{program}.wasm")))]);
    }
}

async fn nothing_in_sight_moves_when_the_program_takes_over(page: &Page) {
    const PLACES: &str = "return [...root.querySelectorAll('.ep-question, .ep-field, #ep-answer')]
        .map(one => Math.round(one.getBoundingClientRect().top))
        .filter(top => top < innerHeight)";
    for (width, mode) in [(1280, "open"), (1280, "gated"), (360, "open")] {
        page.resize(width, 800).await;
        page.server().set_fault(&fixed("calculator.wasm"), Some(Fault::Held));
        let element = format!("<enough-pipeline mode={mode}></enough-pipeline>");
        let _host = visit(page, &element).await;
        let inside = page.shadow(ELEMENT);
        inside.until("root?.querySelector('.ep-early')").await;
        let before: Vec<i32> = inside.run(PLACES, vec![]).await;
        page.server().set_fault(&fixed("calculator.wasm"), None);
        inside.until(SETTLED).await;
        let after: Vec<i32> = inside.run(PLACES, vec![]).await;
        assert!(before.len() > 3, "{before:?}");
        assert_eq!(before, after, "{mode} at {width}");
    }
}

/// Only Chromium tells of layout shifts.
async fn the_page_around_does_not_shift(page: &Page) {
    for (width, before) in [(360, ""), (1280, ""), (1280, "<p>Above</p>")] {
        page.resize(width, 800).await;
        let _host = open(page, &format!("{RESERVED}{before}{OPEN}<p>Below")).await;
        assert_eq!(page.run_async(SHIFTS).await, json!([]), "at {width}");
    }
}

async fn loading_can_wait_for_a_touch_or_start_at_once(page: &Page) {
    let body = "<enough-pipeline mode=open loading=click></enough-pipeline>";
    let _host = visit(page, body).await;
    let inside = page.shadow(ELEMENT);
    inside.until("root?.querySelector('.ep-early')").await;
    inside.frame().await;
    assert_eq!(asked(page, "calculator.wasm"), 0);
    inside.click("#ep-goal").await;
    inside.until(SETTLED).await;
    assert_eq!(inside.eval::<String>("root.activeElement.id").await, "ep-goal");

    for when in ["eager", "idle"] {
        let element = format!("{FAR}<enough-pipeline mode=open loading={when}></enough-pipeline>");
        let _host = open(page, &element).await;
        assert_eq!(page.eval::<i64>("scrollY").await, 0, "{when}");
    }
}

async fn a_second_copy_of_the_script_changes_nothing(page: &Page) {
    let second = page.server().url(&fixed("embed.js"));
    let script = format!("<script type=module src='{second}'></script>");
    let host = Server::with(vec![
        document(page, &format!("{OPEN}{script}")),
        Document::page("third", "", &format!("<!doctype html>{OPEN}{script}")),
    ]);
    page.visit_url(&host.url("")).await;
    page.shadow(ELEMENT).until(SETTLED).await;
    assert_eq!(asked(page, "embed.js"), 2);
    assert_eq!(asked(page, "calculator.wasm"), 1);
    // The address of one version works alone too.
    page.visit_url(&host.url("third")).await;
    page.shadow(ELEMENT).until(SETTLED).await;
}

scenarios! {
    in_every_engine("custom elements, hydration, observers and idle time"):
        one_element_and_one_script_are_a_calculator,
        nothing_is_loaded_before_the_element_is_near,
        nothing_in_sight_moves_when_the_program_takes_over,
        loading_can_wait_for_a_touch_or_start_at_once;
    in_one_engine:
        several_on_one_page_share_the_program_and_nothing_else,
        an_element_loads_its_own_program_and_no_other,
        a_second_copy_of_the_script_changes_nothing;
    only_in(&[Engine::Chromium], "it alone tells of layout shifts"):
        the_page_around_does_not_shift;
}
