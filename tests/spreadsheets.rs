//! Workbooks in a real `LibreOffice`: it opens them, works every formula out anew, and comes to the
//! same figures. `cargo xtask test` says where it is.

mod spreadsheets {
    pub mod office;
    pub mod scene;
}

use std::collections::BTreeMap;

use enough_pipeline::calc::forecast::GroupBy;
use enough_pipeline::text::forecast::table::{Cut, Table};
use enough_pipeline::text::formats::{Formats, Plain};
use enough_pipeline::text::rows::forecast::Section;
use enough_pipeline::text::tables::{Around, Choices, read as read_table};
use spreadsheets::office::{Sheets, converted, files, rows, without_values};
use spreadsheets::scene::{Scene, all_tables, scene};

/// A cell of a sheet that was converted, by its letter and row.
fn cell<'a>(sheet: &'a [Vec<String>], place: &str) -> &'a str {
    let letters = place.trim_end_matches(|glyph: char| glyph.is_ascii_digit());
    let column = letters.bytes().fold(0, |sum, byte| sum * 26 + usize::from(byte - b'A') + 1) - 1;
    let row: usize = place[letters.len()..].parse().unwrap();
    sheet.get(row - 1).and_then(|row| row.get(column)).map_or("", String::as_str)
}

/// `LibreOffice` writes shares with their sign.
fn read(text: &str) -> Option<f64> {
    match text.strip_suffix('%') {
        Some(percent) => percent.parse::<f64>().ok().map(|percent| percent / 100.0),
        None => text.parse().ok(),
    }
}

#[track_caller]
fn number(sheet: &[Vec<String>], place: &str) -> f64 {
    let text = cell(sheet, place);
    read(text).unwrap_or_else(|| panic!("{place} is {text:?}"))
}

#[track_caller]
fn near(a: f64, b: f64) {
    assert!((a - b).abs() <= 1e-6 * b.abs().max(1.0), "{a} is not {b}");
}

/// Row number of the first row with this in its first cell.
fn row(sheet: &[Vec<String>], name: &str) -> usize {
    sheet.iter().position(|row| row[0] == name).unwrap_or_else(|| panic!("no {name}")) + 1
}

#[test]
fn what_was_written_is_what_libreoffice_works_out() {
    let Scene { bytes, .. } = scene();
    let formulas = same_without_values(&bytes);
    assert!(formulas > 100, "{formulas}");
}

#[test]
fn the_tables_of_all_calculators_are_worked_out_to_the_same_figures() {
    let bytes = all_tables(&Plain::default()).into_bytes().unwrap();
    let formulas = same_without_values(&bytes);
    assert!(formulas > 500, "{formulas}");
    let sheets = converted(&without_values(&bytes));
    let sweep = &sheets["Sweep"];
    let (total, sides) = (row(sweep, "Total"), &sheets["Before and after"]);
    near(number(sweep, &format!("E{total}")), number(sides, "B3"));
    near(number(sweep, &format!("G{total}")), number(sides, "B6"));
    // The levers are known, and so is how the past would have been forecast.
    assert_eq!(sheets["Levers"].len(), 8);
    let past = &sheets["Past quarters"];
    let all = row(past, "Off by, on average");
    assert!(all > 3 && number(past, &format!("D{all}")) > 0.0, "{past:?}");
    let (weeks, sources) = (&sheets["Leads by week"], &sheets["Lead sources"]);
    let (total, all) = (row(weeks, "Total"), row(sources, "Total"));
    near(number(weeks, &format!("C{total}")), number(sources, &format!("D{all}")));
    near(number(weeks, &format!("G{total}")), number(sources, &format!("F{all}")));
    assert_eq!(sheets["Review answers"].len(), 33);
    assert!(number(&sheets["Review"], "B10") > 0.0);
}

