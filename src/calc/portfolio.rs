//! The deals of a list with the win curve that follows from them: what calculators of single deals
//! start from.

use std::cell::OnceCell;
use std::rc::Rc;

use chrono::NaiveDate;

use super::cycle::Curve;
use super::cycle::calendar::Calendar;
use super::cycle::history::{Cut, History, Life, Rejected};
use super::cycle::measured::{Measured, PSEUDO_DEALS};
use super::cycle::outlook::Outlook;
use super::deals::Deal;
use super::separate::{LEAST_WINS, Parts, SeparateBy, Values};
use super::stages::{Passages, Stages};
use super::units::Percent;

/// The usual correlation between deals (method 3),
const CORRELATION: Percent = Percent(3.0);
/// and where the calendar matters (method 10.2).
pub const DATED_CORRELATION: Percent = Percent(2.0);
/// A deal that is not won within so many sales cycles from now is late (method 10.1).
const CYCLES: f64 = 2.0;

/// The deals of a list with their win curve.
#[derive(Clone, Debug, PartialEq)]
pub struct Portfolio {
    /// The deals that can be used.
    pub history: History,
    /// What the curve is shrunk to.
    pub default: DefaultCurve,
    /// How deals are won and lost as they age.
    pub curve: Measured,
    /// On which days they are more often won and lost than their age says.
    pub calendar: Calendar,
    /// What the stage of a deal adds to its age, for single deals: see [`Self::with_stages`].
    pub stages: Stages,
    /// Parts that follow curves of their own, where that was asked for: see [`Self::separated`].
    pub parts: Option<Parts>,
    /// Fields by which it could be: see [`Self::with_fields`].
    pub fields: Vec<Rc<Values>>,
    /// See [`Self::late_chances`].
    late_chances: OnceCell<Vec<f64>>,
}

/// The default curve of a list and where its two figures come from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DefaultCurve {
    /// Win rate by count, in [0, 1].
    pub win_rate: f64,
    /// Average age of a deal on the day it is won, 1 on the day of its creation.
    pub cycle: f64,
    /// Deals won and closed behind both; `None`: given.
    pub own: Option<(usize, usize)>,
}

/// What is known about win rate and sales cycle without the list, for where it has no wins.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Given {
    /// Win rate by count, in [0, 1].
    pub win_rate: f64,
    /// Sales cycle in days, positive.
    pub cycle: f64,
}

impl Portfolio {
    /// The deals as known at the start of `today`. `None` when none of them was won and nothing
    /// was given: there is no telling how deals are won.
    pub fn new(deals: &[Deal], today: NaiveDate, cut: Cut, given: Option<Given>) -> Option<Self> {
        let history = History::new(deals, today);
        let default = DefaultCurve::of(&history, given)?;
        let history = history.find_cut(cut, &default.curve());
        Some(Self::with(history, default))
    }

    /// The same deals as they looked at the start of an earlier day, with the curve of what was
    /// known then.
    pub fn as_of(&self, day: NaiveDate, given: Option<Given>) -> Option<Self> {
        let history = self.history.as_of(day);
        let default = DefaultCurve::of(&history, given)?;
        let fields = self.fields.clone();
        let then = Self { fields, ..Self::with(history, default) };
        let values = self.parts.as_ref().map(Parts::values);
        Some(then.separated(values))
    }

    fn with(history: History, default: DefaultCurve) -> Self {
        let curve = Measured::new(&history, &default.curve());
        let calendar = Calendar::new(&history, &curve);
        Self::of(history, default, curve, calendar)
    }

    fn of(history: History, default: DefaultCurve, curve: Measured, calendar: Calendar) -> Self {
        let (stages, late_chances) = (Stages::default(), OnceCell::new());
        let (parts, fields) = (None, Vec::new());
        Self { history, default, curve, calendar, stages, parts, fields, late_chances }
    }

    /// Some of its deals with a curve of their own, shrunk to the default curve of their own win
    /// rate and cycle. Deals of all parts close on the same days of the calendar.
    pub(super) fn part(&self, lives: Vec<Life>) -> Self {
        let History { today, cut, .. } = self.history;
        let history = History { today, lives, rejected: Rejected::default(), cut };
        let default = DefaultCurve::of_part(&history, &self.default);
        let curve = Measured::new(&history, &default.curve());
        Self::of(history, default, curve, self.calendar.clone())
    }

    /// The same with the fields by which its curves could be separated; `deals` is its list.
    #[must_use]
    pub fn with_fields(self, deals: &[Deal]) -> Self {
        let values = SeparateBy::ALL.map(|by| Rc::new(Values::new(by, deals)));
        let fields = values.into_iter().filter(|values| values.is_useful(&self.history)).collect();
        Self { fields, ..self }
    }

