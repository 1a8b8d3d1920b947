//! What a list tells about when deals were created, won and lost.

use chrono::{Datelike, NaiveDate};

use super::Curve;
use super::measured::Measured;
use crate::calc::deals::{Deal, Outcome};
use crate::calc::units::Percent;

/// A larger value cannot be summed up to the cent with others.
const MOST_VALUE: f64 = 1e13;
/// A list is taken to be cut when a full one would look like it with less than this chance.
const CUT_LEVEL: f64 = 0.01;

/// The deals of a list that can be calculated with, as they stand at the start of a day.
#[derive(Clone, Debug, PartialEq)]
pub struct History {
    /// The day; everything dated before it is history.
    pub today: NaiveDate,
    /// The deals, in the order of the list.
    pub lives: Vec<Life>,
    /// How many could not be used, and why.
    pub rejected: Rejected,
    /// First closing day of a list that shows only deals closed since then.
    pub cut: Option<NaiveDate>,
}

/// One deal. Days count from 1 January of year 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Life {
    /// Its place in the list.
    pub position: usize,
    /// Day of creation, not after today.
    pub created: i32,
    /// How it ended; `None` while it is open.
    pub end: Option<End>,
    /// What it brings when won; finite, not negative.
    pub value: f64,
    /// Day on which it is expected to close.
    pub expected_close: Option<i32>,
    /// Day of the last activity.
    pub last_activity: Option<i32>,
    /// Chance to be ever won by the seller's or the CRM's estimate, in [0, 1].
    pub probability: Option<f64>,
}

/// How a deal ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct End {
    /// The day, neither before its creation nor after today.
    pub day: i32,
    /// Won, or else lost.
    pub won: bool,
}

/// Deals of a list that cannot be used, by the first reason that applies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rejected {
    /// Closed before they were created.
    pub closed_before_created: usize,
    /// Created after today.
    pub created_later: usize,
    /// Closed after today.
    pub closed_later: usize,
    /// Of a negative, boundless or missing value.
    pub unusable_value: usize,
}

/// Which closed deals a list shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Cut {
    /// To be found out from the list.
    #[default]
    Unknown,
    /// All of them.
    Full,
    /// Only those closed on this day or later.
    Since(NaiveDate),
}

/// A deal seen while it was at risk to close: from an age on, up to an age.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Observation {
    /// Seen only after this age in days (delayed entry).
    pub entry: u32,
    /// The age at which it closed, or which it has reached.
    pub exit: u32,
    /// Won or lost at `exit`; `None`: still open then (censored).
    pub won: Option<bool>,
}

impl Rejected {
    /// All of them.
    pub fn total(&self) -> usize {
        self.closed_before_created + self.created_later + self.closed_later + self.unusable_value
    }
}

impl History {
    /// The deals as known at the start of `today`. Whether the list is cut remains to be said:
    /// [`Self::find_cut`].
    pub fn new(deals: &[Deal], today: NaiveDate) -> Self {
        let mut rejected = Rejected::default();
        let mut lives = Vec::with_capacity(deals.len());
        for (position, deal) in deals.iter().enumerate() {
            match life(position, deal, today.num_days_from_ce()) {
                Ok(life) => lives.push(life),
                Err(count) => *count(&mut rejected) += 1,
            }
        }
        Self { today, lives, rejected, cut: None }
    }

    /// The day as a number.
    pub fn day(&self) -> i32 {
        self.today.num_days_from_ce()
    }

    /// The deals neither won nor lost.
    pub fn open(&self) -> impl Iterator<Item = &Life> {
        self.lives.iter().filter(|life| life.end.is_none())
    }

    /// The deals that are closed, today's included.
    pub fn closed(&self) -> impl Iterator<Item = (&Life, End)> {
        self.lives.iter().filter_map(|life| life.end.map(|end| (life, end)))
    }

    /// The deals that are won, today's included.
    pub fn won(&self) -> impl Iterator<Item = (&Life, End)> {
        self.closed().filter(|(_, end)| end.won)
    }

