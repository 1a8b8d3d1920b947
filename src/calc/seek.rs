//! Goal seek: the value of one input at which a figure reaches a target.

mod axis;
pub mod forecast;
pub mod leads;
pub mod sweep;

use self::axis::{Axis, Side};
use super::field::{Field, Value};
use super::units::{Money, Percent};

/// What a search found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Sought {
    /// The value at which the figure reaches the target, the nearest to the present one, and the
    /// figure there. It is as coarse as people type it: the first such value on the other side.
    Found {
        /// Of the input.
        value: Value,
        /// Of the figure.
        reached: Value,
    },
    /// No value of the input does; the nearest the figure comes, and where.
    OutOfReach {
        /// Of the input.
        value: Value,
        /// Of the figure.
        reached: Value,
        /// The least and the most that the input was looked for at.
        within: [Value; 2],
    },
    /// The figure is the same whatever the input holds.
    NoEffect,
    /// The input is empty, holds no number, or the figure has no value at present.
    NotSought,
}

/// A search in the making: what it wants to know is asked of it and told to it, one trial after the
/// other, so that a page can draw between them. It ends after some hundred trials.
#[derive(Clone)]
pub struct Search<I: 'static> {
    field: &'static Field<I>,
    inputs: I,
    axis: Axis,
    target: f64,
    /// The figure at present, with its unit.
    now: Value,
    /// The place that is tried.
    place: f64,
    /// Every place with a figure.
    known: Vec<(f64, f64)>,
    /// That of which the figure comes nearest.
    best: (f64, f64),
    stage: Stage,
}

impl<I> std::fmt::Debug for Search<I> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Search").field("stage", &self.stage).finish_non_exhaustive()
    }
}

#[derive(Clone, Copy, Debug)]
enum Stage {
    /// The present figure is wanted.
    Now,
    /// Both ways at once, step by step, so that the nearest crossing is found first.
    Outwards([Side; 2], usize),
    /// None of the steps crosses: between those around the best one there may be a better one.
    Around {
        low: f64,
        high: f64,
    },
    /// The crossing lies between these, the second of which is beyond the target.
    Between {
        near: f64,
        far: f64,
        reached: f64,
    },
    Done(Sought),
}

impl<I: Copy> Search<I> {
    /// Begins to look for the value of `field` nearest to its present one at which a figure reaches
    /// `target`. The figure need be neither monotone nor continuous: the first crossing on the way
    /// outwards counts. The steps outwards grow, so that two crossings close together and far from
    /// the present value may be missed.
    pub fn new(field: &'static Field<I>, inputs: I, target: f64) -> Self {
        let axis = Axis::of(field, &inputs).filter(|_| target.is_finite());
        let stage = if axis.is_some() { Stage::Now } else { Stage::Done(Sought::NotSought) };
        let axis = axis.unwrap_or(Axis::NONE);
        let (now, place) = (Value::Number(0.0), axis.now);
        let best = (place, f64::INFINITY);
        Self { field, inputs, axis, target, now, place, known: Vec::new(), best, stage }
    }

    /// The inputs of which the figure is wanted next; `None` once the search is over.
    pub fn trial(&self) -> Option<I> {
        let mut inputs = self.inputs;
        match self.stage {
            Stage::Done(_) => return None,
            Stage::Now => {}
            // Every place of the axis is within the range of the field.
            _ => self.field.set(&mut inputs, self.axis.value(self.place)).unwrap_or_default(),
        }
        Some(inputs)
    }

    /// What was found; [`Sought::NotSought`] before the search is over.
    pub fn found(&self) -> Sought {
        if let Stage::Done(sought) = self.stage { sought } else { Sought::NotSought }
    }

    /// Takes the figure of the trial: `None` where inputs contradict each other or have no answer.
    /// Such values are passed over.
    pub fn tell(&mut self, figure: Option<Value>) {
        let unit = figure.unwrap_or(self.now);
        let figure = figure.and_then(Value::number).filter(|number| number.is_finite());
        self.stage = match self.stage {
            Stage::Now => self.begin(unit, figure),
            Stage::Outwards(sides, turn) => self.outwards(sides, turn, figure),
            Stage::Around { low, high } => self.around(low, high, figure),
            Stage::Between { near, far, reached } => match figure {
                Some(figure) if self.is_beyond(figure) => self.between(near, self.place, figure),
                _ => self.between(self.place, far, reached),
            },
            Stage::Done(sought) => Stage::Done(sought),
        };
    }

    fn begin(&mut self, unit: Value, figure: Option<f64>) -> Stage {
        let Some(figure) = figure else { return Stage::Done(Sought::NotSought) };
        self.now = unit;
        self.note(figure);
        if figure.total_cmp(&self.target).is_eq() {
            let value = self.axis.value(self.axis.now);
            return Stage::Done(Sought::Found { value, reached: unit });
        }
        self.onwards(Side::both(&self.axis), 0)
    }

