//! What is too large for the storage between visits, in the browser's database.

use js_sys::Promise;
use js_sys::futures::{JsFuture, spawn_local};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{IdbDatabase, IdbObjectStore, IdbRequest, IdbTransactionMode};
use yew::Callback;

use super::window;

const DATABASE: &str = "enough-pipeline";
const STORE: &str = "clients";
/// One client is kept: the last one.
const KEY: &str = "last";

/// Keeps a text, or forgets the one that is kept; then tells whether that was allowed.
pub fn keep(text: Option<String>, done: Callback<bool>) {
    spawn_local(async move { done.emit(kept(text).await.is_ok()) });
}

/// Looks for the text that is kept.
pub fn find(done: Callback<Option<String>>) {
    spawn_local(async move { done.emit(found().await.ok().flatten()) });
}

async fn kept(text: Option<String>) -> Result<(), JsValue> {
    let store = store(IdbTransactionMode::Readwrite).await?;
    let request = match text {
        Some(text) => store.put_with_key(&text.into(), &KEY.into())?,
        None => store.delete(&KEY.into())?,
    };
    settled(&request).await.map(|_| ())
}

async fn found() -> Result<Option<String>, JsValue> {
    let request = store(IdbTransactionMode::Readonly).await?.get(&KEY.into())?;
    Ok(settled(&request).await?.as_string())
}

async fn store(mode: IdbTransactionMode) -> Result<IdbObjectStore, JsValue> {
    let factory = window().ok_or(JsValue::NULL)?.indexed_db()?.ok_or(JsValue::NULL)?;
    let request = factory.open_with_u32(DATABASE, 1)?;
    let opening = request.clone();
    let made = Closure::once(move |_: JsValue| {
        let database = opening.result().ok().and_then(|found| found.dyn_into().ok());
        let _ = database.map(|database: IdbDatabase| database.create_object_store(STORE));
    });
    request.set_onupgradeneeded(Some(made.as_ref().unchecked_ref()));
    let database: IdbDatabase = settled(&request).await?.dyn_into()?;
    database.transaction_with_str_and_mode(STORE, mode)?.object_store(STORE)
}

/// The result of a request, once it is there.
async fn settled(request: &IdbRequest) -> Result<JsValue, JsValue> {
    let mut waits = |resolve: js_sys::Function, reject: js_sys::Function| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    };
    JsFuture::from(Promise::new(&mut waits)).await?;
    request.result()
}
