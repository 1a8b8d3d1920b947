//! The storage as one tab sees it, and back into the storage.

use super::super::outbox::{Entry, Receipt, State, Stored, write};
use super::tab::Tab;

/// The storage as this tab sees it: with what only this tab knows.
pub(super) struct Book {
    pub slots: Vec<Slot>,
    pub receipts: Vec<Receipt>,
    /// Whether the storage could be read and held something.
    pub loaded: bool,
}

pub(super) struct Slot {
    pub entry: Entry,
    /// This tab's copy is the truth, whatever the storage says: it is in the storage either not
    /// at all or as being sent by this tab, so no other tab will send it.
    pub held: bool,
    /// A copy is in the storage.
    pub stored: bool,
}

impl Book {
    pub(super) fn slot(&mut self, id: &str) -> Option<&mut Slot> {
        self.slots.iter_mut().find(|slot| slot.entry.parcel.id == id)
    }
}

fn has_arrived(entry: &Entry, receipts: &[Receipt]) -> bool {
    let same = |receipt: &Receipt| receipt.sameness == entry.parcel.sameness;
    receipts.iter().any(|receipt| receipt.confirmed && same(receipt))
}

impl Tab {
    /// The book of what the storage holds.
    pub(super) fn book(&mut self, loaded: Option<&str>, now: u64) -> Book {
        let Stored { entries, mut receipts } = Stored::read(loaded.unwrap_or(""), now);
        let slot = |entry, held, stored| Slot { entry, held, stored };
        let mut slots: Vec<Slot> =
            entries.into_iter().map(|entry| slot(entry, false, true)).collect();
        slots.retain(|slot| !self.is_settled(&slot.entry));
        for mut entry in self.held.iter().cloned() {
            entry.settle_clock(now);
            match slots.iter_mut().find(|slot| slot.entry.same_id(&entry)) {
                Some(stored) => *stored = slot(entry, true, true),
                None => slots.push(slot(entry, true, false)),
            }
        }
        self.receipts.retain_mut(|receipt| receipt.counts(now));
        for own in &self.receipts {
            if !receipts.iter().any(|receipt| receipt.sameness == own.sameness) {
                receipts.push(own.clone());
            }
        }
        // The same may have been taken again while the storage was refused.
        slots.retain(|slot| {
            !(slot.entry.wait(now).is_some() && has_arrived(&slot.entry, &receipts))
        });
        let mut book = Book { slots, receipts, loaded: loaded.is_some() };
        self.end_stale(&mut book, now);
        book
    }

    fn is_settled(&self, entry: &Entry) -> bool {
        self.settled.iter().any(|(id, request)| {
            *id == entry.parcel.id
                && request.is_none_or(|request| entry.state == State::Sending(request))
        })
    }

    /// Puts the book into the storage, as much of it as goes in; the rest stays with this tab.
    /// Whether what other tabs may see is in the storage.
    pub(super) fn save(
        &mut self,
        book: &Book,
        loaded: Option<&str>,
        store: &mut dyn FnMut(Option<&str>) -> bool,
    ) -> bool {
        let mut saved = false;
        for all in [true, false] {
            let stored = book.slots.iter().filter(|slot| slot.stored);
            let new = book.slots.iter().filter(|slot| all && !slot.stored);
            let (text, ids) = write(stored.chain(new).map(|slot| &slot.entry), &book.receipts);
            if text.as_deref() == loaded || store(text.as_deref()) {
                let out = book.slots.iter().filter(|slot| !ids.contains(&slot.entry.parcel.id));
                self.held = out.map(|slot| slot.entry.clone()).collect();
                saved = true;
                break;
            }
        }
        if !saved {
            let held = book.slots.iter().filter(|slot| slot.held);
            self.held = held.map(|slot| slot.entry.clone()).collect();
        }
        saved
    }
}
