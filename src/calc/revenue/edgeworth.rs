//! Algorithm E: many deals while a control moves. The few that decide most are enumerated, the rest
//! put into cells of like chance and expanded from their cumulants.

use super::deals::{Book, OpenDeal, edge};
use super::market::{Market, Node};
use super::sizes::{smooth_shortfall, smooth_tail};
use super::spline::Spline;
use crate::calc::normal;

/// Most deals that are enumerated.
const MOST_WHALES: usize = 8;
/// A deal with less than this share of the variance need not be enumerated.
const WHALE_SHARE: f64 = 0.004;
/// Cells of chance, equal steps of `Phi^-1` between plus and minus `CELL_REACH`.
const CELLS: usize = 256;
const CELL_REACH: f64 = 6.0;
/// Markets at which cumulants are worked out; between them they are a spline.
const KNOTS: i32 = 16;
const KNOT_STEP: f64 = 0.5;
/// Subsets of whales and markets that weigh less than this are left out.
const NEGLIGIBLE: f64 = 1e-9;

/// Revenue as a mixture of expansions.
pub(super) struct Expansion {
    total: i64,
    /// Common measure of all values.
    measure: f64,
    parts: Vec<Part>,
}

/// Revenue in one market when just one subset of the whales is won.
struct Part {
    weight: f64,
    whales: f64,
    cumulants: [f64; 4],
}

/// Sums of powers of the values of the deals in a cell.
#[derive(Clone, Copy, Default)]
struct Cell {
    score: f64,
    sums: [f64; 4],
}

impl Expansion {
    pub fn new(book: &Book) -> Self {
        let (whales, rest) = split(&book.open);
        let nodes = book.market.nodes(book.width());
        let cells = cells(&rest);
        let splines = cumulant_splines(&book.market, &cells, nodes.len() > 1);
        let parts = nodes
            .into_iter()
            .filter(|(_, weight)| *weight > NEGLIGIBLE)
            .flat_map(|node| {
                parts(&book.market, &whales, node, splines.each_ref().map(|s| s.at(node.0)))
            })
            .collect();
        Self { total: book.total(), measure: book.measure() as f64, parts }
    }

    pub fn total(&self) -> i64 {
        self.total
    }

    /// The chance of at least `amount` thousandths.
    pub fn tail(&self, amount: f64) -> f64 {
        let edge = edge(amount, self.measure);
        self.parts
            .iter()
            .map(|part| part.weight * smooth_tail(edge - part.whales, part.cumulants))
            .sum()
    }

    /// What is missing to `amount` on average.
    pub fn shortfall(&self, amount: f64) -> f64 {
        let missing = |part: &Part| smooth_shortfall(amount - part.whales, part.cumulants);
        self.parts.iter().map(|part| part.weight * missing(part)).sum()
    }
}

/// The deals with most of the variance, and the others.
fn split(deals: &[OpenDeal]) -> (Vec<OpenDeal>, Vec<OpenDeal>) {
    let variance =
        |deal: &OpenDeal| (deal.value as f64).powi(2) * deal.chance * (1.0 - deal.chance);
    let total: f64 = deals.iter().map(variance).sum();
    let mut large: Vec<usize> =
        (0..deals.len()).filter(|i| variance(&deals[*i]) > WHALE_SHARE * total).collect();
    large.sort_by(|a, b| variance(&deals[*b]).total_cmp(&variance(&deals[*a])));
    large.truncate(MOST_WHALES);
    let rest = (0..deals.len()).filter(|i| !large.contains(i)).map(|i| deals[i]).collect();
    (large.iter().map(|i| deals[*i]).collect(), rest)
}

/// Each deal shared between the two nearest cells so that its chance stays.
fn cells(deals: &[OpenDeal]) -> Vec<Cell> {
    let step = 2.0 * CELL_REACH / (CELLS - 1) as f64;
    let score = |i: usize| i as f64 * step - CELL_REACH;
    let mut cells: Vec<Cell> =
        (0..CELLS).map(|i| Cell { score: score(i), ..Cell::default() }).collect();
    let chances: Vec<f64> = cells.iter().map(|cell| normal::cumulative(cell.score)).collect();
    for deal in deals {
        let position = ((deal.score + CELL_REACH) / step).clamp(0.0, (CELLS - 2) as f64);
        let i = position.floor() as usize;
        let part = ((deal.chance - chances[i]) / (chances[i + 1] - chances[i])).clamp(0.0, 1.0);
        let value = deal.value as f64;
        for (cell, share) in [(i, 1.0 - part), (i + 1, part)] {
            let mut power = share;
            for sum in &mut cells[cell].sums {
                power *= value;
                *sum += power;
            }
        }
    }
    cells.retain(|cell| cell.sums[0] > 0.0);
    cells
}

/// The first four cumulants over the market.
fn cumulant_splines(market: &Market, cells: &[Cell], market_moves: bool) -> [Spline; 4] {
    let knots = if market_moves { KNOTS } else { 1 };
    let table: Vec<[f64; 4]> =
        (-knots..=knots).map(|i| cumulants(market, cells, f64::from(i) * KNOT_STEP)).collect();
    [0, 1, 2, 3].map(|order| {
        let values = table.iter().map(|cumulants| cumulants[order]).collect();
        Spline::new(-f64::from(knots) * KNOT_STEP, KNOT_STEP, values)
    })
}

fn cumulants(market: &Market, cells: &[Cell], z: f64) -> [f64; 4] {
    let mut sums = [0.0; 4];
    for cell in cells {
        let r = market.chance(cell.score, z);
        let variance = r * (1.0 - r);
        let orders = [r, variance, variance * (1.0 - 2.0 * r), variance * (1.0 - 6.0 * variance)];
        for (sum, (order, power)) in sums.iter_mut().zip(orders.into_iter().zip(cell.sums)) {
            *sum += order * power;
        }
    }
    sums
}

/// One part per subset of whales, in one market.
fn parts(
    market: &Market,
    whales: &[OpenDeal],
    (z, weight): Node,
    cumulants: [f64; 4],
) -> Vec<Part> {
    let mut parts = vec![Part { weight, whales: 0.0, cumulants }];
    for whale in whales {
        let r = market.chance(whale.score, z);
        for known in 0..parts.len() {
            let part = &mut parts[known];
            let won = Part {
                weight: part.weight * r,
                whales: part.whales + whale.value as f64,
                cumulants,
            };
            part.weight *= 1.0 - r;
            parts.push(won);
        }
        parts.retain(|part| part.weight > NEGLIGIBLE * weight);
    }
    parts
}
