//! A list of deals: in use, or being read.

use std::rc::Rc;

use crate::calc::deals::{Deal, Undated};
use crate::text::import::{Import, LARGEST, Mapping, Refusal, Step};

/// The deals of a list for a calculator that counts those without a created date, too.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Deals {
    /// Those with a created date.
    pub dated: Rc<[Deal]>,
    /// Those without.
    pub undated: Rc<[Undated]>,
}

impl Deals {
    /// All that a list has.
    pub fn of(import: &Import) -> Self {
        Self { dated: import.deals().into(), undated: import.undated().into() }
    }

    /// Whether these are the same lists, not only like ones.
    pub fn is(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.dated, &other.dated) && Rc::ptr_eq(&self.undated, &other.undated)
    }

    /// How many they are.
    pub fn count(&self) -> usize {
        self.dated.len() + self.undated.len()
    }
}

/// A list of deals and where it came from.
pub enum List {
    /// There is none.
    None,
    /// Our example.
    Example(Vec<Deal>),
    /// A list of the visitor's, by its name.
    Import(String, Box<Import>),
}

/// What a list is read for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To be answered for.
    Deals,
    /// To be compared with, as an earlier one.
    Earlier,
}

/// A list that is being read.
pub struct Under {
    /// What it is read for.
    pub purpose: Purpose,
    /// Its name.
    pub name: String,
    /// The reading.
    pub import: Box<Import>,
    /// How far it is.
    pub step: Step,
    /// Whether columns that were said before have been looked up.
    pub recalled: bool,
    /// The columns as the visitor would have them, before that is confirmed.
    pub proposed: Option<Mapping>,
}

impl List {
    /// The deals.
    pub fn deals(&self) -> &[Deal] {
        match self {
            Self::None => &[],
            Self::Example(deals) => deals,
            Self::Import(_, import) => import.deals(),
        }
    }

    /// Whether there is a list at all.
    pub fn is_some(&self) -> bool {
        !matches!(self, Self::None)
    }

    /// The reading behind a list of the visitor's.
    pub fn import(&self) -> Option<&Import> {
        match self {
            Self::Import(_, import) => Some(import),
            Self::None | Self::Example(_) => None,
        }
    }
}

impl Under {
    /// A list that begins to be read.
    pub fn new(purpose: Purpose, name: String, import: Box<Import>, recalled: bool) -> Self {
        Self { purpose, name, import, step: Step::Progress(0.0), recalled, proposed: None }
    }

    /// The columns as they stand on the screen.
    pub fn mapping(&self) -> &Mapping {
        self.proposed.as_ref().unwrap_or_else(|| self.import.mapping())
    }

    /// Whether it waits for answers.
    pub fn asks(&self) -> bool {
        self.step == Step::Asks
    }
}

/// Whether a file is too large to be taken into memory.
pub fn too_large(bytes: f64) -> Option<String> {
    (bytes > LARGEST as f64).then(|| Refusal::TooLarge.sentence())
}
