//! Separate curves by hand; a firm whose truth is known stands in `tests/truth/separate.rs`.

use chrono::{Duration, NaiveDate};

use super::*;
use crate::calc::cycle::history::Cut;
use crate::calc::deals::Outcome;
use crate::calc::replay::{Comparison, Replayed, compared, quarters, replay};
use crate::calc::stages::{Entry, Passages, StageDates};
use crate::calc::sweep::{Inputs, Overrides, Precision, Report, report};
use crate::calc::units::Money;
use crate::text::example::deals::blank_sweep;

fn today() -> NaiveDate {
    "2026-07-01".parse().unwrap()
}

fn inputs() -> Inputs {
    let today = today();
    Inputs { goal: Money(3e5), dead_after: 2.0, ..blank_sweep(today) }
}

/// `deals` over three years, `won` of each 8 of which are won after 20 and more days; the others are
/// lost, but for each 13th, which stays open.
fn of_segment(segment: &str, deals: i64, won: i64) -> Vec<Deal> {
    let deal = |i: i64| {
        let age = 1 + i * 1095 / deals;
        let created = today() - Duration::days(age);
        let ends = created + Duration::days(20 + i * 31 % 60);
        let is_won = i % 8 < won;
        let outcome = match ends < today() && i % 13 > 0 {
            true if is_won => Outcome::Won(ends),
            true => Outcome::Lost(ends),
            false => Outcome::Open,
        };
        let labels = Labels { segment: segment.into(), ..Labels::default() };
        let value = Money(1000.0 + (i * 7919 % 5000) as f64);
        let probability = None;
        let (expected_close, last_activity) = (None, None);
        Deal { created, outcome, value, expected_close, last_activity, probability, labels }
    };
    (0..deals).map(deal).collect()
}

fn whole(deals: &[Deal]) -> Portfolio {
    Portfolio::new(deals, today(), Cut::Unknown, None).unwrap().with_fields(deals)
}

fn separated(deals: &[Deal]) -> Portfolio {
    let values = Rc::new(Values::new(SeparateBy::Segment, deals));
    whole(deals).separated(Some(&values))
}

fn swept(portfolio: &Portfolio) -> Report {
    report(&inputs(), portfolio, &Overrides::default(), Precision::Settled)
}

fn past(portfolio: &Portfolio) -> Vec<Replayed> {
    let all = quarters(portfolio, 0).into_iter();
    all.filter_map(|(start, days)| replay(portfolio, start, days, 0.03)).collect()
}

fn names(portfolio: &Portfolio) -> Vec<Option<&str>> {
    portfolio.parts.iter().flat_map(Parts::all).map(|part| part.name.as_deref()).collect()
}

#[test]
fn values_with_few_wins_are_all_others_which_lean_on_the_whole_list() {
    let mut deals = [of_segment("Mid", 400, 3), of_segment(" Large", 200, 4)].concat();
    deals.extend(of_segment("Small", 60, 2));
    assert!(Values::new(SeparateBy::Segment, &deals).is_useful(&whole(&deals).history));
    let few = separated(&deals);
    assert_eq!(names(&few), [Some("Mid"), Some("Large"), None]);
    assert_eq!([0, 400, 600].map(|at| few.part_of(at)), [1, 2, 3]);
    let others = few.curves().last().unwrap().default;
    let (won, closed) = others.own.unwrap();
    let by_hand = (won as f64 + 10.0 * few.default.win_rate) / (closed as f64 + 10.0);
    assert!((2..LEAST_WINS).contains(&won) && (others.win_rate - by_hand).abs() < 1e-15);
    deals.extend(of_segment("", 200, 2));
    let more = separated(&deals);
    assert_eq!([600, 660].map(|at| more.part_of(at)), [3, 3]);
    let others = more.curves().last().unwrap().default;
    assert_eq!(Some(others.win_rate), others.own.map(|(won, closed)| won as f64 / closed as f64));
    let none = separated(&of_segment("Small", 60, 2));
    assert_eq!((names(&none), none.part_of(0)), (vec![], 0));
    let lives: usize = more.curves().skip(1).map(|one| one.history.lives.len()).sum();
    assert_eq!(lives, deals.len());
    for field in [SeparateBy::Product, SeparateBy::Source, SeparateBy::Owner] {
        assert!(more.field(field).is_none());
    }
}

