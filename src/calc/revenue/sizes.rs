//! Whether so many wins reach an amount, when deals are of one size or of lognormal sizes.

use std::f64::consts::TAU;

use super::Precision;
use super::complex::{Complex, transform};
use super::counts::Counts;
use crate::calc::normal::{self, Lognormal};

/// Most lattice steps up to the amount.
const MOST_STEPS: f64 = 32_768.0;

/// How fine a lattice is.
struct Fineness {
    /// Steps per mean size.
    per_size: f64,
    /// Least steps up to an amount.
    least: f64,
    /// Points of a whole distribution.
    points: usize,
}

impl Fineness {
    fn of(precision: Precision) -> Self {
        match precision {
            // Errors of about 4e-5 and 1e-6.
            Precision::Interactive => Self { per_size: 16.0, least: 256.0, points: 512 },
            Precision::Settled => Self { per_size: 128.0, least: 512.0, points: 2048 },
        }
    }
}

/// `exp` of minus this is what wraps around the circular lattice.
const DAMPING: f64 = 24.0;
/// What adds less than this is left out.
const NEGLIGIBLE: f64 = 1e-13;
/// An amount of more wins than this is out of reach.
const MOST_WINS: f64 = 1e7;
/// A multiple of the mean size that counts as reached though rounding says it falls short.
const TIE: f64 = 1e-9;

/// The chance that `k` wins bring at least an amount, for each `k` from 0.
///
/// It depends on neither the chances of the deals nor the market, so one table serves every
/// question about the same amount.
#[derive(Clone, Debug, PartialEq)]
pub struct Reach {
    chances: Vec<f64>,
    /// For more wins than `chances` has.
    beyond: f64,
}

impl Reach {
    /// `amount` and `mean` in money, `cv` >= 0 the standard deviation ÷ mean of the sizes.
    pub fn new(amount: f64, mean: f64, cv: f64, precision: Precision) -> Self {
        if amount <= 0.0 {
            Self { chances: Vec::new(), beyond: 1.0 }
        } else if mean <= 0.0 || amount / mean > MOST_WINS {
            Self { chances: Vec::new(), beyond: 0.0 }
        } else if cv == 0.0 {
            Self { chances: vec![0.0; wins_to_reach(amount, mean)], beyond: 1.0 }
        } else {
            Self {
                chances: lognormal_reach(amount / mean, cv, &Fineness::of(precision)),
                beyond: 1.0,
            }
        }
    }

    /// The chance that `wins` deals reach the amount.
    pub fn at(&self, wins: usize) -> f64 {
        self.chances.get(wins).copied().unwrap_or(self.beyond)
    }

    /// The chance that a random number of wins reaches the amount.
    pub fn chance(&self, wins: &Counts) -> f64 {
        wins.iter().map(|(k, mass)| mass * self.at(k)).sum::<f64>().clamp(0.0, 1.0)
    }
}

/// How many wins of one size reach an amount: a tie reaches it.
fn wins_to_reach(amount: f64, size: f64) -> usize {
    (amount / size - TIE).ceil().max(0.0) as usize
}

/// The chance that `k` lognormal sizes of mean 1 reach `amount`, until it is certain.
fn lognormal_reach(amount: f64, cv: f64, fineness: &Fineness) -> Vec<f64> {
    // Small sizes are many when the spread is wide: at cv 2 half of them are below 0.45.
    let most = (3.0 * amount + 40.0 * (1.0 + cv).powi(2)) as usize;
    let steps = (fineness.per_size * amount).max(fineness.least).min(MOST_STEPS) as usize;
    let lattice = Lattice::new(amount, cv, steps.next_power_of_two());
    let below = lattice.below(most);
    (0..=most).map(|k| if k == 0 { 0.0 } else { (1.0 - below[k]).clamp(0.0, 1.0) }).collect()
}

/// Sizes on a lattice of `steps` steps up to the amount, as a damped Fourier transform.
///
/// Masses are multiplied by `exp(-theta j)` before the circular transform and divided by it after,
/// so that what wraps around is smaller by `exp(-DAMPING)`.
struct Lattice {
    steps: usize,
    theta: f64,
    transform: Vec<Complex>,
}

impl Lattice {
    fn new(amount: f64, cv: f64, steps: usize) -> Self {
        let length = 2 * steps;
        let theta = DAMPING / length as f64;
        let mut values = vec![Complex::default(); length];
        for (j, mass) in
            lattice_masses(&Lognormal::new(1.0, cv), amount / steps as f64, steps).enumerate()
        {
            values[j].re = mass * (-theta * j as f64).exp();
        }
        transform(&mut values);
        values.truncate(steps + 1);
        Self { steps, theta, transform: values }
    }

