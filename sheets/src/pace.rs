//! Work in steps, so that the page is not held up.

use std::future::{Future, poll_fn};
use std::mem::replace;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

use crate::{Refusal, Sheet, whole};

/// Tags and texts, or cells eight times, that are read in a step: some milliseconds.
const STEP: u32 = 16_000;

/// How much has been done in this step.
#[derive(Default)]
pub(crate) struct Pace(u32);

impl Pace {
    /// Counts work, and whether the step ends with it.
    pub(crate) fn is_over(&mut self, work: u32) -> bool {
        self.0 += work;
        let over = self.0 >= STEP;
        if over {
            self.0 = 0;
        }
        over
    }
}

/// Ends a step.
pub(crate) async fn pause() {
    let mut paused = false;
    poll_fn(|_| if replace(&mut paused, true) { Poll::Ready(()) } else { Poll::Pending }).await;
}

/// A step. Nobody has to be woken: whoever reads asks again.
fn step<T>(work: Pin<&mut (impl Future<Output = T> + ?Sized)>) -> Option<T> {
    match work.poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(told) => Some(told),
        Poll::Pending => None,
    }
}

/// All steps at once.
pub(crate) fn finish<T>(work: impl Future<Output = T>) -> T {
    let mut work = pin!(work);
    loop {
        if let Some(told) = step(work.as_mut()) {
            return told;
        }
    }
}

/// A workbook that is being read.
pub struct Reading(Pin<Box<dyn Future<Output = Result<Vec<Sheet>, Refusal>>>>);

impl Reading {
    /// Nothing is read yet.
    pub fn new(bytes: Vec<u8>) -> Self {
        Self(Box::pin(async move { whole(&bytes).await }))
    }

    /// Reads on for some milliseconds. Ends with the sheets, or why there are none; after that,
    /// there is no further step.
    pub fn step(&mut self) -> Option<Result<Vec<Sheet>, Refusal>> {
        step(self.0.as_mut())
    }
}
