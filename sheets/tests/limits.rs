//! Workbooks that mean harm.

use std::io::{Cursor, Write};

use enough_pipeline_sheets::{LARGEST, Refusal, read};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const MIB: usize = 1024 * 1024;

/// An archive of these files, packed as far as it goes.
fn archive<'a>(files: impl IntoIterator<Item = (&'a str, Vec<u8>)>) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, content) in files {
        writer.start_file(name, options).unwrap();
        writer.write_all(&content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A workbook with this in its one sheet and these shared strings.
fn workbook(rows: &str, strings: &str) -> Vec<u8> {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    let relations =
        |relations: &str| format!("<Relationships xmlns=\"{package}\">{relations}</Relationships>");
    let relation = |id: u8, kind: &str, target: &str| {
        format!("<Relationship Id=\"r{id}\" Type=\"{office}/{kind}\" Target=\"{target}\"/>")
    };
    let parts = relation(1, "worksheet", "worksheets/sheet1.xml")
        + &relation(2, "sharedStrings", "sharedStrings.xml");
    archive([
        ("_rels/.rels", relations(&relation(1, "officeDocument", "xl/workbook.xml")).into()),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets>\
                 <sheet name=\"a\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
            )
            .into(),
        ),
        ("xl/_rels/workbook.xml.rels", relations(&parts).into()),
        ("xl/sharedStrings.xml", format!("<sst xmlns=\"{main}\">{strings}</sst>").into()),
        (
            "xl/worksheets/sheet1.xml",
            format!("<worksheet xmlns=\"{main}\"><sheetData>{rows}</sheetData></worksheet>").into(),
        ),
    ])
}

fn cell(place: &str, value: &str) -> String {
    format!("<c r=\"{place}\"><v>{value}</v></c>")
}

#[test]
fn the_workbook_of_these_tests_is_one() {
    let bytes = workbook(&format!("<row r=\"2\">{}{}</row>", cell("B2", "1"), cell("C2", "2")), "");
    assert_eq!(read(&bytes).unwrap()[0].text, "\n\t1\t2\n");
}

#[test]
fn a_file_that_unpacks_to_a_thousand_times_itself_is_refused() {
    let bomb = archive([("xl/worksheets/sheet1.xml", vec![b' '; 20 * MIB])]);
    assert!(bomb.len() < MIB / 4);
    assert_eq!(read(&bomb), Err(Refusal::Bomb));
    // Whatever it says about itself: sizes of 100 bytes in its directory and before its file.
    let mut liar = bomb.clone();
    let size = (20 * MIB as u32).to_le_bytes();
    let places: Vec<usize> = (0..liar.len() - 4).filter(|at| liar[*at..at + 4] == size).collect();
    assert!(!places.is_empty());
    for at in places {
        liar[at..at + 4].copy_from_slice(&100_u32.to_le_bytes());
    }
    assert!(matches!(read(&liar), Err(Refusal::Bomb | Refusal::Damaged)));
}

#[test]
fn many_files_are_refused_by_their_sum_and_by_their_number() {
    let names: Vec<String> = (0..300).map(|number| format!("xl/{number}.xml")).collect();
    let bomb = archive(names.iter().map(|name| (&**name, vec![b' '; MIB])));
    assert_eq!(read(&bomb), Err(Refusal::Bomb));
    let names: Vec<String> = (0..5_001).map(|number| format!("{number}")).collect();
    let bomb = archive(names.iter().map(|name| (&**name, Vec::new())));
    assert_eq!(read(&bomb), Err(Refusal::Bomb));
}

#[test]
fn one_long_text_in_many_cells_is_refused() {
    let strings = format!("<si><t>{}</t></si>", "long ".repeat(6_000));
    let shared = |row: u32| format!("<row r=\"{row}\"><c r=\"A{row}\" t=\"s\"><v>0</v></c></row>");
    let rows: String = (1..=3_000).map(shared).collect();
    assert_eq!(read(&workbook(&rows, &strings)), Err(Refusal::TooLarge));
}

#[test]
fn far_cells_make_no_large_table() {
    let row = |row: u32, cells: String| format!("<row r=\"{row}\">{cells}</row>");
    let wide = row(1, cell("XFD1", "1"));
    assert_eq!(read(&workbook(&wide, "")), Err(Refusal::TooManyColumns));
    let low = row(1, cell("A1", "1")) + &row(1_048_576, cell("A1048576", "2"));
    let sheets = read(&workbook(&low, "")).unwrap();
    assert_eq!((sheets[0].rows, sheets[0].text.len()), (2, 1_048_576 + 2));
    let lower = row(1, cell("A99999999", "1"));
    assert!(matches!(read(&workbook(&lower, "")), Err(Refusal::Damaged)));
    // Many rows, each with something at its far end.
    let rows: String = (1..60_000).map(|at| row(at, cell(&format!("ALL{at}"), "1"))).collect();
    assert_eq!(read(&workbook(&rows, "")), Err(Refusal::TooLarge));
}

#[test]
fn disorder_is_put_in_order() {
    let rows = format!("<row>{}{}{}</row>", cell("B2", "4"), cell("A1", "1"), cell("A2", "3"));
    assert_eq!(read(&workbook(&rows, "")).unwrap()[0].text, "1\t\n3\t4\n");
}

#[test]
fn no_entity_is_put_in() {
    let declared = "<!DOCTYPE a [<!ENTITY b \"bbbbbbbbbb\">]>";
    let rows = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>x&b;</t></is></c></row>";
    match read(&workbook(&format!("{declared}{rows}"), "")) {
        Ok(sheets) => assert!(!sheets[0].text.contains("bbb"), "{}", sheets[0].text),
        Err(refusal) => assert_eq!(refusal, Refusal::Damaged),
    }
}

#[test]
fn a_file_too_large_is_not_opened() {
    assert_eq!(read(&vec![b'P'; LARGEST + 1]), Err(Refusal::TooLarge));
}
