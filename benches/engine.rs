//! How long the calculation takes by itself, optimised as the release is but for this machine.

use std::rc::Rc;
use std::time::{Duration, Instant};

use chrono::{Datelike, NaiveDate};
use divan::{Bencher, Divan, black_box};
use enough_pipeline::calc::coverage::{Inputs, levers, report};
use enough_pipeline::calc::cycle::calendar::Calendar;
use enough_pipeline::calc::cycle::history::Cut;
use enough_pipeline::calc::deals::{Deal as ListedDeal, Labels, Outcome};
use enough_pipeline::calc::forecast;
use enough_pipeline::calc::portfolio::Portfolio;
use enough_pipeline::calc::prospects::{Listed, Typed, Window, prospects};
use enough_pipeline::calc::replay::{quarters, replay};
use enough_pipeline::calc::revenue::Precision::{self, Interactive, Settled};
use enough_pipeline::calc::revenue::market::Market;
use enough_pipeline::calc::revenue::mixture::{Deal, Mixer, Sources};
use enough_pipeline::calc::separate::SeparateBy;
use enough_pipeline::calc::stages::{Entry, Passages, StageDates};
use enough_pipeline::calc::units::{Days, Money, Percent};
use enough_pipeline::text::example::example;
use enough_pipeline::text::import::{Import, Step};

#[path = "../tests/truth/firm.rs"]
mod firm;
#[path = "../tests/import/generator.rs"]
mod generator;

/// Numbers of open deals.
const DEALS: [u32; 2] = [100, 10_000];
/// Deals of a firm's list.
const FIRM: [u32; 2] = [1_400, 100_000];
const FORECAST_DEALS: [u32; 3] = [30, 1000, 10_000];
/// The value of an average deal.
const AVERAGE: f64 = 50_000.0;
/// What is to be won of each 100 of open pipeline.
const GOAL: f64 = 20.0;

fn main() {
    // The exact distribution of a long list takes seconds; it need not be repeated 100 times.
    Divan::default().max_time(Duration::from_secs(1)).config_with_args().main();
}

/// The example with so many open deals, of the usual spread and correlation.
fn inputs(deals: u32) -> Inputs {
    let pipeline = AVERAGE * f64::from(deals);
    Inputs {
        goal: Money(pipeline * GOAL / 100.0),
        closed_won: Money(0.0),
        open_pipeline: Money(pipeline),
        open_deals: Some(deals),
        deal_spread: 1.0,
        correlation: Percent(3.0),
        ..example("2026-10-20".parse().expect("a day"))
    }
}

/// Deals of all sizes from half the average on, and chances from 5% to 45%.
fn deals(deals: u32) -> Vec<Deal> {
    (0..deals)
        .map(|i| Deal {
            value: Money(AVERAGE * (0.5 + f64::from(i * 7919 % 1009) / 1009.0)),
            chance: 0.05 + 0.4 * f64::from(i * 104_729 % 997) / 997.0,
            count: 1,
        })
        .collect()
}

fn bench_report(bencher: Bencher, deals: u32, precision: Precision) {
    let inputs = inputs(deals);
    bencher.bench(|| report(black_box(&inputs), precision));
}

#[divan::bench(args = DEALS)]
fn coverage_report_interactive(bencher: Bencher, deals: u32) {
    bench_report(bencher, deals, Interactive);
}

#[divan::bench(args = DEALS)]
fn coverage_report_settled(bencher: Bencher, deals: u32) {
    bench_report(bencher, deals, Settled);
}

#[divan::bench(args = DEALS)]
fn coverage_levers(bencher: Bencher, deals: u32) {
    let inputs = inputs(deals);
    let report = report(&inputs, Settled);
    bencher.bench(|| levers(black_box(&inputs), black_box(&report)));
}

fn bench_deals(bencher: Bencher, count: u32, precision: Precision) {
    let (deals, goal) = (deals(count), Money(AVERAGE * f64::from(count) * GOAL / 100.0));
    bencher.bench(|| {
        let mixer = Mixer::new(Market::new(0.03), precision);
        mixer.mix(&Sources::deals(black_box(&deals)), Some(goal)).chance(goal)
    });
}

#[divan::bench(args = DEALS)]
fn deals_chance_interactive(bencher: Bencher, deals: u32) {
    bench_deals(bencher, deals, Interactive);
}

#[divan::bench(args = DEALS)]
fn deals_chance_settled(bencher: Bencher, deals: u32) {
    bench_deals(bencher, deals, Settled);
}

/// Numbers of rows, about 250 bytes each.
const ROWS: [u32; 2] = [1_000, 100_000];
/// Rows of a step, as the page takes them.
const STEP: usize = 500;

fn import(list: &str) -> Import {
    Import::new(list.into(), "2026-11-24".parse().expect("a day"))
}

#[divan::bench(args = ROWS)]
fn import_whole(bencher: Bencher, rows: u32) {
    let list = generator::list(rows, 1);
    bencher.bench(|| {
        let mut import = import(black_box(&list));
        while let Step::Progress(_) = import.step(STEP) {}
        import
    });
}

