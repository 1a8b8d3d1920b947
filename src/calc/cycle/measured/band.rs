//! How sure a measured curve is: the delta method on its hazards.
//!
//! The hazards of a cell have a Dirichlet posterior with the mean `lambda` and, where `n + m` deals
//! and pseudo-deals stand behind it, variances `lambda (1 - lambda) / (n + m + 1)` and the
//! covariance `-lambda_w lambda_l / (n + m + 1)`. Cells are independent.

use super::{Hazard, Point};

/// Fills in the standard deviations, and the chance to be ever won.
pub(super) fn fill(points: &mut [Point], hazards: &[Hazard]) {
    fill_ever(points, hazards);
    fill_won(points, hazards);
}

/// The chance to be won in the days of these hazards when open before them, and its variance.
pub(super) fn within(hazards: &[Hazard]) -> (f64, f64) {
    hazards.iter().rev().fold((0.0, 0.0), |later, hazard| hazard.before(later))
}

/// From the last cell back: what is left open after it is never won.
fn fill_ever(points: &mut [Point], hazards: &[Hazard]) {
    let mut later = (0.0, 0.0);
    for (x, hazard) in hazards.iter().enumerate().rev() {
        later = hazard.before(later);
        (points[x].ever, points[x].ever_sd) = (later.0, later.1.sqrt());
    }
}

/// Gradient of `C_w(t)` in the hazards of cell `x <= t`: `S(x-1) - (C_w(t) - C_w(x)) / (1 - lambda)`
/// for won, the same without `S(x-1)` for lost. The variance is a square in `C_w(t)`, so its three
/// coefficients can be summed up over `x` once for all `t`.
fn fill_won(points: &mut [Point], hazards: &[Hazard]) {
    let mut sums = [0.0; 3];
    for (i, hazard) in hazards.iter().enumerate() {
        let stays = hazard.stays();
        let share = if stays > 1e-12 { 1.0 / stays } else { 0.0 };
        let lost = share * points[i + 1].won;
        let won = points[i].open + lost;
        sums[0] += hazard.variance(won, lost);
        sums[1] += share * hazard.covariance((won, lost), (1.0, 1.0));
        sums[2] += share * share * hazard.variance(1.0, 1.0);
        let c = points[i + 1].won;
        points[i + 1].won_sd = (sums[0] - 2.0 * c * sums[1] + c * c * sums[2]).max(0.0).sqrt();
    }
}

impl Hazard {
    /// The chance to be won from this cell on, and its variance, where both are known for the cells
    /// after it. With `R(x)` that chance when open at `x`, `R(x-1) = lambda_w + (1 - lambda) R(x)`;
    /// its gradient in the cell's own hazards is `1 - R(x)` and `-R(x)`, and what lies beyond counts
    /// with the chance to get there.
    fn before(&self, (chance, variance): (f64, f64)) -> (f64, f64) {
        let own = self.variance(1.0 - chance, -chance);
        let stays = self.stays();
        (self.won + stays * chance, own + stays.powi(2) * variance)
    }

    /// Variance of `won` times the won hazard plus `lost` times the lost hazard.
    fn variance(&self, won: f64, lost: f64) -> f64 {
        self.covariance((won, lost), (won, lost)).max(0.0)
    }

    fn covariance(&self, a: (f64, f64), b: (f64, f64)) -> f64 {
        let (w, l) = (self.won, self.lost);
        let sum =
            a.0 * b.0 * w * (1.0 - w) + a.1 * b.1 * l * (1.0 - l) - (a.0 * b.1 + a.1 * b.0) * w * l;
        sum / (self.weight + 1.0)
    }
}
