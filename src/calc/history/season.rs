//! How months of the year differ, as far as the data can tell.

use super::YEAR;
use super::smoothing::Line;

/// With fewer months no season is looked for.
const LEAST: usize = 24;
/// From here on a season is measured from a moving mean, below from a line.
const LEAST_FOR_MEAN: usize = 36;

/// Factors of the months of a year; their mean is 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Season {
    /// Of the first month of the history, and of those that follow.
    pub factors: [f64; YEAR],
    /// How far the measured differences are believed, in (0, 1].
    pub reliability: f64,
}

impl Season {
    /// `None` below two years, with a value that is not positive, or when the months of a year
    /// differ no more than chance would have it.
    ///
    /// Differences are shrunk as James and Stein would: by `w = 1 - (s²/n)(m - 3)/((m - 1) B)`,
    /// with `s²` the variance within months, `n` years, `m` months and `B` the variance between
    /// their means.
    pub fn of(values: &[f64]) -> Option<Self> {
        if values.len() < LEAST || values.iter().any(|value| *value <= 0.0) {
            return None;
        }
        let ratios = log_ratios(values);
        let means = month_means(&ratios);
        let mean = means.iter().sum::<f64>() / YEAR as f64;
        let between: f64 = means.iter().map(|month| (month - mean).powi(2)).sum();
        let within: f64 = ratios.iter().map(|(month, ratio)| (ratio - means[*month]).powi(2)).sum();
        let within = within / (ratios.len() - YEAR) as f64;
        let years = ratios.len() as f64 / YEAR as f64;
        let reliability = 1.0 - within / years * (YEAR - 3) as f64 / between;
        (reliability > 0.0).then(|| Self::shrunk(&means, mean, reliability))
    }

    fn shrunk(means: &[f64; YEAR], mean: f64, reliability: f64) -> Self {
        let raw = means.map(|month| (reliability * (month - mean)).exp());
        let average = raw.iter().sum::<f64>() / YEAR as f64;
        Self { factors: raw.map(|factor| factor / average), reliability }
    }

    /// The factor of the month at `position` of the history.
    pub fn at(&self, position: usize) -> f64 {
        self.factors[position % YEAR]
    }
}

/// Month of the year and logarithm of value ÷ its surroundings.
fn log_ratios(values: &[f64]) -> Vec<(usize, f64)> {
    let half = YEAR / 2;
    if values.len() < LEAST_FOR_MEAN {
        let logs: Vec<f64> = values.iter().map(|value| value.ln()).collect();
        let line = Line::through(&logs);
        let ratio = |(i, log): (usize, &f64)| (i % YEAR, log - line.at(i as f64));
        return logs.iter().enumerate().map(ratio).collect();
    }
    (half..values.len() - half)
        .map(|i| (i % YEAR, (values[i] / centred_mean(values, i)).ln()))
        .collect()
}

/// The centred mean of a year: the months half a year off count half each.
fn centred_mean(values: &[f64], i: usize) -> f64 {
    let half = YEAR / 2;
    let ends = f64::midpoint(values[i - half], values[i + half]);
    let inner: f64 = values[i - half + 1..i + half].iter().sum();
    (ends + inner) / YEAR as f64
}

fn month_means(ratios: &[(usize, f64)]) -> [f64; YEAR] {
    let (mut sums, mut counts) = ([0.0; YEAR], [0.0; YEAR]);
    for (month, ratio) in ratios {
        sums[*month] += ratio;
        counts[*month] += 1.0;
    }
    std::array::from_fn(|month| sums[month] / counts[month])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seasonal(months: usize) -> Vec<f64> {
        let factor = |i: usize| if i % 12 == 11 { 2.0 } else { 1.0 };
        (0..months).map(|i| 100.0 * factor(i) * 1.01_f64.powi(i as i32)).collect()
    }

    #[test]
    fn a_strong_season_is_believed() {
        for months in [24, 30, 36, 60] {
            let season = Season::of(&seasonal(months)).unwrap();
            assert!(season.reliability > 0.9, "{months}: {}", season.reliability);
            assert!(season.at(11) / season.at(0) > 1.7, "{months}");
            assert!((season.factors.iter().sum::<f64>() / 12.0 - 1.0).abs() < 1e-12);
        }
    }

    #[test]
    fn no_season_without_two_years_or_with_a_zero() {
        assert_eq!(Season::of(&seasonal(23)), None);
        let mut values = seasonal(40);
        values[20] = 0.0;
        assert_eq!(Season::of(&values), None);
        assert_eq!(Season::of(&[7.0; 48]), None);
    }
}
