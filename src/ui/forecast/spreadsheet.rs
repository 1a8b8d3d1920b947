//! A spreadsheet comes in: pasted into a table, or as a file for a table or for all of the forecast.

mod arrivals;
mod view;

use web_sys::File;

use super::part::part;
use super::{Forecast, ForecastProps, Message};
use crate::calc::units::Money;
use crate::state::Action;
use crate::state::forecast::{Origin, RowsAction};
use crate::state::spreadsheet::{Said, Spreadsheet};
use crate::text::formats::Formats;
use crate::text::import::{decode, is_workbook};
use crate::text::rows::forecast::Section;
use crate::text::rows::{self, Term};
use crate::text::tables::{Around, Part, block};
use crate::ui::browser::files::{self, Given};
use crate::ui::browser::sheets::{self, Sheet};
use crate::ui::import::{self, Purpose};

pub use self::arrivals::{Arrival, Arrivals};
pub use self::view::{choose_file, incoming, whole};

/// Largest file that is looked at as a table, in bytes; a larger one is a list of deals.
const LARGEST: f64 = 2e6;

/// The table that a spreadsheet is put into; `None`: the forecast as a whole.
pub type Place = Option<Section>;

/// What can happen to a spreadsheet that comes in.
#[derive(Clone, Debug)]
pub enum Incoming {
    /// A text was pasted into the table's cell in this row and column.
    Pasted(usize, usize, String),
    /// A file was chosen or dropped.
    File(File),
    /// It was read into memory.
    Given(Given),
    /// Its sheets were read, or can't be.
    Sheets(String, Result<Vec<Sheet>, String>),
    /// The visitor says something about the sheet at this place.
    Said(usize, Said),
    /// The sheets that are picked are to be used.
    Use,
    /// The sheet at this place is to be read as a list of deals.
    Deals(usize),
    /// What its won stages add up to is closed-won so far.
    Won(Money),
    /// It is to be put away; what was taken from it stays.
    Dismiss,
}

impl Forecast {
    pub(super) fn arrive(&mut self, props: &ForecastProps, place: Place, incoming: Incoming) {
        match incoming {
            Incoming::Pasted(row, column, text) => self.paste(props, place, (row, column), &text),
            Incoming::File(file) => self.open_file(props, place, file),
            // It was cancelled, or another file was given since.
            Incoming::Given(Given { name, .. }) | Incoming::Sheets(name, _)
                if !self.arrivals.awaits(place, &name) => {}
            Incoming::Given(Given { name, bytes: Some(bytes) }) if is_workbook(&bytes) => {
                let told = self.view.send.reform(move |told| {
                    Message::Spreadsheet(place, Incoming::Sheets(name.clone(), told))
                });
                sheets::read(bytes, told);
            }
            Incoming::Given(Given { name, bytes }) => match bytes.and_then(decode) {
                Some(text) => self.read_sheets(props, place, name, vec![(String::new(), text)]),
                None => self.refuse(
                    place,
                    say!("{name} could not be read: save it as CSV or .xlsx.", name = name),
                ),
            },
            Incoming::Sheets(name, Ok(sheets)) => {
                let texts = sheets.into_iter().map(|sheet| (sheet.name, sheet.text)).collect();
                self.read_sheets(props, place, name, texts);
            }
            Incoming::Sheets(_, Err(words)) => self.refuse(place, words),
            Incoming::Said(sheet, said) => self.said(props, place, sheet, said),
            Incoming::Use => self.confirm(props, place),
            Incoming::Deals(sheet) => self.hand_over(props, place, sheet),
            Incoming::Won(won) => {
                let text = self.view.formats.edit_number(won.0);
                self.edit(props, Action::Edit { key: "closed_won", text });
                self.focus = Some("closed_won");
            }
            Incoming::Dismiss => self.arrivals.set(place, None),
        }
    }

    /// A few cells go where they were put; everything else is read as a table of its own.
    fn paste(
        &mut self,
        props: &ForecastProps,
        place: Place,
        (row, column): (usize, usize),
        text: &str,
    ) {
        let cells = rows::block(text);
        if let Some(section) = place
            && (row > 0 || column > 0 || cells.len() == 1)
            && section.table().fits(&cells, column, self.view.formats.notation())
        {
            self.arrivals.set(place, None);
            return self.rows_message(props, section, RowsAction::Paste(row, column, cells));
        }
        let name = say!("Pasted table").to_owned();
        self.read_sheets(props, place, name, vec![(String::new(), text.to_owned())]);
    }

    fn open_file(&mut self, props: &ForecastProps, place: Place, file: File) {
        if place.is_none() && files::size(&file) > LARGEST {
            return self.give_deals(props, import::Message::File(file, Purpose::Deals));
        }
        if files::size(&file) > LARGEST {
            let words = say!("{name} is too large for a table.", name = file.name());
            return self.refuse(place, words);
        }
        self.arrivals.set(place, Some(Arrival::Reading(file.name())));
        let given = move |given| Message::Spreadsheet(place, Incoming::Given(given));
        files::read(file, self.view.send.reform(given));
    }

    fn refuse(&mut self, place: Place, words: String) {
        self.arrivals.set(place, Some(Arrival::Refused(words)));
    }

