//! The characteristic function of a mixture, frequency by frequency, and back to masses.

use std::f64::consts::TAU;

use super::crowd::Law;
use super::distribution::{Found, Kind, Lattice};
use super::fineness::Fineness;
use super::grid::Grid;
use super::parts::{Given, Parts};
use crate::calc::normal::Table;
use crate::calc::revenue::complex::{Complex, transform_by};
use crate::calc::revenue::sizes::{lattice_masses, masses_by};

/// Factors that are multiplied before looking whether the product is negligible.
const AT_ONCE: usize = 4;
/// Markets in which a frequency is tried: with so much of all weight below.
const TRIED: [f64; 3] = [0.02, 0.5, 0.98];

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
    singles: &'a [Steps],
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
    singles: Vec<Steps>,
    /// What those aside come to, and in each market the chance of it.
    sides: Vec<(i64, Vec<f64>)>,
    /// For each of these, what the others come to.
    values: Vec<Vec<Complex>>,
    /// Places of a few markets.
    tried: Vec<usize>,
    /// The frequency to go on with.
    next: usize,
}

impl Waves {
    /// Nothing is worked out yet but what all frequencies need.
    pub fn new(of: &Frequencies, table: Option<&Table>) -> Self {
        let Frequencies { parts, grid, .. } = *of;
        let steps = |amount: f64| Steps::new(amount / grid.step);
        let sides = sides(parts);
        Self {
            size: size(of, table),
            singles: parts.singles.iter().map(|single| steps(single.value as f64)).collect(),
            values: vec![vec![Complex::default(); grid.length]; sides.len()],
            sides,
            tried: tried(&parts.markets),
            next: 0,
        }
    }

    /// Works out so many frequencies more; `false` once all are there.
    pub fn advance(&mut self, of: &Frequencies, fineness: &Fineness, count: usize) -> bool {
        let Frequencies { parts, grid, roots } = *of;
        let negligible = fineness.negligible;
        let least = negligible.ln();
        let (size, singles) = (&*self.size, &*self.singles);
        let spectrum = Spectrum { parts, grid, roots, negligible, least, size, singles };
        let (length, first) = (grid.length, self.next);
        let last = first.saturating_add(count).min(length / 2 + 1);
        let mut sums = vec![Complex::default(); self.sides.len()];
        for m in first..last {
            let won = spectrum.turns(m);
            let given = |place: usize| spectrum.given(place, m, &won);
            // Where it has vanished in a few markets, it has in all.
            if self.tried.iter().all(|place| given(*place).norm() < negligible * negligible) {
                continue;
            }
            sums.fill(Complex::default());
            for (place, market) in parts.markets.iter().enumerate() {
                let value = given(place).scale(market.weight);
                for (sum, (_, chances)) in sums.iter_mut().zip(&self.sides) {
                    *sum = *sum + value.scale(chances[place]);
                }
            }
            let shift = spectrum.root(-(m as i64) * grid.first);
            for (values, sum) in self.values.iter_mut().zip(&sums) {
                let value = *sum * shift;
                // The other way round, because it goes back with the other sign.
                values[m] = value.conjugate();
                if m > 0 && m < length / 2 {
                    values[length - m] = value;
                }
            }
        }
        self.next = last;
        last <= length / 2
    }

    /// The masses at the lattice points.
    pub fn into_lattices(self, of: &Frequencies) -> Found {
        let Frequencies { grid, roots, .. } = *of;
        let mut found = Found::default();
        for ((offset, _), mut values) in self.sides.into_iter().zip(self.values) {
            let weight = values[0].re;
            transform_by(&mut values, roots);
            let mut masses: Vec<f64> = values.iter().map(|mass| mass.re.max(0.0)).collect();
            fold(&mut masses, grid.first);
            let total: f64 = masses.iter().sum();
            let scale = if total > 0.0 && weight > 0.0 { weight / total } else { 0.0 };
            for mass in &mut masses {
                *mass *= scale;
            }
            let first = grid.first as f64 * grid.step + offset as f64;
            let kind = if grid.exact { Kind::Exact } else { Kind::Even };
            found.lattices.push(Lattice { first, step: grid.step, masses, kind });
        }
        found
    }
}

/// Masses below nothing, which a smooth law may have, become nothing.
fn fold(masses: &mut [f64], first: i64) {
    let negative = (-first).clamp(0, masses.len() as i64 - 1) as usize;
    let below: f64 = masses[..negative].iter().sum();
    masses[..negative].fill(0.0);
    masses[negative] += below;
}

