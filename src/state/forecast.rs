//! How a visitor looks at a forecast.

mod held;

use crate::calc::forecast::{GroupBy, Method};
use crate::text::formats::Formats;
use crate::text::rows::Rows;
use crate::text::rows::forecast::{SECTIONS, Section};

pub use self::held::{Held, METHOD_KEYS, key};

/// What a row or a column stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Period {
    /// A month.
    #[default]
    Month,
    /// A quarter of the fiscal year.
    Quarter,
}

/// How the visitor looks at a forecast.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Look {
    /// By month or by quarter.
    pub period: Period,
    /// Each period with all before it.
    pub cumulative: bool,
    /// Whether the table has periods across rather than down.
    pub across: bool,
    /// What the table puts open deals together by; `None`: where the revenue comes from.
    pub by: Option<GroupBy>,
    /// The method that leads; `None`: as recommended.
    pub leading: Option<Method>,
}

/// What changes the look.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum LookAction {
    /// Another period.
    Period(Period),
    /// With or without all before.
    Cumulate(bool),
    /// Periods across, or down.
    Across(bool),
    /// Open deals together by this, or not at all.
    By(Option<GroupBy>),
    /// Another method leads.
    Lead(Option<Method>),
}

impl Look {
    /// The look after `action`.
    #[must_use]
    pub fn apply(self, action: LookAction) -> Self {
        match action {
            LookAction::Period(period) => Self { period, ..self },
            LookAction::Cumulate(cumulative) => Self { cumulative, ..self },
            LookAction::Across(across) => Self { across, ..self },
            LookAction::By(by) => Self { by, ..self },
            LookAction::Lead(leading) => Self { leading, ..self },
        }
    }
}

/// Where the open deals come from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Origin {
    /// The table of stages.
    #[default]
    Stages,
    /// A list of deals.
    Deals,
}

/// What was typed into the tables of a forecast.
#[derive(Clone, Debug, PartialEq)]
pub struct Tables {
    rows: [Rows; SECTIONS.len()],
    /// The tables before they were last cleared or loaded.
    before: Option<Box<[Rows; SECTIONS.len()]>>,
    /// The row that is being typed: what is wrong with it may be only unfinished.
    pub typing: Option<(Section, usize)>,
}

/// What can happen to a table.
#[derive(Clone, Debug, PartialEq)]
pub enum RowsAction {
    /// A cell, by row and column, now holds this text.
    Set(usize, usize, String),
    /// A block was pasted over the cells from this one on.
    Paste(usize, usize, Vec<Vec<String>>),
    /// The table holds these rows and no others.
    Replace(Vec<Vec<String>>),
    /// A row is to be removed.
    Remove(usize),
    /// The table is to be emptied.
    Clear,
    /// The last removal, paste or clearing is to be taken back.
    Restore,
    /// The row that was typed into was left.
    Leave,
}

impl Default for Tables {
    fn default() -> Self {
        Self { rows: SECTIONS.map(|section| section.table().empty()), before: None, typing: None }
    }
}

impl Tables {
    /// With these rows in each of them.
    pub fn of(rows: impl Fn(Section) -> Rows) -> Self {
        Self { rows: SECTIONS.map(rows), ..Self::default() }
    }

    /// The table of a section.
    pub fn get(&self, section: Section) -> &Rows {
        &self.rows[section as usize]
    }

    /// Whether nothing stands in any of them.
    pub fn is_empty(&self) -> bool {
        self.rows.iter().all(Rows::is_empty)
    }

    /// Other tables; the old ones can be had back. Empty ones are not worth keeping.
    pub fn replace(&mut self, other: Self) {
        let old = std::mem::replace(&mut self.rows, other.rows);
        if old.iter().any(|rows| !rows.is_empty()) {
            self.before = Some(Box::new(old));
        }
        self.typing = None;
    }

    /// Adds empty rows to a table up to this one, which is being typed into: its box stays where it
    /// is.
    pub fn keep_place(&mut self, section: Section, row: usize) {
        self.rows[section as usize].make_rows(row + 1);
    }

    /// Swaps the tables with those before.
    pub fn undo(&mut self) {
        if let Some(before) = self.before.take() {
            self.replace(Self { rows: *before, before: None, typing: None });
        }
    }

    /// Takes the text of [`Rows::text`] into one table.
    pub fn take_text(&mut self, section: Section, text: &str) {
        self.rows[section as usize].take_text(text);
    }

    /// Takes the text of [`crate::text::rows::Table::canonical`] into one table.
    pub fn take_canonical(&mut self, section: Section, text: &str, formats: &dyn Formats) {
        section.table().take_canonical(&mut self.rows[section as usize], text, formats);
    }

    /// Follows an action; whether what was typed may have changed.
    pub fn apply(&mut self, section: Section, action: RowsAction) -> bool {
        let rows = &mut self.rows[section as usize];
        self.typing = match &action {
            RowsAction::Set(row, ..) => Some((section, *row)),
            _ => None,
        };
        action.apply(rows)
    }
}

impl RowsAction {
    /// Follows the action; whether what was typed may have changed.
    pub fn apply(self, rows: &mut Rows) -> bool {
        match self {
            Self::Set(row, column, text) => rows.set(row, column, text),
            Self::Paste(row, column, block) => rows.paste(row, column, &block),
            Self::Replace(block) => rows.replace(block),
            Self::Remove(row) => rows.remove(row),
            Self::Clear => rows.clear(),
            Self::Restore => rows.restore(),
            Self::Leave => return false,
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(text: &str) -> Tables {
        Tables::of(|section| {
            let mut rows = section.table().empty();
            rows.take_text(if section == Section::Stages { text } else { "" });
            rows
        })
    }

    #[test]
    fn other_tables_can_be_exchanged_and_back() {
        let mut tables = with("Demo\t1");
        tables.replace(Tables::default());
        assert!(tables.is_empty());
        tables.undo();
        assert_eq!(tables.get(Section::Stages).text(), "Demo\t1");
        tables.undo();
        assert_eq!(tables.get(Section::Stages).text(), "Demo\t1", "an empty one is not kept");
    }

    #[test]
    fn the_first_own_figure_stands_alone_where_it_was_typed() {
        let mut tables = with("Demo\t1\nOffer\t2");
        tables.replace(Tables::default());
        tables.keep_place(Section::Stages, 1);
        assert!(tables.apply(Section::Stages, RowsAction::Set(1, 1, "5".into())));
        assert_eq!(tables.get(Section::Stages).text(), "\t5");
        assert_eq!(tables.get(Section::Stages).rows().len(), 3);
        tables.undo();
        assert_eq!(tables.get(Section::Stages).text(), "Demo\t1\nOffer\t2");
    }

    #[test]
    fn a_row_is_being_typed_until_it_is_left() {
        let mut tables = Tables::default();
        assert!(tables.apply(Section::Goals, RowsAction::Set(0, 1, "5".into())));
        assert_eq!(tables.typing, Some((Section::Goals, 0)));
        assert!(!tables.apply(Section::Goals, RowsAction::Leave));
        assert_eq!(tables.typing, None);
        assert_eq!(tables.get(Section::Goals).text(), "\t5");
    }
}
