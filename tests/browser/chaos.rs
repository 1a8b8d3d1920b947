//! `cargo xtask chaos`: random schedules of broken connections, faults, closed tabs and lost networks
//! in a real browser, and what of the leads arrives: never, once, or more often.
//!
//! It is a command and not a test, because it takes long and counts rather than judges. The same seed
//! makes the same schedule; how the machine's threads interleave is not part of it.

mod desk;
mod schedule;

use std::env;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;

use crate::support::{Engine, Page, Session};
use schedule::{End, run_one};

/// How many schedules, and the first seed: "500 1".
const CHAOS: &str = "EP_CHAOS";

/// Runs the schedules that the environment asks for; `None` when it asks for none.
pub fn run() -> Option<ExitCode> {
    let wish = env::var(CHAOS).ok().filter(|wish| !wish.is_empty())?;
    let mut words = wish.split_whitespace().map(|word| word.parse::<u64>().expect(CHAOS));
    let (count, first) = (words.next().unwrap_or(500), words.next().unwrap_or(1));
    let mut counts = Counts::default();
    let mut session = None;
    for seed in first..first + count {
        let browser = session.take().unwrap_or_else(|| Session::open(Engine::Chromium));
        let mut end = None;
        let run = || {
            browser.run(async |page: &Page| {
                end = Some(run_one(page, seed).await);
            })
        };
        let tidy = catch_unwind(AssertUnwindSafe(run)).unwrap_or(false);
        counts.add(seed, end.as_ref());
        // Nobody knows what a schedule that broke has left in its browser.
        session = tidy.then_some(browser);
    }
    println!("{}", counts.summary(first));
    Some(if counts.false_sent == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// What came of all schedules.
#[derive(Default)]
struct Counts {
    schedules: u64,
    broken: u64,
    /// Leads that arrived never, once and more often.
    arrived: [u64; 3],
    /// The same where the destination drops a `submission_id` that it has.
    kept: [u64; 3],
    /// Leads of which the visitor was told "Sent", and which never arrived.
    false_sent: u64,
}

impl Counts {
    fn add(&mut self, seed: u64, end: Option<&End>) {
        self.schedules += 1;
        let Some(end) = end else {
            self.broken += 1;
            return println!("seed {seed}: the schedule broke off");
        };
        self.arrived[end.arrived.min(2)] += 1;
        self.kept[end.numbers.min(2)] += 1;
        let false_sent = end.sent && end.arrived == 0;
        self.false_sent += u64::from(false_sent);
        if end.arrived != 1 || false_sent {
            println!("seed {seed}: {end:?}");
        }
    }

    fn summary(&self, first: u64) -> String {
        let [never, once, more] = self.arrived;
        let [lost, single, doubled] = self.kept;
        format!(
            "{} schedules from seed {first}, {} broke off\n\
             arrived: never {never}, once {once}, more {more}\n\
             with doubles dropped by submission_id: never {lost}, once {single}, more {doubled}\n\
             told \"Sent\" and never arrived: {}",
            self.schedules, self.broken, self.false_sent
        )
    }
}
