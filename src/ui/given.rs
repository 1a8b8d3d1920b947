//! What was given, as a list: the form of the printed page.

use yew::{Html, html};

use super::view::View;
use crate::calc::coverage::{FIELDS, Inputs};

/// What was given, for print.
pub fn given(view: &View, inputs: Option<&Inputs>) -> Html {
    let Some(inputs) = inputs else { return Html::default() };
    let rows = FIELDS.iter().filter_map(|field| {
        let value = field.get(inputs)?;
        Some(html! {
            <div><dt>{ field.label }</dt><dd>{ view.value(field, value) }</dd></div>
        })
    });
    html! {
        <div class="ep-given">
            { view.heading(1, "given", "ep-finding", "The figures") }
            <dl>{ for rows }</dl>
        </div>
    }
}
