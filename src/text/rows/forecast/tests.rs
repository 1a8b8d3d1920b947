use super::*;
use crate::text::formats::Plain;

fn rows(section: Section, text: &str) -> Rows {
    let mut rows = section.table().empty();
    rows.take_text(text);
    rows
}

fn day(text: &str) -> chrono::NaiveDate {
    text.parse().unwrap()
}

fn words(problems: &[Problem]) -> Vec<(usize, usize, &str)> {
    problems.iter().map(|one| (one.row, one.column, one.words.as_str())).collect()
}

#[test]
fn sections_and_tables_go_together() {
    let keys = SECTIONS.map(|section| section.table().key);
    assert_eq!(keys, ["stages", "goals", "renewals", "history", "past", "quotas"]);
}

#[test]
fn every_example_is_what_its_column_takes() {
    for section in SECTIONS {
        for column in section.table().columns {
            let read = super::super::value(column, column.example.text(), &Notation::plain());
            assert!(read.is_ok_and(|value| value != Value::Blank), "{}", column.label.text());
        }
    }
}

#[test]
fn a_stage_that_is_incomplete_says_what_is_missing_and_does_not_count() {
    let table = rows(Section::Stages, "Demo\t9\t90k\t40%\nOffer\t\t5,000\t120\nLate\t0\t7\t10");
    let read = stages(&table, &Notation::plain());
    assert_eq!(read.values.len(), 1);
    assert_eq!((read.values[0].count, read.values[0].value), (9, Money(90_000.0)));
    assert_eq!(
        words(&read.problems),
        [
            (1, 1, "Enter how many deals, for example 12."),
            (1, 3, "Enter the chance as a number between 0 and 100, for example 40."),
            (2, 1, "Enter how many deals this value is made of."),
        ]
    );
}

#[test]
fn goals_of_quarters_are_shared_among_their_months() {
    let formats = Plain::default();
    let table = rows(Section::Goals, "Q4 2026\t900\n\t400\n2027-03\t500");
    let read = goals(&table, day("2026-11-24"), 0, &formats);
    let third = Some(Money(900.0 * (1.0 / 3.0)));
    let expected = [third, third, Some(Money(400.0)), None, Some(Money(500.0))];
    assert_eq!((&*read.values, read.problems), (&expected[..], vec![]));
    let twice = rows(Section::Goals, "Nov 2026\t1\nQ4 2026\t3");
    let read = goals(&twice, day("2026-11-24"), 0, &formats);
    let expected = "Nov 2026 has a goal already: remove one of them.";
    assert_eq!(words(&read.problems), [(1, 0, expected)]);
}

#[test]
fn history_ends_with_the_month_before_the_running_one() {
    let read = |text: &str| {
        let table = rows(Section::History, text);
        history(&table, day("2026-11-24"), &Plain::default())
    };
    assert_eq!(read("\t5\n\t6").values, [Money(5.0), Money(6.0)]);
    assert_eq!(read("Oct 2026\t6\nSep 2026\t5").values, [Money(5.0), Money(6.0)]);
    let early = read("2026-10\t5\n2026-11\t6");
    assert_eq!(early.values, [Money(5.0)]);
    assert_eq!(words(&early.problems), [(1, 0, "Nov 2026 is not over yet and is left out.")]);
    let gap = read("2026-07\t4\n2026-09\t5\n2026-10\t6");
    assert_eq!(gap.values, [Money(5.0), Money(6.0)]);
    assert_eq!(
        words(&gap.problems),
        [(0, 0, "Aug 2026 is missing: only the months after it are used.")]
    );
    let old = read("2026-07\t4\n2026-08\t5");
    assert!(old.values.is_empty());
    let expected = "The history has to go up to last month: add Oct 2026.";
    assert_eq!(words(&old.problems), [(1, 0, expected)]);
    let placed = read("2026-07\t4\n\t5\n2026-10\t6");
    assert_eq!(placed.values, [Money(5.0), Money(6.0)]);
    assert_eq!(placed.problems.len(), 1);
}

#[test]
fn a_bad_row_is_one_row() {
    let read = |text: &str| {
        let table = rows(Section::History, text);
        history(&table, day("2026-11-24"), &Plain::default())
    };
    let named = read("2026-08\t4\n2026-09\tx\n2026-10\t6");
    assert_eq!((named.values, named.problems.len()), (vec![Money(6.0)], 2));
    let placed = read("\t4\n\tx\n\t6");
    assert_eq!((placed.values, placed.problems.len()), (vec![Money(6.0)], 1));
    let twice = read("2026-10\t4\n2026-10\t5\n2026-09\t6");
    assert_eq!(twice.values, [Money(6.0), Money(4.0)]);
    assert_eq!(words(&twice.problems)[0].0, 1);
    let table = rows(Section::Goals, "Nov 2026\t1\nDec 2026\tx\n\t3");
    let goals = goals(&table, day("2026-11-24"), 0, &Plain::default());
    assert_eq!(goals.values, [Some(Money(1.0)), None, Some(Money(3.0))]);
    assert_eq!(goals.problems.len(), 1);
}

#[test]
fn a_past_range_needs_both_ends() {
    let table =
        rows(Section::Past, "Q1\t100\t90\t80\t120\nQ2\t100\t90\t80\nQ3\t1\t1\t9\t8\nQ4\t0\t1");
    let read = past(&table, &Notation::plain());
    assert_eq!(read.values.len(), 1);
    assert_eq!(read.values[0].range, Some((Money(80.0), Money(120.0))));
    let places: Vec<_> = read.problems.iter().map(|one| (one.row, one.column)).collect();
    assert_eq!(places, [(1, 4), (2, 4), (3, 1)]);
}

#[test]
fn renewals_need_a_day() {
    let table = rows(Section::Renewals, "\t24,000\t85\t12/31/2026\nBirch\t1\t50");
    let read = renewals(&table, &Notation::plain());
    assert_eq!(read.values.len(), 1);
    assert_eq!(read.values[0].due, day("2026-12-31"));
    assert_eq!(words(&read.problems), [(1, 3, "Enter when it is due, for example 2026-12-31.")]);
}
