//! The answer, rendered natively.

mod layouts;

use yew::{Callback, LocalServerRenderer, Properties, function_component};

use super::*;
use crate::calc::accuracy::Past;
use crate::calc::cycle::history::Cut as HistoryCut;
use crate::calc::deals::Outcome;
use crate::calc::forecast::{Category, Renewal, Stage};
use crate::calc::portfolio::Portfolio;
use crate::calc::replay::{quarters, replay};
use crate::calc::units::{Days, Money, Percent};
use crate::text::example::deals::example_deals;
use crate::text::formats::Plain;
use crate::ui::view::Formatting;

#[derive(Clone, PartialEq, Properties)]
struct PageProps {
    answer: Rc<Answer>,
    look: Look,
}

#[function_component(Page)]
fn page(props: &PageProps) -> Html {
    let view = View {
        formats: Formatting::new(Plain::default()),
        id: "ep".into(),
        level: 2,
        send: Callback::noop(),
    };
    element(
        "div",
        "ep-root",
        vec![headline(&view, &props.answer), whole(&view, &props.answer, props.look)],
    )
}

fn render(inputs: Inputs, owned: Owned, look: Look) -> String {
    let formats = Plain::default();
    let answer = Answer::new(inputs, Rc::new(owned), Precision::Interactive, look, &formats);
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let props = PageProps { answer: Rc::new(answer), look };
    let page = LocalServerRenderer::<Page>::with_props(props).hydratable(false).render();
    let page = tokio::task::LocalSet::new().block_on(&runtime, page);
    assert!(!page.contains("NaN") && !page.contains("inf"), "a figure that is none");
    page
}

fn inputs() -> Inputs {
    Inputs {
        goal: Some(Money(2_600_000.0)),
        recurring: Money(80_000.0),
        churn: Percent(1.5),
        expansion: Percent(1.0),
        accounts: Some(60),
        leads: 12.0,
        lead_conversion: Some(Percent(12.0)),
        commit_rate: Some(Percent(71.0)),
        ..crate::text::forecast::tests::inputs()
    }
}

/// Everything that a visitor can fill in.
fn full() -> Owned {
    let today = inputs().today;
    let mut deals = example_deals(today);
    let names = ["Commit", "Best Case", "Pipeline", "Omitted"];
    let open = deals.iter_mut().filter(|deal| deal.outcome == Outcome::Open);
    for (at, deal) in open.enumerate() {
        names[at * 7 % 11 % 4].clone_into(&mut deal.labels.category);
    }
    let portfolio = Portfolio::new(&deals, today, HistoryCut::Unknown, None).unwrap();
    let quarters = quarters(&portfolio, 0).into_iter();
    let replayed = quarters.filter_map(|(start, days)| replay(&portfolio, start, days, 0.03));
    let past = [(114.0, 100.0), (250.0, 200.0), (115.0, 100.0), (113.0, 106.0), (120.0, 101.0)];
    let past = past.map(|(forecast, actual)| Past {
        forecast: Money(forecast * 4e3),
        actual: Money(actual * 4e3),
        range: Some((Money(forecast * 3.4e3), Money(forecast * 4.6e3))),
    });
    let mut owned = Owned {
        deals: deals.into(),
        categories: [Category::Commit, Category::BestCase, Category::Pipeline, Category::Omitted]
            .into_iter()
            .zip(names)
            .map(|(category, name)| (name.to_owned(), category))
            .collect(),
        renewals: vec![Renewal {
            value: Money(60_000.0),
            chance: Percent(90.0),
            due: "2027-03-31".parse().unwrap(),
        }],
        past: past.to_vec(),
        replayed: Some(replayed.collect()),
        portfolio: Some(portfolio),
        goals: (0..12).map(|i| Some(Money(190_000.0 + 5_000.0 * f64::from(i)))).collect(),
        ..Owned::default()
    };
    let december = |i: i32| if i % 12 == 1 { 1.5 } else { 1.0 };
    let month = |i: i32| {
        Money(1.2e5 * december(i) * (1.0 + f64::from(i) / 80.0 + f64::from(i * 7 % 5) / 40.0))
    };
    owned.set_history((0..36).map(month).collect(), 24);
    owned
}

fn stages() -> Owned {
    let stage = |name: &str, count, value, chance| Stage {
        name: name.into(),
        count,
        value: Money(value),
        chance: Percent(chance),
    };
    Owned {
        stages: vec![
            stage("Discovery", 30, 900_000.0, 15.0),
            stage("Proposal", 14, 560_000.0, 40.0),
            stage("Negotiation", 6, 300_000.0, 70.0),
        ],
        ..Owned::default()
    }
}

fn simple() -> Inputs {
    Inputs { sales_cycle: Days(75), ..crate::text::forecast::tests::inputs() }
}

#[track_caller]
fn has(page: &str, parts: &[&str]) {
    for part in parts {
        assert!(page.contains(part), "{part} is not in the page");
    }
}

