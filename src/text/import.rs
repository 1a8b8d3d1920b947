//! A list of deals from any CRM, as a file or pasted, becomes [`Deal`]s and a report on every row.
//!
//! The work is done in small steps, so that a page stays responsive:
//!
//! ```
//! use enough_pipeline::text::import::{Import, Step};
//!
//! let list = "Id,Created,Stage,Close Date,Amount\n1,2026-01-05,Won,2026-02-01,5000\n";
//! let mut import = Import::new(list.into(), chrono::NaiveDate::from_ymd_opt(2026, 3, 1).unwrap());
//! while let Step::Progress(_share) = import.step(500) {}
//! assert_eq!(import.deals().len(), 1);
//! ```
//!
//! Nothing is guessed: what a list leaves open comes back as [`Question`]s, and what is not used
//! is in the [`Report`]. The list is gone through twice: first for what all cells say together,
//! such as the order of day and month, then to read the deals.

mod asking;
mod build;
mod clues;
mod columns;
mod encoding;
mod facts;
mod groups;
mod header;
mod layout;
mod levels;
mod looks;
mod mapping;
mod markup;
mod products;
mod question;
mod reader;
mod recognise;
mod recurring;
mod refusal;
mod remark;
mod report;
mod role;
mod rows;
mod seen;
mod sense;
mod separated;
mod separator;
mod stages;
mod undated;
mod units;
mod usable;
mod verdict;
mod vocabulary;
mod workbook;

use std::collections::BTreeMap;

use chrono::NaiveDate;

pub use columns::Candidate;
pub use encoding::{Encoding, decode};
pub(crate) use header::plain as plain_header;
pub use layout::Layout;
pub use mapping::{Mapping, Origin, Place};
pub use question::{Answer, Clue, Question, Word};
pub use recurring::Recurring;
pub use refusal::{LARGEST, Refusal, WIDEST, is_workbook};
pub use remark::Remark;
pub use report::{Group, Notice, Reason, Report, Tally};
pub use role::{ROLES, Role};
pub use sense::Sense;
pub(crate) use separated::separated;
pub use undated::Summary;
pub use vocabulary::TEXT as VOCABULARY;
pub use workbook::workbook_refused;

use super::notation::Notation;
use super::table::Table;
use crate::calc::deals::Deal;
use crate::calc::stages::StageDates;
use clues::Clues;
use encoding::{Decoded, Decoder};
use facts::Facts;
use groups::Carried;
use markup::Markup;
use products::{Joins, Products};
use question::Answers;
use reader::{Reader, Row};
use report::Aside;
use seen::Seen;
use verdict::Verdict;

/// Bytes that are worked on for each row of a budget, so that long rows take no longer.
const BYTES_PER_ROW: usize = 400;

/// What a step came to.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// There is more to do; the share that is done, from 0 to 1.
    Progress(f64),
    /// The bytes are in this encoding, of which only the host has the table, by its name in the web's
    /// Encoding Standard. Decode [`Import::foreign`] and give it to [`Import::decoded`].
    Foreign(&'static str),
    /// [`Import::questions`] are open. Answer them, then step on.
    Asks,
    /// The deals and the report are complete.
    Done,
    /// Nothing can be read.
    Refused(Refusal),
}

/// An import under way. Dropping it cancels it.
pub struct Import {
    today: NaiveDate,
    work: Work,
    /// UTF-8.
    text: Vec<u8>,
    layout: Option<Layout>,
    mapping: Mapping,
    facts: Facts,
    answers: Answers,
    row: Row,
    unclosed: usize,
    /// The groups that the row is in.
    carried: Carried,
    verdicts: BTreeMap<Clues, Verdict>,
    /// What rows of one deal are, where the list has one for each product.
    products: Option<Products>,
    joins: Joins,
    deals: Vec<Deal>,
    undated: undated::Reading,
    stage_dates: StageDates,
    seen: Seen,
    aside: Vec<Aside>,
    report: Report,
}