/// The time of this benchmark is that of the longest step: each sample repeats no other.
#[divan::bench(args = ROWS)]
fn import_longest_step(bencher: Bencher, rows: u32) {
    let list = generator::list(rows, 1);
    let longest = longest_step(&list);
    bencher.with_inputs(|| before_step(&list, longest)).bench_values(|mut import| {
        import.step(STEP);
        import
    });
}

/// Which step takes longest.
fn longest_step(list: &str) -> usize {
    let mut import = import(list);
    let mut longest = (Duration::ZERO, 0);
    for place in 0.. {
        let start = Instant::now();
        let step = import.step(STEP);
        longest = longest.max((start.elapsed(), place));
        if !matches!(step, Step::Progress(_)) {
            break;
        }
    }
    longest.1
}

fn before_step(list: &str, place: usize) -> Import {
    let mut import = import(list);
    for _ in 0..place {
        import.step(STEP);
    }
    import
}

/// The deals of a firm over three years, a sixth of them open; wins wait for a weekday.
fn firm_list(deals: u32, today: NaiveDate) -> Vec<ListedDeal> {
    let firm = firm::Firm { deals, days: 1095, win_rate: 0.3, cycle: 60.0, dead: 0.1 };
    let (mut list, _) = firm.list(today, 1);
    for deal in &mut list {
        if let Outcome::Won(day) = &mut deal.outcome {
            let weekday = i64::from(day.weekday().num_days_from_monday());
            *day = (*day + chrono::Duration::days((7 - weekday) % 7 * i64::from(weekday > 4)))
                .min(today.pred_opt().expect("a day"));
        }
    }
    list
}

fn today() -> NaiveDate {
    "2026-07-01".parse().expect("a day")
}

fn portfolio_of(deals: u32) -> Portfolio {
    Portfolio::new(&firm_list(deals, today()), today(), Cut::Unknown, None).expect("wins")
}

/// A list of so many deals to its win curve and calendar.
#[divan::bench(args = FIRM)]
fn portfolio(bencher: Bencher, deals: u32) {
    let list = firm_list(deals, today());
    bencher.bench(|| Portfolio::new(black_box(&list), today(), Cut::Unknown, None));
}

/// The calendar alone.
#[divan::bench(args = FIRM)]
fn calendar(bencher: Bencher, deals: u32) {
    let known = portfolio_of(deals);
    bencher.bench_local(|| Calendar::new(black_box(&known.history), &known.curve));
}

/// The chances of the open deals by age and calendar.
#[divan::bench(args = FIRM)]
fn dated_chances(bencher: Bencher, deals: u32) {
    let known = portfolio_of(deals);
    assert!(known.calendar.is_on());
    let window = Window { before: 0.0, days: 92.0 };
    bencher.bench_local(|| prospects(black_box(&known), window, Listed::Unused, &Typed::new()));
}

/// The same list with four stages, which deals that are won go through faster, and their days.
fn staged(deals: u32) -> (Portfolio, Vec<ListedDeal>, StageDates) {
    let mut list = firm_list(deals, today());
    let stages: Vec<String> = (0..4).map(|stage| format!("Stage {stage}")).collect();
    let mut entries = Vec::new();
    for (position, deal) in list.iter_mut().enumerate() {
        let end = match deal.outcome {
            Outcome::Open => today(),
            Outcome::Won(day) | Outcome::Lost(day) => day,
        };
        let step = if matches!(deal.outcome, Outcome::Won(_)) { 10 } else { 25 };
        let days = (0..4_u16)
            .map(|stage| (stage, deal.created + chrono::Duration::days(step * i64::from(stage))));
        let known = days.filter(|(_, day)| *day < end);
        entries.extend(known.map(|(stage, day)| Entry { position, stage, day }));
        let last = entries.last().map_or(0, |entry| usize::from(entry.stage));
        let open = deal.outcome == Outcome::Open;
        deal.labels.stage = if open { stages[last].clone() } else { "Closed".to_owned() };
    }
    let known = Portfolio::new(&list, today(), Cut::Unknown, None).expect("wins");
    (known, list, StageDates { stages, entries })
}

/// Stage dates to multipliers.
#[divan::bench(args = FIRM)]
fn stages(bencher: Bencher, deals: u32) {
    let (known, list, dates) = staged(deals);
    bencher.with_inputs(|| known.clone()).bench_local_values(|known| {
        let passages = Passages::dated(&known.history, black_box(&list), &dates);
        known.with_stages(&passages)
    });
}

/// The chances of the open deals by stage, from those by age.
#[divan::bench(args = FIRM)]
fn staged_chances(bencher: Bencher, deals: u32) {
    let (known, list, dates) = staged(deals);
    let known = known.clone().with_stages(&Passages::dated(&known.history, &list, &dates));
    assert!(known.stages.is_on());
    let window = Window { before: 0.0, days: 92.0 };
    let by_age = prospects(&known, window, Listed::Unused, &Typed::new());
    bencher.bench_local(|| known.stages.ranked(&known, window, black_box(&by_age)));
}

