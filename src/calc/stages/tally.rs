//! What closed on each day of the past in each stage, and what was to be expected.

use chrono::NaiveDate;

use super::passages::{Passages, Stay};
use crate::calc::cycle::calendar::Calendar;
use crate::calc::cycle::measured::Measured;
use crate::calc::cycle::shrinkage::Group;
use crate::calc::portfolio::Portfolio;

/// Each day from the first that is known to yesterday, each with all stages.
pub(super) struct Tally {
    stages: usize,
    /// Days of which a stage has its part; at least 1.
    horizon: i32,
    first: i32,
    /// Deals won and lost, day by day and on each by stage.
    closed: Vec<[f64; 2]>,
    /// How many the curve and the calendar expect.
    expected: Vec<[f64; 2]>,
}

impl Tally {
    pub fn new(portfolio: &Portfolio, passages: &Passages, horizon: u32) -> Self {
        let history = &portfolio.history;
        let first = passages.stays.iter().map(|stay| stay.from).min().unwrap_or(history.day());
        let stages = passages.names.len();
        let days = (history.day() - first).max(0) as usize;
        let horizon = if passages.moves { horizon.clamp(1, i32::MAX as u32 / 4) as i32 } else { 1 };
        let none = vec![[0.0; 2]; days * stages];
        let mut tally = Self { stages, horizon, first, closed: none.clone(), expected: none };
        let mut mornings = Mornings::default();
        for (at, one) in portfolio.curves().enumerate() {
            let follows = |stay: &&Stay| portfolio.part_of(stay.position) == at;
            let stays: Vec<&Stay> = passages.stays.iter().filter(follows).collect();
            let parts = tally.parts(&one.curve);
            for cohort in cohorts(&stays) {
                tally.count(&cohort, &parts, &mut mornings);
            }
        }
        tally.bend(&portfolio.calendar);
        tally
    }

    /// Of a deal that is open for so many days, what a stage has of its next day's hazards for each
    /// morning in the stage; the last day is the oldest with hazards of its own.
    fn parts(&self, curve: &Measured) -> Vec<[f64; 2]> {
        let part = |age: usize| curve.hazards(age).map(|hazard| hazard / self.days(age as i32));
        (0..curve.longest()).map(part).collect()
    }

    /// Adds stays of deals of one day of creation.
    fn count(&mut self, cohort: &[&Stay], parts: &[[f64; 2]], mornings: &mut Mornings) {
        let created = cohort[0].created;
        let start = cohort.iter().map(|stay| stay.from).min().unwrap_or(created);
        let end = cohort.iter().map(|stay| stay.last).max().unwrap_or(start);
        let end = end.min(created.saturating_add(parts.len() as i32 - 1));
        if end < start {
            return;
        }
        mornings.clear(start, end, self.stages);
        for stay in cohort {
            mornings.add(stay, self.horizon);
            if let Some(won) = stay.won.filter(|_| stay.last <= end) {
                let share = f64::from(within(stay, self.horizon, stay.last));
                let place = self.place(stay.last, usize::from(stay.stage));
                self.closed[place][usize::from(!won)] += share / self.days(stay.last - created);
            }
        }
        let from = self.place(start, 0);
        let ages = parts[(start - created) as usize..].iter();
        let days = self.expected[from..].chunks_mut(self.stages).zip(ages);
        mornings.each_day(days, |stages, part, counts| {
            for (sum, count) in stages.iter_mut().zip(counts).filter(|(_, count)| **count > 0) {
                let count = f64::from(*count);
                *sum = [sum[0] + count * part[0], sum[1] + count * part[1]];
            }
        });
    }

    /// Days since creation of which a stage has its part.
    fn days(&self, since_created: i32) -> f64 {
        f64::from(since_created.clamp(1, self.horizon))
    }

    fn place(&self, day: i32, stage: usize) -> usize {
        (day - self.first) as usize * self.stages + stage
    }

    /// Expects more on some days than on others.
    fn bend(&mut self, calendar: &Calendar) {
        if !calendar.is_on() || self.stages == 0 {
            return;
        }
        let first = self.first;
        for (day, stages) in (first..).zip(self.expected.chunks_mut(self.stages)) {
            let day = NaiveDate::from_num_days_from_ce_opt(day).unwrap_or_default();
            let factors = calendar.factors(day);
            for (sum, factor) in stages.iter_mut().flat_map(|sums| sums.iter_mut().zip(factors)) {
                *sum *= factor;
            }
        }
    }

