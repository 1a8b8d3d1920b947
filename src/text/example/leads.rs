//! What the form for leads holds before anyone types.

use chrono::NaiveDate;

use crate::calc::leads::{Inputs, STEPS, Source};
use crate::calc::units::{Days, Money, Percent};

/// Inputs with nothing in them but the day.
pub fn blank_leads(today: NaiveDate) -> Inputs {
    Inputs {
        goal: Money(0.0),
        closed_won: Money(0.0),
        expected_open: Money(0.0),
        period: 0,
        fiscal_start: 0,
        period_start: None,
        period_end: None,
        today,
        average_deal: Money(0.0),
        rates: [Percent(0.0); STEPS],
        lags: [Days(0); STEPS],
        lag_spread: 0.0,
        leads_now: None,
        confidence: Percent(0.0),
        correlation: Percent(0.0),
        returned: [Percent(0.0); STEPS],
        return_delay: Days(0),
        return_rate: Percent(0.0),
        unanswered: None,
        reps: None,
        cost_per_lead: None,
        sources: [Source::default(); 5],
        leads_per_hour: None,
        minutes_per_lead: None,
        people: None,
        target_minutes: 0.0,
        target_share: Percent(0.0),
        speed_effect: 0,
        speed_ratio: None,
        answered_now: None,
    }
}

/// The firm of the other examples, asking for the next quarter, when leads of today can still be
/// won.
pub fn example_leads(today: NaiveDate) -> Inputs {
    let source = |share, cost| Source {
        share: Some(Percent(share)),
        cost: Some(Money(cost)),
        ..Source::default()
    };
    let outbound = [Some(15.0), None, None, Some(18.0)].map(|rate| rate.map(Percent));
    Inputs {
        goal: Money(1_000_000.0),
        expected_open: Money(550_000.0),
        period: 1,
        average_deal: Money(50_000.0),
        rates: [30.0, 50.0, 60.0, 25.0].map(Percent),
        lags: [7, 7, 14, 45].map(Days),
        lag_spread: 1.5,
        leads_now: Some(30.0),
        confidence: Percent(80.0),
        correlation: Percent(3.0),
        returned: [20.0, 30.0, 30.0, 20.0].map(Percent),
        return_delay: Days(60),
        return_rate: Percent(50.0),
        unanswered: Some(Percent(15.0)),
        reps: Some(8),
        sources: [
            source(50.0, 120.0),
            Source { rates: outbound, ..source(20.0, 250.0) },
            Source::default(),
            source(20.0, 300.0),
            source(10.0, 0.0),
        ],
        leads_per_hour: Some(5.0),
        minutes_per_lead: Some(20.0),
        people: Some(2),
        target_minutes: 60.0,
        target_share: Percent(80.0),
        ..blank_leads(today)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calc::leads::{Status, check, report};

    #[test]
    fn the_example_is_instructive_on_any_day_of_a_quarter() {
        for day in ["2026-10-01", "2026-11-16", "2026-12-31", "2028-02-29"] {
            let inputs = example_leads(day.parse().unwrap());
            assert_eq!(check(&inputs), []);
            let report = report(&inputs);
            assert_eq!(report.status, Status::Open);
            let outlook = report.outlook.unwrap();
            assert!(outlook.latest[0].unwrap() > inputs.today, "{day}");
            assert!((20.0..200.0).contains(&outlook.flow.weekly), "{day}: {}", outlook.flow.weekly);
            assert!(outlook.cost.is_some() && outlook.teams.len() == 2);
        }
    }
}
