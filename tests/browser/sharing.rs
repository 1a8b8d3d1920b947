//! Links that carry figures to somebody else.

use crate::harness::scenarios;
use crate::support::{Figures, Page, Server};

/// Makes the clipboard note what is copied instead of asking for permission.
const NOTE: &str = "navigator.clipboard.writeText = async text => { window.noted = text }";
/// Makes the clipboard refuse.
const REFUSE: &str = "navigator.clipboard.writeText = async () => { throw new Error('refused') }";

async fn copy_link(page: &Page) -> String {
    page.run::<()>(NOTE, vec![]).await;
    page.click_button("Copy a link to these figures").await;
    page.until("window.noted").await;
    page.until("document.querySelector('.ep-actions').innerText.includes('Link copied')").await;
    page.eval("window.noted").await
}

/// The part of a link that the test's own server does not know.
fn fragment(link: &str) -> &str {
    link.find('#').map_or("", |at| &link[at..])
}

async fn a_link_carries_all_figures_to_another_browser(page: &Page) {
    page.open(&Figures::example().path()).await;
    page.fill("goal", "1.75M").await;
    page.fill("win_rate", "31.5").await;
    page.click(".ep-toggle").await;
    page.fill("deal_spread", "0.8").await;
    let (link, values) = (copy_link(page).await, page.values().await);
    let answer = page.text("#ep-answer").await;
    // Of another origin nothing is known here, as in another browser.
    let elsewhere = Server::start();
    page.visit_url(&elsewhere.url(fragment(&link))).await;
    page.settle().await;
    let mut expected = values;
    // A link carries the value, not how it was typed.
    expected["ep-goal"] = "1,750,000".into();
    assert_eq!(page.values().await, expected);
    assert_eq!(page.text("#ep-answer").await, answer);
    assert_eq!(page.eval::<String>("location.hash").await, "");
    assert!(page.text(".ep-origin").await.contains("came with the link"));
}

async fn where_copying_is_refused_the_link_is_shown(page: &Page) {
    page.open(&Figures::example().path()).await;
    page.run::<()>(REFUSE, vec![]).await;
    page.click_button("Copy a link to these figures").await;
    page.until("document.activeElement.id === 'ep-link'").await;
    let link = page.value("link").await;
    let chosen: String = page.eval("getSelection().toString()").await;
    assert_eq!(chosen, link);
    page.open(fragment(&link)).await;
    assert_eq!(page.chance().await, Figures::example().chance());
}

async fn a_link_is_of_the_figures_on_the_screen(page: &Page) {
    page.open(&Figures::example().path()).await;
    copy_link(page).await;
    page.fill("goal", "2M").await;
    assert!(!page.text(".ep-actions").await.contains("Link copied"));
}

async fn a_damaged_link_is_named_and_breaks_nothing(page: &Page) {
    let whole = Figures::example().path();
    let changed = whole.replace("#ep=1.", "#ep=1.A");
    for damaged in [&whole[..whole.len() - 3], &changed, "#ep=", "#ep=1.%FF.0", "#ep=9.x.y"] {
        page.open(damaged).await;
        let notice = page.text(".ep-notice p").await;
        assert!(notice.starts_with("The link"), "{damaged}: {notice:?}");
        assert_eq!(page.eval::<String>("location.hash").await, "", "{damaged}");
        assert!(page.text(".ep-origin").await.contains("example"), "{damaged}");
    }
    page.click_button("Dismiss").await;
    page.until("!document.querySelector('.ep-notice')").await;
}

async fn other_parts_of_the_fragment_stay(page: &Page) {
    page.open(&format!("{}&tab=2", Figures::example().path())).await;
    assert_eq!(page.eval::<String>("location.hash").await, "#tab=2");
    assert!(page.text(".ep-origin").await.contains("came with the link"));
}

scenarios! {
    in_every_engine("the clipboard and what is selected"):
        where_copying_is_refused_the_link_is_shown;
    in_one_engine:
        a_link_carries_all_figures_to_another_browser,
        a_link_is_of_the_figures_on_the_screen,
        a_damaged_link_is_named_and_breaks_nothing,
        other_parts_of_the_fragment_stay;
}
