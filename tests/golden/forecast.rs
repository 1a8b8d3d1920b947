//! Whole forecasts, month by month.

use chrono::NaiveDate;
use enough_pipeline::calc::deals::{Deal, Labels, Outcome, State, Undated};
use enough_pipeline::calc::field::{Blank, Kind, Value};
use enough_pipeline::calc::forecast::{
    Amounts, FIELDS, Inputs, Lists, Month, PROBABILITIES, Precision, Renewal, Report, Stage,
    YES_NO, report,
};
use enough_pipeline::calc::units::{Days, Money, Percent};

use super::{MONEY, Row, near, number, numbers, table};
use chrono::Datelike;

/// Chances on a lattice of sizes, here and there.
const CHANCE: f64 = 1e-4;
/// Of a month or a quarter by itself: with few deals, one outcome within a lattice step of the goal
/// counts in part on its other side.
const ALONE: f64 = 5e-4;
/// While a control moves.
const QUICK: f64 = 4e-3;
/// Of the expectation: quantiles on a lattice of 500.
const QUANTILE: f64 = 1e-2;

#[test]
fn forecast_table() {
    let rows = table("forecast.csv");
    let mut start = 0;
    while start < rows.len() {
        let end = (start + 1..rows.len()).find(|i| rows[*i]["month"] == "1").unwrap_or(rows.len());
        let case = &rows[start..end];
        let settled = answer(&case[0], Precision::Settled);
        let quick = answer(&case[0], Precision::Interactive);
        assert_eq!(settled.months.len(), case.len(), "{}", case[0]["case"]);
        check_quarters(case, &settled.quarters);
        check_plan(case, settled.planned.as_ref());
        for ((row, month), quick) in case.iter().zip(&settled.months).zip(&quick.months) {
            check_month(row, month);
            assert_eq!(month.expected, quick.expected);
            if let (Some(a), Some(b)) = (month.chance, quick.chance) {
                let gap = (a - b).abs();
                assert!(gap < QUICK, "{} {}: {a} {b}", row["case"], row["month"]);
            }
        }
        start = end;
    }
}

fn check_month(row: &Row, month: &Month) {
    amounts(row, "", &month.expected);
    amounts(row, "cumulative_", &month.cumulative);
    quantiles(row, "", month.range, month.expected.total());
    quantiles(row, "cumulative_", month.cumulative_range, month.cumulative.total());
    chance(row, "chance", month.chance, CHANCE);
    chance(row, "goal_chance", month.goal_chance, ALONE);
    chance(row, "cumulative_goal_chance", month.cumulative_chance, ALONE);
}

/// What a quarter brings stands in the row of its last month.
fn check_quarters(case: &[Row], quarters: &[Month]) {
    let rows: Vec<&Row> = case.iter().filter(|row| !row["quarter_p10"].is_empty()).collect();
    assert_eq!(rows.len(), quarters.len(), "{}", case[0]["case"]);
    for (row, quarter) in rows.into_iter().zip(quarters) {
        quantiles(row, "quarter_", quarter.range, quarter.expected.total());
        chance(row, "quarter_goal_chance", quarter.goal_chance, ALONE);
        let month = quarter.start.month0() / 3;
        assert_eq!(month, quarter.end.month0() / 3, "{}", row["case"]);
    }
}

/// A plan for some of the months stands in the row of its last one.
fn check_plan(case: &[Row], planned: Option<&Month>) {
    let row = case.iter().find(|row| !row["plan_chance"].is_empty());
    assert_eq!(row.is_some(), planned.is_some(), "{}", case[0]["case"]);
    if let (Some(row), Some(plan)) = (row, planned) {
        chance(row, "plan_chance", plan.goal_chance, ALONE);
    }
}

/// A blank cell is no answer.
fn chance(row: &Row, column: &str, actual: Option<f64>, slack: f64) {
    let place = [&*row["case"], " ", &*row["month"], " ", column].concat();
    assert_eq!(number(row, column).is_some(), actual.is_some(), "{place}");
    near(row, column, actual.unwrap_or(f64::NAN), slack);
}

fn amounts(row: &Row, prefix: &str, actual: &Amounts) {
    for (name, amount) in [
        ("closed", actual.closed),
        ("open", actual.open),
        ("new", actual.new),
        ("renewals_expected", actual.renewals),
        ("recurring_expected", actual.recurring),
    ] {
        near(row, &format!("{prefix}{name}"), amount.0, MONEY);
    }
}

fn quantiles(row: &Row, prefix: &str, range: [Money; 3], expected: Money) {
    let exact = row["exact"] == "1";
    let slack = if exact { MONEY } else { 600.0_f64.max(QUANTILE * expected.0) };
    for (level, amount) in ["p10", "p50", "p90"].into_iter().zip(range) {
        near(row, &format!("{prefix}{level}"), amount.0, slack);
    }
}

