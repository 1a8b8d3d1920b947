//! Few deals, or few kinds of them: every amount that matters keeps its own mass, ties included;
//! what is left over goes to a lattice.
//!
//! Deal after deal is added, in all markets at once. As long as the amounts are few they stay as
//! they are, in whole thousandths. Of more the heaviest stay; a light one goes to the nearest point
//! of a lattice, whose cells keep the mean and the variance of what they hold: amounts that lie just
//! above a goal are not taken for some that lie around it.

use super::distribution::{Found, Kind, Lattice};
use super::pool::{Group, measure};
use super::shares::Shares;
use super::widest;
use crate::calc::normal;
use crate::calc::revenue::Precision;
use crate::calc::revenue::counts::{Counts, binomial, poisson};
use crate::calc::revenue::market::Node;

/// What is worth how much work.
pub(super) struct Limits {
    /// So many amounts keep their own masses, however light.
    few: usize,
    /// Most amounts that do.
    atoms: usize,
    /// Where there are more than a few, those of less mass do not.
    least: f64,
    /// Least lattice steps per standard deviation, and so many for all deals together: the fewer
    /// there are, the less smooth is what they come to.
    steps: (f64, f64),
    /// Numbers of wins of less chance are left out.
    rare: f64,
    /// Masses at both ends of the lattice below this are left out.
    trimmed: f64,
    /// Most steps of an exact lattice per step of another one.
    exact: f64,
}

/// Deviations that a lattice reaches to each side, about.
const SPAN: f64 = 6.0;
/// Longest lattice.
const MOST_POINTS: f64 = 262_144.0;
impl Limits {
    pub fn of(precision: Precision) -> Self {
        match precision {
            Precision::Interactive => Self {
                few: 128,
                atoms: 256,
                least: 2e-4,
                steps: (24.0, 600.0),
                rare: 1e-6,
                trimmed: 1e-7,
                exact: 2.0,
            },
            Precision::Settled => Self {
                few: 4096,
                atoms: 8192,
                least: 1e-6,
                steps: (64.0, 20_000.0),
                rare: 1e-15,
                trimmed: 1e-13,
                exact: 8.0,
            },
        }
    }
}

/// Deals to come of one size: a Poisson number of wins.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stream {
    /// Of each win in thousandths.
    pub size: f64,
    /// Created, on average.
    pub mean: f64,
    /// `Phi^-1` of the chance of each.
    pub score: f64,
}

/// What is added in one go.
#[derive(Clone, Copy, Debug)]
enum Part {
    Deals(Group),
    Stream(Stream),
}

impl Part {
    /// Number of wins, on average.
    fn wins(&self) -> f64 {
        match self {
            Self::Deals(group) => group.wins(),
            Self::Stream(stream) => stream.mean * normal::cumulative(stream.score),
        }
    }

    /// Variance of the number of wins.
    fn evenness(&self) -> f64 {
        match self {
            Self::Deals(group) => group.evenness(),
            Self::Stream(_) => self.wins(),
        }
    }

    fn variance(&self) -> f64 {
        match self {
            Self::Deals(group) => group.variance,
            Self::Stream(stream) => stream.size * stream.size * self.wins(),
        }
    }

    /// The amount of a win.
    fn size(&self) -> f64 {
        match self {
            Self::Deals(group) => group.value as f64,
            Self::Stream(stream) => stream.size,
        }
    }

    /// The amount of so many wins.
    fn amount(&self, wins: usize) -> i64 {
        match self {
            Self::Deals(group) => group.value * wins as i64,
            Self::Stream(stream) => (stream.size * wins as f64).round() as i64,
        }
    }

    /// How many wins in each market, with their chances.
    fn counts(&self, shares: &Shares, nodes: &[Node], rare: f64) -> Vec<Counts> {
        let chances = |score: f64| nodes.iter().map(move |(z, _)| shares.chance(score, *z));
        match self {
            Self::Deals(group) => {
                let score = normal::quantile(group.chance);
                chances(score).map(|chance| binomial(group.count, chance, rare)).collect()
            }
            Self::Stream(stream) => {
                chances(stream.score).map(|chance| poisson(stream.mean * chance, rare)).collect()
            }
        }
    }
}

/// Amounts in thousandths, with their chances in each market.
#[derive(Default)]
struct Outcomes {
    amounts: Vec<i64>,
    /// Of each amount, market by market.
    chances: Vec<f64>,
}

impl Outcomes {
    fn certain(amount: i64, markets: usize) -> Self {
        Self { amounts: vec![amount], chances: vec![1.0; markets] }
    }

