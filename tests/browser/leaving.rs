//! What was typed is there again, however soon after that the page was left.

use serde_json::json;

use crate::embed::visit;
use crate::harness::scenarios;
use crate::support::shadow::Shadow;
use crate::support::{Document, Page, Server};
use crate::sweep::list;
use crate::workspace;

const ELEMENT: &str = "enough-pipeline";
const ROOM: &str = "<enough-pipeline mode=review save=local loading=eager></enough-pipeline>";
/// The program has taken the place of the first view.
const THERE: &str =
    "root?.querySelector('.ep-root:not(.ep-early, .ep-waits)') && root.querySelector('h2')";
/// Coverage's box for the goal in the workspace.
const GOAL: &str = "#ep-coverage-goal";

/// How a page is left.
#[derive(Clone, Copy, Debug)]
enum Way {
    /// It is loaded again.
    Again,
    /// Another page is loaded.
    Away,
    /// Its tab is closed.
    Closed,
}

const WAYS: [Way; 3] = [Way::Again, Way::Away, Way::Closed];

impl Way {
    /// Leaves the page at once, and comes back to it.
    async fn leave(self, page: &Page, host: &Server) {
        match self {
            Self::Again => page.client().refresh().await.expect("the page again"),
            Self::Away => {
                let elsewhere = Server::with(vec![Document::page("", "", "<title>Else</title>")]);
                page.client().goto(&elsewhere.url("")).await.expect("another page");
                page.visit_url(&host.url("")).await;
            }
            Self::Closed => {
                page.close_tab().await;
                page.visit_url(&host.url("")).await;
            }
        }
    }
}

/// A site with an element, in a tab that can be closed if it is to be.
async fn open(page: &Page, way: Way, body: &str) -> Server {
    if matches!(way, Way::Closed) {
        page.open_tab().await;
    }
    let host = visit(page, body).await;
    page.shadow(ELEMENT).until(THERE).await;
    host
}

/// Types into a box, and goes on as soon as the program has heard of it: on a busy machine it is behind
/// the keys.
async fn type_into(inside: &Shadow<'_>, selector: &str, text: &str) {
    const HEARD: &str = "Object.values(localStorage).some(kept => kept.includes(TEXT))";
    inside.type_over(selector, text).await;
    // What did not reach the box can't be kept.
    inside.until(&format!("root.querySelector('{selector}').value === {}", json!(text))).await;
    inside.until(&HEARD.replace("TEXT", &json!(text).to_string())).await;
}

/// Waits until the workspace knows what stood in it at first, which nobody typed.
async fn known(inside: &Shadow<'_>) {
    inside.until(workspace::THERE).await;
    inside.until("host.getState()?.includes('1,000,000')").await;
}

async fn assert_kept(inside: &Shadow<'_>, selector: &str, text: &str, way: Way) {
    let text = json!(text);
    let kept = format!("/* {way:?} */ root?.querySelector('{selector}')?.value === {text}");
    inside.until(&kept).await;
}

async fn a_calculator_keeps_what_was_typed_last(page: &Page) {
    for calculator in ["coverage", "forecast", "leads"] {
        for way in WAYS {
            let body = format!(
                "<enough-pipeline calculator={calculator} mode=open save=local loading=eager>\
                 </enough-pipeline>"
            );
            let host = open(page, way, &body).await;
            let inside = page.shadow(ELEMENT);
            type_into(&inside, "#ep-goal", "3.1M").await;
            way.leave(page, &host).await;
            assert_kept(&inside, "#ep-goal", "3.1M", way).await;
        }
    }
}

async fn the_workspace_keeps_what_was_typed_last(page: &Page) {
    for way in WAYS {
        let host = open(page, way, ROOM).await;
        let inside = page.shadow(ELEMENT);
        known(&inside).await;
        type_into(&inside, GOAL, "7654321").await;
        way.leave(page, &host).await;
        assert_kept(&inside, GOAL, "7654321", way).await;
    }
}

/// Gives the sweep of the workspace a list.
const CHOOSE: &str = "
    const given = new DataTransfer();
    given.items.add(new File([arguments[0]], 'deals.csv'));
    const box = root.querySelector('#ep-panel-sweep .ep-drop input');
    box.files = given.files;
    box.dispatchEvent(new Event('change', { bubbles: true }))";
/// The list of deals that the workspace holds.
const DEALS: &str = "JSON.parse(host.getState() ?? '{}').deals";

async fn the_workspace_keeps_its_list_and_what_was_typed_after_it(page: &Page) {
    let host = open(page, Way::Again, ROOM).await;
    let inside = page.shadow(ELEMENT);
    known(&inside).await;
    inside.run::<()>("root.querySelector('#ep-tab-sweep').click()", vec![]).await;
    inside.click_button("Clear and use yours").await;
    inside.until("root.querySelector('#ep-panel-sweep .ep-drop input')").await;
    inside.run::<()>(CHOOSE, vec![list().into()]).await;
    inside.until("root.querySelector('#ep-panel-sweep .ep-receipt')").await;
    inside.put("#ep-client", "Alder Foods").await;
    inside.until("root.querySelector('.ep-kept').innerText.startsWith('Kept in')").await;
    // The list is in the database by now, and the name alone is new.
    type_into(&inside, "#ep-client", "Alder Foods Ltd").await;
    Way::Away.leave(page, &host).await;
    assert_kept(&inside, "#ep-client", "Alder Foods Ltd", Way::Away).await;
    inside.until(&format!("{DEALS}?.name === 'deals.csv'")).await;
}

scenarios! {
    in_every_engine("storage, and what a page may still do when it is left"):
        a_calculator_keeps_what_was_typed_last,
        the_workspace_keeps_what_was_typed_last,
        the_workspace_keeps_its_list_and_what_was_typed_after_it;
}
