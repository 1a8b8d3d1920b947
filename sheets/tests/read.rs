//! Workbooks of other programs, and our own.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use chrono::NaiveDate;
use enough_pipeline::text::import::{Import, Step, workbook_refused as sentence};
use enough_pipeline::text::notation::Notation;
use enough_pipeline::text::xlsx::{Cell, Kind, Sheet as Written, Workbook};
use enough_pipeline_sheets::{Refusal, read};

/// What a workbook holds, as a text.
fn told(bytes: &[u8]) -> String {
    match read(bytes) {
        Ok(sheets) => sheets.iter().fold(String::new(), |told, sheet| {
            told + &format!("== {}, {} rows\n{}", sheet.name, sheet.rows, sheet.text)
        }),
        Err(refusal) => format!("{refusal:?}: {}\n", sentence(refusal.key())),
    }
}

#[test]
fn every_workbook_is_read_as_expected() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/workbooks");
    let mut count = 0;
    for file in fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()) {
        let kind = file.extension().unwrap_or_default();
        if ["xlsx", "xls", "ods"].iter().any(|known| kind == *known) {
            let expected = fs::read_to_string(file.with_extension("expected")).unwrap_or_default();
            assert_eq!(told(&fs::read(&file).unwrap()), expected, "{}", file.display());
            count += 1;
        }
    }
    assert!(count >= 6, "{count}");
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A list of deals by our own writer.
fn own() -> Vec<u8> {
    let headers = ["Deal Name", "Stage", "Amount", "Created", "Close Date"];
    let mut sheet = Written::new("Deals", &headers.map(|header| (header, 20)));
    for (name, stage, amount) in [
        ("=1+1", "Open", 1234.5),
        ("\"Ada\"\tand\nBen", "Won", 800_000.0),
        ("_x0041_", "Lost", 1.0),
    ] {
        sheet.row([
            Cell::Text(name),
            Cell::Text(stage),
            Cell::Value(Kind::Money, amount),
            Cell::Day(day("2026-01-05")),
            Cell::Day(day("2026-03-31")),
        ]);
    }
    let mut book = Workbook::new(&Notation::plain());
    book.push(sheet);
    book.into_bytes()
}

#[test]
fn what_we_write_comes_back_through_the_import() {
    let sheets = read(&own()).unwrap();
    assert_eq!((sheets.len(), sheets[0].rows), (1, 4));
    let mut import = Import::new(sheets[0].text.clone().into_bytes(), day("2026-11-24"));
    while let Step::Progress(_) = import.step(1000) {}
    let deals: Vec<(&str, f64, String)> = import
        .deals()
        .iter()
        .map(|deal| (&*deal.labels.name, deal.value.0, deal.created.to_string()))
        .collect();
    let created = || "2026-01-05".to_owned();
    assert_eq!(
        deals,
        [
            ("=1+1", 1234.5, created()),
            ("\"Ada\" and Ben", 800_000.0, created()),
            ("_x0041_", 1.0, created()),
        ]
    );
}

#[test]
fn what_is_cut_off_or_changed_is_refused_or_read_but_never_more() {
    let whole = own();
    for end in 0..whole.len() {
        assert!(read(&whole[..end]).is_err(), "{end}");
    }
    for place in (0..whole.len()).step_by(3) {
        let mut changed = whole.clone();
        changed[place] ^= 0x55;
        // Some bytes, such as the time of a file, mean nothing here.
        if let Ok(sheets) = read(&changed) {
            assert_eq!(sheets.len(), 1, "{place}");
        }
    }
}

#[test]
fn every_refusal_has_a_sentence_of_its_own() {
    let told: BTreeSet<_> = Refusal::ALL.iter().map(|refusal| sentence(refusal.key())).collect();
    assert_eq!(told.len(), Refusal::ALL.len());
    assert!(!told.contains(sentence("anything else")));
}

#[test]
fn other_files_are_told_apart() {
    assert_eq!(read(b""), Err(Refusal::Other));
    assert_eq!(read(b"Id,Name\n"), Err(Refusal::Other));
    assert_eq!(read(b"PK\x03\x04"), Err(Refusal::Damaged));
    assert_eq!(read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), Err(Refusal::Old));
    let empty = Workbook::new(&Notation::plain());
    assert!(read(&empty.into_bytes()).is_err());
}
