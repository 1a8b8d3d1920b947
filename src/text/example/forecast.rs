//! An example of a forecast: a firm that sells to firms.

use chrono::{Datelike, Months, NaiveDate};

use crate::calc::forecast::Inputs;
use crate::calc::units::{Days, Money, Percent};
use crate::language::Word;
use crate::text::formats::Formats;
use crate::text::rows::Rows;
use crate::text::rows::forecast::Section;

/// Open deals by stage: name, number, value and chance in percent.
const STAGES: [(Word, f64, f64, f64); 4] = [
    (word!("Discovery" in "stage of a deal"), 26.0, 1_040_000.0, 10.0),
    (word!("Evaluation" in "stage of a deal"), 18.0, 830_000.0, 25.0),
    (word!("Proposal" in "stage of a deal"), 12.0, 610_000.0, 45.0),
    (word!("Negotiation" in "stage of a deal"), 6.0, 350_000.0, 70.0),
];

/// Past forecasts in thousands: quarters before this one, forecast, what came, range.
const PAST: [(u32, [f64; 4]); 4] = [
    (4, [820.0, 748.0, 700.0, 940.0]),
    (3, [890.0, 806.0, 760.0, 1020.0]),
    (2, [930.0, 861.0, 800.0, 1060.0]),
    (1, [980.0, 842.0, 850.0, 1110.0]),
];

/// Inputs with nothing in them but the day.
pub fn blank_forecast(today: NaiveDate) -> Inputs {
    Inputs {
        today,
        months: 0,
        goal: None,
        closed_won: Money(0.0),
        win_rate: Percent(0.0),
        sales_cycle: Days(0),
        new_pipeline: Money(0.0),
        average_deal: None,
        deal_spread: 0.0,
        leads: 0.0,
        lead_conversion: None,
        lead_lag: Days(0),
        recurring: Money(0.0),
        churn: Percent(0.0),
        expansion: Percent(0.0),
        accounts: None,
        probabilities: 0,
        use_expected_close: 0,
        commit_rate: None,
        best_case_rate: None,
        pipeline_rate: None,
        rate_days: Days(91),
        won_earlier: None,
        fiscal_start: 0,
        correlation: Percent(0.0),
    }
}

/// What the example holds in its boxes.
pub fn example_forecast(today: NaiveDate) -> Inputs {
    Inputs {
        months: 12,
        goal: Some(Money(3_000_000.0)),
        closed_won: Money(90_000.0),
        win_rate: Percent(24.0),
        sales_cycle: Days(60),
        new_pipeline: Money(210_000.0),
        deal_spread: 1.0,
        lead_lag: Days(30),
        correlation: Percent(3.0),
        ..blank_forecast(today)
    }
}

/// What it holds in this table.
pub fn example_rows(section: Section, today: NaiveDate, formats: &dyn Formats) -> Rows {
    let table = section.table();
    let number = |value: f64| formats.edit_number(value);
    let rows = match section {
        Section::Stages => STAGES
            .iter()
            .map(|(name, count, value, chance)| {
                vec![name.text().to_owned(), number(*count), number(*value), number(*chance)]
            })
            .collect(),
        Section::Past => PAST
            .iter()
            .filter_map(|(back, figures)| {
                let quarter = before(today, 3 * back)?;
                let name = say!(
                    "Q{quarter} {year}",
                    quarter = quarter.month().div_ceil(3).to_string(),
                    year = quarter.year().to_string(),
                );
                let figures = figures.iter().map(|thousands| number(thousands * 1000.0));
                Some(std::iter::once(name).chain(figures).collect())
            })
            .collect(),
        Section::Goals | Section::Renewals | Section::History | Section::Quotas => Vec::new(),
    };
    Rows::of(table.columns.len(), table.most, rows)
}

/// The first day of the month so many months before.
fn before(today: NaiveDate, months: u32) -> Option<NaiveDate> {
    today.with_day(1)?.checked_sub_months(Months::new(months))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calc::forecast::{Lists, Precision, check, report};
    use crate::text::formats::Plain;
    use crate::text::rows::forecast;

    #[test]
    fn the_example_is_complete_on_any_day_and_its_goal_is_open() {
        let formats = Plain::default();
        for day in ["2026-01-05", "2026-02-28", "2026-11-16", "2028-02-29"] {
            let today = day.parse().unwrap();
            let inputs = example_forecast(today);
            assert_eq!(check(&inputs), []);
            let rows = |section| example_rows(section, today, &formats);
            let stages = forecast::stages(&rows(Section::Stages), formats.notation());
            let past = forecast::past(&rows(Section::Past), formats.notation());
            assert_eq!((stages.values.len(), past.values.len()), (4, 4));
            assert_eq!((stages.problems, past.problems), (vec![], vec![]));
            let lists = Lists { stages: &stages.values, ..Lists::default() };
            let chance = report(&inputs, &lists, Precision::Interactive).chance.unwrap();
            assert!((0.3..0.9).contains(&chance), "{day}: {chance}");
        }
    }
}
