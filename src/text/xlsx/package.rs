//! The parts of a workbook around its sheets.

use super::Sheet;
use super::clean::push_text;
use crate::text::zip::Archive;

/// Begins every part.
pub(super) const PROLOGUE: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const TYPES: &str = "http://schemas.openxmlformats.org/package/2006/content-types";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const KIND: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

/// The package as the bytes of a file.
pub(super) fn bytes(sheets: &[Sheet], money: &str) -> Vec<u8> {
    let mut archive = Archive::default();
    let mut push = |name: &str, parts: &[&str]| {
        archive.push(name, [&[PROLOGUE], parts].concat().concat().as_bytes());
    };
    let numbers: Vec<String> = (1..=sheets.len()).map(|number| number.to_string()).collect();
    // First, as programs that tell files by their start expect.
    push("[Content_Types].xml", &[&types(&numbers)]);
    push(
        "_rels/.rels",
        &[
            "<Relationships xmlns=\"",
            RELATIONS,
            "\">",
            &relation("1", "officeDocument", "xl/workbook.xml"),
            "</Relationships>",
        ],
    );
    push("xl/workbook.xml", &[&workbook(sheets, &numbers)]);
    let mut relations = relation("0", "styles", "styles.xml");
    for number in &numbers {
        let part = ["worksheets/sheet", number, ".xml"].concat();
        relations.push_str(&relation(number, "worksheet", &part));
    }
    let head = ["<Relationships xmlns=\"", RELATIONS, "\">"];
    push("xl/_rels/workbook.xml.rels", &[&head.concat(), &relations, "</Relationships>"]);
    push("xl/styles.xml", &[&styles(money)]);
    for (sheet, number) in sheets.iter().zip(&numbers) {
        let name = ["xl/worksheets/sheet", number, ".xml"].concat();
        archive.push(&name, sheet.xml(number == "1").as_bytes());
    }
    archive.into_bytes()
}

fn relation(id: &str, kind: &str, target: &str) -> String {
    ["<Relationship Id=\"r", id, "\" Type=\"", OFFICE, "/", kind, "\" Target=\"", target, "\"/>"]
        .concat()
}

fn types(numbers: &[String]) -> String {
    let part = |name: &str, kind: &str| {
        ["<Override PartName=\"/xl/", name, ".xml\" ContentType=\"", KIND, kind, "+xml\"/>"]
            .concat()
    };
    let mut types = [
        "<Types xmlns=\"",
        TYPES,
        "\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.\
         relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>",
        &part("workbook", "sheet.main"),
        &part("styles", "styles"),
    ]
    .concat();
    for number in numbers {
        types.push_str(&part(&["worksheets/sheet", number].concat(), "worksheet"));
    }
    types + "</Types>"
}

fn workbook(sheets: &[Sheet], numbers: &[String]) -> String {
    let (mut listed, mut names) = (String::new(), String::new());
    for ((place, sheet), number) in sheets.iter().enumerate().zip(numbers) {
        listed.push_str("<sheet name=\"");
        push_text(&mut listed, &sheet.name);
        listed.push_str(&["\" sheetId=\"", number, "\" r:id=\"r", number, "\"/>"].concat());
        let place = place.to_string();
        if let Some(cells) = sheet.filtered() {
            push_name(&mut names, "_FilterDatabase\" hidden=\"1", &place, &sheet.name, &cells);
        }
        // The header stands on every page of paper.
        push_name(&mut names, "Print_Titles", &place, &sheet.name, "$1:$1");
    }
    [
        "<workbook xmlns=\"",
        MAIN,
        "\" xmlns:r=\"",
        OFFICE,
        "\"><bookViews><workbookView/></bookViews><sheets>",
        &listed,
        "</sheets><definedNames>",
        &names,
        // Figures that a program finds beside a formula are those of another program.
        "</definedNames><calcPr calcId=\"0\" fullCalcOnLoad=\"1\"/></workbook>",
    ]
    .concat()
}

fn push_name(names: &mut String, name: &str, place: &str, sheet: &str, cells: &str) {
    let start = ["<definedName name=\"_xlnm.", name, "\" localSheetId=\"", place, "\">'"];
    names.push_str(&start.concat());
    push_text(names, &sheet.replace('\'', "''"));
    names.push_str(&["'!", cells, "</definedName>"].concat());
}

/// Number, money, percent and day, then the same in bold, in the order of [`super::Kind`]; and what
/// headers have, bold and in as many lines as it takes.
fn styles(money: &str) -> String {
    let mut formats = String::new();
    push_text(&mut formats, money);
    let mut cells = String::new();
    for font in ["0", "1"] {
        // 14 is a day as the program's user writes it.
        for format in ["0", "164", "165", "14"] {
            cells.push_str(&[
                "<xf numFmtId=\"", format, "\" fontId=\"", font,
                "\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\" applyFont=\"1\"/>",
            ].concat());
        }
    }
    [
        "<styleSheet xmlns=\"",
        MAIN,
        "\"><numFmts count=\"2\"><numFmt numFmtId=\"164\" formatCode=\"",
        &formats,
        "\"/><numFmt numFmtId=\"165\" formatCode=\"0.0%\"/></numFmts><fonts count=\"2\">\
         <font><sz val=\"11\"/><name val=\"Calibri\"/></font>\
         <font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts>\
         <fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>\
         <fill><patternFill patternType=\"gray125\"/></fill></fills>\
         <borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
         <cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/>\
         </cellStyleXfs><cellXfs count=\"9\">",
        &cells,
        "<xf numFmtId=\"0\" fontId=\"1\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyFont=\"1\" \
         applyAlignment=\"1\"><alignment vertical=\"top\" wrapText=\"1\"/></xf></cellXfs><cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/>\
         </cellStyles></styleSheet>",
    ]
    .concat()
}