/// The same list with three segments.
fn segmented(deals: u32) -> (Portfolio, Vec<ListedDeal>) {
    let mut list = firm_list(deals, today());
    for (i, deal) in list.iter_mut().enumerate() {
        deal.labels.segment = ["Small", "Mid", "Large"][i % 3].into();
    }
    (Portfolio::new(&list, today(), Cut::Unknown, None).expect("wins"), list)
}

/// Fields by which curves can be separate, and separate curves.
#[divan::bench(args = FIRM)]
fn separate_curves(bencher: Bencher, deals: u32) {
    let (known, list) = segmented(deals);
    bencher.with_inputs(|| known.clone()).bench_local_values(|known| {
        let known = known.with_fields(black_box(&list));
        let values = known.field(SeparateBy::Segment).cloned();
        known.separated(values.as_ref())
    });
}

fn bench_quarter(bencher: Bencher, known: &Portfolio) {
    let (start, days) = quarters(known, 0)[7];
    bencher.bench_local(|| replay(black_box(known), start, days, 0.03));
}

/// A past quarter forecast again.
#[divan::bench(args = FIRM)]
fn replayed_quarter(bencher: Bencher, deals: u32) {
    bench_quarter(bencher, &segmented(deals).0);
}

/// The same where separate curves by a field are compared.
#[divan::bench(args = FIRM)]
fn compared_quarter(bencher: Bencher, deals: u32) {
    let (known, list) = segmented(deals);
    bench_quarter(bencher, &known.with_fields(&list));
}

/// The dead line, which is drawn once for a list.
#[divan::bench(args = FIRM)]
fn dead_line(bencher: Bencher, deals: u32) {
    let known = portfolio_of(deals);
    bencher.bench_local(|| black_box(&known).curve.chance_uppers(120));
}

/// Deals of all ages up to a year.
fn listed(deals: u32) -> Vec<ListedDeal> {
    let today: NaiveDate = "2026-10-20".parse().expect("a day");
    (0..deals)
        .map(|i| ListedDeal {
            created: today - chrono::Duration::days(i64::from(i * 7919 % 365)),
            outcome: Outcome::Open,
            value: Money(AVERAGE * (0.2 + 4.0 * (f64::from(i * 104_729 % 997) / 997.0).powi(3))),
            expected_close: None,
            last_activity: None,
            probability: None,
            labels: Labels::default(),
        })
        .collect()
}

fn forecast_inputs() -> forecast::Inputs {
    forecast::Inputs {
        today: "2026-10-20".parse().expect("a day"),
        months: 12,
        goal: Some(Money(AVERAGE * 100.0)),
        closed_won: Money(AVERAGE),
        win_rate: Percent(25.0),
        sales_cycle: Days(90),
        new_pipeline: Money(AVERAGE * 4.0),
        leads: 0.0,
        lead_conversion: None,
        lead_lag: Days(30),
        average_deal: Some(Money(AVERAGE)),
        deal_spread: 1.0,
        recurring: Money(AVERAGE * 10.0),
        churn: Percent(1.5),
        expansion: Percent(1.0),
        accounts: Some(200),
        probabilities: 0,
        use_expected_close: 0,
        commit_rate: None,
        best_case_rate: None,
        pipeline_rate: None,
        rate_days: Days(91),
        won_earlier: None,
        fiscal_start: 0,
        correlation: Percent(3.0),
    }
}

/// Twelve months, alone and together, of deals, new business and a recurring base.
fn bench_forecast(bencher: Bencher, deals: u32, precision: Precision) {
    let (deals, inputs) = (listed(deals), forecast_inputs());
    let lists = forecast::Lists { deals: &deals, ..forecast::Lists::default() };
    bencher.bench(|| forecast::report(black_box(&inputs), &lists, precision));
}

#[divan::bench(args = FORECAST_DEALS)]
fn forecast_interactive(bencher: Bencher, deals: u32) {
    bench_forecast(bencher, deals, Interactive);
}

/// The time of this benchmark is that of the longest step of a settled forecast.
#[divan::bench(args = FORECAST_DEALS)]
fn forecast_longest_step(bencher: Bencher, deals: u32) {
    let owned =
        Rc::new(forecast::Owned { deals: listed(deals).into(), ..forecast::Owned::default() });
    let new = || forecast::Settling::new(&forecast_inputs(), owned.clone());
    let mut settling = new();
    let mut longest = (Duration::ZERO, 0);
    for place in 0.. {
        let start = Instant::now();
        let more = settling.step();
        longest = longest.max((start.elapsed(), place));
        if !more {
            break;
        }
    }
    let before = || {
        let mut settling = new();
        for _ in 0..longest.1 {
            settling.step();
        }
        settling
    };
    bencher.with_inputs(before).bench_local_values(|mut settling| settling.step());
}

#[divan::bench(args = FORECAST_DEALS)]
fn forecast_settled(bencher: Bencher, deals: u32) {
    bench_forecast(bencher, deals, Settled);
}
