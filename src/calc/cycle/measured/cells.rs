//! What was seen of deals at each day of their age.

use crate::calc::cycle::history::Observation;

/// One day of age, or all days above the longest.
#[derive(Clone, Copy, Default)]
pub(super) struct Cell {
    pub at_risk: f64,
    pub won: f64,
    pub lost: f64,
}

impl Cell {
    /// Deals won, or else lost.
    pub fn closed(&self, cause: usize) -> f64 {
        if cause == 0 { self.won } else { self.lost }
    }
}

/// Deals at risk and closed, per day of age and at last for all days above `longest`.
pub(super) fn cells(observations: &[Observation], longest: usize) -> Vec<Cell> {
    let mut cells = vec![Cell::default(); longest + 1];
    let mut entering = vec![0_i64; longest + 2];
    for seen in observations {
        // The deal is at risk on its days entry + 1 to exit; day x has index x - 1.
        let last = (seen.exit as usize - 1).min(longest);
        entering[(seen.entry as usize).min(last)] += 1;
        entering[last + 1] -= 1;
        match seen.won {
            Some(true) => cells[last].won += 1.0,
            Some(false) => cells[last].lost += 1.0,
            None => {}
        }
    }
    let mut at_risk = 0;
    for (cell, change) in cells.iter_mut().zip(entering) {
        at_risk += change;
        cell.at_risk = at_risk as f64;
    }
    cells
}
