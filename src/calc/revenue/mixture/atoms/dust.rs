//! What is too light to keep an amount of its own: masses on a lattice in each market.

use super::outcomes::Outcomes;
use crate::calc::revenue::market::Node;

/// Masses on the lattice in each market.
#[derive(Default)]
pub(super) struct Dust {
    /// The point of the first mass.
    pub first: i64,
    /// Market by market, all of one length.
    cells: Vec<Cells>,
}

/// Of each lattice point: its mass, and sums over it of the distance to the point and of its square,
/// in steps.
#[derive(Clone, Default)]
pub(super) struct Cells {
    pub masses: Vec<f64>,
    distances: Vec<f64>,
    squares: Vec<f64>,
}

impl Cells {
    fn empty(length: usize) -> Self {
        let zeros = vec![0.0; length];
        Self { masses: zeros.clone(), distances: zeros.clone(), squares: zeros }
    }

    pub fn len(&self) -> usize {
        self.masses.len()
    }

    /// Adds others `shift` points up, each `beside` more steps away, with a chance.
    fn add(&mut self, from: &Self, shift: usize, beside: f64, chance: f64) {
        let to = self.masses[shift..].iter_mut().zip(&from.masses);
        to.for_each(|(to, mass)| *to += chance * mass);
        if beside == 0.0 {
            add_scaled(&mut self.distances[shift..], &from.distances, chance);
            return add_scaled(&mut self.squares[shift..], &from.squares, chance);
        }
        let old = || from.masses.iter().zip(&from.distances);
        for (to, (mass, distance)) in self.distances[shift..].iter_mut().zip(old()) {
            *to += chance * (distance + beside * mass);
        }
        let to = self.squares[shift..].iter_mut().zip(&from.squares);
        for ((to, square), (mass, distance)) in to.zip(old()) {
            *to += chance * (square + beside * (2.0 * distance + beside * mass));
        }
    }

    /// Mean and standard deviation of each point's distances.
    pub fn spread(&self) -> Vec<(f64, f64)> {
        let sums = self.masses.iter().zip(&self.distances).zip(&self.squares);
        sums.map(|((mass, distance), square)| {
            let mean = if *mass > 0.0 { distance / mass } else { 0.0 };
            let variance = if *mass > 0.0 { square / mass - mean * mean } else { 0.0 };
            // What rounding leaves of a difference of squares is no spread.
            (mean, if variance > 1e-9 { variance.sqrt() } else { 0.0 })
        })
        .collect()
    }
}

impl Dust {
    pub fn certain(markets: usize) -> Self {
        let mut one = Cells::empty(1);
        one.masses[0] = 1.0;
        Self { first: 0, cells: vec![one; markets] }
    }

    pub fn len(&self) -> usize {
        self.cells.first().map_or(0, Cells::len)
    }

    /// With these outcomes added; on an exact lattice there is nothing beside its points.
    pub fn plus(&self, outcomes: &Outcomes, step: f64, exact: bool) -> Self {
        if self.cells.is_empty() {
            return Self::default();
        }
        let places: Vec<(i64, f64)> =
            outcomes.amounts.iter().map(|amount| place(*amount as f64 / step)).collect();
        let low = places.iter().map(|(whole, _)| *whole).min().unwrap_or(0);
        let high = places.iter().map(|(whole, _)| *whole).max().unwrap_or(0);
        let length = self.len() + (high - low) as usize;
        let mut cells = vec![Cells::empty(length); self.cells.len()];
        for ((whole, beside), (_, chances)) in places.iter().zip(outcomes.iter()) {
            let shift = (whole - low) as usize;
            for ((to, from), chance) in cells.iter_mut().zip(&self.cells).zip(chances) {
                if exact {
                    add_scaled(&mut to.masses[shift..], &from.masses, *chance);
                } else if *chance > 0.0 {
                    to.add(from, shift, *beside, *chance);
                }
            }
        }
        Self { first: self.first + low, cells }
    }

    /// Takes atoms that are too light.
    pub fn take(&mut self, light: &Outcomes, step: f64, origin: f64) {
        let (Some(least), Some(most)) = (light.amounts.first(), light.amounts.last()) else {
            return;
        };
        let at = |amount: i64| place((amount as f64 - origin) / step);
        let markets = light.chances.len() / light.amounts.len();
        self.cover(at(*least).0, at(*most).0, markets);
        for (amount, chances) in light.iter() {
            let (whole, beside) = at(amount);
            let place = (whole - self.first) as usize;
            for (cells, chance) in self.cells.iter_mut().zip(chances) {
                cells.masses[place] += chance;
                cells.distances[place] += chance * beside;
                cells.squares[place] += chance * beside * beside;
            }
        }
    }

    /// Grows so that these points are in.
    fn cover(&mut self, low: i64, high: i64, markets: usize) {
        if self.cells.is_empty() {
            let length = (high - low + 1) as usize;
            *self = Self { first: low, cells: vec![Cells::empty(length); markets] };
            return;
        }
        let before = (self.first - low).max(0) as usize;
        let after = (high + 1 - self.first - self.len() as i64).max(0) as usize;
        if before + after > 0 {
            let length = self.len() + before + after;
            for cells in &mut self.cells {
                let mut wider = Cells::empty(length);
                wider.add(cells, before, 0.0, 1.0);
                *cells = wider;
            }
            self.first -= before as i64;
        }
    }

    /// Leaves out both ends where hardly anything is.
    pub fn trim(&mut self, nodes: &[Node], least: f64) {
        let length = self.len();
        let counts = |i: &usize| {
            let all = self.cells.iter().zip(nodes);
            all.map(|(cells, node)| cells.masses[*i] * node.1).sum::<f64>() >= least
        };
        let first = (0..length).find(counts).unwrap_or(length.saturating_sub(1));
        let last = (0..length).rev().find(counts).unwrap_or(first);
        if first == 0 && last + 1 >= length {
            return;
        }
        for Cells { masses, distances, squares } in &mut self.cells {
            for all in [masses, distances, squares] {
                all.truncate(last + 1);
                all.drain(..first);
            }
        }
        self.first += first as i64;
    }

    /// The average over the market.
    pub fn average(&self, weights: &[f64]) -> Cells {
        let mut average = Cells::empty(self.len());
        for (cells, weight) in self.cells.iter().zip(weights) {
            average.add(cells, 0, 0.0, *weight);
        }
        average
    }
}

/// The nearest point to a position, and how far beside it that is.
fn place(position: f64) -> (i64, f64) {
    let whole = (position + 0.5).floor();
    (whole as i64, position - whole)
}

fn add_scaled(to: &mut [f64], from: &[f64], by: f64) {
    for (to, from) in to.iter_mut().zip(from) {
        *to += by * from;
    }
}
