//! Leads that are not delivered yet, as they stand in the storage that all tabs share.
//!
//! A line per lead and per receipt, each of form-urlencoded pairs. Numbers have a fixed width:
//! marking a lead as being sent makes the text no longer, so a full storage can't prevent it.

#[cfg(test)]
mod tests;

use super::config::{Config, Provider, is_address};
use super::request::Request;
use super::response::LONGEST_WAIT;
use super::seller::is_key;
use super::submission::Submission;
use crate::text::texts::{Texts, push_hex, push_pair};

/// How long a lead is kept for a later visit, in milliseconds.
pub const KEPT: u64 = 7 * 24 * 3_600_000;
/// How long the same lead is not sent again, in milliseconds.
pub const SAME: u64 = 10 * 60_000;
/// A request whose tab has not told its end for so long, in milliseconds, had none that could be
/// read. Longer than [`super::deliver::SEND_LIMIT`].
pub const STALE: u64 = 120_000;
/// Most leads that are kept.
pub const MOST: usize = 5;
/// Longest line of a lead, in bytes.
pub const LONGEST: usize = 16 * 1024;

const VERSION: &str = "v=1";
/// Longest text that is read, in bytes.
const READ: usize = 128 * 1024;
const PROVIDERS: [(&str, Provider); 5] = [
    ("0", Provider::HubSpot),
    ("1", Provider::FormJson),
    ("2", Provider::Webhook),
    ("3", Provider::FormPost),
    ("4", Provider::Host),
];

/// A lead to deliver.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parcel {
    /// [`Submission::id`].
    pub id: String,
    /// [`Submission::sameness`].
    pub sameness: String,
    /// Kind of destination.
    pub provider: Provider,
    /// Where it goes; for a lead that waits for the page itself, [`Config::seller_key`].
    pub url: String,
    /// What is sent; for a lead that waits for the page itself, pairs of names and texts.
    pub body: String,
    /// The `submission_id` in it, by which a destination tells doubles: that of the first press,
    /// if the same was pressed again before it arrived.
    pub message: String,
    /// Names at the destination of the boxes for name and company that the visitor left empty.
    pub blank: [String; 2],
}

impl Parcel {
    /// What is to be delivered of a submission. Without an address it waits for a page of the same
    /// seller that takes it.
    pub fn new(submission: &Submission, config: &Config) -> Self {
        let (url, body) = match submission.request(config) {
            Some(Request { url, body, .. }) => (url, body),
            None => (config.seller_key(&submission.context.page_url), submission.pairs(config)),
        };
        let (id, sameness) = (submission.id.clone(), submission.sameness(config));
        let (provider, blank) = (config.provider, submission.blank(config));
        Self { message: id.clone(), id, sameness, provider, url, body, blank }
    }

    /// Goes under the number of an earlier press for the same, which may have arrived although no
    /// answer said so.
    pub(super) fn adopt(&mut self, earlier: &Self) {
        if !self.message.is_empty() {
            self.body = self.body.replace(&self.message, &earlier.message);
        }
        self.message.clone_from(&earlier.message);
    }

    pub(super) fn request(&self) -> Request {
        Request::new(self.provider, self.url.clone(), self.body.clone())
    }
}

/// A lead with how far it has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub parcel: Parcel,
    pub created: u64,
    /// Requests in this round.
    pub tries: u8,
    /// How often the destination could not be reached since the last request.
    pub misses: u8,
    /// When it came into this state.
    pub since: u64,
    pub state: State,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// It has not arrived, and may be sent after so many milliseconds.
    Waiting(u64),
    /// A request with this number, which is not 0, is under way.
    Sending(u32),
}

impl Entry {
    pub(super) fn new(parcel: Parcel, now: u64) -> Self {
        let state = State::Waiting(0);
        Self { parcel, created: now, tries: 0, misses: 0, since: now, state }
    }

    pub(super) fn same_id(&self, other: &Self) -> bool {
        self.parcel.id == other.parcel.id
    }

    /// How long until it may be sent; `None` while it is being sent.
    pub(super) fn wait(&self, now: u64) -> Option<u64> {
        let State::Waiting(delay) = self.state else { return None };
        Some(self.since.saturating_add(delay).saturating_sub(now))
    }

    pub(super) fn put(&mut self, state: State, now: u64) {
        (self.state, self.since) = (state, now);
    }

    /// Times from the future come from a clock that was wrong: a wait is over then, and an age
    /// counts from now.
    pub(super) fn settle_clock(&mut self, now: u64) {
        self.created = self.created.min(now);
        let long = matches!(self.state, State::Waiting(delay) if delay > 2 * LONGEST_WAIT);
        if self.since > now || long {
            let sending = matches!(self.state, State::Sending(_));
            self.put(if sending { self.state } else { State::Waiting(0) }, now);
        }
    }

