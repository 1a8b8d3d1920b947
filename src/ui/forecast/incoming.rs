//! What lists do to a forecast, and what is taken away from it.

use super::answer::layout;
use super::{Answer, Forecast, ForecastProps, Message};
use crate::state::forecast::{Origin, RowsAction};
use crate::state::{Action, Source};
use crate::text::forecast::{csv, table_text};
use crate::text::rows::forecast::Section;
use crate::text::workbook::forecast::workbook;
use crate::ui::browser::{self, files};
use crate::ui::import::shared::shared;
use crate::ui::import::{self, Around, Deals, Effect, List};
use crate::ui::signal::Signal;

const CSV: &str = "forecast.csv";
const WORKBOOK: &str = "revenue-forecast.xlsx";

impl Forecast {
    pub(super) fn import(&mut self, props: &ForecastProps, message: import::Message) {
        let today = self.reading.inputs.map_or(props.today, |inputs| inputs.today);
        let around = Around { today, keep: props.allowed.keep };
        match self.importer.receive(around, message) {
            Effect::Redraw => {}
            Effect::Begun => {
                self.spoken = "".into();
                self.start(props);
            }
            Effect::Took => self.take(props),
            Effect::Compare(earlier) => {
                self.earlier = Some(earlier);
                self.changed(props);
                self.focus = Some("categories");
            }
            Effect::Reopened | Effect::Discarded => {
                self.own = None;
                self.changed(props);
            }
            Effect::Example => {
                self.show_example(props);
                self.focus = Some("pipeline");
            }
            Effect::Save(name, text) => {
                let saved = files::save(name, "text/csv", &text);
                self.tell_saved(props, name, "csv", saved);
            }
        }
    }

    /// Answers for the list that was read.
    fn take(&mut self, props: &ForecastProps) {
        self.spoken = self.importer.told().into();
        self.own = match &self.importer.list {
            List::Import(_, import) => Some(Deals::of(import)),
            List::None | List::Example(_) => None,
        };
        self.borrows = false;
        self.leave_example();
        self.means.clear();
        self.changed(props);
        self.focus = Some(if self.answer.is_some() { "answer" } else { "goal" });
    }

    /// What the visitor gives is not mixed with our example, which can be had back.
    pub(super) fn leave_example(&mut self) {
        if self.form.source == Source::Example {
            self.form = self.form.apply(Action::Clear);
            self.tables.replace(crate::state::forecast::Tables::default());
        }
    }

    /// The same before something is done to a table. The row that is typed into keeps its place.
    pub(super) fn leave_example_for(&mut self, section: Section, action: &RowsAction) {
        let row = match action {
            RowsAction::Set(row, ..) | RowsAction::Paste(row, ..) => *row,
            RowsAction::Replace(_) | RowsAction::Remove(_) | RowsAction::Clear => 0,
            RowsAction::Restore | RowsAction::Leave => return,
        };
        if self.form.source == Source::Example {
            self.leave_example();
            self.tables.keep_place(section, row);
        }
    }

    /// Another calculator on the page has a list, or none any more.
    pub(super) fn hear_board(&mut self, props: &ForecastProps) {
        let first = self.borrowed.is_none();
        self.borrowed = shared();
        if self.borrowed.is_some() && first && self.own.is_none() {
            let aside = self.aside.take();
            self.put_aside(aside);
            self.leave_example();
        } else if self.borrowed.is_none() && self.own.is_none() && self.origin == Origin::Deals {
            self.origin = Origin::Stages;
        }
        // Nobody has done anything here.
        self.recount(props);
        self.settle_later();
    }

    /// Uses the list of another calculator, or what stands in its place.
    pub(super) fn put_aside(&mut self, aside: Option<Origin>) {
        self.borrows = aside != Some(Origin::Deals);
        self.origin = aside.unwrap_or(Origin::Deals);
    }

    pub(super) fn save_csv(&mut self, props: &ForecastProps) {
        if let Some(text) = self.csv() {
            let saved = files::save(CSV, "text/csv", &text);
            self.tell_saved(props, CSV, "csv", saved);
        }
    }

    pub(super) fn save_workbook(&mut self, props: &ForecastProps) {
        let Some(answer) = &self.answer else { return };
        let Answer { inputs, owned, report, .. } = answer;
        let bytes = workbook(inputs, owned, report, &*self.view.formats);
        let saved = files::save_bytes(WORKBOOK, files::WORKBOOK, &bytes);
        self.tell_saved(props, WORKBOOK, "xlsx", saved);
    }

    /// The table as a file, as it is looked at.
    pub(super) fn csv(&self) -> Option<String> {
        Some(csv(&self.answer.as_ref()?.report, layout(self.look), &*self.view.formats))
    }

    fn tell_saved(&mut self, props: &ForecastProps, name: &str, kind: &'static str, saved: bool) {
        let words = files::outcome(name, saved);
        self.spoken = words.clone().into();
        self.told = Some(words);
        if saved {
            props.host.emit(Signal::Export(kind));
        }
    }

    /// Copies the table as it is looked at.
    pub(super) fn copy_table(&mut self) -> bool {
        if let Some(answer) = &self.answer {
            let text = table_text(&answer.report, layout(self.look), &*self.view.formats);
            browser::copy_text(&text, self.view.send.reform(Message::Copied));
        }
        false
    }

    pub(super) fn tell_copied(&mut self, copied: bool) {
        let words = if copied {
            say!("Table copied. Paste it into a spreadsheet.")
        } else {
            say!("Copying was not allowed here. Save the table as CSV instead.")
        };
        self.spoken = words.into();
        self.told = Some(words.to_owned());
    }
}
