//! One sheet: a header that stays in sight, and rows below it.

use chrono::{Datelike, NaiveDate};

use super::clean::{push_text, sheet_name};
use super::{Cell, Kind, MOST_ROWS, column};
use crate::text::canonical;

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
    rows: String,
    count: u32,
    left_out: usize,
    /// Last row of those that can be filtered.
    filtered: Option<u32>,
}

impl Sheet {
    /// A sheet with a bold header: what stands above each column, and its width in characters.
    pub fn new(name: &str, columns: &[(&str, u8)]) -> Self {
        let mut sheet = Self {
            name: sheet_name(name, &[]),
            widths: columns.iter().map(|(_, width)| *width).collect(),
            rows: String::new(),
            count: 0,
            left_out: 0,
            filtered: None,
        };
        sheet.push(&mut columns.iter().map(|(header, _)| Cell::Text(header)), HEADER);
        sheet
    }

    /// The number of the next row; the header is row 1.
    pub fn next(&self) -> u32 {
        self.count + 1
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
        self.filtered = Some(self.count);
    }

    fn push(&mut self, cells: &mut dyn Iterator<Item = Cell<'_>>, style: usize) {
        if self.count >= MOST_ROWS {
            self.left_out += 1;
            return;
        }
        self.count += 1;
        let row = self.count.to_string();
        self.add(&["<row r=\"", &row, "\">"]);
        for (place, cell) in cells.enumerate() {
            self.cell(&[&*column(place), &row].concat(), cell, style);
        }
        self.add(&["</row>"]);
    }

    fn cell(&mut self, place: &str, cell: Cell, style: usize) {
        let (kind, formula, value) = match cell {
            Cell::Blank => return,
            Cell::Text(text) => return self.text(place, text, style),
            Cell::Day(day) => match serial(day) {
                Some(serial) => (Kind::Day, "", serial),
                None => return self.text(place, &canonical::date(day), style),
            },
            Cell::Value(kind, value) => (kind, "", value),
            Cell::Formula(kind, formula, value) => (kind, formula, value),
        };
        if !value.is_finite() && formula.is_empty() {
            return;
        }
        self.start(place, style + kind as usize);
        self.add(&[">"]);
        if !formula.is_empty() {
            self.add(&["<f>"]);
            push_text(&mut self.rows, formula);
            self.add(&["</f>"]);
        }
        if value.is_finite() {
            self.add(&["<v>", &canonical::number(value), "</v>"]);
        }
        self.add(&["</c>"]);
    }

    fn text(&mut self, place: &str, text: &str, style: usize) {
        if text.is_empty() {
            return;
        }
        self.start(place, style);
        self.add(&[" t=\"inlineStr\"><is><t xml:space=\"preserve\">"]);
        push_text(&mut self.rows, text);
        self.add(&["</t></is></c>"]);
    }

    fn start(&mut self, place: &str, style: usize) {
        self.add(&["<c r=\"", place, "\""]);
        if style > 0 {
            self.add(&[" s=\"", &style.to_string(), "\""]);
        }
    }

    fn add(&mut self, parts: &[&str]) {
        for part in parts {
            self.rows.push_str(part);
        }
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
            &self.rows,
            "</sheetData>",
            &filter,
            "<pageSetup orientation=\"landscape\" fitToHeight=\"0\"/></worksheet>",
        ]
        .concat()
    }
}

/// The number of a day, where all programs have the same.
fn serial(day: NaiveDate) -> Option<f64> {
    let serial = f64::from(day.num_days_from_ce() - ZERO);
    (serial >= FIRST_DAY && day.year() <= 9999).then_some(serial)
}
