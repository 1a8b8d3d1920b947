//! The form: what it holds back, what it asks, and who may pass.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use enough_pipeline::text::formats::{Formats, Plain};
use fantoccini::key::Key;
use serde_json::Value;

use super::site::{JANE, Site, pass};
use crate::harness::scenarios;
use crate::support::{Desk, Figures, Kind, Page};

/// Figures in a text that are long enough to be told from others.
fn figures(text: &str) -> BTreeSet<String> {
    let part = |char: char| char.is_ascii_digit() || "$,.KMB%×".contains(char);
    let tokens = text.split(|char| !part(char)).map(|token| token.trim_end_matches(['.', ',']));
    let long = |token: &&str| token.len() >= 5 && token.bytes().any(|byte| byte.is_ascii_digit());
    tokens.filter(long).map(str::to_owned).collect()
}

async fn no_figure_is_in_the_document_before_its_time(page: &Page) {
    const ALL: &str = "new XMLSerializer().serializeToString(root)
        + [...root.querySelectorAll('input, select')].map(one => one.value).join(' ')
        + document.documentElement.outerHTML + JSON.stringify(window.dataLayer)";
    const DETAILS: &str =
        "root.querySelectorAll('.ep-section, .ep-table, .ep-how, .ep-levers').length";
    let desk = Desk::start(Kind::Webhook);
    let site = Site::new(page, &desk);
    site.visit().await;
    let inside = site.inside();
    let before: String = inside.eval(ALL).await;
    let headline = inside.text(".ep-verdict").await;
    assert_eq!(inside.eval::<usize>(DETAILS).await, 0);
    let taken = "JSON.stringify([host.report, host.export('csv'), host.export('json')])";
    assert_eq!(inside.eval::<String>(taken).await, "[null,null,null]");
    site.answer(JANE).await;
    site.opened().await;
    let given: String = inside.eval("root.querySelector('.ep-given').textContent").await;
    let mut secret = figures(&inside.text(".ep-answer").await);
    secret.retain(|figure| !headline.contains(figure) && !given.contains(figure));
    assert!(secret.len() > 15, "{secret:?}");
    let told: Vec<_> = secret.iter().filter(|figure| before.contains(*figure)).collect();
    assert!(told.is_empty(), "{told:?}");
    assert!(inside.eval::<usize>(DETAILS).await > 5);
    assert!(inside.eval::<bool>("host.report.figures.chance > 0").await);
}

async fn the_headline_is_true(page: &Page) {
    let desk = Desk::start(Kind::Webhook);
    let site = Site::new(page, &desk);
    for goal in ["500000", "1000000", "20000000"] {
        let figures = Figures::example().with("goal", goal);
        site.visit_path(&figures.path()).await;
        let inside = site.inside();
        let chance = inside.text(".ep-big").await;
        let chance = chance.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(chance, figures.chance());
        let inputs = figures.inputs();
        let report = enough_pipeline::calc::coverage::report(
            &inputs,
            enough_pipeline::calc::coverage::Precision::Settled,
        );
        let formats = Plain::default();
        let verdict =
            enough_pipeline::text::verdict::verdict(&report, &inputs, &formats as &dyn Formats);
        assert_eq!(inside.text(".ep-verdict").await, verdict.headline);
    }
}

async fn what_is_wrong_is_said_beside_its_box_which_has_the_focus(page: &Page) {
    const WRONG: &str = "[...root.querySelectorAll('.ep-gate [aria-invalid=true]')].map(box =>
        [box.id, root.getElementById(box.getAttribute('aria-describedby')).innerText.trim()])";
    let desk = Desk::start(Kind::Webhook);
    let site = Site::with(page, &desk, "ask-name=optional ask-company=require", "");
    site.visit().await;
    let inside = site.inside();
    assert_eq!(inside.eval::<Value>(WRONG).await, serde_json::json!([]));
    site.press().await;
    inside.until("root.activeElement?.id === 'ep-email'").await;
    let wrong = serde_json::json!([
        ["ep-email", "Enter your e-mail address."],
        ["ep-company", "Enter the name of your company."],
    ]);
    assert_eq!(inside.eval::<Value>(WRONG).await, wrong);
    site.answer("jane@initech").await;
    inside.until("root.activeElement?.id === 'ep-email'").await;
    assert!(inside.text("#ep-email-notes").await.contains("behind the @"));
    inside.fill("#ep-company", "Initech").await;
    site.answer(JANE).await;
    site.opened().await;
    desk.wait_for_posts(1);
}

async fn the_keyboard_alone_opens_the_answer(page: &Page) {
    let desk = Desk::start(Kind::Webhook);
    let site = Site::with(page, &desk, "ask-name=optional", "");
    site.visit().await;
    let inside = site.inside();
    inside.run::<()>("root.querySelector('#ep-email').focus()", vec![]).await;
    let focus = "root.activeElement.id || root.activeElement.innerText";
    let mut stops: Vec<String> = vec![inside.eval(focus).await];
    while stops.last().is_some_and(|stop| !stop.starts_with("Send")) {
        page.press(Key::Tab).await;
        stops.push(inside.eval(focus).await);
        assert!(stops.len() < 9, "{stops:?}");
    }
    let expected =
        ["ep-email", "ep-name", "ep-marketing", "What we send", "Send and see the whole answer"];
    assert_eq!(stops, expected);
    inside.fill("#ep-email", JANE).await;
    inside.run::<()>("root.querySelector('#ep-email').focus()", vec![]).await;
    page.press(Key::Enter).await;
    site.opened().await;
    inside.until("root.activeElement?.id === 'ep-answer'").await;
    desk.wait_for_posts(1);
}

