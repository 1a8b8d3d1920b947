//! What past quarters, forecast again, teach about a forecast.

use super::formats::Formats;
use super::leads::short;
use super::verdict::of_hundred;
use crate::calc::replay::Taught;

/// The lesson, and what the forecast comes to with it; where it is followed, without it.
pub fn lesson(taught: &Taught, formats: &dyn Formats) -> String {
    let percent = formats.percent(taught.bias.abs(), 0);
    let past = if taught.bias > 0.0 {
        say!("Replayed on your past quarters, this came out {percent} too high.", percent = percent)
    } else {
        say!("Replayed on your past quarters, this came out {percent} too low.", percent = percent)
    };
    let amount = short(taught.expected, formats);
    let other = match (taught.followed, taught.chance.map(of_hundred)) {
        (false, Some(chance)) => say!(
            "Corrected: {amount} on average; chance of the goal {chance}.",
            amount = amount,
            chance = chance,
        ),
        (false, None) => say!("Corrected: {amount} on average.", amount = amount),
        (true, Some(chance)) => say!(
            "Uncorrected: {amount} on average; chance of the goal {chance}.",
            amount = amount,
            chance = chance,
        ),
        (true, None) => say!("Uncorrected: {amount} on average.", amount = amount),
    };
    [&*past, " ", &*other].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calc::units::Money;
    use crate::text::formats::Plain;

    #[test]
    fn a_lesson_says_how_far_off_and_what_would_be() {
        let taught =
            Taught { bias: 0.212, followed: false, expected: Money(344_000.0), chance: Some(0.36) };
        let told = |taught: Taught| lesson(&taught, &Plain::default());
        let words = told(taught);
        assert!(words.starts_with("Replayed on your past quarters, this came out 21% too high."));
        assert!(words.contains("Corrected: $344"), "{words}");
        assert!(words.contains("chance of the goal 36"), "{words}");
        let low = told(Taught { bias: -0.1, followed: true, chance: None, ..taught });
        assert!(low.contains("10% too low. Uncorrected: $344"), "{low}");
        assert!(!low.contains("chance"), "{low}");
    }
}
