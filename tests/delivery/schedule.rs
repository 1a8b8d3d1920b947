//! One random schedule: what visitors, browsers, networks and clocks do, and what is left.

use std::collections::BTreeSet;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Waker};

use enough_pipeline::lead::config::Provider;
use enough_pipeline::lead::deliver::{Courier, Submitted};
use enough_pipeline::lead::delivery::Delivery;
use enough_pipeline::lead::outbox::Parcel;
use enough_pipeline::lead::response::Rejection;

use super::model::{Sim, Storage, Tab, Weather};
use super::server::lead;

const MINUTE: u64 = 60_000;
const HOUR: i64 = 3_600_000;
/// How long the faults go on, and how long all is well after them.
const STORM: u64 = 40 * MINUTE;
const TAIL: u64 = 80 * MINUTE;

/// What is broken on purpose, to see that it is seen.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Breakage {
    None,
    Lock,
}

type Task = Pin<Box<dyn Future<Output = ()>>>;

struct Page {
    courier: Rc<Courier<Tab>>,
    tasks: Vec<Task>,
}

struct Run {
    sim: Rc<Sim>,
    pages: Vec<Page>,
    opened: u32,
    /// Samenesses of what was submitted, with the number of copies and the provider.
    leads: Vec<(String, u32, Provider)>,
    /// Leads whose only copy was in the memory of a closed tab.
    lost: BTreeSet<String>,
    /// Whether the rule of ten minutes can be counted on: no clock jumped, no storage refused.
    steady: bool,
    jumps: bool,
    refusals: bool,
}

/// What went wrong, and how many requests were made.
pub fn faults(seed: u64, breakage: Breakage) -> (Vec<String>, u64) {
    let sim = Rc::new(Sim::new(seed, breakage != Breakage::Lock));
    let (jumps, refusals) = (sim.roll(2) == 0, sim.roll(2) == 0);
    let (pages, leads, lost) = (Vec::new(), Vec::new(), BTreeSet::new());
    let mut run = Run { sim, pages, opened: 0, leads, lost, steady: true, jumps, refusals };
    run.open();
    let mut at = 0;
    while at < STORM {
        at += 1 + run.sim.roll([50, 3000, 4 * MINUTE][run.sim.roll(3) as usize]);
        run.go(at);
        run.act();
    }
    run.tail();
    run.judge();
    let faults = run.sim.faults.take();
    (faults, run.sim.server.borrow().posts)
}

impl Run {
    /// Lets time pass.
    fn go(&mut self, end: u64) {
        loop {
            self.poll();
            let next = self.sim.next.get();
            if next > end {
                break;
            }
            self.sim.time.set(next);
        }
        self.sim.time.set(end.max(self.sim.time.get()));
    }

    /// Lets every tab do what it can at this moment, in random order.
    fn poll(&mut self) {
        let mut context = Context::from_waker(Waker::noop());
        loop {
            self.sim.next.set(u64::MAX);
            self.sim.progress.set(false);
            let first = self.sim.roll(8) as usize;
            let count = self.pages.len();
            for place in 0..count {
                let page = &mut self.pages[(place + first) % count];
                page.tasks.retain_mut(|task| task.as_mut().poll(&mut context).is_pending());
            }
            if !self.sim.progress.get() {
                break;
            }
        }
    }

    fn open(&mut self) {
        self.opened += 1;
        let (sim, number) = (Rc::clone(&self.sim), self.opened);
        let tab = Tab { sim, number, woken: false.into(), back: false.into(), sent: None.into() };
        let courier = Rc::new(Courier::new(tab));
        let flush = Rc::clone(&courier);
        let task: Task = Box::pin(async move { flush.run().await });
        self.pages.push(Page { courier, tasks: vec![task] });
    }

    fn close(&mut self, at: usize) {
        let page = self.pages.remove(at);
        self.lost.extend(page.courier.held().iter().map(|id| lead(id).to_string()));
    }

    fn submit(&mut self, which: usize) {
        let Some(page) = self.pages.len().checked_sub(1) else { return };
        let page = self.sim.roll(page as u64 + 1) as usize;
        let (name, copies, provider) = &mut self.leads[which];
        *copies += 1;
        let id = format!("{name}/{copies}");
        let parcel = Parcel {
            id: id.clone(),
            sameness: name.clone(),
            provider: *provider,
            url: "https://crm.example/hook".into(),
            body: id.clone(),
            message: id.clone(),
            blank: Default::default(),
        };
        let (sim, courier) = (Rc::clone(&self.sim), Rc::clone(&self.pages[page].courier));
        let wait = sim.roll(2) * 3000;
        self.pages[page].tasks.push(Box::pin(async move {
            let submitted = courier.submit(parcel, wait).await;
            check(&sim, &id, &submitted);
            let heard = match submitted {
                Submitted::Taken { .. } => Some(id),
                Submitted::Again { id, .. } => id,
            };
            let number = courier.world().number;
            sim.heard.borrow_mut().extend(heard.map(|id| (number, id)));
            courier.run().await;
        }));
    }

