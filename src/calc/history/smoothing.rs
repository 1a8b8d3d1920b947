//! Three ways to smooth a series without season: simple, damped and Theta.

/// Weights that are tried for simple smoothing, in hundredths.
const WEIGHTS: std::ops::RangeInclusive<u32> = 1..=99;
/// Weights that are tried for level and trend of damped smoothing, in hundredths.
const DAMPED_WEIGHTS: [u32; 10] = [5, 15, 25, 35, 45, 55, 65, 75, 85, 95];
/// Damping factors that are tried.
const DAMPING: [f64; 5] = [0.8, 0.85, 0.9, 0.95, 0.98];

/// Simple exponential smoothing: a level that moves by a share of each error.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Simple {
    /// Share of an error by which the level moves.
    pub alpha: f64,
    /// The level at the end, which is the forecast.
    pub level: f64,
    /// Standard deviation of the errors one month ahead, with two degrees of freedom spent on
    /// `alpha` and the first level.
    pub deviation: f64,
}

impl Simple {
    /// The weight of .01 to .99 with the least squares of errors.
    pub fn new(values: &[f64]) -> Self {
        let fit = |hundredths: u32| simple(values, f64::from(hundredths) / 100.0);
        let (squares, best) = WEIGHTS
            .map(fit)
            .fold(fit(*WEIGHTS.start()), |best, fit| if fit.0 < best.0 { fit } else { best });
        let freedom = values.len().saturating_sub(2).max(1) as f64;
        Self { deviation: (squares / freedom).sqrt(), ..best }
    }
}

/// Smoothing with one weight: its squares, and itself. The first level is the one with the least
/// squares: level `t` is `known + open * first`, so that errors are linear in it.
fn simple(values: &[f64], alpha: f64) -> (f64, Simple) {
    let first = {
        let (mut known, mut open, mut cross, mut square) = (0.0, 1.0, 0.0, 0.0);
        for value in values {
            cross += open * (value - known);
            square += open * open;
            known += alpha * (value - known);
            open *= 1.0 - alpha;
        }
        cross / square
    };
    let (mut level, mut squares) = (first, 0.0);
    for value in values {
        let error = value - level;
        squares += error * error;
        level += alpha * error;
    }
    (squares, Simple { alpha, level, deviation: 0.0 })
}

/// Holt's smoothing with a damped trend.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Damped {
    level: f64,
    trend: f64,
    damping: f64,
}

impl Damped {
    /// The weights and damping of the grid with the least squares of errors.
    pub fn new(values: &[f64]) -> Self {
        let mean = values.iter().sum::<f64>() / values.len().max(1) as f64;
        let mut best = (f64::INFINITY, Self { level: mean, trend: 0.0, damping: DAMPING[0] });
        for damping in DAMPING {
            for alpha in DAMPED_WEIGHTS {
                for beta in DAMPED_WEIGHTS {
                    let alpha = f64::from(alpha) / 100.0;
                    let weights = Weights { alpha, beta: alpha * f64::from(beta) / 100.0, damping };
                    let fit = weights.fit(values);
                    if fit.0 < best.0 {
                        best = fit;
                    }
                }
            }
        }
        best.1
    }

    /// What comes `ahead` months after the end: `l + (phi + ... + phi^h) b`.
    pub fn ahead(&self, ahead: usize) -> f64 {
        let steps = i32::try_from(ahead).unwrap_or(i32::MAX);
        let sum = self.damping * (1.0 - self.damping.powi(steps)) / (1.0 - self.damping);
        self.level + sum * self.trend
    }
}

/// Weights of damped smoothing in error-correction form: the level moves by `alpha`, the trend by
/// `beta` times an error.
struct Weights {
    alpha: f64,
    beta: f64,
    damping: f64,
}

/// Level and trend as linear functions of what they were at first: constant part, part of the
/// first level, part of the first trend.
type Linear = [f64; 3];

impl Weights {
    /// Squares and end state with the first level and trend that have the least squares.
    fn fit(&self, values: &[f64]) -> (f64, Damped) {
        let (first_level, first_trend) = self.first(values);
        let (mut level, mut trend, mut squares) = (first_level, first_trend, 0.0);
        for value in values {
            let error = value - level - self.damping * trend;
            squares += error * error;
            level += self.damping * trend + self.alpha * error;
            trend = self.damping * trend + self.beta * error;
        }
        (squares, Damped { level, trend, damping: self.damping })
    }

