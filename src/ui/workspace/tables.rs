//! The tables of all calculators, taken away as one file.

use super::update::NO_FILES;
use super::{Workspace, WorkspaceProps};
use crate::text::review::content;
use crate::text::workbook::{Format, Tables};
use crate::ui::browser::files;
use crate::ui::signal::Signal;

/// What stands behind the client's name in the name of the file.
const END: &str = ".enough-pipeline.json";

impl Workspace {
    pub(super) fn save_tables(&mut self, props: &WorkspaceProps, format: Format) {
        let tables = self.tables();
        let (bytes, end, kind, told) = match format {
            Format::Workbook => (tables.into_bytes(), "-tables.xlsx", files::WORKBOOK, "xlsx"),
            Format::Csv => (tables.into_archive(), "-tables.zip", files::ARCHIVE, "csv"),
        };
        let Some(bytes) = bytes else {
            self.spoken = say!("There is no answer yet whose tables could be saved.").into();
            return;
        };
        let name = [self.client().file_name().trim_end_matches(END), end].concat();
        if files::save_bytes(&name, kind, &bytes) {
            self.refused = None;
            self.spoken = files::outcome(&name, true).into();
            props.host.emit(Signal::Export(told));
        } else {
            self.refused = Some(NO_FILES.text().into());
        }
    }

    /// Those of the calculators that have an answer.
    fn tables(&self) -> Tables<'_> {
        let mut tables = Tables::new(&*self.view.formats);
        let _ = self.coverage.ask(|coverage| {
            let answer = coverage.answer();
            answer.map(|answer| tables.coverage(&answer.inputs, &answer.report, coverage.levers()))
        });
        let _ = self.sweep.ask(|sweep| {
            let answer = sweep.answer();
            let deals = sweep.list().deals();
            let past = sweep.past().unwrap_or_default();
            answer.map(|answer| tables.sweep(deals, &answer.report, &sweep.steps(), past))
        });
        let _ = self.forecast.ask(|forecast| {
            let answer = forecast.answer();
            answer.map(|answer| tables.forecast(&answer.inputs, &answer.owned, &answer.report))
        });
        let _ = self.leads.ask(|leads| {
            // A goal that is reached or can't be has no tables.
            let outlook = leads.answer()?.report.outlook.as_ref();
            outlook.map(|outlook| tables.leads(outlook))
        });
        let _ = self.review.ask(|review| {
            let (choices, answer) = (review.choices(), review.answer()?);
            let scores = (&answer.panel.report, &*answer.gaps);
            tables.review(&choices.answers, !choices.others.is_empty(), scores, &content());
            Some(())
        });
        tables
    }
}
