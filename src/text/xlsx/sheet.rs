//! One sheet: a header that stays in sight, and rows below it.

use chrono::{Datelike, NaiveDate};

use super::clean::{push_text, sheet_name};
use super::{Cell, Kind, MOST_ROWS, column};
use crate::text::notation::Notation;
use crate::text::table::Table;
use crate::text::{canonical, table};

/// Days from the year 1 to day 0 of a spreadsheet, 30 December 1899.
const ZERO: i32 = 693_594;
/// Earlier days are counted differently by different programs: 1 March 1900.
const FIRST_DAY: f64 = 61.0;
/// Styles of the workbook that are bold stand so far behind those that are not.
const BOLD: usize = 4;
/// The style of headers.
const HEADER: usize = 8;

/// A sheet that grows row by row.
#[derive(Debug)]
pub struct Sheet {
    pub(super) name: String,
    /// Widths of the columns in characters.
    widths: Vec<u8>,
    rows: Vec<Row>,
    left_out: usize,
    /// Last row of those that can be filtered.
    filtered: Option<u32>,
}

#[derive(Debug)]
struct Row {
    cells: Vec<Kept>,
    style: usize,
}

/// A cell as the sheet keeps it.
#[derive(Debug)]
enum Kept {
    Blank,
    Text(Box<str>),
    Day(NaiveDate),
    Number { kind: Kind, formula: Box<str>, value: f64 },
}

impl Sheet {
    /// A sheet with a bold header: what stands above each column, and its width in characters.
    pub fn new(name: &str, columns: &[(&str, u8)]) -> Self {
        let mut sheet = Self {
            name: sheet_name(name, &[]),
            widths: columns.iter().map(|(_, width)| *width).collect(),
            rows: Vec::new(),
            left_out: 0,
            filtered: None,
        };
        sheet.push(&mut columns.iter().map(|(header, _)| Cell::Text(header)), HEADER);
        sheet
    }

    /// The number of the next row; the header is row 1.
    pub fn next(&self) -> u32 {
        self.rows.len() as u32 + 1
    }

    /// Rows that had no room.
    pub fn left_out(&self) -> usize {
        self.left_out
    }