    /// The first level and trend by the normal equations of the errors, which are linear in both.
    fn first(&self, values: &[f64]) -> (f64, f64) {
        let (mut level, mut trend): (Linear, Linear) = ([0.0, 1.0, 0.0], [0.0, 0.0, 1.0]);
        let (mut uu, mut uv, mut vv, mut uc, mut vc) = (0.0, 0.0, 0.0, 0.0, 0.0);
        for value in values {
            let mut error = [0, 1, 2].map(|i| -level[i] - self.damping * trend[i]);
            error[0] += value;
            let [c, u, v] = error;
            (uu, uv, vv) = (uu + u * u, uv + u * v, vv + v * v);
            (uc, vc) = (uc + u * c, vc + v * c);
            for i in 0..3 {
                level[i] += self.damping * trend[i] + self.alpha * error[i];
                trend[i] = self.damping * trend[i] + self.beta * error[i];
            }
        }
        let determinant = uu * vv - uv * uv;
        if determinant <= f64::EPSILON * uu * vv {
            return (-uc / uu, 0.0);
        }
        ((uv * vc - vv * uc) / determinant, (uv * uc - uu * vc) / determinant)
    }
}

/// The Theta method (Assimakopoulos and Nikolopoulos, 2000): the mean of the least-squares line and
/// of a series with twice its curvature, smoothed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Theta {
    curved: f64,
    line: Line,
    length: usize,
}

impl Theta {
    pub fn new(values: &[f64]) -> Self {
        let line = Line::through(values);
        let doubled = |(i, value): (usize, &f64)| 2.0 * value - line.at(i as f64);
        let curved: Vec<f64> = values.iter().enumerate().map(doubled).collect();
        Self { curved: Simple::new(&curved).level, line, length: values.len() }
    }

    /// What comes `ahead` months after the end.
    pub fn ahead(&self, ahead: usize) -> f64 {
        f64::midpoint(self.curved, self.line.at((self.length + ahead - 1) as f64))
    }
}

/// A straight line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Line {
    start: f64,
    slope: f64,
}

impl Line {
    /// Of least squares through values at 0, 1, 2, ...
    pub fn through(values: &[f64]) -> Self {
        let n = values.len() as f64;
        let middle = (n - 1.0) / 2.0;
        let mean = values.iter().sum::<f64>() / n;
        let (mut cross, mut square) = (0.0, 0.0);
        for (i, value) in values.iter().enumerate() {
            let x = i as f64 - middle;
            cross += x * (value - mean);
            square += x * x;
        }
        let slope = if square > 0.0 { cross / square } else { 0.0 };
        Self { start: mean - slope * middle, slope }
    }

    pub fn at(&self, x: f64) -> f64 {
        self.start + self.slope * x
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_goes_on() {
        let values: Vec<f64> = (0..20).map(|i| 7.0 + 3.0 * f64::from(i)).collect();
        let line = Line::through(&values);
        assert!((line.at(20.0) - 67.0).abs() < 1e-12);
        // Twice a line less the line is the line, smoothed with the largest weight.
        let theta = Theta::new(&values);
        assert!((theta.ahead(2) - theta.ahead(1) - 1.5).abs() < 1e-12);
        assert_eq!(Line::through(&[4.0]).at(9.0), 4.0);
    }

    #[test]
    fn what_never_moves_stays() {
        let values = [5.0; 15];
        assert!((Simple::new(&values).level - 5.0).abs() < 1e-12);
        assert!((Damped::new(&values).ahead(7) - 5.0).abs() < 1e-9);
        assert!((Theta::new(&values).ahead(7) - 5.0).abs() < 1e-12);
        assert!(Simple::new(&values).deviation < 1e-12);
    }

    #[test]
    fn a_damped_trend_is_found_in_its_own_series() {
        let (mut level, mut trend) = (100.0, 8.0);
        let values: Vec<f64> = (0..24)
            .map(|_| {
                trend *= 0.9;
                level += trend;
                level
            })
            .collect();
        let damped = Damped::new(&values);
        assert!((damped.ahead(1) - (level + 0.9 * trend)).abs() < 1e-6);
        assert!((damped.ahead(500) - (level + 9.0 * trend)).abs() < 1e-4);
    }

    #[test]
    fn two_values_are_enough_not_to_fail() {
        for values in [&[1.0][..], &[1.0, 3.0], &[0.0, 0.0, 0.0]] {
            assert!(Damped::new(values).ahead(3).is_finite());
            assert!(Theta::new(values).ahead(3).is_finite());
        }
    }
}
