//! The two passes over the rows: what all cells say together, then the deals.

use super::build::Builder;
use super::facts::Facts;
use super::groups::Carried;
use super::products::{Joins, Products};
use super::reader::{Read, Reader};
use super::refusal::Refusal;
use super::remark::remarks;
use super::report::{Aside, Reason, Report};
use super::seen::Seen;
use super::usable::usable;
use super::verdict::Judge;
use super::{Import, Work, stages, undated};
use crate::calc::deals::Deal;
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
        let mut kind = usable(&self.row, layout);
        // The first group may stand above the headers.
        if kind == Err(Reason::AboveHeaders) {
            layout.groups.take_line(&self.row, &mut self.carried);
        }
        if kind.is_ok() && layout.groups.take_line(&self.row, &mut self.carried) {
            kind = Err(Reason::Footer);
        }
        if kind.is_ok() {
            layout.groups.complete(&mut self.row, &mut self.carried);
        }
        match (&self.work, kind) {
            (Work::Scan(_), Ok(())) => {
                self.facts.add(&self.row, &self.mapping, self.today);
                stages::tally(&mut self.facts, &self.row, layout);
            }
            (Work::Build(_), Ok(())) => self.build_row(),
            (Work::Build(_), Err(reason)) => {
                self.report.read += 1;
                self.set_aside(reason);
            }
            _ => {}
        }
    }

    pub(super) fn builder(&self) -> Builder<'_> {
        Builder {
            mapping: &self.mapping,
            facts: &self.facts,
            answers: &self.answers,
            verdicts: &self.verdicts,
            today: self.today,
        }
    }

    fn build_row(&mut self) {
        let mut notices = Vec::new();
        let line = self.row.line;
        let deal = self.builder().deal(&self.row, &mut notices);
        let deal = deal.and_then(|deal| self.once(deal));
        self.report.read += 1;
        match deal {
            Ok(deal) => {
                self.report.used += 1;
                for notice in notices {
                    self.report.note(notice, line);
                }
                let position = self.deals.len();
                let (facts, answers) = (&self.facts, &self.answers);
                if let Some(layout) = &self.layout {
                    let entries = stages::entries(layout, facts, answers, &self.row, position);
                    self.stage_dates.entries.extend(entries);
                }
                self.deals.push(deal);
            }
            Err(reason) => {
                self.take_undated(reason);
                self.set_aside(reason);
            }
        }
    }

    /// The deal, if it was not there before. Rows of its products are joined with its first.
    fn once(&mut self, deal: Deal) -> Result<Deal, Reason> {
        let Some(at) = self.seen.insert(&deal, &self.deals, self.products.is_some()) else {
            return Ok(deal);
        };
        let Some(products) = self.products else { return Err(Reason::Duplicate) };
        let sum = &mut self.deals[at].value.0;
        *sum = self.joins.add(at, products, *sum, deal.value.0);
        Err(Reason::Joined)
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
        self.sum_undated();
        self.report.count(&self.deals);
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
        let headers = self.layout.as_ref().map(|layout| &*layout.headers);
        self.facts = Facts::new(headers.unwrap_or_default(), &self.mapping);
        self.work = self.reader().map_or(Work::Refused(Refusal::Empty), Work::Scan);
    }

    fn restart_build(&mut self) {
        self.forget();
        self.deals.reserve_exact(self.facts.rows);
        self.seen = Seen::with_capacity(self.facts.rows);
        let judge = Judge::new(&self.facts, &self.mapping, &self.answers);
        self.verdicts = judge.verdicts();
        if let Some(layout) = &self.layout {
            let names = layout.stage_columns.iter().map(|(_, stage)| stage.clone());
            self.stage_dates.stages = names.collect();
            self.report.remarks = remarks(layout, &self.mapping, &self.facts);
            let products = Products::of(&layout.headers, &self.mapping);
            self.products = products.filter(|_| !self.facts.decided);
        }
        self.work = self.reader().map_or(Work::Refused(Refusal::Empty), Work::Build);
    }

    fn forget(&mut self) {
        self.unclosed = 0;
        self.deals.clear();
        self.stage_dates = StageDates::default();
        self.seen = Seen::default();
        self.joins = Joins::default();
        self.carried = Carried::default();
        self.aside.clear();
        self.undated = undated::Reading::default();
        self.report = Report::default();
    }

    fn reader(&self) -> Option<Reader> {
        let layout = self.layout.as_ref()?;
        Some(Reader::new(layout.separator as u8, layout.start.position, layout.start.line))
    }
}
