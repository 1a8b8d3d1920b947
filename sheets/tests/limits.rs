//! Workbooks that mean harm.

use std::io::{Cursor, Write};

use enough_pipeline_sheets::{LARGEST, Reading, Refusal, read};
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

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

/// A workbook with this in its one sheet and these shared strings.
fn workbook(rows: &str, strings: &str) -> Vec<u8> {
    let sheet = format!("<worksheet xmlns=\"{MAIN}\"><sheetData>{rows}</sheetData></worksheet>");
    let strings = format!("<sst xmlns=\"{MAIN}\">{strings}</sst>");
    book(1, sheet, strings, "<styleSheet></styleSheet>".into())
}

/// A workbook of so many sheets that are all the same part, of these texts and of these formats.
fn book(sheets: usize, sheet: String, strings: String, styles: String) -> Vec<u8> {
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    let relations =
        |relations: &str| format!("<Relationships xmlns=\"{package}\">{relations}</Relationships>");
    let relation = |id: u8, kind: &str, target: &str| {
        format!("<Relationship Id=\"r{id}\" Type=\"{office}/{kind}\" Target=\"{target}\"/>")
    };
    let parts = relation(1, "worksheet", "worksheets/sheet1.xml")
        + &relation(2, "sharedStrings", "sharedStrings.xml")
        + &relation(3, "styles", "styles.xml");
    let name = |at: usize| format!("<sheet name=\"a{at}\" sheetId=\"{at}\" r:id=\"r1\"/>");
    let names: String = (0..sheets).map(name).collect();
    archive([
        ("_rels/.rels", relations(&relation(1, "officeDocument", "xl/workbook.xml")).into()),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{office}\"><sheets>{names}</sheets></workbook>"
            )
            .into(),
        ),
        ("xl/_rels/workbook.xml.rels", relations(&parts).into()),
        ("xl/sharedStrings.xml", strings.into()),
        ("xl/styles.xml", styles.into()),
        ("xl/worksheets/sheet1.xml", sheet.into()),
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

/// A sheet of so many rows of so many cells, each with its own number.
fn table(rows: u32, columns: u32) -> String {
    let rows = (1..=rows).map(|row| {
        let cells = (0..columns).map(|column| format!("<c><v>{}</v></c>", row * columns + column));
        format!("<row r=\"{row}\">{}</row>", cells.collect::<String>())
    });
    format!(
        "<worksheet xmlns=\"{MAIN}\"><dimension ref=\"A1:XFD1048576\"/><sheetData>{}</sheetData>\
         </worksheet>",
        rows.collect::<String>()
    )
}

#[test]
fn a_part_is_read_for_one_sheet_not_for_thousands() {
    let of = |sheets| {
        book(sheets, table(5_000, 10), "<sst></sst>".into(), "<styleSheet></styleSheet>".into())
    };
    assert_eq!(read(&of(1)).unwrap()[0].rows, 5_000);
    assert_eq!(read(&of(3_000)), Err(Refusal::TooManySheets));
    // Not too many, but the part would have to be read again and again.
    assert_eq!(read(&of(400)), Err(Refusal::Damaged));
}

#[test]
fn no_room_is_made_for_what_a_workbook_only_claims() {
    for strings in [
        "<sst count=\"4294967295\" uniqueCount=\"4294967295\"><si><t>a</t></si></sst>",
        "<x:sst xmlns:x=\"a\" uniqueCount = '0018446744073709551615'><x:si/></x:sst>",
    ] {
        let claims = book(1, table(1, 1), strings.into(), "<styleSheet></styleSheet>".into());
        assert_eq!(read(&claims), Err(Refusal::Bomb), "{strings}");
    }
}

#[test]
fn cells_texts_and_formats_are_counted_before_they_are_kept() {
    let shell = |rows: &str| format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
    let row = |at: usize| format!("<row><c s=\"{at}\"/>{}</row>", "<c/>".repeat(999));
    let empty: String = (0..4_001).map(row).collect();
    let many =
        |sheet: String, strings: String, styles: String| read(&book(1, sheet, strings, styles));
    let (texts, styles) = ("<sst></sst>".to_owned(), "<styleSheet></styleSheet>".to_owned());
    assert_eq!(many(shell(&empty), texts.clone(), styles.clone()), Err(Refusal::TooManyCells));
    let entry = |at: usize| format!("<si><t>{at}</t></si>");
    let list = format!("<sst>{}</sst>", (0..4_000_001).map(entry).collect::<String>());
    assert_eq!(many(table(1, 1), list, styles), Err(Refusal::TooManyCells));
    let format = |at: usize| format!("<xf numFmtId=\"{at}\" fontId=\"0\"/>");
    let formats: String = (0..200_001).map(format).collect();
    let styles = |font: usize, formats: &str| {
        let font = format!("<fonts><font><name val=\"{}\"/></font></fonts>", "n".repeat(font));
        format!("<styleSheet>{font}<cellXfs>{formats}</cellXfs></styleSheet>")
    };
    assert_eq!(many(table(1, 1), texts.clone(), styles(9, &formats)), Err(Refusal::TooManyFormats));
    // Few, but each with a long name.
    let few: String = (0..3_000).map(format).collect();
    assert_eq!(many(table(1, 1), texts, styles(60_000, &few)), Err(Refusal::TooManyFormats));
}

#[test]
fn notes_are_not_read() {
    // Counted, as all parts are, but no more.
    let notes = "<comment ref=\"A1\"><text><t>note</t></text></comment>".repeat(100_000);
    let bytes = workbook(&format!("<row>{}</row>", cell("A1", "1")), "");
    let mut writer = ZipWriter::new_append(Cursor::new(bytes)).unwrap();
    writer.start_file("xl/comments1.xml", SimpleFileOptions::default()).unwrap();
    write!(writer, "<comments>{notes}</comments>").unwrap();
    assert_eq!(read(&writer.finish().unwrap().into_inner()).unwrap()[0].text, "1\n");
}

#[test]
fn a_long_list_with_many_formats_is_read() {
    let entry = |at: usize| format!("<xf numFmtId=\"{at}\" fontId=\"0\"/>");
    let formats: String = (0..65_490).map(entry).collect();
    let styles = format!(
        "<styleSheet><fonts><font><name val=\"Calibri\"/></font></fonts>\
         <cellXfs>{formats}</cellXfs></styleSheet>"
    );
    let bytes = book(1, table(100_000, 10), "<sst></sst>".into(), styles);
    let (mut reading, mut steps) = (Reading::new(bytes), 1);
    let sheets = loop {
        match reading.step() {
            Some(told) => break told.unwrap(),
            None => steps += 1,
        }
    };
    // In between, the page goes on.
    assert!((800..1_200).contains(&steps), "{steps}");
    assert_eq!((sheets[0].rows, sheets[0].text.lines().count()), (100_000, 100_000));
}
