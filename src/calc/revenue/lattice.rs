//! Algorithms B and C: the deals on a lattice. B, where all values are multiples of a common
//! measure, is exact; C splits each value between two neighbouring points, so that the mean stays.

use std::f64::consts::TAU;

use super::complex::{Complex, transform};
use super::deals::{Book, ROUNDING};
use super::knots::{Knots, Placed, placed, window};
use super::market::Node;

/// Most lattice points of an exact lattice.
const MOST_EXACT: i64 = 1 << 17;
/// Lattice points otherwise.
const POINTS: i64 = 1 << 14;
/// Most additions of a direct convolution: about 40 ms.
pub(super) const MOST_DIRECT: f64 = 6e7;
/// The same where a Fourier series does not end; a transform would take ten times as long.
pub(super) const MOST_PATIENT: f64 = 2e9;
/// The same while a control moves: about a millisecond.
const MOST_QUICK: f64 = 2e6;
/// With fewer points per deal than this, the expansion is more exact.
const POINTS_PER_DEAL: f64 = 40.0;
/// Masses at consecutive multiples of a step.
pub(super) struct Lattice {
    /// Thousandths per step.
    step: f64,
    /// The multiple that the first mass belongs to.
    first: i64,
    masses: Vec<f64>,
    /// Whether every value is a multiple of the step.
    exact: bool,
}

/// The distribution of few enough deals, added up one by one with at most so many `additions`;
/// `target` in thousandths becomes a lattice point.
pub(super) fn direct(book: &Book, target: i64, additions: f64) -> Option<Lattice> {
    let grid = Grid::new(book, POINTS);
    (grid.additions(book) <= additions).then(|| grid.convolved(book, target))
}

/// The distribution of any deals, through their characteristic function.
pub(super) fn circular(book: &Book, target: i64) -> Lattice {
    let grid = Grid::new(book, POINTS);
    let step = match grid.measure {
        Some(measure) => measure,
        None => fitted(window(book).1 / (POINTS - 1) as f64, target),
    };
    let (first, masses) = transformed(book, &placed(book, step), &grid.nodes, step);
    Lattice { step, first, masses, exact: grid.measure.is_some() }
}

/// The distribution for while a control moves, when the deals are few enough for it.
pub(super) fn quick(book: &Book, target: i64) -> Option<Lattice> {
    let mut grid = Grid::new(book, POINTS);
    if grid.measure.is_none() {
        let affordable = grid.points as f64 * MOST_QUICK / grid.additions(book);
        grid.points = grid.points.min(affordable as i64);
        if (grid.points as f64) < POINTS_PER_DEAL * book.open.len() as f64 {
            return None;
        }
    }
    (grid.additions(book) <= MOST_QUICK).then(|| grid.convolved(book, target))
}

/// What a lattice for some deals is made of.
struct Grid {
    nodes: Vec<Node>,
    /// Common measure of all values in thousandths, when it makes a lattice of reasonable length.
    measure: Option<f64>,
    points: i64,
}

impl Grid {
    fn new(book: &Book, points: i64) -> Self {
        let nodes = book.market.nodes(book.width());
        let measure = book.measure();
        let exact = book.total() / measure;
        if exact <= MOST_EXACT {
            Self { nodes, measure: Some(measure as f64), points: exact }
        } else {
            Self { nodes, measure: None, points }
        }
    }

    /// The additions of a direct convolution.
    fn additions(&self, book: &Book) -> f64 {
        book.open.len() as f64 * self.points as f64 * self.nodes.len() as f64
    }

    fn convolved(&self, book: &Book, target: i64) -> Lattice {
        let fits = || fitted(book.total() as f64 / (self.points - 1) as f64, target);
        let step = self.measure.unwrap_or_else(fits);
        let masses = convolved(book, &placed(book, step), &self.nodes);
        Lattice { step, first: 0, masses, exact: self.measure.is_some() }
    }
}

/// The least step from `least` on of which `target` is a multiple.
fn fitted(least: f64, target: i64) -> f64 {
    let steps = (target as f64 / least).floor();
    if steps >= 1.0 { target as f64 / steps } else { least }
}

/// Adds deal after deal, in each market.
fn convolved(book: &Book, placed: &[Placed], nodes: &[Node]) -> Vec<f64> {
    let length = placed.iter().map(|p| p.steps + i64::from(p.part > 0.0)).sum::<i64>() as usize + 1;
    let mut masses = vec![0.0; length];
    let mut given = vec![0.0; length];
    for (z, weight) in nodes {
        given.fill(0.0);
        given[0] = 1.0;
        let mut top = 0;
        for p in placed {
            let r = book.market.chance(p.deal.score, *z);
            top += p.steps as usize + usize::from(p.part > 0.0);
            add_deal(&mut given[..=top], p.steps as usize, p.part, r);
        }
        for (sum, mass) in masses.iter_mut().zip(&given) {
            *sum += weight * mass;
        }
    }
    masses
}