    fn outwards(&mut self, mut sides: [Side; 2], turn: usize, figure: Option<f64>) -> Stage {
        if let Some(figure) = figure {
            if self.is_beyond(figure) {
                return self.between(sides[turn].before, self.place, figure);
            }
            self.note(figure);
            sides[turn].before = self.place;
        }
        self.onwards(sides, 1 - turn)
    }

    /// The next step, on the other side unless that is at its end.
    fn onwards(&mut self, mut sides: [Side; 2], turn: usize) -> Stage {
        for turn in [turn, 1 - turn] {
            if let Some(place) = sides[turn].step() {
                self.place = place;
                return Stage::Outwards(sides, turn);
            }
        }
        let now = self.known.first().map_or(0.0, |(_, figure)| *figure);
        let same = |figure: f64| (figure - now).abs() <= 1e-12 * now.abs().max(1.0);
        if self.known.iter().all(|(_, figure)| same(*figure)) {
            return Stage::Done(Sought::NoEffect);
        }
        let places = || self.known.iter().map(|(place, _)| *place);
        let low = places().filter(|place| *place < self.best.0).fold(self.axis.low, f64::max);
        let high = places().filter(|place| *place > self.best.0).fold(self.axis.high, f64::min);
        self.closer(low, high)
    }

    fn around(&mut self, low: f64, high: f64, figure: Option<f64>) -> Stage {
        let (place, best) = (self.place, self.best.0);
        if let Some(figure) = figure {
            if self.is_beyond(figure) {
                return self.between(best, place, figure);
            }
            self.note(figure);
        }
        let better = self.best.0.total_cmp(&best).is_ne();
        match (better, place < best) {
            (true, true) => self.closer(low, best),
            (true, false) => self.closer(best, high),
            (false, true) => self.closer(place, high),
            (false, false) => self.closer(low, place),
        }
    }

    /// Tries the middle of the wider side of the best place.
    fn closer(&mut self, low: f64, high: f64) -> Stage {
        let best = self.best.0;
        let end = if best - low > high - best { low } else { high };
        if (end - best).abs() <= 1.0 {
            let (value, reached) = (self.axis.value(best), self.now.with(self.best.1));
            let within = [self.axis.low, self.axis.high].map(|place| self.axis.value(place));
            return Stage::Done(Sought::OutOfReach { value, reached, within });
        }
        self.place = f64::midpoint(end, best).round();
        Stage::Around { low, high }
    }

    /// Halves what lies between two places, the second of which is beyond.
    fn between(&mut self, near: f64, far: f64, reached: f64) -> Stage {
        if (far - near).abs() <= 1.0 {
            let (value, reached) = (self.axis.value(far), self.now.with(reached));
            return Stage::Done(Sought::Found { value, reached });
        }
        self.place = f64::midpoint(near, far).round();
        Stage::Between { near, far, reached }
    }

    fn note(&mut self, figure: f64) {
        self.known.push((self.place, figure));
        if (figure - self.target).abs() < (self.best.1 - self.target).abs() {
            self.best = (self.place, figure);
        }
    }

    fn is_beyond(&self, figure: f64) -> bool {
        match self.known.first() {
            Some((_, now)) if *now < self.target => figure >= self.target,
            _ => figure <= self.target,
        }
    }
}

/// Looks for the value of `field` nearest to its present one at which `figure` reaches `target`, in
/// one go: see [`Search`].
///
/// ```
/// use enough_pipeline::calc::coverage::{FIELDS, FIGURES, Precision, report};
/// use enough_pipeline::calc::field::Value;
/// use enough_pipeline::calc::seek::{Sought, seek};
/// use enough_pipeline::text::example::example;
///
/// // Which win rate makes the goal 80 % likely?
/// let inputs = example("2026-10-05".parse().unwrap());
/// let win_rate = FIELDS.iter().find(|field| field.key == "win_rate").unwrap();
/// let chance = |inputs: &_| (FIGURES[0].get)(&report(inputs, Precision::Interactive));
/// let Sought::Found { value: Value::Percent(needed), reached: Value::Percent(reached) } =
///     seek(win_rate, &inputs, 80.0, chance)
/// else {
///     panic!("a higher win rate makes every goal likelier")
/// };
/// assert!(needed > inputs.win_rate);
/// assert!((80.0..80.1).contains(&reached.0));
/// ```
pub fn seek<I: Copy>(
    field: &'static Field<I>,
    inputs: &I,
    target: f64,
    figure: impl Fn(&I) -> Option<Value>,
) -> Sought {
    let mut search = Search::new(field, *inputs, target);
    while let Some(trial) = search.trial() {
        search.tell(figure(&trial));
    }
    search.found()
}

/// A share in [0, 1] as people write it.
fn share(share: f64) -> Value {
    Value::Percent(Percent(100.0 * share))
}

/// An amount.
fn money(amount: Money) -> Value {
    Value::Money(amount)
}

#[cfg(test)]
mod tests;
