//! The sweep by axe-core's rules, and on paper.

use super::{ASKED, choose, list, open, open_empty};
use crate::embed::visit;
use crate::harness::scenarios;
use crate::support::shadow::Shadow;
use crate::support::{Engine, Page, Rules};

/// What is worked out once the visitor rests is there.
const RESTED: &str = "root.querySelector('#ep-replay') && !root.innerHTML?.includes('worked out.')
    && !root.querySelector('#ep-replay').parentElement.innerText.includes('being forecast')";
const GATED: &str = "<enough-pipeline calculator=sweep mode=gated lead-provider=host>\
    </enough-pipeline>";
/// A list that asks about days, currencies, pipelines, words and amounts that recur.
const OPEN_LIST: &str = "Deal Name,Created Date,Stage,Close Date,Amount,Currency,Pipeline,\
    Value Period\nOne,03/04/2026,Closed Won,05/06/2026,100,USD,A,monthly\n\
    Two,03/04/2026,Stage 3,05/06/2026,100,EUR,B,one_time\n";

/// A state of the sweep that every rule must hold in.
#[derive(Clone, Copy, Debug)]
enum Scene {
    Example,
    Gated,
    Asked,
    Unknown,
    Refused,
    Typing,
    Listed,
    Mistyped,
}

const SCENES: [Scene; 8] = [
    Scene::Example,
    Scene::Gated,
    Scene::Asked,
    Scene::Unknown,
    Scene::Refused,
    Scene::Typing,
    Scene::Listed,
    Scene::Mistyped,
];

async fn show(scene: Scene, page: &Page) {
    let (_host, inside) = match scene {
        Scene::Example | Scene::Mistyped => open(page).await,
        Scene::Gated => {
            let host = visit(page, GATED).await;
            let inside = page.shadow(super::ELEMENT);
            inside.until("root?.querySelector('.ep-gate form, form.ep-gate, .ep-gate')").await;
            (host, inside)
        }
        _ => open_empty(page).await,
    };
    match scene {
        Scene::Example => inside.until(RESTED).await,
        Scene::Asked => {
            choose(&inside, "open.csv", OPEN_LIST).await;
            inside.until(ASKED).await;
        }
        Scene::Unknown => {
            choose(&inside, "other.csv", "a,b,c\nx,1,y\nz,2,w\n").await;
            inside.until(ASKED).await;
        }
        Scene::Refused => {
            choose(&inside, "one.csv", "Name\nA\nB\n").await;
            inside.until("root.querySelector('.ep-problem')").await;
        }
        Scene::Typing => {
            inside.click_button("Type a few deals in").await;
            inside.until("root.querySelector('.ep-cells')").await;
        }
        Scene::Listed => {
            choose(&inside, "report.csv", &list()).await;
            inside.until("root.querySelector('.ep-receipt')").await;
            inside.fill("#ep-goal", "100k").await;
            inside.until(super::ANSWERED).await;
            let open = "root.querySelectorAll('details').forEach(one => one.open = true)";
            inside.run::<()>(open, vec![]).await;
        }
        Scene::Mistyped => {
            inside.fill(".ep-deals tbody .ep-known input", "often").await;
            inside.until("root.querySelector('.ep-known .ep-problem')").await;
        }
        Scene::Gated => {}
    }
    page.until("document.getAnimations().length === 0").await;
}

async fn no_state_breaks_a_rule(page: &Page) {
    let rules = Rules::load();
    for scene in SCENES {
        show(scene, page).await;
        rules.check(page, super::ELEMENT, &format!("{scene:?}")).await;
    }
}

/// A list with so many open deals that are years old, besides those of [`list`].
fn many_dead(deals: usize) -> String {
    let row = |id: usize| {
        format!("D{id},Old deal {id},B,Bob,Proposal,2019-03-13,2019-06-30,{}\n", 1000 + id)
    };
    let closed: Vec<String> = list().lines().take(7).map(|line| format!("{line}\n")).collect();
    closed.concat() + &(1..=deals).map(row).collect::<String>()
}

async fn open_many(page: &Page) -> (crate::support::Server, Shadow<'_>) {
    let (host, inside) = open_empty(page).await;
    choose(&inside, "many.csv", &many_dead(90)).await;
    inside.until("root.querySelector('.ep-receipt')").await;
    inside.fill("#ep-goal", "100k").await;
    inside.until(super::ANSWERED).await;
    (host, inside)
}

async fn paper_has_every_dead_deal_and_nothing_to_press(page: &Page) {
    let (_host, inside) = open_many(page).await;
    let rows = "root.querySelectorAll('.ep-deals tbody tr').length";
    assert_eq!(inside.eval::<usize>(rows).await, 20);
    page.run::<()>("dispatchEvent(new Event('beforeprint'))", vec![]).await;
    inside.until(&format!("{rows} === 90")).await;
    page.emulate("print", &[]).await;
    page.until("matchMedia('print').matches").await;
    let seen = inside.text(".ep-root").await;
    for part in ["many.csv: 96 deals", "Revenue goal", "$100,000", "Old deal 90", "Close as lost"] {
        assert!(seen.contains(part), "{part} is not on paper: {seen}");
    }
    let pressed: Vec<String> = inside
        .eval(
            "[...root.querySelectorAll('button, input, select, textarea')]
                .filter(one => one.checkVisibility()).map(one => one.outerHTML.slice(0, 100))",
        )
        .await;
    assert_eq!(pressed, Vec::<String>::new());
    page.emulate("", &[]).await;
    page.run::<()>("dispatchEvent(new Event('afterprint'))", vec![]).await;
    inside.until(&format!("{rows} === 20")).await;
}

async fn a_browser_that_prints_by_itself_gets_the_whole_list(page: &Page) {
    let (_host, inside) = open_many(page).await;
    // A print between two slices of work that is still going on would be of what was drawn last.
    inside.rest().await;
    let pages = page.pages().await;
    assert!((4..=9).contains(&pages), "{pages} pages");
}

scenarios! {
    only_in(&[Engine::Chromium], "it alone can be asked for colour schemes and paper"):
        no_state_breaks_a_rule,
        paper_has_every_dead_deal_and_nothing_to_press,
        a_browser_that_prints_by_itself_gets_the_whole_list;
}
