//! The tables of all calculators as one workbook.

use super::update::NO_FILES;
use super::{Workspace, WorkspaceProps};
use crate::text::review::content;
use crate::text::workbook::Tables;
use crate::ui::browser::files;
use crate::ui::signal::Signal;

/// What stands behind the client's name in the name of the file.
const END: &str = ".enough-pipeline.json";

impl Workspace {
    pub(super) fn save_tables(&mut self, props: &WorkspaceProps) {
        let Some(bytes) = self.tables() else {
            self.spoken = say!("There is no answer yet whose tables could be saved.").into();
            return;
        };
        let name = [self.client().file_name().trim_end_matches(END), "-tables.xlsx"].concat();
        if files::save_bytes(&name, files::WORKBOOK, &bytes) {
            self.refused = None;
            self.spoken = files::outcome(&name, true).into();
            props.host.emit(Signal::Export("xlsx"));
        } else {
            self.refused = Some(NO_FILES.text().into());
        }
    }

    /// The workbook, of the calculators that have an answer.
    fn tables(&self) -> Option<Vec<u8>> {
        let mut tables = Tables::new(&*self.view.formats);
        let _ = self.coverage.ask(|coverage| {
            let answer = coverage.answer();
            answer.map(|answer| tables.coverage(&answer.inputs, &answer.report))
        });
        let _ = self.sweep.ask(|sweep| {
            let answer = sweep.answer();
            let deals = sweep.list().deals();
            answer.map(|answer| tables.sweep(deals, &answer.report, &sweep.steps()))
        });
        let _ = self.forecast.ask(|forecast| {
            let answer = forecast.answer();
            answer.map(|answer| tables.forecast(&answer.inputs, &answer.owned, &answer.report))
        });
        let _ = self.leads.ask(|leads| leads.answer().map(|answer| tables.leads(&answer.report)));
        let _ = self.review.ask(|review| {
            let (choices, answer) = (review.choices(), review.answer()?);
            let scores = (&answer.panel.report, &*answer.gaps);
            tables.review(&choices.answers, !choices.others.is_empty(), scores, &content());
            Some(())
        });
        tables.into_bytes()
    }
}