    fn write(&self) -> String {
        let (mut line, parcel) = (String::new(), &self.parcel);
        let provider = PROVIDERS.iter().find(|(_, provider)| *provider == parcel.provider);
        let (delay, request) = match self.state {
            State::Waiting(delay) => (delay, 0),
            State::Sending(request) => (0, request),
        };
        push_pair(&mut line, "i", &parcel.id);
        push_pair(&mut line, "h", &parcel.sameness);
        push_pair(&mut line, "p", provider.map_or("", |(code, _)| code));
        push_pair(&mut line, "u", &parcel.url);
        push_pair(&mut line, "b", &parcel.body);
        push_pair(&mut line, "g", &parcel.message);
        push_pair(&mut line, "n", &parcel.blank[0]);
        push_pair(&mut line, "o", &parcel.blank[1]);
        push_pair(&mut line, "c", &hex(self.created));
        push_pair(&mut line, "t", &hex(self.tries.into()));
        push_pair(&mut line, "m", &hex(self.misses.into()));
        push_pair(&mut line, "s", &hex(self.since));
        push_pair(&mut line, "d", &hex(delay));
        push_pair(&mut line, "x", &hex(request.into()));
        line
    }

    fn read(texts: &Texts) -> Option<Self> {
        let text = |key, most| texts.get(key).filter(|text| text.len() <= most);
        let number = |key| unhex(texts.get(key)?);
        let (id, sameness) = (text("i", 64)?.to_string(), text("h", 64)?.to_string());
        let provider = PROVIDERS.iter().find(|(code, _)| texts.get("p") == Some(code))?.1;
        // It goes only where a configuration could have sent it.
        let fits = if provider == Provider::Host { is_key } else { is_address };
        let url = text("u", 2000).filter(|url| fits(url))?.to_string();
        let blank = ["n", "o"].map(|key| text(key, 100).unwrap_or("").to_string());
        let body = text("b", LONGEST)?.to_string();
        // Earlier versions have only the one number.
        let message = text("g", 64).filter(|text| !text.is_empty()).unwrap_or(&id).to_string();
        let parcel = Parcel { id, sameness, provider, url, body, message, blank };
        let state = match number("x")? {
            0 => State::Waiting(number("d")?),
            request => State::Sending(request as u32),
        };
        let (tries, misses) = (number("t")?.min(9) as u8, number("m")?.min(9) as u8);
        Some(Self { parcel, created: number("c")?, tries, misses, since: number("s")?, state })
    }
}

/// That a lead was sent, without saying whose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Receipt {
    pub sameness: String,
    pub at: u64,
    /// Whether it is known to have arrived.
    pub confirmed: bool,
}

impl Receipt {
    fn write(&self) -> String {
        let mut line = String::new();
        push_pair(&mut line, "r", &self.sameness);
        push_pair(&mut line, "a", &hex(self.at));
        push_pair(&mut line, "o", if self.confirmed { "1" } else { "0" });
        line
    }

    fn read(texts: &Texts) -> Option<Self> {
        let sameness = texts.get("r").filter(|text| text.len() <= 64)?.to_string();
        Some(Self { sameness, at: unhex(texts.get("a")?)?, confirmed: texts.get("o")? == "1" })
    }

    /// Whether it still counts. One from the future counts from now on.
    pub(super) fn counts(&mut self, now: u64) -> bool {
        self.at = self.at.min(now);
        now - self.at < SAME
    }
}

/// All that stands in the storage.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Stored {
    pub entries: Vec<Entry>,
    pub receipts: Vec<Receipt>,
}

impl Stored {
    /// Reads the storage's text. What is not ours, or damaged, is left out.
    pub(super) fn read(text: &str, now: u64) -> Self {
        let mut stored = Self::default();
        let mut lines = text.split('\n');
        if text.len() > READ || lines.next() != Some(VERSION) {
            return stored;
        }
        for texts in lines.filter_map(Texts::decode) {
            let new = |entry: &Entry| !stored.entries.iter().any(|old| old.same_id(entry));
            if let Some(mut entry) = Entry::read(&texts).filter(new) {
                entry.settle_clock(now);
                stored.entries.push(entry);
            }
            stored.receipts.extend(Receipt::read(&texts));
        }
        stored.entries.truncate(MOST);
        stored.receipts.truncate(4 * MOST);
        stored.forget(now);
        stored
    }

    /// Drops receipts that no longer count.
    pub(super) fn forget(&mut self, now: u64) {
        self.receipts.retain_mut(|receipt| receipt.counts(now));
    }
}

/// The text of these entries and receipts, `None` when there are none; and which entries are in.
pub(super) fn write<'a>(
    entries: impl Iterator<Item = &'a Entry>,
    receipts: &[Receipt],
) -> (Option<String>, Vec<String>) {
    let (mut text, mut ids) = (VERSION.to_string(), Vec::new());
    for entry in entries {
        let line = entry.write();
        if ids.len() < MOST && line.len() <= LONGEST {
            text.push('\n');
            text.push_str(&line);
            ids.push(entry.parcel.id.clone());
        }
    }
    for receipt in receipts.iter().rev().take(4 * MOST) {
        text.push('\n');
        text.push_str(&receipt.write());
    }
    (Some(text).filter(|text| text.len() > VERSION.len()), ids)
}

/// Twelve hexadecimal digits.
fn hex(value: u64) -> String {
    let mut text = String::new();
    push_hex(&mut text, (value >> 32) as u32, 4);
    push_hex(&mut text, value as u32, 8);
    text
}

fn unhex(text: &str) -> Option<u64> {
    if matches!(text.len(), 1..=12) { u64::from_str_radix(text, 16).ok() } else { None }
}