    fn act(&mut self) {
        let sim = Rc::clone(&self.sim);
        let page = sim.roll(self.pages.len().max(1) as u64) as usize;
        match sim.roll(20) {
            0..=4 => {
                let providers =
                    [Provider::Webhook, Provider::HubSpot, Provider::FormJson, Provider::FormPost];
                let provider = providers[sim.roll(5).min(3) as usize];
                self.leads.push((format!("lead-{}", self.leads.len()), 0, provider));
                self.submit(self.leads.len() - 1);
            }
            5 if !self.leads.is_empty() => self.again(),
            6 | 7 if self.pages.len() < 4 => self.open(),
            8 if !self.pages.is_empty() => self.close(page),
            9 | 10 if !self.pages.is_empty() => {
                self.close(page);
                self.open();
            }
            11 | 12 => sim.weather.set(Weather::Down),
            13 => sim.weather.set(Weather::Fine),
            14 | 15 => sim.weather.set(Weather::Stormy),
            16 => sim.online.set(false),
            17 => self.back(),
            18 if self.refusals => {
                let kinds = [Storage::Healthy, Storage::Full, Storage::Refusing];
                sim.storage.set(kinds[sim.roll(3) as usize]);
                self.steady &= sim.storage.get() == Storage::Healthy;
            }
            19 if self.jumps => {
                // Less than the seven days in all, after which a visit erases a lead.
                let hours = [1, 24, 72][sim.roll(3) as usize];
                let jump = sim.roll(2 * hours * HOUR as u64) as i64 - hours as i64 * HOUR;
                sim.skew.set(1_700_000_000_000 + jump);
                self.steady = false;
            }
            _ => {}
        }
    }

    /// The visitor presses again, perhaps in another tab.
    fn again(&mut self) {
        let which = self.leads.len() - 1;
        self.submit(which);
        if self.sim.roll(2) == 0 {
            self.submit(which);
        }
    }

    fn back(&self) {
        self.sim.online.set(true);
        for page in &self.pages {
            page.courier.world().back.set(true);
        }
    }

    /// All is well, and a page is open.
    fn tail(&mut self) {
        self.sim.weather.set(Weather::Fine);
        self.sim.storage.set(Storage::Healthy);
        self.back();
        self.open();
        self.go(self.sim.time.get() + TAIL);
    }

    fn judge(&self) {
        let server = self.sim.server.borrow();
        for (name, copies, _) in &self.leads {
            let arrived = server.has(name);
            let any = |ids: &BTreeSet<String>| ids.iter().any(|id| lead(id) == name);
            let excused = any(&server.unread) || any(&server.refused) || self.lost.contains(name);
            let taken = self.sim.taken(name);
            if arrived == 0 && !excused && *copies > 0 && taken {
                self.sim.fault(&format!("{name} was lost"));
            }
            if server.soon_again.contains(name)
                && self.steady
                && !self.sim.unshared.borrow().contains(name)
            {
                self.sim.fault(&format!("{name} arrived {arrived} times"));
            }
        }
        if self.sim.text().contains("\ni=") {
            self.sim.fault(&format!("left in the storage: {}", self.sim.text()));
        }
        self.judge_last_words();
        for page in &self.pages {
            if !page.courier.held().is_empty() {
                self.sim.fault(&format!("left in memory: {:?}", page.courier.held()));
            }
        }
    }
}

impl Run {
    /// In the end no open tab may still say to its visitor that a lead is on its way. A clock that
    /// jumped may have taken away the receipt by which a tab learns what another tab did.
    fn judge_last_words(&self) {
        if !self.steady {
            return;
        }
        let open = |number| self.pages.iter().any(|page| page.courier.world().number == number);
        for (heard, delivery) in self.sim.last.borrow().iter() {
            let (number, id) = heard;
            let ended = match delivery {
                Delivery::Confirmed | Delivery::Unconfirmed => true,
                Delivery::Rejected { rejection, .. } => matches!(rejection, Rejection::Field(..)),
                Delivery::Sending | Delivery::Queued { .. } => false,
            };
            let server = self.sim.server.borrow();
            let refused = server.refused.iter().any(|other| lead(other) == lead(id));
            let heard = self.sim.heard.borrow().contains(heard);
            if open(*number) && heard && !ended && !refused {
                self.sim.fault(&format!("tab {number} still says of {id}: {delivery:?}"));
            }
        }
    }
}

/// Whether the visitor is told the truth on pressing the button.
fn check(sim: &Sim, id: &str, submitted: &Submitted) {
    let server = sim.server.borrow();
    sim.taken.borrow_mut().insert(lead(id).to_string());
    if *submitted == (Submitted::Taken { kept: false }) {
        sim.unshared.borrow_mut().insert(lead(id).to_string());
    }
    let fine = match submitted {
        Submitted::Taken { kept } => !kept || sim.stores(id),
        Submitted::Again { delivery: Delivery::Confirmed, .. } => server.has(lead(id)) > 0,
        Submitted::Again { delivery: Delivery::Unconfirmed, .. } => {
            server.posted.contains(lead(id))
        }
        Submitted::Again { id: old, .. } => old.as_ref().is_some_and(|old| lead(old) == lead(id)),
    };
    drop(server);
    if !fine {
        sim.fault(&format!("pressing for {id} was answered by {submitted:?}"));
    }
}
