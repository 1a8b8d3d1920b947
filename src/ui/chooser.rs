//! Choices: among texts, by options one below the other, and a tick.

use std::rc::Rc;

use yew::html::{onchange, oninput};
use yew::virtual_dom::{AttributeOrProperty, Attributes, Listener};
use yew::{AttrValue, Callback, Event, Html};

use super::browser;
use super::element::{self, attributes, element, heard, text, value};

/// Options whose keys and labels are known beforehand.
pub fn pairs(options: &[(&str, &str)]) -> Vec<(String, String)> {
    options.iter().map(|(key, label)| ((*key).to_owned(), (*label).to_owned())).collect()
}

/// A `select` that tells the key of what is chosen.
pub fn chooser(
    attributes: Attributes,
    options: Vec<(String, String)>,
    chosen: &str,
    tell: Callback<String>,
) -> Html {
    let option = |(key, label): (String, String)| {
        let is_chosen = key == chosen;
        element::option(key, is_chosen, text(label))
    };
    let listener =
        oninput::Wrapper::new(Callback::from(move |event| tell.emit(browser::typed(&event))));
    let options = options.into_iter().map(option).collect();
    heard("select", attributes, Box::new([Some(Rc::new(listener))]), options)
}

/// A box to tick, before its words.
pub fn tick(words: impl Into<AttrValue>, ticked: bool, tell: Callback<bool>) -> Html {
    let listener = onchange::Wrapper::new(Callback::from(move |event: Event| {
        tell.emit(browser::ticked(&event));
    }));
    let control = heard(
        "input",
        attributes! { "type": "checkbox", "checked": ticked.then_some("checked") },
        Box::new([Some(Rc::new(listener))]),
        vec![],
    );
    element("label", "ep-check", vec![control, text(words)])
}

/// One of several options that share a name; it tells its own when it is chosen.
pub fn radio<T: Clone + 'static>(
    name: &str,
    chosen: bool,
    label: Vec<Html>,
    own: T,
    tell: &Callback<T>,
) -> Html {
    let tell = tell.clone();
    let listener = onchange::Wrapper::new(Callback::from(move |_: Event| tell.emit(own.clone())));
    let control = radio_box(name.to_owned(), [None, None], chosen, Rc::new(listener));
    let label = element("span", "", label);
    element("label", "ep-check", vec![control, label])
}

/// Its box alone, with its id and the id of what describes it.
pub fn radio_box(
    name: String,
    [id, described]: [Option<String>; 2],
    chosen: bool,
    listener: Rc<dyn Listener>,
) -> Html {
    // Whether it is chosen is a property: an attribute would only say what is chosen at first.
    let attributes = Attributes::Dynamic {
        keys: &["type", "name", "id", "aria-describedby", "checked"],
        values: Box::new([
            value("radio"),
            value(name),
            value(id),
            value(described),
            Some(AttributeOrProperty::Property(chosen.into())),
        ]),
    };
    heard("input", attributes, Box::new([Some(listener)]), vec![])
}
