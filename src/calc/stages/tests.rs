//! Stages by hand; the multipliers are held by the golden tables.

use chrono::{Days, NaiveDate};

use super::*;
use crate::calc::cycle::history::Cut;
use crate::calc::deals::{Deal, Labels, Outcome};
use crate::calc::units::Money;

pub(super) fn today() -> NaiveDate {
    "2026-07-01".parse().unwrap()
}

/// So many days before today, or after.
pub(super) fn ago(days: i64) -> NaiveDate {
    today() - chrono::Duration::days(days)
}

pub(super) fn deal(id: usize, created: i64, stage: &str, outcome: Outcome) -> Deal {
    Deal {
        created: ago(created),
        outcome,
        value: Money(100.0),
        expected_close: None,
        last_activity: None,
        probability: None,
        labels: Labels { id: id.to_string(), stage: stage.into(), ..Labels::default() },
    }
}

pub(super) fn dates(stages: &[&str], entries: &[(usize, u16, i64)]) -> StageDates {
    let entry = |&(position, stage, days)| Entry { position, stage, day: ago(days) };
    StageDates {
        stages: stages.iter().map(|name| (*name).to_owned()).collect(),
        entries: entries.iter().map(entry).collect(),
    }
}

/// A list of three years whose deals go from Demo to Proposal after 20 to 59 days, where they are won
/// or lost; every deal that is lost before is so in Demo.
fn list(won_in_demo: bool) -> (Portfolio, Vec<Deal>, StageDates) {
    let (mut deals, mut entries) = (Vec::new(), Vec::new());
    for i in 0..900_usize {
        let (age, moves) = (1 + i as i64 * 1095 / 900, 20 + i as i64 * 7919 % 40);
        let ends = moves + (if i % 3 == 0 { 40 } else { -10 }) * i64::from(!won_in_demo);
        let won = i % 3 == 0;
        let closed = ago(age - ends);
        let open = ends >= age;
        let stage = if moves < age && moves < ends { "Proposal" } else { "Demo" };
        let outcome = match (open, won) {
            (true, _) => Outcome::Open,
            (false, true) => Outcome::Won(closed),
            (false, false) => Outcome::Lost(closed),
        };
        let label = if open { stage } else { "Closed" };
        deals.push(Deal { value: Money(50.0 + (i % 7) as f64), ..deal(i, age, label, outcome) });
        entries.push((i, 0, age));
        entries.push((i, 1, age - moves));
    }
    let dates = dates(&["Demo", "Proposal"], &entries);
    let portfolio = Portfolio::new(&deals, today(), Cut::Full, None).unwrap();
    (portfolio, deals, dates)
}

const WINDOW: Window = Window { before: 0.0, days: 60.0 };

#[test]
fn a_better_stage_gives_a_better_chance_and_the_totals_stay() {
    let (portfolio, deals, dates) = list(false);
    let passages = Passages::dated(&portfolio.history, &deals, &dates);
    let staged = portfolio.clone().with_stages(&passages);
    let stages = &staged.stages;
    assert!(stages.won[1].multiplier > 1.3 && stages.won[0].multiplier < 0.8, "{stages:?}");
    let by_age = crate::calc::prospects::prospects(
        &staged,
        WINDOW,
        crate::calc::prospects::Listed::Unused,
        &BTreeMap::new(),
    );
    let ranked = stages.ranked(&staged, WINDOW, &by_age);
    let sum = |of: &dyn Fn(&Prospect) -> f64, those: &[Prospect]| those.iter().map(of).sum::<f64>();
    for of in [
        &|one: &Prospect| one.chance,
        &|one: &Prospect| one.chance * one.value.0,
        &|one: &Prospect| one.chance_ever,
    ] as [&dyn Fn(&Prospect) -> f64; 3]
    {
        let (before, after) = (sum(of, &by_age), sum(of, &ranked));
        assert!((before - after).abs() < 1e-9 * before, "{before} {after}");
    }
    // The same deal in the other stage.
    let swapped = Stages {
        now: stages.now.iter().map(|(place, stage)| (*place, 1 - stage)).collect(),
        ..stages.clone()
    };
    let other = swapped.ranked(&staged, WINDOW, &by_age);
    let in_proposal = |place: usize| stages.now[&by_age[place].position] == 1;
    assert!((0..ranked.len()).any(in_proposal) && !(0..ranked.len()).all(in_proposal));
    assert!(ranked.iter().all(|one| one.chance <= one.chance_ever && one.chance_ever <= 1.0));
    assert_ne!(other, ranked);
}

#[test]
fn deals_of_one_age_and_value_are_ranked_by_their_stage() {
    let (portfolio, deals, dates) = list(false);
    let staged =
        portfolio.clone().with_stages(&Passages::dated(&portfolio.history, &deals, &dates));
    let at = |position, age, chance| Prospect {
        position,
        age,
        value: Money(70.0 + f64::from(age)),
        chance,
        chance_ever: chance * 1.2,
        basis: Basis::Age,
    };
    let twins: Vec<Prospect> = (1..80_usize)
        .flat_map(|i| [2 * i, 2 * i + 1].map(|place| at(place, i as u32, 0.1 + i as f64 / 200.0)))
        .collect();
    let now = twins.iter().map(|one| (one.position, (one.position % 2) as u16)).collect();
    let stages = Stages { now, ..staged.stages.clone() };
    let ranked = stages.ranked(&staged, WINDOW, &twins);
    for pair in ranked.chunks(2) {
        assert!(pair[0].chance < pair[1].chance && pair[0].chance_ever < pair[1].chance_ever);
    }
    // One whose stage is not known, and one whose chance was typed, stay.
    let mut some = twins.clone();
    some[0].position = 100_000;
    some[1].basis = Basis::Typed;
    let ranked = stages.ranked(&staged, WINDOW, &some);
    assert_eq!(ranked[..2], some[..2]);
    assert_ne!(ranked[2..], some[2..]);
    assert_eq!(Stages::default().ranked(&staged, WINDOW, &some), some);
}

