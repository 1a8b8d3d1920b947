//! Edge cases of the sweep; the figures themselves are held by the golden tables.

use std::collections::BTreeSet;

use super::*;
use crate::calc::deals::{Labels, Outcome as End};
use chrono::Days as CalendarDays;

fn day(offset: i64) -> NaiveDate {
    let start: NaiveDate = "2026-01-01".parse().unwrap();
    start.checked_add_signed(chrono::Duration::days(offset)).unwrap()
}

/// A deal created `created` days after New Year and closed `open_for` days later.
fn deal(created: i64, open_for: Option<(i64, bool)>, value: f64) -> Deal {
    let outcome = match open_for {
        None => End::Open,
        Some((days, true)) => End::Won(day(created + days)),
        Some((days, false)) => End::Lost(day(created + days)),
    };
    Deal {
        created: day(created),
        outcome,
        value: Money(value),
        expected_close: None,
        last_activity: None,
        probability: None,
        labels: Labels::default(),
    }
}

fn inputs() -> Inputs {
    Inputs {
        goal: Money(1000.0),
        closed_won: None,
        period: 0,
        fiscal_start: 0,
        period_start: None,
        period_end: None,
        today: day(0),
        win_rate: Some(Percent(25.0)),
        sales_cycle: Some(Days(50)),
        dead_after: 2.0,
        dead_days: None,
        probabilities: 0,
        closed_since: None,
        correlation: Percent(3.0),
        separate_by: 0,
    }
}

fn swept(inputs: &Inputs, deals: &[Deal], overrides: &Overrides) -> Report {
    let portfolio = inputs.portfolio(deals).unwrap();
    assert_eq!(check(inputs, Some(&portfolio)), []);
    report(inputs, &portfolio, overrides, Precision::Settled)
}

/// Forty deals won after 20 days, forty lost after 30, the latter also when ever older than 40.
fn long_history() -> Vec<Deal> {
    let won = (0..40).map(|i| deal(-400 + i * 5, Some((20, true)), 10.0));
    let lost = (0..120).map(|i| deal(-400 + i, Some((30 + i % 100, false)), 10.0));
    won.chain(lost).collect()
}

#[test]
fn without_wins_the_multiple_of_the_cycle_draws_the_line() {
    let deals = [deal(-99, None, 300.0), deal(-100, None, 200.0), deal(-10, None, 500.0)];
    let report = swept(&inputs(), &deals, &Overrides::default());
    assert_eq!((report.line.rule, report.line.days), (Rule::Cycles { multiple: 2.0 }, Some(100.0)));
    assert_eq!((report.dead.deals, report.dead.value), (1, Money(200.0)));
    assert_eq!((report.aged.deals, report.dead.share), (1, 0.2));
    assert_eq!((report.before.pipeline, report.after.pipeline), (Money(1000.0), Money(800.0)));
    assert_eq!((report.before.coverage, report.after.expected_flat), (Some(1.0), Money(200.0)));
    assert_eq!(report.regret, None);
    let order: Vec<usize> = report.deals.iter().map(|deal| deal.prospect.position).collect();
    assert_eq!(order, [2, 0, 1]);
    assert_eq!(report.deals[2].step, Step::CloseAsLost);
    assert_eq!(report.survivors.deals, None);
}

#[test]
fn own_wins_draw_the_line_and_nothing_is_regretted() {
    let mut deals = long_history();
    deals.extend([deal(-90, None, 700.0), deal(-5, None, 300.0)]);
    let report = swept(&inputs(), &deals, &Overrides::default());
    assert_eq!(report.line.rule, Rule::OwnHistory);
    let days = report.line.days.unwrap();
    assert!((20.0..60.0).contains(&days), "{days}");
    assert_eq!((report.dead.deals, report.after.deals), (1, 1));
    let regret = report.regret.unwrap();
    assert_eq!((regret.positions.len(), regret.wins), (0, 40));
    assert!(regret.lost > 50);
}

#[test]
fn late_wins_are_regretted() {
    let mut deals = long_history();
    deals[3] = deal(-300, Some((150, true)), 77.0);
    let report = swept(&inputs(), &deals, &Overrides::default());
    let regret = report.regret.unwrap();
    assert_eq!((regret.positions, regret.value), (vec![3], Money(77.0)));
}

/// 200 deals closed after 30 to 59 days, three of ten won, and open ones of these ages.
fn never_closing(ages: impl Iterator<Item = i64>) -> Vec<Deal> {
    let closed = (0..200).map(|i| deal(-700 + 3 * i, Some((30 + i % 30, i % 10 < 3)), 10.0));
    closed.chain(ages.map(|age| deal(-age, None, 10.0))).collect()
}

