//! Why a workbook is not read.

use calamine::XlsxError;

/// Why a workbook is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The file or what is in it is larger than [`crate::LARGEST`].
    TooLarge,
    /// It would unpack to far more than a workbook does.
    Bomb,
    /// More columns than [`crate::WIDEST`].
    TooManyColumns,
    /// More cells or texts than are read, with those that only have a format.
    TooManyCells,
    /// More sheets than are read.
    TooManySheets,
    /// More formats of cells than a spreadsheet keeps, or longer ones.
    TooManyFormats,
    /// Nothing is in it.
    Empty,
    /// Of another kind of workbook: `.xls`, which also holds workbooks with a password.
    Old,
    /// An archive that holds no workbook of ours, such as `.ods` or `.xlsb`.
    Other,
    /// Broken, or cut off.
    Damaged,
}

impl Refusal {
    /// Every one there is.
    pub const ALL: [Self; 10] = [
        Self::TooLarge,
        Self::Bomb,
        Self::TooManyColumns,
        Self::TooManyCells,
        Self::TooManySheets,
        Self::TooManyFormats,
        Self::Empty,
        Self::Old,
        Self::Other,
        Self::Damaged,
    ];

    /// Its name for the page, which knows the words.
    pub fn key(self) -> &'static str {
        match self {
            Self::TooLarge => "too-large",
            Self::Bomb => "bomb",
            Self::TooManyColumns => "too-many-columns",
            Self::TooManyCells => "too-many-cells",
            Self::TooManySheets => "too-many-sheets",
            Self::TooManyFormats => "too-many-formats",
            Self::Empty => "empty",
            Self::Old => "old",
            Self::Other => "other",
            Self::Damaged => "damaged",
        }
    }
}

impl From<&XlsxError> for Refusal {
    fn from(error: &XlsxError) -> Self {
        match error {
            XlsxError::Password => Self::Old,
            XlsxError::FileNotFound(_) | XlsxError::RelationshipNotFound => Self::Other,
            _ => Self::Damaged,
        }
    }
}
