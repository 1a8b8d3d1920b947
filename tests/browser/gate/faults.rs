//! Servers and networks that fail: no lead is lost where the answer can be read, none is sent twice.

use std::time::Duration;

use super::site::{JANE, SPEED, Site, pass};
use crate::harness::scenarios;
use crate::support::{Answer, Desk, Engine, Kind, Page};

/// Longer than the longest first pause before another request, which is 2.5 s.
const AGAIN: Duration = Duration::from_secs(4);
/// Nothing but the receipt is left of a lead.
const ERASED: &str = "!(localStorage.getItem('enough-pipeline:outbox') ?? '').includes('\\ni=')";

async fn a_server_that_is_down_gets_the_lead_once_it_is_back(page: &Page) {
    let desk = Desk::start(Kind::Webhook);
    let site = Site::new(page, &desk);
    site.visit().await;
    desk.set_down(true);
    site.answer(JANE).await;
    site.told("can't be reached. It is tried again").await;
    site.opened().await;
    assert_eq!((site.waiting().await, desk.posts().len()), (1, 0));
    desk.set_down(false);
    site.told("Sent to Acme.").await;
    assert_eq!((site.waiting().await, desk.leads().len()), (0, 1));
    assert_eq!(site.outcomes().await, ["queued", "confirmed"]);
}

async fn a_busy_server_is_asked_again_and_no_sooner_than_it_wants(page: &Page) {
    let busy = |status| Answer::Refuse(status, String::new());
    let plans = [
        (vec![busy(429), busy(500)], 1500 + 7500),
        (vec![Answer::Later(429, 6)], 6000),
        (vec![Answer::Later(503, 6)], 6000),
    ];
    let plans = if page.engine() == Engine::Chromium { &plans[..] } else { &plans[1..2] };
    for (plan, least) in plans {
        let desk = Desk::with(Kind::FormJson, plan.clone());
        let site = Site::new(page, &desk);
        site.lead().await;
        site.opened().await;
        site.told("can't take it now").await;
        assert_eq!(site.waiting().await, 1);
        desk.wait_for_posts(plan.len() + 1);
        let times = desk.times();
        let waited = (times[plan.len()] - times[0]) * SPEED;
        assert!(waited >= Duration::from_millis(*least), "{waited:?}");
        site.told("Sent to Acme.").await;
        assert_eq!((site.waiting().await, desk.leads().len()), (0, 1));
    }
}

async fn a_server_may_take_half_a_minute_and_the_visitor_does_not_wait(page: &Page) {
    // The limit for a request is on the page's clock too.
    const LIMITS: &str = "const { timeout } = AbortSignal;
        AbortSignal.timeout = ms => timeout.call(AbortSignal, ms / SPEED)";
    let slow = Answer::TakeSlowly(Duration::from_secs(30) / SPEED);
    let desk = Desk::with(Kind::HubSpot, [slow]);
    let site = Site::with(page, &desk, "", &LIMITS.replace("SPEED", &SPEED.to_string()));
    site.lead().await;
    site.opened().await;
    site.told("Sending to Acme…").await;
    site.told("Sent to Acme.").await;
    assert_eq!((desk.posts().len(), desk.leads().len(), site.waiting().await), (1, 1, 0));
    assert_eq!(site.outcomes().await, ["confirmed"]);
}

async fn what_went_out_without_an_answer_never_goes_out_again(page: &Page) {
    let cases = [
        (Kind::Webhook, Answer::Cut, 0),
        (Kind::FormJson, Answer::TakeAndCut, 1),
        (Kind::Webhook, Answer::TakeUnreadably, 1),
        (Kind::FormPost, Answer::Take, 1),
    ];
    for (kind, answer, arrived) in cases {
        let desk = Desk::with(kind, [answer.clone()]);
        let site = Site::new(page, &desk);
        site.lead().await;
        desk.wait_for_posts(1);
        site.told("we can't confirm that it arrived. It is not sent twice").await;
        site.opened().await;
        assert_eq!(site.outcomes().await, ["sent-unconfirmed"]);
        pass(AGAIN).await;
        site.visit().await;
        pass(AGAIN).await;
        let seen = (desk.posts().len(), desk.leads().len(), site.waiting().await);
        assert_eq!(seen, (1, arrived, 0), "{kind:?} {answer:?}");
    }
}

async fn a_policy_that_forbids_the_address_is_no_answer_and_nothing_is_lost(page: &Page) {
    let desk = Desk::start(Kind::Webhook);
    let site = Site::embedding(page, "'self'", &desk.attributes(), "");
    site.lead().await;
    site.told("can't be reached").await;
    site.opened().await;
    assert_eq!((desk.posts().len(), site.waiting().await), (0, 1));
}

