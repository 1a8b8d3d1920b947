//! The one door to the browser: clock, URL, storage, clipboard, printing, focus and timers.
//!
//! Everything here may be refused: storage in private windows, the clipboard in insecure pages,
//! all of it inside a sandboxed frame. A refusal is an absence, never a panic.

pub mod archive;
mod courier;
pub mod files;
mod intl;
mod kept;
mod leaving;
pub mod object;
mod paper;
pub mod sheets;
mod visit;

use chrono::NaiveDate;
use gloo::timers::callback::Timeout;
use js_sys::futures::{JsFuture, spawn_local};
use js_sys::{Array, Date, Function, Promise, Reflect, global};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement, HtmlInputElement, HtmlSelectElement, Storage, Window};
use yew::KeyboardEvent;
use yew::{Callback, Event, InputEvent, NodeRef, TargetCast};

pub use self::leaving::Leaving;
pub use self::paper::{Paper, Sheet};

use super::actions::Shared;
use super::calculator::Message;
use crate::text::record::Item;

pub use self::courier::{attend, deliver, leave};
pub use self::intl::{Intl, locale};
pub use self::kept::{erase, remember_opened, tidy, was_opened};
pub use self::visit::{context, here, now, uuid};

/// `None` where there is no browser at all: in what is drawn natively.
fn window() -> Option<Window> {
    cfg!(target_arch = "wasm32").then(web_sys::window).flatten()
}

/// The element of the page that asks for a calculator.
pub fn mount_point() -> Option<Element> {
    window()?.document()?.query_selector("[data-enough-pipeline]").ok()?
}

/// Whether the visitor's browser asks not to be followed (GPC, DNT).
pub fn wants_privacy() -> bool {
    let navigator = Reflect::get(&global(), &"navigator".into()).unwrap_or_default();
    let says = |name: &str| Reflect::get(&navigator, &name.into()).unwrap_or_default();
    says("globalPrivacyControl").is_truthy()
        || says("doNotTrack").as_string().is_some_and(|text| text == "1")
}

/// A word to the people who build the page.
pub fn warn(sentence: &str) {
    web_sys::console::warn_1(&sentence.into());
}

/// Tells the page's script of an event; whether it took the matter over.
pub fn call(
    tell: &Function,
    event: &str,
    detail: &JsValue,
    layer: &str,
    entry: Option<&Item>,
) -> bool {
    let entry = entry.map_or(JsValue::UNDEFINED, object::write);
    let arguments = Array::of4(&event.into(), detail, &layer.into(), &entry);
    tell.apply(&JsValue::NULL, &arguments).is_ok_and(|taken| taken.is_truthy())
}

/// The day on the visitor's calendar.
pub fn today() -> NaiveDate {
    let now = Date::new_0();
    let year = i32::try_from(now.get_full_year()).unwrap_or(1970);
    NaiveDate::from_ymd_opt(year, now.get_month() + 1, now.get_date()).unwrap_or_default()
}

/// The value of a parameter in the page's query string, as written.
pub fn query(name: &str) -> Option<String> {
    let search = window()?.location().search().ok()?;
    search.trim_start_matches('?').split('&').find_map(|pair| {
        let (key, value) = pair.split_once('=')?;
        (key == name).then(|| value.to_owned())
    })
}

/// The fragment of the page's address, with its `#`.
pub fn fragment() -> String {
    window().and_then(|window| window.location().hash().ok()).unwrap_or_default()
}

/// Gives the page's address another fragment, without a step in the visitor's history, whose state
/// is the page's and stays.
pub fn replace_fragment(fragment: &str) {
    let Some(window) = window() else { return };
    let Some(address) = address(&window) else { return };
    let fragment = fragment.trim_start_matches('#');
    let url = if fragment.is_empty() { address } else { format!("{address}#{fragment}") };
    if let Ok(history) = window.history() {
        let state = history.state().unwrap_or(JsValue::NULL);
        let _ = history.replace_state_with_url(&state, "", Some(&url));
    }
}

/// The address of the page that the visitor sees, with `fragment`.
pub fn link(fragment: &str) -> String {
    format!("{}#{fragment}", visit::address())
}

fn address(window: &Window) -> Option<String> {
    let href = window.location().href().ok()?;
    href.split('#').next().map(str::to_owned)
}

fn storage() -> Option<Storage> {
    window()?.local_storage().ok()?
}

/// What was kept under `key`.
pub fn stored(key: &str) -> Option<String> {
    storage()?.get_item(key).ok()?
}

/// Keeps `text` under `key`, or forgets what is there. False when that is refused.
pub fn store(key: &str, text: Option<&str>) -> bool {
    storage().is_some_and(|storage| {
        match text {
            Some(text) => storage.set_item(key, text),
            None => storage.remove_item(key),
        }
        .is_ok()
    })
}

/// Copies `link`, then tells whether it was allowed.
pub fn copy(link: String, send: Callback<Message>) {
    let copied = copied(&link);
    spawn_local(async move {
        let copied = copied.await;
        send.emit(Message::Shared(Shared { link, copied }));
    });
}

/// Copies a text, then tells whether it was allowed.
pub fn copy_text(text: &str, told: Callback<bool>) {
    let copied = copied(text);
    spawn_local(async move { told.emit(copied.await) });
}

