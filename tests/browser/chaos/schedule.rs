//! One random schedule: what the visitor, the network and the destination do.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tokio::time::sleep;

use super::desk::{Desk, Fate};
use crate::gate::site::Site;
use crate::support::Page;

/// How many times faster than ours the page's clock runs.
const SPEED: u32 = 20;
/// How long after the last disturbance a lead may take to arrive.
const PATIENCE: Duration = Duration::from_secs(15);
/// Notes that the visitor was told "Sent", across reloads and tabs.
const NOTE: &str = "document.addEventListener('ep:lead-result', event => {
    if (event.detail.outcome === 'confirmed') localStorage.setItem('chaos-sent', '1') })";
/// Nothing of the lead waits any more.
const DONE: &str = "!(localStorage.getItem('enough-pipeline:outbox') ?? '').includes('\\ni=')";

/// What came of one lead.
#[derive(Debug)]
pub struct End {
    /// How often it was recorded.
    pub arrived: usize,
    /// Under how many different numbers.
    pub numbers: usize,
    /// Whether the visitor was told that it was sent.
    pub sent: bool,
    /// What the destination was to do.
    #[expect(dead_code, reason = "printed for whoever looks into a seed")]
    plan: Vec<Fate>,
    /// What happened besides.
    #[expect(dead_code, reason = "printed for whoever looks into a seed")]
    events: Vec<Event>,
}

/// Something that happens after the button was pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Event {
    /// The destination cuts every connection, or no more.
    Down(bool),
    /// The device has no network, or has it again.
    Offline(bool),
    /// The page is loaded again.
    Reload,
    /// The tab is closed, and the page opened in another.
    Reopen,
    /// The button is pressed in a second tab that has the form too.
    PressAgain,
}

/// `SplitMix64`.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % end
    }

    fn fate(&mut self) -> Fate {
        match self.below(10) {
            0..=1 => Fate::Take(self.below(300)),
            2 => Fate::CutBefore,
            3..=5 => Fate::CutAfter,
            6..=7 => Fate::TakeAndFail,
            _ => Fate::Fail,
        }
    }

    fn event(&mut self) -> Event {
        match self.below(7) {
            0 => Event::Down(true),
            1 => Event::Down(false),
            2 => Event::Offline(true),
            3 => Event::Offline(false),
            4 => Event::Reload,
            5 => Event::Reopen,
            _ => Event::PressAgain,
        }
    }
}

/// Runs the schedule of a seed in a browser that has nothing else to do.
pub async fn run_one(page: &Page, seed: u64) -> End {
    let mut dice = Dice(seed);
    let plan: Vec<Fate> = (0..dice.below(4)).map(|_| dice.fate()).collect();
    let events: Vec<Event> = (0..dice.below(5)).map(|_| dice.event()).collect();
    let desk = Desk::start(plan.clone());
    let destination =
        format!("mode=gated lead-provider=webhook lead-endpoint={}/hook", desk.origin());
    let site = Site::at_speed(page, &desk.origin(), &destination, NOTE, SPEED);
    let email = format!("seed-{seed}@initech.example");
    // Both tabs are open before anything is remembered, so both have the form.
    let second = events.contains(&Event::PressAgain);
    if second {
        site.visit().await;
        page.open_tab().await;
    }
    site.visit().await;
    site.answer(&email).await;
    for event in &events {
        sleep(Duration::from_millis(dice.below(400))).await;
        follow(page, &site, &desk, &email, *event).await;
    }
    finish(page, &site, &desk).await;
    let bodies: Vec<Value> =
        desk.bodies().iter().filter_map(|body| serde_json::from_str(body).ok()).collect();
    let numbers: BTreeSet<_> =
        bodies.iter().map(|body| body["submission_id"].to_string()).collect();
    let sent = page.eval("localStorage.getItem('chaos-sent') === '1'").await;
    close_others(page).await;
    End { arrived: bodies.len(), numbers: numbers.len(), sent, plan, events }
}

async fn follow(page: &Page, site: &Site<'_>, desk: &Desk, email: &str, event: Event) {
    match event {
        Event::Down(down) => desk.set_down(down),
        Event::Offline(offline) => set_offline(page, offline).await,
        Event::Reload => load(page, site).await,
        Event::Reopen => {
            let old = page.client().window().await.expect("a tab");
            page.open_tab().await;
            let new = page.client().window().await.expect("a tab");
            page.client().switch_to_window(old).await.expect("the old tab");
            page.client().close_window().await.expect("closing a tab");
            page.client().switch_to_window(new).await.expect("the new tab");
            load(page, site).await;
        }
        Event::PressAgain => press_elsewhere(page, site, email).await,
    }
}

/// The page itself always comes: what is tried is the way of the lead.
async fn load(page: &Page, site: &Site<'_>) {
    set_offline(page, false).await;
    site.visit().await;
}

/// Presses in another tab, if that still has the form.
async fn press_elsewhere(page: &Page, site: &Site<'_>, email: &str) {
    let here = page.client().window().await.expect("a tab");
    for tab in page.client().windows().await.expect("the tabs") {
        if tab == here {
            continue;
        }
        page.client().switch_to_window(tab).await.expect("another tab");
        if site.inside().eval::<bool>("!!root?.querySelector('.ep-gate')").await {
            site.answer(email).await;
        }
    }
    page.client().switch_to_window(here).await.expect("the tab of before");
}

async fn set_offline(page: &Page, offline: bool) {
    let network = json!({
        "offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1
    });
    page.devtools("Network.enable", json!({})).await;
    page.devtools("Network.emulateNetworkConditions", network).await;
}

/// All is well again, and a page is open.
async fn finish(page: &Page, site: &Site<'_>, desk: &Desk) {
    desk.mend();
    load(page, site).await;
    let deadline = Instant::now() + PATIENCE;
    while Instant::now() < deadline && !page.eval::<bool>(DONE).await {
        sleep(Duration::from_millis(100)).await;
    }
}

async fn close_others(page: &Page) {
    while page.client().windows().await.expect("the tabs").len() > 1 {
        page.close_tab().await;
    }
}
