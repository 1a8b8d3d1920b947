//! The exact answer and the levers: worked out once the typing rests, so that typing never waits.

use super::answer::{Answer, Levers};
use super::view::Formatting;
use crate::calc::coverage::{Lever, Precision, levers};

/// The exact answer and the levers, for inputs that may have changed since.
#[derive(Clone, Debug)]
pub struct Settled {
    answer: Answer,
    levers: Vec<Lever>,
}

impl Settled {
    /// The exact answer that follows `quick`.
    pub fn after(quick: &Answer, formats: &Formatting) -> Self {
        let answer = Answer::new(quick.inputs, Precision::Settled, &**formats);
        let levers = levers(&answer.inputs, &answer.report);
        Self { answer, levers }
    }

    /// The exact answer, if `quick` is of the same inputs.
    pub fn exact(&self, quick: &Answer) -> Option<&Answer> {
        (self.answer.inputs == quick.inputs).then_some(&self.answer)
    }

    /// The levers as they are shown beside the answer `quick`.
    pub fn levers(&self, quick: &Answer) -> Levers<'_> {
        Levers {
            answer: &self.answer,
            found: &self.levers,
            stale: self.answer.inputs != quick.inputs,
        }
    }
}
