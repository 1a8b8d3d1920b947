//! Leads and the review: answers follow what is typed and chosen, and nothing goes anywhere.

use serde_json::json;

use crate::embed::visit;
use crate::harness::scenarios;
use crate::support::shadow::Shadow;
use crate::support::{Engine, Page, Rules, Server};

const LEADS: &str = "<enough-pipeline calculator=leads mode=open save=local></enough-pipeline>";
const REVIEW: &str = "<enough-pipeline calculator=review mode=open save=local></enough-pipeline>";
const ELEMENT: &str = "enough-pipeline";

/// The program has taken the place of the first view.
const THERE: &str = "root?.querySelector('.ep-root:not(.ep-waits) #ep-answer')";

async fn open<'a>(page: &'a Page, body: &str) -> (Server, Shadow<'a>) {
    let host = visit(page, body).await;
    let inside = page.shadow(ELEMENT);
    inside.until(THERE).await;
    (host, inside)
}

async fn leads_follow_what_is_typed(page: &Page) {
    let (host, inside) = open(page, LEADS).await;
    assert!(inside.text("#ep-answer").await.contains(" leads a week must come in from now"));
    let loaded = (page.requests(), host.requests());
    inside.click_button("Clear and enter yours").await;
    inside.until("root.querySelector('.ep-problems button')").await;
    for (key, text) in [
        ("goal", "1M"),
        ("average_deal", "50k"),
        ("mql_rate", "30"),
        ("sql_rate", "50"),
        ("opportunity_rate", "60"),
        ("win_rate", "25"),
        ("sales_cycle", "30"),
    ] {
        inside.fill(&format!("#ep-{key}"), text).await;
    }
    inside.until("host.report && host.report.figures.wins === 20").await;
    let table: String = inside.eval("host.export('csv')").await;
    assert!(table.contains("from,to,leads,mqls,sqls,opportunities,wins,useful"), "{table}");
    assert_eq!((page.requests(), host.requests()), loaded);
    // What was typed is there on the next visit, under the same address.
    page.visit_url(&host.url("")).await;
    inside.until(THERE).await;
    let goal: String = inside.eval("root.querySelector('#ep-goal').value").await;
    assert_eq!(goal, "1M");
}

/// What is saved and copied is noted by the page instead of leaving it.
const NOTE: &str = "
    window.saved = {};
    URL.createObjectURL = blob => { window.blob = blob; return '#' };
    HTMLAnchorElement.prototype.click = function () { window.saved[this.download] = window.blob };
    navigator.clipboard.writeText = async text => { window.noted = text }";

/// The text of a file that was saved, without the mark before it.
async fn saved(page: &Page, name: &str) -> String {
    page.until(&format!("window.saved['{name}']")).await;
    let read = format!("window.saved['{name}'].text().then(text => {{ window.read = text }})");
    page.run::<()>(&format!("window.read = null; {read}"), vec![]).await;
    page.until("window.read").await;
    page.eval("window.read").await
}

async fn leads_are_taken_away_as_a_file_and_as_a_link(page: &Page) {
    let body = LEADS.replace("save=local", "share=hash");
    let (host, inside) = open(page, &body).await;
    page.run::<()>(NOTE, vec![]).await;
    inside.fill("#ep-goal", "1.75M").await;
    // By keyboard: WebKit scrolls to the box that has the focus while the mouse is on its way.
    let focus = "[...root.querySelectorAll('.ep-actions button')] \
        .find(one => one.textContent === 'Save the table (CSV)').focus()";
    inside.run::<()>(focus, vec![]).await;
    page.press(fantoccini::key::Key::Enter).await;
    assert!(saved(page, "leads.csv").await.starts_with("from,to,leads,mqls"));
    assert!(inside.text(".ep-actions").await.contains("Saved as leads.csv."));
    let answer = inside.text("#ep-answer").await;
    inside.click_button("Copy a link to these figures").await;
    page.until("window.noted").await;
    let link: String = page.eval("window.noted").await;
    page.visit_url(&host.url(&link[link.find('#').unwrap()..])).await;
    inside.until(THERE).await;
    assert_eq!(inside.value("#ep-goal").await, "1,750,000");
    assert_eq!(inside.text("#ep-answer").await, answer);
    assert!(inside.text(".ep-origin").await.contains("came with the link"));
    assert_eq!(page.eval::<String>("location.hash").await, "");
}

