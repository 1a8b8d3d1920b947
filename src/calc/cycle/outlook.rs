//! The days to come: how likely deals are to be won on each, by their age and by the calendar
//! (method 10.2).

use chrono::{Days, NaiveDate};

use super::calendar::Calendar;
use super::measured::Measured;

/// No day closes more than this share of the open deals, by either cause.
const MOST: f64 = 0.95;
/// Of what is won on a day, so much counts against what may be lost on it.
const OF_WON: f64 = 0.99;

/// The win curve from a day on.
///
/// Where the calendar matters, a deal open at age `a` is followed day by day. With the hazards of its
/// age times the multipliers of the day, `w = min(lambda_w m_w, 0.95)`,
/// `l = min(lambda_l m_l, 0.95 - 0.99 w)` and `S <- S (1 - w - l)`, it is won on that day with the
/// chance `S w`. A window is the sum of its days, and what is left open after the last counts by its
/// age alone. Otherwise it is the curve itself.
#[derive(Clone, Debug)]
pub struct Outlook<'a> {
    curve: &'a Measured,
    /// Days that have hazards of their own.
    days: usize,
    /// What the hazards of each day to come are multiplied with; `None`: nothing.
    factors: Option<Vec<[f64; 2]>>,
}

impl<'a> Outlook<'a> {
    /// For `days` from `today` on; days beyond are as any other.
    pub fn new(curve: &'a Measured, calendar: &Calendar, today: NaiveDate, days: usize) -> Self {
        // No deal closes on a day of its own at ages above the longest.
        let days = days.min(curve.longest());
        let day = |ahead| today.checked_add_days(Days::new(ahead));
        let factors = || (0..days as u64).map_while(day).map(|day| calendar.factors(day)).collect();
        Self { curve, days, factors: calendar.is_on().then(factors) }
    }

    /// The same days with hazards that are multiplied once more, won and lost.
    #[must_use]
    pub(in crate::calc) fn bent(&self, by: [f64; 2]) -> Self {
        let factors = self.factors.clone().unwrap_or_else(|| vec![[1.0; 2]; self.days]);
        let factors = factors.into_iter().map(|[won, lost]| [won * by[0], lost * by[1]]).collect();
        Self { factors: Some(factors), ..*self }
    }

    /// Chances of deals open at age 0, 1, ..., the longest to be ever won, with hazards that are
    /// multiplied so and without a calendar.
    pub(in crate::calc) fn later(&self, by: [f64; 2]) -> Vec<f64> {
        let longest = self.curve.longest();
        let mut later = vec![times(self.curve.hazards(longest), by)[0]; longest + 1];
        for age in (0..longest).rev() {
            let [won, lost] = times(self.curve.hazards(age), by);
            later[age] = won + (1.0 - won - lost).max(0.0) * later[age + 1];
        }
        later
    }

    /// Wins of a deal open at `age` by each of the ascending `ends` in days from now, and how it
    /// stands then, followed day by day.
    pub(in crate::calc) fn followed(&self, age: u32, ends: &[f64]) -> (Vec<f64>, Followed) {
        let mut deal = Followed { age: age as usize, day: 0, open: 1.0, won: 0.0 };
        let by = ends.iter().map(|end| deal.won_by(self, whole(*end))).collect();
        (by, deal)
    }

    /// The curve by age alone.
    pub fn curve(&self) -> &'a Measured {
        self.curve
    }

    /// Whether the calendar matters.
    pub fn is_dated(&self) -> bool {
        self.factors.is_some()
    }

    /// Chance that a deal open at `age` is won within each of the ascending `ends` in days from now,
    /// and that it is ever won.
    pub fn chances(&self, age: u32, ends: &[f64]) -> (Vec<f64>, f64) {
        let days = f64::from(age);
        if !self.is_dated() {
            let by = ends.iter().map(|end| self.curve.chance(days, *end)).collect();
            return (by, self.curve.chance_ever(days));
        }
        if self.curve.is_over(days) {
            return (vec![0.0; ends.len()], 0.0);
        }
        let (by, deal) = self.followed(age, ends);
        let later = self.curve.chance_ever(deal.age as f64);
        (by, (deal.won + deal.open * later).min(1.0))
    }

    /// Wins by each of the ascending `ends` in days from now, of `created(s)` deals that are created
    /// on the `s`-th day from today, 0 being today: half of them in the morning, half in the evening.
    pub fn arrivals(&self, created: impl Fn(u32) -> f64, ends: &[f64]) -> Vec<f64> {
        let last = ends.iter().map(|end| whole(*end)).max().unwrap_or(0);
        let mut on_day = vec![0.0; last];
        let mut evening = 0.0;
        for start in 0..last {
            let today = 0.5 * created(start as u32);
            let mut deal = Followed { age: 0, day: start, open: evening + today, won: 0.0 };
            evening = today;
            for won in &mut on_day[start..] {
                *won += deal.step(self);
            }
        }
        ends.iter().map(|end| on_day[..whole(*end)].iter().sum()).collect()
    }

    fn hazards(&self, age: usize, day: usize) -> [f64; 2] {
        let hazards = if age < self.curve.longest() { self.curve.hazards(age) } else { [0.0; 2] };
        let factors = self.factors.as_ref().and_then(|factors| factors.get(day));
        factors.map_or(hazards, |factors| times(hazards, *factors))
    }
}

/// The hazards of a day, multiplied.
fn times(hazards: [f64; 2], factors: [f64; 2]) -> [f64; 2] {
    let won = (hazards[0] * factors[0]).min(MOST);
    [won, (hazards[1] * factors[1]).min(MOST - OF_WON * won)]
}

/// Deals of one age on their way through the days.
pub(in crate::calc) struct Followed {
    /// In days; at most the longest that has hazards of its own.
    pub age: usize,
    /// Days from today.
    day: usize,
    /// Share that is still open.
    pub open: f64,
    won: f64,
}

impl Followed {
    /// Goes on by a day; what is won on it.
    fn step(&mut self, outlook: &Outlook) -> f64 {
        let [won, lost] = outlook.hazards(self.age, self.day);
        let on_day = self.open * won;
        self.open *= (1.0 - won - lost).max(0.0);
        self.won += on_day;
        self.age += 1;
        self.day += 1;
        on_day
    }

    /// What is won by the end of a day. After the longest age nothing closes on a day of its own.
    fn won_by(&mut self, outlook: &Outlook, day: usize) -> f64 {
        while self.day < day && self.age < outlook.curve.longest() {
            self.step(outlook);
        }
        self.won
    }
}

/// Whole days, none below 0.
fn whole(days: f64) -> usize {
    days.max(0.0) as usize
}

#[cfg(test)]
mod tests;
