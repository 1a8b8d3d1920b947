//! What past quarters teach about an answer, with a tick to follow it.

use std::rc::Rc;

use yew::html::onchange;
use yew::{Callback, Event, Html};

use super::browser;
use super::element::{attributes, element, heard, nothing, text, worded};
use super::view::View;
use crate::calc::replay::Taught;
use crate::text::lesson::lesson as words;

/// The lesson, where there is one; `follow` is sent with whether it is to be followed.
pub fn lesson<M: Clone + 'static>(
    view: &View<M>,
    taught: Option<&Taught>,
    follow: fn(bool) -> M,
) -> Html {
    let Some(taught) = taught else { return nothing() };
    let send = view.send.clone();
    let listener = onchange::Wrapper::new(Callback::from(move |event: Event| {
        send.emit(follow(browser::ticked(&event)));
    }));
    let control = heard(
        "input",
        attributes! { "type": "checkbox", "checked": taught.followed.then_some("checked") },
        Box::new([Some(Rc::new(listener))]),
        vec![],
    );
    let tick = element("label", "ep-check", vec![control, text(say!("Correct by past quarters"))]);
    element(
        "div",
        "ep-detail",
        vec![worded("p", "", words(taught, &*view.formats)), element("p", "", vec![tick])],
    )
}
