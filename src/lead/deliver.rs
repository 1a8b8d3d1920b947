//! Delivers leads: each once, whatever happens to the network, the page or the clock.
//!
//! The rules:
//!
//! * Before a request, the lead is marked in the storage as being sent. Without an answer that
//!   can be read, it is not sent again: [`Delivery::Unconfirmed`]. But when nobody answers a probe
//!   right after it either, nobody was there, and it is tried again.
//! * Nothing goes before the first request. A connection that has answered something is open, and
//!   when such a one is cut, browsers repeat a POST by themselves: the server has it twice. Only
//!   where nobody was there before, and where a preflight opens the connection anyway, a probe asks
//!   first.
//! * Every request for a lead carries the same `submission_id`, also from another tab and after the
//!   button was pressed again.
//! * Only 429 and 5xx are tried again: at most [`TRIES`] requests in a round, and the next round
//!   an hour later or when a page is opened. A faulty set-up is tried once a round.
//! * The lock is held while the storage is changed, never during a request.
//! * What the storage does not take stays in the memory of this tab and is delivered from there.
//! * A lead of an earlier visit is erased unsent after [`KEPT`](super::outbox::KEPT). That is
//!   looked at when a page is opened, and never for a lead of this page: a clock that is put
//!   forward does not erase what somebody has just sent.

mod book;
mod tab;
#[cfg(test)]
mod tests;

use std::cell::RefCell;

use super::config::Provider;
use super::delivery::{Delivery, Why};
use super::outbox::{Entry, Parcel};
use super::request::Request;
use super::response::{Outcome, Response, outcome};
use book::Book;
use tab::{Next, Tab, Taken};

/// After so many milliseconds [`World::send`] gives up with [`Response::Failed`].
pub const SEND_LIMIT: u64 = 90_000;
/// Most requests in a round.
pub const TRIES: u8 = 5;
/// The longest sleep, in milliseconds: then everything is looked at again.
const NAP: u64 = 300_000;
/// What is between two attempts, in milliseconds.
const PAUSES: [u64; 4] = [2000, 10_000, 60_000, 300_000];

/// The browser, as far as delivery needs it.
#[expect(async_fn_in_trait, reason = "browsers run futures in one thread")]
pub trait World {
    /// Holds the lock until it is dropped.
    type Guard;

    /// Milliseconds since 1970. May jump.
    fn now(&self) -> u64;
    /// From 0, below 1.
    fn random(&self) -> f64;
    /// Whether the device has a network.
    fn online(&self) -> bool;
    /// What the storage holds; `None` when that is nothing or it is refused.
    fn load(&self) -> Option<String>;
    /// Puts a text into the storage, or erases it. False when that is refused or it is full.
    fn store(&self, text: Option<&str>) -> bool;
    /// Waits until no other tab holds the lock.
    async fn lock(&self) -> Self::Guard;
    /// Whether the server of this address gives any answer to a request without content.
    async fn reach(&self, url: &str) -> bool;
    /// Offers a lead, as pairs, to the listeners of pages with this [`Config::seller_key`]; whether
    /// one took it.
    ///
    /// [`Config::seller_key`]: super::config::Config::seller_key
    fn offer(&self, seller: &str, pairs: &str) -> bool;
    /// Makes the request, for at most [`SEND_LIMIT`].
    async fn send(&self, request: &Request) -> Response;
    /// Waits so long, or until [`World::wake`] or the network is back. True for the latter.
    async fn sleep(&self, ms: u64) -> bool;
    /// Ends the present [`World::sleep`], if there is one.
    fn wake(&self);
    /// What the visitor is to be told now about the lead with this id.
    fn report(&self, id: &str, delivery: &Delivery);
}

/// Delivers the leads of one page, and those that earlier pages left.
pub struct Courier<W> {
    world: W,
    tab: RefCell<Tab>,
}

/// What became of [`Courier::submit`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Submitted {
    /// It will be delivered; reports follow.
    Taken {
        /// Whether it will be tried on a later visit too.
        kept: bool,
    },
    /// The same was sent less than ten minutes ago, or is on its way: it is not sent again.
    Again {
        /// How far that one has come.
        delivery: Delivery,
        /// The id under which further reports come, while it is on its way.
        id: Option<String>,
    },
}

impl<W: World> Courier<W> {
    /// A courier for this page. There is one, for all calculators on it.
    pub fn new(world: W) -> Self {
        Self { world, tab: RefCell::default() }
    }

    /// The browser.
    pub fn world(&self) -> &W {
        &self.world
    }

    /// Ids of the leads that only this page knows of, or knows the truth of: closing it may lose
    /// them.
    pub fn held(&self) -> Vec<String> {
        self.tab.borrow().held()
    }

    /// Forgets every lead and receipt, here and in the storage. What is under way already can't be
    /// called back, and what comes of it is not looked at.
    pub fn forget(&self) {
        self.tab.borrow_mut().forget_all();
        self.world.store(None);
        self.world.wake();
    }

    /// Takes a lead, and keeps it safe before anything else. [`Courier::run`] delivers it, after
    /// `wait` milliseconds.
    pub async fn submit(&self, parcel: Parcel, wait: u64) -> Submitted {
        let id = parcel.id.clone();
        let submit = |tab: &mut Tab, book: &mut Book, now| tab.submit(book, parcel, wait, now);
        let (taken, saved) = self.change(submit).await;
        match taken {
            Taken::Again(delivery, id) => Submitted::Again { delivery, id },
            // The storage still has the old one, and it will be sent from there.
            Taken::Instead(old) if !saved && !self.tab.borrow().holds(&id) => {
                self.tab.borrow_mut().keep_old(&id, &old);
                let delivery = Delivery::Queued { why: Why::Busy, kept: true };
                Submitted::Again { delivery, id: Some(old) }
            }
            _ => Submitted::Taken { kept: self.kept(&id) },
        }
    }

