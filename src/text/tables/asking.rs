//! What only the visitor can say about a table, and what was said.

use super::uses::Use;

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Question {
    /// Which table is it to fill?
    Section,
    /// Which row or column is the revenue, the goal, or the forecast?
    Series,
    /// Which row or column is what came, beside a forecast?
    Actual,
    /// In which month does the fiscal year start?
    FiscalStart,
    /// Are chances that are all at most 1 shares?
    Shares,
    /// Are the amounts thousands?
    Units,
    /// Is a row the sum of the others?
    Sum,
    /// May quarters or years be split evenly among their months?
    Split,
    /// Does the day come before the month?
    DayFirst,
}

/// A question, answered or not.
#[derive(Clone, Debug, PartialEq)]
pub struct Ask {
    /// Tells it from the others, for [`Choices::set`].
    pub question: Question,
    /// The question in words.
    pub title: String,
    /// What can be answered, the likeliest first.
    pub options: Vec<Choice>,
    /// The place of the option that the rows follow.
    pub chosen: usize,
    /// Whether it must be answered before the rows are used.
    pub open: bool,
}

/// An answer that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The answer in words.
    pub words: String,
    /// What comes of it, such as the first amounts; may be empty.
    pub preview: String,
}

/// What a visitor chose: answers, and what columns are used as. Empty at first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Choices {
    answers: Vec<(Question, usize)>,
    columns: Vec<(usize, Use)>,
}

impl Choices {
    /// Chooses an option by its place.
    pub fn set(&mut self, question: Question, option: usize) {
        self.answers.retain(|(own, _)| *own != question);
        self.answers.push((question, option));
    }

    /// Says what a column of the block is used as, the first being 0.
    pub fn set_column(&mut self, column: usize, used: Use) {
        self.columns.retain(|(own, _)| *own != column);
        self.columns.push((column, used));
    }

    /// The place of the option that was chosen, if it is one of so many.
    pub(super) fn answer(&self, question: Question, options: usize) -> Option<usize> {
        let own = self.answers.iter().find(|(own, _)| *own == question);
        own.map(|(_, option)| *option).filter(|option| *option < options)
    }

    /// What the column was said to be.
    pub(super) fn column(&self, column: usize) -> Option<Use> {
        self.columns.iter().find(|(own, _)| *own == column).map(|(_, used)| *used)
    }
}