    /// The chance that `k` sizes stay below the amount, for `k` up to `most`. The mass at the
    /// amount itself counts half: sizes are continuous, and it stands for both sides.
    fn below(&self, most: usize) -> Vec<f64> {
        let mut below = vec![0.0; most + 1];
        for (m, factor) in self.transform.iter().enumerate() {
            let mut term = self.weight(m);
            for sum in &mut below {
                *sum += term.re;
                term = term * *factor;
                if term.norm() < NEGLIGIBLE * NEGLIGIBLE {
                    break;
                }
            }
        }
        below
    }

    /// The weight of frequency `m` in the sum over lattice points below the amount: a geometric
    /// series. Frequencies other than the two ends stand for their mirror images too.
    fn weight(&self, m: usize) -> Complex {
        let length = 2 * self.steps;
        let angle = TAU * m as f64 / length as f64;
        let ratio = Complex::polar(self.theta.exp(), angle);
        let end = Complex::polar((self.theta * self.steps as f64).exp(), angle * self.steps as f64);
        let sum = (end - Complex::ONE) * (ratio - Complex::ONE).inverse() + end.scale(0.5);
        let images = if m == 0 || m == self.steps { 1.0 } else { 2.0 };
        sum.scale(images / length as f64)
    }
}

/// Masses at 0, 1, ..., `steps` times `step`: each cell of a step is split between its two ends so
/// that its mass and its mean stay (method 2, "partial expectations").
pub(super) fn lattice_masses(
    size: &Lognormal,
    step: f64,
    steps: usize,
) -> impl Iterator<Item = f64> {
    masses_by(step, steps, |x| (size.cumulative(x), size.partial_mean(x)))
}

/// The same from the share of sizes below an amount and their partial mean.
pub(super) fn masses_by(
    step: f64,
    steps: usize,
    below: impl Fn(f64) -> (f64, f64),
) -> impl Iterator<Item = f64> {
    let mut carried = 0.0;
    let mut edge = (0.0, 0.0);
    (0..=steps).map(move |j| {
        let next = below((j + 1) as f64 * step);
        let (mass, mean) = (next.0 - edge.0, next.1 - edge.1);
        let upper = (mean / step - j as f64 * mass).min(mass).max(0.0);
        let here = carried + mass - upper;
        (carried, edge) = (upper, next);
        here
    })
}

/// The distribution of the revenue that a random number of wins brings, at lattice points.
pub struct Revenue {
    step: f64,
    /// Chance of staying below `step * j`, with half of the mass at it.
    below: Vec<f64>,
}

/// Lattice points of a [`Revenue`] that is smooth.
const EXPANDED_POINTS: usize = 256;

impl Revenue {
    /// `mean` > 0 and `cv` as for [`Reach::new`]; `goal` > 0 becomes a lattice point.
    pub fn new(wins: &Counts, mean: f64, cv: f64, goal: f64, precision: Precision) -> Self {
        let points = Fineness::of(precision).points;
        let (average, spread) = moments(wins, cv);
        let top = (average + 8.0 * spread + 4.0 * (1.0 + cv)).max(1.25 * goal / mean);
        let step = {
            let fits = top / points as f64;
            let steps_to_goal = (goal / mean / fits).floor().max(1.0);
            goal / mean / steps_to_goal
        };
        let masses = if cv == 0.0 {
            whole_sizes(wins, step, points)
        } else {
            mixed_sizes(wins, cv, step, points)
        };
        let mut sum = 0.0;
        let below = masses
            .into_iter()
            .map(|mass| {
                sum += mass;
                sum - mass / 2.0
            })
            .collect();
        Self { step: step * mean, below }
    }

    /// The same for many wins, from weights and cumulants in deals of mean size; `goal` > 0.
    pub fn expanded(parts: &[(f64, [f64; 4])], mean: f64, goal: f64) -> Self {
        let top = parts
            .iter()
            .filter(|(weight, _)| *weight > 1e-6)
            .map(|(_, [mean, variance, ..])| mean + 5.0 * variance.sqrt())
            .fold(1.25 * goal / mean, f64::max);
        let step = goal / mean / (goal / mean / top * EXPANDED_POINTS as f64).floor().max(1.0);
        let below = (0..=EXPANDED_POINTS)
            .map(|j| {
                let amount = j as f64 * step;
                1.0 - parts.iter().map(|(weight, c)| weight * smooth_tail(amount, *c)).sum::<f64>()
            })
            .collect();
        Self { step: step * mean, below }
    }

