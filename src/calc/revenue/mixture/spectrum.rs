//! The characteristic function of a mixture, frequency by frequency, and back to masses.

use std::f64::consts::TAU;

use super::crowd::Law;
use super::parts::{Given, Parts};
use super::{Fineness, Grid};
use crate::calc::normal::Table;
use crate::calc::revenue::complex::{Complex, transform_by};
use crate::calc::revenue::sizes::{lattice_masses, masses_by};

/// Factors that are multiplied before looking whether the product is negligible.
const AT_ONCE: usize = 4;

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
    singles: &'a [Steps],
    /// Of the jump and of the drift of the many, market by market.
    many: &'a [[Steps; 2]],
}

/// An amount on the lattice.
#[derive(Clone, Copy)]
struct Steps {
    whole: i64,
    /// In [0, 1).
    part: f64,
}

/// The characteristic function, as far as it is worked out.
pub(super) struct Waves {
    /// Of the size of a deal to come; empty without any.
    size: Vec<Complex>,
    /// Of the base; empty without one.
    base: Vec<Complex>,
    singles: Vec<Steps>,
    /// Of the jump and of the drift of the many, market by market.
    many: Vec<[Steps; 2]>,
    values: Vec<Complex>,
    /// The frequency to go on with.
    next: usize,
    /// How many frequencies before it were negligible.
    quiet: usize,
}