#[test]
fn deals_older_than_any_that_closed_are_dead_and_those_as_old_are_not() {
    let dead = |ages: &mut dyn Iterator<Item = i64>| {
        swept(&inputs(), &never_closing(ages), &Overrides::default()).dead.deals
    };
    assert_eq!(dead(&mut (100..600).step_by(5)), 100);
    assert_eq!(dead(&mut std::iter::repeat_n(60, 100)), 0);
}

#[test]
fn one_win_more_moves_the_line_by_days_and_not_by_months() {
    let days = |wins: i64| {
        let won = (0..wins).map(|i| deal(-800 + 20 * i, Some((40 + i % 25, true)), 10.0));
        let lost = (0..90).map(|i| deal(-800 + 6 * i, Some((30 + i % 60, false)), 10.0));
        let open = (0..60).map(|i| deal(-(5 + 10 * i), None, 10.0));
        let deals: Vec<Deal> = won.chain(lost).chain(open).collect();
        swept(&inputs(), &deals, &Overrides::default()).line.days.unwrap()
    };
    let all: Vec<f64> = (1..=40).map(days).collect();
    for pair in all.windows(2) {
        assert!((pair[1] - pair[0]).abs() <= 12.0, "{all:?}");
    }
}

#[test]
fn the_visitor_moves_the_line() {
    let deals = never_closing((100..600).step_by(5));
    let usual = swept(&inputs(), &deals, &Overrides::default());
    let moved = Inputs { dead_days: Some(Days(195)), ..inputs() };
    let report = swept(&moved, &deals, &Overrides::default());
    assert_eq!((report.line.rule, report.line.days), (Rule::Moved, Some(195.0)));
    assert_eq!((report.line.found, report.dead.deals), (usual.line.days, 80));
    assert!(report.line.late_wins < usual.line.late_wins);
    // Nothing is too young to be called dead.
    let all = Inputs { dead_days: Some(Days(0)), ..inputs() };
    assert_eq!(swept(&all, &deals, &Overrides::default()).dead.deals, 100);
}

#[test]
fn what_is_idle_or_past_due_is_counted_apart_from_the_line() {
    let idle = |days_ago: i64| Deal { last_activity: Some(day(-days_ago)), ..deal(-60, None, 8.0) };
    let due = Deal { expected_close: Some(day(-3)), ..deal(-20, None, 4.0) };
    let report = swept(&inputs(), &[idle(50), idle(51), due], &Overrides::default());
    assert_eq!((report.dead.deals, report.stalled.deals, report.past_due.deals), (0, 1, 1));
    assert_eq!((report.stalled.value, report.past_due.share), (Money(8.0), 0.2));
    let alone = report.deals.iter().find(|deal| deal.past_due.is_some()).unwrap().prospect;
    assert_eq!(report.past_due.expected, alone.value * alone.chance);
}

#[test]
fn the_visitor_keeps_what_is_known_better() {
    let deals = [deal(-200, None, 300.0), deal(-201, None, 200.0), deal(-202, None, 100.0)];
    let overrides = Overrides {
        choices: [(0, Choice::Keep)].into(),
        chances: Typed::from([(1, Percent(60.0))]),
        lesson: None,
    };
    let report = swept(&inputs(), &deals, &overrides);
    assert_eq!((report.dead.deals, report.dead.value), (1, Money(100.0)));
    assert!(report.deals[0].kept && report.deals[1].kept && !report.deals[2].kept);
}

#[test]
fn a_deal_that_the_visitor_closes_is_out_whatever_the_line_says() {
    let deals = [deal(-10, None, 300.0), deal(-60, None, 200.0), deal(-202, None, 100.0)];
    let plain = swept(&inputs(), &deals, &Overrides::default());
    assert_eq!((plain.dead.value, plain.after.pipeline), (Money(100.0), Money(500.0)));
    for choice in [Choice::CloseAsLost, Choice::Nurture] {
        let overrides = Overrides { choices: [(0, choice)].into(), ..Overrides::default() };
        let report = swept(&inputs(), &deals, &overrides);
        assert_eq!((report.dead.value, report.after.pipeline), (Money(400.0), Money(200.0)));
        assert!(report.deals[0].taken_out && report.after.expected < plain.after.expected);
        // What is suggested stays, so that it can be chosen again.
        assert_eq!(report.deals[0].step, plain.deals[0].step);
    }
}