/// Copies a text at once; whether it was allowed is known later.
fn copied(text: &str) -> impl Future<Output = bool> + use<> {
    let promise = write_to_clipboard(text);
    async move {
        match promise {
            Some(promise) => JsFuture::from(promise).await.is_ok(),
            None => false,
        }
    }
}

/// `navigator.clipboard` is missing in insecure pages, which typed bindings do not expect.
fn write_to_clipboard(text: &str) -> Option<Promise> {
    let navigator = Reflect::get(&global(), &"navigator".into()).ok()?;
    let clipboard = Reflect::get(&navigator, &"clipboard".into()).ok()?;
    let write = Reflect::get(&clipboard, &"writeText".into()).ok()?;
    let write: Function = write.dyn_into().ok()?;
    // A page may have replaced what a promise is.
    Some(Promise::resolve(&write.call1(&clipboard, &text.into()).ok()?))
}

/// Opens the browser's print dialogue.
pub fn print() {
    if let Some(window) = window() {
        let _ = window.print();
    }
}

/// Moves the focus to the element with this id inside `root`; the text of a box is selected.
pub fn focus(root: &NodeRef, id: &str) {
    let Some(root) = root.cast::<Element>() else { return };
    let Ok(Some(found)) = root.query_selector(&format!("[id='{id}']")) else { return };
    unfold(&found);
    if let Some(element) = found.dyn_ref::<HtmlElement>() {
        let _ = element.focus();
    }
    if let Some(input) = found.dyn_ref::<HtmlInputElement>() {
        input.select();
    }
}

/// Lets `root` fill the screen, or no more. Where that is refused, nothing happens.
pub fn fill_screen(root: &NodeRef, fill: bool) {
    let document = window().and_then(|window| window.document());
    if fill {
        let _ = root.cast::<Element>().map(|root| root.request_fullscreen());
    } else if let Some(document) = document {
        document.exit_fullscreen();
    }
}

/// Opens whatever is folded around `element`: what is not shown takes no focus.
fn unfold(element: &Element) {
    while let Ok(Some(folded)) = element.closest("details:not([open])") {
        if folded.set_attribute("open", "").is_err() {
            return;
        }
    }
}

/// Whether anything stands in `place`.
pub fn is_filled(place: &Element) -> bool {
    place.first_element_child().is_some()
}

/// The text in the box with this id inside `place`.
pub fn typed_into(place: &Element, id: &str) -> Option<String> {
    let found = place.query_selector(&format!("[id='{id}']")).ok()??;
    found.dyn_ref::<HtmlInputElement>().map(HtmlInputElement::value)
}

/// The value that was chosen from the list with this id inside `place`, unless it is the first: that
/// is chosen from the start.
pub fn chosen_in(place: &Element, id: &str) -> Option<String> {
    let other = format!("[id='{id}'] option:checked:not(:first-child)");
    place.query_selector(&other).ok()??.get_attribute("value")
}

/// Whether something that this selector finds stands in `place`.
pub fn holds(place: &Element, selector: &str) -> bool {
    place.query_selector(selector).is_ok_and(|found| found.is_some())
}

/// Whether anything stands in the box with this id inside `root`.
pub fn is_typed(root: &NodeRef, id: &str) -> bool {
    let typed = root.cast::<Element>().and_then(|root| typed_into(&root, id));
    typed.is_some_and(|text| !text.is_empty())
}

/// Whether the box that `event` changed is ticked now.
pub fn ticked(event: &Event) -> bool {
    event.target_dyn_into::<HtmlInputElement>().is_some_and(|input| input.checked())
}

/// The event of a paste, which Yew passes on as any event.
pub fn clipboard_event(event: &Event) -> Option<web_sys::ClipboardEvent> {
    event.dyn_ref().cloned()
}

/// Whether the key of `event` was pressed in a box, where it types.
pub fn is_in_box(event: &KeyboardEvent) -> bool {
    let Some(element) = event.target_dyn_into::<Element>() else { return false };
    matches!(&*element.tag_name(), "INPUT" | "SELECT" | "TEXTAREA")
}

/// Whether the focus goes from a row of a table to somewhere else.
pub fn leaves_row(event: &yew::FocusEvent) -> bool {
    let row = |target: Option<web_sys::EventTarget>| {
        target?.dyn_into::<Element>().ok()?.closest("tr").ok()?
    };
    row(event.target()) != row(event.related_target())
}

/// The text of the box or the choice that `event` changed.
pub fn typed(event: &InputEvent) -> String {
    if let Some(area) = event.target_dyn_into::<web_sys::HtmlTextAreaElement>() {
        return area.value();
    }
    if let Some(select) = event.target_dyn_into::<HtmlSelectElement>() {
        return select.value();
    }
    event.target_dyn_into::<HtmlInputElement>().map(|input| input.value()).unwrap_or_default()
}

/// Calls `action` once the running script has come to its end.
pub fn soon(action: impl FnOnce() + 'static) {
    spawn_local(async move { action() });
}

/// A message in the future; dropping it takes the message back.
#[derive(Debug)]
#[must_use = "a dropped timer does nothing"]
pub struct Timer(#[expect(dead_code, reason = "kept for its drop")] Option<Timeout>);

/// Sends `message` after so many milliseconds. Without a browser there is no later.
pub fn after<M: 'static>(milliseconds: u32, send: &Callback<M>, message: M) -> Timer {
    let send = send.clone();
    let start = || Timeout::new(milliseconds, move || send.emit(message));
    Timer(cfg!(target_arch = "wasm32").then(start))
}
