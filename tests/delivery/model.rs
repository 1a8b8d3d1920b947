//! The world of the schedules: time, storage, network and server.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::future::poll_fn;
use std::rc::Rc;
use std::task::Poll;

use enough_pipeline::lead::deliver::World;
use enough_pipeline::lead::delivery::Delivery;
use enough_pipeline::lead::request::Request;
use enough_pipeline::lead::response::{Rejection, Response};

use super::server::{Server, lead};

/// `SplitMix64`.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5851_f42d_4c95_7f2d)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From 0, below `end`.
    pub fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Storage {
    Healthy,
    /// Takes nothing longer than what it holds.
    Full,
    Refusing,
}

/// How the server behaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weather {
    Fine,
    Stormy,
    Down,
}

pub struct Sim {
    pub time: Cell<u64>,
    /// When the next pending future has something to do.
    pub next: Cell<u64>,
    pub progress: Cell<bool>,
    pub dice: RefCell<Dice>,
    pub skew: Cell<i64>,
    pub online: Cell<bool>,
    pub weather: Cell<Weather>,
    pub storage: Cell<Storage>,
    /// What the storage held since when, the latest last.
    pub texts: RefCell<VecDeque<(u64, Option<String>)>>,
    locked: Cell<Option<u32>>,
    lock_works: bool,
    pub server: RefCell<Server>,
    /// Leads that a courier has taken; before that, they are in the form.
    pub taken: RefCell<BTreeSet<String>>,
    /// Leads that other tabs could not see.
    pub unshared: RefCell<BTreeSet<String>>,
    /// Who was told that which lead had arrived.
    told: RefCell<BTreeSet<(u32, String)>>,
    /// Which ids somebody in which tab listens to.
    pub heard: RefCell<BTreeSet<(u32, String)>>,
    /// What each tab said last about each lead.
    pub last: RefCell<BTreeMap<(u32, String), Delivery>>,
    pub faults: RefCell<Vec<String>>,
}

impl Sim {
    pub fn new(seed: u64, lock_works: bool) -> Self {
        Self {
            time: Cell::new(0),
            next: Cell::new(0),
            progress: Cell::new(false),
            dice: RefCell::new(Dice::new(seed)),
            skew: Cell::new(1_700_000_000_000),
            online: Cell::new(true),
            weather: Cell::new(Weather::Fine),
            storage: Cell::new(Storage::Healthy),
            texts: RefCell::new(VecDeque::from([(0, None)])),
            locked: Cell::new(None),
            lock_works,
            server: RefCell::default(),
            taken: RefCell::default(),
            unshared: RefCell::default(),
            told: RefCell::default(),
            heard: RefCell::default(),
            last: RefCell::default(),
            faults: RefCell::default(),
        }
    }

    pub fn roll(&self, end: u64) -> u64 {
        self.dice.borrow_mut().below(end)
    }

    pub fn taken(&self, lead: &str) -> bool {
        self.taken.borrow().contains(lead)
    }

    pub fn fault(&self, text: &str) {
        self.faults.borrow_mut().push(format!("{} ms: {text}", self.time.get()));
    }

    /// What is in the storage, whoever may read it.
    pub fn text(&self) -> String {
        self.texts.borrow().back().and_then(|(_, text)| text.clone()).unwrap_or_default()
    }

    /// Whether the storage holds the lead with this id.
    pub fn stores(&self, id: &str) -> bool {
        let line = format!("i={}&", id.replace('/', "%2f"));
        self.text().split('\n').any(|entry| entry.starts_with(&line))
    }

    async fn until(&self, at: u64) {
        self.when(at, || false).await;
    }

    /// Waits for a time or for something that is looked at whenever anything moves.
    async fn when(&self, at: u64, ready: impl Fn() -> bool) {
        poll_fn(|_| {
            if self.time.get() >= at || ready() {
                self.progress.set(true);
                return Poll::Ready(());
            }
            self.next.set(self.next.get().min(at));
            Poll::Pending
        })
        .await;
    }

    pub fn up(&self) -> bool {
        self.online.get() && self.weather.get() != Weather::Down
    }
}

/// A tab's view of the world.
pub struct Tab {
    pub sim: Rc<Sim>,
    pub number: u32,
    pub woken: Cell<bool>,
    pub back: Cell<bool>,
    /// What it sent last, until it has asked whether anybody is there.
    pub sent: RefCell<Option<String>>,
}

pub struct Lock(Rc<Sim>);

