//! What can go wrong between a server and a browser, as a test wants it.

use std::collections::BTreeMap;
use std::sync::{Condvar, Mutex};
use std::time::Duration;

/// How long a held answer waits at most: longer than any test waits for what comes of it.
const LONGEST: Duration = Duration::from_mins(1);

/// What is wrong with the answers on one path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// They wait until the fault is mended.
    Held,
    /// There are none: 404.
    Missing,
    /// They are other than what was released: one byte longer.
    Altered,
}

/// The faults of one server, by path.
#[derive(Default)]
pub(super) struct Faults {
    faults: Mutex<BTreeMap<String, Fault>>,
    mended: Condvar,
}

impl Faults {
    pub(super) fn set(&self, path: &str, fault: Option<Fault>) {
        let mut faults = self.faults.lock().expect("the faults");
        match fault {
            Some(fault) => faults.insert(path.to_owned(), fault),
            None => faults.remove(path),
        };
        self.mended.notify_all();
    }

    /// Waits while the path is held; what else is wrong with it, or that it was held.
    pub(super) fn pass(&self, path: &str) -> Option<Fault> {
        let faults = self.faults.lock().expect("the faults");
        let first = faults.get(path).copied().filter(|fault| *fault == Fault::Held);
        let held = |faults: &mut BTreeMap<_, _>| faults.get(path) == Some(&Fault::Held);
        let waited = self.mended.wait_timeout_while(faults, LONGEST, held);
        waited.expect("the faults").0.get(path).copied().or(first)
    }
}
