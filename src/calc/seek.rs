//! Goal seek: the value of one input at which a figure reaches a target.

use chrono::{NaiveDate, TimeDelta};

use super::field::{Field, Slot, Value};
use super::units::{Days, Money, Percent};

/// How far from its present figure an input is looked for: a multiple and its inverse.
const FURTHEST: f64 = 100.0;
/// Each step away from the present figure is larger than the one before by this factor.
const GROWTH: f64 = 1.6;
/// The first step, as a share of the present figure or of the range.
const FIRST_STEP: f64 = 0.02;
/// Halvings between two neighbouring steps: to less than a billionth of them.
const HALVINGS: u32 = 40;
/// Days that a date is moved at most.
const MOST_DAYS: f64 = 1_830.0;

/// What a search found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Sought {
    /// The value at which the figure reaches the target, the nearest to the present one, and the
    /// figure there. Whole numbers and days stop at the first that is on the other side.
    Found {
        /// Of the input.
        value: Value,
        /// Of the figure.
        reached: f64,
    },
    /// No value of the input does; the nearest the figure comes, and where.
    OutOfReach {
        /// Of the input.
        value: Value,
        /// Of the figure.
        reached: f64,
    },
    /// The figure is the same whatever the input holds.
    NoEffect,
    /// The input is empty, holds no number, or the figure has no value at present.
    NotSought,
}

/// Looks for the value of `field` nearest to its present one at which `figure` reaches `target`.
/// `figure` is `None` where inputs contradict each other or have no answer: such values are passed
/// over. It need be neither monotone nor continuous: the first crossing on the way outwards counts.
/// The steps outwards grow, so that two crossings close together and far from the present value may
/// be missed.
///
/// ```
/// use enough_pipeline::calc::coverage::{FIELDS, Precision, report};
/// use enough_pipeline::calc::field::Value;
/// use enough_pipeline::calc::seek::{Sought, seek};
/// use enough_pipeline::text::example::example;
///
/// // Which win rate makes the goal 80 % likely?
/// let inputs = example("2026-10-05".parse().unwrap());
/// let win_rate = FIELDS.iter().find(|field| field.key == "win_rate").unwrap();
/// let chance = |inputs: &_| Some(report(inputs, Precision::Interactive).chance);
/// let Sought::Found { value: Value::Percent(needed), reached } =
///     seek(win_rate, &inputs, 0.8, chance)
/// else {
///     panic!("a higher win rate makes every goal likelier")
/// };
/// assert!(needed > inputs.win_rate);
/// assert!((reached - 0.8).abs() < 1e-6);
/// ```
pub fn seek<I: Copy>(
    field: &Field<I>,
    inputs: &I,
    target: f64,
    figure: impl Fn(&I) -> Option<f64>,
) -> Sought {
    let Some(axis) = Axis::of(field, inputs) else { return Sought::NotSought };
    let at = |place: f64| {
        let mut changed = *inputs;
        field.set(&mut changed, axis.value(place)).ok()?;
        figure(&changed).filter(|found| found.is_finite())
    };
    let Some(now) = at(axis.now) else { return Sought::NotSought };
    if now.total_cmp(&target).is_eq() {
        return Sought::Found { value: axis.value(axis.now), reached: now };
    }
    let search = Search { axis: &axis, at: &at, target, now };
    search.outwards()
}

/// The values that an input may take, as places on a line.
struct Axis {
    kind: fn(f64, NaiveDate) -> Value,
    /// Whether only whole places are values.
    whole: bool,
    now: f64,
    low: f64,
    high: f64,
    step: f64,
    /// Where a date stands now; places are days from it.
    day: NaiveDate,
}

