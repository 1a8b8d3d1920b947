//! What past forecasts were worth, in words for a board.

use chrono::NaiveDate;

use super::{counted, spoken};
use crate::calc::accuracy::{Bias, LEAST_PAST, Next, Record, Verdict};
use crate::calc::forecast::Report;
use crate::calc::units::Money;
use crate::text::formats::Formats;

/// Months of a quarter.
const QUARTER: i64 = 85;
/// Errors below this are none when rounded.
const NONE: f64 = 0.005;

/// The next period that a forecast is corrected for: the first whole quarter, or else all months.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Coming {
    /// First day.
    pub start: NaiveDate,
    /// Last day.
    pub end: NaiveDate,
    /// What is forecast for it.
    pub forecast: Money,
    /// Its range, 8 times in 10.
    pub range: (Money, Money),
}

/// The next period of a report; `None` without months.
pub fn coming(report: &Report) -> Option<Coming> {
    let whole = |start: NaiveDate, end: NaiveDate| (end - start).num_days() >= QUARTER;
    let quarter = report.quarters.iter().find(|quarter| whole(quarter.start, quarter.end));
    if let Some(quarter) = quarter {
        return Some(Coming {
            start: quarter.start,
            end: quarter.end,
            forecast: quarter.expected.total(),
            range: (quarter.range[0], quarter.range[2]),
        });
    }
    let (first, last) = (report.months.first()?, report.months.last()?);
    Some(Coming {
        start: first.start,
        end: last.end,
        forecast: report.total.total(),
        range: (report.range[0], report.range[2]),
    })
}

/// "You forecast 14% too high on average", and whether that is more than chance.
pub fn finding(record: &Record, formats: &dyn Formats) -> String {
    let Some(bias) = record.bias else {
        return "None of the past forecasts can be used".into();
    };
    let Some(off) = off(bias, formats) else {
        return "Your past forecasts were right on average".into();
    };
    match record.count {
        1 => ["Your one past forecast was ", &*off].concat(),
        _ => ["You forecast ", &*off, " on average"].concat(),
    }
}

/// "14% too high"; `None` when it is even.
fn off(bias: Bias, formats: &dyn Formats) -> Option<String> {
    // By how much the forecast was above what came.
    let above = match bias.typical {
        typical if typical > -0.99 => -typical / (1.0 + typical),
        _ => bias.by_value.unwrap_or(1.0),
    };
    let size = formats.percent(above.abs(), 0);
    match above {
        above if above.abs() < NONE => None,
        above if above > 0.0 => Some([&*size, " too high"].concat()),
        _ => Some([&*size, " too low"].concat()),
    }
}

/// Optimism or noise.
pub fn cause(record: &Record, formats: &dyn Formats) -> String {
    let count = counted(record.count, "past forecast", "past forecasts", formats);
    match record.bias.map(|bias| bias.verdict) {
        None => "A forecast and what came must both be above nothing.".into(),
        Some(Verdict::Optimism) => {
            ["That is optimism: over ", &*count, " it is more than chance explains."].concat()
        }
        Some(Verdict::Caution) => {
            ["That is caution: over ", &*count, " it is more than chance explains."].concat()
        }
        Some(Verdict::Noise) => {
            ["That may be chance: ", &*count, " differ too much to call it a habit."].concat()
        }
        Some(Verdict::TooFew) => [
            &*count,
            if record.count == 1 { " shows" } else { " show" },
            " no habit yet: it takes ",
            &*formats.number(LEAST_PAST as f64, 0),
            " to tell a habit from chance.",
        ]
        .concat(),
    }
}

/// "Corrected, the quarter to 31 Mar 2027 is $3.1M, 4 times in 5 between $2.6M and $3.7M."
pub fn corrected(next: &Next, coming: &Coming, formats: &dyn Formats) -> String {
    let written = |amount| spoken(amount, formats);
    let days = (coming.end - coming.start).num_days();
    let period = if (QUARTER..100).contains(&days) { "the quarter" } else { "the time" };
    let mut words = [
        "Corrected by as much as that record supports, ",
        period,
        " to ",
        &*formats.date(coming.end),
        " is ",
        &*written(next.centre),
    ]
    .concat();
    if let Some(range) = next.blend.or(next.history) {
        words += &[", 4 times in 5 between ", &*written(range.low), " and ", &*written(range.high)]
            .concat();
    }
    words + "."
}