    /// What was seen of each deal before today. Today is not over: one closed today was open so far,
    /// as all others were, lest its closing counts without the day on which they did not close.
    pub fn observations(&self) -> impl Iterator<Item = Observation> + '_ {
        self.exposures().map(|(_, seen)| seen)
    }

    /// The same, each with the day of creation.
    pub(super) fn exposures(&self) -> impl Iterator<Item = (i32, Observation)> + '_ {
        let since = self.cut.map(|day| day.num_days_from_ce());
        let today = self.day();
        self.lives.iter().filter_map(move |life| Some((life.created, life.observed(since, today)?)))
    }

    /// The same list as it looked at the start of an earlier day.
    #[must_use]
    pub fn as_of(&self, day: NaiveDate) -> Self {
        let start = day.num_days_from_ce();
        let known = self.lives.iter().filter(|life| life.created < start);
        let lives = known
            .map(|life| Life { end: life.end.filter(|end| end.day < start), ..*life })
            .collect();
        Self { today: day, lives, rejected: Rejected::default(), cut: self.cut }
    }

    /// Sets the first closing day of a cut list, as told or found out.
    ///
    /// Until the first closing nothing closed. In a full list that has, over all deals created
    /// before it, the chance `prod S(age then)`; where that is below 1 %, earlier closings are
    /// taken to be missing. The curve is measured with delayed entry, which is right either way.
    #[must_use]
    pub fn find_cut(mut self, cut: Cut, default: &Curve) -> Self {
        self.cut = match cut {
            Cut::Full => None,
            Cut::Since(day) => Some(day),
            Cut::Unknown => self.detected(default),
        };
        self
    }

    fn detected(&self, default: &Curve) -> Option<NaiveDate> {
        let first = self.closed().map(|(_, end)| end.day).min()?;
        let day = NaiveDate::from_num_days_from_ce_opt(first)?;
        let cut = Self { cut: Some(day), ..self.clone() };
        let curve = Measured::new(&cut, default);
        let ages = self.lives.iter().map(|life| first - life.created).filter(|age| *age > 0);
        let log_chance: f64 =
            ages.map(|age| curve.open(f64::from(age)).max(f64::MIN_POSITIVE).ln()).sum();
        (log_chance < CUT_LEVEL.ln()).then_some(day)
    }
}

impl Life {
    /// Days from its creation to the start of `day`.
    pub fn age(&self, day: i32) -> u32 {
        day.abs_diff(self.created)
    }

    /// The age at which it ended: 1 on the day of its creation.
    pub fn end_age(&self, end: End) -> u32 {
        end.day.abs_diff(self.created) + 1
    }

    fn observed(&self, since: Option<i32>, today: i32) -> Option<Observation> {
        let entry = since.map_or(0, |since| (since - self.created).max(0) as u32);
        let ended = self.end.filter(|end| end.day < today);
        let exit = ended.map_or_else(|| self.age(today), |end| self.end_age(end));
        (exit > entry).then_some(Observation { entry, exit, won: ended.map(|end| end.won) })
    }
}

type Count = fn(&mut Rejected) -> &mut usize;

fn life(position: usize, deal: &Deal, today: i32) -> Result<Life, Count> {
    let created = deal.created.num_days_from_ce();
    let end = match deal.outcome {
        Outcome::Open => None,
        Outcome::Won(day) => Some(End { day: day.num_days_from_ce(), won: true }),
        Outcome::Lost(day) => Some(End { day: day.num_days_from_ce(), won: false }),
    };
    if end.is_some_and(|end| end.day < created) {
        return Err(|rejected| &mut rejected.closed_before_created);
    }
    if created > today {
        return Err(|rejected| &mut rejected.created_later);
    }
    if end.is_some_and(|end| end.day > today) {
        return Err(|rejected| &mut rejected.closed_later);
    }
    if !(0.0..=MOST_VALUE).contains(&deal.value.0) {
        return Err(|rejected| &mut rejected.unusable_value);
    }
    let day = |date: Option<NaiveDate>| date.map(|date| date.num_days_from_ce());
    let probability = deal.probability.map(Percent::fraction);
    Ok(Life {
        position,
        created,
        end,
        value: deal.value.0,
        expected_close: day(deal.expected_close),
        last_activity: day(deal.last_activity),
        probability: probability.filter(|chance| (0.0..=1.0).contains(chance)),
    })
}
