//! What must hold for any leads' question.

use chrono::NaiveDate;
use enough_pipeline::calc::coverage;
use enough_pipeline::calc::explain::Explanation;
use enough_pipeline::calc::leads::{
    Inputs, Outlook, STEPS, Source, Status, answered_within, check, explanations, report,
};
use enough_pipeline::calc::units::{Days, Money, Percent};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

/// Rounding in sums over days.
const SLACK: f64 = 1e-9;

fn percent() -> impl Strategy<Value = Percent> {
    prop_oneof![Just(0.0), Just(100.0), 0.0..=100.0, 0.0..=5.0, Just(1e-200)].prop_map(Percent)
}

fn rates() -> impl Strategy<Value = [Percent; STEPS]> {
    prop::array::uniform4(prop_oneof![4 => (1.0..=100.0).prop_map(Percent), 1 => percent()])
}

prop_compose! {
    fn any_source()(
        share in prop::option::of((0.0..=20.0).prop_map(Percent)),
        rates in prop::array::uniform4(prop::option::of(percent())),
        cost in prop::option::of((0.0..=1e9).prop_map(Money)),
    ) -> Source {
        Source { share, rates, cost }
    }
}

prop_compose! {
    fn any_queue()(
        leads_per_hour in prop::option::of(prop_oneof![Just(0.0), 0.0..=10_000.0, 0.0..=20.0]),
        minutes_per_lead in prop::option::of(prop_oneof![0.1..=480.0, 1.0..=30.0]),
        people in prop::option::of(1_u32..200),
        target_minutes in prop_oneof![Just(0.0), 0.0..=10_080.0],
        target_share in 1.0..=99.9,
        speed_effect in 0_usize..2,
        speed_ratio in prop::option::of(1.0..=100.0),
        answered_now in prop::option::of(percent()),
    ) -> Inputs {
        Inputs {
            leads_per_hour, minutes_per_lead, people, target_minutes,
            target_share: Percent(target_share), speed_effect, speed_ratio, answered_now, ..base()
        }
    }
}

prop_compose! {
    fn any_inputs()(
        queue in any_queue(),
        (goal, closed_won, expected_open) in (0.01..1e13, 0.0..1e6, 0.0..1e6),
        (period, fiscal_start) in (0_usize..5, 0_usize..12),
        (start, length) in (-400_i64..400, 0_i64..400),
        average_deal in prop_oneof![0.01..1e6, Just(0.01)],
        rates in rates(),
        lags in prop::array::uniform4(prop_oneof![Just(0_u32), 0..=60_u32, 0..=365_u32]),
        lag_spread in prop_oneof![Just(0.0), Just(1.0), 0.0..=2.0],
        (confidence, correlation) in (1.0..=99.0, prop_oneof![Just(0.0), 0.0..=50.0]),
        returned in prop::array::uniform4(percent()),
        return_delay in prop_oneof![Just(0_u32), 0..=730_u32],
        return_rate in percent(),
        unanswered in prop::option::of(percent()),
        (reps, cost) in (prop::option::of(1_u32..1000), prop::option::of(0.0..1e9)),
        sources in prop::array::uniform5(any_source()),
    ) -> Inputs {
        Inputs {
            goal: Money(goal),
            closed_won: Money(closed_won),
            expected_open: Money(expected_open),
            period,
            fiscal_start,
            period_start: Some(day(start)),
            period_end: Some(day(start + length)),
            today: day(0),
            average_deal: Money(average_deal),
            rates,
            lags: lags.map(Days),
            lag_spread,
            leads_now: None,
            confidence: Percent(confidence),
            correlation: Percent(correlation),
            returned,
            return_delay: Days(return_delay),
            return_rate,
            unanswered,
            reps,
            cost_per_lead: cost.map(Money),
            sources,
            ..queue
        }
    }
}

fn day(offset: i64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2028, 2, 29).unwrap() + chrono::Duration::days(offset)
}

/// A year before it, and no source named.
fn base() -> Inputs {
    Inputs {
        goal: Money(1e6),
        closed_won: Money(0.0),
        expected_open: Money(0.0),
        period: 4,
        fiscal_start: 0,
        period_start: Some(day(0)),
        period_end: Some(day(364)),
        today: day(0),
        average_deal: Money(25_000.0),
        rates: [30.0, 50.0, 60.0, 25.0].map(Percent),
        lags: [7, 7, 14, 60].map(Days),
        lag_spread: 1.0,
        leads_now: None,
        confidence: Percent(80.0),
        correlation: Percent(3.0),
        returned: [Percent(0.0); STEPS],
        return_delay: Days(60),
        return_rate: Percent(50.0),
        unanswered: None,
        reps: None,
        cost_per_lead: None,
        sources: [Source::default(); 5],
        leads_per_hour: None,
        minutes_per_lead: None,
        people: None,
        target_minutes: 60.0,
        target_share: Percent(80.0),
        speed_effect: 0,
        speed_ratio: None,
        answered_now: None,
    }
}

