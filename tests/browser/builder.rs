//! The snippet builder: what it writes works, what cannot work it says, and it can be read and used.

use std::fs;

use fantoccini::key::Key;
use serde_json::Value;

use crate::harness::scenarios;
use crate::support::{Document, Engine, Page, Rules, Server};

const BUILDER: &str = "v1/builder.html";
const READY: &str = "document.querySelector('#snippet')?.textContent";
/// What nobody may get to run by typing it.
const ATTACK: &str =
    "\"><script>window.hit = 1</script><img src=x onerror='window.hit = 1'>{{ 7 }}";

async fn open(page: &Page) {
    page.visit(BUILDER).await;
    page.until(READY).await;
}

/// Waits until the snippet follows what was chosen.
async fn rest(page: &Page) {
    page.until("document.querySelector('#snippet').ariaBusy !== 'true'").await;
    // What the program says to it comes a moment later.
    page.run_async("requestAnimationFrame(() => setTimeout(arguments[0], 0))").await;
}

/// Makes a choice, or types, as a visitor does.
async fn set(page: &Page, id: &str, text: &str) {
    const SET: &str = "
        const box = document.getElementById(arguments[0]), [, text] = arguments;
        for (let at = box; at; at = at.parentElement) if (at.nodeName === 'DETAILS') at.open = true;
        box.focus();
        box.value = text;
        box.dispatchEvent(new Event(box.nodeName === 'SELECT' ? 'change' : 'input'));
        box.blur();";
    page.run::<()>(SET, vec![id.into(), text.into()]).await;
}

async fn set_all(page: &Page, pairs: &[(&str, &str)]) {
    for (id, text) in pairs {
        set(page, id, text).await;
    }
    rest(page).await;
}

async fn paste_into(page: &Page, platform: &str) -> String {
    page.click(&format!("input[value='{platform}']")).await;
    rest(page).await;
    page.eval(READY).await
}

async fn summary(page: &Page) -> String {
    page.text("#summary:not([hidden])").await
}

/// Shows a snippet on a page of somebody else, and waits for the calculator in it.
async fn try_out(page: &Page, snippet: &str) -> Server {
    let html = format!("<!doctype html><html lang=en><title>A host page</title>{snippet}");
    let host = Server::with(vec![Document::page("", "", &html)]);
    page.visit_url(&host.url("")).await;
    page.until("document.querySelector('enough-pipeline, iframe')").await;
    if page.eval("!!document.querySelector('iframe')").await {
        page.until("document.querySelector('iframe').scrolling === 'no'").await;
        page.client().enter_frame(0).await.expect("the frame");
    }
    let goal = "root?.querySelector('#ep-goal, #ep-coverage-goal')?.value";
    page.shadow("enough-pipeline").until(goal).await;
    host
}

/// The snippet for React as it would run, with as much of React as it uses.
fn rendered(snippet: &str) -> String {
    const REACT: &str = "
        const useEffect = effect => effect();
        const put = (name, { style, ...rest }) => {
            const element = document.createElement(name);
            for (const [key, value] of Object.entries(rest)) element.setAttribute(key, value);
            for (const [key, value] of Object.entries(style))
                key.startsWith('--') ? element.style.setProperty(key, value) : (element.style[key] = value);
            document.body.append(element);
        };";
    let code = snippet.replace("import { useEffect } from \"react\";", REACT);
    let code = code.replace("export default ", "");
    let code =
        code.replace("<enough-pipeline {...settings} />", "put('enough-pipeline', settings)");
    let code = code.replace("<iframe {...settings} />", "put('iframe', settings)");
    format!("<body><script type=module>{code}\nPipelineCalculator();</script>")
}

const KINDS: [&str; 3] = ["moving", "pinned", "iframe"];

async fn every_kind_of_snippet_works_in_every_mode(page: &Page) {
    for kind in KINDS {
        for mode in ["gated", "open", "review"] {
            open(page).await;
            set_all(page, &[("kind", kind), ("mode", mode), ("locale", "de-DE")]).await;
            if mode == "gated" {
                set_all(page, &[("lead-provider", "host")]).await;
            }
            assert_eq!(summary(page).await, "", "{kind} {mode}");
            let snippet = paste_into(page, "html").await;
            let _host = try_out(page, &snippet).await;
            let inside = page.shadow("enough-pipeline");
            // A workspace has several calculators, each with ids of its own.
            let goal = if mode == "review" { "#ep-coverage-goal" } else { "#ep-goal" };
            inside.until(&format!("root.querySelector('{goal}')")).await;
            assert_eq!(inside.value(goal).await, "1.000.000", "{kind} {mode}");
            let gate = inside.eval::<bool>("!!root.querySelector('.ep-gate')").await;
            assert_eq!(gate, mode == "gated", "{kind} {mode}");
        }
    }
}

