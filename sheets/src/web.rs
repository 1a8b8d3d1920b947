//! What the page calls.

use wasm_bindgen::prelude::wasm_bindgen;

/// A workbook that is being read.
#[wasm_bindgen]
pub struct Reading(crate::Reading);

#[wasm_bindgen]
impl Reading {
    /// Nothing is read yet.
    #[wasm_bindgen(constructor)]
    pub fn new(bytes: Vec<u8>) -> Self {
        Self(crate::Reading::new(bytes))
    }

    /// Reads on for some milliseconds. Ends with name, number of rows and text of each sheet, one
    /// after the other; after that, there is no further step.
    ///
    /// # Errors
    /// The key of the reason why nothing can be read.
    pub fn step(&mut self) -> Result<Option<Vec<String>>, String> {
        let Some(told) = self.0.step() else { return Ok(None) };
        let sheets = told.map_err(|refusal| refusal.key().to_owned())?;
        let parts =
            sheets.into_iter().map(|sheet| [sheet.name, sheet.rows.to_string(), sheet.text]);
        Ok(Some(parts.flatten().collect()))
    }
}