    /// Puts a row below the others. What has no room is counted and left out.
    pub fn row<'a>(&mut self, cells: impl IntoIterator<Item = Cell<'a>>) {
        self.push(&mut cells.into_iter(), 0);
    }

    /// Puts a bold row below the others.
    pub fn total<'a>(&mut self, cells: impl IntoIterator<Item = Cell<'a>>) {
        self.push(&mut cells.into_iter(), BOLD);
    }

    /// Lets the rows so far be filtered and sorted by the header.
    pub fn filter(&mut self) {
        self.filtered = Some(self.rows.len() as u32);
    }

    /// The name of the file that holds the sheet as CSV: "leads-by-week.csv".
    pub fn file_name(&self) -> String {
        [&*self.name.to_lowercase().replace(' ', "-"), ".csv"].concat()
    }

    /// The sheet as CSV, with what its formulas come to.
    pub fn csv(&self, notation: &Notation) -> String {
        let mut table = Table::new(notation);
        for row in &self.rows {
            table.row(row.cells.iter().map(|cell| match cell {
                Kept::Text(text) => table::Cell::Text(text),
                Kept::Day(day) => table::Cell::Day(*day),
                Kept::Number { value, .. } if value.is_finite() => table::Cell::Number(*value),
                Kept::Blank | Kept::Number { .. } => table::Cell::Blank,
            }));
        }
        table.into_text()
    }

    fn push(&mut self, cells: &mut dyn Iterator<Item = Cell<'_>>, style: usize) {
        if self.rows.len() >= MOST_ROWS as usize {
            self.left_out += 1;
            return;
        }
        let kept = |cell| match cell {
            Cell::Blank => Kept::Blank,
            Cell::Text(text) => Kept::Text(text.into()),
            Cell::Day(day) => Kept::Day(day),
            Cell::Value(kind, value) => Kept::Number { kind, formula: "".into(), value },
            Cell::Formula(kind, formula, value) => {
                Kept::Number { kind, formula: formula.into(), value }
            }
        };
        self.rows.push(Row { cells: cells.map(kept).collect(), style });
    }

    /// The cells that can be filtered, as `$A$1:$N$9`.
    pub(super) fn filtered(&self) -> Option<String> {
        let last = column(self.widths.len().checked_sub(1)?);
        Some(["$A$1:$", &*last, "$", &self.filtered?.to_string()].concat())
    }

    /// The sheet as a part of the package; its elements have an order (ECMA-376 part 1, 18.3.1.99).
    pub(super) fn xml(&self, first: bool) -> String {
        let selected = if first { " tabSelected=\"1\"" } else { "" };
        let mut columns = String::from("<cols>");
        for (place, width) in self.widths.iter().enumerate() {
            let place = (place + 1).to_string();
            for part in
                ["<col min=\"", &place, "\" max=\"", &place, "\" width=\"", &width.to_string()]
            {
                columns.push_str(part);
            }
            columns.push_str("\" customWidth=\"1\"/>");
        }
        columns.push_str("</cols>");
        let filter = self.filtered().map_or_else(String::new, |cells| {
            ["<autoFilter ref=\"", &cells.replace('$', ""), "\"/>"].concat()
        });
        [
            super::package::PROLOGUE,
            "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">\
             <sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr><sheetViews><sheetView",
            selected,
            " workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" \
             state=\"frozen\"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight=\"15\"/>\
             ",
            if self.widths.is_empty() { "" } else { &columns },
            "<sheetData>",
            &self.data(),
            "</sheetData>",
            &filter,
            "<pageSetup orientation=\"landscape\" fitToHeight=\"0\"/></worksheet>",
        ]
        .concat()
    }

    fn data(&self) -> String {
        let mut xml = String::new();
        for (place, row) in self.rows.iter().enumerate() {
            let number = (place + 1).to_string();
            add(&mut xml, &["<row r=\"", &number, "\">"]);
            for (place, cell) in row.cells.iter().enumerate() {
                push_cell(&mut xml, &[&*column(place), &number].concat(), cell, row.style);
            }
            add(&mut xml, &["</row>"]);
        }
        xml
    }
}

fn push_cell(xml: &mut String, place: &str, cell: &Kept, style: usize) {
    let (kind, formula, value) = match cell {
        Kept::Blank => return,
        Kept::Text(text) => return push_words(xml, place, text, style),
        Kept::Day(day) => match serial(*day) {
            Some(serial) => (Kind::Day, "", serial),
            None => return push_words(xml, place, &canonical::date(*day), style),
        },
        Kept::Number { kind, formula, value } => (*kind, &**formula, *value),
    };
    if !value.is_finite() && formula.is_empty() {
        return;
    }
    push_start(xml, place, style + kind as usize);
    add(xml, &[">"]);
    if !formula.is_empty() {
        add(xml, &["<f>"]);
        push_text(xml, formula);
        add(xml, &["</f>"]);
    }
    if value.is_finite() {
        add(xml, &["<v>", &canonical::number(value), "</v>"]);
    }
    add(xml, &["</c>"]);
}

fn push_words(xml: &mut String, place: &str, text: &str, style: usize) {
    if text.is_empty() {
        return;
    }
    push_start(xml, place, style);
    add(xml, &[" t=\"inlineStr\"><is><t xml:space=\"preserve\">"]);
    push_text(xml, text);
    add(xml, &["</t></is></c>"]);
}

fn push_start(xml: &mut String, place: &str, style: usize) {
    add(xml, &["<c r=\"", place, "\""]);
    if style > 0 {
        add(xml, &[" s=\"", &style.to_string(), "\""]);
    }
}

fn add(xml: &mut String, parts: &[&str]) {
    for part in parts {
        xml.push_str(part);
    }
}

/// The number of a day, where all programs have the same.
fn serial(day: NaiveDate) -> Option<f64> {
    let serial = f64::from(day.num_days_from_ce() - ZERO);
    (serial >= FIRST_DAY && day.year() <= 9999).then_some(serial)
}
