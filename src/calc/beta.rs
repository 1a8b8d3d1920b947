//! The beta distribution, and Student's t and the binomial limits that stand on it.

/// Terms of the continued fraction; it converges in far fewer for all parameters in use.
const MOST_TERMS: u32 = 10_000;
/// The smallest denominator of the continued fraction.
const TINY: f64 = 1e-300;

/// The beta distribution function with parameters `a` and `b` > 0 at `x`: the regularised
/// incomplete beta function `I_x(a, b)`.
///
/// The continued fraction of DLMF 8.17.22 by Lentz's method, on the side where it converges fast.
pub fn cumulative(a: f64, b: f64, x: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    if x >= 1.0 {
        return 1.0;
    }
    if x > (a + 1.0) / (a + b + 2.0) {
        return 1.0 - cumulative_below(b, a, 1.0 - x);
    }
    cumulative_below(a, b, x)
}

fn cumulative_below(a: f64, b: f64, x: f64) -> f64 {
    let scale = libm::lgamma(a + b) - libm::lgamma(a) - libm::lgamma(b);
    let front = (scale + a * x.ln() + b * (-x).ln_1p()).exp() / a;
    (front / fraction(a, b, x)).clamp(0.0, 1.0)
}

/// `1 + d1/(1 + d2/(1 + ...))` with the coefficients of DLMF 8.17.23.
fn fraction(a: f64, b: f64, x: f64) -> f64 {
    let (mut value, mut c, mut d) = (1.0, 1.0, 0.0);
    for term in 1..=MOST_TERMS {
        let m = f64::from(term / 2);
        let coefficient = if term % 2 == 0 {
            m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m))
        } else {
            -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0))
        };
        d = 1.0 / away_from_zero(1.0 + coefficient * d);
        c = away_from_zero(1.0 + coefficient / c);
        value *= c * d;
        if (c * d - 1.0).abs() < 1e-15 {
            break;
        }
    }
    value
}

fn away_from_zero(x: f64) -> f64 {
    if x.abs() < TINY { TINY } else { x }
}

/// The value that a share `p` of a beta distribution does not exceed, by bisection to the last
/// digit.
pub fn quantile(a: f64, b: f64, p: f64) -> f64 {
    let (mut low, mut high) = (0.0, 1.0);
    loop {
        let middle = f64::midpoint(low, high);
        if middle <= low || middle >= high {
            return high;
        }
        if cumulative(a, b, middle) < p {
            low = middle;
        } else {
            high = middle;
        }
    }
}

/// The value that a share `p` in [0.5, 1) of Student's t with `dof` > 0 degrees of freedom does not
/// exceed: with `x` the lower quantile of Beta(dof/2, 1/2) at `2 (1 - p)`, `t² = dof (1 - x)/x`.
pub fn student_quantile(dof: f64, p: f64) -> f64 {
    let x = quantile(dof / 2.0, 0.5, 2.0 * (1.0 - p));
    (dof * (1.0 - x) / x).max(0.0).sqrt()
}

/// Limits of a share of which `hits` of `trials` were seen, that hold with `confidence` at least
/// (Clopper and Pearson, 1934).
pub fn binomial_limits(hits: u32, trials: u32, confidence: f64) -> (f64, f64) {
    let (k, n) = (f64::from(hits), f64::from(trials));
    let tail = (1.0 - confidence) / 2.0;
    let low = if hits == 0 { 0.0 } else { quantile(k, n - k + 1.0, tail) };
    let high = if hits >= trials { 1.0 } else { quantile(k + 1.0, n - k, 1.0 - tail) };
    (low, high)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn simple_cases_have_simple_values() {
        for x in [0.0, 1e-9, 0.2, 0.5, 0.9, 1.0] {
            assert!((cumulative(1.0, 1.0, x) - x).abs() < 1e-15);
            assert!((cumulative(3.0, 1.0, x) - x * x * x).abs() < 1e-14);
            assert!((cumulative(1.0, 2.0, x) - (1.0 - (1.0 - x) * (1.0 - x))).abs() < 1e-14);
        }
    }

    #[test]
    fn the_quantile_inverts_the_distribution() {
        for (a, b) in [(0.5, 0.5), (0.02, 1.98), (12.0, 588.0), (4000.0, 3.0)] {
            for p in [0.001, 0.1, 0.5, 0.9, 0.999] {
                let x = quantile(a, b, p);
                if x > 1e-300 {
                    assert!((cumulative(a, b, x) - p).abs() < 1e-11, "{a} {b} {p}: {x}");
                }
            }
        }
    }

    #[test]
    fn one_degree_of_freedom_is_cauchy() {
        // tan(pi (p - 1/2)).
        assert!((student_quantile(1.0, 0.75) - 1.0).abs() < 1e-12);
        assert!((student_quantile(1.0, 0.9) - 3.077_683_537_175_254).abs() < 1e-11);
        assert_eq!(student_quantile(5.0, 0.5), 0.0);
    }

    #[test]
    fn limits_of_none_and_of_all() {
        assert_eq!(binomial_limits(0, 0, 0.95), (0.0, 1.0));
        let (low, high) = binomial_limits(0, 10, 0.95);
        // (1 - high)^10 = 2.5 %.
        assert!(low == 0.0 && (high - (1.0 - 0.025_f64.powf(0.1))).abs() < 1e-12);
        assert_eq!(binomial_limits(10, 10, 0.95).1, 1.0);
    }
}