#[test]
fn to_choose_what_is_suggested_anyway_changes_nothing() {
    let mut deals = vec![deal(-10, None, 300.0), deal(-60, None, 200.0), deal(-202, None, 100.0)];
    let talked = |days: i64| Deal { last_activity: Some(day(-days)), ..deal(-203, None, 80.0) };
    deals.extend([talked(3), talked(30)]);
    let plain = swept(&inputs(), &deals, &Overrides::default());
    let steps: Vec<Choice> = plain.deals.iter().map(|one| one.step.into()).collect();
    assert!(steps.contains(&Choice::Requalify) && steps.contains(&Choice::Nurture));
    for one in &plain.deals {
        let choices = [(one.prospect.position, one.step.into())].into();
        let overrides = Overrides { choices, ..Overrides::default() };
        assert_eq!(swept(&inputs(), &deals, &overrides), plain);
    }
}

#[test]
fn dead_deals_yield_what_live_ones_would_bring_more() {
    let deals = [deal(-10, None, 300.0), deal(-202, None, 100.0)];
    let report = swept(&inputs(), &deals, &Overrides::default());
    let live = report.deals[0].prospect.chance;
    let dead = report.deals[1].prospect.chance;
    assert!((report.dead_yield().unwrap() - (live - dead)).abs() < 1e-12 && live > dead);
    assert_eq!(swept(&inputs(), &deals[..1], &Overrides::default()).dead_yield(), None);
}

#[test]
fn the_lesson_of_past_quarters_scales_what_to_expect_and_the_chance_with_it() {
    let mut deals = long_history();
    deals.extend((0..30).map(|i| deal(-i, None, 100.0)));
    let plain = swept(&inputs(), &deals, &Overrides::default());
    let follow = |lesson| {
        let overrides = Overrides { lesson: Some(lesson), ..Overrides::default() };
        swept(&inputs(), &deals, &overrides)
    };
    let less = follow(0.8);
    assert!((less.before.expected.0 / plain.before.expected.0 - 0.8).abs() < 1e-12);
    assert!(less.after.outcome.chance < plain.after.outcome.chance);
    assert_eq!((less.line, less.dead.deals), (plain.line, plain.dead.deals));
    assert_eq!(follow(1.0), plain);
    assert!(follow(2.0).deals.iter().all(|one| one.prospect.chance <= 1.0));
    // What the visitor knows stays.
    let chances = Typed::from([(deals.len() - 1, Percent(60.0))]);
    let typed = |lesson| {
        let overrides = Overrides { lesson, chances: chances.clone(), ..Overrides::default() };
        swept(&inputs(), &deals, &overrides).deals
    };
    let at = |deals: &[Verdict]| {
        let known = deals.iter().find(|one| one.prospect.position == 190 - 1).copied();
        known.unwrap().prospect
    };
    assert_eq!(at(&typed(Some(0.5))), at(&typed(None)));
}

#[test]
fn a_deal_closed_today_is_closed() {
    let mut deals = long_history();
    deals.push(deal(-5, None, 300.0));
    let before = swept(&inputs(), &deals, &Overrides::default());
    let last = deals.len() - 1;
    deals[last].outcome = End::Won(day(0));
    let after = swept(&inputs(), &deals, &Overrides::default());
    assert_eq!(after.closed_won, before.closed_won + Money(300.0));
    assert_eq!(after.closed_won_deals, before.closed_won_deals.map(|deals| deals + 1));
    assert_eq!((before.before.deals, after.before.deals), (1, 0));
    assert_eq!(after.default.own, before.default.own.map(|(won, closed)| (won + 1, closed + 1)));
    deals[last].outcome = End::Lost(day(0));
    let lost = swept(&inputs(), &deals, &Overrides::default());
    assert_eq!(lost.default.own, before.default.own.map(|(won, closed)| (won, closed + 1)));
}

#[test]
fn the_next_step_follows_from_age_and_activity() {
    let active =
        |days_ago: i64| Deal { last_activity: Some(day(-days_ago)), ..deal(-200, None, 1.0) };
    let due = |days: i64| Deal { expected_close: Some(day(days)), ..deal(-10, None, 1.0) };
    let deals = [
        active(14),
        active(50),
        active(51),
        deal(-80, None, 1.0),
        deal(-60, None, 1.0),
        deal(-50, None, 1.0),
        due(-1),
        due(0),
    ];
    let report = swept(&inputs(), &deals, &Overrides::default());
    let by = |days| Step::Requalify(day(0).checked_add_days(CalendarDays::new(days)).unwrap());
    let steps: Vec<Step> = report.deals.iter().map(|deal| deal.step).collect();
    let expected =
        [by(14), Step::Nurture, Step::CloseAsLost, by(20), by(30), Step::Keep, by(30), Step::Keep];
    assert_eq!(steps, expected);
    assert_eq!((report.past_due.deals, report.deals[6].past_due), (1, Some(1)));
}