async fn the_review_is_taken_away_as_a_file(page: &Page) {
    let (_host, inside) = open(page, REVIEW).await;
    page.run::<()>(NOTE, vec![]).await;
    inside.click_button("Show the example").await;
    inside.until("host.report").await;
    inside.click_button("Save the table (CSV)").await;
    assert!(saved(page, "review.csv").await.starts_with("Area,Statement,"));
    let table: String = inside.eval("host.export('csv')").await;
    assert_eq!(table.lines().count(), 33);
}

async fn a_problem_in_a_folded_group_is_reached(page: &Page) {
    let (_host, inside) = open(page, LEADS).await;
    let give = "host.inputs = { inbound_share: 50, events_share: 90 }";
    inside.run::<()>(give, vec![]).await;
    inside.until("root.querySelector('.ep-problems button')").await;
    inside.run::<()>("root.querySelector('.ep-problems button').click()", vec![]).await;
    inside.until("root.activeElement?.id === 'ep-events_share'").await;
}

async fn the_review_scores_what_is_chosen_and_keeps_it(page: &Page) {
    let (host, inside) = open(page, REVIEW).await;
    for statement in 0..4 {
        let choose = format!("root.querySelector('#ep-s{statement}-2').click()");
        inside.run::<()>(&choose, vec![]).await;
    }
    inside.until("host.report?.score === 25").await;
    inside.click_button("Next area").await;
    inside.until("root.querySelector('#ep-s4-1')").await;
    let report: serde_json::Value = inside.eval("host.report").await;
    assert_eq!(report["areas"]["customer"], json!(25));
    assert_eq!(report["areas"]["content"], json!(null));
    page.visit_url(&host.url("")).await;
    inside.until("root?.querySelector('#ep-s0-2')?.checked").await;
    // A file that is none is refused, and nothing is lost.
    let give = "
        const given = new DataTransfer();
        given.items.add(new File(['{}'], 'notes.json'));
        const box = root.querySelector('#ep-file-other');
        box.files = given.files;
        box.dispatchEvent(new Event('change', { bubbles: true }))";
    inside.run::<()>(give, vec![]).await;
    inside.until("root.querySelector('.ep-problem')").await;
    let words = inside.text(".ep-problem").await;
    assert!(words.starts_with("notes.json: This file is not a review."), "{words}");
    assert!(inside.eval::<bool>("host.report.score === 25").await);
}

/// Nothing is wider than a phone, and axe finds nothing, with everything open.
async fn check(page: &Page, body: &str, example: Option<&str>) {
    let (_host, inside) = open(page, body).await;
    if let Some(button) = example {
        inside.click_button(button).await;
    }
    let all = "root.querySelectorAll('details').forEach(one => one.open = true)";
    inside.run::<()>(all, vec![]).await;
    inside.frame().await;
    for width in [360, 768, 1280] {
        page.resize(width, 900).await;
        let wide = "document.scrollingElement.scrollWidth > document.documentElement.clientWidth";
        assert!(!inside.eval::<bool>(wide).await, "{width}");
    }
    Rules::load().check(page, ELEMENT, body).await;
}

async fn leads_break_no_rule(page: &Page) {
    check(page, LEADS, None).await;
}

async fn the_review_breaks_no_rule(page: &Page) {
    check(page, REVIEW, Some("Show the example")).await;
}

scenarios! {
    in_every_engine("files and storage"):
        leads_are_taken_away_as_a_file_and_as_a_link,
        the_review_scores_what_is_chosen_and_keeps_it;
    in_one_engine:
        leads_follow_what_is_typed,
        a_problem_in_a_folded_group_is_reached,
        the_review_is_taken_away_as_a_file;
    only_in(&[Engine::Chromium], "it alone can be asked for colour schemes"):
        leads_break_no_rule,
        the_review_breaks_no_rule;
}
