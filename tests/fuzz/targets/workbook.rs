//! A workbook that is given, whatever is in it: as a whole, and with any text in the place of its
//! sheet and its strings.
#![no_main]

use enough_pipeline::text::notation::Notation;
use enough_pipeline::text::xlsx::{Cell, Kind, Sheet, Workbook};
use enough_pipeline_sheets::{LARGEST, read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    check(bytes);
    // Random bytes are hardly ever an archive: these are one, with the random ones in its sheet.
    check(&with_sheet(bytes));
    // Our own, with a text of any kind.
    let text = String::from_utf8_lossy(bytes);
    let mut sheet = Sheet::new(&text, &[(&text, 9)]);
    sheet.row([Cell::Text(&text), Cell::Value(Kind::Number, bytes.len() as f64)]);
    let mut book = Workbook::new(&Notation::plain());
    book.push(sheet);
    assert!(read(&book.into_bytes()).is_ok());
});

fn check(bytes: &[u8]) {
    for sheet in read(bytes).unwrap_or_default() {
        assert!(sheet.rows > 0 && sheet.text.len() <= LARGEST);
        assert!(sheet.text.lines().count() >= sheet.rows);
    }
}

/// Our own workbook with these bytes as its sheet. Stored files carry a checksum, which is worked out
/// anew by writing the archive anew.
fn with_sheet(bytes: &[u8]) -> Vec<u8> {
    let mut book = Workbook::new(&Notation::plain());
    book.push(Sheet::new("a", &[("b", 9)]));
    let own = book.into_bytes();
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let Ok(mut archive) = zip::ZipArchive::new(std::io::Cursor::new(&own)) else { return own };
    for place in 0..archive.len() {
        let Ok(file) = archive.by_index(place) else { return own };
        let sheet = file.name().is_ok_and(|name| name.ends_with("sheet1.xml"));
        if !sheet {
            let _ = writer.raw_copy_file(file);
        }
    }
    let options = zip::write::SimpleFileOptions::default();
    let _ = writer.start_file("xl/worksheets/sheet1.xml", options);
    let _ = std::io::Write::write_all(&mut writer, bytes);
    writer.finish().map(std::io::Cursor::into_inner).unwrap_or_default()
}
