//! Pages that make it hard, on purpose or not.

use serde_json::{Value, json};

use super::{ELEMENT, OPEN, SETTLED, chance, document, fill, give, open, script, visit};
use crate::harness::scenarios;
use crate::support::{Document, Engine, Figures, Page, Server};

/// Styles that reach everything they can.
const STYLES: [&str; 3] = [
    "*, *::before, *::after { all: unset !important }",
    "html { font-size: 40px } input, button, select, table, h2, p, label, section { display: none;
        color: red; font: 60px fantasy; background: red; margin: 90px } \
     .ep-root, .ep-input, .ep-shell { display: none }",
    "body { font: italic 700 3px/9 fantasy; letter-spacing: 1em; text-transform: uppercase;
        text-align: center; white-space: nowrap; visibility: visible; color: white;
        cursor: none; word-spacing: 9em; text-indent: 4em; direction: rtl; writing-mode: vertical-rl }",
];

/// What the look of a calculator comes down to.
const LOOK: &str = "
    const style = (selector, name) => getComputedStyle(root.querySelector(selector))[name];
    return ['fontSize', 'fontStyle', 'fontWeight', 'lineHeight', 'letterSpacing', 'textTransform',
        'textAlign', 'whiteSpace', 'color', 'display', 'direction', 'writingMode', 'textIndent',
        'backgroundColor', 'marginTop', 'cursor']
        .flatMap(name => ['.ep-root', '.ep-lede', '#ep-goal', '.ep-button', 'label']
            .map(selector => `${selector} ${name}: ${style(selector, name)}`))";

async fn assert_it_works(page: &Page, what: &str) {
    let inside = page.shadow(ELEMENT);
    inside.until(SETTLED).await;
    give(&inside, &Figures::example()).await;
    assert_eq!(chance(&inside).await, Figures::example().chance(), "{what}");
    fill(&inside, "goal", "2.4M").await;
    let same = Figures::example().with("goal", "2400000");
    assert_eq!(chance(&inside).await, same.chance(), "{what}");
}

async fn styles_of_the_page_stay_outside(page: &Page) {
    let _host = open(page, OPEN).await;
    let plain: Vec<String> = page.shadow(ELEMENT).run(LOOK, vec![]).await;
    for style in STYLES {
        let _host = visit(page, &format!("<style>{style}</style>{OPEN}")).await;
        assert_it_works(page, style).await;
        let look: Vec<String> = page.shadow(ELEMENT).run(LOOK, vec![]).await;
        let differs: Vec<_> = plain.iter().zip(&look).filter(|(a, b)| a != b).collect();
        assert!(differs.is_empty(), "{style}: {differs:#?}");
    }
}

async fn a_page_from_right_to_left_can_use_it(page: &Page) {
    let html = format!("<!doctype html><html lang=ar dir=rtl>{OPEN}{}", script(page));
    let host = Server::with(vec![Document::page("", "", &html)]);
    page.visit_url(&host.url("")).await;
    assert_it_works(page, "rtl").await;
    // Its words are English, and run as English does.
    let shell = "root.querySelector('.ep-shell')";
    let direction = format!("getComputedStyle({shell}).direction + {shell}.lang");
    assert_eq!(page.shadow(ELEMENT).eval::<String>(&direction).await, "ltren");
}

async fn a_policy_without_styles_is_enough(page: &Page) {
    let origin = page.server().origin();
    let policy =
        format!("default-src 'none'; script-src {origin} 'wasm-unsafe-eval'; connect-src {origin}");
    let types = "require-trusted-types-for 'script'; trusted-types 'none'";
    for policy in [policy.clone(), format!("{policy}; {types}")] {
        let html = format!("<!doctype html><title>A host page</title>{OPEN}{}", script(page));
        let host = Server::with(vec![Document::page("", &policy, &html)]);
        page.visit_url(&host.url("")).await;
        assert_it_works(page, &policy).await;
        let styled = "getComputedStyle(root.querySelector('.ep-columns')).display === 'grid'";
        assert!(page.shadow(ELEMENT).eval::<bool>(styled).await, "{policy}");
    }
}

