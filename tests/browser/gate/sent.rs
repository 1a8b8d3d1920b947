//! What goes out: the bytes that were shown, and nothing about those who want no trace.

use std::time::Duration;

use serde_json::Value;
use sha2::{Digest, Sha256};
use url::form_urlencoded;

use super::site::{JANE, Site, pass};
use crate::harness::scenarios;
use crate::support::{Desk, Figures, Kind, Page};

const KINDS: [Kind; 4] = [Kind::HubSpot, Kind::FormJson, Kind::Webhook, Kind::FormPost];
/// An address that tells where its visitor comes from.
const CAMPAIGN: &str = "tools/pipeline?utm_source=news&gclid=click-1&token=secret";

async fn every_destination_gets_the_bytes_that_were_shown(page: &Page) {
    for kind in KINDS {
        let desk = Desk::start(kind);
        let asked = "ask-name=optional ask-company=optional map-goal=revenue_goal";
        let site = Site::with(page, &desk, asked, "");
        site.visit_path(&[CAMPAIGN, &Figures::example().path()].concat()).await;
        let inside = site.inside();
        inside.fill("#ep-name", "Jane “J” Döe <b>").await;
        inside.fill("#ep-company", "A & B=C").await;
        inside.click("#ep-marketing").await;
        let note = "let last = '';
            new MutationObserver(() => {
                last = root.querySelector('.ep-raw')?.textContent ?? last;
                window.lastShown = last;
            }).observe(root, { childList: true, subtree: true, characterData: true })";
        inside.run::<()>(note, vec![]).await;
        inside.fill("#ep-email", JANE).await;
        // What is shown follows what is typed.
        let whole = "root.querySelector('.ep-raw')?.textContent.includes('initech.example')";
        inside.until(whole).await;
        let before = site.shown().await;
        site.press().await;
        desk.wait_for_posts(1);
        site.opened().await;
        assert_eq!(desk.faults(), [""; 0], "{kind:?}");
        let sent = desk.posts().remove(0).body;
        assert_eq!(page.eval::<String>("window.lastShown").await, sent, "{kind:?}");
        // Until the press, only the time is open.
        assert_eq!(without_digits(&before), without_digits(&sent), "{kind:?}");
        for part in ["jane.doe", "revenue_goal", "click-1"] {
            assert!(sent.contains(part), "{kind:?} {part}: {sent}");
        }
        assert!(!sent.contains("secret"), "{kind:?}");
        let told = if kind == Kind::FormPost { "can't confirm" } else { "Sent to Acme." };
        site.told(told).await;
        assert_eq!((desk.posts().len(), site.waiting().await), (1, 0));
    }
}

/// A text in which all times look the same.
fn without_digits(text: &str) -> String {
    text.chars().filter(|char| !char.is_ascii_digit()).collect()
}

async fn the_time_is_that_of_the_press(page: &Page) {
    let desk = Desk::start(Kind::Webhook);
    let site = Site::new(page, &desk);
    site.visit().await;
    pass(Duration::from_millis(3100)).await;
    let before: String = page.eval("new Date(Date.now()).toISOString()").await;
    site.answer(JANE).await;
    desk.wait_for_posts(1);
    let sent: Value = serde_json::from_str(&desk.leads()[0]).expect("an object");
    assert!(sent["submitted_at"].as_str() >= Some(&before), "{sent}");
}

async fn figures_that_were_left_out_are_not_sent(page: &Page) {
    let desk = Desk::start(Kind::Webhook);
    let site = Site::new(page, &desk);
    site.visit().await;
    let inside = site.inside();
    inside.click(".ep-gate summary").await;
    let ticked = "[...root.querySelectorAll('.ep-line input')].filter(one => one.checked).length";
    let all: usize = inside.eval(ticked).await;
    let label = |name: &str| {
        format!(
            "[...root.querySelectorAll('.ep-line label')]
                .find(one => one.innerText.includes('{name}')).click()"
        )
    };
    for name in ["Revenue goal", "Win rate"] {
        inside.run::<()>(&label(name), vec![]).await;
    }
    // Other rows come in above those that were unticked.
    inside.fill("#ep-email", JANE).await;
    assert_eq!(inside.eval::<usize>(ticked).await, all - 2);
    let shown = site.shown().await;
    assert!(!shown.contains("\"goal\"") && !shown.contains("\"win_rate\""), "{shown}");
    site.press().await;
    desk.wait_for_posts(1);
    let sent: Value = serde_json::from_str(&desk.leads()[0]).expect("an object");
    assert_eq!((sent.get("goal"), sent.get("win_rate")), (None, None));
    assert_eq!(sent["sales_cycle"], "50-100");
    assert_eq!(sent["email"], JANE);
    assert!(all >= 8, "{all}");
}