    fn of(part: &Part, shares: &Shares, nodes: &[Node], rare: f64) -> Self {
        let wins = part.counts(shares, nodes, rare);
        let first = wins.iter().map(|counts| counts.first).min().unwrap_or(0);
        let last = wins.iter().map(Counts::last).max().unwrap_or(0);
        let chance = |counts: &Counts, wins: usize| {
            wins.checked_sub(counts.first).and_then(|i| counts.masses.get(i)).copied()
        };
        Self {
            amounts: (first..=last).map(|wins| part.amount(wins)).collect(),
            chances: (first..=last)
                .flat_map(|k| wins.iter().map(move |counts| chance(counts, k).unwrap_or(0.0)))
                .collect(),
        }
    }

    fn iter(&self) -> impl Iterator<Item = (i64, &[f64])> {
        let markets = self.chances.len() / self.amounts.len().max(1);
        self.amounts.iter().copied().zip(self.chances.chunks(markets.max(1)))
    }
}

/// Masses on the lattice in each market.
#[derive(Default)]
struct Dust {
    /// The point of the first mass.
    first: i64,
    /// Market by market, all of one length.
    cells: Vec<Cells>,
}

/// Of each lattice point: its mass, and sums over it of the distance to the point and of its square,
/// in steps.
#[derive(Clone, Default)]
struct Cells {
    masses: Vec<f64>,
    distances: Vec<f64>,
    squares: Vec<f64>,
}

/// A run that adds deal after deal.
pub(super) struct Adding {
    nodes: Vec<Node>,
    /// What is still to be added, the last first.
    left: Vec<Part>,
    /// What deals that stand aside come to.
    aside: Vec<Outcomes>,
    atoms: Outcomes,
    dust: Dust,
    /// Thousandths per step, and those at point 0.
    step: f64,
    origin: f64,
    exact: bool,
}

/// A sum of an atom and an outcome.
struct Sum {
    amount: i64,
    /// Averaged over the market.
    mass: f64,
    atom: u32,
    outcome: u32,
}

impl Adding {
    /// `nodes` may have weights that add to less than 1; `target` in thousandths becomes a lattice
    /// point; `groups` ascend by their variance.
    pub fn new(
        groups: &[Group],
        stream: Option<Stream>,
        nodes: Vec<Node>,
        target: i64,
        limits: &Limits,
        shares: &Shares,
    ) -> Self {
        let mut groups = groups.to_vec();
        let stream = stream.map(Part::Stream);
        let aside = widest::aside(&groups, stream.as_ref().map_or(0.0, Part::variance));
        let aside = groups.split_off(groups.len() - aside);
        let mut parts: Vec<Part> = groups.into_iter().map(Part::Deals).chain(stream).collect();
        let (step, exact) = step(&parts, limits);
        parts.sort_by(|a, b| a.evenness().total_cmp(&b.evenness()));
        let markets = nodes.len();
        let (atoms, dust, origin) = if exact {
            (Outcomes::default(), Dust::certain(markets), 0.0)
        } else {
            (Outcomes::certain(0, markets), Dust::default(), target as f64)
        };
        let aside = aside
            .into_iter()
            .map(|deal| Outcomes::of(&Part::Deals(deal), shares, &nodes, limits.rare));
        Self { aside: aside.collect(), left: parts, nodes, atoms, dust, step, origin, exact }
    }

    /// Cells that are left to be added up, about.
    pub fn cost(&self) -> f64 {
        let deviation = self.left.iter().map(Part::variance).sum::<f64>().sqrt();
        let points = 2.0 * SPAN * deviation / self.step;
        self.left.len() as f64 * points * self.nodes.len() as f64
    }

    /// Adds the next deals; `false` once all are.
    pub fn step(&mut self, shares: &Shares, limits: &Limits) -> bool {
        let Some(part) = self.left.pop() else { return false };
        let outcomes = Outcomes::of(&part, shares, &self.nodes, limits.rare);
        self.dust = self.dust.plus(&outcomes, self.step, self.exact);
        let spilled = self.add(&outcomes, limits);
        self.dust.take(&spilled, self.step, self.origin);
        self.dust.trim(&self.nodes, limits.trimmed);
        !self.left.is_empty()
    }

    /// Adds to the atoms; what is too light to be one afterwards.
    fn add(&mut self, outcomes: &Outcomes, limits: &Limits) -> Outcomes {
        let sums = self.sums(outcomes);
        let mut merged: Vec<f64> = sums
            .chunk_by(|a, b| a.amount == b.amount)
            .map(|same| same.iter().map(|sum| sum.mass).sum())
            .collect();
        let mut least = if merged.len() > limits.few { limits.least } else { 0.0 };
        if merged.len() > limits.atoms {
            let place = merged.len() - limits.atoms;
            let (_, lightest, _) = merged.select_nth_unstable_by(place, f64::total_cmp);
            least = lightest.max(least);
        }
        let (mut kept, mut light) = (Outcomes::default(), Outcomes::default());
        for same in sums.chunk_by(|a, b| a.amount == b.amount) {
            let mass: f64 = same.iter().map(|sum| sum.mass).sum();
            let to = if mass >= least { &mut kept } else { &mut light };
            to.push(same, &self.atoms, outcomes, self.nodes.len());
        }
        self.atoms = kept;
        light
    }

