//! Elements that a page moves, takes out and makes anew.

use serde_json::{Value, json};

use super::{ELEMENT, OPEN, SETTLED, asked, fill, open, visit};
use crate::harness::scenarios;
use crate::support::{Engine, Page};

/// Each way to move an element, as a script that knows it as `host`.
const MOVES: [(&str, &str); 6] = [
    (
        "to the same place at once",
        "const place = host.parentNode; host.remove(); place.append(host)",
    ),
    ("into another parent", "document.querySelector('#other').append(host)"),
    ("back before the others", "document.body.prepend(host)"),
    (
        "out and in by microtasks",
        "host.remove(); Promise.resolve().then(() => document.body.append(host))",
    ),
    (
        "out and in after a while",
        "host.remove(); setTimeout(() => document.body.prepend(host), 300)",
    ),
    (
        "through a detached fragment",
        "const fragment = new DocumentFragment(); fragment.append(host);
         setTimeout(() => document.querySelector('#other').append(fragment), 100)",
    ),
];

async fn a_moved_calculator_stays_as_it_was(page: &Page) {
    let _host = open(page, &format!("{OPEN}<div id=other></div>")).await;
    let inside = page.shadow(ELEMENT);
    fill(&inside, "goal", "2.4M").await;
    inside.run::<()>("window.host = host", vec![]).await;
    for (how, script) in MOVES {
        page.run::<()>(script, vec![]).await;
        page.until("host.isConnected").await;
        // What it does about having been taken out, it does within a moment.
        inside.frame().await;
        inside.until(SETTLED).await;
        assert_eq!(inside.value("#ep-goal").await, "2.4M", "{how}");
        let one = "root.querySelectorAll('.ep-root').length";
        assert_eq!(inside.eval::<u32>(one).await, 1, "{how}");
    }
    // What happens to it is still heard, and it still works.
    fill(&inside, "goal", "3M").await;
    assert_eq!(inside.text("#ep-goal-understood strong").await, "$3,000,000");
    assert_eq!(asked(page, "calculator.wasm"), 1);
}

async fn changes_while_it_is_away_are_there_when_it_is_back(page: &Page) {
    let _host = open(page, OPEN).await;
    let inside = page.shadow(ELEMENT);
    let away = "window.host = host; host.remove(); setTimeout(() => {
        host.inputs = { goal: 1234567 };
        host.setAttribute('currency', 'GBP');
        window.away = host.getState().typed.goal;
        document.body.append(host);
    }, 100)";
    inside.run::<()>(away, vec![]).await;
    page.until("window.away").await;
    assert_eq!(page.eval::<String>("window.away").await, "1,234,567");
    inside.until(SETTLED).await;
    assert_eq!(inside.value("#ep-goal").await, "1,234,567");
    assert!(inside.text(".ep-answer").await.contains('£'));
}

async fn an_element_can_be_made_by_a_script_and_replaced_by_another(page: &Page) {
    const MAKE: &str = "
        document.querySelector('enough-pipeline')?.remove();
        const element = document.createElement('enough-pipeline');
        element.mode = 'ignored';
        element.setAttribute('mode', 'open');
        element.setAttribute('loading', 'eager');
        element.inputs = { goal: arguments[0] };
        document.body.append(element)";
    let _host = visit(page, "").await;
    page.until("customElements.get('enough-pipeline')").await;
    for goal in [700_000, 800_000, 900_000] {
        page.run::<()>(MAKE, vec![goal.into()]).await;
        let inside = page.shadow(ELEMENT);
        inside.until(SETTLED).await;
        assert_eq!(inside.value("#ep-goal").await, format!("{},000", goal / 1000));
    }
    // Taken out again before it could come.
    let hasty = "const element = document.querySelector('enough-pipeline');
        for (let i = 0; i < 20; i++) {
            const one = element.cloneNode(true);
            document.body.append(one);
            if (i % 2) one.remove();
        }
        element.remove();
        return document.querySelectorAll('enough-pipeline').length";
    assert_eq!(page.run::<u32>(hasty, vec![]).await, 10);
    let all = "[...document.querySelectorAll('enough-pipeline')].every(one =>
        one.shadowRoot.querySelector('.ep-root:not(.ep-early)'))";
    page.until(all).await;
    assert_eq!(asked(page, "calculator.wasm"), 1);
}

