//! The golden tables of lists of deals, worked out independently by `tests/golden/deals.py`.

use std::collections::HashMap;
use std::path::Path;

use chrono::NaiveDate;
use enough_pipeline::calc::cycle::calendar::Dimension;
use enough_pipeline::calc::cycle::history::Cut;
use enough_pipeline::calc::deals::{Deal, Labels, Outcome};
use enough_pipeline::calc::portfolio::Portfolio;
use enough_pipeline::calc::rates::{Measure, Rates};
use enough_pipeline::calc::replay::{Errors, Replayed, accuracy, quarters, replay};
use enough_pipeline::calc::sweep::{Inputs, Overrides, Precision, Report, Side, report};
use enough_pipeline::calc::units::{Days, Money, Percent};

#[path = "golden/separate.rs"]
mod separate;
#[path = "golden/stages.rs"]
mod stages;

const EXACT: f64 = 1e-9;
const MONEY: f64 = 0.005;
const CHANCE: f64 = 1e-6;

type Row = HashMap<String, String>;

fn table(name: &str) -> Vec<Row> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    let rows: Vec<Row> =
        csv::Reader::from_path(path).unwrap().deserialize().collect::<Result<_, _>>().unwrap();
    assert!(!rows.is_empty());
    rows
}

fn number(row: &Row, column: &str) -> Option<f64> {
    let text = row.get(column).unwrap_or_else(|| panic!("no column {column}"));
    (!text.is_empty()).then(|| text.parse().unwrap_or_else(|_| panic!("{column}: {text}")))
}

fn needed(row: &Row, column: &str) -> f64 {
    number(row, column).unwrap_or_else(|| panic!("{column} is empty"))
}

fn day(row: &Row, column: &str) -> Option<NaiveDate> {
    (!row[column].is_empty()).then(|| row[column].parse().unwrap())
}

/// An empty cell is an answer too: there is none.
#[track_caller]
fn near(row: &Row, column: &str, actual: Option<f64>, tolerance: f64) {
    let expected = number(row, column);
    let agree = match (actual, expected) {
        (Some(actual), Some(expected)) => {
            (actual - expected).abs() <= tolerance * expected.abs().max(1.0)
        }
        (None, None) => true,
        _ => false,
    };
    assert!(agree, "{}: {column} is {actual:?}, not {expected:?}", row["case"]);
}

fn count(number: usize) -> f64 {
    number as f64
}

fn lists() -> HashMap<String, Vec<Deal>> {
    let mut lists: HashMap<String, Vec<Deal>> = HashMap::new();
    for row in table("deals.csv") {
        lists.entry(row["case"].clone()).or_default().push(deal(&row));
    }
    lists
}

fn deal(row: &Row) -> Deal {
    let closed = || day(row, "closed").unwrap();
    Deal {
        created: day(row, "created").unwrap(),
        outcome: match row["outcome"].as_str() {
            "won" => Outcome::Won(closed()),
            "lost" => Outcome::Lost(closed()),
            _ => Outcome::Open,
        },
        value: Money(needed(row, "value")),
        expected_close: day(row, "expected_close"),
        last_activity: None,
        probability: None,
        labels: Labels::default(),
    }
}

fn inputs(row: &Row) -> Inputs {
    Inputs {
        goal: Money(needed(row, "goal")),
        closed_won: None,
        period: 4,
        fiscal_start: 0,
        period_start: day(row, "period_start"),
        period_end: day(row, "period_end"),
        today: day(row, "today").unwrap(),
        win_rate: number(row, "win_rate").map(Percent),
        sales_cycle: number(row, "sales_cycle").map(|days| Days(days as u32)),
        dead_after: needed(row, "dead_after"),
        dead_days: number(row, "dead_days").map(|days| Days(days as u32)),
        probabilities: 0,
        closed_since: day(row, "cut"),
        correlation: Percent(needed(row, "correlation")),
        separate_by: 0,
    }
}

/// The list of a row. Where the table has no cut, none is looked for.
fn portfolio(row: &Row, lists: &HashMap<String, Vec<Deal>>) -> Portfolio {
    let inputs = inputs(row);
    let cut = inputs.closed_since.map_or(Cut::Full, Cut::Since);
    let deals = lists.get(&row["case"]).map_or(&[][..], Vec::as_slice);
    Portfolio::new(deals, inputs.today, cut, inputs.given()).unwrap()
}

