//! Tables whose totals add up as shown.

use super::super::tests::{example, inputs};
use super::*;
use crate::calc::forecast::Inputs;
use crate::text::formats::Plain;

fn report() -> Report {
    example(&Inputs { recurring: Money(33_333.3), ..inputs() })
}

fn table(quarters: bool, cumulative: bool) -> Table {
    Table::new(&report(), Cut { quarters, cumulative }, &Plain::default())
}

#[test]
fn totals_add_up_as_shown_by_month_and_by_quarter() {
    let all = table(false, false).all.unwrap();
    for quarters in [false, true] {
        let table = table(quarters, false);
        let last = table.all.as_ref().unwrap();
        assert_eq!((&last.parts, last.total), (&all.parts, all.total));
        for at in 0..table.columns.len() {
            assert_eq!(table.rows.iter().map(|row| row.parts[at]).sum::<Money>(), last.parts[at]);
        }
        assert!((table.open().0 - report().total.open.0).abs() < 2.0);
        for row in table.rows() {
            assert_eq!(row.parts.iter().copied().sum::<Money>(), row.total);
            assert_eq!(row.total.0.fract(), 0.0);
            assert_eq!(row.variance, row.goal.map(|goal| row.total - goal));
        }
    }
}

#[test]
fn cumulative_rows_end_at_the_total() {
    let (all, table) = (table(true, false).all.unwrap(), table(true, true));
    let last = table.rows.last().unwrap();
    assert_eq!((&last.parts, last.range, &table.all), (&all.parts, all.range, &None));
    assert!(table.rows.windows(2).all(|pair| pair[0].total <= pair[1].total));
}

#[test]
fn a_quarter_that_has_begun_adds_up_with_what_it_has_won() {
    let begun = example(&Inputs { won_earlier: Some(Money(50_000.3)), ..inputs() });
    let quarters = Cut { quarters: true, cumulative: false };
    let of = |report: &Report, cut| Table::new(report, cut, &Plain::default());
    let (plain, table) = (of(&example(&inputs()), quarters), of(&begun, quarters));
    assert_eq!(table.rows[0].label, "Q4 2026");
    let all = table.all.as_ref().unwrap();
    for (row, before) in [(&table.rows[0], &plain.rows[0]), (all, plain.all.as_ref().unwrap())] {
        assert_eq!(row.total, before.total + Money(50_000.0));
        assert_eq!((row.parts[0], row.goal), (before.parts[0] + Money(50_000.0), None));
        assert!((row.range[1] - before.range[1] - Money(50_000.0)).0.abs() <= 1.0);
    }
    assert_eq!(table.rows.iter().map(|row| row.total).sum::<Money>(), all.total);
    assert_eq!(table.rows[1..], plain.rows[1..]);
    // By month, and up to a month, only what is to come and what the running month has won counts.
    for cut in [Cut::default(), Cut { cumulative: true, ..quarters }] {
        let (with, without) = (of(&begun, cut), of(&example(&inputs()), cut));
        assert_eq!(with.rows.last().unwrap().total, without.rows.last().unwrap().total);
        assert_eq!(with.all, without.all);
    }
}

#[test]
fn rows_are_called_by_their_months() {
    let labels = |table: Table| table.rows.into_iter().map(|row| row.label).collect::<Vec<_>>();
    assert_eq!(
        labels(table(true, false)),
        ["Nov–Dec 2026", "Q1 2027", "Q2 2027", "Q3 2027", "Oct 2027"]
    );
    assert_eq!(labels(table(false, false))[..2], ["Nov 2026", "Dec 2026"]);
}

#[test]
fn quarters_of_a_fiscal_year_are_called_so() {
    let report = example(&Inputs { fiscal_start: 1, ..inputs() });
    let table = Table::new(&report, Cut { quarters: true, cumulative: false }, &Plain::default());
    let labels: Vec<&str> = table.rows.iter().map(|row| &*row.label).collect();
    assert_eq!(labels, ["Q4 FY27", "Q1 FY28", "Q2 FY28", "Q3 FY28"]);
}
