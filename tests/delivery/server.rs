//! The model server: it counts what arrives, and fails as servers and networks do.

use std::collections::{BTreeMap, BTreeSet};

use enough_pipeline::lead::outbox::SAME;
use enough_pipeline::lead::request::{Mode, Request};
use enough_pipeline::lead::response::Response;

use super::model::{Sim, Weather};

/// What the model server knows, and what the tabs cannot.
#[derive(Default)]
pub struct Server {
    pub posts: u64,
    pub posted: BTreeSet<String>,
    pub delivered: BTreeMap<String, u32>,
    /// When each lead arrived last, and those that arrived again within ten minutes.
    pub last: BTreeMap<String, u64>,
    pub soon_again: BTreeSet<String>,
    /// Requests whose answer could not be read, or was read by nobody.
    pub unread: BTreeSet<String>,
    /// Delivered, but the server was gone before it had answered.
    pub cut: BTreeSet<String>,
    /// Of these, those whose tab found nobody there right after. They are sent again under the same
    /// number: it can't be told whether they arrived.
    pub twice: BTreeSet<String>,
    /// Refused because of what the visitor typed: theirs to correct.
    pub refused: BTreeSet<String>,
}

/// The part of an id that all copies of a lead share; it is the lead's sameness too.
pub fn lead(id: &str) -> &str {
    id.split('/').next().unwrap()
}

impl Server {
    pub fn has(&self, sameness: &str) -> u32 {
        self.delivered.iter().filter(|(id, _)| lead(id) == sameness).map(|(_, count)| count).sum()
    }
}

impl Sim {
    fn deliver(&self, id: &str) {
        let mut server = self.server.borrow_mut();
        let again = server.twice.contains(id);
        let count = server.delivered.entry(id.to_string()).or_default();
        *count += 1;
        let (count, now) = (*count, self.time.get());
        let last = server.last.insert(lead(id).to_string(), now);
        if last.is_some_and(|last| now - last < SAME) && !again {
            server.soon_again.insert(lead(id).to_string());
        }
        if count > 1 && !again {
            drop(server);
            self.fault(&format!("{id} was delivered twice"));
        }
    }

    /// What the server does with a request, and its answer with how long that takes.
    pub fn answer(&self, request: &Request, id: &str) -> (u64, Response) {
        let status = |code: u16, retry_after: Option<&str>, body: &str| {
            let retry_after = retry_after.map(str::to_string);
            Response::Status { code, retry_after, body: body.to_string() }
        };
        let quick = 20 + self.roll(400);
        if !self.up() {
            return (quick, Response::Failed);
        }
        let kind = if self.weather.get() == Weather::Fine { 0 } else { self.roll(12) };
        if matches!(kind, 0 | 7..=10) {
            self.deliver(id);
        }
        if matches!(kind, 9 | 10) {
            self.server.borrow_mut().cut.insert(id.to_string());
        }
        let (time, response) = match kind {
            1 => (quick, status(429, None, "")),
            2 => (quick, status(429, Some("40"), "")),
            3 => (quick, status(429, Some("Tue, 14 Nov 2023 22:20:00 GMT"), "")),
            4 => (quick, status(500, None, "oops")),
            5 => (30_000, status(503, None, "")),
            6 | 9 | 10 => (quick, Response::Failed),
            8 => (30_000, status(200, None, "")),
            11 => {
                let mail = self.roll(2) == 0;
                let code = if mail { "INVALID_EMAIL" } else { "FORM_NOT_FOUND" };
                if mail {
                    self.server.borrow_mut().refused.insert(id.to_string());
                }
                (quick, status(400, None, &format!("{{\"errorType\":\"{code}\"}}")))
            }
            _ => (quick, status(200, None, "{}")),
        };
        if request.mode == Mode::NoCors && response != Response::Failed {
            return (time, Response::Opaque);
        }
        (time, response)
    }
}
