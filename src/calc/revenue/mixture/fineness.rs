//! How finely revenue is worked out: while a control moves, and settled.

use crate::calc::revenue::Precision;

/// What is worth how much work.
#[derive(Clone, Copy)]
pub(super) struct Fineness {
    /// Deals of one value are put together where their chances differ by so much of `r (1 - r)`.
    pub near: f64,
    /// The same where every deal is multiplied, of values that differ by so much of a lattice step.
    pub beside: f64,
    /// An outcome of at least this chance makes it worth to keep amounts apart.
    pub apart: f64,
    /// Least and most groups that are multiplied one by one where a law stands for the others.
    pub singles: (usize, usize),
    /// The fourth cumulant that the others may have, as a multiple of the square of the variance of
    /// all deals.
    pub tailed: f64,
    /// A law may stand for the others where it adds at most this to the error of a chance.
    pub lumps: f64,
    /// What a lattice may add to the error of a chance.
    pub lattice: f64,
    /// Least and most lattice steps per standard deviation, and most points.
    pub steps: (f64, f64),
    pub points: f64,
    /// An exact lattice may have so many steps for each that another one would have.
    pub exact: f64,
    /// The window reaches so many standard deviations to both sides.
    pub reach: f64,
    /// Sizes of deals to come are followed until so many of them are larger.
    pub rare: f64,
    /// Markets of less weight are left out.
    pub weight: f64,
    /// A characteristic function below this counts as zero.
    pub negligible: f64,
}

impl Fineness {
    pub fn of(precision: Precision) -> Self {
        match precision {
            Precision::Interactive => Self {
                near: 0.2,
                beside: 1.0,
                apart: 1e-3,
                singles: (12, 48),
                tailed: 0.1,
                lumps: 2e-2,
                lattice: 2e-3,
                steps: (32.0, 128.0),
                points: 4096.0,
                exact: 4.0,
                reach: 6.0,
                rare: 1e-4,
                weight: 1e-5,
                negligible: 1e-4,
            },
            Precision::Settled => Self {
                near: 0.01,
                beside: 0.0,
                apart: 1e-5,
                singles: (64, 1024),
                tailed: 0.002,
                lumps: 2e-5,
                lattice: 3e-6,
                steps: (512.0, 4096.0),
                points: 131_072.0,
                exact: 16.0,
                reach: 8.0,
                rare: 1e-8,
                weight: 1e-11,
                negligible: 1e-8,
            },
        }
    }

    /// For where every deal is multiplied at every frequency.
    pub fn coarser(self) -> Self {
        let (least, most) = self.steps;
        Self { lattice: 10.0 * self.lattice, steps: ((least / 4.0).max(32.0), most), ..self }
    }
}