#[test]
fn one_value_is_the_whole_list_to_the_last_digit() {
    let deals = of_segment("All", 900, 3);
    let (one, apart) = (whole(&deals), separated(&deals));
    assert_eq!(names(&apart), [Some("All")]);
    let (a, b) = (swept(&one), swept(&apart));
    let [part] = &b.parts[..] else { panic!("{:?}", b.parts) };
    assert_eq!((part.open.deals, part.line, part.default), (a.before.deals, a.line, a.default));
    assert_eq!(a, Report { parts: Vec::new(), ..b });
    let (a, b) = (past(&one), past(&apart));
    assert!(a.len() > 4);
    assert_eq!(a, b);
}

#[test]
fn totals_are_sums_over_parts_and_everything_is_a_number() {
    let mut deals = [of_segment("Mid", 400, 1), of_segment("Large", 300, 6)].concat();
    deals.extend(of_segment("Small", 60, 2));
    let (one, apart) = (swept(&whole(&deals)), swept(&separated(&deals)));
    assert_eq!(apart.parts.len(), 3);
    let sum =
        |of: &dyn Fn(&crate::calc::sweep::Part) -> f64| apart.parts.iter().map(of).sum::<f64>();
    let near = |a: f64, b: f64| assert!((a - b).abs() <= 1e-9 * b.abs(), "{a} is not {b}");
    near(sum(&|part| part.open.expected.0), apart.before.expected.0);
    near(sum(&|part| part.open.value.0), apart.before.pipeline.0);
    near(sum(&|part| part.open.share), 1.0);
    near(sum(&|part| part.dead.value.0), apart.dead.value.0);
    near(sum(&|part| part.open.deals as f64), apart.before.deals as f64);
    near(sum(&|part| part.dead.deals as f64), apart.dead.deals as f64);
    assert_eq!(apart.before.pipeline, one.before.pipeline);
    // What is won more often has better chances.
    let chances = |report: &Report, from: usize| {
        let of =
            report.deals.iter().filter(|deal| (from..from + 100).contains(&deal.prospect.position));
        of.map(|deal| deal.prospect.chance_ever).sum::<f64>()
    };
    assert!(chances(&apart, 400) > chances(&one, 400) && chances(&apart, 0) < chances(&one, 0));
    for deal in &apart.deals {
        assert!((0.0..=1.0).contains(&deal.prospect.chance), "{deal:?}");
        assert!((deal.prospect.chance..=1.0).contains(&deal.prospect.chance_ever), "{deal:?}");
    }
}

#[test]
fn stages_rank_deals_by_the_curves_that_they_follow() {
    // Where stages follow segments they add nothing to separate curves.
    let deals = [of_segment("Mid", 500, 1), of_segment("Large", 500, 6)].concat();
    let entries = deals.iter().enumerate().map(|(position, deal)| Entry {
        position,
        stage: u16::from(position >= 500),
        day: deal.created,
    });
    let stages = ["Demo", "Proposal"].map(str::to_owned).into();
    let dates = StageDates { stages, entries: entries.collect() };
    let ratio = |portfolio: Portfolio| {
        let passages = Passages::dated(&portfolio.history, &deals, &dates);
        let stages = portfolio.with_stages(&passages).stages;
        if stages.won.is_empty() { 1.0 } else { stages.factors(1)[0] / stages.factors(0)[0] }
    };
    let (one, apart) = (ratio(whole(&deals)), ratio(separated(&deals)));
    assert!(one > 2.0 && (0.9..1.1).contains(&apart), "{one} {apart}");
}

#[test]
fn a_field_that_open_deals_lack_is_found() {
    let mut deals = [of_segment("Mid", 400, 2), of_segment("Large", 300, 3)].concat();
    let emptier =
        |deals: &[Deal]| Values::new(SeparateBy::Segment, deals).emptier(&whole(deals).history);
    assert_eq!(emptier(&deals), None);
    let open = deals.iter_mut().filter(|deal| deal.outcome == Outcome::Open);
    open.for_each(|deal| deal.labels.segment.clear());
    assert_eq!(emptier(&deals), Some([1.0, 0.0]));
}

#[test]
fn past_quarters_are_compared_whatever_was_chosen() {
    let deals = [of_segment("Mid", 500, 1), of_segment("Large", 500, 6)].concat();
    let (one, apart) = (past(&whole(&deals)), past(&separated(&deals)));
    let by_segment = compared(&one, SeparateBy::Segment).unwrap();
    let Comparison { periods, without, with } = by_segment;
    assert_eq!(periods, one.len());
    assert_ne!(with, without);
    assert_eq!(compared(&apart, SeparateBy::Segment), Some(by_segment));
    assert_eq!(compared(&one, SeparateBy::Owner), None);
    for (one, apart) in one.iter().zip(&apart) {
        assert_eq!((one.curve, Some(apart.curve)), (one.one_curve, apart.separate[0]));
    }
}
