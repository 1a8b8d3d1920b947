//! What must hold for any forecast, history and past forecasts.

use chrono::NaiveDate;
use enough_pipeline::calc::accuracy::{Past, record};
use enough_pipeline::calc::deals::{Deal, Labels, Outcome};
use enough_pipeline::calc::forecast::{
    Amounts, GroupBy, Inputs, Lists, Precision, Renewal, Report, report, shown,
};
use enough_pipeline::calc::history::baseline;
use enough_pipeline::calc::units::{Days, Money, Percent};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

/// What a lattice may be off.
const SLACK: f64 = 2e-3;

fn day(offset: i64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2028, 2, 29).unwrap() + chrono::Duration::days(offset)
}

prop_compose! {
    fn any_deal()(
        age in -5_i64..900,
        value in prop_oneof![Just(0.0), 100.0..2e5, Just(25_000.0)],
        expected in prop::option::of(-200_i64..400),
        own in prop::option::of(0.0..=100.0),
    ) -> Deal {
        Deal {
            created: day(-age),
            outcome: Outcome::Open,
            value: Money(value),
            expected_close: expected.map(day),
            last_activity: None,
            probability: own.map(Percent),
            labels: Labels { owner: format!("{}", age % 3), ..Labels::default() },
        }
    }
}

prop_compose! {
    fn any_inputs()(
        (today, months) in (-40_i64..40, 1_u32..7),
        (goal, closed_won) in (1.0..3e6, 0.0..1e5),
        win_rate in prop_oneof![Just(0.0), Just(100.0), 1.0..100.0],
        sales_cycle in prop_oneof![Just(1_u32), 5_u32..400],
        (new_pipeline, leads) in (prop_oneof![Just(0.0), 0.0..2e5], prop_oneof![Just(0.0), 0.0..60.0]),
        lead_lag in prop_oneof![Just(0_u32), 1_u32..200],
        average_deal in prop_oneof![Just(None), (1e3..1e5).prop_map(|v| Some(Money(v)))],
        deal_spread in prop_oneof![Just(0.0), 0.0..2.0],
        (recurring, churn, expansion) in (prop_oneof![Just(0.0), 0.0..2e5], 0.0..20.0, 0.0..5.0),
        accounts in prop::option::of(1_u32..500),
        (probabilities, use_expected_close) in (0_usize..3, 0_usize..2),
        correlation in prop_oneof![Just(0.0), 0.0..20.0],
    ) -> Inputs {
        Inputs {
            today: day(today),
            months,
            goal: Some(Money(goal)),
            closed_won: Money(closed_won),
            win_rate: Percent(win_rate),
            sales_cycle: Days(sales_cycle),
            new_pipeline: Money(new_pipeline),
            leads,
            lead_conversion: Some(Percent(15.0)),
            lead_lag: Days(lead_lag),
            average_deal,
            deal_spread,
            recurring: Money(recurring),
            churn: Percent(churn),
            expansion: Percent(expansion),
            accounts,
            probabilities,
            use_expected_close,
            commit_rate: None,
            best_case_rate: None,
            pipeline_rate: None,
            rate_days: Days(91),
            won_earlier: None,
            fiscal_start: 0,
            correlation: Percent(correlation),
        }
    }
}

fn forecast(inputs: &Inputs, deals: &[Deal]) -> Report {
    let due = Renewal { value: Money(20_000.0), chance: Percent(80.0), due: inputs.today };
    let lists = Lists { deals, renewals: &[due], ..Lists::default() };
    report(inputs, &lists, Precision::Settled)
}

/// The same with a goal for each month.
fn with_goals(inputs: &Inputs, deals: &[Deal], goals: &[Option<Money>]) -> Report {
    report(inputs, &Lists { deals, goals, ..Lists::default() }, Precision::Settled)
}