    /// Delivers until nothing is left to deliver. To be called when the page has loaded and after
    /// each [`Courier::submit`]; when it runs already, that run is woken.
    pub async fn run(&self) {
        let Some(_running) = Running::start(&self.tab) else {
            self.tab.borrow_mut().again = true;
            self.world.wake();
            return;
        };
        let mut back = false;
        while let Some(wait) = self.pass(back).await {
            let again = std::mem::take(&mut self.tab.borrow_mut().again);
            back = !again && self.world.sleep(wait.min(NAP)).await;
        }
    }

    /// Tries whatever is due once. How long until the next is; `None` when nothing is left.
    async fn pass(&self, back: bool) -> Option<u64> {
        let mut tried = Vec::new();
        loop {
            let (next, _) = self.change(|tab, book, now| tab.next(book, now, &tried, back)).await;
            match next {
                Next::Try(entry) => {
                    tried.push(entry.parcel.id.clone());
                    self.attempt(&entry, back).await;
                }
                Next::Wait(ms) => return Some(ms),
                Next::Done => return None,
            }
        }
    }

    async fn attempt(&self, entry: &Entry, back: bool) {
        let parcel = &entry.parcel;
        if parcel.provider != Provider::Host {
            if !self.world.online() {
                return self.postpone(parcel, Why::Offline).await;
            }
            let asks_first = entry.misses > 0 || parcel.provider == Provider::HubSpot;
            if asks_first && !self.world.reach(&parcel.url).await {
                return self.postpone(parcel, Why::Unreachable).await;
            }
        }
        let Some(entry) = self.claim(&parcel.id, back).await else { return };
        self.world.report(&parcel.id, &Delivery::Sending);
        let response = self.send(&entry.parcel).await;
        let outcome = outcome(&entry.parcel, &response, self.world.now());
        self.settle(entry, outcome).await;
    }

    async fn send(&self, parcel: &Parcel) -> Response {
        if parcel.provider == Provider::Host {
            let taken = self.world.offer(&parcel.url, &parcel.body);
            let answer = Response::Status { code: 200, retry_after: None, body: String::new() };
            return if taken { answer } else { Response::Unheard };
        }
        match self.world.send(&parcel.request()).await {
            Response::Failed if !self.world.reach(&parcel.url).await => Response::Unreached,
            response => response,
        }
    }

    /// Nothing was sent: later then.
    async fn postpone(&self, parcel: &Parcel, why: Why) {
        let jitter = self.world.random();
        let late = |_: &mut Tab, book: &mut Book, now| Tab::postpone(book, &parcel.id, jitter, now);
        if self.change(late).await.0 {
            let kept = self.kept(&parcel.id);
            self.world.report(&parcel.id, &Delivery::Queued { why, kept });
        }
    }

    /// Marks a lead as being sent by this tab; `None` when it is not this tab's to send.
    async fn claim(&self, id: &str, back: bool) -> Option<Entry> {
        // Random, so that no other tab's request has the same.
        let request = (self.world.random() * f64::from(u32::MAX)) as u32 | 1;
        let claim = |_: &mut Tab, book: &mut Book, now| Tab::claim(book, id, request, back, now);
        let (claimed, saved) = self.change(claim).await;
        let (entry, held) = claimed?;
        let mine = saved || held;
        self.tab.borrow_mut().in_flight = mine.then(|| id.to_string());
        mine.then_some(entry)
    }

    async fn settle(&self, entry: Entry, outcome: Outcome) {
        let (id, jitter) = (entry.parcel.id.clone(), self.world.random());
        self.change(|tab, book, now| tab.settle(book, entry, &outcome, jitter, now)).await;
        let kept = self.kept(&id);
        let delivery = match outcome {
            Outcome::Confirmed => Delivery::Confirmed,
            Outcome::Unconfirmed => Delivery::Unconfirmed,
            Outcome::Retry { .. } => Delivery::Queued { why: Why::Busy, kept },
            Outcome::Missed(why) => Delivery::Queued { why, kept },
            Outcome::Rejected(rejection) => Delivery::Rejected { rejection, kept },
        };
        self.world.report(&id, &delivery);
    }

    /// Whether a lead that is not delivered is in the storage.
    fn kept(&self, id: &str) -> bool {
        !self.tab.borrow().holds(id)
    }

    /// Changes the storage under the lock, and tells what came to light. Also whether the change
    /// is in the storage now.
    async fn change<T>(&self, act: impl FnOnce(&mut Tab, &mut Book, u64) -> T) -> (T, bool) {
        let guard = self.world.lock().await;
        let (now, loaded) = (self.world.now(), self.world.load());
        let mut tab = self.tab.borrow_mut();
        let mut book = tab.book(loaded.as_deref(), now);
        let result = act(&mut tab, &mut book, now);
        let saved = tab.save(&book, loaded.as_deref(), &mut |text| self.world.store(text));
        let news = std::mem::take(&mut tab.news);
        drop(tab);
        drop(guard);
        for (id, delivery) in news {
            self.world.report(&id, &delivery);
        }
        (result, saved)
    }
}

/// One run at a time; the end of a run that was dropped midway counts too.
struct Running<'a>(&'a RefCell<Tab>);

impl<'a> Running<'a> {
    fn start(tab: &'a RefCell<Tab>) -> Option<Self> {
        let was = std::mem::replace(&mut tab.borrow_mut().running, true);
        // Made only then: what is dropped ends the run.
        (!was).then(|| Self(tab))
    }
}

impl Drop for Running<'_> {
    fn drop(&mut self) {
        let mut tab = self.0.borrow_mut();
        tab.running = false;
        tab.in_flight = None;
    }
}
