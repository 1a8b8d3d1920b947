//! What one tab knows, and how it changes the storage. No waiting here: every change is made
//! whole, under the lock.

use super::super::delivery::Delivery;
use super::super::outbox::{Entry, KEPT, Parcel, Receipt, SAME, STALE, State};
use super::super::response::{LONGEST_WAIT, Outcome, Rejection};
use super::book::{Book, Slot};
use super::{NAP, PAUSES, TRIES};

/// How long a lead rests between two rounds, in milliseconds.
const REST: u64 = LONGEST_WAIT;
/// How long until the next look at a lead that could not be marked in the storage.
const REFUSED: u64 = 10_000;

/// What only this tab knows.
#[derive(Default)]
pub(super) struct Tab {
    /// The entries of slots that are held.
    pub(super) held: Vec<Entry>,
    /// Ids of what this tab saw the end of. If the storage still has them, it could not be
    /// written. With the number of a request, the end of only that one: its own tab may bring
    /// the lead back.
    pub(super) settled: Vec<(String, Option<u32>)>,
    pub(super) receipts: Vec<Receipt>,
    /// Ids and samenesses of what was submitted here and whose end is not known.
    watched: Vec<(String, String)>,
    /// What came to light and is to be reported.
    pub news: Vec<(String, Delivery)>,
    /// The id of what this tab is sending.
    pub in_flight: Option<String>,
    pub running: bool,
    /// Whether another pass was asked for during this one.
    pub again: bool,
    opened: bool,
}

/// What became of a lead that was submitted.
pub(super) enum Taken {
    New,
    /// It stands in the place of one with this id.
    Instead(String),
    /// The same has come so far, under this id while it is on its way.
    Again(Delivery, Option<String>),
}

/// What to do next.
pub(super) enum Next {
    Try(Box<Entry>),
    Wait(u64),
    Done,
}

impl Tab {
    pub(super) fn held(&self) -> Vec<String> {
        self.held.iter().map(|entry| entry.parcel.id.clone()).collect()
    }

    pub(super) fn holds(&self, id: &str) -> bool {
        self.held.iter().any(|entry| entry.parcel.id == id)
    }

    /// Forgets everything but that it runs.
    pub(super) fn forget_all(&mut self) {
        *self = Self { running: self.running, opened: self.opened, ..Self::default() };
    }

    /// Takes a lead, unless the same one was sent or is on its way.
    pub(super) fn submit(&mut self, book: &mut Book, parcel: Parcel, wait: u64, now: u64) -> Taken {
        let same = |receipt: &&Receipt| receipt.sameness == parcel.sameness;
        if let Some(receipt) = book.receipts.iter().find(same) {
            return Taken::Again(ended(receipt.confirmed), None);
        }
        let watch = (parcel.id.clone(), parcel.sameness.clone());
        let mut entry = Entry::new(parcel, now);
        entry.put(State::Waiting(wait), now);
        let same = |slot: &&mut Slot| slot.entry.parcel.sameness == entry.parcel.sameness;
        let Some(slot) = book.slots.iter_mut().find(same) else {
            self.watched.push(watch);
            book.slots.push(Slot { entry, held: true, stored: false });
            return Taken::New;
        };
        let old = slot.entry.parcel.id.clone();
        entry.parcel.adopt(&slot.entry.parcel);
        if slot.entry.wait(now).is_none() {
            self.watched.push((old.clone(), watch.1));
            return Taken::Again(Delivery::Sending, Some(old));
        }
        // The old one has not arrived. The new one goes in its place, perhaps with better
        // settings, but no sooner than the destination asked for.
        if !slot.entry.rests() {
            (entry.tries, entry.misses) = (slot.entry.tries, slot.entry.misses);
            entry.put(slot.entry.state, slot.entry.since);
        }
        slot.entry = entry;
        if slot.held {
            slot.stored = false;
            self.settled.push((old.clone(), None));
        }
        self.watched.push(watch);
        Taken::Instead(old)
    }

