//! All sources together, each with as many leads as it brings.

use super::funnel::STEPS;
use super::source::Stream;

/// Share that goes on at each step in the end.
pub fn rates(streams: &[Stream]) -> [f64; STEPS] {
    let mut before: f64 = streams.iter().map(|stream| stream.share).sum();
    std::array::from_fn(|step| {
        let here: f64 = streams.iter().map(|stream| stream.share * stream.ever(step)).sum();
        let rate = if before > 0.0 { here / before } else { 0.0 };
        before = here;
        rate
    })
}

/// Days from entering a step to the day by which half of those ever won are won; `None` when that
/// is beyond the days looked at.
pub fn half_won(streams: &[Stream], step: usize) -> Option<u32> {
    let entered = |stream: &Stream| {
        if step == 0 { stream.share } else { stream.share * stream.ever(step - 1) }
    };
    let days = streams.iter().map(|stream| stream.funnel.won[step].len()).max()?;
    let won = |day: usize| -> f64 {
        streams.iter().map(|stream| entered(stream) * stream.funnel.won[step][day]).sum()
    };
    let ever: f64 = streams.iter().map(|stream| stream.share * stream.ever(STEPS - 1)).sum();
    // Rounding of the last digits must not push a median to the next day.
    let half = 0.5 * ever * (1.0 - 1e-12);
    (0..days).find(|day| won(*day) >= half).map(|day| day as u32)
}

/// Chance of a lead to be won so many days after it came in, or earlier, for the first `days` days.
pub fn won_by(streams: &[Stream], days: usize) -> Vec<f64> {
    let won = |day: usize| -> f64 {
        streams.iter().map(|stream| stream.share * stream.funnel.reached[STEPS - 1][day]).sum()
    };
    (0..days).map(won).collect()
}
