//! What a part of a page says outside the tables of words, for the tests of parts that no page shows
//! at first.

use yew::{Html, LocalServerRenderer, Properties, component};

#[path = "../../tests/tongue/mod.rs"]
mod tongue;

#[derive(Clone, PartialEq, Properties)]
struct Part {
    html: Html,
}

#[component]
fn Alone(part: &Part) -> Html {
    part.html.clone()
}

/// A part as it is sent to a browser.
pub fn drawn(html: Html) -> String {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let page = LocalServerRenderer::<Alone>::with_props(Part { html }).hydratable(false).render();
    tokio::task::LocalSet::new().block_on(&runtime, page)
}

/// Asserts that all parts come from the tables but for names in `given`, which is what a visitor
/// brought, and short months.
#[track_caller]
pub fn all_from_tables(given: &str, parts: impl FnOnce() -> Vec<Html>) {
    let months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec";
    let mut names: Vec<&str> = given.split([',', ';', '\t', '\n', '"']).collect();
    names.extend(months.split(' '));
    names.retain(|name| name.len() > 1);
    names.sort_unstable_by_key(|name| std::cmp::Reverse(name.len()));
    let pages: Vec<String> = tongue::in_fullwidth(|| parts().into_iter().map(drawn).collect());
    for page in pages {
        let said = tongue::outside_the_tables(&page, &names);
        assert!(said.is_empty(), "{said:#?}");
    }
}