    /// Takes back a lead that was to replace an old one in the storage, which could not be written:
    /// what becomes of the old one is the visitor's to hear.
    pub(super) fn keep_old(&mut self, id: &str, old: &str) {
        for watch in self.watched.iter_mut().filter(|(watched, _)| watched == id) {
            old.clone_into(&mut watch.0);
        }
    }

    /// The next lead to try, or how long to wait for one.
    pub(super) fn next(&mut self, book: &mut Book, now: u64, tried: &[String], back: bool) -> Next {
        if !std::mem::replace(&mut self.opened, true) {
            self.open(book, now);
        }
        self.hear(book);
        let is_tried = |entry: &Entry| tried.contains(&entry.parcel.id);
        let due = book.slots.iter().map(|slot| &slot.entry);
        let due = due.filter(|entry| entry.is_due(now, back) && !is_tried(entry));
        if let Some(newest) = due.max_by_key(|entry| entry.created) {
            return Next::Try(Box::new(newest.clone()));
        }
        let waits = book.slots.iter().map(|slot| match slot.entry.wait(now) {
            Some(0) => REFUSED,
            Some(wait) => wait,
            None => (slot.entry.since + STALE).saturating_sub(now).max(1),
        });
        let watched = (!self.watched.is_empty()).then_some(NAP);
        // A page that stays open drops its receipts in time.
        let receipts = book.receipts.iter().map(|one| (one.at + SAME).saturating_sub(now).max(1));
        waits.chain(watched).chain(receipts).min().map_or(Next::Done, Next::Wait)
    }

    /// A page was opened: what rested or could not be sent is tried at once, and what is too old
    /// is erased.
    fn open(&mut self, book: &mut Book, now: u64) {
        let own = |entry: &Entry| self.watched.iter().any(|(id, _)| *id == entry.parcel.id);
        book.slots.retain(|slot| own(&slot.entry) || now - slot.entry.created.min(now) < KEPT);
        for slot in &mut book.slots {
            if slot.entry.rests() || (slot.entry.misses > 0 && slot.entry.wait(now).is_some()) {
                slot.entry.put(State::Waiting(0), now);
            }
        }
    }

    /// Looks whether what was submitted here has come to an end elsewhere.
    fn hear(&mut self, book: &Book) {
        let (news, settled) = (&mut self.news, &mut self.settled);
        let in_flight = self.in_flight.as_deref();
        self.watched.retain(|(id, sameness)| {
            // Perhaps under the id of another tab, whose visitor sent the same.
            let here = book.slots.iter().any(|slot| slot.entry.parcel.sameness == *sameness);
            if here || in_flight == Some(id) {
                return true;
            }
            let same = |receipt: &&Receipt| receipt.sameness == *sameness;
            let receipt = book.receipts.iter().find(same);
            // Without a storage to read, it may still be there.
            if receipt.is_none() && !book.loaded {
                return true;
            }
            // Of what has ended so long ago that the receipt is gone, the end is not known.
            let confirmed = receipt.is_some_and(|receipt| receipt.confirmed);
            news.push((id.clone(), ended(confirmed)));
            if confirmed {
                settled.push((id.clone(), None));
            }
            false
        });
    }

    /// What has been on its way for too long has no end that could be read.
    pub(super) fn end_stale(&mut self, book: &mut Book, now: u64) {
        while let Some(at) = book.slots.iter().position(|slot| {
            let own = self.in_flight.as_deref() == Some(slot.entry.parcel.id.as_str());
            slot.entry.wait(now).is_none() && slot.entry.since + STALE <= now && !own
        }) {
            let Entry { parcel, state, .. } = book.slots.remove(at).entry;
            let request = if let State::Sending(request) = state { Some(request) } else { None };
            self.forget(&parcel.id, request);
            self.receipt(book, &parcel, false, now);
            self.news.push((parcel.id, Delivery::Unconfirmed));
        }
    }

    /// Puts a lead off because its server can't be reached. False when it is not waiting.
    pub(super) fn postpone(book: &mut Book, id: &str, jitter: f64, now: u64) -> bool {
        let slot = book.slot(id).filter(|slot| slot.entry.wait(now).is_some());
        slot.is_some_and(|slot| {
            let pause = pause(slot.entry.misses, jitter);
            slot.entry.misses = (slot.entry.misses + 1).min(9);
            slot.entry.put(State::Waiting(pause), now);
            true
        })
    }