async fn private_addresses_pass_as_the_owner_wants(page: &Page) {
    let hint = "looks like a private address";
    let refused = "at work, not a private one";
    for (rule, words, passes) in
        [("off", "", true), ("warn", hint, true), ("require", refused, false)]
    {
        let desk = Desk::start(Kind::Webhook);
        let site = Site::with(page, &desk, &format!("business-email={rule}"), "");
        site.visit().await;
        site.inside().fill("#ep-email", "jane@gmail.com").await;
        if !passes {
            site.press().await;
        }
        let notes = site.inside().text("#ep-email-notes").await;
        assert_eq!(notes.is_empty(), words.is_empty(), "{notes}");
        assert!(notes.contains(words), "{notes}");
        if passes {
            site.press().await;
        } else {
            site.answer(JANE).await;
        }
        site.opened().await;
        desk.wait_for_posts(1);
    }
}

async fn what_fills_the_hidden_box_sees_the_answer_and_sends_nothing(page: &Page) {
    let desk = Desk::start(Kind::Webhook);
    let site = Site::new(page, &desk);
    site.visit().await;
    let seen: bool = site.inside().eval("root.querySelector('.ep-trap').offsetWidth > 1").await;
    assert!(!seen);
    site.inside().run::<()>("root.querySelector('#ep-trap').value = 'x'", vec![]).await;
    site.answer(JANE).await;
    site.opened().await;
    site.told("Nothing was sent").await;
    pass(Duration::from_secs(4)).await;
    assert_eq!((desk.posts().len(), site.waiting().await), (0, 0));
    assert!(site.events().await.iter().all(|(_, detail)| !detail.contains(JANE)));
}

async fn nothing_goes_out_faster_than_a_person_can_type(page: &Page) {
    let desk = Desk::start(Kind::Webhook);
    // It is seen from this moment on at the earliest.
    let seen = Instant::now();
    let site = Site::in_real_time(page, &desk);
    site.visit().await;
    let fast = "const box = root.querySelector('#ep-email'); box.value = arguments[0];
        box.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
        setTimeout(() => root.querySelector('.ep-main').click(), 50)";
    site.inside().run::<()>(fast, vec![JANE.into()]).await;
    // It waits where it is safe.
    page.until("localStorage.getItem('enough-pipeline:outbox')?.includes('initech')").await;
    assert_eq!(desk.posts().len(), 0);
    desk.wait_for_posts(1);
    assert!(seen.elapsed() >= Duration::from_millis(2900), "{:?}", seen.elapsed());
    site.opened().await;
}

async fn who_has_opened_the_answer_once_is_not_asked_again(page: &Page) {
    let desk = Desk::start(Kind::Webhook);
    let site = Site::new(page, &desk);
    site.lead().await;
    site.opened().await;
    desk.wait_for_posts(1);
    site.visit().await;
    site.opened().await;
    let kept: String = page.eval("JSON.stringify(localStorage)").await;
    assert!(!kept.contains("jane"), "{kept}");
    // A calculator of another page asks again, as long as nothing is remembered.
    page.run::<()>("localStorage.removeItem('enough-pipeline:opened')", vec![]).await;
    site.visit().await;
    assert!(site.inside().eval::<bool>("!!root.querySelector('.ep-gate')").await);
}

async fn an_untouched_example_is_asked_about_and_its_figures_stay_here(page: &Page) {
    let desk = Desk::start(Kind::Webhook);
    let site = Site::new(page, &desk);
    site.visit_path("").await;
    let inside = site.inside();
    assert!(inside.text(".ep-own").await.starts_with("These results are for an example company"));
    site.answer(JANE).await;
    desk.wait_for_posts(1);
    let sent: Value = serde_json::from_str(&desk.leads()[0]).expect("an object");
    assert_eq!((&sent["figures"], sent.get("goal")), (&"example".into(), None));
    page.run::<()>("localStorage.clear()", vec![]).await;
    site.visit_path("").await;
    inside.click(".ep-own button").await;
    inside.until("root.querySelector('#ep-goal').value === ''").await;
    inside.until("root.activeElement?.id === 'ep-goal'").await;
    assert!(inside.eval::<bool>("!root.querySelector('.ep-own')").await);
}

scenarios! {
    in_every_engine("keys and the focus"):
        what_is_wrong_is_said_beside_its_box_which_has_the_focus,
        the_keyboard_alone_opens_the_answer;
    in_one_engine:
        no_figure_is_in_the_document_before_its_time,
        the_headline_is_true,
        private_addresses_pass_as_the_owner_wants,
        what_fills_the_hidden_box_sees_the_answer_and_sends_nothing,
        nothing_goes_out_faster_than_a_person_can_type,
        who_has_opened_the_answer_once_is_not_asked_again,
        an_untouched_example_is_asked_about_and_its_figures_stay_here;
}