/// Convolves masses in place with: lost, `steps` up, or one more step up.
fn add_deal(masses: &mut [f64], steps: usize, part: f64, r: f64) {
    for j in (0..masses.len()).rev() {
        let lower = if j >= steps { masses[j - steps] } else { 0.0 };
        let upper = if j > steps { masses[j - steps - 1] } else { 0.0 };
        masses[j] = (1.0 - r) * masses[j] + r * ((1.0 - part) * lower + part * upper);
    }
}

/// Through the characteristic function, on a circle of the length of the window.
fn transformed(book: &Book, placed: &[Placed], nodes: &[Node], step: f64) -> (i64, Vec<f64>) {
    let (low, span) = window(book);
    // Each deal may be rounded up by a step: what wins all of them must not wrap around.
    let length = ((span / step) as usize + placed.len() + 2).next_power_of_two();
    let first = (low / step).floor() as i64;
    let roots: Vec<Complex> =
        (0..length).map(|k| Complex::polar(1.0, TAU * k as f64 / length as f64)).collect();
    let knots = Knots::new(book, placed, nodes, step);
    let mut spectrum = vec![Complex::default(); length];
    for m in 0..=length / 2 {
        let value = knots.average(TAU * m as f64 / length as f64, |i| {
            let at = |steps: i64| roots[(steps * m as i64).rem_euclid(length as i64) as usize];
            let (steps, part) = (placed[i].steps, placed[i].part);
            if part > 0.0 {
                at(steps).scale(1.0 - part) + at(steps + 1).scale(part)
            } else {
                at(steps)
            }
        });
        // Shifted so that index 0 is the lower end of the window.
        let shifted = value * roots[(-(m as i64) * first).rem_euclid(length as i64) as usize];
        spectrum[m] = shifted;
        if m > 0 && m < length / 2 {
            spectrum[length - m] = Complex { re: shifted.re, im: -shifted.im };
        }
    }
    transform(&mut spectrum);
    (first, spectrum.iter().map(|mass| (mass.re / length as f64).max(0.0)).collect())
}

impl Lattice {
    /// `masses` at consecutive multiples of `step` thousandths, from `first` on; `exact` when every
    /// possible value is such a multiple.
    pub fn new(step: f64, first: i64, masses: Vec<f64>, exact: bool) -> Self {
        Self { step, first, masses, exact }
    }

    /// The mean in thousandths.
    pub fn mean(&self) -> f64 {
        (self.first..).zip(&self.masses).map(|(i, mass)| i as f64 * self.step * mass).sum()
    }

    /// The chance of at least `amount` thousandths. A mass at the amount counts whole where the
    /// lattice is exact, else half, because it stands for values on both sides.
    pub fn tail(&self, amount: i64) -> f64 {
        let position = amount as f64 / self.step - self.first as f64;
        if self.exact {
            let from = (position - 1e-9).ceil().max(0.0) as usize;
            return self.masses.iter().skip(from).sum();
        }
        let whole = (position + 1e-9).floor();
        let above = |i: f64| {
            let from = i.max(0.0) as usize;
            let rest: f64 = self.masses.iter().skip(from).sum();
            rest - if i >= 0.0 { self.masses.get(from).copied().unwrap_or(0.0) / 2.0 } else { 0.0 }
        };
        let part = (position - whole).max(0.0);
        (1.0 - part) * above(whole) + part * above(whole + 1.0)
    }

    /// The least amount that is not exceeded with a chance of at least `p`, in thousandths; between
    /// lattice points where the lattice is not exact.
    pub fn quantile(&self, p: f64) -> i64 {
        let (mut sum, mut last) = (0.0, 0.0);
        for (i, mass) in self.masses.iter().enumerate() {
            sum += mass;
            let below = if self.exact { sum + ROUNDING } else { sum - mass / 2.0 };
            if below >= p {
                let back = if self.exact || i == 0 { 0.0 } else { (below - p) / (below - last) };
                return self.amount(i, back);
            }
            last = below;
        }
        self.amount(self.masses.len().saturating_sub(1), 0.0)
    }

    fn amount(&self, index: usize, back: f64) -> i64 {
        ((self.first as f64 + index as f64 - back) * self.step).round() as i64
    }

    /// What is missing to `amount` on average, in thousandths.
    pub fn shortfall(&self, amount: i64) -> f64 {
        let values = (self.first..).map(|steps| steps as f64 * self.step);
        let missing =
            values.zip(&self.masses).map(|(value, mass)| (amount as f64 - value).max(0.0) * mass);
        missing.sum()
    }
}

/// A directly convolved lattice of a given step, however long it takes.
#[cfg(test)]
pub(super) fn direct_for_tests(book: &Book, nodes: &[Node], step: f64) -> Lattice {
    Lattice { step, first: 0, masses: convolved(book, &placed(book, step), nodes), exact: true }
}
