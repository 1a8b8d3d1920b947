//! The exact answer and the levers: worked out once the typing rests, so that typing never waits.

use std::rc::Rc;

use yew::{hook, use_effect_with, use_state};

use super::answer::{Answer, Levers};
use super::browser;
use super::view::Formatting;
use crate::calc::coverage::{Lever, Precision, levers};

/// Milliseconds without a change before the exact answer is worked out.
const REST: u32 = 150;

/// The exact answer and the levers, for inputs that may have changed since.
#[derive(Clone, Debug, PartialEq)]
pub struct Settled {
    answer: Rc<Answer>,
    levers: Rc<Vec<Lever>>,
}

impl Settled {
    /// The exact answer, if `quick` is of the same inputs.
    pub fn exact(&self, quick: &Answer) -> Option<&Rc<Answer>> {
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

/// Follows the quick answer with an exact one.
#[hook]
pub fn use_settled(quick: Option<Rc<Answer>>, formats: &Formatting) -> Option<Settled> {
    let settled = use_state(|| None::<Settled>);
    {
        let (settled, formats) = (settled.clone(), formats.clone());
        use_effect_with(quick, move |quick| {
            let timer = quick.clone().map(|quick| {
                browser::after(REST, move || {
                    let answer = Answer::new(quick.inputs, Precision::Settled, &*formats);
                    let levers = levers(&answer.inputs, &answer.report).into();
                    settled.set(Some(Settled { answer: answer.into(), levers }));
                })
            });
            move || drop(timer)
        });
    }
    (*settled).clone()
}
