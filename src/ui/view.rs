//! What every part of one calculator on a page shares.

use std::fmt;
use std::ops::Deref;
use std::rc::Rc;

use yew::html::onclick;
use yew::virtual_dom::Listener;
use yew::{AttrValue, Callback, Html};

use super::calculator::Message;
use super::element::{attributes, heard, text, with};
use crate::calc::coverage::{FIELDS, Inputs};
use crate::calc::field::{Field, Kind, Value};
use crate::calc::units::Money;
use crate::language::Count;
use crate::text::formats::Formats;
use crate::text::verdict::times;

/// A shared handle to the formats of one calculator.
#[derive(Clone)]
pub struct Formatting(Rc<dyn Formats>);

impl Formatting {
    /// A handle to `formats`.
    pub fn new(formats: impl Formats + 'static) -> Self {
        Self(Rc::new(formats))
    }
}

impl Deref for Formatting {
    type Target = dyn Formats;
    fn deref(&self) -> &Self::Target {
        &*self.0
    }
}

impl PartialEq for Formatting {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl fmt::Debug for Formatting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Formatting")
    }
}

/// What every part of one calculator on a page shares. `M` is what its parts send.
pub struct View<M: 'static = Message> {
    /// How values are written.
    pub formats: Formatting,
    /// Begins every id, so that several calculators can share a page.
    pub id: AttrValue,
    /// Level of the calculator's own heading, 1 to 3; its sections are one below.
    pub level: u8,
    /// Where everything that the visitor does goes.
    pub send: Callback<M>,
}

impl<M> Clone for View<M> {
    fn clone(&self) -> Self {
        let Self { formats, id, level, send } = self;
        Self { formats: formats.clone(), id: id.clone(), level: *level, send: send.clone() }
    }
}

impl<M> PartialEq for View<M> {
    fn eq(&self, other: &Self) -> bool {
        self.formats == other.formats
            && self.id == other.id
            && self.level == other.level
            && self.send == other.send
    }
}

impl<M> fmt::Debug for View<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("View").field("id", &self.id).finish_non_exhaustive()
    }
}

impl<M: Clone> View<M> {
    /// The same for a part with messages of its own.
    pub fn sending<N: 'static>(&self, wrap: fn(N) -> M) -> View<N> {
        let Self { formats, id, level, send } = self;
        View { formats: formats.clone(), id: id.clone(), level: *level, send: send.reform(wrap) }
    }

    /// An id of this calculator alone.
    pub fn id(&self, name: &str) -> String {
        format!("{}-{name}", self.id)
    }

    /// A heading `below` the calculator's own; scripts can move the focus to it.
    pub fn heading(
        &self,
        below: u8,
        name: &str,
        class: &'static str,
        words: impl Into<AttrValue>,
    ) -> Html {
        let tag = match self.level + below {
            1 => "h1",
            2 => "h2",
            3 => "h3",
            _ => "h4",
        };
        let attributes = attributes! { "id": self.id(name), "class": class, "tabindex": "-1" };
        with(tag, attributes, vec![text(words)])
    }

    /// A button that sends `message`.
    pub fn button(&self, class: &'static str, message: M, children: Vec<Html>) -> Html {
        let part = (class == "ep-button").then_some("button");
        let attributes = attributes! { "type": "button", "class": class, "part": part };
        heard("button", attributes, Box::new([Some(self.press(message))]), children)
    }

    /// Sends `message` when the element is pressed.
    pub fn press(&self, message: M) -> Rc<dyn Listener> {
        let send = self.send.clone();
        Rc::new(onclick::Wrapper::new(Callback::from(move |_| send.emit(message.clone()))))
    }

    /// An amount in full.
    pub fn money(&self, amount: Money) -> String {
        self.formats.money(amount)
    }

    /// An amount for headings.
    pub fn short(&self, amount: Money) -> String {
        self.formats.money_short(amount)
    }

    /// "3.4×".
    pub fn times(&self, ratio: f64) -> String {
        times(ratio, &*self.formats)
    }

    /// So many, for a sentence that counts.
    pub fn counted(&self, number: f64, decimals: u8) -> Count {
        self.formats.count(number, decimals)
    }

    /// "58 deals".
    pub fn count(&self, number: f64, decimals: u8, one: &str, many: &str) -> String {
        let text = self.formats.number(number, decimals);
        format!("{text} {}", if text == "1" { one } else { many })
    }

    /// A value of a field of this kind with its unit.
    pub fn value(&self, kind: Kind, value: Value) -> String {
        match value {
            Value::Money(amount) => self.money(amount),
            Value::Percent(percent) => self.formats.percent(percent.fraction(), 2),
            Value::Days(days) => say!("{n} {n?day|days}", n = self.counted(f64::from(days.0), 0)),
            Value::Count(count) => self.formats.number(f64::from(count), 0),
            Value::Number(number) => self.formats.number(number, 3),
            Value::Date(day) => self.formats.date(day),
            Value::Choice(index) => choice(kind, index).to_owned(),
        }
    }
}

fn choice(kind: Kind, index: usize) -> &'static str {
    match kind {
        Kind::Choice(options) => options.get(index).map_or("", |option| option.label.text()),
        _ => "",
    }
}

/// The field with this key. Keys that we write ourselves are all known.
pub fn field(key: &str) -> &'static Field<Inputs> {
    FIELDS.iter().find(|field| field.key == key).unwrap_or(&FIELDS[0])
}
