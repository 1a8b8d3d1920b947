//! How numbers and dates are written where the visitor lives.

mod affix;
mod date;
mod glyph;
mod number;
mod write;

use chrono::NaiveDate;

use crate::calc::field::Problem;

/// How numbers and dates are written in one locale.
#[derive(Clone, Debug, PartialEq)]
pub struct Notation {
    /// Between whole units and fraction.
    pub decimal: char,
    /// Between thousands.
    pub group: char,
    /// The ten digits, 0 first.
    pub digits: [char; 10],
    /// Whether the day comes before the month in a date of numbers.
    pub day_first: bool,
    /// Symbol of the currency, such as "€".
    pub currency: String,
    /// ISO code of the currency, such as "EUR".
    pub code: String,
    /// Decimals of an exact amount: 2 for cents.
    pub currency_decimals: u8,
}

/// A number that was read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Parsed {
    /// The number.
    pub value: f64,
    /// Whether to show the visitor what was understood, because the text was not a plain number
    /// of the locale or has another thinkable reading.
    pub echo: bool,
}

impl Notation {
    /// English of the United States, with dollars.
    pub fn plain() -> Self {
        Self {
            decimal: '.',
            group: ',',
            digits: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
            day_first: false,
            currency: "$".into(),
            code: "USD".into(),
            currency_decimals: 2,
        }
    }

    /// Reads a number as people type it.
    ///
    /// # Errors
    /// [`Problem::NotANumber`], or [`Problem::Ambiguous`] when two readings are as likely: "1.234"
    /// where neither thousands nor decimals are written so.
    pub fn parse_number(&self, text: &str) -> Result<Parsed, Problem> {
        number::parse(self, text)
    }

    /// Reads a date as people type it.
    ///
    /// # Errors
    /// [`Problem::NotADate`].
    pub fn parse_date(&self, text: &str) -> Result<NaiveDate, Problem> {
        date::parse(self, text)
    }

    /// Writes a number given in plain ASCII, such as "-1234567.5", in this notation.
    pub fn localise(&self, plain: &str) -> String {
        write::localise(self, plain)
    }
}

/// Longest text that is looked at.
const LONGEST: usize = 64;

/// Whether `text` has more than [`LONGEST`] characters, without walking through all of it.
fn too_long(text: &str) -> bool {
    text.len() > 4 * LONGEST || text.chars().nth(LONGEST).is_some()
}
