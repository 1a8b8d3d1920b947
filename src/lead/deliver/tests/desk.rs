//! A browser whose time passes only when somebody waits.

use std::cell::{Cell, RefCell};

use super::START;
use crate::lead::deliver::{Courier, World};
use crate::lead::delivery::Delivery;
use crate::lead::request::Request;
use crate::lead::response::Response;

/// A browser in which waiting takes no time, and sleeping ends when so many sleeps are over.
pub struct Desk {
    pub now: Cell<u64>,
    pub storage: RefCell<Option<String>>,
    pub refusing: Cell<bool>,
    pub online: Cell<bool>,
    pub up: Cell<bool>,
    /// Whether the server takes the next request and is gone before it answers.
    pub cut: Cell<bool>,
    pub answers: RefCell<Vec<Response>>,
    pub sent: RefCell<Vec<(u64, String)>>,
    pub told: RefCell<Vec<(String, Delivery)>>,
    pub sleeps: Cell<usize>,
    /// What happens during a request.
    pub during: Cell<u64>,
    pub crash: Cell<bool>,
    /// Whether the page has a listener that takes leads, and what it was offered.
    pub listener: Cell<bool>,
    pub offered: RefCell<Vec<String>>,
}

pub fn desk(answers: &[Response]) -> Courier<Desk> {
    Courier::new(Desk {
        now: START.into(),
        storage: None.into(),
        refusing: false.into(),
        online: true.into(),
        up: true.into(),
        cut: false.into(),
        answers: answers.iter().rev().cloned().collect::<Vec<_>>().into(),
        sent: Vec::new().into(),
        told: Vec::new().into(),
        sleeps: 0.into(),
        during: 100.into(),
        crash: false.into(),
        listener: false.into(),
        offered: Vec::new().into(),
    })
}

impl World for Desk {
    type Guard = ();

    fn now(&self) -> u64 {
        self.now.get()
    }
    fn random(&self) -> f64 {
        0.5
    }
    fn online(&self) -> bool {
        self.online.get()
    }
    fn load(&self) -> Option<String> {
        self.storage.borrow().clone().filter(|_| !self.refusing.get())
    }
    fn store(&self, text: Option<&str>) -> bool {
        if !self.refusing.get() {
            *self.storage.borrow_mut() = text.map(str::to_string);
        }
        !self.refusing.get()
    }
    async fn lock(&self) {}
    async fn reach(&self, _: &str) -> bool {
        self.up.get()
    }
    fn offer(&self, seller: &str, pairs: &str) -> bool {
        let taken = self.listener.get();
        self.offered.borrow_mut().push([seller, " ", pairs].concat());
        taken
    }
    async fn send(&self, request: &Request) -> Response {
        if !self.up.get() {
            return Response::Failed;
        }
        self.sent.borrow_mut().push((self.now.get().wrapping_sub(START), request.body.clone()));
        if self.crash.get() {
            std::future::pending::<()>().await;
        }
        self.now.set(self.now.get() + self.during.get());
        if self.cut.get() {
            self.up.set(false);
            return Response::Failed;
        }
        self.answers.borrow_mut().pop().unwrap_or(Response::Failed)
    }
    async fn sleep(&self, ms: u64) -> bool {
        if self.sleeps.get() == 0 {
            std::future::pending::<()>().await;
        }
        self.sleeps.set(self.sleeps.get() - 1);
        self.now.set(self.now.get() + ms);
        false
    }
    fn wake(&self) {}
    fn report(&self, id: &str, delivery: &Delivery) {
        self.told.borrow_mut().push((id.to_string(), delivery.clone()));
    }
}
