//! When the visitor turns to another page, tab or program.

use std::rc::Rc;

use js_sys::Function;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::EventTarget;

use super::window;

/// Tells when the page goes out of sight: it may never come back. No `unload` handler, as a page
/// with one is not kept for the way back.
pub struct Leaving([Heard; 2]);

/// Who tells, the event, and what is called for it.
type Heard = (Option<EventTarget>, &'static str, Closure<dyn Fn()>);

impl Leaving {
    /// Does `work` at once whenever that happens, until it is dropped. A message would come too late:
    /// nobody may be left to hear it.
    pub fn watch(work: impl Fn() + 'static) -> Self {
        let document = window().and_then(|window| window.document());
        let work = Rc::new(work);
        let (seen, hidden) = (document.clone(), Rc::clone(&work));
        let hides = Closure::<dyn Fn()>::new(move || {
            if seen.as_ref().is_none_or(web_sys::Document::hidden) {
                hidden();
            }
        });
        let leaves = Closure::<dyn Fn()>::new(move || work());
        let told: [Heard; 2] = [
            (document.map(Into::into), "visibilitychange", hides),
            (window().map(Into::into), "pagehide", leaves),
        ];
        for (target, event, tell) in &told {
            if let Some(target) = target {
                let _ = target.add_event_listener_with_callback(event, called(tell));
            }
        }
        Self(told)
    }
}

fn called(tell: &Closure<dyn Fn()>) -> &Function {
    tell.as_ref().unchecked_ref()
}

impl Drop for Leaving {
    fn drop(&mut self) {
        for (target, event, tell) in &self.0 {
            if let Some(target) = target {
                let _ = target.remove_event_listener_with_callback(event, called(tell));
            }
        }
    }
}