async fn without_a_network_the_lead_waits_for_it(page: &Page) {
    let network = |offline| {
        serde_json::json!({
            "offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1
        })
    };
    let desk = Desk::start(Kind::HubSpot);
    let site = Site::new(page, &desk);
    site.visit().await;
    page.devtools("Network.enable", serde_json::json!({})).await;
    page.devtools("Network.emulateNetworkConditions", network(true)).await;
    page.until("!navigator.onLine").await;
    site.answer(JANE).await;
    site.told("this device is offline").await;
    site.opened().await;
    assert_eq!((desk.posts().len(), site.waiting().await), (0, 1));
    page.devtools("Network.emulateNetworkConditions", network(false)).await;
    site.told("Sent to Acme.").await;
    assert_eq!((desk.leads().len(), site.waiting().await), (1, 0));
}

async fn a_page_that_is_loaded_again_delivers_what_waits(page: &Page) {
    let desk = Desk::start(Kind::Webhook);
    let site = Site::new(page, &desk);
    site.visit().await;
    desk.set_down(true);
    site.answer(JANE).await;
    site.told("on your next visit here within 7 days").await;
    desk.set_down(false);
    site.visit().await;
    page.until(ERASED).await;
    assert_eq!(desk.leads().len(), 1);
    assert!(!site.outbox().await.contains("initech"));
}

async fn a_full_storage_promises_no_later_visit_and_loses_nothing(page: &Page) {
    const FILL: &str = "
        const fill = size => { try { for (let at = 0; ; at++)
            localStorage.setItem(`${size}-${at}`, 'x'.repeat(size)); } catch {} };
        window.fill = () => [1 << 20, 1 << 14, 1 << 8, 1].forEach(fill)";
    let desk = Desk::with(Kind::Webhook, [Answer::Later(503, 5)]);
    let site = Site::with(page, &desk, "", FILL);
    site.visit().await;
    page.run::<()>("window.fill()", vec![]).await;
    site.answer(JANE).await;
    site.told("your browser does not let us keep it for a later visit").await;
    site.opened().await;
    assert_eq!(site.waiting().await, 0);
    site.told("Sent to Acme.").await;
    assert_eq!((desk.posts().len(), desk.leads().len()), (2, 1));
}

async fn a_storage_that_refuses_everything_loses_nothing(page: &Page) {
    const REFUSE: &str = "Object.defineProperty(window, 'localStorage',
        { get() { throw new DOMException('no', 'SecurityError') } })";
    let desk = Desk::with(Kind::HubSpot, [Answer::Refuse(500, String::new())]);
    let site = Site::with(page, &desk, "", REFUSE);
    site.lead().await;
    site.told("does not let us keep it").await;
    site.told("Sent to Acme.").await;
    assert_eq!((desk.posts().len(), desk.leads().len()), (2, 1));
}

async fn a_clock_that_is_set_back_or_forward_sends_nothing_twice_and_delays_nothing(page: &Page) {
    for hours in [-48, 48] {
        let desk = Desk::with(Kind::Webhook, [Answer::Later(429, 20)]);
        let site = Site::with(
            page,
            &desk,
            "",
            "const now = Date.now; window.skew = 0;
            Date.now = () => now() + window.skew",
        );
        site.lead().await;
        site.told("can't take it now").await;
        let jump = format!("window.skew = {hours} * 3600000");
        page.run::<()>(&jump, vec![]).await;
        site.told("Sent to Acme.").await;
        site.visit().await;
        page.run::<()>(&jump, vec![]).await;
        pass(AGAIN).await;
        assert_eq!((desk.posts().len(), desk.leads().len(), site.waiting().await), (2, 1, 0));
    }
}

scenarios! {
    in_every_engine("how a request fails, and what is stored"):
        a_server_that_is_down_gets_the_lead_once_it_is_back,
        what_went_out_without_an_answer_never_goes_out_again,
        a_page_that_is_loaded_again_delivers_what_waits;
    in_one_engine:
        a_busy_server_is_asked_again_and_no_sooner_than_it_wants,
        a_server_may_take_half_a_minute_and_the_visitor_does_not_wait,
        a_policy_that_forbids_the_address_is_no_answer_and_nothing_is_lost,
        a_full_storage_promises_no_later_visit_and_loses_nothing,
        a_storage_that_refuses_everything_loses_nothing,
        a_clock_that_is_set_back_or_forward_sends_nothing_twice_and_delays_nothing;
    only_in(&[Engine::Chromium], "it alone can be cut off from the network"):
        without_a_network_the_lead_waits_for_it;
}
