//! Separate closing curves, worked out independently by `tests/golden/separate.py`.

use super::*;
use enough_pipeline::calc::separate::{SeparateBy, Values};

fn today() -> NaiveDate {
    "2026-07-01".parse().unwrap()
}

fn lists() -> HashMap<String, Vec<(Row, Deal)>> {
    let mut lists: HashMap<String, Vec<(Row, Deal)>> = HashMap::new();
    for mut row in table("separate_deals.csv") {
        row.insert("expected_close".into(), String::new());
        let mut deal = deal(&row);
        deal.labels.segment.clone_from(&row["segment"]);
        lists.entry(row["case"].clone()).or_default().push((row, deal));
    }
    lists
}

fn separated(deals: &[Deal]) -> Portfolio {
    let whole = Portfolio::new(deals, today(), Cut::Full, None).unwrap().with_fields(deals);
    whole.separated(Some(&Values::new(SeparateBy::Segment, deals).into()))
}

fn asked() -> Inputs {
    let day = |text: &str| Some(text.parse().unwrap());
    Inputs {
        goal: Money(1e6),
        closed_won: None,
        period: 4,
        fiscal_start: 0,
        period_start: day("2026-07-01"),
        period_end: day("2026-09-30"),
        today: today(),
        win_rate: None,
        sales_cycle: None,
        dead_after: 2.0,
        dead_days: None,
        probabilities: 0,
        closed_since: None,
        correlation: Percent(3.0),
        separate_by: 1,
    }
}

#[test]
fn separate_parts_table() {
    let rows = table("separate_parts.csv");
    let mut checked = 0;
    for (case, list) in lists() {
        let deals: Vec<Deal> = list.iter().map(|(_, deal)| deal.clone()).collect();
        let portfolio = separated(&deals);
        let answer = report(&asked(), &portfolio, &Overrides::default(), Precision::Interactive);
        let rows: Vec<&Row> = rows.iter().filter(|row| row["case"] == case).collect();
        assert_eq!(answer.parts.len(), rows.len(), "{case}");
        for (row, part) in rows.iter().zip(&answer.parts) {
            assert_eq!(part.name.as_deref().unwrap_or(""), row["name"]);
            near(row, "wins", part.default.own.map(|(won, _)| count(won)), 0.0);
            near(row, "win_rate", Some(part.default.win_rate), EXACT);
            near(row, "cycle", Some(part.default.cycle), EXACT);
            near(row, "line", part.line.days, EXACT);
            near(row, "open", Some(count(part.open.deals)), 0.0);
            near(row, "value", Some(part.open.value.0), MONEY);
            near(row, "expected", Some(part.open.expected.0), EXACT);
            checked += 1;
        }
        for deal in &answer.deals {
            let row = &list[deal.prospect.position].0;
            near(row, "chance", Some(deal.prospect.chance), EXACT);
        }
    }
    assert_eq!(checked, rows.len());
}

#[test]
fn separate_replay_table() {
    let rows = table("separate_replay.csv");
    let mut checked = 0;
    for (case, list) in lists() {
        let deals: Vec<Deal> = list.into_iter().map(|(_, deal)| deal).collect();
        let portfolio = separated(&deals);
        let rows = rows.iter().filter(|row| row["case"] == case);
        let periods = quarters(&portfolio, 0).into_iter();
        let periods = periods.filter_map(|(start, days)| replay(&portfolio, start, days, 0.03));
        for (row, period) in rows.zip(periods) {
            assert_eq!(Some(period.start), day(row, "start"));
            near(row, "one_curve", Some(period.one_curve.0), EXACT);
            near(row, "separate", Some(period.curve.0), EXACT);
            near(row, "separate", period.separate[0].map(|money| money.0), EXACT);
            near(row, "actual", Some(period.actual.0), MONEY);
            checked += 1;
        }
    }
    assert_eq!(checked, rows.len());
}
