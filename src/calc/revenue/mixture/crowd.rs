//! The many deals that decide little one by one: put into cells of like chance, they become four
//! cumulants per market. A cell's chances in each market are worked out once for all months.

use std::cell::OnceCell;

use super::pool::Group;
use super::shares::Shares;
use crate::calc::normal;
use crate::calc::revenue::market::Market;
use crate::calc::revenue::spline::Spline;

/// Cells of chance, equal steps of `Phi^-1` between plus and minus `CELL_REACH`.
const CELLS: usize = 256;
const CELL_REACH: f64 = 6.0;
/// Bits of a chance that its slot does not tell: 47 of the mantissa's 52.
const SLOT_BITS: u32 = 47;
/// Slots of chances. What lies below 2^-30 is in the first one; above 1 there is none.
const SLOTS: usize = 30 << (52 - SLOT_BITS);
const FIRST_SLOT: usize = (1023 << (52 - SLOT_BITS)) - SLOTS;
/// Markets at which cumulants are worked out; between them they are a spline.
const KNOTS: i32 = 14;
const KNOT_STEP: f64 = 0.5;

/// Chances of cells in markets.
pub(super) struct Crowd {
    /// Chance of each cell, ascending.
    cells: Vec<f64>,
    /// Per cell, its chance at each knot; as soon as a deal is in it.
    given: Vec<OnceCell<[f64; ALL_KNOTS]>>,
    /// Per slot of chances, how many cells are below it.
    below: Vec<usize>,
}

const ALL_KNOTS: usize = 2 * KNOTS as usize + 1;

/// What the many bring in one market: a normal law and a Poisson number of jumps of one size. It
/// has their first four cumulants and, unlike an expansion, is a law wherever they are few.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Law {
    /// What comes whatever happens: the mean less that of the jumps.
    pub drift: f64,
    /// Variance of the normal part.
    pub variance: f64,
    /// Size of a jump.
    pub jump: f64,
    /// How many jumps, on average.
    pub jumps: f64,
}

/// A skewness below this is none.
const LEAST_SKEW: f64 = 1e-5;

impl Law {
    /// A Poisson number `n` of jumps `b` has the cumulants `n b^k`: the third and fourth give both,
    /// and the normal part is what is left of the variance. Where that is negative, or the fourth
    /// cumulant is, the jumps have the second and the third.
    pub fn new([mean, variance, third, fourth]: [f64; 4]) -> Self {
        let variance = variance.max(0.0);
        let smooth = Self { drift: mean, variance, jump: 0.0, jumps: 0.0 };
        // Where hardly anything is won, a spline may go below nothing.
        if variance <= 0.0 || third.abs() <= LEAST_SKEW * variance * variance.sqrt() {
            return smooth;
        }
        let jump = fourth / third;
        let left = variance - third / jump;
        let law = if fourth > 0.0 && left >= 0.0 {
            Self::jumping(mean, left, jump, third / jump.powi(3))
        } else {
            let jump = third / variance;
            Self::jumping(mean, 0.0, jump, variance / (jump * jump))
        };
        if law.drift.is_finite() && law.jumps.is_finite() { law } else { smooth }
    }

    fn jumping(mean: f64, variance: f64, jump: f64, jumps: f64) -> Self {
        Self { drift: mean - jump * jumps, variance, jump, jumps }
    }

    /// Whether there are no deals.
    pub fn is_nothing(&self) -> bool {
        self.drift == 0.0 && self.jumps == 0.0
    }
}

/// The cumulants of the many over the market.
pub(super) struct Knots {
    table: Vec<[f64; 4]>,
    splines: Option<[Spline; 4]>,
}

/// `Phi^-1` of the chance of a cell.
fn score(cell: usize) -> f64 {
    let step = 2.0 * CELL_REACH / (CELLS - 1) as f64;
    cell as f64 * step - CELL_REACH
}

fn market_at(knot: i32) -> f64 {
    f64::from(knot) * KNOT_STEP
}

impl Crowd {
    pub fn new() -> Self {
        let cells: Vec<f64> = (0..CELLS).map(|cell| normal::cumulative(score(cell))).collect();
        let mut below = vec![0; SLOTS + 1];
        for cell in &cells {
            below[slot(*cell) + 1] += 1;
        }
        for slot in 0..SLOTS {
            below[slot + 1] += below[slot];
        }
        Self { cells, given: vec![OnceCell::new(); CELLS], below }
    }

    /// The chance of a cell at each knot.
    fn given(&self, cell: usize, shares: &Shares) -> &[f64; ALL_KNOTS] {
        let at = |knot| shares.chance(score(cell), market_at(knot as i32 - KNOTS));
        self.given[cell].get_or_init(|| std::array::from_fn(at))
    }

