//! What must hold for any answers to the review.

use enough_pipeline::calc::review::{
    Answer, Answers, Costs, Facts, LEVELS, MOST_GAPS, STATEMENTS, change, findings, gaps, panel,
    report,
};
use enough_pipeline::calc::units::Money;
use enough_pipeline::text::review::{Rating, content, read, write};
use proptest::prelude::*;

fn any_answers() -> impl Strategy<Value = Answers> {
    let answer = prop_oneof![
        1 => Just(Answer::Open),
        1 => Just(Answer::NotApplicable),
        6 => (1..=LEVELS).prop_map(Answer::Level),
    ];
    prop::collection::vec(answer, STATEMENTS).prop_map(|all| {
        let mut answers = Answers::default();
        for (place, answer) in all.into_iter().enumerate() {
            answers.set(place, answer);
        }
        answers
    })
}

proptest! {
    #[test]
    fn scores_lie_between_0_and_100(answers in any_answers(), cost in -1e9..1e9) {
        let report = report(&answers);
        for score in report.areas.iter().filter_map(|area| area.score).chain(report.overall) {
            prop_assert!((0.0..=100.0).contains(&score), "{score}");
        }
        let costs = Costs { forecast_miss: Some(Money(cost)), ..Costs::default() };
        prop_assert!(gaps(&report, &costs).len() <= MOST_GAPS);
        let none = Facts::default();
        prop_assert!(findings(&answers, &none).is_empty());
    }

    #[test]
    fn a_better_level_never_lowers_a_score(answers in any_answers(), place in 0..STATEMENTS) {
        let Answer::Level(level) = answers.0[place] else { return Ok(()) };
        let mut better = answers;
        better.set(place, Answer::Level((level + 1).min(LEVELS)));
        prop_assert!(report(&better).overall >= report(&answers).overall);
        let change = change(&answers, &better);
        prop_assert!(change.overall.is_none_or(|rise| rise >= 0.0) && change.worse.is_empty());
    }

    #[test]
    fn raters_who_agree_are_one(answers in any_answers(), raters in 1_usize..5) {
        let panel = panel(&vec![answers; raters]);
        let one = report(&answers);
        for (area, alone) in panel.report.areas.iter().zip(one.areas) {
            prop_assert_eq!(area.score.is_some(), alone.score.is_some());
            let gap = area.score.unwrap_or_default() - alone.score.unwrap_or_default();
            prop_assert!(gap.abs() < 1e-9);
        }
        prop_assert!(panel.disagreements.is_empty());
    }

    #[test]
    fn files_come_back_and_damage_does_no_harm(
        answers in any_answers(), rater in "\\PC{0,60}", at in 0_usize..2000, sign in any::<char>(),
    ) {
        let content = content();
        let date = chrono::NaiveDate::from_ymd_opt(2028, 2, 29).unwrap();
        let rating = Rating { rater: rater.trim().to_owned(), date, answers };
        let file = write(&rating, &content);
        if answers.given() > 0 {
            prop_assert_eq!(read(&file, &content), Ok(rating));
        }
        let mut damaged: Vec<char> = file.chars().collect();
        let place = at % damaged.len();
        damaged[place] = sign;
        let _ = read(&damaged.iter().collect::<String>(), &content);
        let _ = read(&file[..file.floor_char_boundary(at % file.len())], &content);
    }
}
