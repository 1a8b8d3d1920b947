//! Answers as a sales leader reads them.

use super::super::example::example;
use super::super::formats::Plain;
use super::*;
use crate::calc::coverage::{Inputs, Precision, report};
use crate::calc::units::{Money, Percent};

fn inputs() -> Inputs {
    Inputs {
        goal: Money(1_200_000.0),
        closed_won: Money(350_000.0),
        open_pipeline: Money(2_900_000.0),
        open_deals: Some(58),
        ..example("2026-10-05".parse().unwrap())
    }
}

/// The report of `inputs`, with another chance and another need.
fn answer(inputs: &Inputs, change: impl FnOnce(&mut Report)) -> Verdict {
    let mut report = report(inputs, Precision::Interactive);
    change(&mut report);
    verdict(&report, inputs, &Plain::default())
}

fn set(report: &mut Report, chance: f64, needed: Option<(f64, f64)>) {
    report.chance = chance;
    let outlook = report.outlook.as_mut().unwrap();
    outlook.chosen.open = needed.map(|(pipeline, short)| NeededPipeline {
        deals: 1,
        pipeline: Money(pipeline),
        coverage: pipeline / 850_000.0,
        short: Money(short),
        chance: 0.8,
    });
}

#[track_caller]
fn says(verdict: &Verdict, tone: Tone, headline: &str, detail: &str) {
    assert_eq!(
        (verdict.tone, verdict.headline.as_str(), verdict.detail.as_str()),
        (tone, headline, detail)
    );
}

#[test]
fn too_little_is_said_with_what_is_short() {
    says(
        &answer(&inputs(), |report| set(report, 0.31, Some((4_810_000.0, 1_910_000.0)))),
        Tone::Short,
        "Not yet: you are $1.9M short of what an 80% chance needs.",
        "Your chance of making the goal is 31 of 100. An 80% chance takes $4.8M of open pipeline \
         (5.7× what is still to win); you have $2.9M (3.4×).",
    );
    let close = answer(&inputs(), |report| set(report, 0.7999, Some((2_950_000.0, 50_000.0))));
    assert_eq!(close.tone, Tone::Close);
    assert_eq!(close.headline, "Nearly: you are $50,000 short of what an 80% chance needs.");
    assert!(close.detail.starts_with("Your chance of making the goal is just under 80 of 100."));
}

#[test]
fn enough_is_said_with_the_chance() {
    says(
        &answer(&inputs(), |report| set(report, 0.84, Some((2_500_000.0, -400_000.0)))),
        Tone::Enough,
        "Yes: your pipeline gives an 84 of 100 chance of making the goal.",
        "An 80% chance takes $2.5M of open pipeline; you have $2.9M (3.4×).",
    );
    let sure = answer(&inputs(), |report| set(report, 0.999, None));
    assert_eq!(
        sure.headline,
        "Yes: your pipeline gives a chance of more than 99 of 100 of making the goal."
    );
    let bare = Inputs {
        open_pipeline: Money(0.0),
        open_deals: None,
        average_deal: Some(Money(5e4)),
        ..inputs()
    };
    let bare = answer(&bare, |report| set(report, 0.9, Some((0.0, 0.0))));
    assert!(bare.headline.starts_with(
        "Yes: even with no open pipeline, the deals you create from now on give a 90"
    ));
}

#[test]
fn when_new_deals_come_too_late_it_is_said() {
    let late = |last| {
        answer(&inputs(), |report| {
            set(report, 0.31, Some((4_810_000.0, 1_910_000.0)));
            let outlook = report.outlook.as_mut().unwrap();
            (outlook.plan, outlook.latest.last) = (None, last);
        })
    };
    says(
        &late(-1.0),
        Tone::Short,
        "Not yet, and new deals created now close too late: the open deals have to do it.",
        "You are $1.9M short of what an 80% chance needs. Your chance of making the goal is 31 of 100.",
    );
    assert!(
        late(5.0).headline.starts_with("Not yet, and most new deals created now close too late")
    );
}

#[test]
fn what_nothing_gives_is_said() {
    let never = answer(&inputs(), |report| set(report, 0.0, None));
    assert_eq!(
        never.headline,
        "No: in the time left, no amount of open pipeline gives an 80% chance."
    );
    assert_eq!(never.detail, "Your chance of making the goal is 0 of 100.");
    let hopeless = answer(&Inputs { win_rate: Percent(0.0), ..inputs() }, |_| {});
    assert_eq!(hopeless.headline, "No: at a win rate of 0, no deal is won.");
    let bare = Inputs {
        open_pipeline: Money(0.0),
        open_deals: None,
        average_deal: Some(Money(5e4)),
        ..inputs()
    };
    let bare = answer(&bare, |report| set(report, 0.02, Some((4_810_000.0, 4_810_000.0))));
    assert_eq!(bare.headline, "No open pipeline yet: an 80% chance takes $4.8M of it.");
}

#[test]
fn the_ends_of_the_story_are_told() {
    let reached = Inputs { closed_won: Money(1_300_000.0), ..inputs() };
    says(
        &answer(&reached, |_| {}),
        Tone::Enough,
        "You have reached your goal.",
        "You have won $1.3M, $100,000 more than your goal.",
    );
    let day = |text: &str| text.parse().ok();
    let over = Inputs {
        period: 4,
        period_start: day("2026-07-01"),
        period_end: day("2026-09-30"),
        closed_won: Money(950_000.0),
        ..inputs()
    };
    says(
        &answer(&over, |_| {}),
        Tone::Over,
        "The period is over: you ended $250,000 short.",
        "You won $950,000 of your goal of $1.2M.",
    );
}

#[test]
fn chances_are_counted_in_hundreds() {
    let cases = [
        (0.0, "0 of 100"),
        (0.004, "fewer than 1 of 100"),
        (0.005, "1 of 100"),
        (0.314, "31 of 100"),
        (0.9949, "99 of 100"),
        (0.995, "more than 99 of 100"),
        (1.0, "100 of 100"),
    ];
    for (chance, text) in cases {
        assert_eq!(of_hundred(chance), text, "{chance}");
    }
    assert!(!of_hundred(f64::NAN).is_empty());
}

#[test]
fn the_rules_are_held_against_the_calculation() {
    let report = report(&inputs(), Precision::Interactive);
    let sentences = rule_sentences(&report, &inputs(), &Plain::default());
    assert_eq!(sentences.len(), 5);
    assert!(sentences[0].starts_with(
        "The 3× rule calls $2,550,000 of open pipeline enough (3× what is still to win)"
    ));
    assert!(
        sentences[1].starts_with("Goal ÷ win rate calls $3,400,000 of open pipeline enough (4×")
    );
    assert!(sentences.iter().all(|text| text.ends_with('.') && !text.contains('!')));
    let none = rule_sentences(&Report { outlook: None, ..report }, &inputs(), &Plain::default());
    assert!(none.is_empty());
}