#[test]
fn csv_files_have_the_rows_of_the_sheets() {
    let formats = Plain::default();
    let sheets = converted(&all_tables(&formats).into_bytes().unwrap());
    let archive = files(&all_tables(&formats).into_archive().unwrap());
    assert_eq!(archive.len(), sheets.len());
    let mut figures = 0;
    for (name, sheet) in &sheets {
        let name = format!("{}.csv", name.to_lowercase().replace(' ', "-"));
        let (_, text) = archive.iter().find(|(file, _)| *file == name).expect(&name);
        let rows = rows(text);
        assert_eq!(rows.len(), sheet.len(), "{name}");
        for (ours, theirs) in rows.iter().zip(sheet).flat_map(|(a, b)| a.iter().zip(b)) {
            // Days are written as the program's user writes them.
            if let (Some(ours), Some(theirs)) = (read(ours), read(theirs)) {
                near(ours, theirs);
                figures += 1;
            }
        }
    }
    assert!(figures > 500, "{figures}");
}

/// Compares the figures that we wrote with those worked out anew; how many there are.
#[track_caller]
fn same_without_values(bytes: &[u8]) -> usize {
    let (written, worked_out) = (converted(bytes), converted(&without_values(bytes)));
    assert_eq!(written.keys().collect::<Vec<_>>(), worked_out.keys().collect::<Vec<_>>());
    let mut formulas = 0;
    for (name, sheet) in &written {
        assert_eq!(sheet.len(), worked_out[name].len(), "{name}");
        for (line, (a, b)) in sheet.iter().zip(&worked_out[name]).enumerate() {
            assert_eq!(a.len(), b.len());
            for (place, (a, b)) in a.iter().zip(b).enumerate() {
                match (read(a), read(b)) {
                    (Some(x), Some(y)) => {
                        assert!((x - y).abs() <= 1e-9 * x.abs().max(1.0), "{name} {line} {place}");
                        formulas += 1;
                    }
                    _ => assert_eq!(a, b, "{name} {line} {place}"),
                }
            }
        }
    }
    formulas
}

#[test]
fn totals_are_those_of_the_answer() {
    let Scene { bytes, report, deals, .. } = scene();
    let sheets = converted(&without_values(&bytes));
    let [forecast, listed, stages] = ["Forecast", "Deals", "Stages"].map(|name| &sheets[name]);
    // As on the screen, where every total is the sum of what is shown.
    let table = Table::new(&report, Cut::default(), &Plain::default());
    for shown in table.rows() {
        let at = row(forecast, if shown.label == "All" { "Total" } else { &shown.label });
        for (letter, part) in ["D", "E", "F", "G", "H", "I", "J"].into_iter().zip(&shown.parts) {
            near(number(forecast, &format!("{letter}{at}")), part.0);
        }
        near(number(forecast, &format!("K{at}")), shown.total.0);
        for (letter, level) in ["L", "M", "N"].into_iter().zip(shown.range) {
            near(number(forecast, &format!("{letter}{at}")), level.0);
        }
        let variance = number(forecast, &format!("P{at}"));
        assert!((variance - shown.variance.unwrap().0).abs() <= 0.5);
        near(number(forecast, &format!("Q{at}")), shown.chance.unwrap());
    }
    let all = row(forecast, "Total");
    near(number(forecast, &format!("K{all}")), report.total.total().0.round());
    let quarters =
        Table::new(&report, Cut { quarters: true, cumulative: false }, &Plain::default());
    for shown in quarters.rows.iter().filter(|quarter| quarter.days.0 != quarter.days.1) {
        let at =
            forecast.iter().rposition(|row| row[0] == format!("{} total", shown.label)).unwrap()
                + 1;
        near(number(forecast, &format!("K{at}")), shown.total.0);
        near(number(forecast, &format!("M{at}")), shown.range[1].0);
    }
    let total = row(listed, "Total");
    near(number(listed, &format!("G{total}")), report.total.open.0);
    let value: f64 = report.by(GroupBy::Stage).iter().map(|stage| stage.value.0).sum();
    near(number(listed, &format!("E{total}")), value);
    for stage in report.by(GroupBy::Stage) {
        let name = if stage.name.is_empty() { "none given" } else { &stage.name };
        let at = row(stages, name);
        near(number(stages, &format!("B{at}")), stage.count as f64);
        near(number(stages, &format!("C{at}")), stage.value.0);
        near(number(stages, &format!("G{at}")), stage.expected.0);
    }
    // What is dangerous, odd or long is what it was.
    for (deal, row) in deals
        .iter()
        .filter(|deal| deal.labels.id.starts_with("odd"))
        .zip(listed.iter().filter(|row| row[15].starts_with("odd")))
    {
        assert_eq!(row[0], deal.labels.name);
    }
    // Across as down, and by owner as in all.
    let across = &sheets["Months across"];
    let expected = row(across, "Expected");
    for (place, period) in across[0].iter().enumerate().skip(1).filter(|(_, it)| !it.is_empty()) {
        let at = row(forecast, period);
        near(read(&across[expected - 1][place]).unwrap(), number(forecast, &format!("K{at}")));
    }
    let owners = &sheets["By owner"];
    let total = row(owners, "Total");
    let all = owners[total - 1].iter().rfind(|cell| !cell.is_empty()).unwrap();
    near(read(all).unwrap(), report.total.open.0);
    assert_eq!(cell(&sheets["Assumptions"], "A2"), "win_rate");
    near(number(&sheets["Assumptions"], "C2"), 0.25);
}

