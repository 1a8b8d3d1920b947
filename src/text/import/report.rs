//! What became of every row.

use super::super::formats::Formats;
use super::remark::Remark;
use super::undated::Summary;
use crate::calc::deals::{Deal, Outcome};
use crate::calc::units::Money;

/// Lines that are named of each group.
const NAMED: usize = 20;

/// Why a row is not used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// A total or another line of a report.
    Footer,
    /// A line above the headers.
    AboveHeaders,
    /// The headers once more.
    Headers,
    /// A quotation mark is never closed.
    Unclosed,
    /// More cells than headers.
    TooManyCells,
    /// Another pipeline than the chosen one.
    OtherPipeline,
    /// Another currency than the chosen one.
    OtherCurrency,
    /// No day of creation.
    NoCreated,
    /// The day of creation is no day.
    UnreadableCreated,
    /// Created after today.
    FutureCreated,
    /// The status or stage is not known to mean won, lost or open.
    UnknownSense,
    /// Won or lost, but no day on which.
    NoClosed,
    /// The day of closing is no day.
    UnreadableClosed,
    /// Closed before it was created.
    ClosedBeforeCreated,
    /// Closed after today.
    FutureClosed,
    /// The amount is no amount.
    UnreadableValue,
    /// The amount is below 0.
    NegativeValue,
    /// The amount comes each month or year, and such amounts are left out.
    Recurring,
    /// It is not known how often the amount comes.
    UnknownPeriod,
    /// The id was there before.
    Duplicate,
    /// Another product of a deal.
    Joined,
}

impl Reason {
    /// Whether something is wrong with the row; lines of a report and joined rows are right.
    pub fn is_fault(self) -> bool {
        !matches!(self, Self::Footer | Self::AboveHeaders | Self::Headers | Self::Joined)
    }

    /// What is wrong and what to do.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Footer => {
                say!("Totals, groups and notes of the report, no deals. Nothing to do.")
            }
            Self::AboveHeaders => say!("Lines above the headers, no deals. Nothing to do."),
            Self::Headers => say!("The headers once more, no deals. Nothing to do."),
            Self::Unclosed => say!(
                "A quotation mark is opened and never closed. Remove it and read the list again."
            ),
            Self::TooManyCells => say!(
                "More cells than headers. Put quotation marks around texts with a separator in them."
            ),
            Self::OtherPipeline => say!("In another pipeline. Choose that pipeline to see them."),
            Self::OtherCurrency => say!(
                "In another currency. Convert the amounts in the CRM, or read them by themselves."
            ),
            Self::NoCreated => say!(
                "No created date: only a forecast uses them, by amount, chance and close date. Add it \
                 to the export."
            ),
            Self::UnreadableCreated => {
                say!("The created date cannot be read. Write it as 2026-03-31.")
            }
            Self::FutureCreated => {
                say!("Created after today. Correct the created date in the CRM.")
            }
            Self::UnknownSense => {
                say!("The stage is neither open, won nor lost. Say what it means.")
            }
            Self::NoClosed => say!(
                "Won or lost, but not when, which an expected close date does not say. Add the \
                 actual close date to the export: in Dynamics the column “Actual Close Date”."
            ),
            Self::UnreadableClosed => {
                say!("The date of closing cannot be read. Write it as 2026-03-31.")
            }
            Self::ClosedBeforeCreated => {
                say!("Closed before it was created. Correct one of the dates in the CRM.")
            }
            Self::FutureClosed => say!(
                "Won or lost after today. Correct the date of closing or the stage in the CRM."
            ),
            Self::UnreadableValue => say!("The amount cannot be read. Write it as 1234.56."),
            Self::NegativeValue => say!("The amount is below 0. Correct it in the CRM."),
            Self::Recurring => say!("The amount recurs, and you chose to leave those out."),
            Self::UnknownPeriod => say!(
                "The amount recurs, but how often is not known. Write one_time, monthly or annual."
            ),
            Self::Duplicate => {
                say!("The id stands on an earlier row, which is used. Remove one of them.")
            }
            Self::Joined => {
                say!("Further products of a deal: joined with its first row. Nothing to do.")
            }
        }
    }
}

/// What is left out of a row that is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Notice {
    /// No amount; read as 0.
    NoValue,
    /// No id, so that a duplicate would not be noticed.
    NoId,
    /// Neither stage nor status; read as open.
    NoStage,
    /// The amount recurs; a year of it counts.
    Yearly,
    /// The amount recurs; it counts as it stands.
    Recurring,
    /// The probability cannot be read or is not from 0 to 100%.
    Probability,
    /// The expected close date cannot be read.
    ExpectedClose,
    /// The last activity date cannot be read.
    LastActivity,
    /// The expected close date is a month or quarter; its last day counts.
    Period,
    /// The actual amount of a won deal differs from the expected one; it counts.
    ActualValue,
}

