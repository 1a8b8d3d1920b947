//! Tabs that close in the middle, and tabs that look at the same storage.

use std::time::Duration;

use super::site::{JANE, Site, pass};
use crate::harness::scenarios;
use crate::support::{Answer, Desk, Engine, Kind, Page};

/// Longer than the longest first pause before another request.
const AGAIN: Duration = Duration::from_secs(4);
/// A clock that is so far ahead that a request of before must be over.
const LATER: &str = "const now = Date.now;
    Date.now = () => now() + (sessionStorage.later ? 600000 : 0)";

async fn a_tab_that_closes_in_flight_sends_its_lead_once(page: &Page) {
    let desk = Desk::with(Kind::Webhook, [Answer::TakeSlowly(Duration::from_secs(3))]);
    let site = Site::with(page, &desk, "", LATER);
    page.open_tab().await;
    site.lead().await;
    desk.wait_for_posts(1);
    page.close_tab().await;
    site.visit().await;
    pass(AGAIN).await;
    assert_eq!((desk.posts().len(), desk.leads().len(), site.waiting().await), (1, 1, 1));
    // Two minutes later it is certain that no tab waits for the answer any more.
    page.run::<()>("sessionStorage.later = 1", vec![]).await;
    site.visit().await;
    page.until("!localStorage.getItem('enough-pipeline:outbox')?.includes('\\ni=')").await;
    pass(AGAIN).await;
    assert_eq!((desk.posts().len(), site.waiting().await), (1, 0));
}

async fn a_tab_that_closes_before_anything_is_sent_leaves_its_lead_to_the_next(page: &Page) {
    let desk = Desk::start(Kind::FormJson);
    let site = Site::new(page, &desk);
    page.open_tab().await;
    site.visit().await;
    desk.set_down(true);
    site.answer(JANE).await;
    site.told("on your next visit").await;
    page.close_tab().await;
    desk.set_down(false);
    site.visit().await;
    desk.wait_for_posts(1);
    page.until("!localStorage.getItem('enough-pipeline:outbox')?.includes('\\ni=')").await;
    pass(AGAIN).await;
    assert_eq!((desk.posts().len(), desk.leads().len()), (1, 1));
}

async fn two_tabs_send_a_lead_once_between_them(page: &Page) {
    let desk = Desk::start(Kind::Webhook);
    let site = Site::new(page, &desk);
    // Both open before anything is remembered, so both have the form.
    site.visit().await;
    let first = page.client().window().await.expect("a tab");
    page.open_tab().await;
    site.visit().await;
    desk.set_down(true);
    site.answer(JANE).await;
    site.told("can't be reached").await;
    let second = page.client().window().await.expect("a tab");
    page.client().switch_to_window(first.clone()).await.expect("the first tab");
    site.answer(JANE).await;
    site.opened().await;
    assert_eq!(site.waiting().await, 1);
    desk.set_down(false);
    for tab in [second, first] {
        page.client().switch_to_window(tab).await.expect("a tab");
        // The network is back: no need to wait out the pause.
        page.run::<()>("window.dispatchEvent(new Event('online'))", vec![]).await;
        site.told("Sent to Acme.").await;
    }
    pass(AGAIN).await;
    assert_eq!((desk.leads().len(), desk.posts().len(), site.waiting().await), (1, 1, 0));
}

scenarios! {
    in_every_engine("requests that outlive their page, locks and storage"):
        a_tab_that_closes_in_flight_sends_its_lead_once,
        a_tab_that_closes_before_anything_is_sent_leaves_its_lead_to_the_next;
    only_in(&[Engine::Chromium, Engine::Firefox], "WebKitGTK's driver does not click in a window behind another"):
        two_tabs_send_a_lead_once_between_them;
}
