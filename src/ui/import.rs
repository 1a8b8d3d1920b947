//! A list of deals comes in: from a file, a paste or a table to type in, with the questions that
//! it leaves open. Used by every calculator that works on single deals.

mod columns;
mod earlier;
mod list;
mod questions;
mod reading;
mod receipt;
pub mod shared;
mod source;
mod typed;
mod undated;
mod workbook;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use web_sys::File;

pub use self::columns::columns;
pub use self::earlier::Earlier;
pub use self::list::{Deals, List, Purpose, Under};
pub use self::questions::questions;
pub use self::receipt::receipt;
pub use self::source::{files_for, named, source};
use self::typed::TYPED;
use self::workbook::Workbook;
use super::browser::Timer;
use super::browser::files::{self, Given};
use super::browser::sheets::Sheet;
use super::view::View;
use crate::state::forecast::RowsAction;
use crate::text::import::{Import, Role, is_workbook};
use crate::text::rows::Rows;

/// What can happen to a list that comes in.
#[derive(Clone, Debug)]
pub enum Message {
    /// A file was chosen or dropped.
    File(File, Purpose),
    /// It was read into memory.
    Given(Given, Purpose),
    /// The sheets of a workbook were read, or can't be.
    Sheets(Result<Vec<Sheet>, String>),
    /// The sheet at this place is the list.
    Sheet(usize),
    /// A list was pasted.
    Paste(String),
    /// The box for pasting now holds this.
    Draft(String),
    /// The table for typing is to be opened, or closed.
    Table(bool),
    /// Something happened to the table for typing.
    Rows(RowsAction),
    /// The deals of the table for typing are to be used.
    UseTable,
    /// It is time to read on.
    Read,
    /// Stop reading.
    Cancel,
    /// The example list is asked for.
    Example,
    /// The list is to be put away.
    Discard,
    /// The column of a role is another one, or none.
    Column(Role, Option<usize>),
    /// The counts are not right: a column must be another one.
    Doubt,
    /// The columns are right as they stand.
    Confirm,
    /// A question is answered so, by its key.
    Answer(String, String),
    /// The answers are complete.
    Answered,
    /// The rows that are set aside are asked for as a file.
    SaveAside,
}

/// What a message comes to for the calculator around the list.
pub enum Effect {
    /// Nothing but another look of the list's own parts.
    Redraw,
    /// A list begins to be read.
    Begun,
    /// A list was read and is in use.
    Took,
    /// An earlier list was read, to compare with.
    Compare(Earlier),
    /// The list in use is being read again, with other columns.
    Reopened,
    /// The example is asked for.
    Example,
    /// The list was put away.
    Discarded,
    /// A file is to be saved.
    Save(&'static str, String),
}

/// What the calculator around the list knows.
#[derive(Clone, Copy, Debug)]
pub struct Around {
    /// The first day that is not yet history.
    pub today: NaiveDate,
    /// Whether it may be kept which column of a list says what.
    pub keep: bool,
}

/// A list that comes in, and the one in use.
pub struct Importer {
    /// What its parts share.
    pub view: View<Message>,
    /// The list in use, as it is shown.
    pub list: List,
    /// What was wrong with the last list, or with saving a file.
    pub refused: Option<String>,
    /// What to focus once it is drawn.
    pub focus: Option<&'static str>,
    /// The list that is being read, or asks.
    under: Option<Under>,
    /// The workbook that is being read, or asks which sheet.
    workbook: Option<Workbook>,
    /// What was pasted or is being typed into the box for pasting.
    pasted: String,
    /// The table for typing, when it is open.
    table: Option<Rows>,
    answers: BTreeMap<String, String>,
    /// Whether the columns of the list in use are doubted.
    doubted: bool,
    next: Option<Timer>,
}

impl Importer {
    /// With a list in use, or none.
    pub fn new(view: View<Message>, list: List) -> Self {
        Self {
            view,
            list,
            refused: None,
            focus: None,
            under: None,
            workbook: None,
            pasted: String::new(),
            table: None,
            answers: BTreeMap::new(),
            doubted: false,
            next: None,
        }
    }

    /// The list that is being read, or asks.
    pub fn under(&self) -> Option<&Under> {
        self.under.as_ref()
    }

    /// Whether a list is being read, or asks.
    pub fn is_reading(&self) -> bool {
        self.under.is_some() || self.workbook.is_some()
    }

    /// Whether the columns of the list in use are doubted: they stand with what became of its rows.
    pub fn is_doubted(&self) -> bool {
        self.doubted
    }

    /// What is told of the list in use once it is read; empty without one.
    pub fn told(&self) -> String {
        let report = self.list.import().map(Import::report);
        report.map_or_else(String::new, |report| report.counts(&*self.view.formats))
    }

    /// The list that waits for answers.
    pub fn asking(&self) -> Option<&Under> {
        self.under().filter(|under| under.asks())
    }

    /// Follows a message.
    pub fn receive(&mut self, around: Around, message: Message) -> Effect {
        match message {
            Message::File(file, purpose) => self.open(file, purpose),
            Message::Given(Given { name, bytes: Some(bytes) }, purpose) => {
                if is_workbook(&bytes) {
                    self.open_workbook(purpose, name, bytes);
                    return Effect::Redraw;
                }
                return self.begin(around, purpose, name, bytes);
            }
            Message::Given(Given { name, bytes: None }, _) => {
                self.refused =
                    Some(say!("{name} could not be opened: choose it again.", name = name));
            }
            Message::Sheets(told) => return self.take_sheets(around, told),
            Message::Sheet(place) => return self.take_sheet(around, place),
            Message::Paste(text) => {
                let name = say!("Pasted list").into();
                return self.begin(around, Purpose::Deals, name, text.into_bytes());
            }
            Message::Draft(text) => self.pasted = text,
            Message::Table(open) => {
                self.table = open.then(|| TYPED.empty());
                self.focus = Some(if open { "cell-1-0" } else { "paste" });
            }
            Message::Rows(action) => {
                self.table.as_mut().map(|rows| action.apply(rows));
            }
            Message::UseTable => {
                let text = self.table.as_ref().map_or_else(String::new, typed::csv);
                let name = say!("Typed deals").into();
                return self.begin(around, Purpose::Deals, name, text.into_bytes());
            }
            Message::Read => return self.read_on(around),
            Message::Cancel => self.stop(None),
            Message::Example => return Effect::Example,
            Message::Discard => return self.discard(),
            Message::Column(role, column) => {
                return self.remap(around, |mapping| mapping.set(role, column));
            }
            Message::Doubt => (self.doubted, self.focus) = (true, Some("column-status")),
            Message::Confirm => self.confirm(around),
            Message::Answer(key, answer) => {
                self.answers.insert(key, answer);
            }
            Message::Answered => self.answered(),
            Message::SaveAside => return self.save_aside(),
        }
        Effect::Redraw
    }

    fn open(&mut self, file: File, purpose: Purpose) {
        self.refused = list::too_large(files::size(&file));
        if self.refused.is_none() {
            let given = move |given| Message::Given(given, purpose);
            files::read(file, self.view.send.reform(given));
        }
    }

    fn discard(&mut self) -> Effect {
        self.doubted = false;
        self.list = List::None;
        self.focus = Some("source");
        Effect::Discarded
    }

    fn save_aside(&self) -> Effect {
        let Some(import) = self.list.import() else { return Effect::Redraw };
        Effect::Save("rows-set-aside.csv", import.aside_csv(self.view.formats.notation()))
    }
}

#[cfg(test)]
mod tests;
