//! Why a workbook is not read, and what to do about it.

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
    /// What is wrong and what to do.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::TooLarge => {
                "This workbook holds more than 50 MB of text: export fewer columns, or deals of \
                 fewer years."
            }
            Self::Bomb => {
                "This workbook would unpack to more than any list needs: export the list anew, or \
                 save the sheet of deals as CSV."
            }
            Self::TooManyColumns => {
                "This workbook has more than 1,000 columns: keep only those about the deals."
            }
            Self::Empty => "Nothing is in this workbook: export the list again.",
            Self::Old => {
                "This workbook has a password or is of the older kind (.xls): save it as .xlsx \
                 without a password."
            }
            Self::Other => {
                "This is no workbook of the kind .xlsx: save it as .xlsx, or the sheet of deals as \
                 CSV."
            }
            Self::Damaged => {
                "This workbook is damaged or was cut off: save it again, or the sheet of deals as \
                 CSV."
            }
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
