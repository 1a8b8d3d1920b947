//! What must hold for any list of deals (method section 9).

use chrono::{Duration, NaiveDate};
use enough_pipeline::calc::compare::{Export, compare};
use enough_pipeline::calc::cycle::Curve;
use enough_pipeline::calc::cycle::calendar::{Calendar, Dimension, Effect, Group};
use enough_pipeline::calc::cycle::history::Observation;
use enough_pipeline::calc::cycle::measured::Measured;
use enough_pipeline::calc::cycle::outlook::Outlook;
use enough_pipeline::calc::deals::{Deal, Labels, Outcome};
use enough_pipeline::calc::prospects::{Prospect, deciders};
use enough_pipeline::calc::rates::Rates;
use enough_pipeline::calc::replay::{accuracy, quarters, replay};
use enough_pipeline::calc::stages::{Entry, Passages, StageDates};
use enough_pipeline::calc::sweep::{
    Choice, Inputs, Overrides, Precision, Report, Standing, Verdict, deciding, forecast, report,
};
use enough_pipeline::calc::units::{Days, Money, Percent};
use enough_pipeline::text::example::deals::blank_sweep;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

/// Of more than 24 open deals the distribution stands on a lattice, another for each list.
const SLACK: f64 = 1e-4;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2028, 2, 29).unwrap()
}

prop_compose! {
    /// Mostly sensible deals, now and then one that is wrong.
    fn any_deal()(
        age in prop_oneof![20 => 0_i64..900, 1 => -5_i64..40_000],
        open_for in prop_oneof![20 => 0_i64..300, 1 => -10_i64..40_000],
        ending in 0..3,
        value in prop_oneof![20 => 0.0..1e5, 1 => Just(0.0), 1 => Just(-1.0), 1 => Just(f64::NAN)],
        due in prop::option::of(-100_i64..100),
        idle in prop::option::of(-5_i64..200),
        probability in prop::option::of(-10.0..110.0),
        id in 0_u32..60,
    ) -> Deal {
        let created = today() - Duration::days(age);
        let closed = created + Duration::days(open_for);
        Deal {
            created,
            outcome: match ending {
                0 => Outcome::Won(closed),
                1 => Outcome::Lost(closed),
                _ => Outcome::Open,
            },
            value: Money(value),
            expected_close: due.map(|days| today() + Duration::days(days)),
            last_activity: idle.map(|days| today() - Duration::days(days)),
            probability: probability.map(Percent),
            labels: Labels { id: id.to_string(), ..Labels::default() },
        }
    }
}

const STAGES: [&str; 3] = ["Demo", "Proposal (Sales)", "won"];

/// Up to 90 deals with stages, some of which are closed in them.
fn staged_deals() -> impl Strategy<Value = Vec<Deal>> {
    let stage = prop::sample::select(vec!["Demo", "demo", "PROPOSAL", "Won", "Legal", ""]);
    let staged = (any_deal(), stage).prop_map(|(deal, stage)| {
        let labels = Labels { stage: stage.into(), ..deal.labels.clone() };
        Deal { labels, ..deal }
    });
    prop::collection::vec(staged, 0..90)
}

fn any_deals() -> impl Strategy<Value = Vec<Deal>> {
    prop::collection::vec(any_deal(), 0..60)
}

prop_compose! {
    fn any_inputs()(
        goal in 1.0..5e6,
        closed_won in prop::option::of(0.0..1e6),
        (start, length) in (-200_i64..100, 0_i64..300),
        win_rate in prop_oneof![Just(0.0), Just(100.0), 1.0..99.0],
        sales_cycle in prop_oneof![Just(1_u32), 5_u32..400],
        dead_after in 1.0..4.0,
        dead_days in prop::option::weighted(0.2, (0_u32..900).prop_map(Days)),
        probabilities in 0_usize..3,
        correlation in prop_oneof![Just(0.0), 0.0..50.0],
        separate_by in 0_usize..6,
    ) -> Inputs {
        Inputs {
            goal: Money(goal),
            closed_won: closed_won.map(Money),
            period: 4,
            fiscal_start: 0,
            period_start: Some(today() + Duration::days(start)),
            period_end: Some(today() + Duration::days(start + length)),
            today: today(),
            win_rate: Some(Percent(win_rate)),
            sales_cycle: Some(Days(sales_cycle)),
            dead_after,
            dead_days,
            probabilities,
            closed_since: None,
            correlation: Percent(correlation),
            separate_by,
        }
    }
}

fn swept(inputs: &Inputs, deals: &[Deal]) -> Report {
    let portfolio = inputs.portfolio(deals).unwrap();
    report(inputs, &portfolio, &Overrides::default(), Precision::Settled)
}

