//! The characteristic function of a book of deals, averaged over the market (algorithms C and D).

use std::f64::consts::{PI, TAU};

use super::complex::Complex;
use super::deals::{Book, OpenDeal};
use super::market::Node;
use super::spline::Spline;

/// The window of the transform reaches this many standard deviations to both sides of the mean.
const REACH: f64 = 10.0;
/// A product of factors below this counts as zero.
const NEGLIGIBLE: f64 = 1e-15;
/// From this many deals on the characteristic function is worked out at a few markets, and its
/// logarithm is a spline between them. With fewer deals it does not vanish in extreme markets.
const MANY_DEALS: usize = 1000;
const KNOT_REACH: f64 = 8.0;
const KNOT_STEP: f64 = 0.5;
/// With more correlation the logarithm bends more: so far may a score move from knot to knot.
const SCORE_STEP: f64 = 0.08;

/// Lower end and length of the window around the mean, in thousandths.
pub(super) fn window(book: &Book) -> (f64, f64) {
    let (mut mean, mut variance, mut slope) = (0.0, 0.0, 0.0_f64);
    for deal in &book.open {
        let value = deal.value as f64;
        mean += value * deal.chance;
        variance += value * value * deal.chance * (1.0 - deal.chance);
        slope += value * book.market.slope(deal.score, 0.0);
    }
    let sd = (variance + slope * slope).sqrt();
    let low = (mean - REACH * sd).max(0.0);
    (low, (mean + REACH * sd).min(book.total() as f64) - low)
}

/// The deals in steps of a lattice, those first that make a product vanish soonest.
pub(super) fn placed(book: &Book, step: f64) -> Vec<Placed> {
    let mut placed: Vec<Placed> = book
        .open
        .iter()
        .map(|deal| {
            let position = deal.value as f64 / step;
            let steps = (position + 1e-9).floor();
            Placed { steps: steps as i64, part: (position - steps).max(0.0), deal: *deal }
        })
        .collect();
    // Where the widest come first, a product of their factors vanishes soonest.
    let spread = |p: &Placed| p.deal.chance * (1.0 - p.deal.chance);
    placed.sort_by(|a, b| spread(b).total_cmp(&spread(a)));
    placed
}

/// The characteristic function in a few markets, and how to average it over all.
pub(super) struct Knots<'a> {
    nodes: &'a [Node],
    markets: Vec<f64>,
    /// Per market, the chance of each deal.
    chances: Vec<Vec<f64>>,
    /// Per market, the mean in steps.
    means: Vec<f64>,
    mean: Option<Spline>,
    step: f64,
}

impl<'a> Knots<'a> {
    pub fn new(book: &Book, placed: &[Placed], nodes: &'a [Node], step: f64) -> Self {
        let knot_step = book.market.step_for(SCORE_STEP).min(KNOT_STEP);
        let knots = (KNOT_REACH / knot_step).ceil() as i32;
        let splined = placed.len() >= MANY_DEALS && nodes.len() > 2 * knots as usize + 1;
        let markets: Vec<f64> = if splined {
            (-knots..=knots).map(|i| f64::from(i) * knot_step).collect()
        } else {
            nodes.iter().map(|node| node.0).collect()
        };
        let chances: Vec<Vec<f64>> = markets
            .iter()
            .map(|z| placed.iter().map(|p| book.market.chance(p.deal.score, *z)).collect())
            .collect();
        let mean = |chances: &Vec<f64>| -> f64 {
            chances.iter().zip(placed).map(|(r, p)| r * p.deal.value as f64 / step).sum()
        };
        let means: Vec<f64> = chances.iter().map(mean).collect();
        let mean = splined.then(|| Spline::new(markets[0], knot_step, means.clone()));
        Self { nodes, markets, chances, means, mean, step: knot_step }
    }

    /// The average over the market at a frequency in radians per step; `won(i)` is what deal `i`
    /// turns by when it is won.
    pub fn average(&self, frequency: f64, won: impl Fn(usize) -> Complex) -> Complex {
        let products: Vec<Complex> =
            self.chances.iter().map(|chances| product(chances, &won)).collect();
        let Some(mean) = &self.mean else {
            let weighted = products.iter().zip(self.nodes).map(|(value, node)| value.scale(node.1));
            return weighted.fold(Complex::default(), |sum, value| sum + value);
        };
        if products.iter().all(|value| value.norm() < NEGLIGIBLE * NEGLIGIBLE) {
            return Complex::default();
        }
        let (size, angle) = self.logarithm(&products, frequency);
        self.nodes.iter().fold(Complex::default(), |sum, (z, weight)| {
            let radius = size.at(*z).exp().min(1.0) * weight;
            sum + Complex::polar(radius, frequency * mean.at(*z) + angle.at(*z))
        })
    }

    /// Splines of the logarithm's real part and, less the turning of the mean, imaginary part. The
    /// latter is followed from market to market so that it does not jump by a whole turn.
    fn logarithm(&self, products: &[Complex], frequency: f64) -> (Spline, Spline) {
        let mut last = 0.0;
        let mut turned = Vec::with_capacity(products.len());
        let mut sizes = Vec::with_capacity(products.len());
        for (product, mean) in products.iter().zip(&self.means) {
            sizes.push(0.5 * product.norm().max(NEGLIGIBLE * NEGLIGIBLE).ln());
            let angle = product.angle() - frequency * mean;
            last += (angle - last + PI).rem_euclid(TAU) - PI;
            turned.push(last);
        }
        let start = self.markets[0];
        (Spline::new(start, self.step, sizes), Spline::new(start, self.step, turned))
    }
}

/// A deal on the lattice: `steps + part` steps, with `part` in [0, 1).
pub(super) struct Placed {
    pub steps: i64,
    pub part: f64,
    pub deal: OpenDeal,
}

/// The product over all deals in one market, left as soon as it vanishes.
fn product(chances: &[f64], won: impl Fn(usize) -> Complex) -> Complex {
    let mut product = Complex::ONE;
    for (i, r) in chances.iter().enumerate() {
        product = product * (Complex::real(1.0 - r) + won(i).scale(*r));
        if product.norm() < NEGLIGIBLE * NEGLIGIBLE {
            return Complex::default();
        }
    }
    product
}
