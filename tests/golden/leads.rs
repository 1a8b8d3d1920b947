//! Leads: funnels, plans and queues.

use chrono::NaiveDate;
use enough_pipeline::calc::field::Blank;
use enough_pipeline::calc::leads::{
    Cost, FIELDS, Inputs, Outlook, STEPS, Source, Status, Steps, Team, check, report,
};
use enough_pipeline::calc::units::{Days, Money, Percent};
use enough_pipeline::text::canonical;

use super::{MONEY, Row, near, needed, number, numbers, table};

/// Shares of a funnel: the script integrates, the calculation has closed forms.
const SHARE: f64 = 1e-8;
/// Of a count or an amount.
const RELATIVE: f64 = 1e-7;

#[test]
fn funnel_table() {
    for row in table("leads_funnel.csv") {
        let four = |column: &str| -> [f64; STEPS] { numbers(&row, column).try_into().unwrap() };
        let steps = Steps {
            rates: four("rates").map(|rate| rate / 100.0),
            lags: four("lags").map(|days| days as u32),
            returned: four("returned").map(|share| share / 100.0),
            multiplier: needed(&row, "multiplier") / 100.0,
            delay: needed(&row, "delay") as u32,
            spread: needed(&row, "spread"),
        };
        let funnel = steps.funnel(needed(&row, "days") as usize);
        let days: Vec<usize> = numbers(&row, "at").into_iter().map(|day| day as usize).collect();
        let columns = [
            ("reached_mql", &funnel.reached[0]),
            ("reached_sql", &funnel.reached[1]),
            ("reached_opportunity", &funnel.reached[2]),
            ("reached_won", &funnel.reached[3]),
            ("won_from_lead", &funnel.won[0]),
            ("won_from_mql", &funnel.won[1]),
            ("won_from_sql", &funnel.won[2]),
            ("won_from_opportunity", &funnel.won[3]),
        ];
        for (column, shares) in columns {
            for (day, expected) in days.iter().zip(numbers(&row, column)) {
                let gap = (shares[*day] - expected).abs();
                assert!(
                    gap < SHARE,
                    "{}: {column} {day}: {} {expected}",
                    row["case"],
                    shares[*day]
                );
            }
        }
    }
}

#[test]
fn plan_table() {
    for row in table("leads_plan.csv") {
        let inputs = inputs(&row);
        assert_eq!(check(&inputs), [], "{}", row["case"]);
        let report = report(&inputs);
        assert_eq!(report.status, Status::Open, "{}", row["case"]);
        close(&row, "expected_wins", Some(report.wins));
        check_plan(&row, &report.outlook.unwrap());
    }
}

fn check_plan(row: &Row, outlook: &Outlook) {
    let sum = |of: fn(&Cost) -> Option<f64>| outlook.cost.as_ref().and_then(of);
    let marketing = outlook.teams.iter().find(|team| team.team == Team::Marketing);
    for (column, value) in [
        ("expected_weekly_leads", Some(outlook.flow.weekly)),
        ("expected_leads", Some(outlook.flow.leads)),
        ("expected_early_weekly", outlook.early.map(|flow| flow.weekly)),
        ("expected_chance", Some(outlook.chance)),
        ("expected_sure_weekly", Some(outlook.sure.weekly)),
        ("expected_opportunities", Some(outlook.opportunities)),
        ("expected_sure_opportunities", Some(outlook.sure_opportunities)),
        ("expected_marketing_share", marketing.map(|team| team.share)),
        ("expected_cost", sum(|cost| Some(cost.total.0))),
        ("expected_cost_opportunity", sum(|cost| Some(cost.opportunity?.0))),
        ("expected_cost_win", sum(|cost| Some(cost.win?.0))),
        ("expected_revenue", sum(|cost| cost.revenue)),
        ("expected_unanswered", outlook.losses.unanswered.map(|(_, money)| money.0)),
    ] {
        close(row, column, value);
    }
    let half: Vec<f64> = outlook.half_won.iter().map(|days| f64::from(days.unwrap())).collect();
    assert_eq!(half, numbers(row, "expected_half_days"), "{}", row["case"]);
    let latest = outlook.latest.map(|day| day.unwrap().to_string());
    assert_eq!(latest.join(" "), row["expected_latest"], "{}", row["case"]);
    for (step, column) in
        ["expected_week_mqls", "expected_week_sqls", "expected_week_opportunities"]
            .iter()
            .enumerate()
    {
        let expected = numbers(row, column);
        assert_eq!(expected.len(), outlook.weeks.len());
        for (week, expected) in outlook.weeks.iter().zip(expected) {
            let gap = (week.reached[step] - expected).abs();
            assert!(gap < RELATIVE * expected.max(1.0), "{}: {column}", row["case"]);
        }
    }
}

#[track_caller]
fn close(row: &Row, column: &str, value: Option<f64>) {
    assert_eq!(value.is_some(), number(row, column).is_some(), "{}: {column}", row["case"]);
    let slack = RELATIVE * number(row, column).unwrap_or_default().abs().max(1e-3);
    near(
        row,
        column,
        value.unwrap_or_default(),
        slack.max(if column.contains("cost") { MONEY } else { 0.0 }),
    );
}

#[test]
fn queue_table() {
    for row in table("leads_queue.csv") {
        let inputs = inputs(&row);
        let answer = report(&inputs).follow_up.unwrap();
        let now = answer.now.unwrap();
        near(&row, "waits", now.waits, 1e-10);
        near(&row, "within", now.within, 1e-10);
        assert_eq!(now.wait.is_some(), number(&row, "wait").is_some());
        near(&row, "wait", now.wait.unwrap_or_default(), 1e-9);
        assert_eq!(answer.needed.to_string(), row["needed"], "{}", row["case"]);
    }
}

/// The inputs of a row, read through the fields; what it does not have is what an empty box means.
fn inputs(row: &Row) -> Inputs {
    let mut inputs = blank();
    for field in FIELDS {
        let text = match (row.get(field.key).map_or("", String::as_str), field.blank) {
            ("", Blank::Means(usual)) => usual,
            ("", _) => continue,
            (text, _) => text,
        };
        let value =
            canonical::read(field, text).unwrap_or_else(|problem| panic!("{text}: {problem:?}"));
        field
            .set(&mut inputs, value)
            .unwrap_or_else(|problem| panic!("{}: {problem:?}", field.key));
    }
    inputs
}

fn blank() -> Inputs {
    Inputs {
        goal: Money(1.0),
        closed_won: Money(0.0),
        expected_open: Money(0.0),
        period: 0,
        fiscal_start: 0,
        period_start: None,
        period_end: None,
        today: NaiveDate::from_ymd_opt(2026, 10, 5).unwrap(),
        average_deal: Money(1.0),
        rates: [Percent(50.0); STEPS],
        lags: [Days(1); STEPS],
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
