//! What closed on each day of the past, and what was to be expected by the ages of the open deals.

use chrono::NaiveDate;

use super::Dimension;
use crate::calc::cycle::history::{History, Observation};
use crate::calc::cycle::measured::Measured;

/// Each day from the first possible closing to yesterday.
pub(super) struct Tally {
    /// Deals won and lost on it.
    pub closed: Vec<[f64; 2]>,
    /// How many of the deals open on it the curve expects to close.
    pub expected: Vec<[f64; 2]>,
    /// Its group in each of [`Dimension::ALL`].
    pub groups: Vec<[u8; 3]>,
}

impl Tally {
    pub fn new(history: &History, curve: &Measured) -> Self {
        let longest = curve.longest() as u32;
        let mut seen: Vec<(i32, Observation)> =
            history.exposures().filter(|(_, seen)| seen.entry < longest).collect();
        let first = seen.iter().map(|(created, seen)| created + seen.entry as i32).min();
        let first = first.unwrap_or(history.day());
        let days = (history.day() - first).max(0) as usize;
        let mut tally = Self {
            closed: vec![[0.0; 2]; days],
            expected: vec![[0.0; 2]; days],
            groups: (0..days).map(|day| groups(first + day as i32)).collect(),
        };
        seen.sort_unstable_by_key(|(created, _)| *created);
        for cohort in seen.chunk_by(|a, b| a.0 == b.0) {
            // The day of age x is the x-th from the creation on.
            tally.count(cohort, i64::from(cohort[0].0 - first), curve);
        }
        tally
    }

    /// Adds deals of one day of creation, `start` days after the first day; many a day has several,
    /// and their ages are gone through once.
    fn count(&mut self, cohort: &[(i32, Observation)], start: i64, curve: &Measured) {
        let longest = curve.longest();
        let exit = |seen: &Observation| (seen.exit as usize).min(longest);
        let oldest = cohort.iter().map(|(_, seen)| exit(seen)).max().unwrap_or(0);
        let youngest = cohort.iter().map(|(_, seen)| seen.entry as usize).min().unwrap_or(0);
        let mut changes = vec![0_i32; oldest - youngest + 1];
        for (_, seen) in cohort {
            changes[seen.entry as usize - youngest] += 1;
            changes[exit(seen) - youngest] -= 1;
            if let Some(won) = seen.won.filter(|_| seen.exit as usize <= longest) {
                let day = (start + i64::from(seen.exit) - 1) as usize;
                self.closed[day][usize::from(!won)] += 1.0;
            }
        }
        let mut at_risk = 0;
        for (age, change) in (youngest..oldest).zip(changes) {
            at_risk += change;
            let hazards = curve.hazards(age);
            let day = &mut self.expected[(start + age as i64) as usize];
            for (sum, hazard) in day.iter_mut().zip(hazards) {
                *sum += f64::from(at_risk) * hazard;
            }
        }
    }
}

fn groups(day: i32) -> [u8; 3] {
    let day = NaiveDate::from_num_days_from_ce_opt(day).unwrap_or_default();
    Dimension::ALL.map(|dimension| dimension.group(day) as u8)
}