impl Notice {
    /// What was done about it.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::NoValue => say!("No amount: counted as a deal of 0."),
            Self::NoStage => say!("No stage or status: read as an open deal."),
            Self::Yearly => say!("The amount recurs: a year of it is counted."),
            Self::Recurring => say!("The amount recurs: counted as it stands."),
            Self::NoId => say!("No id: used, but a duplicate would not be noticed."),
            Self::Probability => say!("The probability is no percentage: left out."),
            Self::ExpectedClose => say!("The expected close date cannot be read: left out."),
            Self::LastActivity => say!("The last activity date cannot be read: left out."),
            Self::Period => {
                say!("The expected close date is a month, quarter or week: its last day counts.")
            }
            Self::ActualValue => {
                say!("Won for another amount than expected: the actual one counts.")
            }
        }
    }
}

/// A row that is not used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Aside {
    pub line: u32,
    /// Bytes from and to which it stands in the text.
    pub place: (u32, u32),
    pub reason: Reason,
}

/// Rows with something in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group<T> {
    /// What they have in common.
    pub what: T,
    /// How many they are.
    pub rows: usize,
    /// Lines of the first 20.
    pub lines: Vec<u32>,
}

/// What became of every row. `read` is `used` plus those set aside.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// Rows below the headers that are not blank, and lines above them.
    pub read: usize,
    /// Rows that became deals.
    pub used: usize,
    /// Rows that are not used, by reason, the most first.
    pub aside: Vec<Group<Reason>>,
    /// Rows that are used without a part of them.
    pub notices: Vec<Group<Notice>>,
    /// What is to be said about the list as a whole.
    pub remarks: Vec<Remark>,
    /// The deals that are open.
    pub open: Tally,
    /// Those that are won.
    pub won: Tally,
    /// Those that are lost.
    pub lost: Tally,
    /// What the deals come to that are set aside because the list has no column of created dates.
    pub undated: Option<Summary>,
}

/// How many deals there are, and what they come to.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Tally {
    /// Number of deals.
    pub deals: usize,
    /// Sum of their amounts.
    pub value: Money,
}

impl Tally {
    pub(super) fn add(&mut self, value: Money) {
        self.deals += 1;
        self.value.0 += value.0;
    }
}

impl Report {
    pub(super) fn note(&mut self, notice: Notice, line: u32) {
        count(&mut self.notices, notice, line);
    }

    pub(super) fn set_aside(&mut self, reason: Reason, line: u32) {
        count(&mut self.aside, reason, line);
    }

    /// Counts the deals by their state.
    pub(super) fn count(&mut self, deals: &[Deal]) {
        for deal in deals {
            let tally = match deal.outcome {
                Outcome::Open => &mut self.open,
                Outcome::Won(_) => &mut self.won,
                Outcome::Lost(_) => &mut self.lost,
            };
            tally.add(deal.value);
        }
    }

    /// "4 deals: 1 open $12,000, 1 won $8,000, 2 lost $13,000". In a list without days of creation,
    /// those that it has all the same.
    pub fn counts(&self, formats: &dyn Formats) -> String {
        let count = |count: usize| formats.count(count as f64, 0);
        let undated = self.undated.as_ref().map(|list| [list.open, list.won, list.lost]);
        let [open, won, lost] = undated.unwrap_or([self.open, self.won, self.lost]);
        say!(
            "{n} {n?deal|deals}: {open} open {open_value}, {won} won {won_value}, {lost} lost \
             {lost_value}",
            n = count(open.deals + won.deals + lost.deals),
            open = formats.number(open.deals as f64, 0),
            open_value = formats.money(open.value),
            won = formats.number(won.deals as f64, 0),
            won_value = formats.money(won.value),
            lost = formats.number(lost.deals as f64, 0),
            lost_value = formats.money(lost.value),
        )
    }

    /// The rows that are set aside because something is wrong with them, by reason.
    pub fn faults(&self) -> impl Iterator<Item = &Group<Reason>> {
        self.aside.iter().filter(|group| group.what.is_fault())
    }

    /// Puts the largest groups first.
    pub(super) fn sort(&mut self) {
        self.aside.sort_by_key(|group| std::cmp::Reverse(group.rows));
        self.notices.sort_by_key(|group| std::cmp::Reverse(group.rows));
    }

    /// Rows that are not used.
    pub fn unused(&self) -> usize {
        self.aside.iter().map(|group| group.rows).sum()
    }
}

fn count<T: PartialEq>(groups: &mut Vec<Group<T>>, what: T, line: u32) {
    let at = groups.iter().position(|group| group.what == what).unwrap_or_else(|| {
        groups.push(Group { what, rows: 0, lines: Vec::new() });
        groups.len() - 1
    });
    let group = &mut groups[at];
    group.rows += 1;
    if group.lines.len() < NAMED {
        group.lines.push(line);
    }
}