    /// Closings and expectations of each stage.
    pub fn groups(&self, cause: usize) -> Vec<Group> {
        let mut groups = vec![Group { multiplier: 1.0, ..Group::default() }; self.stages];
        for (stage, closed, expected) in self.all(cause) {
            groups[stage].closed += closed;
            groups[stage].expected += expected;
        }
        groups
    }

    /// Each stage on each day, with what closed and what was expected, scaled to `closed` in all.
    pub fn cells(&self, cause: usize, closed: f64) -> impl Iterator<Item = (usize, f64, f64)> {
        let expected: f64 = self.all(cause).map(|cell| cell.2).sum();
        let scale = closed / expected;
        self.all(cause).map(move |(stage, closed, expected)| (stage, closed, expected * scale))
    }

    fn all(&self, cause: usize) -> impl Iterator<Item = (usize, f64, f64)> {
        let cells = self.closed.iter().zip(&self.expected).enumerate();
        cells.map(move |(at, (o, e))| (at % self.stages, o[cause], e[cause]))
    }
}

/// How many of the `horizon` mornings up to that of a day a deal was in the stage.
fn within(stay: &Stay, horizon: i32, day: i32) -> i32 {
    (stay.to.min(day) - stay.from.max(day - horizon + 1) + 1).max(0)
}

/// Stays by the day on which their deals were created. Days are few: they are sorted by counting.
fn cohorts<'a>(stays: &[&'a Stay]) -> Vec<Vec<&'a Stay>> {
    let first = stays.iter().map(|stay| stay.created).min().unwrap_or(0);
    let last = stays.iter().map(|stay| stay.created).max().unwrap_or(first);
    let mut cohorts = vec![Vec::new(); (last - first) as usize + 1];
    for stay in stays.iter().copied() {
        cohorts[(stay.created - first) as usize].push(stay);
    }
    cohorts.retain(|cohort| !cohort.is_empty());
    cohorts
}

/// For each day and stage the sum of [`within`] over deals, by its changes of slope.
#[derive(Default)]
struct Mornings {
    start: i32,
    stages: usize,
    /// By how much more each sum rises from a day to the next, and what leaves it at once.
    turns: Vec<[i32; 2]>,
}

impl Mornings {
    fn clear(&mut self, start: i32, end: i32, stages: usize) {
        (self.start, self.stages) = (start, stages);
        self.turns.clear();
        self.turns.resize((end - start + 1) as usize * stages, [0; 2]);
    }

    fn add(&mut self, stay: &Stay, horizon: i32) {
        let turns = [(stay.from, 1), (stay.to + 1, -1), (stay.from + horizon, -1)];
        let turns = turns.into_iter().chain([(stay.to + 1 + horizon, 1)]);
        let mut slope = 0;
        for (day, change) in turns.filter(|(day, _)| *day <= stay.last) {
            slope += change;
            self.put(day, stay.stage, [change, 0]);
        }
        // After the last day the deal is not at risk.
        self.put(stay.last + 1, stay.stage, [-slope, -within(stay, horizon, stay.last)]);
    }

    fn put(&mut self, day: i32, stage: u16, [slope, jump]: [i32; 2]) {
        let at = (day - self.start) as usize * self.stages + usize::from(stage);
        if let Some(turn) = self.turns.get_mut(at) {
            *turn = [turn[0] + slope, turn[1] + jump];
        }
    }

    /// Gives the sums of each day to what there is for it.
    fn each_day<A, B>(
        &self,
        days: impl Iterator<Item = (A, B)>,
        mut give: impl FnMut(A, B, &[i32]),
    ) {
        let (mut slopes, mut sums) = (vec![0; self.stages], vec![0; self.stages]);
        for (turns, (a, b)) in self.turns.chunks(self.stages).zip(days) {
            for ((slope, sum), [turn, jump]) in slopes.iter_mut().zip(&mut sums).zip(turns) {
                *slope += turn;
                *sum += *slope + jump;
            }
            give(a, b, &sums);
        }
    }
}
