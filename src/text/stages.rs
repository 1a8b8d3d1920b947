//! How often deals of a stage are won and lost, in sentences.

use super::formats::Formats;
use crate::calc::cycle::shrinkage::Group;
use crate::calc::stages::Stages;

/// Smaller numbers than this need a second digit.
const SMALL: f64 = 0.1;

/// What stages do to wins and to losses, each with its size, of stages that have open deals.
pub fn sentences(stages: &Stages, formats: &dyn Formats) -> Vec<String> {
    let open = stages.open_deals();
    let told = |groups: &[Group], won| told(stages, groups, &open, won, formats);
    let told: Vec<String> =
        [told(&stages.won, true), told(&stages.lost, false)].into_iter().flatten().collect();
    let use_of_it = (!told.is_empty())
        .then(|| say!("Stages rank single deals. They change no total.").to_owned());
    told.into_iter().chain(use_of_it).collect()
}

fn told(
    stages: &Stages,
    groups: &[Group],
    open: &[usize],
    won: bool,
    formats: &dyn Formats,
) -> Option<String> {
    let mut known: Vec<(f64, &str)> = groups
        .iter()
        .zip(&stages.names)
        .zip(open)
        .filter(|(_, open)| **open > 0)
        .map(|((group, name), _)| (group.multiplier, &**name))
        .collect();
    known.sort_by(|a, b| b.0.total_cmp(&a.0));
    let times = |times: f64| formats.number(times, if times < SMALL { 2 } else { 1 });
    let (most, name) = *known.first()?;
    let (least, other) = *known.last()?;
    let (most, least) = (times(most), times(least));
    Some(match (known.len() > 1, won) {
        (true, true) => say!(
            "Deals in {name} are won {most} times as often as deals of the same age in all; those \
             in {other} {least} times.",
            name = name,
            most = most,
            other = other,
            least = least,
        ),
        (true, false) => say!(
            "Deals in {name} are lost {most} times as often as deals of the same age in all; those \
             in {other} {least} times.",
            name = name,
            most = most,
            other = other,
            least = least,
        ),
        (false, true) => say!(
            "Deals in {name} are won {most} times as often as deals of the same age in all.",
            name = name,
            most = most,
        ),
        (false, false) => say!(
            "Deals in {name} are lost {most} times as often as deals of the same age in all.",
            name = name,
            most = most,
        ),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::formats::Plain;

    fn told(won: &[f64], lost: &[f64], open: &[u16]) -> Vec<String> {
        let groups = |multipliers: &[f64]| {
            let group = |multiplier: &f64| Group { multiplier: *multiplier, ..Group::default() };
            multipliers.iter().map(group).collect()
        };
        let stages = Stages {
            names: ["Prospecting", "Demo", "Negotiation"].map(str::to_owned).into(),
            won: groups(won),
            lost: groups(lost),
            now: open.iter().copied().enumerate().collect(),
        };
        sentences(&stages, &Plain::default())
    }

    #[test]
    fn the_best_and_the_worst_stage_with_open_deals_are_told() {
        assert_eq!(
            told(&[0.42, 1.0, 1.8], &[1.5, 1.0, 0.04], &[0, 1, 2, 2]),
            [
                "Deals in Negotiation are won 1.8 times as often as deals of the same age in all; \
                 those in Prospecting 0.4 times.",
                "Deals in Prospecting are lost 1.5 times as often as deals of the same age in all; \
                 those in Negotiation 0.04 times.",
                "Stages rank single deals. They change no total.",
            ]
        );
        assert_eq!(
            told(&[0.42, 1.0, 1.8], &[], &[0]),
            [
                "Deals in Prospecting are won 0.4 times as often as deals of the same age in all.",
                "Stages rank single deals. They change no total.",
            ]
        );
        assert_eq!(
            told(&[], &[1.0, 2.0, 0.5], &[1])[0],
            "Deals in Demo are lost 2 times as often as deals of the same age in all."
        );
        assert_eq!(told(&[0.4, 1.0, 1.8], &[], &[]), [""; 0]);
        assert_eq!(told(&[], &[], &[0, 1]), [""; 0]);
    }
}
