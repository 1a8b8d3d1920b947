//! What the product keeps in a browser, and how all of it is forgotten.

use web_sys::Storage;
use yew::Callback;

use super::{archive, courier, now, storage, store, stored};
use crate::lead::opened;

/// Begins every key in the storage. [`super::archive`] alone keeps something elsewhere.
const OURS: &str = "enough-pipeline:";
/// Where it is kept that the visitor has opened the whole answer.
const OPENED: &str = "enough-pipeline:opened";

/// Keeps that the visitor has opened the whole answer on a page of this seller, not who they are.
pub fn remember_opened(seller: &str) {
    store(OPENED, Some(&opened::remember(stored(OPENED).as_deref(), seller, now())));
}

/// Whether they have, not too long ago.
pub fn was_opened(seller: &str) -> bool {
    opened::was_opened(stored(OPENED).as_deref(), seller, now())
}

/// Drops what has been kept for long enough, and delivers what an earlier visit could not. Every
/// start of the program does, whatever page it is on.
pub fn tidy() {
    if let Some(kept) = stored(OPENED) {
        let left = opened::tidied(&kept, now());
        if left.as_ref() != Some(&kept) {
            store(OPENED, left.as_deref());
        }
    }
    courier::deliver_the_rest();
}

/// Forgets everything: figures, lists and how their columns are read, the client of the workspace,
/// leads that are not delivered, receipts, and whose answers were opened. Then tells whether that was
/// allowed.
pub fn erase(done: Callback<bool>) {
    courier::forget();
    let storage = storage();
    for key in storage.iter().flat_map(keys) {
        let _ = storage.as_ref().map(|storage| storage.remove_item(&key));
    }
    let left = storage.iter().any(|storage| !keys(storage).is_empty());
    archive::keep(
        None,
        Callback::from(move |_| {
            // Where there is no database, nothing is in it.
            let done = done.clone();
            archive::find(Callback::from(move |kept: Option<String>| {
                done.emit(kept.is_none() && !left);
            }));
        }),
    );
}

/// Our keys in the storage.
fn keys(storage: &Storage) -> Vec<String> {
    let all = (0..storage.length().unwrap_or_default()).filter_map(|at| storage.key(at).ok()?);
    all.filter(|key| key.starts_with(OURS)).collect()
}