#[test]
fn history_table() {
    let lists = lists();
    let cases: HashMap<String, Portfolio> = table("sweep.csv")
        .into_iter()
        .map(|row| (row["case"].clone(), portfolio(&row, &lists)))
        .collect();
    for row in table("measured.csv") {
        let curve = &cases[&row["case"]].curve;
        let age = needed(&row, "age");
        near(&row, "won", Some(curve.won(age)), EXACT);
        near(&row, "lost", Some(curve.lost(age)), EXACT);
        near(&row, "open", Some(curve.open(age)), EXACT);
        near(&row, "chance_90", Some(curve.chance(age, 90.0)), EXACT);
        near(&row, "ever", Some(curve.chance_ever(age)), EXACT);
        near(&row, "upper", Some(curve.chance_ever_upper(age as u32)), 1e-7);
        if number(&row, "won_sd").is_some() {
            let point = curve.points()[(age as usize).min(curve.longest())];
            near(&row, "won_sd", Some(point.won_sd), 1e-7);
        }
    }
}

#[test]
fn sweep_table() {
    let lists = lists();
    for row in table("sweep.csv") {
        let portfolio = portfolio(&row, &lists);
        let answer = report(&inputs(&row), &portfolio, &Overrides::default(), Precision::Settled);
        check_line(&row, &answer);
        check_side(&row, "before", &answer.before);
        check_side(&row, "after", &answer.after);
        assert_eq!(answer.dead.deals, answer.before.deals - answer.after.deals);
        near(&row, "closed_won", Some(answer.closed_won.0), MONEY);
        near(&row, "past_due", Some(count(answer.past_due.deals)), 0.0);
        near(&row, "survivors", answer.survivors.deals.map(|deals| deals as f64), 0.0);
        for (column, p) in [("q10", 0.1), ("q50", 0.5), ("q95", 0.95)] {
            near(&row, column, portfolio.curve.won_quantile(p), 1e-7);
        }
    }
}

#[test]
fn calendar_table() {
    let lists = lists();
    let rows = table("calendar.csv");
    for list in table("sweep.csv") {
        let calendar = portfolio(&list, &lists).calendar;
        let mut rows = rows.iter().filter(|row| row["case"] == list["case"]);
        for (cause, effects) in [("won", &calendar.won), ("lost", &calendar.lost)] {
            for effect in effects {
                for (at, group) in effect.groups.iter().enumerate() {
                    let row = rows.next().unwrap_or_else(|| panic!("{}: {cause}", list["case"]));
                    assert_eq!(
                        (&*row["cause"], &*row["dimension"]),
                        (cause, name(effect.dimension))
                    );
                    near(row, "group", Some(count(at)), 0.0);
                    near(row, "closed", Some(group.closed), 1e-8);
                    near(row, "expected", Some(group.expected), 1e-8);
                    near(row, "multiplier", Some(group.multiplier), 1e-8);
                }
            }
        }
        assert_eq!(rows.next(), None, "{}", list["case"]);
    }
}

fn name(dimension: Dimension) -> &'static str {
    match dimension {
        Dimension::Weekday => "weekday",
        Dimension::DayOfMonth => "day of month",
        Dimension::MonthOfQuarter => "month of quarter",
    }
}

#[test]
fn outlook_table() {
    let lists = lists();
    let rows = table("outlook.csv");
    for list in table("sweep.csv") {
        let portfolio = portfolio(&list, &lists);
        for row in rows.iter().filter(|row| row["case"] == list["case"]) {
            let days = needed(row, "days");
            let outlook = portfolio.outlook(days);
            if let Some(age) = number(row, "age") {
                let (by, ever) = outlook.chances(age as u32, &[days]);
                near(row, "chance", Some(by[0]), EXACT);
                near(row, "ever", Some(ever), EXACT);
            } else {
                near(row, "chance", Some(outlook.arrivals(|_| 1.0, &[days])[0]), EXACT);
            }
        }
    }
}

fn check_line(row: &Row, answer: &Report) {
    let r = &answer.rejected;
    let rejected = [r.closed_before_created, r.created_later, r.closed_later, r.unusable_value]
        .map(|n| n.to_string());
    assert_eq!(rejected.join(" "), row["rejected"], "{}", row["case"]);
    near(row, "default_win_rate", Some(answer.default.win_rate), EXACT);
    near(row, "default_cycle", Some(answer.default.cycle), EXACT);
    near(row, "line", answer.line.days, EXACT);
    near(row, "late_wins", answer.line.days.map(|_| answer.line.late_wins), EXACT);
    near(row, "total_correlation", Some(answer.correlation), EXACT);
    let regret = answer.regret.as_ref();
    near(row, "regret_deals", Some(count(regret.map_or(0, |regret| regret.positions.len()))), 0.0);
    near(row, "regret_value", Some(regret.map_or(0.0, |regret| regret.value.0)), MONEY);
}