async fn every_platform_gets_what_works_there(page: &Page) {
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    for kind in KINDS {
        open(page).await;
        set_all(page, &[("kind", kind), ("mode", "open"), ("accent", "#aa0000")]).await;
        let plain = paste_into(page, "html").await;
        for platform in ["wordpress", "hubspot", "webflow"] {
            let snippet = paste_into(page, platform).await;
            let same = words(&snippet).replace("> <", "><");
            assert_eq!(same, words(&plain).replace("> <", "><"), "{platform}");
            assert!(!snippet.contains("\n\n"), "{platform}");
            assert!(!page.text("#steps").await.is_empty(), "{platform}");
        }
        let snippet = paste_into(page, "react").await;
        let _host = try_out(page, &rendered(&snippet)).await;
        let accent = "getComputedStyle(document.querySelector('enough-pipeline')).getPropertyValue('--ep-accent').trim()";
        assert_eq!(page.eval::<String>(accent).await, "#aa0000", "{kind}");
    }
}

/// Fills in the row of names or constants that was added last.
const ROW: &str = "
        const boxes = document.querySelectorAll(`#${arguments[0]} input`);
        boxes.forEach((box, index) => {
            box.value = arguments[index + 1];
            box.dispatchEvent(new Event('input'));
        });";

async fn every_setting_arrives_at_the_element(page: &Page) {
    open(page).await;
    let settings = [
        ("lead-provider", "hubspot"),
        ("portal-id", "123"),
        ("form-id", "a-b"),
        ("region", "eu1"),
        ("subscription-type-id", "9"),
        ("seller", ATTACK),
        ("privacy-url", "https://firm.example/privacy?a=1&b=2"),
        ("ask-name", "require"),
        ("ask-company", "optional"),
        ("business-email", "require"),
        ("lead-figures", "exact"),
        ("consent-text", "Yes, write to me"),
        ("consent-version", "2026-11"),
        ("analytics", "datalayer"),
        ("data-layer", "myLayer"),
        ("share", "hash"),
        ("save", "local"),
        ("loading", "eager"),
        ("locale", "en-GB"),
        ("currency", "EUR"),
        ("theme", "dark"),
    ];
    set_all(page, &settings).await;
    for (group, name, value) in [("map", "win_rate", "00N5g00000ABC"), ("constant", "oid", "00D")] {
        page.run::<()>(&format!("document.querySelector('#{group}-add').click()"), vec![]).await;
        page.run::<()>(ROW, vec![group.into(), name.into(), value.into()]).await;
    }
    rest(page).await;
    assert_eq!(summary(page).await, "");
    assert!(!page.eval::<bool>("!!window.hit").await);
    let snippet = paste_into(page, "html").await;
    assert!(!snippet.contains("<script>") && !snippet.contains("{{"), "{snippet}");
    let _host = try_out(page, &snippet).await;
    assert!(!page.eval::<bool>("!!window.hit").await);
    let got: Value = page
        .eval(
            "Object.fromEntries([...document.querySelector('enough-pipeline').attributes]
            .map(({ name, value }) => [name, value]))",
        )
        .await;
    let usual = [("analytics", "datalayer")];
    for (key, text) in settings.iter().filter(|pair| !usual.contains(pair)) {
        assert_eq!(got[key], *text);
    }
    assert_eq!(got["map-win-rate"], "00N5g00000ABC");
    assert_eq!(got["constant-oid"], "00D");
    let inside = page.shadow("enough-pipeline");
    // Of an untouched example no figure is sent.
    inside.fill("#ep-win_rate", "31").await;
    inside.rest().await;
    let sent: String = inside.eval("root.querySelector('.ep-gate').textContent").await;
    assert!(sent.contains("00N5g00000ABC") || sent.contains("Win rate"), "{sent}");
}

async fn what_cannot_work_is_said_beside_the_field(page: &Page) {
    let cases = [
        ("portal-id", "12 3", "the id from HubSpot"),
        ("form-id", "", "missing"),
        ("privacy-url", "http://firm.example", "https://"),
        ("privacy-url", "javascript:alert(1)", "https://"),
        ("currency", "EURO", "currency code"),
        ("currency", "QQQ", "USD or EUR"),
        ("locale", "not_a_locale", "language"),
        ("data-layer", "a.b", "global variable"),
        ("accent", "red", "six digits"),
        ("accent", "#ffff00", "contrast"),
        ("text", "grey", "six digits"),
        ("radius", "33", "0 to 32"),
        ("font", "x;} body{", "names of fonts"),
        ("subscription-type-id", "abc", "digits"),
    ];
    open(page).await;
    set_all(page, &[("lead-provider", "hubspot"), ("portal-id", "1"), ("form-id", "b")]).await;
    assert_eq!(summary(page).await, "");
    for (key, text, part) in cases {
        let before: String =
            page.run("return document.getElementById(arguments[0]).value", vec![key.into()]).await;
        set_all(page, &[(key, text)]).await;
        let said = page.text(&format!("#{key}-problem:not([hidden])")).await;
        assert!(said.contains(part), "{key}={text}: {said:?}");
        assert!(
            summary(page).await.contains(said.split(". #").next().unwrap_or_default()),
            "{key}"
        );
        let invalid: bool =
            page.eval(&format!("document.querySelector('#{key}').ariaInvalid === 'true'")).await;
        assert!(invalid, "{key}={text}");
        set_all(page, &[(key, &before)]).await;
        assert_eq!(summary(page).await, "", "{key} again");
    }
}

