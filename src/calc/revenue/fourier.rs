//! Algorithm D: many deals through the characteristic function of their exact values. Nothing is
//! rounded to a lattice; the distribution function is a Fourier series on a window around the mean.

use std::f64::consts::{PI, TAU};

use super::complex::Complex;
use super::deals::{Book, edge};
use super::knots::{Knots, placed, window};

/// Most terms of the series: more are needed only where few deals decide.
const MOST_TERMS: usize = 512;
/// The series ends after so many terms in a row below this, where only the rarest markets are left.
const NEGLIGIBLE: f64 = 1e-9;
const QUIET_TERMS: usize = 4;

/// Revenue as a Fourier series, in thousandths.
pub(super) struct Fourier {
    low: f64,
    span: f64,
    /// Common measure of all values.
    measure: f64,
    /// Of `exp(2 pi i k x / span)`, from k = 1.
    terms: Vec<Complex>,
    total: i64,
}

impl Fourier {
    /// `None` where the series does not end: a lattice serves better there.
    pub fn new(book: &Book) -> Option<Self> {
        let (low, span) = window(book);
        let nodes = book.market.nodes(book.width());
        let placed = placed(book, 1.0);
        let knots = Knots::new(book, &placed, &nodes, 1.0);
        let mut terms = Vec::new();
        let mut quiet = 0;
        while quiet < QUIET_TERMS {
            if terms.len() == MOST_TERMS {
                return None;
            }
            let frequency = TAU * (terms.len() + 1) as f64 / span;
            let phases: Vec<Complex> = placed
                .iter()
                .map(|p| Complex::polar(1.0, frequency * p.deal.value as f64))
                .collect();
            let term = knots.average(frequency, |i| phases[i]);
            quiet = if term.norm() < NEGLIGIBLE * NEGLIGIBLE { quiet + 1 } else { 0 };
            terms.push(term);
        }
        let measure = book.measure() as f64;
        Some(Self { low, span, measure, terms, total: book.total() })
    }

    pub fn total(&self) -> i64 {
        self.total
    }

    /// The chance of at least `amount`: one less the integral of the series up to it.
    pub fn tail(&self, amount: f64) -> f64 {
        let x = edge(amount, self.measure) - self.low;
        if x <= 0.0 || x >= self.span {
            return f64::from(u8::from(x <= 0.0));
        }
        let waves = self.waves(x).map(|(k, start, end)| (start - end).im / (PI * k));
        (1.0 - x / self.span - waves.sum::<f64>()).clamp(0.0, 1.0)
    }

    /// What is missing to `amount` on average: the integral of the distribution function up to it.
    pub fn shortfall(&self, amount: f64) -> f64 {
        let x = (amount - self.low).clamp(0.0, self.span);
        let waves = self.waves(x).map(|(k, start, end)| {
            let turn = self.span / (TAU * k);
            (start.im * x + (start - end).re * turn) / (PI * k)
        });
        x * x / (2.0 * self.span) + waves.sum::<f64>() + (amount - self.low - x).max(0.0)
    }

    /// Each term at the lower end of the window and at `x` above it.
    fn waves(&self, x: f64) -> impl Iterator<Item = (f64, Complex, Complex)> + '_ {
        self.terms.iter().enumerate().map(move |(i, term)| {
            let k = (i + 1) as f64;
            let frequency = TAU * k / self.span;
            let at = |amount: f64| *term * Complex::polar(1.0, -frequency * amount);
            (k, at(self.low), at(self.low + x))
        })
    }
}