    /// The first cell of at least this chance.
    fn above(&self, chance: f64) -> usize {
        let slot = slot(chance);
        let (first, last) = (self.below[slot], self.below[slot + 1]);
        first + self.cells[first..last].partition_point(|cell| *cell < chance)
    }

    pub fn knots(&self, many: &[Group], shares: &Shares) -> Knots {
        if many.is_empty() {
            return Knots { table: vec![[0.0; 4]; ALL_KNOTS], splines: None };
        }
        let sums = self.sums(many);
        let mut table = vec![[0.0; 4]; ALL_KNOTS];
        for (cell, sums) in sums.iter().enumerate().filter(|(_, sums)| sums[0] > 0.0) {
            for (total, chance) in table.iter_mut().zip(self.given(cell, shares)) {
                *total = added(*total, *chance, sums);
            }
        }
        let spline = |order: usize| {
            let values = table.iter().map(|cumulants| cumulants[order]).collect();
            Spline::new(market_at(-KNOTS), KNOT_STEP, values)
        };
        let splines = Some([0, 1, 2, 3].map(spline));
        Knots { table, splines }
    }

    /// Per cell, the sums of the first four powers of values; each deal is shared between the two
    /// nearest cells so that its chance stays.
    fn sums(&self, many: &[Group]) -> Vec<[f64; 4]> {
        let mut sums = vec![[0.0; 4]; CELLS];
        for deal in many {
            let high = self.above(deal.chance).clamp(1, CELLS - 1);
            let (a, b) = (self.cells[high - 1], self.cells[high]);
            let part = ((deal.chance - a) / (b - a)).clamp(0.0, 1.0);
            let powers = deal.powers();
            add(&mut sums[high - 1], powers, 1.0 - part);
            add(&mut sums[high], powers, part);
        }
        sums
    }
}

fn add(sums: &mut [f64; 4], powers: [f64; 4], share: f64) {
    sums[0] += share * powers[0];
    sums[1] += share * powers[1];
    sums[2] += share * powers[2];
    sums[3] += share * powers[3];
}

/// Chances of one slot share their exponent and the first bits of their mantissa, so that the slots
/// are in order, and hardly a cell of a small chance shares its slot with another.
fn slot(chance: f64) -> usize {
    ((chance.to_bits() >> SLOT_BITS) as usize).saturating_sub(FIRST_SLOT).min(SLOTS - 1)
}

/// The cumulants of a cell with chance `r` on top of others.
pub(super) fn added(mut total: [f64; 4], r: f64, sums: &[f64; 4]) -> [f64; 4] {
    let variance = r * (1.0 - r);
    total[0] += r * sums[0];
    total[1] += variance * sums[1];
    total[2] += variance * (1.0 - 2.0 * r) * sums[2];
    total[3] += variance * (1.0 - 6.0 * variance) * sums[3];
    total
}

impl Knots {
    /// What the many bring in a market `z`.
    pub fn at(&self, z: f64) -> Law {
        let Some(splines) = &self.splines else { return Law::default() };
        Law::new(splines.each_ref().map(|spline| spline.at(z)))
    }

    /// The width that [`Market::nodes`] asks for, and mean and variance over all markets;
    /// `moments(z, many)` are mean and variance of everything in one.
    pub fn spread(
        &self,
        market: &Market,
        moments: impl Fn(f64, [f64; 4]) -> (f64, f64),
    ) -> (f64, f64, f64) {
        let table: Vec<(f64, f64)> = (-KNOTS..=KNOTS)
            .zip(&self.table)
            .map(|(knot, cumulants)| moments(market_at(knot), *cumulants))
            .collect();
        let width = market.width(|z| {
            let i = (z / KNOT_STEP) as i32;
            let i = (i + KNOTS) as usize;
            (table[i].1, (table[i - 1].0 - table[i + 1].0) / (2.0 * KNOT_STEP))
        });
        let weights = || (-KNOTS..=KNOTS).map(|knot| normal::density(market_at(knot)) * KNOT_STEP);
        let average = |value: fn(&(f64, f64)) -> f64| -> f64 {
            weights().zip(&table).map(|(weight, moments)| weight * value(moments)).sum()
        };
        let mean = average(|moments| moments.0);
        let square = average(|moments| moments.1 + moments.0 * moments.0);
        (width, mean, (square - mean * mean).max(0.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slots_lead_to_the_cell_above() {
        let crowd = Crowd::new();
        for i in 1..20_000 {
            let x = f64::from(i) / 20_000.0;
            for chance in [x, x.powi(8), 1.0 - x.powi(8), crowd.cells[i as usize % CELLS]] {
                let above = crowd.cells.partition_point(|cell| *cell < chance);
                assert_eq!(crowd.above(chance), above, "{chance}");
            }
        }
    }
}