/// What is being done.
enum Work {
    Decode(Decoder),
    Foreign(Vec<u8>),
    Tables(Encoding, Markup),
    Layout(Encoding),
    Scan(Reader),
    Ask,
    Build(Reader),
    Done,
    Refused(Refusal),
}

impl Import {
    /// Begins with the bytes of a file or of a pasted text. `today` is the first day that is not
    /// yet history.
    pub fn new(bytes: Vec<u8>, today: NaiveDate) -> Self {
        let work = match refusal::at_first_sight(&bytes) {
            Some(refusal) => Work::Refused(refusal),
            None => Work::Decode(Decoder::new(bytes)),
        };
        Self {
            today,
            work,
            text: Vec::new(),
            layout: None,
            mapping: Mapping::default(),
            facts: Facts::default(),
            answers: Answers::default(),
            row: Row::default(),
            unclosed: 0,
            carried: Carried::default(),
            verdicts: BTreeMap::new(),
            products: None,
            joins: Joins::default(),
            deals: Vec::new(),
            undated: undated::Reading::default(),
            stage_dates: StageDates::default(),
            seen: Seen::default(),
            aside: Vec::new(),
            report: Report::default(),
        }
    }

    /// Works on for about so many rows.
    pub fn step(&mut self, rows: usize) -> Step {
        let bytes = rows.max(1).saturating_mul(BYTES_PER_ROW);
        match &mut self.work {
            Work::Decode(decoder) => match decoder.step(bytes) {
                Decoded::More => {}
                Decoded::Binary => self.work = Work::Refused(Refusal::Binary),
                Decoded::Foreign(bytes) => self.work = Work::Foreign(bytes),
                Decoded::Text(text, encoding) => self.take_text(text, encoding),
            },
            Work::Tables(encoding, markup) => {
                if let Some(text) = markup.step(bytes) {
                    self.text = text;
                    self.work = Work::Layout(*encoding);
                }
            }
            Work::Layout(encoding) => match layout::layout(&self.text, *encoding) {
                Ok(layout) => {
                    self.mapping = layout.recognised.clone();
                    self.layout = Some(layout);
                    self.restart_scan();
                }
                Err(refusal) => self.work = Work::Refused(refusal),
            },
            Work::Scan(_) | Work::Build(_) => self.read(rows.max(1), bytes),
            Work::Ask => self.ask(),
            Work::Foreign(_) | Work::Done | Work::Refused(_) => {}
        }
        self.state()
    }

    fn take_text(&mut self, text: Vec<u8>, encoding: Encoding) {
        if markup::is_one(&text) {
            self.work = Work::Tables(encoding, Markup::new(text));
        } else {
            self.text = text;
            self.work = Work::Layout(encoding);
        }
    }

    /// The bytes that the host is to decode, at [`Step::Foreign`].
    pub fn foreign(&self) -> &[u8] {
        if let Work::Foreign(bytes) = &self.work { bytes } else { &[] }
    }

    /// Takes what the host has decoded; then step on.
    pub fn decoded(&mut self, text: String) {
        if let Work::Foreign(_) = self.work {
            self.take_text(text.into_bytes(), Encoding::ShiftJis);
        }
    }

    fn state(&self) -> Step {
        let size = self.text.len().max(1) as f64;
        let (before, share) = match &self.work {
            Work::Decode(decoder) => (0.0, decoder.share()),
            Work::Foreign(_) => return Step::Foreign("shift_jis"),
            Work::Tables(..) | Work::Layout(_) => (1.0, 0.0),
            Work::Scan(reader) => (1.0, reader.position() as f64 / size),
            Work::Build(reader) => (2.0, reader.position() as f64 / size),
            Work::Ask => return Step::Asks,
            Work::Done => return Step::Done,
            Work::Refused(refusal) => return Step::Refused(*refusal),
        };
        Step::Progress(((before + share) / 3.0).min(1.0))
    }

    /// How the list is laid out, once that is known.
    pub fn layout(&self) -> Option<&Layout> {
        self.layout.as_ref()
    }

