//! What a lead says about the visit, as far as the visitor's browser lets it be known.

use js_sys::{Date, Function, Math, Reflect, global};
use wasm_bindgen::{JsCast, JsValue};

use super::wants_privacy;
use crate::lead::submission::Context;
use crate::text::texts::Texts;

/// The cookie by which `HubSpot` knows a visitor.
const HUBSPOT_COOKIE: &str = "hubspotutk=";

/// What the page around a frame has said of itself, by the names below: `embed/frame.js` sets it.
const AROUND: &str = "enoughPipelineVisit";

/// Where and in what language the visitor is.
pub fn context(locale: &str) -> Context {
    Context {
        page_url: here(),
        page_title: page("document", "title").unwrap_or_default(),
        locale: locale.to_owned(),
        hutk: page("document", "cookie").and_then(|cookies| hubspot(&cookies)),
        attribution: page("location", "search").map_or_else(Texts::default, |query| pairs(&query)),
        private: wants_privacy(),
    }
}

/// A text of the page that the visitor sees, which is the page around a frame.
fn page(object: &str, member: &str) -> Option<String> {
    let member_of = |object: &JsValue| Reflect::get(object, &member.into()).ok()?.as_string();
    let global = |name: &str| Reflect::get(&global(), &name.into()).unwrap_or_default();
    member_of(&global(AROUND)).or_else(|| member_of(&global(object)))
}

/// The address of the page that the visitor sees.
pub fn here() -> String {
    page("location", "href").unwrap_or_default()
}

/// The same without its fragment.
pub fn address() -> String {
    let href = here();
    href.split('#').next().unwrap_or_default().to_owned()
}

fn hubspot(cookies: &str) -> Option<String> {
    cookies.split("; ").find_map(|cookie| cookie.strip_prefix(HUBSPOT_COOKIE)).map(str::to_owned)
}

fn pairs(query: &str) -> Texts {
    let pairs = query.trim_start_matches('?').split('&');
    pairs.filter_map(Texts::decode).fold(Texts::default(), |mut all, one| {
        for (key, text) in one.iter() {
            all.insert(key.to_owned(), text.to_owned());
        }
        all
    })
}

/// Milliseconds since 1970; 0 without a browser.
pub fn now() -> u64 {
    if cfg!(target_arch = "wasm32") { Date::now() as u64 } else { 0 }
}

/// A random UUID. Pages without a secure context have no `crypto.randomUUID`.
pub fn uuid() -> String {
    let crypto = Reflect::get(&global(), &"crypto".into()).unwrap_or_default();
    let made = Reflect::get(&crypto, &"randomUUID".into())
        .and_then(JsCast::dyn_into::<Function>)
        .and_then(|make| make.call0(&crypto));
    made.ok().as_ref().and_then(JsValue::as_string).unwrap_or_else(less_random)
}

/// "xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx".
fn less_random() -> String {
    let digit = |_| char::from_digit((Math::random() * 16.0) as u32, 16).unwrap_or('0');
    let digits: String = (0..30).map(digit).collect();
    [
        &digits[..8],
        "-",
        &digits[8..12],
        "-4",
        &digits[12..15],
        "-8",
        &digits[15..18],
        "-",
        &digits[18..],
    ]
    .concat()
}
