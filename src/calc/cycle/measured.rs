//! The curve that a firm's own deals follow: competing risks with delayed entry, shrunk to the
//! default curve.

mod band;
mod cells;
mod tail;

use self::cells::{Cell, cells};
use self::tail::Tail;
use super::Curve;
use super::history::{History, Observation};

/// The default curve counts as so many deals at every age.
pub const PSEUDO_DEALS: f64 = 10.0;
/// The curve covers so many sales cycles,
const CYCLES: f64 = 6.0;
/// and so many times the longest age seen.
const LONGEST: f64 = 1.5;
/// Ages above a century are mistakes; they are pooled.
const MOST_DAYS: f64 = 36_525.0;
/// A deal of an age that fewer than this share reach is not expected to be won.
const LEAST_OPEN: f64 = 1e-9;
/// `Phi^-1(0.8)`: a one-sided bound that is too low one time in five.
const UPPER: f64 = 0.841_621_233_572_914_3;
/// `Phi^-1(0.975)`.
const BAND: f64 = 1.959_963_984_540_054;

/// Competing risks of being won and lost, day by day of a deal's age (method 1):
///
/// `lambda_w(x) = (d_w(x) + m lambda0_w(x)) / (n(x) + m)`, likewise for lost, where `n(x)` deals
/// were seen at risk on their `x`-th day, `d_w(x)` of them won, and `lambda0` is the default curve.
/// `S(x) = prod (1 - lambda_w - lambda_l)` and `C_w(x) = sum S(y - 1) lambda_w(y)`. With `m = 0`
/// these are the estimators of Kaplan–Meier and Aalen–Johansen, without deals the default curve.
///
/// Where the deals closed less often than the default promises, it is scaled down to what they show,
/// `lambda0 <- r(x) lambda0` (method 10.1): wins that never came at an age are not promised for it,
/// and what is left open at the end never closes.
///
/// Between whole days it is a straight line. The last cell holds all ages above [`Self::longest`].
#[derive(Clone, Debug, PartialEq)]
pub struct Measured {
    /// At age 0, 1, ..., `longest`, and at last ever.
    points: Vec<Point>,
    /// Of each day of age, and at last of all later ones.
    hazards: Vec<Hazard>,
    /// The oldest age at which a deal was seen, at most `longest`.
    oldest: usize,
    evidence: Evidence,
}

/// How much a curve rests on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    /// Deals seen to be won.
    pub won: usize,
    /// Deals seen to be lost.
    pub lost: usize,
    /// Deals seen open.
    pub open: usize,
}

/// The curve at an age.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// Deals at risk on the day that ends at this age.
    pub at_risk: u32,
    /// Share of all deals won by this age (`C_w`).
    pub won: f64,
    /// Share of all deals lost by it (`C_l`).
    pub lost: f64,
    /// Share of all deals open at it (`S`).
    pub open: f64,
    /// Standard deviation of `won`.
    pub won_sd: f64,
    /// Chance of a deal open at this age to be ever won.
    pub ever: f64,
    /// Standard deviation of `ever`.
    pub ever_sd: f64,
}

/// What the cells make of the hazards.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Hazard {
    won: f64,
    lost: f64,
    /// Deals and pseudo-deals behind them.
    weight: f64,
}

impl Measured {
    /// The curve of `history`, shrunk to `default` with the weight of ten deals.
    pub fn new(history: &History, default: &Curve) -> Self {
        let observations: Vec<Observation> = history.observations().collect();
        Self::shrunk(&observations, default, PSEUDO_DEALS)
    }

    /// The same with any weight; 0 is Kaplan–Meier and Aalen–Johansen.
    pub fn shrunk(observations: &[Observation], default: &Curve, pseudo_deals: f64) -> Self {
        let seen = observations.iter().map(|seen| seen.exit).max().unwrap_or(0);
        let longest = (CYCLES * default.cycle()).max(LONGEST * f64::from(seen));
        let longest = longest.ceil().clamp(1.0, MOST_DAYS) as usize;
        let cells = cells(observations, longest);
        let defaults = defaults(default, longest);
        let oldest = (seen as usize).min(longest);
        let tails = [0, 1].map(|cause| Tail::new(&cells, &defaults, cause, oldest));
        let hazards: Vec<Hazard> = cells
            .iter()
            .zip(&defaults)
            .enumerate()
            .map(|(i, (cell, default))| {
                let scaled = [0, 1].map(|cause| tails[cause].at(i + 1) * default[cause]);
                hazard(cell, scaled, pseudo_deals)
            })
            .collect();
        let mut points = points(&cells, &hazards);
        band::fill(&mut points, &hazards);
        Self { points, hazards, oldest, evidence: evidence(observations) }
    }

    /// How much it rests on.
    pub fn evidence(&self) -> Evidence {
        self.evidence
    }

    /// The oldest age in days that has a cell of its own.
    pub fn longest(&self) -> usize {
        self.points.len() - 2
    }

    /// The oldest age in days at which a deal was seen open or closing; 0 without deals.
    pub fn oldest(&self) -> usize {
        self.oldest
    }

    /// Chances of a deal open at a whole age to be won and lost on its next day; from
    /// [`Self::longest`] on, ever.
    pub fn hazards(&self, age: usize) -> [f64; 2] {
        let hazard = self.hazards[age.min(self.longest())];
        [hazard.won, hazard.lost]
    }

    /// Whether so few deals reach an age that none of it is expected to be won.
    pub fn is_over(&self, age: f64) -> bool {
        self.open(age) < LEAST_OPEN
    }