#[test]
fn closed_won_comes_from_the_list_unless_it_is_given() {
    let today = day(40);
    let deals = [
        deal(-20, Some((20, true)), 5.0),
        deal(-20, Some((59, true)), 7.0),
        deal(-20, Some((19, true)), 11.0),
        deal(-20, Some((60, true)), 13.0),
    ];
    let listed = swept(&Inputs { today, ..inputs() }, &deals, &Overrides::default());
    assert_eq!((listed.closed_won, listed.closed_won_deals), (Money(25.0), Some(3)));
    let given = Inputs { today, closed_won: Some(Money(2000.0)), ..inputs() };
    let given = swept(&given, &deals, &Overrides::default());
    assert_eq!(
        (given.closed_won_deals, given.remaining, given.before.coverage),
        (None, Money(0.0), None)
    );
    assert_eq!((given.after.outcome.chance, given.survivors.deals), (1.0, Some(0)));
}

#[test]
fn an_empty_list_has_an_answer_and_no_list_without_a_win_rate() {
    let empty = swept(&inputs(), &[], &Overrides::default());
    assert_eq!((empty.before.deals, empty.before.outcome.chance), (0, 0.0));
    assert!((empty.line.late_wins - 0.091).abs() < 1e-3);
    assert_eq!((empty.dead, empty.survivors.deals), (Group::default(), None));
    let inputs = Inputs { win_rate: None, ..inputs() };
    assert_eq!(inputs.portfolio(&[deal(-5, None, 1.0)]), None);
    assert_eq!(check(&inputs, None), [("win_rate", crate::calc::field::Problem::Missing)]);
}

#[test]
fn unusable_deals_are_counted() {
    let deals = [
        deal(-5, Some((-1, true)), 1.0),
        deal(1, None, 1.0),
        deal(-5, Some((6, true)), 1.0),
        deal(-5, None, f64::NAN),
        deal(-5, None, -1.0),
        deal(0, Some((0, true)), 1.0),
    ];
    let report = swept(&inputs(), &deals, &Overrides::default());
    let rejected =
        Rejected { closed_before_created: 1, created_later: 1, closed_later: 1, unusable_value: 2 };
    assert_eq!((report.rejected, report.rejected.total()), (rejected, 5));
    assert_eq!(report.before.deals, 0);
}

#[test]
fn every_explanation_comes_to_its_figure() {
    let few = vec![deal(-100, None, 300.0), deal(-101, None, 200.0)];
    let moved = Inputs { dead_days: Some(Days(70)), ..inputs() };
    for (inputs, deals) in
        [(inputs(), vec![]), (inputs(), few), (inputs(), long_history()), (moved, long_history())]
    {
        let answer = swept(&inputs, &deals, &Overrides::default());
        let all = explanations(&inputs, &answer);
        assert!(all.len() >= 9, "{}", all.len());
        for explanation in all {
            let (shown, worked) = (explanation.result.value(), explanation.formula.evaluate());
            assert!((shown - worked).abs() <= 1e-9 * shown.abs().max(1.0), "{}", explanation.key);
        }
    }
}

#[test]
fn fields_are_unique_and_share_the_words_of_coverage() {
    use crate::calc::coverage;
    use crate::calc::field::Blank;
    use crate::text::canonical;
    let keys: BTreeSet<&str> = FIELDS.iter().map(|field| field.key).collect();
    assert_eq!(keys.len(), FIELDS.len());
    for field in FIELDS {
        assert!(
            field.help.english().ends_with('.') && !field.help.english().contains(". "),
            "{}",
            field.key
        );
        let same = coverage::FIELDS.iter().find(|other| other.key == field.key);
        assert!(same.is_none_or(|other| other.label == field.label), "{}", field.key);
        if let Blank::Means(text) = field.blank {
            let value = canonical::read(field, text).unwrap();
            assert_eq!(field.set(&mut inputs(), value), Ok(()), "{}", field.key);
            assert_eq!(canonical::write(value, field), text);
        }
    }
}
