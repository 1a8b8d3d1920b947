//! Stage multipliers and ranked chances, worked out independently by `tests/golden/stages.py`.

use std::collections::HashMap;

use enough_pipeline::calc::compare::Export;
use enough_pipeline::calc::prospects::{Listed, Prospect, Typed, Window, prospects};
use enough_pipeline::calc::stages::{Entry, Passages, StageDates, Stages};

use super::*;

const NAMES: [&str; 3] = ["Prospecting", "Demo", "Proposal"];
/// Days of the period of the ranked chances, and between the two exports.
const DAYS: f64 = 60.0;
const BETWEEN: i64 = 90;

fn today() -> NaiveDate {
    "2026-07-01".parse().unwrap()
}

/// Per case the deals and the days on which they entered the stages.
fn lists() -> HashMap<String, (Vec<Deal>, Vec<Vec<NaiveDate>>)> {
    let mut lists: HashMap<String, (Vec<Deal>, Vec<Vec<NaiveDate>>)> = HashMap::new();
    for row in table("stage_deals.csv") {
        let (deals, entered) = lists.entry(row["case"].clone()).or_default();
        let closed = || day(&row, "closed").unwrap();
        deals.push(Deal {
            created: day(&row, "created").unwrap(),
            outcome: match row["outcome"].as_str() {
                "won" => Outcome::Won(closed()),
                "lost" => Outcome::Lost(closed()),
                _ => Outcome::Open,
            },
            value: Money(needed(&row, "value")),
            expected_close: None,
            last_activity: None,
            probability: None,
            labels: Labels {
                id: deals.len().to_string(),
                stage: row["stage"].clone(),
                ..Labels::default()
            },
        });
        entered.push(row["entered"].split(' ').map(|day| day.parse().unwrap()).collect());
    }
    lists
}

fn stage_dates(entered: &[Vec<NaiveDate>]) -> StageDates {
    let of = |(position, days): (usize, &Vec<NaiveDate>)| {
        let entry =
            |(stage, day): (usize, &NaiveDate)| Entry { position, stage: stage as u16, day: *day };
        days.iter().enumerate().map(entry).collect::<Vec<_>>()
    };
    let entries = entered.iter().enumerate().flat_map(of).collect();
    StageDates { stages: NAMES.map(str::to_owned).into(), entries }
}

/// The list as it was some time ago: what was open then, in its stage of that morning.
fn earlier(deals: &[Deal], entered: &[Vec<NaiveDate>], on: NaiveDate) -> Vec<Deal> {
    let open = |deal: &Deal| match deal.outcome {
        Outcome::Won(day) | Outcome::Lost(day) => day >= on,
        Outcome::Open => true,
    };
    let then = deals.iter().zip(entered).filter(|(deal, _)| deal.created < on && open(deal));
    then.map(|(deal, days)| {
        let place = days.iter().filter(|day| **day < on).count() - 1;
        let labels = Labels { stage: NAMES[place].into(), ..deal.labels.clone() };
        Deal { outcome: Outcome::Open, labels, ..deal.clone() }
    })
    .collect()
}

#[test]
fn stages_table() {
    let rows = table("stages.csv");
    let mut checked = 0;
    for (case, (deals, entered)) in lists() {
        let portfolio = Portfolio::new(&deals, today(), Cut::Full, None).unwrap();
        let history = &portfolio.history;
        let dated = Passages::dated(history, &deals, &stage_dates(&entered));
        let on = today() - chrono::Duration::days(BETWEEN);
        let old = earlier(&deals, &entered, on);
        let exported = Passages::earlier(history, &deals, &Export { deals: &old, day: on });
        let cycle = portfolio.default.cycle.round() as u32;
        let found = [
            ("1", Stages::new(&portfolio, &dated, 1)),
            ("cycle", Stages::new(&portfolio, &dated, cycle)),
            ("earlier", Stages::new(&portfolio, &exported, cycle)),
        ];
        for row in rows.iter().filter(|row| row["case"] == case) {
            let stages = &found.iter().find(|(kind, _)| *kind == row["kind"]).unwrap().1;
            let groups = if row["cause"] == "won" { &stages.won } else { &stages.lost };
            let place = stages.names.iter().position(|name| *name == row["stage"]);
            let group = place.and_then(|place| groups.get(place));
            assert!(place.is_some() || groups.is_empty(), "{case} {}", row["kind"]);
            near(row, "closed", group.map(|group| group.closed), 1e-8);
            near(row, "expected", group.map(|group| group.expected), 1e-8);
            near(row, "multiplier", group.map(|group| group.multiplier), 1e-8);
            checked += 1;
        }
    }
    assert_eq!(checked, rows.len());
}

#[test]
fn ranked_table() {
    let rows = table("ranked.csv");
    let mut checked = 0;
    for (case, (deals, entered)) in lists() {
        let portfolio = Portfolio::new(&deals, today(), Cut::Full, None).unwrap();
        let passages = Passages::dated(&portfolio.history, &deals, &stage_dates(&entered));
        let staged = portfolio.with_stages(&passages);
        let window = Window { before: 0.0, days: DAYS };
        let by_age = prospects(&staged, window, Listed::Unused, &Typed::new());
        let ranked = staged.stages.ranked(&staged, window, &by_age);
        let of = |place: f64| -> &Prospect {
            ranked.iter().find(|one| one.position == place as usize).unwrap()
        };
        for row in rows.iter().filter(|row| row["case"] == case) {
            let found = of(needed(row, "position"));
            near(row, "chance", Some(found.chance), EXACT);
            near(row, "ever", Some(found.chance_ever), EXACT);
            checked += 1;
        }
    }
    assert_eq!(checked, rows.len());
}
