//! Lattices for the transform, and the roots of unity that it needs.

use std::cell::OnceCell;
use std::f64::consts::TAU;

use super::fineness::Fineness;
use super::parts::Parts;
use crate::calc::revenue::complex::Complex;

/// Splitting values between lattice points changes a chance by at most this times the squared step,
/// in standard deviations, times the number of wins (method 3 C).
const SPLIT_ERROR: f64 = 0.03;
/// Steps per standard deviation of the sizes of deals to come, at least.
const STEPS_PER_SIZE: f64 = 16.0;

/// The lattice of a run of waves.
pub(super) struct Grid {
    /// Thousandths per step.
    pub step: f64,
    /// The multiple that the first mass belongs to.
    pub first: i64,
    /// A power of two.
    pub length: usize,
    pub exact: bool,
}

impl Grid {
    pub fn new(parts: &Parts, target: i64, fineness: &Fineness) -> Self {
        let reach = fineness.reach * parts.deviation + parts.largest;
        // The law of the many may fall below nothing: that must not come back at the top.
        let low = (parts.mean - reach).max(-fineness.reach * parts.blur);
        let span = (parts.mean + reach - low).max(1.0);
        let (least, most) = fineness.steps;
        let steps = (SPLIT_ERROR * parts.wins / fineness.lattice).sqrt().clamp(least, most);
        let mut wished = parts.deviation / steps;
        if parts.arrived {
            wished = wished.min(parts.size.mean() * parts.spread.min(1.0) / STEPS_PER_SIZE);
        }
        let wished = wished.max(span / fineness.points).max(1.0);
        let measure = parts.measure.map(|measure| measure as f64);
        if let Some(measure) = measure.filter(|measure| measure * fineness.exact >= wished) {
            let first = (low / measure).floor();
            let points = (low + span) / measure - first + 3.0;
            let length = (points as usize).next_power_of_two();
            return Self { step: measure, first: first as i64, length, exact: true };
        }
        let length = ((span / wished) as usize + 4).next_power_of_two();
        let least = span / (length as f64 - 4.0);
        // The goal becomes a lattice point, where that does not make the steps much longer.
        let steps = (target as f64 / least).floor();
        let step = if steps >= LEAST_STEPS { target as f64 / steps } else { least };
        Self { step, first: (low / step).floor() as i64, length, exact: false }
    }
}

/// A goal of fewer steps does not become a lattice point: that would make the steps too long.
const LEAST_STEPS: f64 = 20.0;

/// Roots of unity, `exp(2 pi i k / length)`, worked out once for each length: a power of two.
#[derive(Default)]
pub(super) struct Roots([OnceCell<Vec<Complex>>; MOST_DOUBLINGS]);

/// No lattice is as long as two to this power.
const MOST_DOUBLINGS: usize = 32;

impl Roots {
    pub fn of(&self, length: usize) -> &[Complex] {
        let doublings = length.trailing_zeros() as usize % MOST_DOUBLINGS;
        self.0[doublings].get_or_init(|| {
            let turn = TAU / length as f64;
            (0..length).map(|k| Complex::polar(1.0, turn * k as f64)).collect()
        })
    }
}