/// Every number of an outlook.
fn figures(outlook: &Outlook) -> Vec<f64> {
    let mut all = vec![outlook.ever_won, outlook.in_time, outlook.chance, outlook.speed];
    all.extend([outlook.opportunities, outlook.sure_opportunities]);
    all.extend(outlook.rates.into_iter().chain(outlook.timeless));
    all.extend(&outlook.won_by);
    for flow in
        [Some(outlook.flow), outlook.early, Some(outlook.sure), Some(outlook.without_return)]
    {
        all.extend(flow.iter().flat_map(|flow| [flow.weekly, flow.leads]));
    }
    for week in &outlook.weeks {
        all.extend([week.leads, week.wins].into_iter().chain(week.reached));
    }
    let costs = outlook.sources.iter().map(|row| row.cost).chain([outlook.cost]);
    for cost in costs.flatten() {
        all.extend([cost.total.0, cost.lead.0]);
        all.extend(cost.opportunity.into_iter().chain(cost.win).map(|each| each.0));
        all.extend(cost.revenue);
    }
    for row in &outlook.sources {
        all.extend([row.share, row.leads.leads, row.opportunities, row.wins, row.ever]);
    }
    all.extend(outlook.teams.iter().flat_map(|row| [row.weekly, row.share, row.pipeline.0]));
    for loss in outlook.losses.steps {
        all.extend([loss.enter, loss.lost, loss.returned, loss.gone, loss.worth.0]);
    }
    all.extend(outlook.losses.unanswered.iter().flat_map(|(leads, worth)| [*leads, worth.0]));
    all.extend(outlook.per_rep.into_iter().flatten());
    all
}

/// Coverage's question about open deals of one size, of which `wins` are needed.
fn of_open_deals(wins: u32, rate: f64, confidence: f64, correlation: f64) -> coverage::Inputs {
    coverage::Inputs {
        goal: Money(f64::from(wins) * 1e4),
        closed_won: Money(0.0),
        period: 4,
        fiscal_start: 0,
        period_start: Some(day(0)),
        period_end: Some(day(364)),
        today: day(0),
        open_pipeline: Money(1e6),
        open_deals: Some(100),
        average_deal: None,
        win_rate: Percent(rate),
        sales_cycle: Days(90),
        aged_share: Some(Percent(0.0)),
        new_pipeline: Money(0.0),
        win_rate_by_value: None,
        deal_spread: 0.0,
        lead_conversion: None,
        confidence: Percent(confidence),
        correlation: Percent(correlation),
        lever_step: Percent(10.0),
    }
}

/// The same question about leads that are all opportunities on the day they come in, each won with
/// the chance `rate` at once.
fn of_leads(wins: u32, rate: f64, confidence: f64, correlation: f64) -> Inputs {
    Inputs {
        goal: Money(f64::from(wins) * 1e4),
        average_deal: Money(1e4),
        rates: [100.0, 100.0, 100.0, 100.0 * rate].map(Percent),
        lags: [Days(0); STEPS],
        confidence: Percent(confidence),
        correlation: Percent(correlation),
        ..base()
    }
}

fn weekly(inputs: &Inputs) -> Option<f64> {
    report(inputs).outlook.map(|outlook| outlook.flow.weekly)
}

