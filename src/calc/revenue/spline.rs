//! Natural cubic splines over equally spaced knots.

/// A natural cubic spline.
pub struct Spline {
    start: f64,
    step: f64,
    values: Vec<f64>,
    /// Second derivatives at the knots.
    bends: Vec<f64>,
}

impl Spline {
    /// Through `values` at `start`, `start + step`, ...; at least two values.
    pub fn new(start: f64, step: f64, values: Vec<f64>) -> Self {
        let bends = bends(&values, step);
        Self { start, step, values, bends }
    }

    /// The value at `x`; outside the knots the end pieces go on.
    pub fn at(&self, x: f64) -> f64 {
        let position = (x - self.start) / self.step;
        let last = self.values.len() - 2;
        let i = (position.floor().max(0.0) as usize).min(last);
        let b = position - i as f64;
        let a = 1.0 - b;
        let cubic = (a * a * a - a) * self.bends[i] + (b * b * b - b) * self.bends[i + 1];
        a * self.values[i] + b * self.values[i + 1] + cubic * self.step * self.step / 6.0
    }
}

/// Second derivatives at the knots, zero at both ends: a tridiagonal system.
fn bends(values: &[f64], step: f64) -> Vec<f64> {
    let n = values.len();
    let mut bends = vec![0.0; n];
    let mut ratios = vec![0.0; n];
    for i in 1..n.saturating_sub(1) {
        let turn = (values[i + 1] - 2.0 * values[i] + values[i - 1]) * 6.0 / (step * step);
        let pivot = 4.0 + ratios[i - 1];
        ratios[i] = -1.0 / pivot;
        bends[i] = (turn - bends[i - 1]) / pivot;
    }
    for i in (1..n.saturating_sub(1)).rev() {
        bends[i] += ratios[i] * bends[i + 1];
    }
    bends
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_smooth_function_is_followed_between_its_knots() {
        let knots: Vec<f64> = (0..=32).map(|i| (f64::from(i) * 0.5 - 8.0).sin()).collect();
        let spline = Spline::new(-8.0, 0.5, knots);
        for i in 0..=100 {
            let x = -5.0 + f64::from(i) * 0.1;
            assert!((spline.at(x) - x.sin()).abs() < 3e-4);
        }
    }

    #[test]
    fn a_line_is_followed_exactly() {
        let spline = Spline::new(0.0, 1.0, vec![1.0, 3.0, 5.0, 7.0]);
        assert!((spline.at(1.3) - 3.6).abs() < 1e-12);
        assert!((spline.at(-1.0) + 1.0).abs() < 1e-12);
    }
}
