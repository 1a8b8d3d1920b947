//! The workbook's sheets, by their parts. Their formulas are worked out in tests/spreadsheets.rs.

use super::*;
use crate::calc::deals::{Deal, Labels, Outcome};
use crate::calc::forecast::{Category, Precision, Stage};
use crate::calc::units::{Days, Money, Percent};
use crate::text::formats::Plain;

fn inputs() -> Inputs {
    Inputs {
        today: "2026-02-16".parse().unwrap(),
        months: 5,
        goal: None,
        closed_won: Money(12_345.0),
        win_rate: Percent(25.0),
        sales_cycle: Days(60),
        new_pipeline: Money(30_000.0),
        leads: 0.0,
        lead_conversion: None,
        lead_lag: Days(30),
        average_deal: None,
        deal_spread: 1.0,
        recurring: Money(10_000.0),
        churn: Percent(2.0),
        expansion: Percent(1.0),
        accounts: None,
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

fn deal(name: &str, value: f64, stage: &str, category: &str) -> Deal {
    Deal {
        created: "2026-01-05".parse().unwrap(),
        outcome: Outcome::Open,
        value: Money(value),
        expected_close: None,
        last_activity: None,
        probability: None,
        labels: Labels {
            name: name.into(),
            stage: stage.into(),
            category: category.into(),
            ..Labels::default()
        },
    }
}

fn sheets(inputs: &Inputs, lists: &Owned) -> Vec<String> {
    let report = lists.report(inputs, Precision::Settled);
    let bytes = workbook(inputs, lists, &report, &Plain::default());
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let parts = text.split("<worksheet").skip(1);
    parts.map(|part| part.split("</worksheet>").next().unwrap().to_owned()).collect()
}

#[track_caller]
fn has(sheet: &str, cells: &[&str]) {
    for cell in cells {
        assert!(sheet.contains(cell), "{cell} in {sheet}");
    }
}

#[test]
fn deals_are_weighted_by_formulas_and_counted_by_stage() {
    let deals = [
        deal("A", 80_000.0, "Demo", "Commit"),
        deal("B", 500.5, "", ""),
        deal("C", 1.0, "Demo", ""),
    ];
    let categories = [("Commit".to_owned(), Category::Commit)];
    let lists =
        Owned { deals: deals.to_vec().into(), categories: categories.to_vec(), ..Owned::default() };
    let sheets = sheets(&inputs(), &lists);
    has(&sheets[0], &["Best case", "<f>SUM(D2:J2)</f>", "<f>SUM(K4,K8)</f>"]);
    has(
        &sheets[1],
        &[
            "Chance to be won by 30 Jun 2026",
            "<f>E2*F2</f>",
            "<f>SUM(G2:G4)</f>",
            "<autoFilter ref=\"A1:P4\"/>",
        ],
    );
    has(
        &sheets[2],
        &[
            "<f>SUMPRODUCT(EXACT(Deals!$D$2:$D$4,A2)*1)</f><v>2</v>",
            "<f>SUMPRODUCT(EXACT(Deals!$D$2:$D$4,&quot;&quot;)*Deals!$E$2:$E$4)</f><v>500.5</v>",
            "none given",
        ],
    );
    has(&sheets[3], &["win_rate", "Deals are won at the ages usual", "<v>0.25</v>"]);
    has(&sheets[4], &["Win rate × pipeline", "<v>20125.375</v>"]);
}

#[test]
fn months_make_quarters_and_these_the_whole() {
    let goals = vec![Some(Money(25_000.25)); 5];
    let sheets = sheets(&inputs(), &Owned { goals, ..Owned::default() });
    // February and March, a quarter, April to June, a quarter, all.
    has(
        &sheets[0],
        &[
            "<f>SUM(M2:M3)</f><v>50000.5</v>",
            "<f>SUM(M4,M8)</f><v>125001.25</v>",
            "<f>I3-M3</f>",
            "<f>P2+I3</f>",
            // Above April stands the quarter, and above that March.
            "<f>P3+I5</f>",
        ],
    );
    // No goal was typed, so none has a chance; no deals, so none are weighted.
    assert!(!sheets[1].contains("<f>") && !sheets[1].contains("autoFilter"));
}

#[test]
fn stages_without_a_list_keep_what_was_typed() {
    let stage =
        Stage { name: "Proposal".into(), count: 10, value: Money(5e5), chance: Percent(50.0) };
    let lists = Owned { stages: vec![stage], ..Owned::default() };
    let sheets = sheets(&Inputs { goal: Some(Money(1e5)), ..inputs() }, &lists);
    has(&sheets[2], &["<f>C2*D2</f><v>250000</v>", "<v>10</v>", "<f>SUM(E2:E2)</f><v>250000</v>"]);
    has(&sheets[0], &["<v>100000</v>"]);
}

#[test]
fn nothing_makes_a_workbook_too() {
    let sheets = sheets(&Inputs { months: 0, ..inputs() }, &Owned::default());
    assert_eq!(sheets.len(), 6);
    assert!(!sheets.iter().any(|sheet| sheet.contains("NaN") || sheet.contains("inf<")));
}

#[test]
fn months_stand_across_by_reference_and_deals_by_owner() {
    let mut owned = deal("A", 80_000.0, "Demo", "");
    owned.labels.owner = "Ada".into();
    let lists = Owned { deals: vec![owned].into(), ..Owned::default() };
    let sheets = sheets(&inputs(), &lists);
    // Behind the methods: the months across, by owner, by stage.
    assert_eq!(sheets.len(), 8);
    has(&sheets[5], &["<f>Forecast!I2</f>", "Feb–Mar 2026 total"]);
    has(&sheets[6], &["Ada", "<f>SUM(B2:F2)</f>", "<f>SUM(G2:G2)</f>"]);
    has(&sheets[7], &["Demo"]);
}

#[test]
fn deals_without_a_created_date_are_on_the_sheet() {
    let undated = crate::calc::deals::Undated {
        state: crate::calc::deals::State::Open,
        value: Money(50_000.0),
        close: "2026-04-15".parse().ok(),
        probability: Some(Percent(40.0)),
        labels: Labels { name: "Opp 1".into(), ..Labels::default() },
    };
    let lists = Owned { undated: vec![undated].into(), ..Owned::default() };
    let sheets = sheets(&inputs(), &lists);
    has(&sheets[1], &["Opp 1", "<f>E2*F2</f><v>20000</v>"]);
    has(&sheets[3], &["No created dates: each deal counts"]);
}