    /// Which column says what.
    pub fn mapping(&self) -> &Mapping {
        &self.mapping
    }

    /// Says which column says what; the list is gone through again. Before the layout is known
    /// there is nothing to say it about, and nothing happens.
    pub fn set_mapping(&mut self, mapping: Mapping) {
        if self.layout.is_some() {
            self.mapping = mapping;
            self.answers = Answers::default();
            self.restart_scan();
        }
    }

    /// What is still open. Empty before all of the list was seen.
    pub fn questions(&self) -> Vec<Question> {
        match self.work {
            Work::Ask | Work::Build(_) | Work::Done => {
                let groups = self.layout.as_ref().map(|layout| &layout.groups);
                question::questions(&self.facts, &self.mapping, &self.answers, groups)
            }
            _ => Vec::new(),
        }
    }

    /// Takes an answer, or another one than before; then the deals are read again.
    pub fn answer(&mut self, answer: Answer) {
        if answer == Answer::Converted {
            return self.take_converted();
        }
        if let (Answer::Group(fill), Some(layout)) = (&answer, &mut self.layout) {
            layout.groups.answer(*fill);
            self.restart_scan();
        }
        self.answers.take(answer);
        if matches!(self.work, Work::Build(_) | Work::Done) {
            self.work = Work::Ask;
        }
    }

    /// The columns that may say this, the likeliest first, at most three.
    pub fn candidates(&self, role: Role) -> Vec<Candidate> {
        let layout = self.layout.as_ref();
        layout.map_or_else(Vec::new, |layout| columns::candidates(role, layout, &self.mapping))
    }

    /// The column of amounts that were converted to one currency, where it is not in use: an answer
    /// to [`Question::Currency`].
    pub fn converted(&self) -> Option<Candidate> {
        columns::converted(self.layout.as_ref()?, &self.mapping)
    }

    fn take_converted(&mut self) {
        let Some(converted) = self.converted() else { return };
        let mut mapping = self.mapping.clone();
        mapping.set(Role::Value, Some(converted.column));
        let layout = self.layout.as_ref();
        mapping.set(Role::Currency, layout.and_then(|all| columns::currency_of(all, &converted)));
        self.set_mapping(mapping);
    }

    /// The deals read so far; all of them when it is done.
    pub fn deals(&self) -> &[Deal] {
        &self.deals
    }

    /// Days on which the deals read so far entered stages; all of them when it is done.
    pub fn stage_dates(&self) -> &StageDates {
        &self.stage_dates
    }

    /// The deals, without what it took to read them.
    pub fn into_deals(self) -> Vec<Deal> {
        self.deals
    }

    /// What became of the rows read so far; of all of them when it is done.
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// The rows that are not used as a table, each with its line and the reason.
    pub fn aside_csv(&self, notation: &Notation) -> String {
        let mut table = Table::new(notation);
        let Some(layout) = &self.layout else { return table.into_text() };
        table.texts(
            [say!("line" in "of a file"), say!("reason")]
                .into_iter()
                .chain(layout.headers.iter().map(String::as_str)),
        );
        for aside in &self.aside {
            let (start, end) = (aside.place.0 as usize, aside.place.1 as usize);
            let source = self.text.get(start..end).unwrap_or_default();
            let line = aside.line.to_string();
            let lead = [line.as_str(), aside.reason.sentence()].into_iter();
            match &reader::rows(source, layout.separator as u8, 1)[..] {
                [row] if aside.reason != Reason::Unclosed => table.texts(lead.chain(row.cells())),
                _ => {
                    let raw = String::from_utf8_lossy(source);
                    table.texts(lead.chain([raw.as_ref()]));
                }
            }
        }
        table.into_text()
    }
}

/// What the name of a stage or a status says by itself, and whether it is a plain word for it.
pub(crate) fn sense_of(word: &str) -> Option<(Sense, bool)> {
    match sense::meaning(word) {
        sense::Meaning::Firm(sense) => Some((sense, true)),
        sense::Meaning::Soft(sense) => Some((sense, false)),
        _ => None,
    }
}
