//! What the page hears of a calculator: events, and entries in its data layer.

use serde_json::{Value, json};

use super::{ELEMENT, NOTE, SETTLED, fill, give, open, settle};
use crate::harness::scenarios;
use crate::support::{Figures, Page};

/// The types of the events heard so far.
const TYPES: &str = "heard.map(one => one.type)";

async fn use_it(page: &Page) {
    let inside = page.shadow(ELEMENT);
    inside.until(SETTLED).await;
    fill(&inside, "goal", "2.4M").await;
    inside.run::<()>("host.export('csv')", vec![]).await;
}

async fn every_step_is_told_once_with_its_detail(page: &Page) {
    let body = "<enough-pipeline mode=open share=hash></enough-pipeline>";
    let _host = open(page, &format!("{NOTE}{body}")).await;
    use_it(page).await;
    page.until("heard.some(one => one.type === 'ep:result')").await;
    let copy = "navigator.clipboard.writeText = async () => {}";
    page.run::<()>(copy, vec![]).await;
    page.shadow(ELEMENT).click_button("Copy a link to these figures").await;
    page.until("heard.some(one => one.type === 'ep:share')").await;
    let mut types: Vec<String> = page.eval(TYPES).await;
    types.sort();
    assert_eq!(types, ["ep:export", "ep:ready", "ep:result", "ep:share", "ep:start"]);
    let told: Vec<Value> = page.eval("heard").await;
    for one in &told {
        assert_eq!(one["detail"]["schema"], json!(1), "{one}");
        assert_eq!(one["detail"]["tool"], json!("coverage"), "{one}");
        assert_eq!(one["detail"]["version"], json!(env!("CARGO_PKG_VERSION")), "{one}");
        assert_eq!(one["detail"]["instance"], json!("ep-1"), "{one}");
        assert_eq!([&one["target"], &one["composed"]], [&json!(ELEMENT), &json!(true)]);
        assert_eq!(one["cancelable"], json!(false), "{one}");
    }
    let bands = "heard.filter(one => one.type === 'ep:result').map(one => one.detail.band)";
    assert_eq!(page.eval::<Value>(bands).await, json!(["short"]));
}

async fn the_data_layer_gets_names_and_bands_but_no_figures(page: &Page) {
    const LAYER: &str = "dataLayer.map(entry => [entry.event, entry.result_band])";
    let layer = "<script>var dataLayer = [{ event: 'first' }]</script>";
    let element = "<enough-pipeline></enough-pipeline>";
    let _host = open(page, &format!("{NOTE}{layer}{element}")).await;
    let inside = page.shadow(ELEMENT);
    give(&inside, &Figures::example().with("goal", "2417000")).await;
    fill(&inside, "goal", "2419000").await;
    page.until("dataLayer.some(entry => entry.event === 'calculator_complete')").await;
    let entries: Value = page.eval(LAYER).await;
    let expected = json!([
        ["first", null],
        ["calculator_view", null],
        ["calculator_gate_view", null],
        ["calculator_start", null],
        ["calculator_complete", "short"],
    ]);
    assert_eq!(entries, expected);
    let all: String = page.eval("JSON.stringify(dataLayer)").await;
    assert!(!all.contains("241"), "{all}");
    let entry: Value = page.eval("dataLayer[1]").await;
    assert_eq!(entry["calculator_id"], json!("coverage"));
    assert_eq!(entry["instance_id"], json!("ep-1"));
    assert_eq!(entry["currency"], json!("USD"));
}

async fn the_page_chooses_where_it_hears(page: &Page) {
    let quiet = "<script>Object.defineProperty(navigator, 'globalPrivacyControl',
        { value: true, configurable: true })</script>";
    for (before, attributes, layer, events) in [
        ("", "data-layer=myLayer", "myLayer", true),
        ("", "analytics=events", "", true),
        ("", "analytics=off", "", false),
        // Who asks not to be followed is not.
        (quiet, "", "", false),
    ] {
        let element = format!("<enough-pipeline mode=open {attributes}></enough-pipeline>");
        let _host = open(page, &format!("{NOTE}{before}{element}")).await;
        use_it(page).await;
        settle(&page.shadow(ELEMENT)).await;
        let layers = "['dataLayer', 'myLayer'].filter(name => name in window).join()";
        assert_eq!(page.eval::<String>(layers).await, layer, "{attributes}");
        let heard = page.eval::<Vec<String>>(TYPES).await;
        assert_eq!(!heard.is_empty(), events, "{attributes}: {heard:?}");
    }
}

async fn a_listener_that_throws_breaks_nothing(page: &Page) {
    let hostile = "<script>
        for (const name of ['ready', 'start', 'result', 'export'])
            document.addEventListener(`ep:${name}`, event => {
                event.target.getState(); event.target.inputs; event.target.report;
                throw new Error('not ours');
            });
        window.dataLayer = { push() { throw new Error('not ours') } };
        </script>";
    let body = format!("{NOTE}{hostile}<enough-pipeline mode=open></enough-pipeline>");
    let _host = open(page, &body).await;
    use_it(page).await;
    let inside = page.shadow(ELEMENT);
    page.until("heard.some(one => one.type === 'ep:result')").await;
    fill(&inside, "goal", "3M").await;
    assert_eq!(inside.text("#ep-goal-understood strong").await, "$3,000,000");
}

scenarios! {
    in_one_engine:
        every_step_is_told_once_with_its_detail,
        the_data_layer_gets_names_and_bands_but_no_figures,
        the_page_chooses_where_it_hears,
        a_listener_that_throws_breaks_nothing;
}
