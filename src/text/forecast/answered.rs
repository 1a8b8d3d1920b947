//! The answer as an object, for the page around a forecast.

use crate::calc::forecast::{FIELDS, Inputs, Month, Report};
use crate::calc::units::Money;
use crate::text::assess::{band, fields_of};
use crate::text::canonical;
use crate::text::record::{Item, record, text};
use crate::text::verdict::Verdict;

/// The record of an answer: figures of all months and of each, no deals.
pub fn answered(inputs: &Inputs, report: &Report, verdict: &Verdict) -> Item {
    record([
        ("calculator", text("forecast")),
        ("problems", Item::List(Vec::new())),
        ("inputs", fields_of(FIELDS, inputs)),
        ("band", text(band(verdict.tone))),
        ("headline", text(&verdict.headline)),
        ("detail", text(&verdict.detail)),
        ("figures", figures(report)),
        ("months", Item::List(report.months.iter().map(period).collect())),
        ("quarters", Item::List(report.quarters.iter().map(period).collect())),
        ("plan", report.planned.as_ref().map_or(Item::Nothing, period)),
    ])
}

fn money(amount: Money) -> Item {
    Item::Number(amount.0)
}

fn percent(chance: Option<f64>) -> Item {
    chance.map_or(Item::Nothing, |chance| Item::Number(chance * 100.0))
}

/// Of all months together; chances in percent.
fn figures(report: &Report) -> Item {
    let [low, middle, high] = report.range;
    let total = report.total;
    record([
        ("expected", money(total.total())),
        ("closed", money(total.closed)),
        ("open", money(total.open)),
        ("new", money(total.new)),
        ("renewals", money(total.renewals)),
        ("recurring", money(total.recurring)),
        ("low", money(low)),
        ("middle", money(middle)),
        ("high", money(high)),
        ("commit", money(report.commit)),
        ("goal", report.goal.map_or(Item::Nothing, money)),
        ("chance", percent(report.chance)),
    ])
}

fn period(one: &Month) -> Item {
    let [low, middle, high] = one.range;
    record([
        ("from", text(canonical::date(one.start))),
        ("to", text(canonical::date(one.end))),
        ("expected", money(one.expected.total())),
        ("low", money(low)),
        ("middle", money(middle)),
        ("high", money(high)),
        ("goal", one.goal.map_or(Item::Nothing, money)),
        ("goal_chance", percent(one.goal_chance)),
    ])
}

#[cfg(test)]
mod tests {
    use super::super::tests::{example, inputs};
    use super::super::verdict;
    use super::*;
    use crate::calc::forecast::Method;
    use crate::text::formats::Plain;

    #[test]
    fn the_record_holds_the_report() {
        let report = example(&inputs());
        let answer =
            answered(&inputs(), &report, &verdict(&report, Method::Whole, &Plain::default()));
        let figures = answer.member("figures").unwrap();
        assert_eq!(figures.member("expected"), Some(&Item::Number(report.total.total().0)));
        assert_eq!(figures.member("goal"), Some(&Item::Number(1_500_000.0)));
        let Some(Item::List(months)) = answer.member("months") else { panic!() };
        assert_eq!(months.len(), 12);
        assert_eq!(months[0].member("to"), Some(&text("2026-11-30")));
        assert_eq!(months[0].member("goal"), Some(&Item::Nothing));
        assert_eq!(answer.member("inputs").unwrap().member("months"), Some(&Item::Number(12.0)));
    }
}