/// Where the range comes from, and what the number of past forecasts allows to say.
pub fn basis(record: &Record, next: &Next, formats: &dyn Formats) -> String {
    if record.count < LEAST_PAST {
        return "The range is that of the forecast: fewer than 3 past forecasts say nothing about \
                the spread."
            .into();
    }
    let count = counted(record.count, "past error", "past errors", formats);
    let mut words = [
        "The range weighs your ",
        &*count,
        " against the forecast's own range, which counts as 6.",
    ]
    .concat();
    for ordered in &next.ordered {
        let share = formats.percent(ordered.wanted, 0);
        let written = |amount| spoken(amount, formats);
        words += &match ordered.range {
            Some(range) => [
                " Between your own smallest and largest errors lie ",
                &*written(range.low),
                " and ",
                &*written(range.high),
                ": that holds ",
                &*formats.percent(ordered.share, 0),
                " of the time, whatever the errors look like.",
            ]
            .concat(),
            None => [
                " A range that holds ",
                &*share,
                " of the time without any assumption takes ",
                &*formats.number(ordered.least_past as f64, 0),
                " past forecasts.",
            ]
            .concat(),
        };
    }
    words
}

/// The measures: what each is called, its value, and what it says.
pub fn measures(record: &Record, formats: &dyn Formats) -> Vec<[String; 3]> {
    let share = |share: f64| formats.percent(share, 1);
    let row = |name: &str, value: String, says: String| [name.to_owned(), value, says];
    let mut rows = Vec::new();
    if let Some(bias) = record.bias {
        let even = || "even".to_owned();
        let between = bias.interval.map(|(low, high)| {
            [
                "what came differs from the forecast by ",
                &*signed(low, formats),
                " to ",
                &*signed(high, formats),
                ", 19 times in 20",
            ]
            .concat()
        });
        rows.push(row(
            "Bias",
            off(bias, formats).unwrap_or_else(even),
            between.unwrap_or_default(),
        ));
        if let Some(by_value) = bias.by_value {
            let says = "all forecasts together against all that came";
            rows.push(row("Bias by value", signed(by_value, formats), says.into()));
        }
    }
    if let Some(wape) = record.wape {
        rows.push(row(
            "Off by (WAPE)",
            share(wape),
            "all misses as a share of all that came".into(),
        ));
    }
    if let Some(mape) = record.mape {
        let left_out = match record.zero_actuals {
            0 => String::new(),
            zeros => [
                ", without ",
                &*counted(zeros, "period", "periods", formats),
                " in which nothing came",
            ]
            .concat(),
        };
        let says = "the mean miss of a period".to_owned() + &left_out;
        rows.push(row("Off by, mean of periods (MAPE)", share(mape), says));
    }
    if let Some(held) = record.coverage {
        let count = |n: u32| formats.number(f64::from(n), 0);
        let value = [&*count(held.inside), " of ", &*count(held.of)].concat();
        let (low, high) = held.limits;
        let says = [
            "in the long run, 19 times in 20, between ",
            &*formats.percent(low, 0),
            " and ",
            &*formats.percent(high, 0),
        ]
        .concat();
        rows.push(row("Ranges that held", value, says));
    }
    rows
}

/// "+4%", "−12%".
fn signed(share: f64, formats: &dyn Formats) -> String {
    let size = formats.percent(share.abs(), 0);
    match share {
        share if share.abs() < NONE => size,
        share if share > 0.0 => ["+", &*size].concat(),
        _ => ["−", &*size].concat(),
    }
}

/// Past forecasts that could not be used.
pub fn rejected(record: &Record, formats: &dyn Formats) -> Option<String> {
    (record.rejected > 0).then(|| {
        [
            &*counted(record.rejected, "past forecast was", "past forecasts were", formats),
            " left out: a forecast must be above nothing, and what came not below it.",
        ]
        .concat()
    })
}

#[cfg(test)]
mod tests;
