//! What is said of open deals without a created date.

use super::{counted, spoken};
use crate::calc::forecast::{Inputs, Report, Tally};
use crate::text::formats::Formats;

/// How they count and what a created date would add, then what is special about some of them;
/// nothing where every open deal has one.
pub fn sentences(report: &Report, inputs: &Inputs, formats: &dyn Formats) -> Vec<String> {
    let Some(deals) = &report.without_age else { return Vec::new() };
    let end = report.months.last().map_or_else(String::new, |month| formats.date(month.end));
    let n = |tally: Tally| counted(tally.count, formats);
    let value = |tally: Tally| spoken(tally.value, formats);
    let all = if deals.alone {
        say!(
            "No created dates: each deal counts with its chance in the month of its close date. A \
             created date would add ages, dead deals and your own time to close."
        )
        .to_owned()
    } else {
        say!(
            "{n} open {n?deal has|deals have} no created date and {n?counts|count} with {n?its|their} \
             chance in the month of the close date; the others count by age.",
            n = n(deals.all),
        )
    };
    let mut told = vec![all];
    let mut some = |tally: Tally, words: &dyn Fn(Tally) -> String| {
        if tally.count > 0 {
            told.push(words(tally));
        }
    };
    some(deals.later, &|tally| {
        say!(
            "{n} {n?deal|deals} ({value}) {n?closes|close} after {end} and {n?is|are} left out.",
            n = n(tally),
            value = value(tally),
            end = end,
        )
    });
    some(deals.past_due, &|tally| {
        say!(
            "{n} {n?deal is|deals are} past the close date ({value}): spread over the coming months by \
             your sales cycle.",
            n = n(tally),
            value = value(tally),
        )
    });
    some(deals.no_close, &|tally| {
        say!(
            "{n} {n?deal has|deals have} no close date ({value}): spread over the coming months by your \
             sales cycle.",
            n = n(tally),
            value = value(tally),
        )
    });
    some(deals.no_chance, &|tally| {
        say!(
            "{n} {n?deal has|deals have} no chance in the list: the win rate of {rate} is used.",
            n = n(tally),
            rate = formats.percent(inputs.win_rate.fraction(), 1),
        )
    });
    told
}

#[cfg(test)]
mod tests {
    use super::super::tests::inputs;
    use super::*;
    use crate::calc::deals::{Labels, State, Undated};
    use crate::calc::forecast::{Lists, Precision, report};
    use crate::calc::units::{Money, Percent};
    use crate::text::formats::Plain;

    fn told(deals: &[(&str, Option<f64>)]) -> Vec<String> {
        let deal = |(close, chance): &(&str, Option<f64>)| Undated {
            state: State::Open,
            value: Money(10_000.0),
            close: close.parse().ok(),
            probability: chance.map(Percent),
            labels: Labels::default(),
        };
        let undated: Vec<Undated> = deals.iter().map(deal).collect();
        let lists = Lists { undated: &undated, ..Lists::default() };
        let report = report(&inputs(), &lists, Precision::Interactive);
        sentences(&report, &inputs(), &Plain::default())
    }

    #[test]
    fn what_is_done_with_deals_without_a_created_date_is_said() {
        let plain = told(&[("2026-12-18", Some(40.0))]);
        assert_eq!(plain.len(), 1);
        assert!(plain[0].contains("A created date would add"));
        let told = told(&[("2030-01-01", Some(40.0)), ("2026-11-01", None), ("", Some(5.0))]);
        assert_eq!(
            told[1..],
            [
                "1 deal ($10,000) closes after 31 Oct 2027 and is left out.",
                "1 deal is past the close date ($10,000): spread over the coming months by your sales cycle.",
                "1 deal has no close date ($10,000): spread over the coming months by your sales cycle.",
                "1 deal has no chance in the list: the win rate of 25% is used.",
            ]
        );
        assert!(
            super::sentences(
                &report(&inputs(), &Lists::default(), Precision::Interactive),
                &inputs(),
                &Plain::default()
            )
            .is_empty()
        );
    }
}
