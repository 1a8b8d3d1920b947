//! What stays in the browser between visits, and browsers that let nothing stay.

use crate::harness::scenarios;
use crate::support::{Engine, Figures, Page};

async fn what_was_typed_is_there_on_the_next_visit(page: &Page) {
    page.open("").await;
    page.fill("goal", "3.1M").await;
    let values = page.values().await;
    page.reload().await;
    assert_eq!(page.values().await, values);
    assert_eq!(page.value("goal").await, "3.1M");
    assert!(page.text(".ep-origin").await.contains("your figures from last time"));
}

async fn what_was_cleared_is_gone_on_the_next_visit(page: &Page) {
    page.open("").await;
    page.fill("goal", "3.1M").await;
    page.click_button("Clear").await;
    page.settle().await;
    assert_eq!(page.eval::<u32>("localStorage.length").await, 0);
    page.reload().await;
    assert!(page.text(".ep-origin").await.contains("example"));
}

async fn a_visit_by_link_leaves_what_was_typed_alone(page: &Page) {
    page.open("").await;
    page.fill("goal", "3.1M").await;
    page.open(&Figures::example().path()).await;
    assert_eq!(page.value("goal").await, Figures::example().text("goal"));
    page.open("").await;
    assert_eq!(page.value("goal").await, "3.1M");
}

/// A shared computer: what one person leaves, the next can't find once it was deleted.
async fn one_button_deletes_all_that_is_kept(page: &Page) {
    page.open("").await;
    page.fill("goal", "3.1M").await;
    let others = "localStorage.setItem('of the page', '1');
        for (const key of ['outbox', 'opened', 'columns:x', 'review'])
            localStorage.setItem(`enough-pipeline:${key}`, 'x')";
    page.run::<()>(others, vec![]).await;
    page.click(".ep-erase summary").await;
    page.click_button("Delete all of it").await;
    page.until("document.querySelector('.ep-erase [role=alert]')?.innerText.startsWith('Deleted')")
        .await;
    assert_eq!(page.eval::<Vec<String>>("Object.keys(localStorage)").await, ["of the page"]);
    page.reload().await;
    assert!(page.text(".ep-origin").await.contains("example"));
}

async fn any_start_drops_what_has_had_its_time(page: &Page) {
    page.open("").await;
    let old = "const old = (Date.now() - 91 * 86400000).toString();
        localStorage.setItem('enough-pipeline:opened', '00000000000000b0=' + old);
        const at = (Date.now() - 8 * 86400000).toString(16).padStart(12, '0');
        localStorage.setItem('enough-pipeline:outbox', 'v=1\\ni=a&h=b&p=2&u=' +
            encodeURIComponent('https://crm.example/x') + `&b=x&n=&o=&c=${at}&t=0&m=0&s=${at}&d=0&x=0`
            + `\\nr=b&a=${at}&o=1`)";
    page.run::<()>(old, vec![]).await;
    page.open("").await;
    page.until("localStorage.length === 0").await;
}

async fn the_calculator_works_where_nothing_may_be_kept(page: &Page) {
    const REFUSED: &str = "try { localStorage; return false } catch { return true }";
    page.visit("sandbox").await;
    page.client().enter_frame(0).await.expect("the frame");
    page.settle().await;
    assert!(page.run::<bool>(REFUSED, vec![]).await, "the frame may use the storage");
    let before = page.text(".ep-answer").await;
    page.fill("goal", "2.4M").await;
    assert_ne!(page.text(".ep-answer").await, before);
    page.click_button("Clear").await;
    page.settle().await;
    assert_eq!(page.value("goal").await, "");
}

// What WebKitGTK's driver types does not reach a frame: `embed::hostile` shows that it works there.

scenarios! {
    in_every_engine("storage"):
        what_was_typed_is_there_on_the_next_visit,
        what_was_cleared_is_gone_on_the_next_visit,
        a_visit_by_link_leaves_what_was_typed_alone,
        one_button_deletes_all_that_is_kept,
        any_start_drops_what_has_had_its_time;
    only_in(&[Engine::Chromium, Engine::Firefox], "WebKitGTK's driver does not type in a frame: `embed::hostile` shows that it works there"):
        the_calculator_works_where_nothing_may_be_kept;
}
