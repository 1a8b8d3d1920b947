//! Elements as data: one function builds them all, where each `html!` would be code of its own.
//!
//! An element keeps its place among its siblings from one drawing to the next; what is absent
//! leaves [`nothing`] there, so that Yew finds the others again.

use std::rc::Rc;

use yew::html::IntoPropValue;
use yew::virtual_dom::{AttributeOrProperty, Attributes, Key, Listener, VList, VTag, VText};
use yew::{AttrValue, Html, NodeRef};

use crate::language::Word;

/// What listens to the events of an element.
pub type Listeners = Box<[Option<Rc<dyn Listener>>]>;

impl From<Word> for AttrValue {
    fn from(word: Word) -> Self {
        word.text().into()
    }
}

/// The attributes of an element. A value may be `&'static str`, `String` or [`AttrValue`]; an
/// attribute that is `None` is left out.
macro_rules! attributes {
    ($($name:literal: $value:expr),+ $(,)?) => {
        yew::virtual_dom::Attributes::Dynamic {
            keys: &[$($name),+],
            values: Box::new([$($crate::ui::element::value($value)),+]),
        }
    };
}
pub(super) use attributes;

/// The value of an attribute.
pub fn value(value: impl IntoPropValue<Option<AttrValue>>) -> Option<AttributeOrProperty> {
    value.into_prop_value().map(AttributeOrProperty::Attribute)
}

/// An option of a list. Whether it is chosen is a property: an attribute would say what is chosen at
/// first, and have no say once the visitor has chosen.
pub fn option(key: impl IntoPropValue<Option<AttrValue>>, chosen: bool, label: Html) -> Html {
    let chosen = if cfg!(target_arch = "wasm32") {
        Some(AttributeOrProperty::Property(chosen.into()))
    } else {
        // Markup has no properties.
        chosen.then(|| AttributeOrProperty::Attribute("selected".into()))
    };
    let attributes = Attributes::Dynamic {
        keys: &["value", "selected"],
        values: Box::new([value(key), chosen]),
    };
    with("option", attributes, vec![label])
}

/// What stands where nothing stands.
pub fn nothing() -> Html {
    Html::default()
}

/// Text between elements.
#[inline(never)]
pub fn text(text: impl Into<AttrValue>) -> Html {
    Html::VText(VText::new(text))
}

/// Several elements in the place of one.
#[inline(never)]
pub fn list(mut children: Vec<Html>) -> Html {
    match children.len() {
        1 => children.remove(0),
        _ => Html::from(VList::from(children)),
    }
}

/// An element of a class, or of none when that is empty.
#[inline(never)]
pub fn element(tag: &'static str, class: &'static str, children: Vec<Html>) -> Html {
    with(tag, of_class(class), children)
}

/// An element that holds text alone.
#[inline(never)]
pub fn worded(tag: &'static str, class: &'static str, words: impl Into<AttrValue>) -> Html {
    element(tag, class, vec![text(words)])
}

/// An element with any attributes.
#[inline(never)]
pub fn with(tag: &'static str, attributes: Attributes, children: Vec<Html>) -> Html {
    heard(tag, attributes, Listeners::default(), children)
}

/// An element whose events are listened to.
#[inline(never)]
pub fn heard(
    tag: &'static str,
    attributes: Attributes,
    listeners: Listeners,
    children: Vec<Html>,
) -> Html {
    let mut element = VTag::new(tag);
    element.attributes = attributes;
    if !listeners.is_empty() {
        element.set_listeners(listeners);
    }
    if let Some(place) = element.children_mut() {
        *place = list(children);
    }
    element.into()
}

/// An element that is known by its key among siblings that come and go.
pub fn keyed(
    key: &'static str,
    tag: &'static str,
    class: &'static str,
    children: Vec<Html>,
) -> Html {
    let mut element = VTag::new(tag);
    element.key = Some(Key::from(key));
    element.attributes = of_class(class);
    element.add_children(children);
    element.into()
}

/// An element that [`NodeRef`] finds again.
pub fn rooted(tag: &'static str, class: &'static str, root: &NodeRef, children: Vec<Html>) -> Html {
    let mut element = VTag::new(tag);
    element.node_ref = root.clone();
    element.attributes = of_class(class);
    element.add_children(children);
    element.into()
}

/// What is wrong, said at once to those who hear the page.
#[inline(never)]
pub fn alert(words: impl Into<AttrValue>) -> Html {
    with("p", attributes! { "class": "ep-problem", "role": "alert" }, vec![text(words)])
}

/// A box to type in.
#[inline(never)]
pub fn input(attributes: Attributes, listeners: Listeners, value: AttrValue) -> Html {
    let mut element = VTag::new("input");
    element.attributes = attributes;
    if !listeners.is_empty() {
        element.set_listeners(listeners);
    }
    element.set_value(value);
    element.into()
}

/// A list of terms, each with what it comes to.
#[inline(never)]
pub fn terms(class: &'static str, terms: Vec<(&'static str, String)>) -> Html {
    let pair =
        |(term, value)| element("div", "", vec![worded("dt", "", term), worded("dd", "", value)]);
    element("dl", class, terms.into_iter().map(pair).collect())
}

/// Details folded away under their summary.
#[inline(never)]
pub fn folded(summary: &'static str, body: Html) -> Html {
    element("details", "ep-more", vec![worded("summary", "", summary), body])
}

fn of_class(class: &'static str) -> Attributes {
    let class = (!class.is_empty()).then_some(class);
    Attributes::Dynamic { keys: &["class"], values: Box::new([value(class)]) }
}
