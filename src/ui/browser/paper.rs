//! When the page goes on paper.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use yew::Callback;

use super::window;

/// Tells when the page is about to be put on paper, and when that is over.
pub struct Paper([Heard; 2]);

/// An event and what is called for it.
type Heard = (&'static str, Closure<dyn Fn()>);

impl Paper {
    /// Sends `message` with whether the page goes on paper, until it is dropped.
    pub fn watch<M: 'static>(send: &Callback<M>, message: fn(bool) -> M) -> Self {
        let tell = |on_paper| {
            let send = send.clone();
            Closure::new(move || send.emit(message(on_paper)))
        };
        let told = [("beforeprint", tell(true)), ("afterprint", tell(false))];
        for (event, tell) in &told {
            if let Some(window) = window() {
                let _ =
                    window.add_event_listener_with_callback(event, tell.as_ref().unchecked_ref());
            }
        }
        Self(told)
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
