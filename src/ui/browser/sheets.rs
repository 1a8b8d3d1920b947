//! Workbooks that the visitor gives, read by a program of its own.

use js_sys::futures::{JsFuture, spawn_local};
use js_sys::{Array, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use yew::Callback;

use crate::text::import::workbook_refused;

#[wasm_bindgen]
extern "C" {
    /// Stands in embed/workbook.js, which the release puts into this program's own module.
    #[wasm_bindgen(js_name = readSheets, catch)]
    fn read_sheets(bytes: Vec<u8>) -> Result<Promise, JsValue>;
}

/// A sheet with something in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// Number of rows with something in them.
    pub rows: f64,
    /// Its cells, with tabs between them.
    pub text: String,
}

/// Reads a workbook, then tells its sheets, or why there are none.
pub fn read(bytes: Vec<u8>, done: Callback<Result<Vec<Sheet>, String>>) {
    spawn_local(async move {
        let told = match read_sheets(bytes) {
            Ok(promise) => JsFuture::from(promise).await,
            Err(error) => Err(error),
        };
        // A refusal is a key; everything else is a failure.
        let refused =
            |error: JsValue| workbook_refused(&error.as_string().unwrap_or_default()).to_owned();
        done.emit(told.map(|parts| sheets(&parts)).map_err(refused));
    });
}

/// Name, rows and text of each, one after the other.
fn sheets(parts: &JsValue) -> Vec<Sheet> {
    let parts: Vec<String> =
        Array::from(parts).iter().map(|part| part.as_string().unwrap_or_default()).collect();
    let mut parts = parts.into_iter();
    let mut sheets = Vec::new();
    while let (Some(name), Some(rows), Some(text)) = (parts.next(), parts.next(), parts.next()) {
        let rows = crate::text::canonical::read_number(&rows).unwrap_or_default();
        sheets.push(Sheet { name, rows, text });
    }
    sheets
}