/// What those aside come to, with the chance in each market.
fn sides(parts: &Parts) -> Vec<(i64, Vec<f64>)> {
    let mut sides = vec![(0, vec![1.0; parts.markets.len()])];
    for (i, deal) in parts.aside.iter().enumerate() {
        let chances: Vec<f64> = parts.markets.iter().map(|given| given.aside[i]).collect();
        let won = |known: &(i64, Vec<f64>)| {
            let both = known.1.iter().zip(&chances).map(|(known, chance)| known * chance);
            (known.0 + deal.value, both.collect())
        };
        let all: Vec<_> = sides.iter().map(won).collect();
        for (_, known) in &mut sides {
            known.iter_mut().zip(&chances).for_each(|(known, chance)| *known *= 1.0 - chance);
        }
        sides.extend(all);
    }
    sides
}

/// A bad, a middling and a good market.
fn tried(markets: &[Given]) -> Vec<usize> {
    let below = |share: f64| {
        let mut sum = 0.0;
        markets.iter().position(|given| {
            sum += given.weight;
            sum >= share
        })
    };
    TRIED.into_iter().filter_map(below).collect()
}

impl Grid {
    /// How large the law's transform is at a frequency.
    pub fn size(&self, law: &Law, m: usize) -> f64 {
        let turn = TAU * m as f64 / self.length as f64 / self.step;
        let jumps = law.jumps * ((turn * law.jump).cos() - 1.0);
        (jumps - 0.5 * law.variance * turn * turn).exp()
    }
}

impl Spectrum<'_> {
    fn root(&self, turns: i64) -> Complex {
        // The length is a power of two.
        self.roots[turns as usize & (self.roots.len() - 1)]
    }

    /// What each single turns by at frequency `m`, less one.
    fn turns(&self, m: usize) -> Vec<Complex> {
        self.singles.iter().map(|single| self.won(*single, m)).collect()
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
    fn given(&self, place: usize, m: usize, won: &[Complex]) -> Complex {
        let market = &self.parts.markets[place];
        let limit = self.negligible * self.negligible;
        let many = self.many(&market.many, m);
        let mut exponent = many;
        let mut none = 0.0;
        if let Some(size) = self.size.get(m) {
            none = if self.parts.arrived { (many.re - market.wins).exp() } else { 0.0 };
            exponent = exponent + (*size - Complex::ONE).scale(market.wins);
        }
        if exponent.re < self.least {
            return Complex::default();
        }
        let mut product = Complex::polar(exponent.re.exp(), exponent.im);
        if none > 0.0 {
            product = product - Complex::polar(none, many.im);
        }
        let singles = self.parts.singles.chunks(AT_ONCE);
        for ((turns, chances), groups) in
            won.chunks(AT_ONCE).zip(market.chances.chunks(AT_ONCE)).zip(singles)
        {
            if product.norm() < limit {
                return Complex::default();
            }
            for ((turn, r), group) in turns.iter().zip(chances).zip(groups) {
                let factor = Complex::ONE + turn.scale(*r);
                product =
                    product * if group.count == 1 { factor } else { factor.power(group.count) };
            }
        }
        product
    }

    /// The logarithm of what the many bring, by the law that has their cumulants. It is not split onto
    /// the lattice, which may be coarse where it is exact: that would widen it.
    fn many(&self, law: &Law, m: usize) -> Complex {
        if law.is_nothing() {
            return Complex::default();
        }
        let t = TAU * m as f64 / self.grid.length as f64 / self.grid.step;
        let mut exponent = (Complex::polar(1.0, t * law.jump) - Complex::ONE).scale(law.jumps);
        exponent.re -= 0.5 * law.variance * t * t;
        exponent.im += t * law.drift;
        exponent
    }
}

impl Steps {
    fn new(position: f64) -> Self {
        let whole = (position + 1e-9).floor();
        Self { whole: whole as i64, part: (position - whole).max(0.0) }
    }
}

/// The transform, as characteristic functions have it, of the size of a deal to come; empty without
/// such.
fn size(of: &Frequencies, table: Option<&Table>) -> Vec<Complex> {
    let Frequencies { parts, grid, roots } = *of;
    if !parts.has_arrivals() {
        return Vec::new();
    }
    let mut masses = vec![Complex::default(); grid.length];
    let (step, last) = (grid.step, grid.length - 1);
    let mut put = |(j, mass): (usize, f64)| masses[j].re = mass;
    match table {
        _ if parts.spread <= 0.0 => {
            let Steps { whole, part } = Steps::new(parts.size.mean() / step);
            put((whole as usize % grid.length, 1.0 - part));
            if part > 0.0 {
                put(((whole + 1) as usize % grid.length, part));
            }
        }
        Some(table) => {
            let quick = masses_by(step, last, |x| parts.size.both(x, table));
            quick.enumerate().for_each(&mut put);
        }
        None => lattice_masses(&parts.size, step, last).enumerate().for_each(&mut put),
    }
    transform_by(&mut masses, roots);
    masses.truncate(grid.length / 2 + 1);
    masses
}
