//! Baselines of series, and past forecasts against actuals.

use enough_pipeline::calc::accuracy::{self, Ordered, Past, Range, Scale, Verdict, record};
use enough_pipeline::calc::beta;
use enough_pipeline::calc::history::{Baseline, Method, baseline};
use enough_pipeline::calc::units::Money;

use super::{Row, near, needed, number, numbers, table};

/// Of the size of the amounts: far below a cent of a million.
const RELATIVE: f64 = 1e-9;

#[track_caller]
fn all_near(row: &Row, column: &str, actual: &[f64]) {
    let expected = numbers(row, column);
    assert_eq!(actual.len(), expected.len(), "{}: {column}", row["case"]);
    for (a, b) in actual.iter().zip(&expected) {
        let slack = RELATIVE * b.abs().max(1.0);
        assert!((a - b).abs() <= slack, "{}: {column} is {a}, not {b}", row["case"]);
    }
}

#[test]
fn history_table() {
    for row in table("history.csv") {
        let history: Vec<Money> = numbers(&row, "values").into_iter().map(Money).collect();
        let baseline = baseline(&history, numbers(&row, "expected").len()).unwrap();
        let method = match baseline.method {
            Method::Mean { .. } => "mean",
            Method::Mixed { .. } => "mixed",
            Method::Ensemble => "ensemble",
            Method::SeasonalEnsemble => "seasonal ensemble",
        };
        assert_eq!(method, row["method"], "{}", row["case"]);
        let all = |get: fn(&Range) -> Money| -> Vec<f64> {
            baseline.months.iter().filter_map(|m| m.range.as_ref()).map(|r| get(r).0).collect()
        };
        let expected: Vec<f64> = baseline.months.iter().map(|month| month.expected.0).collect();
        all_near(&row, "expected", &expected);
        all_near(&row, "low", &all(|range| range.low));
        all_near(&row, "high", &all(|range| range.high));
        check_grounds(&row, &baseline);
    }
}

/// What a baseline stands on: the season and the backtest.
fn check_grounds(row: &Row, baseline: &Baseline) {
    if let Some(backtest) = &baseline.backtest {
        near(row, "origins", backtest.origins as f64, 0.0);
        for (column, error) in [
            ("mae_ensemble", Some(backtest.ensemble)),
            ("mae_blend", Some(backtest.blend)),
            ("mae_naive", Some(backtest.naive)),
            ("mae_mixed", Some(backtest.mixed)),
            ("mae_seasonal", backtest.seasonal_naive),
        ] {
            let error: Vec<f64> = error.into_iter().map(|money| money.0).collect();
            all_near(row, column, &error);
        }
    }
    if let Some(season) = &baseline.season {
        near(row, "reliability", season.reliability, RELATIVE);
        all_near(row, "factors", &season.factors);
    } else {
        assert_eq!(number(row, "reliability"), None, "{}", row["case"]);
    }
}

#[test]
fn accuracy_table() {
    for row in table("accuracy.csv") {
        let record = record(&past(&row));
        assert_eq!(record.scale == Scale::Log, row["scale"] == "log", "{}", row["case"]);
        near(&row, "count", record.count as f64, 0.0);
        near(&row, "zero_actuals", record.zero_actuals as f64, 0.0);
        optional(&row, "wape", record.wape);
        optional(&row, "mape", record.mape);
        optional(&row, "bias", record.bias.map(|bias| bias.typical));
        optional(&row, "bias_by_value", record.bias.and_then(|bias| bias.by_value));
        let interval = record.bias.and_then(|bias| bias.interval);
        optional(&row, "bias_low", interval.map(|interval| interval.0));
        optional(&row, "bias_high", interval.map(|interval| interval.1));
        let verdict = match record.bias.map(|bias| bias.verdict) {
            None | Some(Verdict::TooFew) => "",
            Some(Verdict::Optimism) => "optimism",
            Some(Verdict::Caution) => "caution",
            Some(Verdict::Noise) => "noise",
        };
        assert_eq!(verdict, row["verdict"], "{}", row["case"]);
        optional(&row, "inside_low", record.coverage.map(|coverage| coverage.limits.0));
        optional(&row, "inside_high", record.coverage.map(|coverage| coverage.limits.1));
        near(&row, "inside", record.coverage.map_or(0.0, |c| f64::from(c.inside)), 0.0);
        check_next(&row, &record);
    }
}

fn past(row: &Row) -> Vec<Past> {
    let (actuals, lows, highs) =
        (numbers(row, "actuals"), numbers(row, "lows"), numbers(row, "highs"));
    let one = |(i, forecast)| Past {
        forecast: Money(forecast),
        actual: Money(actuals[i]),
        range: lows.get(i).map(|low| (Money(*low), Money(highs[i]))),
    };
    numbers(row, "forecasts").into_iter().enumerate().map(one).collect()
}

fn check_next(row: &Row, record: &accuracy::Record) {
    let model = number(row, "model_low").map(|low| (Money(low), Money(needed(row, "model_high"))));
    let next = record.next(Money(needed(row, "forecast")), model);
    optional(row, "centre", Some(next.centre.0));
    range(row, ["history_low", "history_high"], next.history);
    let ordered = |i: usize| next.ordered.get(i).and_then(|ordered: &Ordered| ordered.range);
    range(row, ["ordered_low_80", "ordered_high_80"], ordered(0));
    range(row, ["ordered_low_90", "ordered_high_90"], ordered(1));
    if model.is_some() {
        range(row, ["blend_low", "blend_high"], next.blend);
    }
}

#[track_caller]
fn range(row: &Row, [low, high]: [&str; 2], actual: Option<Range>) {
    optional(row, low, actual.map(|range| range.low.0));
    optional(row, high, actual.map(|range| range.high.0));
}

/// Both blank, or near each other.
#[track_caller]
fn optional(row: &Row, column: &str, actual: Option<f64>) {
    let expected = number(row, column);
    assert_eq!(actual.is_some(), expected.is_some(), "{}: {column}", row["case"]);
    if let (Some(a), Some(b)) = (actual, expected) {
        let slack = RELATIVE * b.abs().max(1.0);
        assert!((a - b).abs() <= slack, "{}: {column} is {a}, not {b}", row["case"]);
    }
}

#[test]
fn limits_table() {
    for row in table("limits.csv") {
        let (a, b) = (needed(&row, "a"), needed(&row, "b"));
        let (low, high) = match row["kind"].as_str() {
            "student" => (beta::student_quantile(a, b), f64::NAN),
            _ => beta::binomial_limits(a as u32, b as u32, 0.95),
        };
        let expected = needed(&row, "low");
        assert!((low - expected).abs() <= RELATIVE * expected.max(1.0), "{a} {b}: {low}");
        if let Some(expected) = number(&row, "high") {
            assert!((high - expected).abs() <= RELATIVE, "{a} {b}: {high}");
        }
    }
}
