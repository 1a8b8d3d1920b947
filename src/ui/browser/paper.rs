//! When the page goes on paper.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Function, Reflect, global};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, NodeList};
use yew::{Callback, NodeRef};

use super::window;

/// What unfolds formulas.
const FORMULAS: &str = "details:has(> .ep-how)";
/// Marks what is printed in the page around it, which only sees the element as a whole.
const MARK: &str = "data-ep-printed";
/// Of the page, only what is marked goes on paper, and what stands around it.
const ALONE: &str = "@media print { body :not(:has([data-ep-printed])):not([data-ep-printed], \
    [data-ep-printed] *) { display: none !important; } }";

/// Rules for the sheets of paper (`@page`), as a style sheet; `None`: the page is printed as it is.
/// Such rules count in the page alone, not in a shadow root.
pub type Sheet = Rc<RefCell<Option<String>>>;

/// Hears when the page is about to be put on paper, and when that is over, until it is dropped.
pub struct Paper([Heard; 2]);

/// An event and what is called for it.
type Heard = (&'static str, Closure<dyn Fn()>);

impl Paper {
    /// Sends `message` with whether the page goes on paper.
    pub fn watch<M: 'static>(send: &Callback<M>, message: fn(bool) -> M) -> Self {
        let send = send.clone();
        Self::hear(move |on_paper| send.emit(message(on_paper)))
    }

    /// Whenever the page is printed while `sheet` holds rules, it is laid out by them, with `root`
    /// alone and every formula inside it unfolded; afterwards all is as before.
    pub fn lay_out(root: &NodeRef, sheet: &Sheet) -> Self {
        let (root, sheet) = (root.clone(), Rc::clone(sheet));
        let laid = RefCell::new(None);
        Self::hear(move |on_paper| {
            // Printed again before the end of the last print was heard: that one ends now.
            drop(laid.take());
            let rules = sheet.borrow().clone().filter(|_| on_paper);
            let root = root.cast::<Element>();
            *laid.borrow_mut() = root.zip(rules).map(|(root, rules)| Laid::new(&root, &rules));
        })
    }

    fn hear(told: impl Fn(bool) + 'static) -> Self {
        let told = Rc::new(told);
        let tell = |on_paper| {
            let told = Rc::clone(&told);
            Closure::new(move || told(on_paper))
        };
        let heard = [("beforeprint", tell(true)), ("afterprint", tell(false))];
        for (event, tell) in &heard {
            if let Some(window) = window() {
                let _ =
                    window.add_event_listener_with_callback(event, tell.as_ref().unchecked_ref());
            }
        }
        Self(heard)
    }
}

impl Drop for Paper {
    fn drop(&mut self) {
        for (event, tell) in &self.0 {
            if let Some(window) = window() {
                let _ = window
                    .remove_event_listener_with_callback(event, tell.as_ref().unchecked_ref());
            }
        }
    }
}

/// What was changed for paper; dropping it changes it back.
struct Laid {
    opened: Vec<Element>,
    marked: Element,
    sheet: Option<JsValue>,
}

impl Laid {
    fn new(root: &Element, rules: &str) -> Self {
        let opened = folded(root);
        for details in &opened {
            let _ = details.set_attribute("open", "");
        }
        let marked = host(root).unwrap_or_else(|| root.clone());
        let _ = marked.set_attribute(MARK, "");
        Self { opened, marked, sheet: adopt(&[rules, ALONE].concat()) }
    }
}

impl Drop for Laid {
    fn drop(&mut self) {
        for details in &self.opened {
            let _ = details.remove_attribute("open");
        }
        let _ = self.marked.remove_attribute(MARK);
        if let Some(sheet) = &self.sheet {
            adopted(|all| all.filter(&mut |one, _, _| one != *sheet));
        }
    }
}

/// The formulas inside `root` that are folded away.
fn folded(root: &Element) -> Vec<Element> {
    let found = root.query_selector_all(FORMULAS).ok();
    let one = |place| found.as_ref()?.get(place)?.dyn_into::<Element>().ok();
    let all = (0..found.as_ref().map_or(0, NodeList::length)).filter_map(one);
    all.filter(|details| !details.has_attribute("open")).collect()
}

/// The element in whose shadow root `element` stands.
fn host(element: &Element) -> Option<Element> {
    let root = Reflect::get(element, &"getRootNode".into()).ok()?.dyn_into::<Function>().ok()?;
    let root = root.call0(element).ok()?;
    Reflect::get(&root, &"host".into()).ok()?.dyn_into().ok()
}

/// Gives the page one more style sheet. A constructed one is allowed whatever styles the page's
/// policy allows.
fn adopt(rules: &str) -> Option<JsValue> {
    let sheet = Reflect::get(&global(), &"CSSStyleSheet".into()).ok()?.dyn_into::<Function>();
    let sheet = Reflect::construct(&sheet.ok()?, &Array::new()).ok()?;
    let replace = Reflect::get(&sheet, &"replaceSync".into()).ok()?.dyn_into::<Function>().ok()?;
    replace.call1(&sheet, &rules.into()).ok()?;
    adopted(|all| {
        all.push(&sheet);
        all
    });
    Some(sheet)
}

/// Changes the list of the page's constructed style sheets.
fn adopted(change: impl FnOnce(Array) -> Array) {
    let Some(document) = window().and_then(|window| window.document()) else { return };
    let Ok(all) = Reflect::get(&document, &"adoptedStyleSheets".into()) else { return };
    if !all.is_undefined() {
        let _ = Reflect::set(&document, &"adoptedStyleSheets".into(), &change(Array::from(&all)));
    }
}