/// Goals, taken from the sheets as they were recalculated, are those that the forecast had.
#[test]
fn the_goals_of_a_workbook_come_in_again() {
    let Scene { bytes, report, .. } = scene();
    let sheets = converted(&without_values(&bytes));
    let (formats, today) = (Plain::default(), report.months[0].start);
    let whole: f64 = report.months.iter().filter_map(|month| month.goal).map(|goal| goal.0).sum();
    for name in ["Forecast", "Months across"] {
        let around = Around::new(today, &formats);
        let read = read_table(&sheets[name], Some(Section::Goals), &Choices::default(), &around);
        let reading = read.unwrap_or_else(|refusal| panic!("{name}: {}", refusal.sentence()));
        // The sheet has other amounts that speak of the goal: the likeliest is the goal itself.
        let first = reading.asks.first().map(|ask| (&*ask.options[0].words, ask.chosen));
        assert!(first.is_none_or(|first| first == ("Goal", 0)), "{name}: {first:?}");
        let amount = |row: &Vec<String>| formats.notation().parse_number(&row[1]).unwrap().value;
        near(reading.rows.iter().map(amount).sum(), whole);
    }
}

#[test]
fn a_changed_amount_moves_all_that_follows_from_it() {
    let Scene { bytes, report, .. } = scene();
    let before: Sheets = converted(&without_values(&bytes));
    // The first deal, of 80,000, is one of 180,000 now.
    let text = "<c r=\"E2\" s=\"1\"><v>80000</v></c>";
    let changed = spreadsheets::office::replaced(&bytes, text, &text.replace("80000", "180000"));
    let after = converted(&without_values(&changed));
    let chance = number(&before["Deals"], "F2");
    let total = row(&before["Deals"], "Total");
    let moved =
        |sheet: &str, place: &str| number(&after[sheet], place) - number(&before[sheet], place);
    near(moved("Deals", "G2"), 1e5 * chance);
    near(moved("Deals", &format!("E{total}")), 1e5);
    near(number(&after["Deals"], &format!("G{total}")), report.total.open.0 + 1e5 * chance);
    let stage = row(&before["Stages"], cell(&before["Deals"], "D2"));
    near(moved("Stages", &format!("C{stage}")), 1e5);
    near(moved("Stages", &format!("G{stage}")), 1e5 * chance);
    let total = row(&before["Stages"], "Total");
    near(moved("Stages", &format!("G{total}")), 1e5 * chance);
    near(moved("Stages", &format!("B{total}")), 0.0);
}

#[test]
fn libreoffice_finds_the_types_that_we_gave() {
    let Scene { bytes, .. } = scene();
    let kinds: BTreeMap<String, String> = spreadsheets::office::kinds(&bytes);
    // Its own format names the type of each cell.
    for (kind, least) in [("string", 50), ("currency", 50), ("percentage", 20), ("date", 20)] {
        let count: usize = kinds.get(kind).map_or(0, |count| count.parse().unwrap());
        assert!(count >= least, "{kind}: {kinds:?}");
    }
}
