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
        return say!("None of the past forecasts can be used").into();
    };
    let size = formats.percent(above(bias).abs(), 0);
    match (record.count, above(bias)) {
        (_, above) if above.abs() < NONE => {
            say!("Your past forecasts were right on average").into()
        }
        (1, above) if above > 0.0 => {
            say!("Your one past forecast was {size} too high", size = size)
        }
        (1, _) => say!("Your one past forecast was {size} too low", size = size),
        (_, above) if above > 0.0 => say!("You forecast {size} too high on average", size = size),
        _ => say!("You forecast {size} too low on average", size = size),
    }
}

/// By how much the forecast was above what came.
fn above(bias: Bias) -> f64 {
    match bias.typical {
        typical if typical > -0.99 => -typical / (1.0 + typical),
        _ => bias.by_value.unwrap_or(1.0),
    }
}

/// "14% too high".
fn off(bias: Bias, formats: &dyn Formats) -> String {
    let size = formats.percent(above(bias).abs(), 0);
    match above(bias) {
        above if above.abs() < NONE => say!("even" in "neither too high nor too low").into(),
        above if above > 0.0 => say!("{size} too high", size = size),
        _ => say!("{size} too low", size = size),
    }
}

/// Optimism or noise.
pub fn cause(record: &Record, formats: &dyn Formats) -> String {
    let n = counted(record.count, formats);
    match record.bias.map(|bias| bias.verdict) {
        None => say!("A forecast and what came must both be above nothing.").into(),
        Some(Verdict::Optimism) => say!(
            "That is optimism: over {n} past {n?forecast|forecasts} it is more than chance explains.",
            n = n,
        ),
        Some(Verdict::Caution) => say!(
            "That is caution: over {n} past {n?forecast|forecasts} it is more than chance explains.",
            n = n,
        ),
        Some(Verdict::Noise) => say!(
            "That may be chance: {n} past {n?forecast differs|forecasts differ} too much to call it a habit.",
            n = n,
        ),
        Some(Verdict::TooFew) => say!(
            "{n} past {n?forecast shows|forecasts show} no habit yet: it takes {least} to tell a habit from chance.",
            n = n,
            least = formats.number(LEAST_PAST as f64, 0),
        ),
    }
}

/// "Corrected, the quarter to 31 Mar 2027 is $3.1M, 4 times in 5 between $2.6M and $3.7M."
pub fn corrected(next: &Next, coming: &Coming, formats: &dyn Formats) -> String {
    let written = |amount| spoken(amount, formats);
    let days = (coming.end - coming.start).num_days();
    let (end, centre) = (formats.date(coming.end), written(next.centre));
    let range = next.blend.or(next.history).map(|range| (written(range.low), written(range.high)));
    match ((QUARTER..100).contains(&days), range) {
        (true, Some((low, high))) => say!(
            "Corrected by as much as that record supports, the quarter to {end} is {amount}, 4 times in 5 between {low} and {high}.",
            end = end,
            amount = centre,
            low = low,
            high = high,
        ),
        (true, None) => say!(
            "Corrected by as much as that record supports, the quarter to {end} is {amount}.",
            end = end,
            amount = centre,
        ),
        (false, Some((low, high))) => say!(
            "Corrected by as much as that record supports, the time to {end} is {amount}, 4 times in 5 between {low} and {high}.",
            end = end,
            amount = centre,
            low = low,
            high = high,
        ),
        (false, None) => say!(
            "Corrected by as much as that record supports, the time to {end} is {amount}.",
            end = end,
            amount = centre,
        ),
    }
}

/// Where the range comes from, and what the number of past forecasts allows to say.
pub fn basis(record: &Record, next: &Next, formats: &dyn Formats) -> String {
    if record.count < LEAST_PAST {
        return say!(
            "The range is that of the forecast: fewer than 3 past forecasts say nothing about \
                the spread."
        )
        .into();
    }
    let mut words = say!(
        "The range weighs your {n} past {n?error|errors} against the forecast's own range, which counts as 6.",
        n = counted(record.count, formats),
    );
    for ordered in &next.ordered {
        let share = formats.percent(ordered.wanted, 0);
        let written = |amount| spoken(amount, formats);
        words += " ";
        words += &if let Some(range) = ordered.range {
            say!(
                "Between your own smallest and largest errors lie {low} and {high}: that holds {share} of the time, whatever the errors look like.",
                low = written(range.low),
                high = written(range.high),
                share = formats.percent(ordered.share, 0),
            )
        } else {
            say!(
                "A range that holds {share} of the time without any assumption takes {n} past forecasts.",
                share = share,
                n = formats.number(ordered.least_past as f64, 0),
            )
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
        let between = bias.interval.map(|(low, high)| {
            say!(
                "what came differs from the forecast by {low} to {high}, 19 times in 20",
                low = signed(low, formats),
                high = signed(high, formats),
            )
        });
        rows.push(row(say!("Bias"), off(bias, formats), between.unwrap_or_default()));
        if let Some(by_value) = bias.by_value {
            let says = say!("all forecasts together against all that came");
            rows.push(row(say!("Bias by value"), signed(by_value, formats), says.into()));
        }
    }
    if let Some(wape) = record.wape {
        rows.push(row(
            say!("Off by (WAPE)"),
            share(wape),
            say!("all misses as a share of all that came").into(),
        ));
    }
    if let Some(mape) = record.mape {
        let says = match record.zero_actuals {
            0 => say!("the mean miss of a period").to_owned(),
            zeros => say!(
                "the mean miss of a period, without {n} {n?period|periods} in which nothing came",
                n = counted(zeros, formats),
            ),
        };
        rows.push(row(say!("Off by, mean of periods (MAPE)"), share(mape), says));
    }
    if let Some(held) = record.coverage {
        let count = |n: u32| formats.number(f64::from(n), 0);
        let value = say!("{n} of {all}", n = count(held.inside), all = count(held.of));
        let (low, high) = held.limits;
        let says = say!(
            "in the long run, 19 times in 20, between {low} and {high}",
            low = formats.percent(low, 0),
            high = formats.percent(high, 0),
        );
        rows.push(row(say!("Ranges that held"), value, says));
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
        say!(
            "{n} past {n?forecast was|forecasts were} left out: a forecast must be above nothing, and what came not below it.",
            n = counted(record.rejected, formats),
        )
    })
}

#[cfg(test)]
mod tests;
