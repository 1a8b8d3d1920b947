//! The figures that are asked for.

use yew::Html;

use super::Forecast;
use crate::calc::field::Place;
use crate::calc::forecast::FIELDS;
use crate::ui::element::{element, list, nothing, worded};
use crate::ui::form::boxed;

/// The figures that are needed first.
pub fn form(forecast: &Forecast) -> Html {
    let first = FIELDS.iter().filter(|field| field.place == Place::First).map(|field| field.key);
    list(vec![
        forecast.boxes.heading(1, "figures", "ep-finding", say!("Your figures")),
        element("div", "ep-fields", forecast.fields(first)),
    ])
}

impl Forecast {
    /// The boxes with these keys; below each what the list says, when that counts.
    pub(super) fn fields(&self, keys: impl Iterator<Item = &'static str>) -> Vec<Html> {
        let given = self.given();
        let one = |key: &'static str| {
            let Some(index) = FIELDS.iter().position(|field| field.key == key) else {
                return nothing();
            };
            let control = boxed(&self.boxes, &self.form, &self.reading, FIELDS, index);
            let own = given.iter().find(|(known, _)| *known == key);
            let own = own.filter(|_| self.form.draft.get(key).trim().is_empty());
            let note = own.map_or_else(nothing, |(_, text)| {
                let words = if key == "months" {
                    say!("From your goals: {figure}", figure = &**text)
                } else {
                    say!("From your list: {figure}", figure = &**text)
                };
                worded("p", "ep-help ep-from", words)
            });
            element("div", "", vec![control, note])
        };
        keys.map(one).collect()
    }
}
