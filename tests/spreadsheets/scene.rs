//! A forecast with all that a workbook shows.

use chrono::{Days as After, NaiveDate};
use enough_pipeline::calc::deals::{Deal, Labels, Outcome};
use enough_pipeline::calc::forecast::{Category, Inputs, Owned, Precision, Report, Stage};
use enough_pipeline::calc::replay::{Replayed, quarters, replay};
use enough_pipeline::calc::review::{self, Answer, Answers, Costs, STATEMENTS};
use enough_pipeline::calc::sweep::{self, Overrides};
use enough_pipeline::calc::units::{Days, Money, Percent};
use enough_pipeline::calc::{coverage, leads};
use enough_pipeline::text::example::deals::{example_deals, example_sweep};
use enough_pipeline::text::example::example;
use enough_pipeline::text::example::leads::example_leads;
use enough_pipeline::text::formats::Plain;
use enough_pipeline::text::review::content;
use enough_pipeline::text::sweep::step;
use enough_pipeline::text::workbook::Tables;
use enough_pipeline::text::workbook::forecast::workbook;

/// A forecast and its workbook.
pub struct Scene {
    pub deals: Vec<Deal>,
    pub report: Report,
    pub bytes: Vec<u8>,
}

/// Names that a spreadsheet program must not take for something else.
const ODD: [&str; 7] = [
    "=HYPERLINK(\"https://example.com\")",
    "+1 (555) 0100",
    "@SUM(A1)",
    "00123",
    "<Größe> & \"more\" 🦀",
    "_x000D_",
    "2026-03-31",
];
const STAGES: [&str; 4] = ["Demo", "demo", "Pro*", ""];
const CATEGORIES: [&str; 4] = ["Commit", "Best", "Pipe", ""];

pub fn scene() -> Scene {
    let deals: Vec<Deal> = (0..24).map(deal).collect();
    let named = [Category::Commit, Category::BestCase, Category::Pipeline];
    let categories: Vec<(String, Category)> =
        CATEGORIES.iter().map(|name| (*name).to_owned()).zip(named).collect();
    let stage = Stage { name: "Demo".into(), count: 0, value: Money(0.0), chance: Percent(40.0) };
    let lists = Owned {
        deals: deals.clone().into(),
        stages: vec![stage],
        categories,
        goals: vec![Some(Money(128_571.43)); 7],
        ..Owned::default()
    };
    let inputs = inputs();
    let report = lists.report(&inputs, Precision::Settled);
    let bytes = workbook(&inputs, &lists, &report, &Plain::default());
    Scene { deals, report, bytes }
}

fn deal(at: usize) -> Deal {
    let today: NaiveDate = "2026-02-16".parse().unwrap();
    let after = |days: usize| Some(today + After::new(days as u64));
    Deal {
        created: today - After::new(3 + 7 * at as u64),
        outcome: if at == 20 { Outcome::Lost(today) } else { Outcome::Open },
        value: Money(if at == 0 { 80_000.0 } else { 1_234.5 * (at + 3) as f64 }),
        expected_close: (!at.is_multiple_of(3)).then(|| after(10 * at)).flatten(),
        last_activity: (!at.is_multiple_of(2)).then(|| today - After::new(at as u64)),
        probability: at.is_multiple_of(5).then_some(Percent(35.0)),
        labels: Labels {
            id: if at < ODD.len() { format!("odd-{at}") } else { format!("006-{at}") },
            name: ODD.get(at).map_or_else(|| format!("Deal {at}"), |name| (*name).to_owned()),
            account: format!("Firm {at}"),
            owner: "Ada".into(),
            stage: STAGES[at % 4].into(),
            category: CATEGORIES[at % 4].into(),
            source: "Events".into(),
            next_step: "-call".into(),
            ..Labels::default()
        },
    }
}

fn inputs() -> Inputs {
    Inputs {
        today: "2026-02-16".parse().unwrap(),
        months: 7,
        goal: Some(Money(900_000.0)),
        closed_won: Money(12_345.67),
        win_rate: Percent(25.0),
        sales_cycle: Days(60),
        new_pipeline: Money(30_000.0),
        leads: 0.0,
        lead_conversion: None,
        lead_lag: Days(30),
        average_deal: None,
        deal_spread: 1.0,
        recurring: Money(40_000.0),
        churn: Percent(2.0),
        expansion: Percent(1.0),
        accounts: Some(80),
        probabilities: 0,
        use_expected_close: 1,
        commit_rate: Some(Percent(70.0)),
        best_case_rate: None,
        pipeline_rate: None,
        rate_days: Days(91),
        won_earlier: None,
        fiscal_start: 0,
        correlation: Percent(3.0),
    }
}

/// The tables of all calculators but the forecast, with our examples.
pub fn all_tables(formats: &Plain) -> Tables<'_> {
    let today: NaiveDate = "2026-11-16".parse().unwrap();
    let mut tables = Tables::new(formats);
    let inputs = example(today);
    let report = coverage::report(&inputs, Precision::Settled);
    tables.coverage(&inputs, &report, &coverage::levers(&inputs, &report));
    let (deals, inputs) = (example_deals(today), example_sweep(today));
    let portfolio = inputs.portfolio(&deals).unwrap();
    let report = sweep::report(&inputs, &portfolio, &Overrides::default(), Precision::Settled);
    let steps: Vec<String> = report.deals.iter().map(|deal| step(deal.step, formats)).collect();
    let past: Vec<Replayed> = quarters(&portfolio, inputs.fiscal_start)
        .into_iter()
        .filter_map(|(start, days)| replay(&portfolio, start, days, inputs.correlation.fraction()))
        .collect();
    tables.sweep(&deals, &report, &steps, &past);
    tables.leads(&leads::report(&example_leads(today)).outlook.unwrap());
    let mut answers = Answers::default();
    for place in 0..STATEMENTS {
        let answer = if place % 7 == 3 { Answer::NotApplicable } else { level(place) };
        answers.set(place, answer);
    }
    let report = review::report(&answers);
    let gaps = review::gaps(&report, &Costs::default());
    tables.review(&answers, false, (&report, &gaps), &content());
    tables
}

fn level(place: usize) -> Answer {
    Answer::Level(1 + u8::try_from(place * 3 % 5).unwrap())
}
