//! Complex numbers and the discrete Fourier transform, no more than the lattices need.

use std::f64::consts::TAU;
use std::ops::{Add, Mul, Sub};

/// A complex number.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Complex {
    /// Real part.
    pub re: f64,
    /// Imaginary part.
    pub im: f64,
}

impl Complex {
    /// One.
    pub const ONE: Self = Self { re: 1.0, im: 0.0 };

    /// `radius * exp(i * angle)`.
    pub fn polar(radius: f64, angle: f64) -> Self {
        let (sin, cos) = angle.sin_cos();
        Self { re: radius * cos, im: radius * sin }
    }

    /// The same with the other sign of the imaginary part.
    #[must_use]
    pub fn conjugate(self) -> Self {
        Self { re: self.re, im: -self.im }
    }

    /// Scaled by a real number.
    #[must_use]
    pub fn scale(self, by: f64) -> Self {
        Self { re: self.re * by, im: self.im * by }
    }

    /// Square of the absolute value.
    pub fn norm(self) -> f64 {
        self.re * self.re + self.im * self.im
    }

    /// The angle in (-pi, pi].
    pub fn angle(self) -> f64 {
        self.im.atan2(self.re)
    }

    /// This to a whole power.
    #[must_use]
    pub fn power(self, mut exponent: u32) -> Self {
        let (mut power, mut square) = (Self::ONE, self);
        while exponent > 0 {
            if exponent & 1 == 1 {
                power = power * square;
            }
            square = square * square;
            exponent >>= 1;
        }
        power
    }

    /// One divided by this; not for zero.
    #[must_use]
    pub fn inverse(self) -> Self {
        let norm = self.norm();
        Self { re: self.re / norm, im: -self.im / norm }
    }
}

impl Add for Complex {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self { re: self.re + other.re, im: self.im + other.im }
    }
}

impl Sub for Complex {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self { re: self.re - other.re, im: self.im - other.im }
    }
}

impl Mul for Complex {
    type Output = Self;
    fn mul(self, other: Self) -> Self {
        Self {
            re: self.re * other.re - self.im * other.im,
            im: self.re * other.im + self.im * other.re,
        }
    }
}

/// Replaces `values` by its discrete Fourier transform, `X_m = sum_j x_j exp(-2 pi i j m / L)`.
/// Radix 2, in place; the length must be a power of two.
pub fn transform(values: &mut [Complex]) {
    let length = values.len();
    let roots: Vec<Complex> =
        (0..length / 2).map(|m| Complex::polar(1.0, -TAU * m as f64 / length as f64)).collect();
    transform_by(values, &roots);
}

/// The same with the powers of a root of unity at hand, at least the first `L/2`: of
/// `exp(-2 pi i / L)`, or of `exp(2 pi i / L)` for the sum with the other sign.
pub fn transform_by(values: &mut [Complex], roots: &[Complex]) {
    let length = values.len();
    debug_assert!(length.is_power_of_two());
    reverse_bits(values);
    let mut half = 1;
    while half < length {
        let stride = length / (2 * half);
        for block in values.chunks_exact_mut(2 * half) {
            let (low, high) = block.split_at_mut(half);
            for ((a, b), root) in low.iter_mut().zip(high).zip(roots.iter().step_by(stride)) {
                let turned = *b * *root;
                *b = *a - turned;
                *a = *a + turned;
            }
        }
        half *= 2;
    }
}

fn reverse_bits(values: &mut [Complex]) {
    let bits = values.len().trailing_zeros();
    if bits == 0 {
        return;
    }
    for i in 0..values.len() {
        let j = i.reverse_bits() >> (usize::BITS - bits);
        if i < j {
            values.swap(i, j);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_transform_is_the_sum_it_stands_for() {
        let input: Vec<Complex> =
            (0..16).map(|j| Complex { re: f64::from(j * j % 7), im: f64::from(j % 3) }).collect();
        let mut fast = input.clone();
        transform(&mut fast);
        for (m, value) in fast.iter().enumerate() {
            let slow = input.iter().enumerate().fold(Complex::default(), |sum, (j, x)| {
                sum + *x * Complex::polar(1.0, -TAU * (j * m) as f64 / 16.0)
            });
            assert!((*value - slow).norm() < 1e-20);
        }
    }

    #[test]
    fn one_value_is_its_own_transform() {
        let mut one = [Complex::ONE.scale(3.0)];
        transform(&mut one);
        assert_eq!(one[0], Complex::ONE.scale(3.0));
    }
}
