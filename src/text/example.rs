//! What the forms hold before anyone types: a labelled example, or nothing.

pub mod deals;
pub mod forecast;
pub mod leads;

use chrono::NaiveDate;

use super::draft::Draft;
use crate::calc::coverage::{Inputs, Period};
use crate::calc::units::{Days, Money, Percent};

/// Shares of the example's goal that are won before the quarter begins and in its course.
const WON_AT_FIRST: f64 = 0.18;
const WON_BY_THE_END: f64 = 0.65;
/// The example's closed-won is a multiple of this.
const STEP: f64 = 10_000.0;

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

/// A realistic firm that sells to firms, in the quarter of `today`. The further the quarter, the
/// more of the goal it has won, so that the example is instructive on any day.
pub fn example(today: NaiveDate) -> Inputs {
    let inputs = Inputs {
        goal: Money(1_000_000.0),
        open_pipeline: Money(3_600_000.0),
        open_deals: Some(72),
        win_rate: Percent(25.0),
        sales_cycle: Days(60),
        aged_share: Some(Percent(30.0)),
        new_pipeline: Money(120_000.0),
        lead_conversion: Some(Percent(10.0)),
        deal_spread: 1.0,
        confidence: Percent(80.0),
        correlation: Percent(3.0),
        lever_step: Percent(10.0),
        ..blank(today)
    };
    let won = inputs.goal.0 * (WON_AT_FIRST + WON_BY_THE_END * elapsed(&Period::of(&inputs)));
    Inputs { closed_won: Money((won / STEP).round() * STEP), ..inputs }
}

/// The share of a period that has gone by, from 0 on its first day.
fn elapsed(period: &Period) -> f64 {
    let length = (period.end - period.start).num_days() + 1;
    1.0 - period.days_left() as f64 / length as f64
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calc::coverage::{Precision, report};

    #[test]
    fn the_example_is_instructive_on_any_day_of_a_quarter() {
        for day in ["2026-10-01", "2026-10-25", "2026-11-23", "2026-12-15"] {
            let inputs = example(day.parse().unwrap());
            let report = report(&inputs, Precision::Interactive);
            assert!((0.2..0.6).contains(&report.chance), "{day}: {}", report.chance);
            assert!(report.outlook.unwrap().gap.0 > 0.0, "{day}");
        }
    }

    #[test]
    fn the_example_has_won_more_late_in_the_quarter() {
        let won = |day: &str| example(day.parse().unwrap()).closed_won.0;
        assert_eq!((won("2026-10-01"), won("2026-12-31")), (180_000.0, 820_000.0));
    }
}
