//! Chances that keep the totals of others.

/// Most steps; a few do.
const STEPS: usize = 60;
/// The totals are met to this part of them.
const EXACT: f64 = 1e-13;
/// The least curvature, as a part of the largest: deals of one value have only one total.
const FLAT: f64 = 1e-12;
/// A step is halved at most so often.
const HALVINGS: usize = 40;

/// A deal whose chance is to change.
pub(super) struct Deal {
    pub value: f64,
    /// Its chance in the totals.
    pub chance: f64,
    /// What its odds are to be multiplied with.
    pub odds: f64,
}

/// The chances `p` nearest to the wanted ones that keep the expected number of wins and the expected
/// revenue.
///
/// The wanted `w` have the odds of the chances `r`, times those given. Of all `p` with
/// `sum p = sum r` and `sum v p = sum v r` the one with the least relative entropy to `w` has the odds
/// of `w` times `exp(x + y v)` (Csiszár, 1975). `x` and `y` are where the convex
/// `sum ln(1 - w + w exp(x + y v)) - x sum r - y sum v r` is least, found by damped Newton steps.
/// Deals of one value and one chance keep the order of their odds. Certain and impossible deals stay.
pub(super) fn kept(deals: &[Deal]) -> Vec<f64> {
    let free = |deal: &&Deal| deal.chance > 0.0 && deal.chance < 1.0;
    let count = deals.iter().filter(free).count() as f64;
    let mean = deals.iter().filter(free).map(|deal| deal.value).sum::<f64>() / count;
    let square = |deal: &Deal| (deal.value - mean).powi(2);
    let spread = (deals.iter().filter(free).map(square).sum::<f64>() / count).sqrt();
    let size = |deal: &Deal| if spread > 0.0 { (deal.value - mean) / spread } else { 0.0 };
    let wanted: Vec<Wanted> = deals
        .iter()
        .filter(free)
        .map(|deal| {
            let log_odds = (deal.odds * deal.chance / (1.0 - deal.chance)).ln();
            Wanted { log_odds, size: size(deal), chance: deal.chance }
        })
        .collect();
    let tilt = tilt(&wanted);
    let mut found = wanted.iter().map(|deal| deal.chance(tilt));
    let new = |deal: &Deal| if free(&deal) { found.next() } else { None }.unwrap_or(deal.chance);
    deals.iter().map(new).collect()
}

/// A deal that is neither certain nor impossible.
struct Wanted {
    log_odds: f64,
    /// Its value, less the mean, in standard deviations.
    size: f64,
    /// Its chance in the totals.
    chance: f64,
}

impl Wanted {
    fn chance(&self, [x, y]: [f64; 2]) -> f64 {
        1.0 / (1.0 + (-(self.log_odds + x + y * self.size)).exp())
    }
}

/// What is to be made small, at a point.
struct Point {
    height: f64,
    slope: [f64; 2],
    /// Of x twice, of both, of y twice.
    bend: [f64; 3],
}

fn point(deals: &[Wanted], at: [f64; 2]) -> Point {
    let mut point = Point { height: 0.0, slope: [0.0; 2], bend: [0.0; 3] };
    for deal in deals {
        let log_odds = deal.log_odds + at[0] + at[1] * deal.size;
        let chance = deal.chance(at);
        // ln(1 + e^l), less what does not depend on the point.
        let softplus = log_odds.max(0.0) + (-log_odds.abs()).exp().ln_1p();
        point.height += softplus - deal.chance * log_odds;
        let (over, weight) = (chance - deal.chance, chance * (1.0 - chance));
        point.slope = [point.slope[0] + over, point.slope[1] + over * deal.size];
        let parts = [weight, weight * deal.size, weight * deal.size * deal.size];
        point.bend = [0, 1, 2].map(|i| point.bend[i] + parts[i]);
    }
    point
}

fn tilt(deals: &[Wanted]) -> [f64; 2] {
    let wins: f64 = deals.iter().map(|deal| deal.chance).sum();
    let mut at = [0.0; 2];
    let mut here = point(deals, at);
    for _ in 0..STEPS {
        if here.slope.iter().all(|slope| slope.abs() <= EXACT * wins) {
            break;
        }
        let Some((next, there)) = downhill(deals, at, &here) else { break };
        (at, here) = (next, there);
    }
    at
}

/// A Newton step, shortened until it does not lead up.
fn downhill(deals: &[Wanted], at: [f64; 2], here: &Point) -> Option<([f64; 2], Point)> {
    let [xx, xy, yy] = here.bend;
    let flat = FLAT * (xx + yy);
    let (xx, yy) = (xx + flat, yy + flat);
    let turn = xx * yy - xy * xy;
    let [a, b] = here.slope;
    let step = [(yy * a - xy * b) / turn, (xx * b - xy * a) / turn];
    let mut part = 1.0;
    for _ in 0..HALVINGS {
        let next = [at[0] - part * step[0], at[1] - part * step[1]];
        let there = point(deals, next);
        let steep = |point: &Point| point.slope[0].abs() + point.slope[1].abs();
        if there.height < here.height || steep(&there) < steep(here) {
            return Some((next, there));
        }
        part *= 0.5;
    }
    None
}