impl Axis {
    fn of<I: Copy>(field: &Field<I>, inputs: &I) -> Option<Self> {
        let axis = |kind, whole, now: f64, range: (f64, f64), day| {
            let (low, high) = near(now, range);
            let step = if now > 0.0 { now * FIRST_STEP } else { (high - low) * FIRST_STEP };
            let step = if whole { step.max(1.0).round() } else { step };
            Some(Self { kind, whole, now, low, high, step, day })
        };
        let never = NaiveDate::default();
        match (&field.slot, field.get(inputs)?) {
            (Slot::Money(range, _), Value::Money(v)) => axis(
                |place, _| Value::Money(Money(place)),
                false,
                v.0,
                (*range.start(), *range.end()),
                never,
            ),
            // A share is looked for over all of its range.
            (Slot::Percent(range, _), Value::Percent(v)) => Some(Self {
                kind: |place, _| Value::Percent(Percent(place)),
                whole: false,
                now: v.0,
                low: *range.start(),
                high: *range.end(),
                step: 1.0,
                day: never,
            }),
            (Slot::Number(range, _), Value::Number(v)) => axis(
                |place, _| Value::Number(place),
                false,
                v,
                (*range.start(), *range.end()),
                never,
            ),
            (Slot::Days(range, _), Value::Days(v)) => axis(
                |place, _| Value::Days(Days(place as u32)),
                true,
                f64::from(v.0),
                (f64::from(*range.start()), f64::from(*range.end())),
                never,
            ),
            (Slot::Count(range, _), Value::Count(v)) => axis(
                |place, _| Value::Count(place as u32),
                true,
                f64::from(v),
                (f64::from(*range.start()), f64::from(*range.end())),
                never,
            ),
            (Slot::Date(_), Value::Date(day)) => Some(Self {
                kind: |place, day| Value::Date(moved(day, place)),
                whole: true,
                now: 0.0,
                low: -MOST_DAYS,
                high: MOST_DAYS,
                step: 1.0,
                day,
            }),
            _ => None,
        }
    }

    fn value(&self, place: f64) -> Value {
        (self.kind)(if self.whole { place.round() } else { place }, self.day)
    }
}

fn moved(day: NaiveDate, days: f64) -> NaiveDate {
    TimeDelta::try_days(days as i64).and_then(|by| day.checked_add_signed(by)).unwrap_or(day)
}

/// The part of a range that is within reason: what is there already shows the size of things.
fn near(now: f64, (low, high): (f64, f64)) -> (f64, f64) {
    if now > 0.0 {
        (low.max(0.0_f64.min(now / FURTHEST)), high.min((now * FURTHEST).max(low)))
    } else {
        (low, high)
    }
}

struct Search<'a, F> {
    axis: &'a Axis,
    at: &'a F,
    target: f64,
    now: f64,
}

impl<F: Fn(f64) -> Option<f64>> Search<'_, F> {
    /// Both ways at once, step by step, so that the nearest crossing is found first.
    fn outwards(&self) -> Sought {
        let axis = self.axis;
        let mut sides = [Side::new(self, -1.0), Side::new(self, 1.0)];
        let mut best = (axis.now, self.now);
        let mut moved = false;
        while sides.iter().any(|side| !side.done) {
            for side in &mut sides {
                let Some((place, figure)) = side.step(self) else { continue };
                moved |= (figure - self.now).abs() > 1e-12 * self.now.abs().max(1.0);
                if self.beyond(figure) {
                    return self.between(side.before, place);
                }
                if (figure - self.target).abs() < (best.1 - self.target).abs() {
                    best = (place, figure);
                }
                side.before = place;
            }
        }
        if moved {
            Sought::OutOfReach { value: axis.value(best.0), reached: best.1 }
        } else {
            Sought::NoEffect
        }
    }

    fn beyond(&self, figure: f64) -> bool {
        if self.now < self.target { figure >= self.target } else { figure <= self.target }
    }

    /// The crossing between two places, the second of which is beyond.
    fn between(&self, mut near: f64, mut far: f64) -> Sought {
        for _ in 0..HALVINGS {
            let middle = f64::midpoint(near, far);
            let middle = if self.axis.whole { middle.round() } else { middle };
            if middle <= near.min(far) || middle >= near.max(far) {
                break;
            }
            match (self.at)(middle) {
                Some(figure) if self.beyond(figure) => far = middle,
                _ => near = middle,
            }
        }
        let reached = (self.at)(far).unwrap_or(self.now);
        Sought::Found { value: self.axis.value(far), reached }
    }
}

/// The way from the present figure to one end of the range.
struct Side {
    direction: f64,
    step: f64,
    /// The last place with a figure.
    before: f64,
    next: f64,
    done: bool,
}

impl Side {
    fn new<F>(search: &Search<F>, direction: f64) -> Self {
        let Axis { now, step, .. } = *search.axis;
        Self { direction, step, before: now, next: now, done: false }
    }

    /// The next place that has a figure, and the figure.
    fn step<F: Fn(f64) -> Option<f64>>(&mut self, search: &Search<F>) -> Option<(f64, f64)> {
        if self.done {
            return None;
        }
        let Axis { low, high, whole, .. } = *search.axis;
        let place = (self.next + self.direction * self.step).clamp(low, high);
        let place = if whole { place.round() } else { place };
        self.done = place <= low || place >= high;
        self.next = place;
        self.step *= GROWTH;
        Some((place, (search.at)(place)?))
    }
}

#[cfg(test)]
mod tests;
