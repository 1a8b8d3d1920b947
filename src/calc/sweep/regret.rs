//! What the line would have done to deals that are closed now.

use super::line::Lines;
use crate::calc::portfolio::Portfolio;
use crate::calc::units::Money;

/// What the line would have done to deals that are closed now, had it been followed while they
/// were open. The line of an own history was drawn from the same deals.
#[derive(Clone, Debug, PartialEq)]
pub struct Regret {
    /// Places in the list of the deals that it would have closed and that were won later, the most
    /// valuable first.
    pub positions: Vec<usize>,
    /// Their value.
    pub value: Money,
    /// All deals won.
    pub wins: usize,
    /// Deals that it would have closed and that were lost later.
    pub lost: usize,
}

impl Regret {
    /// `None` without own wins: then there is nothing to regret.
    pub(super) fn new(portfolio: &Portfolio, lines: &Lines) -> Option<Self> {
        let wins = portfolio.history.won().count();
        let (mut won, mut lost) = (Vec::new(), 0);
        for (life, end) in portfolio.history.closed() {
            // On the morning of its last day a deal was one day younger than its end age.
            if lines.of(portfolio.part_of(life.position)).is_dead(life.end_age(end) - 1) {
                if end.won {
                    won.push(life);
                } else {
                    lost += 1;
                }
            }
        }
        won.sort_by(|a, b| b.value.total_cmp(&a.value));
        (wins > 0).then(|| Self {
            positions: won.iter().map(|life| life.position).collect(),
            value: won.iter().map(|life| Money(life.value)).sum(),
            wins,
            lost,
        })
    }
}
