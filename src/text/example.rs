//! What the coverage form holds before anyone types: a labelled example, or nothing.

use chrono::NaiveDate;

use super::draft::Draft;
use crate::calc::coverage::{Inputs, PERIODS, Period};
use crate::calc::units::{Days, Money, Percent};

/// Days that must be left of the quarter for the example to be about it.
const FEW_DAYS: i64 = 30;

/// Inputs with nothing in them but the day.
pub fn blank(today: NaiveDate) -> Inputs {
    Inputs {
        goal: Money(0.0),
        closed_won: Money(0.0),
        period: 0,
        fiscal_start: 0,
        period_start: None,
        period_end: None,
        today,
        open_pipeline: Money(0.0),
        open_deals: None,
        average_deal: None,
        win_rate: Percent(0.0),
        sales_cycle: Days(0),
        aged_share: None,
        new_pipeline: Money(0.0),
        win_rate_by_value: None,
        deal_spread: 0.0,
        lead_conversion: None,
        confidence: Percent(0.0),
        correlation: Percent(0.0),
        lever_step: Percent(0.0),
    }
}

/// A realistic firm that sells to firms. Late in a quarter it looks at the next one.
pub fn example(today: NaiveDate) -> Inputs {
    let inputs = Inputs {
        goal: Money(1_200_000.0),
        closed_won: Money(350_000.0),
        open_pipeline: Money(2_900_000.0),
        open_deals: Some(58),
        win_rate: Percent(25.0),
        sales_cycle: Days(75),
        aged_share: Some(Percent(30.0)),
        new_pipeline: Money(120_000.0),
        lead_conversion: Some(Percent(10.0)),
        deal_spread: 1.0,
        confidence: Percent(80.0),
        correlation: Percent(3.0),
        lever_step: Percent(10.0),
        ..blank(today)
    };
    if Period::of(&inputs).days_left() >= FEW_DAYS {
        inputs
    } else {
        Inputs { period: position("next-quarter"), closed_won: Money(0.0), ..inputs }
    }
}

/// The draft without the dates of an own period while another period is chosen: what stands in
/// boxes that are not shown must not be a problem.
#[must_use]
pub fn relevant(draft: &Draft) -> Draft {
    let mut relevant = draft.clone();
    if draft.get("period") != "own" {
        relevant.set("period_start", "");
        relevant.set("period_end", "");
    }
    relevant
}

fn position(key: &str) -> usize {
    PERIODS.iter().position(|period| period.key == key).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn late_in_a_quarter_the_example_looks_at_the_next_one() {
        let in_time = example("2026-12-02".parse().unwrap());
        assert_eq!((in_time.period, in_time.closed_won), (0, Money(350_000.0)));
        let late = example("2026-12-03".parse().unwrap());
        assert_eq!((late.period, late.closed_won), (1, Money(0.0)));
    }
}