fn parts(amounts: &Amounts) -> [f64; 5] {
    let Amounts { closed, open, new, renewals, recurring } = *amounts;
    [closed, open, new, renewals, recurring].map(|amount| amount.0)
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 48,
        rng_seed: RngSeed::Fixed(20_280_229),
        ..ProptestConfig::default()
    })]

    #[test]
    fn months_add_up(inputs in any_inputs(), deals in prop::collection::vec(any_deal(), 0..25)) {
        let report = forecast(&inputs, &deals);
        let mut sums = [0.0; 5];
        for month in &report.months {
            for (sum, part) in sums.iter_mut().zip(parts(&month.expected)) {
                prop_assert!(part >= -1e-9, "{part}");
                *sum += part;
            }
            for (sum, part) in sums.iter().zip(parts(&month.cumulative)) {
                prop_assert!((sum - part).abs() <= 1e-9 * sum.max(1.0), "{sum} {part}");
            }
            prop_assert!(month.range[0] <= month.range[1] && month.range[1] <= month.range[2]);
        }
        let owners: f64 = report.by(GroupBy::Owner).iter().map(|group| group.expected.0).sum();
        prop_assert!((owners - report.total.open.0).abs() <= 1e-9 * owners.max(1.0));
        let value: f64 = deals.iter().map(|deal| deal.value.0).sum();
        prop_assert!(report.total.open.0 <= value * (1.0 + 1e-12));
    }

    #[test]
    fn quarters_are_their_months(
        inputs in any_inputs(),
        deals in prop::collection::vec(any_deal(), 0..25),
        goals in prop::collection::vec(prop::option::weighted(0.9, 1e3..4e5), 0..8),
    ) {
        let goals: Vec<Option<Money>> = goals.into_iter().map(|goal| goal.map(Money)).collect();
        let report = with_goals(&inputs, &deals, &goals);
        let mut months = report.months.iter();
        for quarter in &report.quarters {
            let count = report.months.iter().filter(|m| quarter.start <= m.start && m.end <= quarter.end);
            let of: Vec<_> = months.by_ref().take(count.count()).collect();
            let mut sums = [0.0; 5];
            for month in &of {
                for (sum, part) in sums.iter_mut().zip(parts(&month.expected)) {
                    *sum += part;
                }
            }
            for (sum, part) in sums.iter().zip(parts(&quarter.expected)) {
                prop_assert!((sum - part).abs() <= 1e-9 * sum.max(1.0), "{sum} {part}");
            }
            let last = of.last().unwrap();
            prop_assert_eq!(quarter.cumulative_range, last.cumulative_range);
            prop_assert_eq!(quarter.cumulative_goal, last.cumulative_goal);
            // What one month exceeds 9 times in 10, the quarter does too: nothing is lost.
            let high: f64 = of.iter().map(|month| month.range[2].0).sum();
            let slack = 0.02 * high.max(1e4);
            let low: f64 = of.iter().map(|month| month.range[0].0).fold(0.0, f64::max);
            prop_assert!(quarter.range[0].0 >= low - slack, "{} {low}", quarter.range[0].0);
            prop_assert!(quarter.range[0] <= quarter.range[1] && quarter.range[1] <= quarter.range[2]);
        }
        prop_assert!(months.next().is_none());
    }

    #[test]
    fn goals_of_months_add_up_and_higher_ones_are_harder(
        inputs in any_inputs(),
        deals in prop::collection::vec(any_deal(), 0..25),
        goals in prop::collection::vec(1e3..4e5, 6),
        more in 1.0..2.0,
    ) {
        let raised = |by: f64| goals.iter().map(|goal| Some(Money(goal * by))).collect::<Vec<_>>();
        let (easy, hard) =
            (with_goals(&inputs, &deals, &raised(1.0)), with_goals(&inputs, &deals, &raised(more)));
        let sum: Money = easy.months.iter().filter_map(|month| month.goal).sum();
        prop_assert_eq!(easy.goal, Some(sum));
        for (easy, hard) in easy.months.iter().zip(&hard.months) {
            prop_assert!(easy.goal_chance >= hard.goal_chance.map(|chance| chance - SLACK));
            prop_assert!(easy.cumulative_chance >= hard.cumulative_chance.map(|c| c - SLACK));
        }
        let last = easy.months.last().unwrap();
        prop_assert_eq!(easy.chance, last.cumulative_chance);
    }

    #[test]
    fn more_leads_bring_more_and_a_longer_lag_less(
        inputs in any_inputs(),
        more in 1.0..3.0,
        longer in 1_u32..100,
    ) {
        let inputs = Inputs { average_deal: Some(Money(30_000.0)), ..inputs };
        let new = |inputs: &Inputs| forecast(inputs, &[]).total.new.0;
        let now = new(&inputs);
        let many = new(&Inputs { leads: inputs.leads * more, ..inputs });
        prop_assert!(many >= now * (1.0 - 1e-9), "{many} {now}");
        let late = Days(inputs.lead_lag.0 + longer);
        let slow = new(&Inputs { lead_lag: late, ..inputs });
        prop_assert!(slow <= now * (1.0 + 1e-5) + 1e-6, "{slow} {now}");
    }

    #[test]
    fn correlation_moves_no_mean(
        inputs in any_inputs(),
        deals in prop::collection::vec(any_deal(), 0..25),
        correlation in 0.0..50.0,
    ) {
        let other = Inputs { correlation: Percent(correlation), ..inputs };
        let (a, b) = (forecast(&inputs, &deals), forecast(&other, &deals));
        for (a, b) in a.months.iter().zip(&b.months) {
            prop_assert_eq!(a.expected, b.expected);
            prop_assert_eq!(a.cumulative, b.cumulative);
        }
    }

    #[test]
    fn more_is_never_worse(
        inputs in any_inputs(),
        deals in prop::collection::vec(any_deal(), 0..25),
        more in prop::collection::vec(any_deal(), 1..5),
    ) {
        // A new deal's size must not follow the open ones.
        let inputs = Inputs { average_deal: Some(Money(30_000.0)), ..inputs };
        let now = forecast(&inputs, &deals);
        let more: Vec<Deal> = deals.iter().chain(&more).cloned().collect();
        let better = forecast(&inputs, &more);
        for (now, better) in now.months.iter().zip(&better.months) {
            prop_assert!(better.chance >= now.chance.map(|chance| chance - SLACK));
        }
        let chances: Vec<f64> = now.months.iter().filter_map(|month| month.chance).collect();
        prop_assert!(chances.windows(2).all(|pair| pair[1] >= pair[0] - SLACK), "{:?}", chances);
    }

    #[test]
    fn a_history_gives_numbers(
        values in prop::collection::vec(prop_oneof![Just(0.0), -1e4..1e6, Just(5e4)], 0..64),
        months in 0_usize..15,
    ) {
        let history: Vec<Money> = values.iter().copied().map(Money).collect();
        let Some(baseline) = baseline(&history, months) else {
            prop_assert!(history.is_empty());
            return Ok(());
        };
        prop_assert_eq!(baseline.months.len(), months);
        for month in &baseline.months {
            prop_assert!(month.expected.0.is_finite() && month.expected.0 >= 0.0);
            if let Some(range) = month.range {
                prop_assert!(range.low <= month.expected && month.expected <= range.high);
                prop_assert!(range.low.0 >= 0.0 && range.high.0.is_finite());
            }
        }
    }

    #[test]
    fn past_forecasts_give_numbers(
        past in prop::collection::vec((-1.0..1e6, prop_oneof![Just(0.0), -1.0..1e6]), 0..40),
        forecast in 0.0..1e6,
    ) {
        let past: Vec<Past> = past
            .iter()
            .map(|(f, a)| Past {
                forecast: Money(*f),
                actual: Money(*a),
                range: Some((Money(f * 0.8), Money(f * 1.2))),
            })
            .collect();
        let record = record(&past);
        prop_assert_eq!(record.count + record.rejected, past.len());
        let next = record.next(Money(forecast), Some((Money(0.0), Money(forecast * 2.0))));
        prop_assert!(next.centre.0.is_finite() && next.centre.0 >= 0.0);
        for range in next.history.iter().chain(&next.blend) {
            prop_assert!(range.low.0 >= 0.0 && range.low <= range.high && range.high.0.is_finite());
        }
        for ordered in &next.ordered {
            prop_assert!(ordered.range.is_none() || ordered.share >= ordered.wanted - 1e-12);
        }
    }

    #[test]
    fn totals_add_up_as_shown(
        cells in prop::collection::vec(prop::collection::vec(0.0..1e7, 4), 1..14),
        step in prop_oneof![Just(0.01), Just(1.0), Just(1000.0)],
    ) {
        let cells: Vec<Vec<Money>> =
            cells.into_iter().map(|row| row.into_iter().map(Money).collect()).collect();
        let table = shown(&cells, step);
        let steps = |amount: Money| (amount.0 / step).round();
        let rows: f64 = table.rows.iter().map(|row| steps(*row)).sum();
        let columns: f64 = table.columns.iter().map(|column| steps(*column)).sum();
        prop_assert_eq!((rows, columns), (steps(table.total), steps(table.total)));
        let pairs = table.cells.iter().flatten().zip(cells.iter().flatten());
        for (shown, exact) in pairs {
            prop_assert!((shown.0 - exact.0).abs() <= 2.0 * step);
        }
    }
}