    /// All sums of an atom and an outcome, ascending.
    fn sums(&self, outcomes: &Outcomes) -> Vec<Sum> {
        let mut sums = Vec::with_capacity(self.atoms.amounts.len() * outcomes.amounts.len());
        for (outcome, (amount, chances)) in (0..).zip(outcomes.iter()) {
            let weighted: Vec<f64> =
                chances.iter().zip(&self.nodes).map(|(chance, node)| chance * node.1).collect();
            for (atom, (at, masses)) in (0..).zip(self.atoms.iter()) {
                let mass = masses.iter().zip(&weighted).map(|(a, b)| a * b).sum();
                sums.push(Sum { amount: at + amount, mass, atom, outcome });
            }
        }
        // Each outcome brings a run that is in order already.
        sums.sort_by_key(|sum| sum.amount);
        sums
    }

    /// What comes of the deals that are added, and of those aside.
    pub fn finish(self) -> Found {
        let mut found = Found::default();
        let markets = self.nodes.len();
        let mut sides = Outcomes::certain(0, markets);
        for next in &self.aside {
            sides = sides.plus(next);
        }
        for (offset, chances) in sides.iter() {
            let weights: Vec<f64> =
                chances.iter().zip(&self.nodes).map(|(chance, node)| chance * node.1).collect();
            for (at, masses) in self.atoms.iter() {
                let mass = masses.iter().zip(&weights).map(|(a, b)| a * b).sum();
                found.atoms.push((at + offset, mass));
            }
            let first = self.origin + self.dust.first as f64 * self.step + offset as f64;
            let average = self.dust.average(&weights);
            if !average.masses.is_empty() {
                let kind = if self.exact { Kind::Exact } else { Kind::near(average.spread()) };
                let (step, masses) = (self.step, average.masses);
                found.lattices.push(Lattice { first, step, masses, kind });
            }
        }
        found
    }
}

impl Outcomes {
    /// Adds one amount, from all its sums.
    fn push(&mut self, same: &[Sum], atoms: &Self, outcomes: &Self, markets: usize) {
        let start = self.chances.len();
        self.amounts.push(same[0].amount);
        self.chances.resize(start + markets, 0.0);
        let row = |i: u32| i as usize * markets..(i as usize + 1) * markets;
        for sum in same {
            let a = &atoms.chances[row(sum.atom)];
            let b = &outcomes.chances[row(sum.outcome)];
            for ((to, a), b) in self.chances[start..].iter_mut().zip(a).zip(b) {
                *to += a * b;
            }
        }
    }

    /// Every sum of one of these and one of those, unmerged.
    fn plus(&self, other: &Self) -> Self {
        let mut all = Self::default();
        for (a, chances) in self.iter() {
            for (b, others) in other.iter() {
                all.amounts.push(a + b);
                all.chances.extend(chances.iter().zip(others).map(|(a, b)| a * b));
            }
        }
        all
    }
}

impl Cells {
    fn empty(length: usize) -> Self {
        let zeros = vec![0.0; length];
        Self { masses: zeros.clone(), distances: zeros.clone(), squares: zeros }
    }

    fn len(&self) -> usize {
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
    fn spread(&self) -> Vec<(f64, f64)> {
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
    fn certain(markets: usize) -> Self {
        let mut one = Cells::empty(1);
        one.masses[0] = 1.0;
        Self { first: 0, cells: vec![one; markets] }
    }

    fn len(&self) -> usize {
        self.cells.first().map_or(0, Cells::len)
    }

    /// With these outcomes added; on an exact lattice there is nothing beside its points.
    fn plus(&self, outcomes: &Outcomes, step: f64, exact: bool) -> Self {
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
    fn take(&mut self, light: &Outcomes, step: f64, origin: f64) {
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
    fn trim(&mut self, nodes: &[Node], least: f64) {
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
    fn average(&self, weights: &[f64]) -> Cells {
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

/// Thousandths per step, and whether every amount is a multiple.
fn step(parts: &[Part], limits: &Limits) -> (f64, bool) {
    let deviation = parts.iter().map(Part::variance).sum::<f64>().sqrt();
    let reach: f64 = parts
        .iter()
        .map(|part| match part {
            Part::Deals(group) => group.total() as f64,
            Part::Stream(stream) => stream.size * (part.wins() + 10.0 * part.wins().sqrt()),
        })
        .sum();
    let (least, all) = limits.steps;
    let steps = (all / parts.len().max(1) as f64).max(least);
    let step = (deviation / steps).max(reach / MOST_POINTS).max(1.0);
    let measure = measure(parts.iter().map(Part::size)).filter(|_| !parts.is_empty());
    match measure {
        Some(measure) if measure as f64 * limits.exact >= step => {
            let exact = measure as f64;
            if reach / exact <= MOST_POINTS { (exact, true) } else { (step, false) }
        }
        _ => (step, false),
    }
}