fn answer(row: &Row, precision: Precision) -> Report {
    let (deals, undated) = (deals(row), undated(row));
    let (stages, renewals) = (stages(row), renewals(row));
    let goals: Vec<Option<Money>> =
        words(row, "goals").into_iter().map(|goal| known(goal).map(Money)).collect();
    let slips: Vec<i32> = numbers(row, "slips").into_iter().map(|slip| slip as i32).collect();
    let lists = Lists {
        deals: &deals,
        undated: &undated,
        stages: &stages,
        renewals: &renewals,
        slips: &slips,
        goals: &goals,
        ..Lists::default()
    };
    report(&inputs(row), &lists, precision)
}

fn blank(today: NaiveDate) -> Inputs {
    Inputs {
        today,
        months: 0,
        goal: None,
        closed_won: Money(0.0),
        win_rate: Percent(0.0),
        sales_cycle: Days(0),
        new_pipeline: Money(0.0),
        leads: 0.0,
        lead_conversion: None,
        lead_lag: Days(30),
        average_deal: None,
        deal_spread: 0.0,
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

/// The inputs of a row, read through the fields.
fn inputs(row: &Row) -> Inputs {
    let mut inputs = blank(row["today"].parse().unwrap());
    for field in FIELDS {
        let text = match (row.get(field.key).map_or("", String::as_str), field.blank) {
            ("", Blank::Means(default)) => default,
            ("", _) => continue,
            (text, _) => text,
        };
        let number = || text.parse::<f64>().unwrap_or_else(|_| panic!("{}: {text}", field.key));
        let value = match field.shape().kind {
            Kind::Money => Value::Money(Money(number())),
            Kind::Percent(..) => Value::Percent(Percent(number())),
            Kind::Days => Value::Days(Days(number() as u32)),
            Kind::Count => Value::Count(number() as u32),
            Kind::Number => Value::Number(number()),
            Kind::Date => Value::Date(text.parse().unwrap()),
            Kind::Choice(options) => {
                Value::Choice(options.iter().position(|option| option.key == text).unwrap())
            }
        };
        field
            .set(&mut inputs, value)
            .unwrap_or_else(|problem| panic!("{}: {problem:?}", field.key));
    }
    assert!(inputs.probabilities < PROBABILITIES.len());
    assert!(inputs.use_expected_close < YES_NO.len());
    inputs
}

fn words<'a>(row: &'a Row, column: &str) -> Vec<&'a str> {
    row[column].split_whitespace().collect()
}

/// A dash stands for what is not known.
fn known<T: std::str::FromStr>(text: &str) -> Option<T> {
    (text != "-").then(|| text.parse().ok().unwrap_or_else(|| panic!("{text}")))
}

fn deals(row: &Row) -> Vec<Deal> {
    let (created, close) = (words(row, "created"), words(row, "expected_close"));
    let (own, stage) = (words(row, "own"), words(row, "in_stage"));
    let one = |(i, value): (usize, f64)| {
        Some(Deal {
            created: known(created[i])?,
            outcome: Outcome::Open,
            value: Money(value),
            expected_close: known(close[i]),
            last_activity: None,
            probability: known(own[i]).map(Percent),
            labels: Labels { stage: stage[i].to_owned(), ..Labels::default() },
        })
    };
    numbers(row, "values").into_iter().enumerate().filter_map(one).collect()
}

/// Deals whose created date is a dash.
fn undated(row: &Row) -> Vec<Undated> {
    let (created, close) = (words(row, "created"), words(row, "expected_close"));
    let (own, stage) = (words(row, "own"), words(row, "in_stage"));
    let one = |(i, value): (usize, f64)| {
        (created[i] == "-").then(|| Undated {
            state: State::Open,
            value: Money(value),
            close: known(close[i]),
            probability: known(own[i]).map(Percent),
            labels: Labels { stage: stage[i].to_owned(), ..Labels::default() },
        })
    };
    numbers(row, "values").into_iter().enumerate().filter_map(one).collect()
}

fn stages(row: &Row) -> Vec<Stage> {
    let (counts, values) = (numbers(row, "stage_counts"), numbers(row, "stage_values"));
    let chances = numbers(row, "stage_chances");
    let one = |(i, name): (usize, &str)| Stage {
        name: name.to_owned(),
        count: counts[i] as u32,
        value: Money(values[i]),
        chance: Percent(chances[i]),
    };
    words(row, "stage_names").into_iter().enumerate().map(one).collect()
}

fn renewals(row: &Row) -> Vec<Renewal> {
    let (chances, dues) = (numbers(row, "renewal_chances"), words(row, "renewal_dues"));
    let one = |(i, value): (usize, f64)| Renewal {
        value: Money(value),
        chance: Percent(chances[i]),
        due: dues[i].parse().unwrap(),
    };
    numbers(row, "renewal_values").into_iter().enumerate().map(one).collect()
}

/// A chance that is given must be compared: the table has some.
#[test]
fn goals_are_among_the_cases() {
    assert!(
        table("forecast.csv").iter().filter(|row| number(row, "chance").is_some()).count() > 40
    );
}