fn observations() -> impl Strategy<Value = Vec<Observation>> {
    let seen = (0_u32..100, 1_u32..400, prop::option::of(any::<bool>()))
        .prop_map(|(entry, length, won)| Observation { entry, exit: entry + length, won });
    prop::collection::vec(seen, 0..150)
}

/// Some dimensions with multipliers as they may be.
fn multipliers() -> impl Strategy<Value = Vec<Effect>> {
    let of = |dimension: Dimension| {
        let group = prop_oneof![0.01..3.0, 1.0..100.0].prop_map(|multiplier| Group {
            closed: 1.0,
            expected: 1.0,
            multiplier,
        });
        prop::collection::vec(group, dimension.groups())
            .prop_map(move |groups| Effect { dimension, groups })
    };
    let [weekday, day, month] = Dimension::ALL.map(|one| prop::option::of(of(one)));
    (weekday, day, month).prop_map(|(a, b, c)| [a, b, c].into_iter().flatten().collect())
}

fn is_chance(x: f64) -> bool {
    (0.0..=1.0).contains(&x)
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 48,
        rng_seed: RngSeed::Fixed(20_280_229),
        ..ProptestConfig::default()
    })]

    #[test]
    fn a_curve_is_monotone_and_its_shares_sum_to_one(
        seen in observations(),
        (win_rate, cycle) in (0.0..=1.0, 1.0..300.0),
        weight in prop_oneof![Just(0.0), Just(10.0), 0.1..100.0],
        (age, days) in (0.0..800.0, 0.0..400.0),
    ) {
        let curve = Measured::shrunk(&seen, &Curve::new(win_rate, cycle), weight);
        for pair in curve.points().windows(2) {
            prop_assert!(pair[1].won >= pair[0].won && pair[1].lost >= pair[0].lost);
            prop_assert!(pair[1].open <= pair[0].open);
            prop_assert!((pair[1].won + pair[1].lost + pair[1].open - 1.0).abs() < 1e-9);
            prop_assert!(pair[1].won_sd.is_finite() && pair[0].ever_sd.is_finite());
        }
        let (soon, ever) = (curve.chance(age, days), curve.chance_ever(age));
        prop_assert!(is_chance(soon) && is_chance(ever) && soon <= ever + 1e-9);
        prop_assert!(curve.chance_ever_upper(age as u32) + 1e-9 >= curve.chance_ever(age.floor()));
        let later = curve.chance_between(age, days, days + 50.0);
        prop_assert!((curve.chance(age, days + 50.0) - soon - later).abs() < 1e-9);
    }

    #[test]
    fn a_calendar_leaves_chances_chances_and_months_that_add_up(
        seen in observations(),
        (won, lost) in (multipliers(), multipliers()),
        (win_rate, cycle) in (0.0..=1.0, 1.0..300.0),
        (age, first, second) in (0_u32..800, 0_u32..200, 0_u32..200),
    ) {
        let default = Curve::new(win_rate, cycle);
        let (curve, own) = (Measured::shrunk(&[], &default, 10.0), Measured::shrunk(&seen, &default, 10.0));
        let calendar = Calendar { won, lost };
        for curve in [curve, own] {
            let ends = [f64::from(first), f64::from(first + second)];
            let outlook = Outlook::new(&curve, &calendar, today(), (first + second) as usize);
            let (by, ever) = outlook.chances(age, &ends);
            prop_assert!(0.0 <= by[0] && by[0] <= by[1] && by[1] <= ever + 1e-12 && ever <= 1.0);
            // The days of a window add up to it, however it is parted.
            let alone = outlook.chances(age, &ends[1..]).0[0];
            prop_assert!((alone - by[1]).abs() <= 1e-12);
            let new = outlook.arrivals(|_| 1.0, &ends);
            prop_assert!(0.0 <= new[0] && new[0] <= new[1] && new[1] <= ends[1]);
        }
    }

    #[test]
    fn every_figure_of_a_sweep_is_a_number(
        deals in any_deals(),
        inputs in any_inputs(),
        choices in prop::collection::btree_map(0_usize..120, prop::sample::select(vec![
            Choice::Keep, Choice::Requalify, Choice::Nurture, Choice::CloseAsLost,
        ]), 0..10),
        lesson in prop::option::of(0.5..2.0),
        typed in prop::collection::btree_map(0_usize..120, (-10.0..110.0).prop_map(Percent), 0..10),
    ) {
        let portfolio = inputs.portfolio(&deals).unwrap();
        let overrides = Overrides { choices, chances: typed, lesson };
        let answer = report(&inputs, &portfolio, &overrides, Precision::Settled);
        prop_assert!(answer.rejected.total() + portfolio.history.lives.len() == deals.len());
        for side in [&answer.before, &answer.after] {
            let outcome = &side.outcome;
            prop_assert!(is_chance(outcome.chance) && outcome.shortfall.0.is_finite());
            prop_assert!(side.expected.0.is_finite() && side.expected_flat.0.is_finite());
            prop_assert!(outcome.range.windows(2).all(|pair| pair[0] <= pair[1]));
            prop_assert!(side.coverage.is_none_or(f64::is_finite));
        }
        for deal in &answer.deals {
            let prospect = &deal.prospect;
            prop_assert!(is_chance(prospect.chance) && is_chance(prospect.chance_ever));
            prop_assert!(prospect.chance <= prospect.chance_ever + 1e-9);
            prop_assert!(!(deal.kept && deal.standing == Standing::Dead));
            prop_assert!(!deal.taken_out || deal.standing == Standing::Dead);
        }
        let rates = Rates::new(&portfolio, 90);
        let shares = [rates.win_rate, rates.win_rate_by_value, rates.cohort, rates.won_in_window, rates.aged_share];
        prop_assert!(shares.into_iter().flatten().all(|share| share.value.is_finite() && share.value <= 1.0 + 1e-9));
        let (target, prospects) = forecast(&inputs, &answer, false);
        for decider in deciders(&target, &prospects, Precision::Interactive) {
            prop_assert!(is_chance(decider.won) && is_chance(decider.lost) && decider.swing() >= 0.0);
        }
    }

    #[test]
    fn stages_rank_deals_and_move_no_figure(
        deals in staged_deals(),
        inputs in any_inputs(),
        entered in prop::collection::vec((0_usize..90, 0_u16..3, -20_i64..900), 0..200),
    ) {
        let mut entries: Vec<Entry> = entered
            .into_iter()
            .map(|(position, stage, ago)| Entry { position, stage, day: today() - Duration::days(ago) })
            .collect();
        entries.sort_by_key(|entry| entry.position);
        let dates = StageDates { stages: STAGES.map(str::to_owned).into(), entries };
        let portfolio = inputs.portfolio(&deals).unwrap();
        let passages = Passages::dated(&portfolio.history, &deals, &dates);
        let staged = portfolio.clone().with_stages(&passages);
        for groups in [&staged.stages.won, &staged.stages.lost] {
            prop_assert!(groups.iter().all(|group| group.multiplier > 0.0 && group.multiplier.is_finite()));
        }
        let of = |known| report(&inputs, known, &Overrides::default(), Precision::Interactive);
        let (plain, answer) = (of(&portfolio), of(&staged));
        let same = answer.deals.iter().map(|deal| Verdict { by_stage: deal.prospect, ..*deal }).collect();
        prop_assert_eq!(&plain, &Report { deals: same, ..answer.clone() });
        let sum = |of: &dyn Fn(&Verdict) -> f64| answer.deals.iter().map(of).sum::<f64>();
        let kept = |a: f64, b: f64| (a - b).abs() <= 1e-7 * b.abs().max(1e-3);
        prop_assert!(kept(sum(&|one| one.by_stage.chance), sum(&|one| one.prospect.chance)));
        let revenue = |one: &Prospect| one.value.0 * one.chance;
        prop_assert!(kept(sum(&|one| revenue(&one.by_stage)), sum(&|one| revenue(&one.prospect))));
        for deal in &answer.deals {
            prop_assert!(is_chance(deal.by_stage.chance) && is_chance(deal.by_stage.chance_ever));
            prop_assert!(deal.by_stage.chance <= deal.by_stage.chance_ever + 1e-9);
        }
        let mut found = deciding(&inputs, &staged, &answer);
        while found.step(Precision::Interactive) {}
        for decider in found.found() {
            prop_assert!(is_chance(decider.won) && is_chance(decider.lost) && decider.swing() >= 0.0);
        }
    }

    #[test]
    fn a_sweep_takes_away_and_never_adds(deals in any_deals(), inputs in any_inputs()) {
        let answer = swept(&inputs, &deals);
        let (before, after) = (&answer.before, &answer.after);
        prop_assert_eq!(before.deals, after.deals + answer.dead.deals);
        prop_assert!((before.pipeline.0 - after.pipeline.0 - answer.dead.value.0).abs() < 1e-3);
        prop_assert!(after.pipeline <= before.pipeline && after.expected <= before.expected + Money(1e-6));
        prop_assert!(after.outcome.chance <= before.outcome.chance + SLACK);
    }

    #[test]
    fn a_later_line_calls_fewer_deals_dead(deals in any_deals(), inputs in any_inputs(), more in 0.0..3.0) {
        let later = Inputs { dead_after: inputs.dead_after + more, ..inputs };
        prop_assert!(swept(&later, &deals).dead.deals <= swept(&inputs, &deals).dead.deals);
    }

    #[test]
    fn a_line_that_is_moved_is_where_the_visitor_wants_it(
        deals in any_deals(),
        inputs in any_inputs(),
        days in 0_u32..900,
    ) {
        let answer = swept(&Inputs { dead_days: Some(Days(days)), ..inputs }, &deals);
        let older = answer.deals.iter().filter(|deal| deal.prospect.age > days).count();
        prop_assert_eq!(answer.dead.deals, older);
        prop_assert_eq!(answer.line.days, Some(f64::from(days)));
        let usual = swept(&Inputs { dead_days: None, ..inputs }, &deals);
        prop_assert_eq!(answer.line.found, usual.line.days);
        prop_assert!((-1e-9..=1.0 + 1e-9).contains(&answer.line.late_wins));
    }

    #[test]
    fn the_expectation_knows_no_correlation(deals in any_deals(), inputs in any_inputs()) {
        let expected = |rho| {
            let answer = swept(&Inputs { correlation: Percent(rho), ..inputs }, &deals);
            (answer.before.expected, answer.after.outcome.expected)
        };
        prop_assert_eq!(expected(0.0), expected(50.0));
    }

    #[test]
    fn one_more_open_deal_never_lowers_the_chance(
        deals in any_deals(),
        inputs in any_inputs(),
        (age, value) in (0_i64..100, 0.0..1e5),
    ) {
        // With the curve held: a deal that is open yet also tells that deals stay open long.
        let answer = swept(&inputs, &deals);
        let (target, mut prospects) = forecast(&inputs, &answer, true);
        let now = target.outcome(&prospects, Precision::Settled).chance;
        let portfolio = inputs.portfolio(&deals).unwrap();
        let window = inputs.window();
        if let Some(first) = prospects.first().copied() {
            let outlook = portfolio.outlook(window.days);
            let (by, _) = outlook.chances(age as u32, &[window.before.min(window.days), window.days]);
            let chance = by[1] - by[0];
            prospects.push(Prospect { value: Money(value), chance, ..first });
            prop_assert!(target.outcome(&prospects, Precision::Settled).chance >= now - SLACK);
        }
    }

    #[test]
    fn a_replay_has_figures_and_knows_no_future(deals in any_deals(), fiscal in 0_usize..12) {
        let inputs = plain_inputs();
        let portfolio = inputs.portfolio(&deals).unwrap();
        let periods: Vec<_> = quarters(&portfolio, fiscal)
            .into_iter()
            .filter_map(|(start, days)| replay(&portfolio, start, days, 0.03))
            .collect();
        for period in &periods {
            prop_assert!(period.end < today() && period.curve <= period.open_pipeline + Money(1e-6));
            prop_assert!(period.range[0] <= period.range[1]);
            // What is dated later than the first morning must not matter.
            let known: Vec<Deal> = deals.iter().map(|deal| forget(deal, period.start)).collect();
            let then = Inputs { today: period.start, ..inputs };
            let then = then.portfolio(&known).unwrap();
            let again = portfolio.as_of(period.start, None).unwrap();
            prop_assert_eq!(again.default, then.default);
        }
        let answer = accuracy(&periods);
        prop_assert!((0.5..=2.0).contains(&answer.lesson));
        prop_assert!(answer.held <= answer.periods);
    }

    #[test]
    fn every_deal_of_two_exports_is_accounted_for(old in any_deals(), new in any_deals()) {
        let [a, b] = [&old, &new].map(|deals| Export { deals, day: today() });
        let comparison = compare(&a, &b);
        let from_old = comparison.changes.iter().filter(|change| change.old.is_some()).count();
        prop_assert_eq!(from_old + comparison.unchanged + comparison.unmatched[0], old.len());
        let same = compare(&a, &a);
        prop_assert!(same.changes.is_empty());
        prop_assert!(comparison.changes.iter().all(|change| change.value_change.0.is_finite()));
    }
}

fn plain_inputs() -> Inputs {
    Inputs {
        goal: Money(1e6),
        win_rate: Some(Percent(25.0)),
        sales_cycle: Some(Days(60)),
        dead_after: 2.0,
        correlation: Percent(3.0),
        ..blank_sweep(today())
    }
}

/// A deal as it looked on the morning of `day`; one created or wrong later does not count.
fn forget(deal: &Deal, day: NaiveDate) -> Deal {
    let closed = match deal.outcome {
        Outcome::Open => None,
        Outcome::Won(day) | Outcome::Lost(day) => Some(day),
    };
    let wrong = closed.is_some_and(|closed| closed < deal.created || closed > today());
    let mut known = deal.clone();
    if wrong || deal.created >= day {
        known.value = Money(f64::NAN);
    } else if closed.is_some_and(|closed| closed >= day) {
        known.outcome = Outcome::Open;
    }
    known
}