/// Only Chromium's console can be read.
async fn a_strict_policy_has_nothing_to_complain_of(page: &Page) {
    let origin = page.server().origin();
    let policy = format!(
        "default-src 'none'; script-src {origin} 'wasm-unsafe-eval'; connect-src {origin}; \
         require-trusted-types-for 'script'; trusted-types 'none'"
    );
    let icon = "<link rel=icon href='data:,'>";
    let html = format!("<!doctype html><title>A host page</title>{OPEN}{}", script(page));
    let policy = format!("{policy}; img-src data:");
    let host = Server::with(vec![Document::page("", &policy, &(icon.to_owned() + &html))]);
    page.visit_url(&host.url("")).await;
    assert_it_works(page, &policy).await;
    assert_eq!(page.console().await, Vec::<String>::new());
}

async fn storage_that_throws_is_done_without(page: &Page) {
    const REFUSE: &str = "<script>
        for (const name of ['localStorage', 'sessionStorage'])
            Object.defineProperty(window, name, { get() { throw new Error('refused') } });
        delete crypto.randomUUID; Object.defineProperty(navigator, 'locks', { value: undefined });
        </script>";
    for element in [
        "<enough-pipeline mode=open save=local share=hash></enough-pipeline>",
        "<enough-pipeline mode=gated save=local></enough-pipeline>",
    ] {
        let _host = open(page, &format!("{REFUSE}{element}")).await;
        let inside = page.shadow(ELEMENT);
        fill(&inside, "goal", "2.4M").await;
        assert_eq!(inside.text("#ep-goal-understood strong").await, "$2,400,000");
    }
}

async fn a_frame_that_may_keep_nothing_is_enough(page: &Page) {
    let frame = "<iframe sandbox=allow-scripts src=inner width=900 height=700></iframe>";
    let host = Server::with(vec![Document::page("", "", frame), document(page, OPEN).at("inner")]);
    page.visit_url(&host.url("")).await;
    page.client().enter_frame(0).await.expect("the frame");
    assert_eq!(page.eval::<String>("origin").await, "null");
    if page.engine() == Engine::WebKit {
        // What its driver types does not reach a frame; that the calculator answers shows.
        let inside = page.shadow(ELEMENT);
        inside.until(SETTLED).await;
        give(&inside, &Figures::example()).await;
        assert_eq!(chance(&inside).await, Figures::example().chance());
    } else {
        assert_it_works(page, "a frame").await;
    }
}

async fn an_element_in_front_of_and_behind_the_script_comes(page: &Page) {
    let html = format!(
        "<!doctype html><title>A host page</title><div id=a>{OPEN}</div>{}<div id=b>{OPEN}</div>",
        script(page).replace("type=module", "type=module async")
    );
    let host = Server::with(vec![Document::page("", "", &html)]);
    page.visit_url(&host.url("")).await;
    for place in ["#a > *", "#b > *"] {
        let inside = page.shadow(place);
        inside.run::<()>("host.scrollIntoView()", vec![]).await;
        inside.until(SETTLED).await;
    }
}

async fn a_narrow_place_and_forced_sizes_do_not_overflow(page: &Page) {
    const BEYOND: &str = "const edge = host.getBoundingClientRect().right + 1;
        return [...root.querySelectorAll('*')].filter(one => one.checkVisibility()
            && one.getBoundingClientRect().right > edge && !one.closest('svg, .ep-scroll, .ep-sr'))
            .map(one => one.className)";
    for width in [300, 500, 1000] {
        let body = format!("<div style='width:{width}px'>{OPEN}</div>");
        let _host = open(page, &body).await;
        let beyond: Value = page.shadow(ELEMENT).run(BEYOND, vec![]).await;
        assert_eq!(beyond, json!([]), "{width}");
    }
}

scenarios! {
    in_every_engine("shadow trees, policies, sandboxes and when elements come"):
        styles_of_the_page_stay_outside,
        a_policy_without_styles_is_enough,
        a_frame_that_may_keep_nothing_is_enough,
        an_element_in_front_of_and_behind_the_script_comes;
    in_one_engine:
        a_page_from_right_to_left_can_use_it,
        storage_that_throws_is_done_without,
        a_narrow_place_and_forced_sizes_do_not_overflow;
    only_in(&[Engine::Chromium], "its console alone can be read"):
        a_strict_policy_has_nothing_to_complain_of;
}
