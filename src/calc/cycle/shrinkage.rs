//! Multipliers of a hazard by groups of deal-days: gamma-Poisson shrinkage (method 10.2).

/// So many closings a multiplier of 1 may count as.
const WEIGHTS: [f64; 9] = [3.0, 5.0, 10.0, 20.0, 40.0, 80.0, 160.0, 320.0, 640.0];
/// Groups matter where they raise the log likelihood by more than this.
const LEAST_GAIN: f64 = 2.0;
/// Expectations below this are none.
pub(crate) const NOTHING: f64 = 1e-300;

/// Deal-days that are alike in something.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Group {
    /// Deals that closed on such days, divided by the overdispersion of losses.
    pub closed: f64,
    /// How many would have by their ages and all else that is known, divided likewise.
    pub expected: f64,
    /// What the hazard of such a day is multiplied with, above 0.
    pub multiplier: f64,
}

/// Scales what was expected to what closed; `None` where nothing did or was expected to.
pub(crate) fn scaled(mut groups: Vec<Group>) -> Option<Vec<Group>> {
    let closed: f64 = groups.iter().map(|group| group.closed).sum();
    let expected: f64 = groups.iter().map(|group| group.expected).sum();
    if closed <= 0.0 || expected <= NOTHING {
        return None;
    }
    for group in &mut groups {
        group.expected *= closed / expected;
    }
    Some(groups)
}

/// Divides both counts by the overdispersion.
pub(crate) fn thinned(groups: &mut [Group], spread: f64) {
    for group in groups {
        (group.closed, group.expected) = (group.closed / spread, group.expected / spread);
    }
}

/// The number of closings that a multiplier of 1 counts as: the `k` of the greatest likelihood;
/// `None` where even that gains nothing.
pub(crate) fn weight(groups: &[Group]) -> Option<f64> {
    let first = |a: (f64, f64), b: (f64, f64)| if b.1 > a.1 { b } else { a };
    let best = WEIGHTS.iter().map(|k| (*k, gain(groups, *k))).reduce(first);
    best.filter(|(_, gain)| *gain > LEAST_GAIN).map(|(k, _)| k)
}

/// `m = (O + k) / (E + k)`, or 1 without a weight.
pub(crate) fn multiply(groups: &mut [Group], weight: Option<f64>) {
    for group in groups {
        group.multiplier = weight.map_or(1.0, |k| (group.closed + k) / (group.expected + k));
    }
}

/// By how much a weight raises the log likelihood of gamma-Poisson counts above that of Poisson
/// counts as expected: `sum ln Γ(O+k) - ln Γ(k) + k ln(k/(k+E)) + O ln(E/(k+E)) - (O ln E - E)`.
fn gain(groups: &[Group], k: f64) -> f64 {
    let one = |group: &Group| {
        let (o, e) = (group.closed, group.expected.max(NOTHING));
        // The two O ln E cancel.
        libm::lgamma(o + k) - libm::lgamma(k) + k * (k / (k + e)).ln() - o * (k + e).ln() + e
    };
    groups.iter().map(one).sum()
}

/// Pearson's `max(1, chi² / (cells - groups))` over cells of their group, what closed in them and
/// what was expected, on the scale of `groups`: losses come in clean-ups, and a day of clean-up must
/// not pass as a habit.
pub(crate) fn overdispersion(
    cells: impl Iterator<Item = (usize, f64, f64)>,
    groups: &[Group],
) -> f64 {
    let (mut count, mut square) = (0, 0.0);
    for (group, closed, expected) in cells.filter(|cell| cell.2 > 0.0) {
        let mean = expected * groups[group].closed / groups[group].expected;
        count += 1;
        square += if mean > 0.0 { (closed - mean).powi(2) / mean } else { 0.0 };
    }
    let free = f64::from(count) - groups.len() as f64;
    if free > 0.0 { (square / free).max(1.0) } else { 1.0 }
}
