//! Workbooks as a whole. That `LibreOffice` opens and works them out is tested in tests/spreadsheets.rs.

use super::*;

fn workbook() -> Workbook {
    let mut sheet = Sheet::new("Deals", &[("Deal", 30), ("Value", 12)]);
    sheet.row([Cell::Text("=1+1 & co"), Cell::Value(Kind::Money, 1234.5)]);
    sheet.row([Cell::Blank, Cell::Value(Kind::Percent, f64::NAN), Cell::Value(Kind::Number, -0.1)]);
    sheet.row([Cell::Day(day("2026-03-31")), Cell::Day(day("1899-12-31"))]);
    sheet.filter();
    sheet.total([Cell::Text(""), Cell::Formula(Kind::Money, "SUM(B2:B4)", 1234.5)]);
    let mut workbook = Workbook::new(&Notation::plain());
    workbook.push(sheet);
    workbook.push(Sheet::new("It's", &[]));
    workbook
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// The part of a stored archive with this name.
fn part(bytes: &[u8], name: &str) -> String {
    let text = String::from_utf8_lossy(bytes);
    // Its header ends with a length of nothing and the name.
    let (_, rest) = text.split_once(&["\0\0", name].concat()).unwrap();
    rest.split("PK\u{3}").next().unwrap().split("PK\u{1}").next().unwrap().to_owned()
}

#[test]
fn cells_have_types_and_styles() {
    let bytes = workbook().into_bytes();
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    for cell in [
        "<c r=\"A1\" s=\"8\" t=\"inlineStr\"><is><t xml:space=\"preserve\">Deal</t></is></c>",
        "<c r=\"A2\" t=\"inlineStr\"><is><t xml:space=\"preserve\">=1+1 &amp; co</t></is></c>",
        "<c r=\"B2\" s=\"1\"><v>1234.5</v></c>",
        "<row r=\"3\"><c r=\"C3\"><v>-0.1</v></c></row>",
        "<c r=\"A4\" s=\"3\"><v>46112</v></c>",
        "<is><t xml:space=\"preserve\">1899-12-31</t></is>",
        "<row r=\"5\"><c r=\"B5\" s=\"5\"><f>SUM(B2:B4)</f><v>1234.5</v></c></row>",
        "<autoFilter ref=\"A1:B4\"/>",
    ] {
        assert!(sheet.contains(cell), "{cell} in {sheet}");
    }
}

#[test]
fn elements_stand_in_the_order_of_the_schema() {
    let bytes = workbook().into_bytes();
    let order = |part: &str, names: &[&str]| {
        let places: Vec<usize> =
            names.iter().map(|name| part.find(&["<", name].concat()).expect(name)).collect();
        assert!(places.is_sorted(), "{names:?}");
    };
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    order(
        &sheet,
        &["sheetPr", "sheetViews", "sheetFormatPr", "cols", "sheetData", "autoFilter", "pageSetup"],
    );
    // A list of no columns is none that Excel opens.
    assert!(!part(&bytes, "xl/worksheets/sheet2.xml").contains("<cols>"));
    let book = part(&bytes, "xl/workbook.xml");
    order(&book, &["bookViews", "sheets", "definedNames", "calcPr"]);
    order(
        &part(&bytes, "xl/styles.xml"),
        &["numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles"],
    );
    for words in [
        "<sheet name=\"It's\" sheetId=\"2\" r:id=\"r2\"/>",
        "localSheetId=\"1\">'It''s'!$1:$1<",
        "hidden=\"1\" localSheetId=\"0\">'Deals'!$A$1:$B$4<",
    ] {
        assert!(book.contains(words), "{words} in {book}");
    }
}

#[test]
fn the_same_workbook_has_the_same_bytes_and_tells_what_it_is() {
    let bytes = workbook().into_bytes();
    assert_eq!(bytes, workbook().into_bytes());
    assert!(bytes.starts_with(b"PK\x03\x04") && bytes[30..].starts_with(b"[Content_Types].xml"));
}

#[test]
fn a_sheet_as_csv_has_what_formulas_come_to() {
    let mut sheet = Sheet::new("Leads by week", &[("Deal", 30), ("Value", 12)]);
    sheet.row([Cell::Text("=1+1"), Cell::Value(Kind::Money, 1234.5)]);
    sheet.row([Cell::Blank, Cell::Value(Kind::Percent, f64::NAN), Cell::Day(day("2026-03-31"))]);
    sheet.total([Cell::Text("Total"), Cell::Formula(Kind::Money, "SUM(B2:B3)", 1234.5)]);
    assert_eq!(sheet.file_name(), "leads-by-week.csv");
    let german = Notation { decimal: ',', group: '.', ..Notation::plain() };
    let lines = "\u{feff}Deal;Value\r\n\"'=1+1\";1234,5\r\n;;2026-03-31\r\nTotal;1234,5\r\n";
    assert_eq!(sheet.csv(&german), lines);
}

#[test]
fn amounts_are_written_as_the_visitor_writes_them() {
    let format = |currency: &str, decimal| {
        let notation = Notation { currency: currency.into(), decimal, ..Notation::plain() };
        Workbook::new(&notation).money
    };
    assert_eq!(format("$", '.'), "[$$]#,##0");
    assert_eq!(format("CHF", '.'), "[$CHF]\u{a0}#,##0");
    assert_eq!(format("€", ','), "#,##0\u{a0}[$€]");
    assert_eq!(format("\"[]", '.'), "#,##0");
}

#[test]
fn columns_have_letters() {
    for (position, letters) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")] {
        assert_eq!(column(position), letters);
    }
}

#[test]
fn a_sheet_ends_where_excel_ends() {
    let mut sheet = Sheet::new("a", &[]);
    for _ in 0..MOST_ROWS + 2 {
        sheet.row([]);
    }
    assert_eq!((sheet.next(), sheet.left_out()), (MOST_ROWS + 1, 3));
}
