//! What is said of a workbook that is not read.

/// What is wrong and what to do, by the key that the program for workbooks gives; by any other key
/// it is that program that failed.
pub fn workbook_refused(key: &str) -> &'static str {
    match key {
        "too-large" => say!(
            "This workbook holds more than 50 MB of text: export fewer columns, or deals of fewer \
             years."
        ),
        "bomb" => say!(
            "This workbook would unpack to more than any list needs: export the list anew, or save \
             the sheet of deals as CSV."
        ),
        "too-many-columns" => {
            say!("This workbook has more than 1,000 columns: keep only those about the deals.")
        }
        "too-many-cells" => say!(
            "This workbook has more than 4 million cells: keep only the columns about the deals, \
             or deals of fewer years."
        ),
        "too-many-sheets" => say!(
            "This workbook has more than 500 sheets: save the sheet of deals on its own, or as CSV."
        ),
        "too-many-formats" => say!(
            "This workbook has too many cell formats: paste the deals as values into a new \
             workbook, or save their sheet as CSV."
        ),
        "empty" => say!("Nothing is in this workbook: export the list again."),
        "old" => say!(
            "This workbook has a password or is of the older kind (.xls): save it as .xlsx without \
             a password."
        ),
        "other" => say!(
            "This is no workbook of the kind .xlsx: save it as .xlsx, or the sheet of deals as CSV."
        ),
        "damaged" => say!(
            "This workbook is damaged or was cut off: save it again, or the sheet of deals as CSV."
        ),
        _ => say!(
            "What reads workbooks could not be loaded: try again, or save the sheet of deals as \
             CSV."
        ),
    }
}
