//! What was given, as a list: the form of the printed page.

use yew::Html;

use super::element::{element, nothing, terms};
use super::view::View;
use crate::calc::field::Field;

/// What was given, for print.
pub fn given<I: Copy, M: Clone>(view: &View<M>, fields: &[Field<I>], inputs: Option<&I>) -> Html {
    let Some(inputs) = inputs else { return nothing() };
    listed(view, Vec::new(), fields, inputs)
}

/// The same after what is `first` to be said.
pub fn listed<I: Copy, M: Clone>(
    view: &View<M>,
    first: Vec<(&'static str, String)>,
    fields: &[Field<I>],
    inputs: &I,
) -> Html {
    let given = |field: &Field<I>| {
        Some((field.label.text(), view.value(field.shape().kind, field.get(inputs)?)))
    };
    let heading = view.heading(1, "given", "ep-finding", say!("The figures"));
    let figures = first.into_iter().chain(fields.iter().filter_map(given)).collect();
    element("div", "ep-given", vec![heading, terms("", figures)])
}
