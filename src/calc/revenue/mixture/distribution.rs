//! A distribution of revenue: amounts that have a mass of their own, and what lies on lattices.

use super::{PER_UNIT, thousandths};
use crate::calc::normal;
use crate::calc::units::Money;

/// Sums of many masses may fall short of a quantile's chance by this much.
const ROUNDING: f64 = 1e-12;

/// The distribution of revenue.
#[derive(Clone, Debug)]
pub struct Distribution {
    /// Thousandths that come for sure.
    sure: i64,
    /// Amounts on top of them in thousandths, ascending.
    atoms: Vec<i64>,
    /// The mass of each atom and of all above it.
    above: Vec<f64>,
    lattices: Vec<Lattice>,
    /// Amounts of which one comes besides, whatever the market, with its chance; never empty.
    base: Vec<(i64, f64)>,
    /// The least and the most that can come on top of what is sure, without the base.
    ends: (i64, i64),
}

/// Masses at consecutive multiples of a step.
#[derive(Clone, Debug)]
pub(super) struct Lattice {
    /// Thousandths at the first mass.
    pub first: f64,
    /// Thousandths from one mass to the next.
    pub step: f64,
    pub masses: Vec<f64>,
    pub kind: Kind,
}

/// What a mass at a lattice point stands for.
#[derive(Clone, Debug)]
pub(super) enum Kind {
    /// Just this amount.
    Exact,
    /// What is around it, evenly.
    Even,
    /// What is near it, with this mean and standard deviation in steps from the point.
    Near {
        /// Of each mass.
        cells: Vec<(f64, f64)>,
        /// How far from its point any of this may lie.
        widest: f64,
    },
}

/// A quantile between atoms is told to such a part of a lattice step.
const PARTS_OF_STEP: f64 = 64.0;
/// Beyond so many standard deviations lies nothing.
const REACH: f64 = 6.0;

/// What a run finds.
#[derive(Default)]
pub(super) struct Found {
    pub atoms: Vec<(i64, f64)>,
    pub lattices: Vec<Lattice>,
}

impl Found {
    pub fn append(&mut self, mut other: Self) {
        self.atoms.append(&mut other.atoms);
        self.lattices.append(&mut other.lattices);
    }
}

impl Distribution {
    /// `ends` are the least and the most that `found` can come to.
    pub(super) fn new(
        sure: i64,
        mut found: Found,
        base: Vec<(i64, f64)>,
        ends: (i64, i64),
    ) -> Self {
        found.atoms.sort_unstable_by_key(|atom| atom.0);
        let on_lattices: f64 = found.lattices.iter().flat_map(|lattice| &lattice.masses).sum();
        let total = on_lattices + found.atoms.iter().map(|atom| atom.1).sum::<f64>();
        let scale = if total > 0.0 { 1.0 / total } else { 0.0 };
        let mut above: Vec<f64> = found.atoms.iter().map(|atom| atom.1 * scale).collect();
        add_from_above(&mut above);
        for lattice in &mut found.lattices {
            lattice.masses.iter_mut().for_each(|mass| *mass *= scale);
            add_from_above(&mut lattice.masses);
        }
        Self {
            sure,
            atoms: found.atoms.iter().map(|atom| atom.0).collect(),
            above,
            lattices: found.lattices,
            base: if base.is_empty() { vec![(0, 1.0)] } else { base },
            ends,
        }
    }

    /// The chance of at least `amount`, in [0, 1].
    pub fn chance(&self, amount: Money) -> f64 {
        self.tail(thousandths(amount).saturating_sub(self.sure)).clamp(0.0, 1.0)
    }

    /// The least amount that revenue does not exceed with a chance of at least `p`: one that can
    /// occur, where revenue comes in steps.
    pub fn quantile(&self, p: f64) -> Money {
        let (mut low, mut high) = (self.lowest() - 1, self.highest());
        while high - low > 1 && !self.is_smooth(low, high) {
            let middle = low + (high - low) / 2;
            if 1.0 - self.tail(middle + 1) >= p - ROUNDING {
                high = middle;
            } else {
                low = middle;
            }
        }
        Money((self.sure + high) as f64 / PER_UNIT)
    }

    /// Whether there is nothing between two amounts but a small part of a lattice step.
    fn is_smooth(&self, low: i64, high: i64) -> bool {
        let width = (high - low) as f64;
        let fine = |lattice: &Lattice| {
            !matches!(lattice.kind, Kind::Exact) && width * PARTS_OF_STEP <= lattice.step
        };
        let below = |amount: i64| self.atoms.partition_point(|atom| *atom <= amount);
        self.lattices.iter().all(fine)
            && self.base.iter().all(|(base, _)| below(low - base) == below(high - base))
    }

