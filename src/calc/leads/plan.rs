//! An even flow of leads, and what it brings week by week.

use chrono::{Days, NaiveDate};

use super::funnel::STEPS;
use super::source::Stream;

/// To turn days into weeks.
pub const DAYS_PER_WEEK: f64 = 7.0;

/// An even flow of leads.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Flow {
    /// Last day on which leads come in.
    pub until: NaiveDate,
    /// Leads a week.
    pub weekly: f64,
    /// Leads in all.
    pub leads: f64,
}

impl Flow {
    /// A share of it.
    #[must_use]
    pub fn part(&self, share: f64) -> Self {
        Self { weekly: self.weekly * share, leads: self.leads * share, ..*self }
    }
}

/// Seven days from today, or what is left of them at the end.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Week {
    /// First day.
    pub start: NaiveDate,
    /// Last day.
    pub end: NaiveDate,
    /// Leads that have to come in.
    pub leads: f64,
    /// MQLs, SQLs and opportunities that come of this plan's leads so far, in this week.
    pub reached: [f64; STEPS - 1],
    /// Wins in this week that count for the period.
    pub wins: f64,
    /// Whether a lead of this week is as likely won in time as late, if it is won at all.
    pub useful: bool,
}

/// The days of a plan.
#[derive(Clone, Copy, Debug)]
pub struct Span {
    /// Today.
    pub today: NaiveDate,
    /// Days from today to the first that counts.
    pub before: usize,
    /// Days from today to the last that counts, both included.
    pub days: usize,
}

impl Span {
    /// The day so many days after today.
    pub fn day(&self, after: usize) -> NaiveDate {
        self.today.checked_add_days(Days::new(after as u64)).unwrap_or(self.today)
    }

    /// Expected wins in the period if one lead comes in on each of the first `until` days: each day
    /// `t` brings `C(t) - C(t - until)` of them, C being the share won so many days on.
    pub fn wins_of_one_a_day(&self, streams: &[Stream], until: usize) -> f64 {
        let one = |stream: &Stream| {
            let won = &stream.funnel.reached[STEPS - 1];
            let sum =
                |range: std::ops::Range<usize>| won.get(range).map_or(0.0, |c| c.iter().sum());
            let all: f64 = sum(self.before..self.days);
            let late = self.before.saturating_sub(until)..self.days.saturating_sub(until);
            let late: f64 = sum(late);
            stream.share * (all - late)
        };
        streams.iter().map(one).sum()
    }

    /// The even flow on the first `until` days that brings `wins` in the period on average;
    /// `None` when no number does.
    pub fn flow(&self, streams: &[Stream], wins: f64, until: usize) -> Option<Flow> {
        let daily = wins / self.wins_of_one_a_day(streams, until).max(0.0);
        let until_day = self.day(until.checked_sub(1)?);
        let flow =
            Flow { until: until_day, weekly: daily * DAYS_PER_WEEK, leads: daily * until as f64 };
        (daily.is_finite() && flow.leads.is_finite()).then_some(flow)
    }

    /// What `flow`, until the last day, brings week by week; leads are useful for the first
    /// `useful` days.
    pub fn weeks(&self, streams: &[Stream], flow: &Flow, useful: usize) -> Vec<Week> {
        let daily = flow.weekly / DAYS_PER_WEEK;
        // With one lead a day, so many a day get through a step so many days on.
        let reached = |step: usize, from: usize, to: usize| -> f64 {
            let of = |stream: &Stream| {
                let share = stream.funnel.reached[step].get(from..to.max(from));
                stream.share * share.map_or(0.0, |c| c.iter().sum::<f64>())
            };
            // An empty sum is -0.
            0.0 + daily * streams.iter().map(of).sum::<f64>()
        };
        (0..self.days)
            .step_by(7)
            .map(|from| {
                let to = (from + 7).min(self.days);
                Week {
                    start: self.day(from),
                    end: self.day(to - 1),
                    leads: daily * (to - from) as f64,
                    reached: std::array::from_fn(|step| reached(step, from, to)),
                    wins: reached(STEPS - 1, from.max(self.before), to),
                    useful: from < useful,
                }
            })
            .collect()
    }
}
