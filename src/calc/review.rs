//! Review: how well the functions that must work together do, as those who work in them see it.
//!
//! The words of areas and statements are data of `text::review`; here they are their places.

mod change;
mod check;
mod fields;
mod gaps;
mod raters;
mod score;

pub use self::change::{Change, change};
pub use self::check::{Facts, Finding, Kind, findings};
pub use self::fields::{FIELDS, Known, check};
pub use self::gaps::{Costs, Gap, MOST_GAPS, gaps};
pub use self::raters::{Disagreement, Panel, panel};
pub use self::score::{AreaScore, Report, STRONG, report};

/// Number of areas.
pub const AREAS: usize = 8;
/// Statements of an area.
pub const PER_AREA: usize = 4;
/// Number of statements, those of an area together, in the order of the areas.
pub const STATEMENTS: usize = AREAS * PER_AREA;
/// The highest level.
pub const LEVELS: u8 = 5;

/// Places of the areas that other calculators know something about.
pub mod area {
    /// Following up and returning leads.
    pub const LEADS: usize = 3;
    /// Pipeline hygiene.
    pub const PIPELINE: usize = 5;
    /// Forecasting.
    pub const FORECAST: usize = 6;
}

/// Places of the statements that are held against data.
pub mod statement {
    /// New leads hear from us quickly.
    pub const SPEED: usize = 12;
    /// Leads that are not ready go back to marketing.
    pub const RETURN: usize = 14;
    /// Every lead has an owner and a next step.
    pub const OWNER: usize = 15;
    /// Dead deals leave the pipeline.
    pub const CLEAN: usize = 20;
    /// The closing dates of open deals can be believed.
    pub const DATES: usize = 21;
    /// We know how far off our forecasts were.
    pub const ERROR: usize = 25;
}

/// What was answered to a statement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Answer {
    /// Nothing yet.
    #[default]
    Open,
    /// It does not apply.
    NotApplicable,
    /// The level that fits best, 1 to [`LEVELS`].
    Level(u8),
}

/// The answers of one person on one day, by place of the statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answers(pub [Answer; STATEMENTS]);

impl Default for Answers {
    fn default() -> Self {
        Self([Answer::Open; STATEMENTS])
    }
}

impl Answer {
    /// The level, when it is one of those there are.
    pub fn level(self) -> Option<f64> {
        match self {
            Self::Level(level) if (1..=LEVELS).contains(&level) => Some(f64::from(level)),
            _ => None,
        }
    }
}

impl Answers {
    /// The answers to an area.
    pub fn area(&self, area: usize) -> &[Answer] {
        self.0.get(area * PER_AREA..(area + 1) * PER_AREA).unwrap_or_default()
    }

    /// How many statements have an answer, "not applicable" included.
    pub fn given(&self) -> usize {
        self.0.iter().filter(|answer| **answer != Answer::Open).count()
    }

    /// Gives an answer; a place that there is not is left alone.
    pub fn set(&mut self, place: usize, answer: Answer) {
        if let Some(own) = self.0.get_mut(place) {
            *own = answer;
        }
    }
}

#[cfg(test)]
mod tests;