    /// Marks a lead as being sent, if it is due. It, and whether it is held.
    pub(super) fn claim(
        book: &mut Book,
        id: &str,
        request: u32,
        back: bool,
        now: u64,
    ) -> Option<(Entry, bool)> {
        let slot = book.slot(id).filter(|slot| slot.entry.is_due(now, back))?;
        slot.entry.tries += 1;
        slot.entry.put(State::Sending(request), now);
        Some((slot.entry.clone(), slot.held))
    }

    /// Puts down what came of a request.
    pub(super) fn settle(
        &mut self,
        book: &mut Book,
        mut entry: Entry,
        outcome: &Outcome,
        jitter: f64,
        now: u64,
    ) {
        // Forgotten meanwhile, unless it was never more than a copy of what another tab sends.
        if self.in_flight.take().is_none() {
            return;
        }
        let at = book.slots.iter().position(|slot| slot.entry.same_id(&entry));
        let wait = match outcome {
            Outcome::Retry { after_ms } if entry.tries < TRIES => {
                Some(pause(entry.tries - 1, jitter).max(after_ms.unwrap_or(0)))
            }
            Outcome::Missed(_) if entry.misses < TRIES => Some(pause(entry.misses, jitter)),
            Outcome::Retry { .. } | Outcome::Missed(_) | Outcome::Rejected(Rejection::Setup(_)) => {
                None
            }
            Outcome::Confirmed | Outcome::Unconfirmed | Outcome::Rejected(_) => {
                if let Some(at) = at {
                    book.slots.remove(at);
                }
                self.forget(&entry.parcel.id, None);
                if !matches!(outcome, Outcome::Rejected(_)) {
                    self.receipt(book, &entry.parcel, *outcome == Outcome::Confirmed, now);
                }
                return;
            }
        };
        let missed = matches!(outcome, Outcome::Missed(_));
        entry.misses = if missed { (entry.misses + 1).min(9) } else { 0 };
        if missed {
            // It was no request of which anybody knows.
            entry.tries = entry.tries.saturating_sub(1);
        }
        if wait.is_none() {
            entry.tries = 0;
        }
        entry.put(State::Waiting(wait.unwrap_or(REST)), now);
        // It may be gone from the storage when that is refused, or because another tab took this
        // one for dead. It has not arrived, so it comes back.
        self.settled.retain(|(id, _)| *id != entry.parcel.id);
        let stored = at.is_some_and(|at| book.slots.remove(at).stored);
        book.slots.push(Slot { entry, held: true, stored });
    }

    /// Lets go of a lead that has come to an end.
    fn forget(&mut self, id: &str, request: Option<u32>) {
        self.watched.retain(|(watched, _)| watched != id);
        self.settled.push((id.to_string(), request));
    }

    fn receipt(&mut self, book: &mut Book, parcel: &Parcel, confirmed: bool, now: u64) {
        let receipt = Receipt { sameness: parcel.sameness.clone(), at: now, confirmed };
        for receipts in [&mut book.receipts, &mut self.receipts] {
            receipts.retain(|old| old.sameness != receipt.sameness);
            receipts.push(receipt.clone());
        }
    }
}

impl Entry {
    /// Whether it may be sent now. `back`: the network has just come back.
    fn is_due(&self, now: u64, back: bool) -> bool {
        self.wait(now).is_some_and(|wait| wait == 0 || (back && self.misses > 0))
    }

    /// Whether it waits for the next round.
    fn rests(&self) -> bool {
        self.state == State::Waiting(REST) && self.tries == 0 && self.misses == 0
    }
}

fn ended(confirmed: bool) -> Delivery {
    if confirmed { Delivery::Confirmed } else { Delivery::Unconfirmed }
}

/// How long until the next attempt after so many; a quarter more or less, so that not all
/// visitors come back at once.
fn pause(attempts: u8, jitter: f64) -> u64 {
    let pause = PAUSES[usize::from(attempts).min(PAUSES.len() - 1)];
    (pause as f64 * (0.75 + jitter / 2.0)) as u64
}
