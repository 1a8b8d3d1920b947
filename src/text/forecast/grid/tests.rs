//! The forecast as it goes out, and in again.

use super::super::tests::{example, inputs};
use super::*;
use crate::calc::deals::{Labels, State, Undated};
use crate::calc::forecast::{Inputs, Lists, Precision, report};
use crate::calc::units::Percent;
use crate::text::cells::{amount, period};
use crate::text::formats::Plain;
use crate::text::rows::forecast::{Section, goals};

fn layout(quarters: bool, across: bool, by: Option<GroupBy>) -> Layout {
    Layout { cut: Cut { quarters, cumulative: false }, across, by }
}

fn cells(text: &str, separator: char) -> Vec<Vec<&str>> {
    let text = text.trim_start_matches('\u{feff}');
    text.lines().map(|line| line.split(separator).collect()).collect()
}

/// Deals of two owners, one of whom is called like a formula.
fn owners() -> Report {
    let deal = |owner: &str, value: f64, close: &str| Undated {
        state: State::Open,
        value: Money(value),
        close: close.parse().ok(),
        probability: Some(Percent(33.3)),
        labels: Labels { owner: owner.into(), ..Labels::default() },
    };
    let undated = [
        deal("Ada", 80_000.4, "2026-12-18"),
        deal("Ada", 999.0, "2027-02-18"),
        deal("=Bo", 70_000.1, "2026-12-20"),
        deal("", 333.3, "2027-01-20"),
    ];
    let lists = Lists { undated: &undated, ..Lists::default() };
    report(&inputs(), &lists, Precision::Interactive)
}

#[test]
fn a_file_has_months_down_under_plain_headers() {
    let text = csv(&example(&inputs()), layout(false, false, None), &Plain::default());
    let rows = cells(&text, ',');
    assert_eq!(rows.len(), 1 + 12 + 1);
    assert_eq!(
        text.trim_start_matches('\u{feff}').lines().next().unwrap(),
        "Month,Closed,Open deals,New business,Renewals,Recurring,Expected,Low,Middle,High,Goal,\
         Above or below the goal,\"Chance of the goal, %\""
    );
    assert_eq!((rows[1][0], rows[1][1], rows[12][0]), ("2026-11", "20000", "2027-10"));
    assert_eq!((rows[13][0], rows[13][10]), ("Total", "1500000"));
    assert!(rows[1..].iter().all(|row| row.len() == 13));
}

#[test]
fn what_goes_out_is_read_again() {
    let goals_given = vec![Some(Money(120_000.0)); 12];
    let with_goals = |inputs: &Inputs| {
        let lists = Lists { goals: &goals_given, ..Lists::default() };
        report(inputs, &lists, Precision::Interactive)
    };
    let given = Inputs { goal: None, ..inputs() };
    let report = with_goals(&given);
    let today = given.today;
    let text = csv(&report, layout(false, false, None), &Plain::default());
    let rows = cells(&text, ',');
    let column = |name: &str| rows[0].iter().position(|head| *head == name).unwrap();
    let (month, expected, goal) = (column("Month"), column("Expected"), column("Goal"));
    for (row, one) in rows[1..13].iter().zip(&report.months) {
        assert_eq!(period::last_day(row[month], today), Some(one.end));
        let number = amount::read(row[expected], amount::Tally::default()).unwrap();
        assert!((number - one.expected.total().0).abs() <= 1.0);
    }
    // The goals are those that came in.
    let pasted: Vec<String> =
        rows[1..13].iter().map(|row| [row[month], "\t", row[goal]].concat()).collect();
    let mut table = Section::Goals.table().empty();
    table.take_text(&pasted.join("\n"));
    let read = goals(&table, today, 0, &Plain::default());
    assert_eq!((read.values, read.problems), (goals_given.clone(), vec![]));
    // Quarters too, of a fiscal year as well.
    for fiscal_start in [0, 1] {
        let report = with_goals(&Inputs { fiscal_start, ..given });
        let text = csv(&report, layout(true, false, None), &Plain::default());
        let rows = cells(&text, ',');
        let whole = rows[1..].iter().filter(|row| row[0].contains("-Q"));
        let pasted: Vec<String> = whole.map(|row| [row[0], "\t", row[goal]].concat()).collect();
        assert!(pasted.len() >= 3, "{pasted:?}");
        let mut table = Section::Goals.table().empty();
        table.take_text(&pasted.join("\n"));
        let read = goals(&table, today, fiscal_start, &Plain::default());
        assert_eq!(read.problems, []);
        let some: Vec<f64> = read.values.iter().flatten().map(|goal| goal.0.round()).collect();
        assert_eq!(some, vec![120_000.0; 3 * pasted.len()]);
    }
}

#[test]
fn periods_stand_across_as_they_stand_down() {
    let report = example(&inputs());
    for quarters in [false, true] {
        let [down, across] = [false, true]
            .map(|across| csv(&report, layout(quarters, across, None), &Plain::default()));
        // The name with a comma has a cell of its own.
        let clean = |text: &str| text.replace("\"Chance of the goal, %\"", "Chance");
        let (down, across) = (clean(&down), clean(&across));
        let (down, across) = (cells(&down, ','), cells(&across, ','));
        for (at, row) in down.iter().enumerate() {
            for (place, cell) in row.iter().enumerate() {
                assert_eq!(across[place][at], *cell);
            }
        }
    }
}

#[test]
fn a_copied_table_has_a_cell_for_each_column() {
    let german = Notation { decimal: ',', group: '.', ..Notation::plain() };
    let text = table_text(&example(&inputs()), Layout::default(), &Plain { notation: german });
    let lines = cells(&text, '\t');
    assert_eq!(lines.len(), 14);
    assert!(lines.iter().all(|cells| cells.len() == 13));
    assert!(lines[13][12].contains(','), "{:?}", lines[13]);
    assert_eq!((lines[1][0], lines[13][0]), ("Nov 2026", "Total"));
}

#[test]
fn the_open_deals_of_each_owner_add_up_to_what_is_expected() {
    let report = owners();
    assert_eq!(available(&report), [GroupBy::Owner]);
    for (quarters, cumulative) in [(false, false), (true, false), (false, true)] {
        let cut = Cut { quarters, cumulative };
        let layout = Layout { cut, across: false, by: Some(GroupBy::Owner) };
        let grid = Grid::new(&report, layout, Naming::Spoken, &Plain::default());
        let names: Vec<&str> = grid.lines.iter().map(|line| &*line.name).collect();
        assert_eq!(names[..6], ["Ada", "=Bo", "No owner", "Closed", "New business", "Expected"]);
        for at in 0..grid.periods.len() {
            let figure = |line: usize| grid.lines[line].figures[at].unwrap();
            assert_eq!((0..5).map(figure).sum::<f64>(), figure(5), "{at}");
        }
    }
    let by = layout(false, true, Some(GroupBy::Owner));
    let text = table_text(&report, by, &Plain::default());
    assert!(text.contains("\n'=Bo\t"), "{text}");
    assert!(csv(&report, by, &Plain::default()).contains("\"'=Bo\""));
    // What no deal has is where the revenue comes from.
    let by = layout(false, true, Some(GroupBy::Product));
    assert!(table_text(&report, by, &Plain::default()).contains("\nOpen deals\t"));
}
