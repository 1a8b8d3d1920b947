//! How much open pipeline a confidence takes (method section 2, "Needed for confidence c").

use super::Precision;
use super::case::{Model, Odds};
use super::{Need, NeededPipeline};
use crate::calc::normal;
use crate::calc::units::{Money, Percent};

/// Beyond this many deals, and this multiple of the present number, a confidence counts as out of
/// reach.
const MOST_DEALS: u32 = 100_000;
const MOST_TIMES: u32 = 10;

/// The least open pipeline of like deals that gives `confidence`, with the aged share held.
pub(super) fn need(model: &Model, odds: &Odds, confidence: Percent, precision: Precision) -> Need {
    let target = confidence.fraction();
    let most = MOST_DEALS.max(model.case.deals.saturating_mul(MOST_TIMES));
    let guess = model.deals_for(target).max(1.0).min(f64::from(most)) as u32;
    let search = Search { target, most };
    let about = search.least(guess, guess / 8, |deals| odds.about(model, deals));
    let open = match (about, precision) {
        (Some((deals, _)), Precision::Settled) => {
            search.least(deals, 1, |deals| odds.chance(model, deals))
        }
        _ => about,
    };
    Need { confidence, open: open.map(|(deals, chance)| needed(model, deals, chance)) }
}

fn needed(model: &Model, deals: u32, chance: f64) -> NeededPipeline {
    let pipeline = f64::from(deals) * model.case.value;
    NeededPipeline {
        deals,
        pipeline: Money(pipeline),
        coverage: pipeline / model.case.remaining(),
        short: Money(pipeline - model.case.pipeline()),
        chance,
    }
}

/// Looks for the least number with a chance of at least `target`.
struct Search {
    target: f64,
    most: u32,
}

impl Search {
    /// The number and its chance, which must not fall with the number. Starts at `guess` and goes
    /// by `step`, then twice as far, until two numbers bracket the answer. Between them
    /// `Phi^-1(chance)` is nearly a line over the root of the number, so that its crossing is a
    /// far better next try than the middle.
    fn least(&self, guess: u32, step: u32, chance: impl Fn(u32) -> f64) -> Option<(u32, f64)> {
        let (mut low, mut high) = self.bracket(guess.min(self.most), step.max(1), &chance)?;
        let mut crossings = 6_u32;
        while high.0 - low.0 > 1 {
            let next = if crossings > 0 {
                crossing(self.target, low, high)
            } else {
                low.0.midpoint(high.0)
            };
            crossings = crossings.saturating_sub(1);
            let next = next.clamp(low.0 + 1, high.0 - 1);
            let found = (next, chance(next));
            if found.1 >= self.target {
                high = found;
            } else {
                low = found;
            }
        }
        Some(high)
    }

    /// Two numbers, the first with too little and the second with enough. A first of 0 with enough
    /// comes back as both.
    fn bracket(
        &self,
        guess: u32,
        mut step: u32,
        chance: impl Fn(u32) -> f64,
    ) -> Option<((u32, f64), (u32, f64))> {
        let at = |deals: u32| (deals, chance(deals));
        let mut low = at(guess);
        let mut high = low;
        while low.1 >= self.target {
            high = low;
            if low.0 == 0 {
                return Some((low, high));
            }
            low = at(low.0.saturating_sub(step));
            step = step.saturating_mul(2);
        }
        while high.1 < self.target {
            low = high;
            if high.0 == self.most {
                return None;
            }
            high = at(high.0.saturating_add(step).min(self.most));
            step = step.saturating_mul(2);
        }
        Some((low, high))
    }
}

/// Where a line through two points crosses the target, on the scales of [`Search::least`].
fn crossing(target: f64, low: (u32, f64), high: (u32, f64)) -> u32 {
    let scale = |chance: f64| normal::quantile(chance.clamp(1e-12, 1.0 - 1e-12));
    let (a, b) = (f64::from(low.0).sqrt(), f64::from(high.0).sqrt());
    let (y, z) = (scale(low.1), scale(high.1));
    let root = a + (b - a) * (scale(target) - y) / (z - y).max(1e-12);
    (root * root) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_least_number_is_found_from_any_guess() {
        let chance = |n: u32| normal::cumulative(f64::from(n).sqrt() - 12.3);
        let expected = (0..1000).find(|n| chance(*n) >= 0.8).unwrap();
        let search = Search { target: 0.8, most: MOST_DEALS };
        for guess in [0, 1, 150, 173, 5000, u32::MAX] {
            for step in [0, 1, 100] {
                let found = search.least(guess, step, chance);
                assert_eq!(found, Some((expected, chance(expected))), "from {guess} by {step}");
            }
        }
        assert_eq!(search.least(5, 1, |_| 0.9), Some((0, 0.9)));
        assert_eq!(search.least(5, 1, |_| 0.7), None);
    }
}
