//! The characteristic function of a mixture, frequency by frequency, and back to masses.

use std::f64::consts::TAU;

use super::crowd::Law;
use super::parts::{Given, Parts};
use super::{Fineness, Grid};
use crate::calc::normal::Table;
use crate::calc::revenue::complex::{Complex, transform};
use crate::calc::revenue::sizes::{lattice_masses, masses_by};

/// What the frequencies are of.
pub(super) struct Frequencies<'a> {
    pub parts: &'a Parts,
    pub grid: &'a Grid,
    /// `exp(2 pi i k / length)`.
    pub roots: &'a [Complex],
}

/// What every frequency needs.
struct Spectrum<'a> {
    parts: &'a Parts,
    grid: &'a Grid,
    roots: &'a [Complex],
    negligible: f64,
    /// Its logarithm.
    least: f64,
    /// Of the size of a deal to come; empty without any.
    size: &'a [Complex],
    /// Of the base; empty without one.
    base: &'a [Complex],
}

/// The characteristic function, as far as it is worked out.
pub(super) struct Waves {
    /// Of the size of a deal to come; empty without any.
    size: Vec<Complex>,
    /// Of the base; empty without one.
    base: Vec<Complex>,
    values: Vec<Complex>,
    /// The frequency to go on with.
    next: usize,
    /// How many frequencies before it were negligible.
    quiet: usize,
}

impl Waves {
    /// Nothing is worked out yet but what all frequencies need.
    pub fn new(parts: &Parts, grid: &Grid, table: Option<&Table>) -> Self {
        Self {
            size: if parts.has_arrivals() { size(parts, grid, table) } else { Vec::new() },
            base: base(parts, grid),
            values: vec![Complex::default(); grid.length],
            next: 0,
            quiet: 0,
        }
    }

    /// Works out so many frequencies more; `false` once all are there or the rest is negligible.
    pub fn advance(&mut self, of: &Frequencies, fineness: &Fineness, count: usize) -> bool {
        let Frequencies { parts, grid, roots } = *of;
        let negligible = fineness.negligible;
        let least = negligible.ln();
        let (size, base) = (&*self.size, &*self.base);
        let spectrum = Spectrum { parts, grid, roots, negligible, least, size, base };
        let (length, first) = (grid.length, self.next);
        let last = first.saturating_add(count).min(length / 2 + 1);
        for m in first..last {
            let value = spectrum.at(m);
            let is_quiet = value.norm() < negligible * negligible;
            self.quiet = if is_quiet { self.quiet + 1 } else { 0 };
            if !grid.exact && self.quiet == fineness.quiet {
                return false;
            }
            self.values[m] = value;
            if m > 0 && m < length / 2 {
                self.values[length - m] = Complex { re: value.re, im: -value.im };
            }
        }
        self.next = last;
        last <= length / 2
    }

    /// The masses at the lattice points.
    pub fn into_masses(mut self, grid: &Grid) -> Vec<f64> {
        transform(&mut self.values);
        let mut masses: Vec<f64> = self.values.iter().map(|mass| mass.re.max(0.0)).collect();
        fold(&mut masses, grid.first);
        let total: f64 = masses.iter().sum();
        masses.iter().map(|mass| mass / total).collect()
    }
}

/// Masses below nothing, which a smooth law may have, become nothing.
fn fold(masses: &mut [f64], first: i64) {
    let negative = (-first).clamp(0, masses.len() as i64 - 1) as usize;
    let below: f64 = masses[..negative].iter().sum();
    masses[..negative].fill(0.0);
    masses[negative] += below;
}