    /// The curve at ages 0, 1, ..., [`Self::longest`], and at last with all that ever happens.
    pub fn points(&self) -> &[Point] {
        &self.points
    }

    /// Share of all deals that are won by age `x` days (`C_w`).
    pub fn won(&self, x: f64) -> f64 {
        self.at(x, |point| point.won)
    }

    /// Share of all deals that are lost by age `x` days (`C_l`).
    pub fn lost(&self, x: f64) -> f64 {
        self.at(x, |point| point.lost)
    }

    /// Share of all deals that are still open at age `x` days (`S`).
    pub fn open(&self, x: f64) -> f64 {
        self.at(x, |point| point.open)
    }

    /// The 95 % band of [`Self::won`].
    pub fn won_band(&self, x: f64) -> (f64, f64) {
        let (middle, reach) = (self.won(x), BAND * self.at(x, |point| point.won_sd));
        ((middle - reach).max(0.0), (middle + reach).min(1.0))
    }

    /// Chance that a deal open at `age` is won within the next `days` (`q(a, h)`).
    pub fn chance(&self, age: f64, days: f64) -> f64 {
        self.chance_between(age, 0.0, days)
    }

    /// Chance that a deal open at `age` is won after more than `before` and within `days` from now.
    pub fn chance_between(&self, age: f64, before: f64, days: f64) -> f64 {
        let open = self.open(age);
        if open < LEAST_OPEN || days <= before {
            return 0.0;
        }
        ((self.won(age + days) - self.won(age + before)) / open).clamp(0.0, 1.0)
    }

    /// Chance that a deal open at `age` is ever won.
    pub fn chance_ever(&self, age: f64) -> f64 {
        self.chance(age, f64::INFINITY)
    }

    /// A bound that [`Self::chance_ever`] stays below with a confidence of 80 %, at a whole age.
    pub fn chance_ever_upper(&self, age: u32) -> f64 {
        if self.open(f64::from(age)) < LEAST_OPEN {
            return 0.0;
        }
        let point = self.points[(age as usize).min(self.longest())];
        (point.ever + UPPER * point.ever_sd).min(1.0)
    }

    /// A bound that `q(a, days)` stays below with a confidence of 80 %, at each whole age up to
    /// [`Self::oldest`]: its mean and 0.84 standard deviations, which may exceed 1.
    pub fn chance_uppers(&self, days: usize) -> Vec<f64> {
        let bound = |age: usize| {
            if self.points[age].open < LEAST_OPEN {
                return 0.0;
            }
            let to = (age + days).min(self.longest());
            let (mean, variance) = band::within(&self.hazards[age..to]);
            mean + UPPER * variance.sqrt()
        };
        (0..=self.oldest).map(bound).collect()
    }

    /// The age in days by which a share `p` of all wins has happened (`Q_w`); at most
    /// [`Self::longest`]. `None` where nothing is ever won.
    pub fn won_quantile(&self, p: f64) -> Option<f64> {
        let target = p * self.won(f64::INFINITY);
        if target <= 0.0 {
            return None;
        }
        let longest = self.longest();
        let after = self.points[..=longest].partition_point(|point| point.won < target);
        if after > longest {
            return Some(longest as f64);
        }
        let (low, high) = (self.points[after.saturating_sub(1)].won, self.points[after].won);
        let part = if high > low { (target - low) / (high - low) } else { 0.0 };
        Some(after.saturating_sub(1) as f64 + part)
    }

    fn at(&self, x: f64, of: impl Fn(&Point) -> f64) -> f64 {
        let longest = self.longest();
        if x == f64::INFINITY {
            return of(&self.points[longest + 1]);
        }
        let x = x.clamp(0.0, longest as f64);
        let i = (x as usize).min(longest);
        let low = of(&self.points[i]);
        let part = x - i as f64;
        if part > 0.0 { low + part * (of(&self.points[i + 1]) - low) } else { low }
    }
}

/// The hazards of the default curve per cell, won and lost.
fn defaults(default: &Curve, longest: usize) -> Vec<[f64; 2]> {
    let to = |index| if index == longest { f64::INFINITY } else { (index + 1) as f64 };
    (0..=longest).map(|index| default.hazards(index as f64, to(index))).collect()
}

fn hazard(cell: &Cell, default: [f64; 2], pseudo_deals: f64) -> Hazard {
    let weight = cell.at_risk + pseudo_deals;
    let of = |events: f64, default: f64| {
        if weight > 0.0 { (events + pseudo_deals * default) / weight } else { 0.0 }
    };
    Hazard { won: of(cell.won, default[0]), lost: of(cell.lost, default[1]), weight }
}

fn points(cells: &[Cell], hazards: &[Hazard]) -> Vec<Point> {
    let mut points = Vec::with_capacity(cells.len() + 1);
    let mut last = Point { open: 1.0, ..Point::default() };
    points.push(last);
    for (cell, hazard) in cells.iter().zip(hazards) {
        last = Point {
            at_risk: cell.at_risk as u32,
            won: last.won + last.open * hazard.won,
            lost: last.lost + last.open * hazard.lost,
            open: last.open * hazard.stays(),
            ..last
        };
        points.push(last);
    }
    points
}

fn evidence(observations: &[Observation]) -> Evidence {
    let count = |won| observations.iter().filter(|seen| seen.won == won).count();
    Evidence { won: count(Some(true)), lost: count(Some(false)), open: count(None) }
}

impl Hazard {
    /// Chance to stay open.
    fn stays(&self) -> f64 {
        (1.0 - self.won - self.lost).max(0.0)
    }
}

#[cfg(test)]
mod tests;