fn agrees(each: &Explanation) -> bool {
    let (shown, worked) = (each.result.value(), each.formula.evaluate());
    (shown - worked).abs() <= 1e-6 * shown.abs().max(1.0)
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 96,
        rng_seed: RngSeed::Fixed(20_280_301),
        ..ProptestConfig::default()
    })]

    #[test]
    fn nothing_is_without_a_number(inputs in any_inputs()) {
        let report = report(&inputs);
        prop_assert!(report.missing.0.is_finite() && report.wins.is_finite());
        prop_assert_eq!(report.status == Status::Open, report.outlook.is_some());
        if let Some(outlook) = &report.outlook {
            for figure in figures(outlook) {
                prop_assert!(figure.is_finite() && figure >= -SLACK, "{figure}");
            }
            prop_assert!(outlook.won_by.is_sorted());
            prop_assert!(outlook.won_by.iter().all(|share| *share <= outlook.ever_won + SLACK));
        }
        if let Some(answer) = report.follow_up {
            for speed in answer.now.into_iter().chain([answer.then]) {
                prop_assert!((0.0..=1.0).contains(&speed.within) && (0.0..=1.0).contains(&speed.waits));
                prop_assert!(speed.wait.is_none_or(f64::is_finite));
            }
        }
        if check(&inputs).is_empty() {
            for each in explanations(&inputs, &report) {
                prop_assert!(agrees(&each), "{}: {:?}", each.key, each);
            }
        }
    }

    #[test]
    fn weeks_add_up_to_the_whole(inputs in any_inputs()) {
        let report = report(&inputs);
        if let Some(outlook) = report.outlook {
            let wins: f64 = outlook.weeks.iter().map(|week| week.wins).sum();
            let leads: f64 = outlook.weeks.iter().map(|week| week.leads).sum();
            prop_assert!((wins - report.wins).abs() <= 1e-9 * report.wins.max(1.0));
            prop_assert!((leads - outlook.flow.leads).abs() <= 1e-9 * leads);
        }
    }

    #[test]
    fn better_rates_take_fewer_leads(
        rates in rates(), step in 0..STEPS, more in 0.0_f64..50.0, returned in prop::array::uniform4(percent()),
        delay in 0_u32..200,
    ) {
        let before = Inputs { rates, returned, return_delay: Days(delay), ..base() };
        let mut after = before;
        after.rates[step] = Percent((rates[step].0 + more).min(100.0));
        if let (Some(before), after) = (weekly(&before), weekly(&after)) {
            prop_assert!(after.is_some_and(|after| after <= before * (1.0 + SLACK)), "{before} {after:?}");
        }
    }

    #[test]
    fn coming_back_never_takes_more_leads(
        rates in rates(), returned in prop::array::uniform4(percent()), worth in percent(),
        delay in 0_u32..400, start in 0_i64..100,
    ) {
        let alone = Inputs { rates, period_start: Some(day(start)), ..base() };
        let with = Inputs { returned, return_rate: worth, return_delay: Days(delay), ..alone };
        if let (Some(alone), with) = (weekly(&alone), weekly(&with)) {
            prop_assert!(with.is_some_and(|with| with <= alone * (1.0 + SLACK)), "{alone} {with:?}");
        }
    }

    #[test]
    fn shares_of_like_sources_do_not_matter(shares in prop::array::uniform5(0.0..20.0)) {
        let mut inputs = base();
        for (source, share) in inputs.sources.iter_mut().zip(shares) {
            source.share = Some(Percent(share));
        }
        let (named, all) = (weekly(&inputs).unwrap(), weekly(&base()).unwrap());
        prop_assert!((named - all).abs() <= 1e-9 * all);
    }

    #[test]
    fn more_people_answer_faster(load in 0.0..50.0, people in 1_u32..80, minutes in 0.5..60.0, target in 0.0..120.0) {
        let fewer = answered_within(load, people, minutes, target);
        let more = answered_within(load, people + 1, minutes, target);
        prop_assert!(more >= fewer - 1e-12, "{fewer} {more}");
    }

    #[test]
    fn as_many_opportunities_make_as_sure_in_leads_as_in_coverage(
        wins in 1_u32..60, rate in 2.0..100.0, confidence in 50.0..97.0,
        correlation in prop_oneof![Just(0.0), Just(3.0), 0.0..50.0],
    ) {
        let asked = of_open_deals(wins, rate, confidence, correlation);
        let open = coverage::report(&asked, coverage::Precision::Settled).outlook.unwrap();
        let leads = of_leads(wins, open.conversion.fresh, confidence, correlation);
        let outlook = report(&leads).outlook.unwrap();
        if let Some(needed) = open.chosen.open {
            prop_assert_eq!(outlook.sure_opportunities as u32, needed.deals);
            prop_assert!((outlook.sure.leads - f64::from(needed.deals)).abs() < 1e-6);
        }
    }

    #[test]
    fn surer_never_takes_fewer_leads(inputs in any_inputs(), more in 0.0_f64..40.0) {
        let surer = Inputs { confidence: Percent((inputs.confidence.0 + more).min(99.5)), ..inputs };
        if let (Some(before), Some(after)) = (report(&inputs).outlook, report(&surer).outlook) {
            prop_assert!(after.sure_opportunities >= before.sure_opportunities);
        }
    }
}
