//! The browser as the delivery of leads needs it: storage, network, clock and a lock between tabs.
//!
//! Most of it is called by name: what is missing in a browser, or made to throw by a page, must be
//! an absence here.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use js_sys::futures::{JsFuture, spawn_local};
use js_sys::{Array, Function, Math, Object, Promise, Reflect, global};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use yew::Callback;

use super::{store, stored, visit};
use crate::lead::deliver::{Courier, SEND_LIMIT, Submitted, World};
use crate::lead::delivery::Delivery;
use crate::lead::outbox::Parcel;
use crate::lead::request::{Mode, Request};
use crate::lead::response::Response;
use crate::text::record::Item;
use crate::text::texts::Texts;
use crate::ui::signal::Signal;
use crate::ui::unlock::Host;

/// Name of the leads that are not delivered yet, in the storage and as a lock between tabs.
const OUTBOX: &str = "enough-pipeline:outbox";
/// Milliseconds that a probe may take.
const PROBE_LIMIT: u64 = 10_000;

thread_local! {
    /// One for all calculators on the page.
    static COURIER: Rc<Courier<Browser>> = Rc::new(Courier::new(Browser::default()));
}

/// Delivers a lead after so many milliseconds; `listener` hears how far it has come.
pub fn deliver(parcel: Parcel, wait: u64, listener: Callback<Delivery>) {
    let courier = COURIER.with(Rc::clone);
    let id = parcel.id.clone();
    courier.world().listeners.borrow_mut().insert(id.clone(), listener.clone());
    spawn_local(async move {
        if let Submitted::Again { delivery, id: running } = courier.submit(parcel, wait).await {
            let listeners = &courier.world().listeners;
            listeners.borrow_mut().remove(&id);
            if let Some(running) = running {
                listeners.borrow_mut().insert(running, listener.clone());
            }
            listener.emit(delivery);
        }
        courier.run().await;
    });
}

/// Delivers what an earlier visit could not.
pub(super) fn deliver_the_rest() {
    let courier = COURIER.with(Rc::clone);
    if stored(OUTBOX).is_some() {
        spawn_local(async move { courier.run().await });
    }
}

/// A page of this seller hears of leads that wait for it, until [`leave`].
pub fn attend(seller: String, host: Host) {
    COURIER.with(|courier| courier.world().hosts.borrow_mut().push((seller, host)));
}

/// A page that [`attend`]s does so no more.
pub fn leave(host: &Host) {
    COURIER.with(|courier| courier.world().hosts.borrow_mut().retain(|(_, known)| known != host));
}

/// Forgets every lead and receipt. What is under way already can't be called back.
pub(super) fn forget() {
    COURIER.with(|courier| {
        courier.world().listeners.borrow_mut().clear();
        courier.forget();
    });
}

#[derive(Default)]
struct Browser {
    /// Who hears of a lead, by its id.
    listeners: RefCell<BTreeMap<String, Callback<Delivery>>>,
    /// Who takes leads that wait for a page, by seller.
    hosts: RefCell<Vec<(String, Host)>>,
    /// Ends the present sleep.
    waker: RefCell<Option<Function>>,
}

/// Holds the lock until it is dropped. Without locks, in an insecure page, it holds nothing: there
/// a tab relies on the storage alone.
struct Held(Option<Function>);

impl Drop for Held {
    fn drop(&mut self) {
        if let Some(release) = &self.0 {
            let _ = release.call0(&JsValue::NULL);
        }
    }
}

impl World for Browser {
    type Guard = Held;

    fn now(&self) -> u64 {
        visit::now()
    }

    fn random(&self) -> f64 {
        Math::random()
    }

    fn online(&self) -> bool {
        get(&get(&global(), "navigator"), "onLine").as_bool().unwrap_or(true)
    }

    fn load(&self) -> Option<String> {
        stored(OUTBOX)
    }

    fn store(&self, text: Option<&str>) -> bool {
        store(OUTBOX, text)
    }

    async fn lock(&self) -> Held {
        let locks = get(&get(&global(), "navigator"), "locks");
        let (held, release) = promise();
        let (granted, grant) = promise();
        let keep = Closure::once_into_js(move || {
            let _ = grant.call0(&JsValue::NULL);
            held
        });
        match invoke(&locks, "request", &[OUTBOX.into(), keep]) {
            Some(request) => {
                // A page where locks are refused must not wait for one.
                let either = Promise::race(&Array::of2(&granted, &request));
                let granted = JsFuture::from(either.unchecked_into::<Promise>()).await;
                Held(granted.is_ok().then_some(release))
            }
            None => Held(None),
        }
    }