async fn a_colour_that_is_hard_to_read_is_mended_by_one_press(page: &Page) {
    open(page).await;
    set_all(page, &[("mode", "open"), ("accent", "#7fd1de")]).await;
    page.click("#accent-problem button").await;
    rest(page).await;
    assert_eq!(summary(page).await, "");
    let accent: String = page.eval("document.querySelector('#accent').value").await;
    assert_eq!(page.eval::<String>("document.activeElement.id").await, "accent");
    let snippet: String = page.eval(READY).await;
    assert!(snippet.contains(&format!("--ep-accent:{accent}")), "{snippet}");
    let shown =
        "document.querySelector('#preview enough-pipeline').style.getPropertyValue('--ep-accent')";
    assert_eq!(page.eval::<String>(shown).await, accent);
}

async fn the_snippet_is_copied_once_everything_is_settled(page: &Page) {
    open(page).await;
    page.run::<()>("navigator.clipboard.writeText = async text => { window.noted = text }", vec![])
        .await;
    page.click("#copy").await;
    page.until("document.activeElement.id === 'lead-provider'").await;
    assert!(page.text("#status").await.starts_with("Not copied"));
    assert!(!page.eval::<bool>("!!window.noted").await);
    set_all(page, &[("mode", "open")]).await;
    page.run::<()>("document.querySelector('#copy').focus()", vec![]).await;
    page.press(Key::Enter).await;
    page.until("window.noted").await;
    assert_eq!(page.eval::<String>("noted").await, page.eval::<String>(READY).await);
    page.until("document.querySelector('#status').textContent === 'Copied.'").await;
    page.run::<()>("navigator.clipboard.writeText = async () => { throw new Error('no') }", vec![])
        .await;
    page.press(Key::Enter).await;
    page.until("document.activeElement.id === 'snippet'").await;
    let chosen: String = page.eval("getSelection().toString().trim()").await;
    assert_eq!(chosen, page.eval::<String>(READY).await.trim());
}

async fn it_asks_what_the_program_knows_and_nothing_else(page: &Page) {
    open(page).await;
    let release = crate::support::environment::required(crate::support::environment::DIST);
    let offers = fs::read_to_string(release.join("v1/builder.json")).expect("the choices");
    let offers: Value = serde_json::from_str(&offers).expect("JSON");
    for (key, choice) in offers["choices"].as_object().expect("choices") {
        let names: Value = page.eval(&format!(
            "[...document.querySelectorAll('#{key} option')].map(one => one.value).filter(Boolean)"
        )).await;
        assert_eq!(names, choice["names"], "{key}");
    }
}

async fn a_lead_of_the_preview_goes_nowhere(page: &Page) {
    open(page).await;
    set_all(page, &[("lead-provider", "webhook"), ("lead-endpoint", &page.server().url("hook"))])
        .await;
    // Not every window is high enough for the preview to be near.
    page.run::<()>("document.querySelector('#preview').scrollIntoView()", vec![]).await;
    let inside = page.shadow("#preview enough-pipeline");
    inside.until("root?.querySelector('#ep-email')").await;
    inside.until("root.querySelector('#ep-goal').value").await;
    inside.fill("#ep-email", "ada@analytical.example").await;
    inside.click_button("Send and see the whole answer").await;
    inside.until("!root.querySelector('.ep-gate')").await;
    assert!(page.server().requests().iter().all(|request| request.starts_with("GET ")));
}

async fn it_breaks_no_rule_and_fits_from_phone_to_desk(page: &Page) {
    open(page).await;
    let settings = [("lead-provider", "hubspot"), ("portal-id", "1 2"), ("accent", "#aa0044")];
    set_all(page, &settings).await;
    let all = "document.querySelectorAll('details').forEach(one => one.open = true)";
    page.run::<()>(all, vec![]).await;
    page.run::<()>("document.querySelector('#preview').scrollIntoView()", vec![]).await;
    page.shadow("#preview enough-pipeline").until("root?.querySelector('#ep-goal')").await;
    for width in [320, 360, 640, 768, 1280] {
        page.resize(width, 900).await;
        let wide: u32 = page.eval("document.documentElement.scrollWidth").await;
        assert!(wide <= width, "{wide} pixels at {width}");
    }
    Rules::load().check_own_colours(page, "body > :not(#none)", "the builder").await;
}

scenarios! {
    in_every_engine("which locales and currencies there are, and what is selected"):
        what_cannot_work_is_said_beside_the_field,
        the_snippet_is_copied_once_everything_is_settled;
    in_one_engine:
        every_kind_of_snippet_works_in_every_mode,
        every_platform_gets_what_works_there,
        every_setting_arrives_at_the_element,
        a_colour_that_is_hard_to_read_is_mended_by_one_press,
        it_asks_what_the_program_knows_and_nothing_else,
        a_lead_of_the_preview_goes_nowhere;
    only_in(&[Engine::Chromium], "it alone can be asked for colour schemes"):
        it_breaks_no_rule_and_fits_from_phone_to_desk;
}