impl Drop for Lock {
    fn drop(&mut self) {
        self.0.locked.set(None);
        self.0.progress.set(true);
    }
}

impl World for Tab {
    type Guard = Option<Lock>;

    fn now(&self) -> u64 {
        self.sim.time.get().saturating_add_signed(self.sim.skew.get())
    }

    fn random(&self) -> f64 {
        self.sim.roll(1 << 40) as f64 / (1_u64 << 40) as f64
    }

    fn online(&self) -> bool {
        self.sim.online.get()
    }

    /// Tabs are processes of their own: without the lock, what one reads may be old.
    fn load(&self) -> Option<String> {
        if self.sim.storage.get() == Storage::Refusing {
            return None;
        }
        let age = if self.sim.locked.get() == Some(self.number) { 0 } else { self.sim.roll(60) };
        let time = self.sim.time.get().saturating_sub(age);
        let texts = self.sim.texts.borrow();
        texts.iter().rev().find(|(since, _)| *since <= time).and_then(|(_, text)| text.clone())
    }

    fn store(&self, text: Option<&str>) -> bool {
        let longer = text.map_or(0, str::len) > self.sim.text().len();
        let refused = match self.sim.storage.get() {
            Storage::Healthy => false,
            Storage::Full => longer,
            Storage::Refusing => true,
        };
        if !refused {
            let entry = (self.sim.time.get(), text.map(str::to_string));
            self.sim.texts.borrow_mut().push_back(entry);
        }
        !refused
    }

    async fn lock(&self) -> Self::Guard {
        let sim = &self.sim;
        sim.until(sim.time.get() + sim.roll(30)).await;
        if !sim.lock_works {
            return None;
        }
        sim.when(u64::MAX, || sim.locked.get().is_none()).await;
        sim.locked.set(Some(self.number));
        Some(Lock(Rc::clone(sim)))
    }

    async fn reach(&self, _: &str) -> bool {
        let sim = &self.sim;
        sim.until(sim.time.get() + 10 + sim.roll(300)).await;
        if !sim.up() {
            let mut server = sim.server.borrow_mut();
            let cut = self.sent.take().filter(|id| server.cut.contains(id));
            server.twice.extend(cut);
        }
        sim.up()
    }

    fn offer(&self, _: &str, _: &str) -> bool {
        false
    }

    async fn send(&self, request: &Request) -> Response {
        let (sim, id) = (&self.sim, request.body.clone());
        self.sent.replace(Some(id.clone()));
        {
            let mut server = sim.server.borrow_mut();
            server.posts += 1;
            server.posted.insert(lead(&id).to_string());
            server.unread.insert(id.clone());
        }
        let (time, response) = sim.answer(request, &id);
        sim.until(sim.time.get() + time).await;
        response
    }

    async fn sleep(&self, ms: u64) -> bool {
        self.woken.set(false);
        let event = || self.woken.get() || self.back.get();
        self.sim.when(self.sim.time.get() + ms, event).await;
        self.back.replace(false)
    }

    fn wake(&self) {
        self.woken.set(true);
        self.sim.progress.set(true);
    }

    fn report(&self, id: &str, delivery: &Delivery) {
        let false_state = self.check(id, delivery);
        if false_state {
            self.sim.fault(&format!("tab {} was told of {id}: {delivery:?}", self.number));
        }
        self.sim.last.borrow_mut().insert((self.number, id.to_string()), delivery.clone());
    }
}

impl Tab {
    /// Whether what the visitor is told is not so. A told end means that the answer was read.
    fn check(&self, id: &str, delivery: &Delivery) -> bool {
        let mut server = self.sim.server.borrow_mut();
        let arrived = server.delivered.contains_key(id) && !server.twice.contains(id);
        let stored = self.sim.stores(id);
        match delivery {
            Delivery::Sending => arrived,
            Delivery::Confirmed => {
                self.sim.told.borrow_mut().insert((self.number, id.to_string()));
                server.unread.remove(id);
                server.has(lead(id)) == 0
            }
            // "We can't confirm" is not true any more for who was told that it arrived.
            Delivery::Unconfirmed => {
                let told = self.sim.told.borrow().contains(&(self.number, id.to_string()));
                told || !server.posted.contains(lead(id))
            }
            Delivery::Queued { kept, .. } => {
                server.unread.remove(id);
                arrived || (*kept && !stored)
            }
            Delivery::Rejected { rejection, kept } => {
                server.unread.remove(id);
                let field = matches!(rejection, Rejection::Field(..));
                arrived || (*kept && !field && !stored)
            }
        }
    }
}
