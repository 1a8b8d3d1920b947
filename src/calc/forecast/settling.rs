//! The exact answer in steps of some milliseconds, so that a page can draw between them.

use std::rc::Rc;

use super::report::Work;
use super::{Inputs, Owned, Precision, Report};

/// The exact answer in the making.
pub struct Settling {
    owned: Rc<Owned>,
    work: Work,
}

impl std::fmt::Debug for Settling {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Settling")
    }
}

impl Settling {
    /// The answer for `inputs`, of which nothing is worked out yet.
    pub fn new(inputs: &Inputs, owned: Rc<Owned>) -> Self {
        let work = owned.work(inputs, Precision::Settled);
        Self { owned, work }
    }

    /// Takes a step; `false` once there is none left.
    pub fn step(&mut self) -> bool {
        self.work.step()
    }

    /// The answer; steps that are left are taken now.
    pub fn finish(mut self) -> Report {
        while self.step() {}
        self.work.report(&self.owned.lists(), self.owned.portfolio.is_none())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calc::forecast::tests::inputs;
    use crate::calc::forecast::{Stage, report};
    use crate::calc::units::{Money, Percent};

    #[test]
    fn steps_come_to_the_same() {
        let stage =
            Stage { name: "Demo".into(), count: 9, value: Money(9e4), chance: Percent(40.0) };
        let owned = Rc::new(Owned { stages: vec![stage], ..Owned::default() });
        let inputs = crate::calc::forecast::Inputs { goal: Some(Money(3e4)), ..inputs() };
        let whole = report(&inputs, &owned.lists(), Precision::Settled);
        let mut settling = Settling::new(&inputs, owned.clone());
        let mut steps = 1;
        while settling.step() {
            steps += 1;
        }
        // Six months from January on: as many alone and together, the second quarter, the commit.
        assert!(steps > 13, "{steps}");
        assert_eq!(settling.finish(), whole);
        assert_eq!(Settling::new(&inputs, owned.clone()).finish(), whole);
        assert_eq!(owned.report(&inputs, Precision::Settled), whole);
    }
}