    /// How much is missing to `goal` on average: `E[(goal - revenue)+]`.
    pub fn shortfall(&self, goal: Money) -> Money {
        let open = thousandths(goal).saturating_sub(self.sure);
        let missing = self.base.iter().map(|(amount, mass)| mass * self.missing(open - amount));
        Money(missing.sum::<f64>().max(0.0) / PER_UNIT)
    }

    fn lowest(&self) -> i64 {
        self.ends.0 + self.base.iter().map(|(amount, _)| *amount).min().unwrap_or(0)
    }

    /// No lattice goes on for ever, even where deals to come do.
    fn highest(&self) -> i64 {
        let end = |lattice: &Lattice| {
            (lattice.first + (lattice.masses.len() + 1) as f64 * lattice.step) as i64
        };
        let tops = self.lattices.iter().map(end).chain(self.atoms.last().copied());
        self.ends.1.min(tops.max().unwrap_or(0))
            + self.base.iter().map(|(amount, _)| *amount).max().unwrap_or(0)
    }

    fn tail(&self, amount: i64) -> f64 {
        self.base.iter().map(|(base, mass)| mass * self.reaching(amount - base)).sum()
    }

    /// The same without the base.
    fn reaching(&self, amount: i64) -> f64 {
        if amount <= self.ends.0 {
            return 1.0;
        }
        if amount > self.ends.1 {
            return 0.0;
        }
        let place = self.atoms.partition_point(|atom| *atom < amount);
        let atoms = self.above.get(place).copied().unwrap_or(0.0);
        atoms + self.lattices.iter().map(|lattice| lattice.tail(amount)).sum::<f64>()
    }

    fn missing(&self, amount: i64) -> f64 {
        let short = |value: f64, mass: f64| (amount as f64 - value).max(0.0) * mass;
        let next = |above: &[f64], i: usize| above.get(i + 1).copied().unwrap_or(0.0);
        let atoms = self.atoms.iter().enumerate();
        let atoms = atoms.map(|(i, at)| short(*at as f64, self.above[i] - next(&self.above, i)));
        let lattice = |lattice: &Lattice| -> f64 {
            let above = &lattice.masses;
            let masses = above.iter().enumerate().map(|(i, mass)| mass - next(above, i));
            let beside = |i: usize| match &lattice.kind {
                Kind::Near { cells, .. } => cells[i].0,
                _ => 0.0,
            };
            let at = |i: usize| lattice.first + (i as f64 + beside(i)) * lattice.step;
            masses.enumerate().map(|(i, mass)| short(at(i), mass)).sum()
        };
        atoms.sum::<f64>() + self.lattices.iter().map(lattice).sum::<f64>()
    }
}

impl Kind {
    pub fn near(cells: Vec<(f64, f64)>) -> Self {
        let reach = |(mean, deviation): &(f64, f64)| mean.abs() + REACH * deviation;
        let widest = cells.iter().map(reach).fold(1.0, f64::max);
        Self::Near { cells, widest }
    }
}

impl Lattice {
    /// The chance of at least an amount, of masses that are added up from above.
    fn tail(&self, amount: i64) -> f64 {
        let above = |i: f64| {
            if i < 0.0 {
                return self.masses.first().copied().unwrap_or(0.0);
            }
            self.masses.get(i as usize).copied().unwrap_or(0.0)
        };
        let position = (amount as f64 - self.first) / self.step;
        let tie = 0.25 / self.step;
        match &self.kind {
            Kind::Exact => above((position - tie).ceil()),
            Kind::Even => {
                let whole = (position + 1e-9).floor();
                let part = (position - whole).max(0.0);
                let middle = |i: f64| f64::midpoint(above(i), above(i + 1.0));
                (1.0 - part) * middle(whole) + part * middle(whole + 1.0)
            }
            Kind::Near { cells, widest } => {
                let (low, high) = ((position - widest).floor(), (position + widest).ceil());
                let mut sum = above(high);
                let last = high.min(cells.len() as f64);
                let reached = low.max(0.0) as usize..last.max(0.0) as usize;
                for (i, (mean, deviation)) in
                    cells.iter().enumerate().take(reached.end).skip(reached.start)
                {
                    let beyond = i as f64 + mean - position;
                    let share = if deviation * REACH < tie {
                        f64::from(u8::from(beyond >= -tie))
                    } else {
                        normal::cumulative(beyond / deviation)
                    };
                    sum += share * (above(i as f64) - above(i as f64 + 1.0));
                }
                sum
            }
        }
    }
}

/// Each mass with all that follow it.
fn add_from_above(masses: &mut [f64]) {
    let mut sum = 0.0;
    for mass in masses.iter_mut().rev() {
        sum += *mass;
        *mass = sum;
    }
}
