//! What the page calls.

use wasm_bindgen::prelude::wasm_bindgen;

/// Name, number of rows and text of each sheet, one after the other.
///
/// # Errors
/// The key of the reason why nothing can be read.
#[wasm_bindgen(js_name = read)]
pub fn read_sheets(bytes: Vec<u8>) -> Result<Vec<String>, String> {
    let sheets = crate::read(&bytes).map_err(|refusal| refusal.key().to_owned())?;
    let parts = sheets.into_iter().map(|sheet| [sheet.name, sheet.rows.to_string(), sheet.text]);
    Ok(parts.flatten().collect())
}
