//! The gamma distribution, and the Poisson chances that stand on it.

use super::normal;

/// Terms of the series and of the continued fraction; they converge in fewer for all shapes up to
/// [`LARGE`].
const MOST_TERMS: u32 = 20_000;
/// From this shape on the distribution is taken as that of a cubed normal (Wilson and Hilferty,
/// 1931), off by less than 1e-6.
const LARGE: f64 = 1e5;
/// The smallest denominator of the continued fraction.
const TINY: f64 = 1e-300;

/// Share of a gamma distribution with `shape` > 0 and scale 1 that lies above `x`: the regularised
/// upper incomplete gamma function `Q(shape, x)`, exact where it is small.
///
/// The power series of DLMF 8.11.4 below `shape + 1`, the continued fraction of DLMF 8.9.2 above.
pub fn upper(shape: f64, x: f64) -> f64 {
    if x <= 0.0 {
        1.0
    } else if shape > LARGE {
        normal::cumulative(-cubed_score(shape, x))
    } else if x < shape + 1.0 {
        (1.0 - series(shape, x)).clamp(0.0, 1.0)
    } else {
        fraction(shape, x).clamp(0.0, 1.0)
    }
}

/// Share of the same distribution up to `x`, exact where it is small.
pub fn lower(shape: f64, x: f64) -> f64 {
    if x <= 0.0 {
        0.0
    } else if shape > LARGE {
        normal::cumulative(cubed_score(shape, x))
    } else if x < shape + 1.0 {
        series(shape, x).clamp(0.0, 1.0)
    } else {
        (1.0 - fraction(shape, x)).clamp(0.0, 1.0)
    }
}

/// `x^shape e^-x / Gamma(shape + 1)`.
fn front(shape: f64, x: f64) -> f64 {
    (shape * x.ln() - x - libm::lgamma(shape + 1.0)).exp()
}

fn series(shape: f64, x: f64) -> f64 {
    let (mut term, mut sum) = (1.0, 1.0);
    for n in 1..=MOST_TERMS {
        term *= x / (shape + f64::from(n));
        sum += term;
        if term < 1e-17 * sum {
            break;
        }
    }
    front(shape, x) * sum
}

/// By Lentz's method.
fn fraction(shape: f64, x: f64) -> f64 {
    let mut b = x + 1.0 - shape;
    let mut c = 1.0 / TINY;
    let mut d = 1.0 / away_from_zero(b);
    let mut value = d;
    for n in 1..=MOST_TERMS {
        let n = f64::from(n);
        let a = n * (shape - n);
        b += 2.0;
        d = 1.0 / away_from_zero(a * d + b);
        c = away_from_zero(b + a / c);
        value *= c * d;
        if (c * d - 1.0).abs() < 1e-15 {
            break;
        }
    }
    front(shape, x) * shape * value
}

fn away_from_zero(x: f64) -> f64 {
    if x.abs() < TINY { TINY } else { x }
}

fn cubed_score(shape: f64, x: f64) -> f64 {
    let ninth = 1.0 / (9.0 * shape);
    ((x / shape).cbrt() - 1.0 + ninth) / ninth.sqrt()
}

/// Chance that a Poisson number with this `mean` is at least `least`: the chance that the waiting
/// time for that many events is within the mean.
pub fn poisson_at_least(mean: f64, least: f64) -> f64 {
    if least <= 0.0 { 1.0 } else { lower(least, mean) }
}

/// The mean with which a Poisson number is at least `least` > 0 with this `chance` in (0, 1), by
/// bisection.
pub fn poisson_mean(least: f64, chance: f64) -> f64 {
    let (mut low, mut high) = (0.0, least + 1.0);
    while poisson_at_least(high, least) < chance && high < f64::MAX / 4.0 {
        high *= 2.0;
    }
    for _ in 0..200 {
        let middle = f64::midpoint(low, high);
        if middle <= low || middle >= high {
            break;
        }
        if poisson_at_least(middle, least) < chance {
            low = middle;
        } else {
            high = middle;
        }
    }
    high
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn simple_shapes_have_simple_values() {
        for x in [1e-9_f64, 0.3, 1.0, 2.5, 40.0] {
            assert!((upper(1.0, x) - (-x).exp()).abs() < 1e-15);
            assert!((lower(2.0, x) - (1.0 - (1.0 + x) * (-x).exp())).abs() < 1e-14);
            assert!((lower(0.5, x) - libm::erf(x.sqrt())).abs() < 1e-14);
        }
        assert_eq!((lower(3.0, 0.0), upper(3.0, 0.0)), (0.0, 1.0));
    }

    #[test]
    fn both_sides_add_to_one_and_small_tails_are_exact() {
        for shape in [0.25, 1.0, 7.3, 400.0, 99_999.0] {
            for at in [0.5, 0.9, 1.0, 1.1, 2.0] {
                let sum = lower(shape, at * shape) + upper(shape, at * shape);
                assert!((sum - 1.0).abs() < 1e-12, "{shape} {at}: {sum}");
            }
        }
        assert!((upper(1.0, 200.0) / (-200.0_f64).exp() - 1.0).abs() < 1e-12);
    }

    #[test]
    fn large_shapes_follow_on() {
        for at in [-3.0_f64, -1.0, 0.0, 0.5, 2.0] {
            let x = LARGE + at * LARGE.sqrt();
            assert!((lower(LARGE, x) - lower(LARGE + 1e-6, x)).abs() < 1e-6);
        }
        assert!(lower(1e15, 1e15).is_finite() && lower(1e15, 3e15) == 1.0);
    }

    #[test]
    fn poisson_chances_are_sums_of_their_masses() {
        // 1 - e^-2 (1 + 2 + 2).
        assert!((poisson_at_least(2.0, 3.0) - (1.0 - 5.0 * (-2.0_f64).exp())).abs() < 1e-14);
        assert_eq!(poisson_at_least(2.0, 0.0), 1.0);
        let mean = poisson_mean(7.0, 0.8);
        assert!((poisson_at_least(mean, 7.0) - 0.8).abs() < 1e-12);
        assert!(poisson_mean(1e15, 0.99).is_finite());
    }
}
