//! The element's properties and methods, and the answer without an element.

use serde_json::{Value, json};

use super::{ELEMENT, GIVE, NOTE, OPEN, SETTLED, chance, fill, give, open, settle, visit};
use crate::harness::scenarios;
use crate::support::{Document, Figures, Page, Server};

async fn inputs_can_be_given_before_and_after_the_script(page: &Page) {
    let early = "<script>
        const element = document.querySelector('enough-pipeline');
        element.inputs = { goal: 700000, win_rate: 31.5, period: 'next-quarter' };
        </script>";
    let _host = open(page, &format!("{NOTE}{OPEN}{early}")).await;
    let inside = page.shadow(ELEMENT);
    let own = "Object.hasOwn(host, 'inputs')";
    assert!(!inside.eval::<bool>(own).await, "the property hides the element's own");
    let given = "[host.inputs.goal, host.inputs.win_rate, host.inputs.period]";
    assert_eq!(inside.eval::<Value>(given).await, json!([700_000, 31.5, "next-quarter"]));
    assert_eq!(inside.value("#ep-goal").await, "700,000");
    assert_eq!(inside.value("#ep-period").await, "next-quarter");

    // Each adds to the one before, even in one script.
    let twice = "host.inputs = { goal: 5000000 }; host.inputs = { win_rate: 40 };
        const { goal, win_rate } = host.getState().typed; return [goal, win_rate]";
    assert_eq!(inside.run::<Value>(twice, vec![]).await, json!(["5,000,000", "40"]));
    settle(&inside).await;
    assert_eq!(inside.value("#ep-goal").await, "5,000,000");
    assert_eq!(inside.value("#ep-win_rate").await, "40");

    inside.run::<()>("host.reset()", vec![]).await;
    give(&inside, &Figures::example()).await;
    assert_eq!(chance(&inside).await, Figures::example().chance());
    inside.run::<()>(GIVE, vec![json!({ "goal": "x", "quota": 1, "win_rate": 20 })]).await;
    settle(&inside).await;
    assert_eq!(inside.value("#ep-goal").await, Figures::example().text("goal"));
    assert_eq!(inside.value("#ep-win_rate").await, "20");
    let warned: Vec<String> = page.eval("warned").await;
    assert_eq!(warned.len(), 2, "{warned:#?}");
    for strange in [json!(null), json!("text"), json!([1, 2]), json!(7)] {
        inside.run::<()>(GIVE, vec![strange]).await;
    }
    settle(&inside).await;
    assert_eq!(inside.value("#ep-win_rate").await, "20");
}

/// Frameworks set an attribute where the element is not yet known: the text of the object.
async fn inputs_that_became_an_attribute_are_read_or_warned_of(page: &Page) {
    let json = "<enough-pipeline mode=open inputs='{\"goal\": 700000}'></enough-pipeline>";
    let _host = open(page, &format!("{NOTE}{json}")).await;
    let inside = page.shadow(ELEMENT);
    assert_eq!(inside.value("#ep-goal").await, "700,000");
    let object = "host.setAttribute('inputs', { goal: 1 })";
    inside.run::<()>(object, vec![]).await;
    assert_eq!(inside.value("#ep-goal").await, "700,000");
    let warned: Vec<String> = page.eval("warned").await;
    assert!(warned.iter().any(|words| words.contains("JSON.stringify")), "{warned:#?}");
}

async fn a_report_is_what_the_screen_shows(page: &Page) {
    let _host = open(page, OPEN).await;
    let inside = page.shadow(ELEMENT);
    give(&inside, &Figures::example()).await;
    let report: Value = inside.eval("host.report").await;
    assert_eq!(report["headline"], json!(inside.text("#ep-answer").await));
    let chance = report["figures"]["chance"].as_f64().expect("a chance");
    assert_eq!(format!("{chance:.0} of 100"), Figures::example().chance());
    fill(&inside, "goal", "nonsense").await;
    assert_eq!(inside.eval::<Value>("[host.report, host.inputs]").await, json!([null, null]));
    inside.run::<()>("host.setAttribute('mode', 'gated')", vec![]).await;
    fill(&inside, "goal", "2M").await;
    assert_eq!(inside.eval::<Value>("host.report").await, json!(null));
    let files = "[host.export('csv'), host.export('json')]";
    assert_eq!(inside.eval::<Value>(files).await, json!([null, null]));
}

async fn what_was_typed_can_be_taken_and_given_back(page: &Page) {
    let host = open(page, OPEN).await;
    let inside = page.shadow(ELEMENT);
    give(&inside, &Figures::example()).await;
    fill(&inside, "goal", "2.4M").await;
    let period = "const box = root.querySelector('#ep-period'); box.value = 'this-year';
        box.dispatchEvent(new Event('input', { bubbles: true, composed: true }))";
    inside.run::<()>(period, vec![]).await;
    settle(&inside).await;
    let state: Value = inside.eval("host.getState()").await;
    let seen = (chance(&inside).await, inside.text("#ep-answer").await);
    assert_eq!(state["schema"], json!(1));

    inside.run::<()>("host.reset()", vec![]).await;
    settle(&inside).await;
    assert_ne!(inside.value("#ep-goal").await, "2.4M");
    assert_eq!(inside.value("#ep-period").await, "this-quarter");
    inside.run::<()>("host.setState(arguments[0])", vec![state.clone()]).await;
    settle(&inside).await;
    assert_eq!(inside.value("#ep-goal").await, "2.4M");
    assert_eq!(inside.value("#ep-period").await, "this-year");
    assert_eq!((chance(&inside).await, inside.text("#ep-answer").await), seen);

    // On another visit, before the calculator is there.
    page.visit_url(&host.url("")).await;
    inside.run::<()>("host.setState?.(arguments[0])", vec![state.clone()]).await;
    inside.until(SETTLED).await;
    if inside.value("#ep-goal").await != "2.4M" {
        inside.run::<()>("host.setState(arguments[0])", vec![state]).await;
        settle(&inside).await;
    }
    assert_eq!((chance(&inside).await, inside.text("#ep-answer").await), seen);
    for nonsense in [json!(null), json!({ "typed": 5 }), json!({ "locale": "en-US" })] {
        inside.run::<()>("host.setState(arguments[0])", vec![nonsense]).await;
    }
    settle(&inside).await;
    assert_eq!((chance(&inside).await, inside.text("#ep-answer").await), seen);
}

