//! The baseline of past months in words.

use super::{counted, rounded, spoken};
use crate::calc::history::{Backtest, Baseline, LEAST_MONTHS, Method, Season};
use crate::calc::units::Money;
use crate::text::formats::Formats;

/// What past months alone let expect, as a finding.
pub fn finding(baseline: &Baseline, formats: &dyn Formats) -> String {
    let sum: Money = baseline.months.iter().map(|month| month.expected).sum();
    say!(
        "Past months alone point to {amount} in the next {n} {n?month|months}",
        amount = spoken(sum, formats),
        n = counted(baseline.months.len(), formats),
    )
}

/// How it was worked out.
pub fn method(baseline: &Baseline, formats: &dyn Formats) -> String {
    match baseline.method {
        Method::Mean { recent, all } => say!(
            "With fewer than {n} months, it lies halfway between the mean of the last three months ({recent}) and that of all ({all}).",
            n = formats.number(LEAST_MONTHS as f64, 0),
            recent = spoken(recent, formats),
            all = spoken(all, formats),
        ),
        Method::Mixed { naive } => say!(
            "{share} of it is the last month going on, which did best on your past months; the rest is the mean of the usual methods.",
            share = formats.percent(naive, 0),
        ),
        Method::Ensemble => say!(
            "It is the mean of three usual methods: Theta, simple and damped \
                             exponential smoothing."
        )
        .into(),
        Method::SeasonalEnsemble => say!(
            "It is the mean of three usual methods (Theta, simple and damped \
                                     exponential smoothing) for three quarters, and the same month \
                                     a year before for one."
        )
        .into(),
    }
}

/// How months of the year differ, or why that is left out.
pub fn season(baseline: &Baseline, months: usize, formats: &dyn Formats) -> String {
    match baseline.season {
        Some(season) => say!(
            "Months of the year differ: the strongest brings {strongest} of an average one, the weakest {weakest}. Of the differences measured, {share} are believed; the rest may be chance.",
            strongest = times(strongest(&season), formats),
            weakest = times(weakest(&season), formats),
            share = formats.percent(season.reliability, 0),
        ),
        None if months < 24 => say!("Two years of months are needed to look for a season.").into(),
        None => {
            say!("No season is counted: the months of the year differ no more than chance has it.")
                .into()
        }
    }
}

fn times(factor: f64, formats: &dyn Formats) -> String {
    formats.percent(factor, 0)
}

fn strongest(season: &Season) -> f64 {
    season.factors.iter().copied().fold(0.0, f64::max)
}

fn weakest(season: &Season) -> f64 {
    season.factors.iter().copied().fold(f64::INFINITY, f64::min)
}

/// How the ways would have done at the past: what each is called, and by how much it was off.
pub fn errors(baseline: &Baseline, formats: &dyn Formats) -> Vec<Vec<String>> {
    let Some(backtest) = baseline.backtest else { return Vec::new() };
    let row = |name: &str, off: Option<Money>| {
        let off = off.map_or("–".into(), |off| formats.money(rounded(off)));
        vec![name.to_owned(), off]
    };
    let mut rows = vec![row(say!("Three usual methods together"), Some(backtest.ensemble))];
    if backtest.blend != backtest.ensemble {
        rows.push(row(say!("The same with a year before"), Some(backtest.blend)));
    }
    rows.push(row(say!("The last month goes on (naive)"), Some(backtest.naive)));
    if matches!(baseline.method, Method::Mixed { .. }) {
        rows.push(row(say!("The two mixed, as shown"), Some(backtest.mixed)));
    }
    rows.push(row(say!("The same month a year before"), backtest.seasonal_naive));
    rows
}

/// What the comparison with simple ways comes to.
pub fn compared(baseline: &Baseline, formats: &dyn Formats) -> Option<String> {
    let backtest = baseline.backtest?;
    let n = counted(backtest.origins, formats);
    Some(if matches!(baseline.method, Method::Mixed { .. }) {
        say!(
            "Tried from {n} past {n?month|months}, one to three months ahead: nothing beat letting the last month go on, so it counts here too.",
            n = n,
        )
    } else if backtest.seasonal_naive.is_some_and(|naive| naive < own(baseline, &backtest)) {
        say!(
            "Tried from {n} past {n?month|months}, one to three months ahead: it beat letting the last month go on, but not the same month a year before.",
            n = n,
        )
    } else if backtest.seasonal_naive.is_some() {
        say!(
            "Tried from {n} past {n?month|months}, one to three months ahead: it beat both letting the last month go on and the same month a year before.",
            n = n,
        )
    } else {
        say!(
            "Tried from {n} past {n?month|months}, one to three months ahead: it beat letting the last month go on.",
            n = n,
        )
    })
}

fn own(baseline: &Baseline, backtest: &Backtest) -> Money {
    match baseline.method {
        Method::SeasonalEnsemble => backtest.blend,
        Method::Mixed { .. } => backtest.mixed,
        _ => backtest.ensemble,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calc::history::baseline;
    use crate::text::formats::Plain;

    fn of(values: impl Iterator<Item = f64>) -> Baseline {
        baseline(&values.map(Money).collect::<Vec<_>>(), 12).unwrap()
    }

    #[test]
    fn a_season_is_told_with_how_far_it_is_believed() {
        let december = |i: i32| if i % 12 == 11 { 2e5 } else { 1e5 };
        let history = of((0..36).map(|i| december(i) * (1.0 + f64::from(i % 5) / 100.0)));
        let formats = Plain::default();
        assert!(
            finding(&history, &formats)
                .starts_with("Past months alone point to $1.3M in the next 12")
        );
        let told = season(&history, 36, &formats);
        assert!(told.starts_with("Months of the year differ: the strongest brings 18"), "{told}");
        assert!(method(&history, &formats).contains("a year before for one"));
        let rows = errors(&history, &formats);
        assert_eq!(rows.len(), 4);
        assert!(compared(&history, &formats).unwrap().starts_with("Tried from 12 past months"));
    }

    #[test]
    fn naive_and_short_histories_say_what_they_are() {
        let formats = Plain::default();
        let walk =
            of([50, 45, 42, 60, 66, 63, 58, 52, 49, 55, 61, 70, 72, 68].map(f64::from).into_iter());
        assert!(matches!(walk.method, Method::Mixed { .. }));
        assert!(method(&walk, &formats).starts_with("50% of it is the last month going on"));
        assert!(compared(&walk, &formats).unwrap().contains("nothing beat"));
        assert_eq!(errors(&walk, &formats)[2][0], "The two mixed, as shown");
        let short = of((0..5).map(|i| f64::from(i) * 1e4));
        assert!(method(&short, &formats).starts_with("With fewer than 12 months"));
        assert_eq!(compared(&short, &formats), None);
        assert!(season(&short, 5, &formats).starts_with("Two years"));
    }
}
