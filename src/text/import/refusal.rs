//! Why a file cannot be read at all, and what to do about it.

/// Largest file that is read, in bytes.
pub const LARGEST: usize = 50 * 1024 * 1024;
/// Most columns that are read.
pub const WIDEST: usize = 1000;

/// Why nothing can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// No bytes, or only blank ones.
    Empty,
    /// More than [`LARGEST`].
    TooLarge,
    /// A workbook of a spreadsheet program.
    Workbook,
    /// A ZIP archive or another packed file.
    Archive,
    /// A PDF.
    Pdf,
    /// Something else that is no text.
    Binary,
    /// No separator between columns.
    OneColumn,
    /// More columns than [`WIDEST`].
    TooManyColumns,
    /// A header without rows.
    HeaderOnly,
    /// Quotation marks that are opened and never closed; the first in this line.
    Quotes(u32),
}

impl Refusal {
    /// What is wrong and what to do.
    pub fn sentence(self) -> String {
        let sentence = match self {
            Self::Empty => say!("There is nothing in this file: export the list again."),
            Self::TooLarge => say!(
                "This file has more than 50 MB: export fewer columns, or deals of fewer years."
            ),
            Self::Workbook => say!(
                "This workbook can't be read here: save it as .xlsx without a password, or save the \
                 sheet of deals as CSV."
            ),
            Self::Archive => {
                say!("This is a packed file: unpack it and choose the CSV file in it.")
            }
            Self::Pdf => say!("This is a PDF: export the list from the CRM as CSV."),
            Self::Binary => say!("This is not a text: export the list from the CRM as CSV."),
            Self::OneColumn => say!(
                "There is only one column: save the list as CSV with commas, semicolons or tabs \
                 between the columns."
            ),
            Self::TooManyColumns => {
                say!("There are more than 1,000 columns: export only those about the deals.")
            }
            Self::HeaderOnly => {
                say!("There are headers but no deals below them: export the list without filters.")
            }
            Self::Quotes(line) => {
                return say!(
                    "From line {line} on, quotation marks are opened and never closed: save the \
                     list again as CSV.",
                    line = line.to_string(),
                );
            }
        };
        sentence.into()
    }
}

/// First bytes of files that are no text.
const MAGIC: &[(&[u8], Refusal)] = &[
    (b"\xd0\xcf\x11\xe0", Refusal::Workbook),
    (b"\x1f\x8b", Refusal::Archive),
    (b"Rar!", Refusal::Archive),
    (b"7z\xbc\xaf", Refusal::Archive),
    (b"%PDF", Refusal::Pdf),
    (b"\x7fELF", Refusal::Binary),
    (b"\x89PNG", Refusal::Binary),
    (b"\xff\xd8\xff", Refusal::Binary),
];

/// What can be told from the first bytes and the size.
pub(super) fn at_first_sight(bytes: &[u8]) -> Option<Refusal> {
    if bytes.is_empty() {
        return Some(Refusal::Empty);
    }
    if bytes.len() > LARGEST {
        return Some(Refusal::TooLarge);
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return Some(zip(bytes));
    }
    if bytes.starts_with(b"MZ") && bytes.iter().take(256).any(|byte| *byte == 0) {
        return Some(Refusal::Binary);
    }
    MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, refusal)| *refusal)
}

/// Bytes of the end in which an archive lists what is in it.
const LIST: usize = 64 * 1024;

/// Whether these are the bytes of a workbook of the kind `.xlsx`, which another program reads.
pub fn is_workbook(bytes: &[u8]) -> bool {
    let list = &bytes[bytes.len().saturating_sub(LIST)..];
    let parts: &[u8] = b"xl/work";
    bytes.starts_with(b"PK\x03\x04") && list.windows(parts.len()).any(|window| window == parts)
}

/// Workbooks are ZIP archives whose first entries have these names.
fn zip(bytes: &[u8]) -> Refusal {
    let start = &bytes[..bytes.len().min(4096)];
    let names: [&[u8]; 4] = [b"[Content_Types].xml", b"xl/", b"_rels/", b"opendocument"];
    let named = |name: &[u8]| start.windows(name.len()).any(|window| window == name);
    if names.into_iter().any(named) { Refusal::Workbook } else { Refusal::Archive }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_text_is_named() {
        let first = |bytes: &[u8]| at_first_sight(bytes);
        assert_eq!(first(b""), Some(Refusal::Empty));
        assert_eq!(first(b"PK\x03\x04..[Content_Types].xml"), Some(Refusal::Workbook));
        assert_eq!(first(b"PK\x03\x04..Deals_001.csv"), Some(Refusal::Archive));
        assert_eq!(first(b"%PDF-1.7"), Some(Refusal::Pdf));
        assert_eq!(first(b"MZ\x90\0\x03"), Some(Refusal::Binary));
        assert_eq!(first(b"MZ no,deal\n"), None);
        assert_eq!(first(&vec![b'a'; LARGEST + 1]), Some(Refusal::TooLarge));
        assert_eq!(first(b"Id,Name\n"), None);
    }

    #[test]
    fn a_workbook_is_known_by_its_list_of_parts() {
        assert!(is_workbook(b"PK\x03\x04...PK\x01\x02...xl/workbook.xml..."));
        assert!(!is_workbook(b"PK\x03\x04...PK\x01\x02...content.xml..."));
        assert!(!is_workbook(b"Id,Name\nxl/workbook.xml\n"));
    }

    #[test]
    fn a_workbook_is_told_to_become_csv() {
        assert!(Refusal::Workbook.sentence().contains("save the sheet of deals as CSV"));
        assert!(Refusal::Quotes(7).sentence().contains("line 7"));
    }
}
