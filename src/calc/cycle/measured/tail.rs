//! How far the default curve is to be believed at an age, by what the deals of about that age did.

use super::Cell;

/// What the default hazard of a cause is multiplied with at each age (method 10.1):
///
/// `r(x) = min(1, (O + sqrt(O) + 1) / (E + 1))`, where of the deals observed on their days above
/// `floor(2x / 3)` up to `x` the default expects `E = sum n(y) lambda0(y)` to close and `O` did. The
/// standard error and the 1 leave the default alone where few deals were seen; 1 is the most, so
/// that the tail is never raised. Ages above the oldest seen are judged as that one.
pub(super) struct Tail {
    /// At age 0, 1, ..., the oldest seen.
    shares: Vec<f64>,
}

impl Tail {
    /// `defaults` are the default's hazards; `cause` is 0 for won, 1 for lost; `oldest` is the oldest
    /// age at which a deal was seen, at most the number of cells.
    pub fn new(cells: &[Cell], defaults: &[[f64; 2]], cause: usize, oldest: usize) -> Self {
        let mut sums = vec![(0.0, 0.0)];
        for (cell, default) in cells.iter().zip(defaults).take(oldest) {
            let (closed, expected) = sums[sums.len() - 1];
            let more = cell.at_risk * default[cause];
            sums.push((closed + cell.closed(cause), expected + more));
        }
        let share = |age: usize| {
            let (from, to) = (sums[2 * age / 3], sums[age]);
            let (closed, expected) = (to.0 - from.0, (to.1 - from.1).max(0.0));
            ((closed + f64::sqrt(closed) + 1.0) / (expected + 1.0)).min(1.0)
        };
        Self { shares: (0..=oldest).map(share).collect() }
    }

    /// `r` on the day that ends at an age.
    pub fn at(&self, age: usize) -> f64 {
        self.shares[age.min(self.shares.len() - 1)]
    }
}