    /// Reads sheets of a name and a text each, and uses them at once where nothing is to be asked.
    fn read_sheets(
        &mut self,
        props: &ForecastProps,
        place: Place,
        name: String,
        texts: Vec<(String, String)>,
    ) {
        let alone = texts.len() == 1;
        let sheet = |(name, text): (String, String)| {
            (if alone { String::new() } else { name }, block(&text))
        };
        let sheets = texts.into_iter().map(sheet).collect();
        let formats = self.view.formats.clone();
        let around = self.around(props, place, &*formats);
        let spreadsheet = Spreadsheet::new(name, place, sheets, &around);
        let deals = place.is_none() && spreadsheet.deals().is_some();
        let asks = spreadsheet.asks() || spreadsheet.is_refused();
        self.arrivals.set(place, Some(Arrival::Read(spreadsheet)));
        if deals {
            self.hand_over(props, place, 0);
        } else if asks {
            self.focus = Some(focus(place));
        } else {
            self.take_tables(props, place);
        }
    }

    fn said(&mut self, props: &ForecastProps, place: Place, sheet: usize, said: Said) {
        let formats = self.view.formats.clone();
        let around = self.around(props, place, &*formats);
        let Some(spreadsheet) = self.arrivals.read(place) else { return };
        spreadsheet.say(sheet, said, &around);
        if spreadsheet.used && !spreadsheet.asks() {
            self.take_tables(props, place);
        }
    }

    fn confirm(&mut self, props: &ForecastProps, place: Place) {
        let formats = self.view.formats.clone();
        let around = self.around(props, place, &*formats);
        let Some(spreadsheet) = self.arrivals.read(place) else { return };
        spreadsheet.confirm(&around);
        spreadsheet.used = true;
        if !spreadsheet.asks() {
            self.take_tables(props, place);
        }
    }

    /// Puts the rows of what is picked into their tables, each of which can be had back.
    fn take_tables(&mut self, props: &ForecastProps, place: Place) {
        let Some(spreadsheet) = self.arrivals.read(place) else { return };
        spreadsheet.used = true;
        let readings: Vec<_> = spreadsheet.picked().cloned().collect();
        let mut told = Vec::new();
        for reading in readings {
            if reading.section == Section::Stages {
                self.origin = Origin::Stages;
            }
            if reading.section == Section::Goals {
                let quotas = quotas(&reading.parts, &*self.view.formats);
                self.rows_message(props, Section::Quotas, RowsAction::Replace(quotas));
            }
            told.push(reading.taken);
            self.rows_message(props, reading.section, RowsAction::Replace(reading.rows));
            if let Some(start) = reading.fiscal_start {
                let text = start.to_string();
                self.edit(props, Action::Edit { key: "fiscal_start", text });
            }
        }
        self.spoken = told.join(" ").into();
    }

    /// Reads a sheet as a list of deals instead.
    fn hand_over(&mut self, props: &ForecastProps, place: Place, sheet: usize) {
        let Some(spreadsheet) = self.arrivals.read(place) else { return };
        let Some(given) = spreadsheet.sheets.get(sheet) else { return };
        let line = |cells: &Vec<String>| cells.join("\t");
        let text = given.cells.iter().map(line).collect::<Vec<_>>().join("\n");
        let name = [&*spreadsheet.name, &*given.name].join(" ").trim_end().to_owned();
        self.arrivals.set(place, None);
        let given = Given { name, bytes: Some(text.into_bytes()) };
        self.give_deals(props, import::Message::Given(given, Purpose::Deals));
    }

    fn give_deals(&mut self, props: &ForecastProps, message: import::Message) {
        self.origin = Origin::Deals;
        self.borrows = false;
        self.import(props, message);
        self.focus = Some("source");
    }

    /// What the reader has to know. A usual month comes from the other tables, in the order in which
    /// they are likely to hold own figures.
    fn around<'a>(
        &self,
        props: &ForecastProps,
        place: Place,
        formats: &'a dyn Formats,
    ) -> Around<'a> {
        let today = self.reading.inputs.map_or(props.today, |inputs| inputs.today);
        let owned = &self.owned;
        let mean = |amounts: &[Money]| {
            let sum: f64 = amounts.iter().map(|amount| amount.0).sum();
            (sum > 0.0).then(|| Money(sum / amounts.len() as f64))
        };
        let goals: Vec<Money> = owned.goals.iter().flatten().copied().collect();
        let own = self.form.source != crate::state::Source::Example;
        let usual_month = [(Section::History, &owned.history), (Section::Goals, &goals)]
            .into_iter()
            .filter(|(section, _)| own && place != Some(*section))
            .find_map(|(_, amounts)| mean(amounts));
        let fiscal_start = self.given_fiscal_start().map(|month| month as u32 + 1);
        Around { fiscal_start, usual_month, ..Around::new(today, formats) }
    }
}

/// A row for each amount that a name has in a period; what no cell can say is shared evenly among its
/// months.
fn quotas(parts: &[Part], formats: &dyn Formats) -> Vec<Vec<String>> {
    let row = |name: &str, term: Term, amount: f64| {
        vec![name.to_owned(), term.canonical(), formats.edit_number(amount)]
    };
    let rows = |part: &Part| -> Vec<Vec<String>> {
        let one = |(term, amount): &(Term, Money)| {
            if term.is_plain() {
                return vec![row(&part.name, *term, amount.0)];
            }
            let share = amount.0 / f64::from(term.months.max(1));
            term.each_month().map(|month| row(&part.name, month, share)).collect()
        };
        part.amounts.iter().flat_map(one).collect()
    };
    parts.iter().flat_map(rows).collect()
}

/// The heading that the focus moves to when something is asked.
fn focus(place: Place) -> &'static str {
    place.map_or("incoming", |section| part(section).incoming)
}