async fn it_comes_in_another_shadow_root_and_once_it_is_shown(page: &Page) {
    let body = "<div id=outer><template shadowrootmode=open>\
        <enough-pipeline mode=open></enough-pipeline></template></div>";
    let _host = visit(page, body).await;
    let inner = "document.querySelector('#outer').shadowRoot.querySelector('enough-pipeline')";
    let there = format!("{inner}.shadowRoot?.querySelector('.ep-root:not(.ep-early)')");
    page.until(&there).await;

    let hidden = "<div id=tab style='display:none'>
        <enough-pipeline mode=open></enough-pipeline></div>";
    let _host = visit(page, hidden).await;
    let inside = page.shadow(ELEMENT);
    inside.until("root").await;
    inside.frame().await;
    assert_eq!(inside.eval::<Value>("root.querySelector('.ep-shell')").await, json!(null));
    page.run::<()>("document.querySelector('#tab').style.display = ''", vec![]).await;
    inside.until(SETTLED).await;
}

/// Puts `window.kept`, or else one new element after the other, into the page and takes it out.
const CYCLE: &str = "
    const done = arguments[0], pause = () => new Promise(go => setTimeout(go));
    const until = async wanted => { while (!wanted()) await pause(); };
    const fresh = () => {
        const element = document.createElement('enough-pipeline');
        element.setAttribute('mode', 'open');
        element.setAttribute('loading', 'eager');
        return element;
    };
    (async () => {
        if (window.keep) window.kept ??= fresh();
        for (let i = 0; i < window.cycles; i++) {
            const element = window.kept ?? fresh();
            document.body.append(element);
            await until(() => element.shadowRoot.querySelector('.ep-root:not(.ep-early)'));
            element.remove();
            await until(() => !element.shadowRoot.querySelector('.ep-shell'));
        }
    })().then(() => done(null), error => done(String(error)))";

async fn cycle(page: &Page, times: u32) -> Held {
    page.run::<()>("window.cycles = arguments[0]", vec![times.into()]).await;
    assert_eq!(page.run_async(CYCLE).await, json!(null));
    Held::by(page).await
}

/// Chromium alone tells how much memory its scripts hold after all that can go has gone.
async fn hundreds_of_comings_and_goings_leave_no_memory_behind(page: &Page) {
    let _host = visit(page, "<script>var keep = true</script>").await;
    page.until("customElements.get('enough-pipeline')").await;
    // What is made once is there after the first.
    let before = cycle(page, 20).await;
    let mut after = Held::default();
    for _ in 0..3 {
        after = cycle(page, 100).await;
    }
    assert!(after.bytes <= before.bytes * 1.03, "{before:?} before, {after:?} after");
    assert!(after.nodes <= before.nodes * 1.03, "{before:?} before, {after:?} after");
}

/// For each calculator that was, Yew keeps the listeners of its place: a fixed small price for an
/// element that a framework makes anew.
async fn elements_made_anew_leave_little_behind(page: &Page) {
    const EACH: f64 = 8192.0;
    let _host = visit(page, "").await;
    page.until("customElements.get('enough-pipeline')").await;
    let before = cycle(page, 20).await;
    let mut after = Held::default();
    for _ in 0..2 {
        after = cycle(page, 20).await;
    }
    assert!(after.bytes <= before.bytes + 40.0 * EACH, "{before:?} before, {after:?} after");
    assert!(after.nodes <= before.nodes + 40.0 * 2.0, "{before:?} before, {after:?} after");
}

/// What a page holds once all that can go has gone.
#[derive(Debug, Default)]
struct Held {
    /// Of its scripts and of wasm.
    bytes: f64,
    nodes: f64,
}

impl Held {
    async fn by(page: &Page) -> Self {
        page.devtools("HeapProfiler.enable", json!({})).await;
        for _ in 0..3 {
            page.devtools("HeapProfiler.collectGarbage", json!({})).await;
            page.run_async("setTimeout(arguments[0], 100)").await;
        }
        let usage = page.devtools("Runtime.getHeapUsage", json!({})).await;
        let nodes = page.devtools("Memory.getDOMCounters", json!({})).await;
        let number = |value: &Value| value.as_f64().unwrap_or_default();
        let bytes = number(&usage["usedSize"]) + number(&usage["backingStorageSize"]);
        Self { bytes, nodes: number(&nodes["nodes"]) }
    }
}

scenarios! {
    in_every_engine("the callbacks of custom elements, and shadow trees in markup"):
        a_moved_calculator_stays_as_it_was,
        it_comes_in_another_shadow_root_and_once_it_is_shown;
    in_one_engine:
        changes_while_it_is_away_are_there_when_it_is_back,
        an_element_can_be_made_by_a_script_and_replaced_by_another;
    only_in(&[Engine::Chromium], "it alone tells how much memory a page holds"):
        hundreds_of_comings_and_goings_leave_no_memory_behind,
        elements_made_anew_leave_little_behind;
}