#[test]
fn a_stage_table_and_a_goal_answer() {
    let page = render(simple(), stages(), Look::default());
    has(
        &page,
        &[
            "You will probably close $1M in the 12 months to 31 Oct 2027",
            "The chance of making your goal of $1.5M is",
            "By quarter",
            "Where the revenue comes from",
            "do not add up to that of all",
            "Recommended: the whole forecast",
            "type=\"radio\"",
            "By stage: ",
            "a deal list would show them",
            "How is this worked out?",
        ],
    );
    for absent in ["By owner", "Forecast categories", "Past months alone", "Renewals"] {
        assert!(!page.contains(absent), "{absent}");
    }
}

#[test]
fn everything_filled_in_has_every_part() {
    let page = render(inputs(), full(), Look::default());
    has(
        &page,
        &[
            "Commit",
            "Best case",
            "Renewals",
            "Recurring",
            "Above or below",
            "By owner: ",
            "nine times in ten",
            "(usual)",
            "Past months alone point to",
            "Months of the year differ",
            "too high on average",
            "Corrected by as much as that record supports, the quarter to 31 Mar 2027 is $",
            "Ranges that held",
            "past quarters",
            "run rate of the last three months",
        ],
    );
}

#[test]
fn what_past_quarters_teach_stands_under_the_headline_and_is_followed_when_ticked() {
    let plain = full().report(&inputs(), Precision::Interactive);
    let taught = full().taught(&inputs()).unwrap();
    let page = render(inputs(), full(), Look::default());
    has(&page, &["Replayed on your past quarters, this came out ", "Corrected: $"]);
    let ticked = || Owned { follows: true, ..full() };
    let report = ticked().report(&inputs(), Precision::Interactive);
    assert!((report.total.total() - taught.expected).0.abs() < 1e-6);
    assert_eq!(report.chance, taught.chance);
    assert!(report.total.open != plain.total.open && report.total.new == plain.total.new);
    let page = render(inputs(), ticked(), Look::default());
    has(&page, &["Uncorrected: $", "chance of the goal"]);
}

#[test]
fn quarters_and_sums_are_a_press_away() {
    let look = Look { period: Period::Quarter, cumulative: true, ..Look::default() };
    let page = render(inputs(), full(), look);
    has(&page, &["Nov–Dec 2026", "Q1 2027", "Quarter by quarter"]);
    let pressed = page.split("<button").filter(|part| part.contains("aria-pressed=\"true\""));
    let pressed: Vec<&str> = pressed.filter_map(|part| part.split(['>', '<']).nth(1)).collect();
    assert_eq!(pressed, ["By quarter", "Cumulative", "Periods down"]);
}

#[test]
fn another_method_can_lead() {
    let look = Look { leading: Some(Method::StageWeighted), ..Look::default() };
    let page = render(simple(), stages(), look);
    has(&page, &["By stage weights: you would close $569,000 of the deals open today", "; leads"]);
    assert_eq!(page.matches("ep-leads").count(), 1);
}

#[test]
fn nothing_at_all_says_what_to_fill_in() {
    let empty = Inputs { new_pipeline: Money(0.0), closed_won: Money(0.0), ..simple() };
    let page = render(empty, Owned::default(), Look::default());
    has(&page, &["There is nothing to forecast yet.", "one is enough to begin with"]);
    assert!(!page.contains("<table") && !page.contains("<svg"));
}

#[test]
fn tables_charts_and_ids_are_in_order() {
    for cumulative in [false, true] {
        let page = render(inputs(), full(), Look { cumulative, ..Look::default() });
        let tables = page.matches("<table").count();
        assert!(tables >= 8, "{tables}");
        assert_eq!(page.matches("<caption").count(), tables);
        assert_eq!(page.matches("<thead").count(), tables);
        let mut ids: Vec<&str> =
            page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        for name in page.split("aria-labelledby=\"").skip(1) {
            let name = name.split('"').next().unwrap();
            assert!(ids.contains(&name), "{name}");
        }
        let all = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), all);
    }
}

/// Writes pages to look at when the variable says where: `EP_PAGES=/tmp/pages cargo test ..`.
#[test]
fn pages_to_look_at() {
    let Ok(folder) = std::env::var("EP_PAGES") else { return };
    let look = |period, cumulative| Look { period, cumulative, ..Look::default() };
    let pages = [
        ("stages", render(simple(), stages(), Look::default())),
        ("full", render(inputs(), full(), Look::default())),
        ("sums", render(inputs(), full(), look(Period::Month, true))),
        ("quarters", render(inputs(), full(), look(Period::Quarter, false))),
    ];
    let sheets = ["theme", "calculator", "sweep", "forecast", "print"];
    let style: String = sheets
        .iter()
        .filter_map(|name| std::fs::read_to_string(format!("styles/{name}.css")).ok())
        .collect();
    for (name, page) in pages {
        let head = "<!doctype html><meta name=viewport content=width=device-width><body style='font-family:sans-serif;margin:16px'>";
        let page = format!("{head}<style>{style}</style>{page}");
        std::fs::write(format!("{folder}/{name}.html"), page).unwrap();
    }
}