#[test]
fn one_stage_alone_tells_nothing() {
    let (portfolio, mut deals, dates) = list(true);
    for deal in deals.iter_mut().filter(|deal| deal.outcome == Outcome::Open) {
        deal.labels.stage = "Demo".into();
    }
    let only = StageDates {
        stages: vec!["Demo".into()],
        entries: dates.entries.into_iter().filter(|entry| entry.stage == 0).collect(),
    };
    let stages =
        portfolio.clone().with_stages(&Passages::dated(&portfolio.history, &deals, &only)).stages;
    assert_eq!(stages.names, ["Demo"]);
    assert!(!stages.is_on());
    let none = Passages::dated(&portfolio.history, &deals, &StageDates::default());
    assert!(none.is_empty() && !portfolio.clone().with_stages(&none).stages.is_on());
}

#[test]
fn shares_of_days_are_those_of_every_morning() {
    // Against every morning of every deal, for several horizons.
    let (portfolio, deals, dates) = list(false);
    let passages = Passages::dated(&portfolio.history, &deals, &dates);
    for horizon in [1, 2, 35, 5_000_i32] {
        let tally = Tally::new(&portfolio, &passages, horizon as u32);
        let mut groups = vec![[0.0; 2]; 2];
        for stay in &passages.stays {
            for day in stay.created + 1..=stay.last {
                let since = day - stay.created;
                let mornings = (day - horizon.min(since) + 1..=day)
                    .filter(|morning| (stay.from..=stay.to).contains(morning));
                let share = mornings.count() as f64 / f64::from(horizon.min(since));
                let factor = portfolio
                    .calendar
                    .factors(NaiveDate::from_num_days_from_ce_opt(day).unwrap())[0];
                let group = &mut groups[usize::from(stay.stage)];
                group[1] += share * portfolio.curve.hazards(since as usize)[0] * factor;
                group[0] += if day == stay.last && stay.won == Some(true) { share } else { 0.0 };
            }
        }
        for (found, [closed, expected]) in tally.groups(0).iter().zip(groups) {
            assert!((found.closed - closed).abs() < 1e-9 * (1.0 + closed), "{horizon}");
            assert!((found.expected - expected).abs() < 1e-9 * (1.0 + expected), "{horizon}");
        }
    }
}

#[test]
fn a_day_of_clean_up_is_no_stage() {
    // A year ago every deal in Demo was closed as lost on one day.
    let (_, mut deals, dates) = list(true);
    let day = today() - Days::new(365);
    for (position, deal) in deals.iter_mut().enumerate() {
        let moved = dates.entries[2 * position + 1].day;
        if deal.created < day && moved >= day {
            (deal.outcome, deal.labels.stage) = (Outcome::Lost(day), "Closed".into());
        }
    }
    let portfolio = Portfolio::new(&deals, today(), Cut::Full, None).unwrap();
    let stages =
        portfolio.clone().with_stages(&Passages::dated(&portfolio.history, &deals, &dates)).stages;
    assert_eq!(stages.lost, []);
}

#[test]
fn totals_are_kept_with_a_whale_and_without_a_spread() {
    let kept = |values: &[f64]| {
        let deals: Vec<totals::Deal> = values
            .iter()
            .enumerate()
            .map(|(i, value)| totals::Deal {
                value: *value,
                chance: [0.0, 0.1, 0.25, 0.6, 1.0, 1e-9][i % 6],
                odds: [3.0, 0.2, 40.0, 1.0, 1e-6][i % 5],
            })
            .collect();
        let chances = totals::kept(&deals);
        assert!(chances.iter().all(|chance| (0.0..=1.0).contains(chance)));
        assert_eq!((chances[0], chances[4]), (0.0, 1.0));
        let sum = |of: &dyn Fn(&totals::Deal, f64) -> f64| -> [f64; 2] {
            let all = || deals.iter().zip(&chances);
            [all().map(|(d, p)| of(d, *p)).sum(), all().map(|(d, _)| of(d, d.chance)).sum()]
        };
        for [after, before] in [sum(&|_, p| p), sum(&|deal, p| p * deal.value)] {
            assert!((after - before).abs() < 1e-10 * before, "{after} {before}");
        }
    };
    kept(&[5.0; 200]);
    kept(&(0..200).map(|i| f64::from(i % 13)).collect::<Vec<_>>());
    kept(&(0..200).map(|i| if i == 7 { 1e6 } else { 1.0 + f64::from(i % 13) }).collect::<Vec<_>>());
    assert!(totals::kept(&[]).is_empty());
    let zero = totals::Deal { value: 0.0, chance: 0.3, odds: 2.0 };
    assert!((totals::kept(&[zero])[0] - 0.3).abs() < 1e-12);
}