    /// What a field says of the deals, where curves could be separated by it.
    pub fn field(&self, by: SeparateBy) -> Option<&Rc<Values>> {
        self.fields.iter().find(|values| values.by == by)
    }

    /// The same with separate curves by a field, or with one for all.
    #[must_use]
    pub fn separated(self, values: Option<&Rc<Values>>) -> Self {
        let parts = values.map(|values| Parts::new(&self, values));
        Self { parts, ..self }
    }

    /// The part of the deal at a place in the list; 0 where all follow the curve of the whole list.
    pub fn part_of(&self, position: usize) -> usize {
        self.parts.as_ref().map_or(0, |parts| parts.of(position))
    }

    /// The whole list, and then each part with a curve of its own.
    pub fn curves(&self) -> impl Iterator<Item = &Self> {
        let parts = self.parts.iter().flat_map(Parts::all).map(|part| &part.portfolio);
        std::iter::once(self).chain(parts)
    }

    /// The same with what is known of the stages of its deals, over a sales cycle ahead. No total
    /// changes by it.
    #[must_use]
    pub fn with_stages(self, passages: &Passages) -> Self {
        let horizon = self.default.cycle.round() as u32;
        let stages = Stages::new(&self, passages, horizon);
        Self { stages, ..self }
    }

    /// The curve with the calendar of so many days from today on.
    pub fn outlook(&self, days: f64) -> Outlook<'_> {
        Outlook::new(&self.curve, &self.calendar, self.history.today, days.max(0.0) as usize)
    }

    /// The same of each of [`Self::curves`].
    pub fn outlooks(&self, days: f64) -> Vec<Outlook<'_>> {
        self.curves().map(|one| one.outlook(days)).collect()
    }

    /// Value of the deals created in the last `days`, by the curve that they follow.
    pub fn created(&self, days: i32) -> Vec<f64> {
        let mut values = vec![0.0; self.curves().count()];
        let since = self.history.day() - days;
        for life in self.history.lives.iter().filter(|life| life.created >= since) {
            values[self.part_of(life.position)] += life.value;
        }
        values
    }

    /// How much deals are usually won and lost together: where the calendar explains a part of it,
    /// less is left.
    pub fn usual_correlation(&self) -> Percent {
        if self.calendar.is_on() { DATED_CORRELATION } else { CORRELATION }
    }

    /// A bound that the chance to be won within the next two sales cycles stays below with a
    /// confidence of 80 %, at each whole age at which a deal was seen. Worked out once.
    pub fn late_chances(&self) -> &[f64] {
        let days = (CYCLES * self.default.cycle).round() as usize;
        self.late_chances.get_or_init(|| self.curve.chance_uppers(days))
    }

    /// Age of a deal in days at the start of today.
    pub fn age(&self, life: &Life) -> u32 {
        life.age(self.history.day())
    }
}

impl DefaultCurve {
    /// From the list's own deals when any was won, else as given.
    fn of(history: &History, given: Option<Given>) -> Option<Self> {
        let closed = history.closed().count();
        let ages: Vec<f64> = history.won().map(|(l, end)| f64::from(l.end_age(end))).collect();
        if ages.is_empty() {
            return given
                .filter(|given| given.cycle > 0.0 && (0.0..=1.0).contains(&given.win_rate))
                .map(|given| Self { win_rate: given.win_rate, cycle: given.cycle, own: None });
        }
        let won = ages.len() as f64;
        Some(Self {
            win_rate: won / closed as f64,
            cycle: ages.iter().sum::<f64>() / won,
            own: Some((ages.len(), closed)),
        })
    }

    /// That of a part of a list: its own; with fewer than 30 wins, as if ten more of its deals were
    /// closed with the win rate of the whole list, and ten more won with its cycle.
    fn of_part(history: &History, whole: &Self) -> Self {
        let (wins, closed) = (history.won().count(), history.closed().count());
        let lean = if wins < LEAST_WINS { PSEUDO_DEALS } else { 0.0 };
        let ages: f64 = history.won().map(|(l, end)| f64::from(l.end_age(end))).sum();
        Self {
            win_rate: (wins as f64 + lean * whole.win_rate) / (closed as f64 + lean),
            cycle: (ages + lean * whole.cycle) / (wins as f64 + lean),
            own: Some((wins, closed)),
        }
    }

    /// The curve itself.
    pub fn curve(&self) -> Curve {
        Curve::new(self.win_rate, self.cycle)
    }
}
