//! The values that an input may take, as places on a line.

use crate::calc::field::{Field, Slot, Value};

/// How far above its present figure an input is looked for.
const FURTHEST: f64 = 100.0;
/// The first step away from the present figure, as a share of it.
const FIRST_STEP: f64 = 0.01;
/// Each step is larger than the one before by this factor.
const GROWTH: f64 = 1.2;
/// So many steps of whole things before steps grow: all values near the present one are tried.
const EVEN: u32 = 30;
/// Places in a unit that people type with two decimals.
const FINE: f64 = 100.0;
/// Amounts below this have cents.
const CENTS_BELOW: f64 = 100.0;

/// The values that an input may take. Places are whole numbers: each is a value as people type it,
/// so that what is found is what is put into the box.
#[derive(Clone, Copy, Debug)]
pub struct Axis {
    present: Value,
    /// Places in one unit.
    per: f64,
    /// Where the present value stands; it may lie between two places.
    pub now: f64,
    /// The first place that is looked at.
    pub low: f64,
    /// The last one.
    pub high: f64,
    stride: Stride,
}

/// How the steps away from the present value grow, in places.
#[derive(Clone, Copy, Debug)]
struct Stride {
    step: f64,
    growth: f64,
    /// Steps that are left before they grow.
    even: u32,
}

impl Axis {
    /// One without a value.
    pub const NONE: Self = Self {
        present: Value::Number(0.0),
        per: 1.0,
        now: 0.0,
        low: 0.0,
        high: 0.0,
        stride: Stride { step: 1.0, growth: 1.0, even: 0 },
    };

    /// The axis of an input; `None` when it is empty, or no number.
    pub fn of<I: Copy>(field: &Field<I>, inputs: &I) -> Option<Self> {
        let present = field.get(inputs)?;
        let number = present.number().filter(|number| number.is_finite())?;
        let whole = |range: (u32, u32)| (f64::from(range.0), f64::from(range.1));
        let (per, (low, high)) = match &field.slot {
            Slot::Money(range, _) => {
                let per = if 0.0 < number && number < CENTS_BELOW { FINE } else { 1.0 };
                (per, (*range.start(), *range.end()))
            }
            Slot::Percent(range, _) | Slot::Number(range, _) => {
                (FINE, (*range.start(), *range.end()))
            }
            Slot::Days(range, _) | Slot::Count(range, _) => {
                (1.0, whole((*range.start(), *range.end())))
            }
            Slot::Date(_) | Slot::Choice(..) => return None,
        };
        // What is there already shows the size of things; a share is looked for over all of its
        // range.
        let share = matches!(present, Value::Percent(_));
        let high = if share || number <= 0.0 { high } else { high.min(number * FURTHEST) };
        let now = number * per;
        let stride = match present {
            Value::Percent(_) => Stride { step: per, growth: 1.0, even: 0 },
            Value::Days(_) | Value::Count(_) => Stride { step: 1.0, growth: GROWTH, even: EVEN },
            _ => Stride { step: (now * FIRST_STEP).max(1.0), growth: GROWTH, even: 0 },
        };
        let (low, high) = ((low * per).ceil(), (high * per).floor());
        Some(Self { present, per, now, low, high, stride })
    }

    /// The value at a place.
    pub fn value(&self, place: f64) -> Value {
        if place.total_cmp(&self.now).is_eq() {
            return self.present;
        }
        self.present.with(place / self.per)
    }
}

/// The way from the present value to one end of the axis.
#[derive(Clone, Copy, Debug)]
pub struct Side {
    direction: f64,
    end: f64,
    stride: Stride,
    at: f64,
    /// The last place with a figure on this side of the target.
    pub before: f64,
}

impl Side {
    /// Both ways, the one to smaller values first.
    pub fn both(axis: &Axis) -> [Self; 2] {
        let side = |direction: f64, end: f64, at: f64| {
            let at = at.clamp(axis.low.min(axis.high), axis.high.max(axis.low));
            Self { direction, end, stride: axis.stride, at, before: at }
        };
        [side(-1.0, axis.low, axis.now.ceil()), side(1.0, axis.high, axis.now.floor())]
    }

    /// The next place; `None` at the end of the axis.
    pub fn step(&mut self) -> Option<f64> {
        if (self.end - self.at) * self.direction <= 0.0 {
            return None;
        }
        let place = self.at + self.direction * self.stride.step.floor();
        self.at = if (self.end - place) * self.direction < 0.0 { self.end } else { place };
        if self.stride.even > 0 {
            self.stride.even -= 1;
        } else {
            self.stride.step *= self.stride.growth;
        }
        Some(self.at)
    }
}
