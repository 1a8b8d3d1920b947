//! The small tables of a forecast as people keep them: goals, history, stages, renewals and past
//! forecasts, whatever their layout.
//!
//! [`block`] cuts a pasted text or a file into cells, [`read`] finds out which table they are and
//! gives rows that fit it, with one line that says what was taken and what was left out. What only
//! the visitor can say is asked, with the likeliest answer first; nothing else is.
//!
//! ```
//! use enough_pipeline::text::formats::Plain;
//! use enough_pipeline::text::rows::forecast::Section;
//! use enough_pipeline::text::tables::{Around, Choices, block, read};
//!
//! let formats = Plain::default();
//! let around = Around::new("2026-11-30".parse().unwrap(), &formats);
//! let cells = block("Rep\tDec-26\tJan-27\nRuiz\t$60K\t$55K\nChen\t$45K\t$45K\nTotal\t$105K\t$100K");
//! let reading = read(&cells, None, &Choices::default(), &around).unwrap();
//! assert_eq!(reading.section, Section::Goals);
//! assert_eq!(reading.rows, [["2026-12", "105,000"], ["2027-01", "100,000"]]);
//! assert!(reading.asks.is_empty());
//! ```

mod asking;
mod by_period;
mod calendar;
mod columns;
mod delimited;
mod facts;
mod flat;
mod grid;
mod layout;
mod period;
mod plain;
mod ready;
mod refusal;
mod said;
mod select;
mod units;
mod uses;
mod vocabulary;

use chrono::NaiveDate;

use super::formats::Formats;
use super::rows::Term;
use super::rows::forecast::Section;
use crate::calc::units::Money;

pub use self::asking::{Ask, Choice, Choices, Question};
pub use self::delimited::block;
pub use self::refusal::Refusal;
pub use self::uses::{ColumnUse, Use};
pub use self::vocabulary::TEXT as VOCABULARY;

use self::grid::Grid;
use self::layout::Periods;

/// What the reader has to know of the surroundings.
#[derive(Clone, Copy)]
pub struct Around<'a> {
    /// The first day that is not yet history.
    pub today: NaiveDate,
    /// First month of the fiscal year, 1 for January, where it is known.
    pub fiscal_start: Option<u32>,
    /// A usual month's amount in the other tables, where there are any: a table of amounts that are
    /// a thousand times smaller or larger is asked about.
    pub usual_month: Option<Money>,
    /// How the visitor writes numbers and days.
    pub formats: &'a dyn Formats,
}

/// A block of cells as rows of a forecast's table.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The table that it fills.
    pub section: Section,
    /// Cells in the columns of the section's table, in the visitor's notation.
    pub rows: Vec<Vec<String>>,
    /// The same amounts by what else the block says about them: goals by rep, history by product.
    pub parts: Vec<Part>,
    /// One line: where the headers were, what was taken, what was left out, and what was applied.
    pub taken: String,
    /// Lines of the block that are not used.
    pub aside: Vec<Aside>,
    /// What was asked, answered or not. The rows are to be used once [`Reading::is_open`] is false.
    pub asks: Vec<Ask>,
    /// What each column of the block is used as.
    pub columns: Vec<ColumnUse>,
    /// What the stages that are won add up to, which the rows leave out: it belongs to what is
    /// closed-won so far.
    pub won: Option<Money>,
    /// First month of the fiscal year, 1 for January, where the block needed it.
    pub fiscal_start: Option<u32>,
}

/// What one of several names has in each period.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// What the name is one of: [`Use::Rep`], [`Use::Product`], [`Use::Region`] or [`Use::Group`].
    pub of: Use,
    /// The name as it is written.
    pub name: String,
    /// Its amounts, the earliest period first. A period may have any number of months: those of a
    /// half or of a fiscal year, too.
    pub amounts: Vec<(Term, Money)>,
}

/// A line that is not used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aside {
    /// Its number, as people count: the first is 1.
    pub line: usize,
    /// What is in it.
    pub text: String,
    /// Why it is not used, as a sentence.
    pub reason: String,
}

impl<'a> Around<'a> {
    /// Surroundings of which nothing else is known.
    pub fn new(today: NaiveDate, formats: &'a dyn Formats) -> Self {
        Self { today, fiscal_start: None, usual_month: None, formats }
    }
}

impl Reading {
    /// Whether something must be answered before the rows are used.
    pub fn is_open(&self) -> bool {
        self.asks.iter().any(|ask| ask.open)
    }
}

/// Reads a block of cells for the table that it was put into; `None` for the forecast as a whole.
///
/// # Errors
/// Says why there is no table in it, or what it is instead.
pub fn read(
    block: &[Vec<String>],
    wanted: Option<Section>,
    choices: &Choices,
    around: &Around,
) -> Result<Reading, Refusal> {
    let grid = Grid::of(block)?;
    let day_first = choices.answer(Question::DayFirst, 2).map(|option| option == 0);
    let layout = match layout::layout(&grid, around, day_first) {
        Ok(layout) => columns::chosen(layout, wanted, choices),
        Err(refusal) => {
            return match layout::turned(&grid, around) {
                Some((grid, layout)) => flat::read(&grid, &layout, wanted, choices, around),
                None => plain::read(&grid, wanted, choices, around, refusal),
            };
        }
    };
    if layout.periods == Periods::No {
        let flat = flat::read(&grid, &layout, wanted, choices, around);
        match layout::one_period(&grid, &layout).filter(|_| flat == Err(Refusal::Unknown)) {
            Some(layout) => by_period::read(&grid, &layout, wanted, choices, around),
            None => flat,
        }
    } else if flat::is_deals(&layout) {
        Err(Refusal::Deals)
    } else {
        by_period::read(&grid, &layout, wanted, choices, around)
    }
}
