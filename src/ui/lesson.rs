//! What past quarters teach about an answer, with a tick to follow it.

use yew::Html;

use super::chooser::tick;
use super::element::{element, nothing, worded};
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
    let tick = tick(say!("Correct by past quarters"), taught.followed, view.send.reform(follow));
    element(
        "div",
        "ep-detail",
        vec![worded("p", "", words(taught, &*view.formats)), element("p", "", vec![tick])],
    )
}