async fn the_record_of_consent_says_what_was_on_the_screen(page: &Page) {
    for ticked in [false, true] {
        let desk = Desk::start(Kind::Webhook);
        let site = Site::new(page, &desk);
        site.visit().await;
        let inside = site.inside();
        let text = inside.text("label[for=ep-marketing]").await;
        assert!(!inside.eval::<bool>("root.querySelector('#ep-marketing').checked").await);
        if ticked {
            inside.click("#ep-marketing").await;
        }
        site.answer(JANE).await;
        desk.wait_for_posts(1);
        let sent: Value = serde_json::from_str(&desk.leads()[0]).expect("an object");
        let digits: Vec<String> =
            Sha256::digest(&text).iter().map(|byte| format!("{byte:02x}")).collect();
        let hash = digits.concat();
        for (key, value) in [
            ("marketing_consent", if ticked { "yes" } else { "no" }),
            ("consent_text", text.as_str()),
            ("consent_text_sha256", &hash),
            ("consent_version", "2026-11"),
            ("privacy_url", "https://acme.example/privacy"),
            ("locale", "en-US"),
        ] {
            assert_eq!(sent[key], value, "{key}");
        }
        assert_eq!(sent["submission_id"].as_str().map(str::len), Some(36));
        assert!(sent["consent_notice"].as_str().is_some_and(|text| text.contains("Acme")));
    }
}

async fn hubspot_gets_its_cookie_and_only_a_real_one(page: &Page) {
    for (cookie, expected) in [
        ("0123456789abcdef0123456789abcdef", Some("0123456789abcdef0123456789abcdef")),
        ("undefined", None),
    ] {
        let desk = Desk::start(Kind::HubSpot);
        let site = Site::with(page, &desk, "", &format!("document.cookie = 'hubspotutk={cookie}'"));
        site.lead().await;
        desk.wait_for_posts(1);
        site.told("Sent to Acme.").await;
        let sent: Value = serde_json::from_str(&desk.leads()[0]).expect("an object");
        assert_eq!(sent["context"]["hutk"].as_str(), expected);
    }
}

async fn who_wants_no_trace_leaves_none(page: &Page) {
    let signals = [
        "Object.defineProperty(navigator, 'globalPrivacyControl', { get: () => true })",
        "Object.defineProperty(navigator, 'doNotTrack', { get: () => '1' })",
    ];
    for (kind, signal) in [Kind::HubSpot, Kind::FormJson].into_iter().zip(signals) {
        let desk = Desk::start(kind);
        let script = [signal, "document.cookie = 'hubspotutk=0123456789abcdef0123456789abcdef'"];
        let site = Site::with(page, &desk, "", &script.join(";"));
        site.visit_path(&[CAMPAIGN, &Figures::example().path()].concat()).await;
        site.answer(JANE).await;
        desk.wait_for_posts(1);
        site.opened().await;
        let post = desk.posts().remove(0);
        let sent = form_urlencoded::parse(post.body.as_bytes()).into_owned();
        let sent: String = sent.map(|(name, value)| name + &value).collect();
        for trace in ["click-1", "news", "0123456789abcdef", "tools", "Acme’s"] {
            assert!(!sent.contains(trace), "{trace}: {sent}");
        }
        let names: Vec<String> = site.events().await.into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["ep:lead-submit", "ep:lead-result"]);
        assert!(page.eval::<bool>("!window.dataLayer?.length").await);
    }
}

async fn who_the_visitor_is_stays_out_of_analytics(page: &Page) {
    let desk = Desk::start(Kind::Webhook);
    let site = Site::with(page, &desk, "ask-name=optional ask-company=optional", "");
    site.visit().await;
    site.inside().fill("#ep-name", "Jane Doe").await;
    site.inside().fill("#ep-company", "Initech").await;
    site.answer(JANE).await;
    site.told("Sent to Acme.").await;
    let events = site.events().await;
    let layer: String = page.eval("JSON.stringify(window.dataLayer)").await;
    let persons = |text: &str| text.to_lowercase().contains("jane") || text.contains("Initech");
    let telling: Vec<_> = events.iter().filter(|(_, detail)| persons(detail)).collect();
    assert_eq!(telling.len(), 1, "{telling:?}");
    assert_eq!(telling[0].0, "ep:lead-submit");
    assert!(!persons(&layer) && !layer.contains("1000000"), "{layer}");
    assert_eq!(layer.matches("generate_lead").count(), 1, "{layer}");
    assert!(!persons(&site.outbox().await), "the outbox is erased");
}

scenarios! {
    in_every_engine("requests, their headers and their bodies"):
        every_destination_gets_the_bytes_that_were_shown;
    in_one_engine:
        the_time_is_that_of_the_press,
        figures_that_were_left_out_are_not_sent,
        the_record_of_consent_says_what_was_on_the_screen,
        hubspot_gets_its_cookie_and_only_a_real_one,
        who_wants_no_trace_leaves_none,
        who_the_visitor_is_stays_out_of_analytics;
}
