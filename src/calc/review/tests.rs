//! Scores, gaps, findings, panels and changes.

use super::*;
use crate::calc::units::Money;

fn all(level: u8) -> Answers {
    Answers([Answer::Level(level); STATEMENTS])
}

/// One level per area.
fn levels(levels: [u8; AREAS]) -> Answers {
    let mut answers = Answers::default();
    for (area, level) in levels.into_iter().enumerate() {
        for place in area * PER_AREA..(area + 1) * PER_AREA {
            answers.set(place, Answer::Level(level));
        }
    }
    answers
}

#[test]
fn the_ends_are_0_and_100_and_nothing_has_no_score() {
    assert_eq!(report(&all(1)).overall, Some(0.0));
    assert_eq!(report(&all(5)).overall, Some(100.0));
    let nothing = report(&Answers::default());
    assert_eq!((nothing.overall, nothing.given), (None, 0));
    let none_applies = report(&Answers([Answer::NotApplicable; STATEMENTS]));
    assert_eq!((none_applies.overall, none_applies.given), (None, STATEMENTS));
    assert!(gaps(&nothing, &Costs::default()).is_empty());
}

#[test]
fn what_does_not_apply_counts_neither_way() {
    let mut answers = all(5);
    answers.set(0, Answer::Level(1));
    answers.set(1, Answer::NotApplicable);
    let area = report(&answers).areas[0];
    // (1 + 5 + 5) / 3 = 11/3.
    assert!((area.score.unwrap() - 100.0 * (11.0 / 3.0 - 1.0) / 4.0).abs() < 1e-12);
    assert_eq!((area.levels, area.given), (3, 4));
    answers.set(99, Answer::Level(2));
    answers.set(2, Answer::Level(9));
    assert_eq!(report(&answers).areas[0].levels, 2);
}

#[test]
fn each_area_counts_the_same_however_much_of_it_applies() {
    let mut answers = Answers::default();
    answers.set(0, Answer::Level(5));
    for place in PER_AREA..2 * PER_AREA {
        answers.set(place, Answer::Level(1));
    }
    assert_eq!(report(&answers).overall, Some(50.0));
}

#[test]
fn the_lowest_scores_are_the_gaps_unless_money_is_known() {
    let report = report(&levels([1, 2, 3, 4, 5, 4, 3, 1]));
    let areas = |costs: Costs| gaps(&report, &costs).iter().map(|gap| gap.area).collect::<Vec<_>>();
    assert_eq!(areas(Costs::default()), [0, 7, 1]);
    assert_eq!(report.strengths, [4, 3, 5]);
    let costs = Costs {
        forecast_miss: Some(Money(-200_000.0)),
        dead_deals: Some(Money(900_000.0)),
        unanswered_leads: Some(Money(0.0)),
    };
    assert_eq!(areas(costs), [area::PIPELINE, area::FORECAST, 0]);
    assert_eq!(gaps(&report, &costs)[1].cost, Some(Money(200_000.0)));
    // As much in dead deals of which live ones would bring a tenth ranks behind the forecast.
    let less = Costs { dead_deals: Some(Money(90_000.0)), ..costs };
    assert_eq!(areas(less), [area::FORECAST, area::PIPELINE, 0]);
}

#[test]
fn answers_are_held_against_what_they_promise() {
    let facts = Facts { past_due: Some(0.38), ..Facts::default() };
    let found = findings(&all(5), &facts);
    let places: Vec<_> = found.iter().map(|finding| finding.statement).collect();
    assert_eq!(places, [statement::CLEAN, statement::DATES]);
    assert!(found.iter().all(|f| f.kind == Kind::PastDue && f.value == 0.38 && f.level == 5));
    assert!(findings(&all(2), &facts).is_empty());
    assert!(findings(&all(5), &Facts::default()).is_empty());
    let not_a_number = Facts { dead: Some(f64::NAN), ..Facts::default() };
    assert!(findings(&all(5), &not_a_number).is_empty());
    let all_facts = Facts {
        past_due: Some(0.0),
        dead: Some(0.15),
        forecast_bias: Some(-0.2),
        forecasts: Some(2),
        answered: Some(0.5),
        unanswered: Some(0.07),
    };
    let kinds = |level| findings(&all(level), &all_facts).len();
    assert_eq!((kinds(5), kinds(4), kinds(3)), (6, 3, 0));
}

#[test]
fn a_panel_is_the_mean_and_tells_who_is_apart() {
    let empty = Answers::default();
    let mut third = all(3);
    third.set(31, Answer::NotApplicable);
    let panel =
        panel(&[levels([1, 3, 3, 3, 3, 3, 3, 3]), levels([5, 4, 3, 3, 3, 3, 3, 3]), third, empty]);
    assert_eq!(panel.raters, 3);
    assert_eq!(panel.report.areas[0].score, Some(50.0));
    assert_eq!(panel.ranges[0], Some((0.0, 100.0)));
    let apart: Vec<_> = panel.disagreements.iter().map(|each| each.statement).collect();
    assert_eq!(apart, [0, 1, 2, 3, 31]);
    assert_eq!(panel.disagreements[0].levels, (1, 5));
    assert_eq!(panel.disagreements[4].not_applicable, 1);
    let nobody = super::panel(&[]);
    assert_eq!((nobody.raters, nobody.report.overall, nobody.ranges[0]), (0, None, None));
}

#[test]
fn two_dates_are_compared_on_what_they_share() {
    let before = levels([2; AREAS]);
    let mut after = levels([3, 2, 2, 2, 2, 2, 2, 1]);
    after.set(1, Answer::NotApplicable);
    after.set(2, Answer::Level(5));
    let change = change(&before, &after);
    assert_eq!(change.compared, STATEMENTS - 1);
    // Levels 3, 5, 3 after 2, 2, 2.
    assert!((change.areas[0].unwrap() - 100.0 * (5.0 / 3.0) / 4.0).abs() < 1e-9);
    assert_eq!(change.areas[1], Some(0.0));
    assert_eq!(change.better, [(2, 2, 5), (0, 2, 3), (3, 2, 3)]);
    assert_eq!(change.worse.len(), PER_AREA);
    assert_eq!(super::change(&before, &Answers::default()).overall, None);
}
