use super::super::period::read;
use super::*;

#[track_caller]
fn check(cells: &str, start: u32, toward: Toward, today: &str, expected: &str) {
    let written: Vec<Written> =
        cells.split(' ').map(|cell| read(&cell.replace('_', " "), false).unwrap()).collect();
    let resolved = resolve(&written, start, None, toward, today.parse().unwrap());
    let text: Vec<String> = resolved
        .terms
        .iter()
        .map(|term| format!("{}+{}", &term.unwrap().first.to_string()[..7], term.unwrap().months))
        .collect();
    assert_eq!(text.join(" "), expected, "{cells}");
}

#[test]
fn names_without_a_year_run_on() {
    let today = "2026-11-30";
    check("Jan Feb", 1, Toward::Next, today, "2027-01+1 2027-02+1");
    check("Nov Dec Jan", 1, Toward::Next, today, "2026-11+1 2026-12+1 2027-01+1");
    check("Nov Dec Jan", 1, Toward::Past, today, "2025-11+1 2025-12+1 2026-01+1");
    check("Oct Sep Aug", 1, Toward::Past, today, "2026-10+1 2026-09+1 2026-08+1");
    check("Jan Nov Dec", 1, Toward::Past, today, "2025-01+1 2025-11+1 2025-12+1");
    check("Oct Nov", 1, Toward::Past, today, "2026-10+1 2026-11+1");
    check("Oct Nov Dec", 1, Toward::Next, today, "2026-10+1 2026-11+1 2026-12+1");
    check("Dec_2025 Jan Feb", 1, Toward::Past, today, "2025-12+1 2026-01+1 2026-02+1");
    check("Q1 Q2 Q3 Q4", 1, Toward::Next, "2027-02-03", "2027-01+3 2027-04+3 2027-07+3 2027-10+3");
    check("Jan Jan Feb Feb", 1, Toward::Next, today, "2027-01+1 2027-01+1 2027-02+1 2027-02+1");
}

#[test]
fn fiscal_periods_follow_the_start_of_their_year() {
    let today = "2026-11-30";
    check("FY26-P01 FY26-P12", 11, Toward::Past, today, "2025-11+1 2026-10+1");
    check("FY27_Q1", 4, Toward::Next, today, "2026-04+3");
    check("FY27", 1, Toward::Next, today, "2027-01+12");
    check("FY27_H2", 7, Toward::Next, today, "2027-01+6");
}

#[test]
fn ends_of_four_or_five_weeks_are_months() {
    check(
        "2026-01-31 2026-02-28 2026-04-04 2026-05-02",
        1,
        Toward::Past,
        "2026-11-30",
        "2026-01+1 2026-02+1 2026-03+1 2026-04+1",
    );
}