async fn figures_can_be_taken_as_a_file_and_printed(page: &Page) {
    let _host = open(page, &format!("{NOTE}{OPEN}")).await;
    let inside = page.shadow(ELEMENT);
    give(&inside, &Figures::example()).await;
    let csv: String = inside.eval("host.export('csv')").await;
    assert!(csv.contains("win_rate") || csv.contains("Win rate"), "{csv}");
    assert!(csv.lines().count() > 10, "{csv}");
    let json: String = inside.eval("host.export('json')").await;
    let parsed: Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(parsed, inside.eval::<Value>("host.report").await);
    assert_eq!(inside.eval::<Value>("host.export('exe')").await, json!(null));
    let exports = "heard.filter(one => one.type === 'ep:export').map(one => one.detail.kind)";
    assert_eq!(page.eval::<Value>(exports).await, json!(["csv", "json"]));

    page.run::<()>("window.print = () => { window.printed = true }", vec![]).await;
    inside.run::<()>("host.print()", vec![]).await;
    page.until("window.printed").await;
}

async fn a_destroyed_calculator_is_gone_and_can_be_had_anew(page: &Page) {
    let body = "<enough-pipeline mode=open><a href=/>Elsewhere</a></enough-pipeline>";
    let _host = open(page, body).await;
    let inside = page.shadow(ELEMENT);
    fill(&inside, "goal", "2.4M").await;
    inside.run::<()>("host.destroy(); host.destroy()", vec![]).await;
    let gone = "!root.querySelector('.ep-shell')
        && document.querySelector('enough-pipeline a').checkVisibility()";
    inside.until(gone).await;
    let quiet = "host.print(); host.reset(); host.setAttribute('locale', 'de-DE');
        host.removeAttribute('locale'); return [host.report ?? null, host.export('csv') ?? null]";
    assert_eq!(inside.run::<Value>(quiet, vec![]).await, json!([null, null]));
    inside
        .run::<()>("const place = host.parentNode; host.remove(); place.append(host)", vec![])
        .await;
    inside.until(SETTLED).await;
    assert_ne!(inside.value("#ep-goal").await, "2.4M");
}

async fn a_calculator_destroyed_on_its_way_does_not_come(page: &Page) {
    let body = "<enough-pipeline mode=open loading=click><a href=#>Link</a></enough-pipeline>";
    let _host = visit(page, body).await;
    let inside = page.shadow(ELEMENT);
    inside.until("root?.querySelector('.ep-early')").await;
    inside.run::<()>("host.destroy()", vec![]).await;
    page.click("enough-pipeline a").await;
    inside.frame().await;
    inside.frame().await;
    assert!(!inside.eval::<bool>("!!root.querySelector('.ep-shell')").await);
    assert!(page.requests().iter().all(|request| !request.contains(".wasm")));
}

async fn the_answer_can_be_had_without_an_element(page: &Page) {
    const ASSESS: &str = "
        const done = arguments[0];
        window.assess(window.given, { locale: 'de-DE', currency: 'EUR' }).then(done, error =>
            done(String(error)))";
    let module = format!(
        "<script type=module>import {{ assess }} from '{}'; window.assess = assess</script>",
        page.server().url("v1/embed.js")
    );
    let html = format!("<!doctype html><title>A host page</title>{module}");
    let host = Server::with(vec![Document::page("", "", &html)]);
    page.visit_url(&host.url("")).await;
    page.until("window.assess").await;
    let given = Figures::example().canonical();
    page.run::<()>("window.given = arguments[0]", vec![given]).await;
    let answer = page.run_async(ASSESS).await;
    let chance = answer["figures"]["chance"].as_f64().expect("a chance");
    assert_eq!(format!("{chance:.0} of 100"), Figures::example().chance());
    assert!(answer["headline"].as_str().expect("a headline").contains('€'), "{answer}");
    page.run::<()>("window.given = { goal: -1 }", vec![]).await;
    let answer = page.run_async(ASSESS).await;
    assert_eq!(answer["figures"], json!(null));
    assert_eq!(answer["problems"][0]["key"], json!("goal"));
}

scenarios! {
    in_one_engine:
        inputs_can_be_given_before_and_after_the_script,
        inputs_that_became_an_attribute_are_read_or_warned_of,
        a_report_is_what_the_screen_shows,
        what_was_typed_can_be_taken_and_given_back,
        figures_can_be_taken_as_a_file_and_printed,
        a_destroyed_calculator_is_gone_and_can_be_had_anew,
        a_calculator_destroyed_on_its_way_does_not_come,
        the_answer_can_be_had_without_an_element;
}