impl Waves {
    /// Nothing is worked out yet but what all frequencies need.
    pub fn new(of: &Frequencies, table: Option<&Table>) -> Self {
        let Frequencies { parts, grid, .. } = *of;
        let steps = |amount: f64| Steps::new(amount / grid.step);
        let many = |given: &Given| [given.many.jump, given.many.drift].map(steps);
        let (size, base) = size_and_base(of, table);
        Self {
            size,
            base,
            singles: parts.singles.iter().map(|single| steps(single.value as f64)).collect(),
            many: parts.markets.iter().map(many).collect(),
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
        let (singles, many) = (&*self.singles, &*self.many);
        let spectrum =
            Spectrum { parts, grid, roots, negligible, least, size, base, singles, many };
        let (length, first) = (grid.length, self.next);
        let last = first.saturating_add(count).min(length / 2 + 1);
        for m in first..last {
            let value = spectrum.at(m);
            let is_quiet = value.norm() < negligible * negligible;
            self.quiet = if is_quiet { self.quiet + 1 } else { 0 };
            if !grid.exact && self.quiet == fineness.quiet {
                return false;
            }
            // The other way round, because it goes back with the other sign.
            self.values[m] = value.conjugate();
            if m > 0 && m < length / 2 {
                self.values[length - m] = value;
            }
        }
        self.next = last;
        last <= length / 2
    }

    /// The masses at the lattice points.
    pub fn into_masses(mut self, of: &Frequencies) -> Vec<f64> {
        transform_by(&mut self.values, of.roots);
        let mut masses: Vec<f64> = self.values.iter().map(|mass| mass.re.max(0.0)).collect();
        fold(&mut masses, of.grid.first);
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
        let won: Vec<Complex> = self.singles.iter().map(|single| self.won(*single, m)).collect();
        let mut sum = Complex::default();
        for (market, many) in self.parts.markets.iter().zip(self.many) {
            sum = sum + self.given(market, *many, m, &won).scale(market.weight);
        }
        let shift = self.root(-(m as i64) * self.grid.first);
        let base = self.base.get(m).copied().unwrap_or(Complex::ONE);
        sum * shift * base
    }

    /// What an amount turns by, less one.
    fn won(&self, Steps { whole, part }: Steps, m: usize) -> Complex {
        let low = self.root(whole * m as i64);
        let turn = if part > 0.0 {
            low.scale(1.0 - part) + self.root((whole + 1) * m as i64).scale(part)
        } else {
            low
        };
        turn - Complex::ONE
    }

    /// The product of everything in one market; zero as soon as it is negligible.
    fn given(&self, market: &Given, many: [Steps; 2], m: usize, won: &[Complex]) -> Complex {
        let limit = self.negligible * self.negligible;
        let [jump, drift] = many;
        let mut exponent = self.many(&market.many, jump, m);
        if let Some(size) = self.size.get(m) {
            exponent = exponent + (*size - Complex::ONE).scale(market.wins);
        }
        if exponent.re < self.least {
            return Complex::default();
        }
        let mut product = Complex::polar(exponent.re.exp(), exponent.im);
        if !market.many.is_nothing() {
            product = product * (Complex::ONE + self.won(drift, m));
        }
        for (turns, chances) in won.chunks(AT_ONCE).zip(market.chances.chunks(AT_ONCE)) {
            if product.norm() < limit {
                return Complex::default();
            }
            for (turn, r) in turns.iter().zip(chances) {
                product = product * (Complex::ONE + turn.scale(*r));
            }
        }
        product
    }

    /// The logarithm of what the many bring beyond their drift, by the law that has their
    /// cumulants, on the lattice.
    fn many(&self, law: &Law, jump: Steps, m: usize) -> Complex {
        if law.is_nothing() {
            return Complex::default();
        }
        let t = TAU * m as f64 / self.grid.length as f64 / self.grid.step;
        let mut exponent = self.won(jump, m).scale(law.jumps);
        exponent.re -= 0.5 * law.variance * t * t;
        exponent
    }
}

impl Steps {
    fn new(position: f64) -> Self {
        let whole = (position + 1e-9).floor();
        Self { whole: whole as i64, part: (position - whole).max(0.0) }
    }
}

/// The transforms, as characteristic functions have them, of the size of a deal to come and of the
/// base; empty without such.
fn size_and_base(of: &Frequencies, table: Option<&Table>) -> (Vec<Complex>, Vec<Complex>) {
    let has_base = !of.parts.base.is_empty();
    let mut both = vec![Complex::default(); of.grid.length];
    if of.parts.has_arrivals() {
        put_size(&mut both, of, table);
    } else if !has_base {
        return (Vec::new(), Vec::new());
    }
    if has_base {
        put_base(&mut both, of);
    }
    // The transform of two real series at once: each is the half of it that suits.
    transform_by(&mut both, of.roots);
    let length = both.len();
    let mirrored = |m: usize| both[(length - m) % length].conjugate();
    let upto = 0..=length / 2;
    let size = |m: usize| (both[m] + mirrored(m)).scale(0.5);
    let base = |m: usize| {
        let twice = both[m] - mirrored(m);
        Complex { re: 0.5 * twice.im, im: -0.5 * twice.re }
    };
    let sizes = if of.parts.has_arrivals() { upto.clone().map(size).collect() } else { Vec::new() };
    (sizes, if has_base { upto.map(base).collect() } else { Vec::new() })
}

/// The masses of the size of a deal to come, as real parts.
fn put_size(masses: &mut [Complex], of: &Frequencies, table: Option<&Table>) {
    let Frequencies { parts, grid, .. } = *of;
    if parts.spread <= 0.0 {
        let length = masses.len();
        return place(length, parts.size.mean() / grid.step, 1.0, |at, mass| masses[at].re += mass);
    }
    let (step, steps) = (grid.step, grid.length - 1);
    let mut put = |(j, mass): (usize, f64)| masses[j].re = mass;
    match table {
        Some(table) => {
            let quick = masses_by(step, steps, |x| parts.size.both(x, table));
            quick.enumerate().for_each(&mut put);
        }
        None => lattice_masses(&parts.size, step, steps).enumerate().for_each(&mut put),
    }
}

/// The masses of the base, as imaginary parts.
fn put_base(masses: &mut [Complex], of: &Frequencies) {
    let length = masses.len();
    for (amount, mass) in &of.parts.base {
        let position = *amount as f64 / of.grid.step;
        place(length, position, *mass, |at, mass| masses[at].im += mass);
    }
}

/// Adds a mass at a position, split between two points of so many; the lattice is a circle.
fn place(length: usize, position: f64, mass: f64, mut add: impl FnMut(usize, f64)) {
    let Steps { whole, part } = Steps::new(position);
    add(whole as usize % length, mass * (1.0 - part));
    add((whole + 1) as usize % length, mass * part);
}