    async fn reach(&self, url: &str) -> bool {
        let host = url.find("://").map_or(0, |at| at + 3);
        let end = url[host..].find('/').map_or(url.len(), |at| host + at);
        let probe = [&url[..end], "/robots.txt"].concat();
        let settings = [("method", "HEAD".into()), ("mode", "no-cors".into())];
        fetch(&probe, &settings, PROBE_LIMIT).await.is_some()
    }

    fn offer(&self, seller: &str, pairs: &str) -> bool {
        let Some(texts) = Texts::decode(pairs) else { return false };
        let lead = Item::from(&texts);
        // A listener may call back into the calculator, which may come or go.
        let hosts = self.hosts.borrow().clone();
        hosts.iter().any(|(own, host)| own == seller && host.emit(Signal::Lead(lead.clone())))
    }

    async fn send(&self, request: &Request) -> Response {
        let headers = Object::new();
        for (name, value) in [("content-type", request.content_type), ("accept", request.accept)] {
            if let Some(value) = value {
                let _ = Reflect::set(&headers, &name.into(), &value.into());
            }
        }
        let mode = if request.mode == Mode::Cors { "cors" } else { "no-cors" };
        let settings = [
            ("method", "POST".into()),
            ("mode", mode.into()),
            ("headers", headers.into()),
            ("body", request.body.as_str().into()),
            ("keepalive", request.keepalive.into()),
        ];
        match fetch(&request.url, &settings, SEND_LIMIT).await {
            Some(response) => read(&response).await,
            None => Response::Failed,
        }
    }

    async fn sleep(&self, ms: u64) -> bool {
        let (slept, wake) = promise();
        self.waker.replace(Some(wake.clone()));
        let wait = [wake.clone().into(), (ms as f64).into(), JsValue::FALSE];
        let timer = invoke(&global(), "setTimeout", &wait);
        // The event that it is called with says that the network is back.
        let back = ["online".into(), wake.into()];
        invoke(&global(), "addEventListener", &back);
        let woken = JsFuture::from(slept).await;
        invoke(&global(), "removeEventListener", &back);
        invoke(&global(), "clearTimeout", timer.as_slice());
        self.waker.take();
        woken.is_ok_and(|event| event.is_object())
    }

    fn wake(&self) {
        if let Some(wake) = self.waker.borrow().as_ref() {
            let _ = wake.call0(&JsValue::NULL);
        }
    }

    fn report(&self, id: &str, delivery: &Delivery) {
        let listener = self.listeners.borrow().get(id).cloned();
        if let Some(listener) = listener {
            listener.emit(delivery.clone());
        }
    }
}

/// The answer to a request without cookies; `None` when there was none in time.
async fn fetch(url: &str, settings: &[(&str, JsValue)], limit: u64) -> Option<JsValue> {
    let init = Object::new();
    let common = [("credentials", "omit".into()), ("cache", "no-store".into())];
    for (name, value) in settings.iter().chain(&common) {
        let _ = Reflect::set(&init, &(*name).into(), value);
    }
    let signals = get(&global(), "AbortSignal");
    if let Some(signal) = invoke(&signals, "timeout", &[(limit as f64).into()]) {
        let _ = Reflect::set(&init, &"signal".into(), &signal);
    }
    settled(invoke(&global(), "fetch", &[url.into(), init.into()])?).await
}

async fn read(response: &JsValue) -> Response {
    if get(response, "type") == "opaque" {
        return Response::Opaque;
    }
    let text = match invoke(response, "text", &[]) {
        Some(text) => settled(text).await,
        None => None,
    };
    let waits = invoke(&get(response, "headers"), "get", &["retry-after".into()]);
    Response::Status {
        code: get(response, "status").as_f64().unwrap_or_default() as u16,
        retry_after: waits.and_then(|text| text.as_string()),
        body: text.and_then(|text| text.as_string()).unwrap_or_default(),
    }
}

/// What a promise comes to; `None` when it is rejected.
async fn settled(promise: JsValue) -> Option<JsValue> {
    JsFuture::from(promise.dyn_into::<Promise>().ok()?).await.ok()
}

/// A promise and the function that fulfils it.
fn promise() -> (Promise, Function) {
    let mut fulfil = None;
    let promise = Promise::new(&mut |resolve, _| fulfil = Some(resolve));
    // It was called: `Promise::new` calls it before it returns.
    (promise, fulfil.unwrap_or_else(|| JsValue::UNDEFINED.unchecked_into()))
}

fn get(object: &JsValue, member: &str) -> JsValue {
    Reflect::get(object, &member.into()).unwrap_or_default()
}

fn invoke(object: &JsValue, method: &str, arguments: &[JsValue]) -> Option<JsValue> {
    let method: Function = get(object, method).dyn_into().ok()?;
    method.apply(object, &arguments.iter().collect::<Array>()).ok()
}