    /// The chance of less than `amount`.
    pub fn below(&self, amount: f64) -> f64 {
        let position = (amount / self.step).max(0.0);
        let i = position.floor() as usize;
        let at = |i: usize| self.below.get(i).copied().unwrap_or(1.0);
        (at(i) + (position - i as f64) * (at(i + 1) - at(i))).clamp(0.0, 1.0)
    }

    /// The amount that revenue stays below with chance `p`.
    pub fn quantile(&self, p: f64) -> f64 {
        let i = self.below.partition_point(|below| *below < p);
        if i == 0 {
            return 0.0;
        }
        let (low, high) = (self.below[i - 1], self.below.get(i).copied().unwrap_or(1.0));
        let part = if high > low { (p - low) / (high - low) } else { 0.0 };
        ((i - 1) as f64 + part) * self.step
    }
}

/// Mean and standard deviation of the revenue of `wins` deals of mean size 1.
fn moments(wins: &Counts, cv: f64) -> (f64, f64) {
    let mean: f64 = wins.iter().map(|(k, mass)| k as f64 * mass).sum();
    let square: f64 = wins.iter().map(|(k, mass)| (k as f64 - mean).powi(2) * mass).sum();
    (mean, (square + mean * cv * cv).sqrt())
}

/// Masses of multiples of size 1 on a lattice of `step`, each split between two points.
fn whole_sizes(wins: &Counts, step: f64, points: usize) -> Vec<f64> {
    let mut masses = vec![0.0; points + 1];
    for (k, mass) in wins.iter() {
        let position = k as f64 / step;
        let i = position.floor() as usize;
        if i < points {
            let part = position - i as f64;
            masses[i] += mass * (1.0 - part);
            masses[i + 1] += mass * part;
        }
    }
    masses
}

/// Masses of a random number of lognormal sizes of mean 1: the generating function of the number,
/// at the transform of the size.
fn mixed_sizes(wins: &Counts, cv: f64, step: f64, points: usize) -> Vec<f64> {
    let lattice = Lattice::new(step * points as f64, cv, points);
    let length = 2 * points;
    let mut spectrum = vec![Complex::default(); length];
    for (m, factor) in lattice.transform.iter().enumerate() {
        let value = wins.generate(*factor);
        // The inverse transform is the forward one of the conjugate, for a real result.
        spectrum[m] = value;
        if m > 0 && m < points {
            spectrum[length - m] = Complex { re: value.re, im: -value.im };
        }
    }
    transform(&mut spectrum);
    let back = |j: usize| spectrum[(length - j) % length].re / length as f64;
    (0..=points).map(|j| (back(j) * (lattice.theta * j as f64).exp()).max(0.0)).collect()
}

impl Counts {
    /// The generating function `sum_k mass_k x^k`, as far as it changes with `|x| <= 1`.
    fn generate(&self, x: Complex) -> Complex {
        let size = x.norm().sqrt().powi(i32::try_from(self.first).unwrap_or(i32::MAX));
        let mut power = Complex::polar(size, x.angle() * self.first as f64);
        let mut sum = Complex::default();
        for mass in &self.masses {
            sum = sum + power.scale(*mass);
            power = power * x;
            if power.norm() < NEGLIGIBLE * NEGLIGIBLE {
                break;
            }
        }
        sum
    }
}

/// The chance that continuous revenue reaches an amount, from its first four cumulants, by the
/// two-term Edgeworth expansion.
pub fn smooth_tail(amount: f64, [mean, variance, third, fourth]: [f64; 4]) -> f64 {
    let sd = variance.sqrt();
    if sd <= 0.0 {
        return f64::from(u8::from(mean >= amount));
    }
    let x = (amount - mean) / sd;
    if x.abs() > 8.0 {
        return f64::from(u8::from(x < 0.0));
    }
    let (skew, kurtosis) = (third / (variance * sd), fourth / (variance * variance));
    let x2 = x * x;
    let correction = skew / 6.0 * (x2 - 1.0)
        + kurtosis / 24.0 * x * (x2 - 3.0)
        + skew * skew / 72.0 * x * (x2 * (x2 - 10.0) + 15.0);
    (normal::cumulative(-x) + normal::density(x) * correction).clamp(0.0, 1.0)
}

/// The same as [`smooth_tail`] for a whole number of wins: the sum over whole numbers is an integral from half a step
/// below the first, less a twenty-fourth of the slope there (midpoint rule).
pub fn lattice_tail(wins: f64, cumulants: [f64; 4]) -> f64 {
    let variance = cumulants[1];
    let edge = (wins - TIE).ceil() - 0.5;
    let tail = smooth_tail(edge, cumulants);
    if variance <= 0.0 {
        return tail;
    }
    let x = (edge - cumulants[0]) / variance.sqrt();
    (tail - x * normal::density(x) / variance / 24.0).clamp(0.0, 1.0)
}