impl Spectrum<'_> {
    fn root(&self, turns: i64) -> Complex {
        // The length is a power of two.
        self.roots[turns as usize & (self.roots.len() - 1)]
    }

    /// The characteristic function at frequency `m`, shifted so that the first lattice point is 0.
    fn at(&self, m: usize) -> Complex {
        let won: Vec<Complex> =
            self.parts.singles.iter().map(|s| self.won(s.value as f64, m)).collect();
        let mut sum = Complex::default();
        for market in &self.parts.markets {
            sum = sum + self.given(market, m, &won).scale(market.weight);
        }
        let shift = self.root(-(m as i64) * self.grid.first);
        let base = self.base.get(m).copied().unwrap_or(Complex::ONE);
        sum * shift * base
    }

    /// What an amount turns by, less one.
    fn won(&self, value: f64, m: usize) -> Complex {
        let position = value / self.grid.step;
        let steps = (position + 1e-9).floor();
        let part = (position - steps).max(0.0);
        let low = self.root(steps as i64 * m as i64);
        let turn = if part > 0.0 {
            low.scale(1.0 - part) + self.root((steps as i64 + 1) * m as i64).scale(part)
        } else {
            low
        };
        turn - Complex::ONE
    }

    /// The product of everything in one market; zero as soon as it is negligible.
    fn given(&self, market: &Given, m: usize, won: &[Complex]) -> Complex {
        let limit = self.negligible * self.negligible;
        let Some((drift, mut exponent)) = self.many(&market.many, m) else {
            return Complex::default();
        };
        if let Some(size) = self.size.get(m) {
            exponent = exponent + (*size - Complex::ONE).scale(market.wins);
        }
        let mut product = drift * Complex::polar(exponent.re.exp(), exponent.im);
        for (turn, r) in won.iter().zip(&market.chances) {
            if product.norm() < limit {
                return Complex::default();
            }
            product = product * (Complex::ONE + turn.scale(*r));
        }
        product
    }

    /// The many, by the law that has their cumulants, on the lattice: a factor, and the logarithm of
    /// another; `None` where they are negligible.
    fn many(&self, law: &Law, m: usize) -> Option<(Complex, Complex)> {
        if law.is_nothing() {
            return Some((Complex::ONE, Complex::default()));
        }
        let t = TAU * m as f64 / self.grid.length as f64 / self.grid.step;
        let normal = -0.5 * law.variance * t * t;
        if normal < self.least {
            return None;
        }
        let mut exponent = self.won(law.jump, m).scale(law.jumps);
        exponent.re += normal;
        Some((Complex::ONE + self.won(law.drift, m), exponent))
    }
}

/// The transform of the size of a deal to come.
fn size(parts: &Parts, grid: &Grid, table: Option<&Table>) -> Vec<Complex> {
    let mut masses = vec![Complex::default(); grid.length];
    if parts.spread > 0.0 {
        let (step, steps) = (grid.step, grid.length - 1);
        let mut put = |(j, mass): (usize, f64)| masses[j].re = mass;
        match table {
            Some(table) => {
                let quick = masses_by(step, steps, |x| parts.size.both(x, table));
                quick.enumerate().for_each(&mut put);
            }
            None => lattice_masses(&parts.size, step, steps).enumerate().for_each(&mut put),
        }
    } else {
        place(&mut masses, parts.size.mean() / grid.step, 1.0);
    }
    spectrum(masses)
}

/// The transform of the base.
fn base(parts: &Parts, grid: &Grid) -> Vec<Complex> {
    if parts.base.is_empty() {
        return Vec::new();
    }
    let mut masses = vec![Complex::default(); grid.length];
    for (amount, mass) in &parts.base {
        place(&mut masses, *amount as f64 / grid.step, *mass);
    }
    spectrum(masses)
}

/// Adds a mass at a position, split between two points; the lattice is a circle.
fn place(masses: &mut [Complex], position: f64, mass: f64) {
    let steps = (position + 1e-9).floor();
    let part = (position - steps).max(0.0);
    let at = |steps: f64| (steps as usize) % masses.len();
    let (low, high) = (at(steps), at(steps + 1.0));
    masses[low].re += mass * (1.0 - part);
    masses[high].re += mass * part;
}

/// With `exp(+i)`, as characteristic functions have it.
fn spectrum(mut masses: Vec<Complex>) -> Vec<Complex> {
    transform(&mut masses);
    for value in &mut masses {
        value.im = -value.im;
    }
    masses
}
