//! The two passes over the rows: what all cells say together, then the deals.

use super::build::{self, Builder};
use super::facts::Facts;
use super::reader::{Read, Reader};
use super::refusal::Refusal;
use super::remark::remarks;
use super::report::{Aside, Reason, Report};
use super::seen::Seen;
use super::{Import, Work, stages};
use crate::calc::stages::StageDates;

/// Most rows with a quotation mark that is never closed.
const MOST_UNCLOSED: usize = 50;

impl Import {
    /// Reads rows, for the facts or for the deals.
    pub(super) fn read(&mut self, rows: usize, bytes: usize) {
        let mut left = bytes;
        for _ in 0..rows {
            let (Work::Scan(reader) | Work::Build(reader)) = &mut self.work else { return };
            let before = reader.position();
            let read = reader.read(&self.text, left, &mut self.row);
            left = left.saturating_sub(reader.position().saturating_sub(before));
            match read {
                Read::Row => self.take_row(),
                Read::More => return,
                Read::End => return self.finish(),
            }
            if left == 0 {
                return;
            }
        }
    }

    fn take_row(&mut self) {
        let Some(layout) = &self.layout else { return };
        if self.row.unclosed {
            self.unclosed += 1;
            if self.unclosed > MOST_UNCLOSED {
                self.work = Work::Refused(Refusal::Quotes(self.row.line));
                return;
            }
        }
        let is_blank = self.row.filled() == 0 && !self.row.unclosed;
        if is_blank || self.row.line == layout.start.header_line {
            return;
        }
        match self.work {
            Work::Scan(_) if build::usable(&self.row, layout).is_ok() => {
                self.facts.add(&self.row, &self.mapping);
                stages::tally(&mut self.facts, &self.row, layout);
            }
            Work::Build(_) => self.build_row(),
            _ => {}
        }
    }

    fn build_row(&mut self) {
        let Some(layout) = &self.layout else { return };
        let builder = Builder {
            layout,
            mapping: &self.mapping,
            facts: &self.facts,
            answers: &self.answers,
            today: self.today,
        };
        let mut notices = Vec::new();
        let line = self.row.line;
        let deal = builder.deal(&self.row, &mut notices);
        let deal = deal.and_then(|deal| {
            let known = self.seen.insert(&deal.labels.id, &self.deals);
            if known { Err(Reason::Duplicate) } else { Ok(deal) }
        });
        self.report.read += 1;
        match deal {
            Ok(deal) => {
                self.report.used += 1;
                for notice in notices {
                    self.report.note(notice, line);
                }
                let position = self.deals.len();
                let (facts, answers) = (&self.facts, &self.answers);
                let entries = stages::entries(layout, facts, answers, &self.row, position);
                self.stage_dates.entries.extend(entries);
                self.deals.push(deal);
            }
            Err(reason) => self.set_aside(reason),
        }
    }

    fn set_aside(&mut self, reason: Reason) {
        let (line, (start, end)) = (self.row.line, self.row.place);
        self.report.set_aside(reason, line);
        self.aside.push(Aside { line, place: (start as u32, end as u32), reason });
    }

    /// The end of the list.
    fn finish(&mut self) {
        let scanned = matches!(self.work, Work::Scan(_));
        self.work = if scanned { Work::Ask } else { Work::Done };
        self.report.sort();
        self.ask();
    }

    /// Goes on to read the deals when nothing is open.
    pub(super) fn ask(&mut self) {
        if matches!(self.work, Work::Ask) && self.questions().is_empty() {
            self.restart_build();
        }
    }

    pub(super) fn restart_scan(&mut self) {
        self.forget();
        self.facts = Facts::default();
        self.work = self.reader().map_or(Work::Refused(Refusal::Empty), Work::Scan);
    }

    fn restart_build(&mut self) {
        self.forget();
        self.deals.reserve_exact(self.facts.rows);
        self.seen = Seen::with_capacity(self.facts.rows);
        if let Some(layout) = &self.layout {
            let names = layout.stage_columns.iter().map(|(_, stage)| stage.clone());
            self.stage_dates.stages = names.collect();
            self.report.remarks = remarks(layout, &self.mapping, &self.facts);
        }
        self.work = self.reader().map_or(Work::Refused(Refusal::Empty), Work::Build);
    }

    fn forget(&mut self) {
        self.unclosed = 0;
        self.deals.clear();
        self.stage_dates = StageDates::default();
        self.seen = Seen::default();
        self.aside.clear();
        self.report = Report::default();
    }

    fn reader(&self) -> Option<Reader> {
        let layout = self.layout.as_ref()?;
        Some(Reader::new(layout.separator as u8, layout.start.position, layout.start.line))
    }
}
