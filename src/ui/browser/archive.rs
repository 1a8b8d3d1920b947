//! What is too large for the storage between visits, in the browser's database.

use std::cell::RefCell;

use js_sys::futures::{JsFuture, spawn_local};
use js_sys::{Function, Promise, Reflect};
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
    // A page that is being left hears no answer: nothing more is to come. Old browsers lack this.
    let transaction = store.transaction();
    let commit = Reflect::get(&transaction, &"commit".into()).and_then(JsCast::dyn_into);
    let _ = commit.and_then(|commit: Function| commit.call0(&transaction));
    settled(&request).await.map(|_| ())
}

async fn found() -> Result<Option<String>, JsValue> {
    let request = store(IdbTransactionMode::Readonly).await?.get(&KEY.into())?;
    Ok(settled(&request).await?.as_string())
}

thread_local! {
    /// The database, once it is open: a page that is being left has no time to open it.
    static OPEN: RefCell<Option<IdbDatabase>> = const { RefCell::new(None) };
}

async fn store(mode: IdbTransactionMode) -> Result<IdbObjectStore, JsValue> {
    let open = OPEN.with_borrow(Clone::clone);
    if let Some(Ok(store)) = open.map(|database| store_of(&database, mode)) {
        return Ok(store);
    }
    let database = opened().await?;
    let store = store_of(&database, mode)?;
    OPEN.set(Some(database));
    Ok(store)
}

fn store_of(database: &IdbDatabase, mode: IdbTransactionMode) -> Result<IdbObjectStore, JsValue> {
    database.transaction_with_str_and_mode(STORE, mode)?.object_store(STORE)
}

async fn opened() -> Result<IdbDatabase, JsValue> {
    let factory = window().ok_or(JsValue::NULL)?.indexed_db()?.ok_or(JsValue::NULL)?;
    let request = factory.open_with_u32(DATABASE, 1)?;
    let opening = request.clone();
    let made = Closure::once(move |_: JsValue| {
        let database = opening.result().ok().and_then(|found| found.dyn_into().ok());
        let _ = database.map(|database: IdbDatabase| database.create_object_store(STORE));
    });
    request.set_onupgradeneeded(Some(made.as_ref().unchecked_ref()));
    let database: IdbDatabase = settled(&request).await?.dyn_into()?;
    // A later version of this page elsewhere waits until it is closed here.
    let closing = database.clone();
    let close = Closure::once_into_js(move || {
        OPEN.set(None);
        closing.close();
    });
    database.set_onversionchange(Some(close.unchecked_ref()));
    Ok(database)
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