fn check_side(row: &Row, name: &str, side: &Side) {
    let column = |figure: &str| format!("{name}_{figure}");
    near(row, &column("deals"), Some(count(side.deals)), 0.0);
    near(row, &column("pipeline"), Some(side.pipeline.0), MONEY);
    near(row, &column("coverage"), side.coverage, EXACT);
    near(row, &column("flat"), Some(side.expected_flat.0), EXACT);
    near(row, &column("expected"), Some(side.expected.0), EXACT);
    near(row, &column("chance"), Some(side.outcome.chance), CHANCE);
}

#[test]
fn rates_table() {
    let lists = lists();
    for row in table("sweep.csv") {
        let rates = Rates::new(&portfolio(&row, &lists), 90);
        let value = |measure: Option<Measure>| measure.map(|measure| measure.value);
        let deals = |measure: Option<Measure>| measure.map(|measure| measure.deals as f64);
        near(&row, "own_win_rate", value(rates.win_rate), EXACT);
        near(&row, "own_win_rate_n", deals(rates.win_rate), 0.0);
        near(&row, "win_rate_by_value", value(rates.win_rate_by_value), EXACT);
        near(&row, "own_cycle", value(rates.sales_cycle), EXACT);
        near(&row, "own_cycle_n", deals(rates.sales_cycle), 0.0);
        near(&row, "average_deal", value(rates.average_deal), EXACT);
        near(&row, "average_deal_n", deals(rates.average_deal), 0.0);
        near(&row, "average_won", value(rates.average_won), EXACT);
        near(&row, "deal_spread", value(rates.deal_spread), EXACT);
        near(&row, "open_deals", Some(count(rates.open_deals)), 0.0);
        near(&row, "open_pipeline", Some(rates.open_pipeline.0), MONEY);
        near(&row, "own_aged_share", value(rates.aged_share), EXACT);
        near(&row, "cohort", value(rates.cohort), EXACT);
        near(&row, "cohort_n", deals(rates.cohort), 0.0);
        near(&row, "won_in_window", value(rates.won_in_window), EXACT);
        near(&row, "won_in_window_n", deals(rates.won_in_window), 0.0);
        near(&row, "new_pipeline", value(rates.new_pipeline), EXACT);
        near(&row, "new_pipeline_n", deals(rates.new_pipeline), 0.0);
    }
}

#[test]
fn replay_table() {
    let lists = lists();
    let rows = table("replay.csv");
    for list in table("sweep.csv") {
        let rows: Vec<&Row> = rows.iter().filter(|row| row["case"] == list["case"]).collect();
        let Some(fiscal) = rows.first().map(|row| needed(row, "fiscal_start") as usize) else {
            continue;
        };
        let portfolio = portfolio(&list, &lists);
        let rho = needed(&list, "correlation") / 100.0;
        let periods: Vec<Replayed> = quarters(&portfolio, fiscal)
            .into_iter()
            .filter_map(|(start, days)| replay(&portfolio, start, days, rho))
            .collect();
        assert_eq!(periods.len(), rows.len(), "{}", list["case"]);
        for (row, period) in rows.iter().zip(&periods) {
            check_period(row, period);
        }
        let answer = accuracy(&periods);
        near(rows[0], "lesson", Some(answer.lesson), EXACT);
        check_errors(rows[0], "curve", &answer.curve);
        check_errors(rows[0], "flat", &answer.flat);
        check_errors(rows[0], "three_times", &answer.three_times);
    }
}

fn check_period(row: &Row, period: &Replayed) {
    assert_eq!(Some(period.start), day(row, "start"));
    near(row, "days", Some((period.end - period.start).num_days() as f64 + 1.0), 0.0);
    near(row, "open_deals", Some(count(period.open_deals)), 0.0);
    near(row, "wins", Some(count(period.wins)), 0.0);
    for (column, money) in [
        ("open_pipeline", period.open_pipeline),
        ("curve", period.curve),
        ("flat", period.flat),
        ("three_times", period.three_times),
        ("actual", period.actual),
        ("actual_new", period.actual_new),
    ] {
        near(row, column, Some(money.0), EXACT);
    }
}

fn check_errors(row: &Row, way: &str, errors: &Errors) {
    near(row, &format!("{way}_bias"), errors.bias, EXACT);
    near(row, &format!("{way}_wape"), errors.wape, EXACT);
}
