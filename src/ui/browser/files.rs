//! Files that the visitor gives and takes.

use base64ct::{Base64, Encoding};
use js_sys::futures::{JsFuture, spawn_local};
use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, ClipboardEvent, DragEvent, Event, File, HtmlElement};
use web_sys::{HtmlInputElement, TextDecoder, Url};
use yew::{Callback, TargetCast};

use super::window;

/// A file that was given, by its name; `None` for content that could not be read.
#[derive(Clone, Debug, PartialEq)]
pub struct Given {
    /// Its name.
    pub name: String,
    /// What is in it.
    pub bytes: Option<Vec<u8>>,
}

/// The file that was chosen in a box for files, which is emptied: the same may be chosen again.
pub fn chosen(event: &Event) -> Option<File> {
    let input: HtmlInputElement = event.target_dyn_into()?;
    let file = input.files()?.get(0);
    input.set_value("");
    file
}

/// The file that was dropped.
pub fn dropped(event: &DragEvent) -> Option<File> {
    event.data_transfer()?.files()?.get(0)
}

/// The text, or the file, that was pasted.
pub fn pasted(event: &ClipboardEvent) -> (Option<String>, Option<File>) {
    let Some(data) = event.clipboard_data() else { return (None, None) };
    let text = data.get_data("text/plain").ok().filter(|text| !text.is_empty());
    (text, data.files().and_then(|files| files.get(0)))
}

/// The size of a file in bytes, before it is read.
pub fn size(file: &File) -> f64 {
    file.size()
}

/// Reads a file, then tells.
pub fn read(file: File, done: Callback<Given>) {
    spawn_local(async move {
        let name = file.name();
        let buffer = JsFuture::from(file.array_buffer()).await.ok();
        let bytes = buffer.map(|buffer| Uint8Array::new(&buffer).to_vec());
        done.emit(Given { name, bytes });
    });
}

/// Bytes as a text, by the browser's own table of an encoding of the web's Encoding Standard.
pub fn decoded(encoding: &str, bytes: &[u8]) -> Option<String> {
    TextDecoder::new_with_label(encoding).ok()?.decode_with_u8_array(bytes).ok()
}

/// Reads a picture as an address that holds it; `None` when it is none.
pub fn picture(file: File, done: Callback<Option<String>>) {
    spawn_local(async move {
        let kind = file.type_();
        let bytes = JsFuture::from(file.array_buffer()).await.ok();
        let address = bytes.filter(|_| kind.starts_with("image/")).map(|buffer| {
            let data = Base64::encode_string(&Uint8Array::new(&buffer).to_vec());
            ["data:", &*kind, ";base64,", &*data].concat()
        });
        done.emit(address);
    });
}

/// The kind of a workbook.
pub const WORKBOOK: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The kind of an archive of files.
pub const ARCHIVE: &str = "application/zip";

/// Saves bytes as a file among the visitor's downloads. False when that is refused.
pub fn save_bytes(name: &str, kind: &str, bytes: &[u8]) -> bool {
    offer(name, kind, &Uint8Array::from(bytes).into()).is_ok()
}

/// Saves a text as a file among the visitor's downloads. False when that is refused.
pub fn save(name: &str, kind: &str, text: &str) -> bool {
    offer(name, kind, &text.into()).is_ok()
}

/// What to tell about it.
pub fn outcome(name: &str, saved: bool) -> String {
    if saved {
        say!("Saved as {name}.", name = name)
    } else {
        say!("This page does not let files be saved: open the calculator on a page of its own.")
            .into()
    }
}

fn offer(name: &str, kind: &str, content: &JsValue) -> Result<(), JsValue> {
    let properties = BlobPropertyBag::new();
    properties.set_type(kind);
    let parts = Array::of1(content);
    let blob = Blob::new_with_str_sequence_and_options(&parts, &properties)?;
    let address = Url::create_object_url_with_blob(&blob)?;
    let document = window().and_then(|window| window.document()).ok_or(JsValue::NULL)?;
    let link: HtmlElement = document.create_element("a")?.dyn_into()?;
    link.set_attribute("href", &address)?;
    link.set_attribute("download", name)?;
    link.click();
    Url::revoke_object_url(&address)
}
