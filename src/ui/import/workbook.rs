//! A workbook that was given: read, and where it has several sheets, asked which.

use yew::Html;

use super::{Around, Effect, Importer, Message, Purpose};
use crate::ui::browser::sheets::{self, Sheet};
use crate::ui::element::{element, list, text, worded};
use crate::ui::view::View;

/// A workbook that is not yet a list.
pub struct Workbook {
    pub(super) purpose: Purpose,
    pub(super) name: String,
    /// Its sheets, once they are read.
    pub(super) sheets: Vec<Sheet>,
}

impl Importer {
    /// Begins to read a workbook. The list in use stays.
    pub(super) fn open_workbook(&mut self, purpose: Purpose, name: String, bytes: Vec<u8>) {
        self.stop(None);
        self.workbook = Some(Workbook { purpose, name, sheets: Vec::new() });
        sheets::read(bytes, self.view.send.reform(Message::Sheets));
    }

    /// Takes the only sheet, or asks which; nothing, when that is no longer waited for.
    pub(super) fn take_sheets(
        &mut self,
        around: Around,
        told: Result<Vec<Sheet>, String>,
    ) -> Effect {
        let Some(workbook) = &mut self.workbook else { return Effect::Redraw };
        match told {
            Ok(sheets) => workbook.sheets = sheets,
            Err(words) => {
                self.stop(Some(words));
                return Effect::Redraw;
            }
        }
        if workbook.sheets.len() == 1 {
            return self.take_sheet(around, 0);
        }
        self.focus = Some("sheets");
        Effect::Redraw
    }

    /// Reads a sheet as a list.
    pub(super) fn take_sheet(&mut self, around: Around, place: usize) -> Effect {
        let Some(Workbook { purpose, name, mut sheets }) = self.workbook.take() else {
            return Effect::Redraw;
        };
        if place >= sheets.len() {
            return Effect::Redraw;
        }
        let alone = sheets.len() == 1;
        let sheet = sheets.swap_remove(place);
        let name = if alone { name } else { [&*name, ", ", &*sheet.name].concat() };
        self.begin(around, purpose, name, sheet.text.into_bytes())
    }
}

/// What is seen of a workbook meanwhile.
pub fn workbook(view: &View<Message>, workbook: &Workbook) -> Vec<Html> {
    let cancel = view.button("ep-button", Message::Cancel, vec![text(say!("Cancel"))]);
    if workbook.sheets.is_empty() {
        return vec![worded("p", "", say!("Reading {name}…", name = &workbook.name)), cancel];
    }
    let words =
        say!("{name} has several sheets. Which one holds the deals?", name = &workbook.name,);
    let choice = |(place, sheet): (usize, &Sheet)| {
        let words = say!(
            "{name} ({n} {n?row|rows})",
            name = &sheet.name,
            n = view.formats.count(sheet.rows, 0),
        );
        view.button("ep-button", Message::Sheet(place), vec![text(words)])
    };
    vec![
        view.heading(2, "sheets", "ep-ask", words),
        element(
            "div",
            "ep-actions",
            vec![list(workbook.sheets.iter().enumerate().map(choice).collect()), cancel],
        ),
    ]
}
