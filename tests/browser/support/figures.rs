//! Figures on a known day, so that what the page must show can be worked out here too.

use chrono::NaiveDate;
use enough_pipeline::calc::coverage::{FIELDS, Inputs, Precision, check, report};
use enough_pipeline::text::draft::Draft;
use enough_pipeline::text::example::{blank, example};
use enough_pipeline::text::formats::{Formats, Plain};
use enough_pipeline::text::share;
use enough_pipeline::text::texts::Texts;
use enough_pipeline::text::verdict::of_hundred;
use serde_json::Value;

/// What the boxes hold, as typed in the United States.
#[derive(Clone, Debug)]
pub struct Figures(Draft);

impl Figures {
    /// The example, on a day early in a quarter.
    pub fn example() -> Self {
        let draft = Draft::from_inputs(FIELDS, &example(today()), &Plain::default());
        Self(draft).with("today", &Plain::default().edit_date(today()))
    }

    /// The same with another text in a box.
    #[must_use]
    pub fn with(mut self, key: &'static str, text: &str) -> Self {
        self.0.set(key, text);
        self
    }

    /// The text in a box.
    pub fn text(&self, key: &str) -> &str {
        self.0.get(key)
    }

    /// The path of a page that begins with these figures.
    pub fn path(&self) -> String {
        format!("#{}", share::encode("coverage", &self.texts()))
    }

    /// The same as an object for a script: field and value.
    pub fn canonical(&self) -> Value {
        self.texts().iter().map(|(key, text)| (key.to_owned(), Value::from(text))).collect()
    }

    fn texts(&self) -> Texts {
        self.0.to_canonical(FIELDS, blank(today()), Plain::default().notation())
    }

    /// The chance that the page must show: "31 of 100".
    pub fn chance(&self) -> String {
        of_hundred(report(&self.inputs(), Precision::Settled).chance)
    }

    /// What the boxes come to.
    pub fn inputs(&self) -> Inputs {
        let plain = Plain::default();
        let reading = self.0.read(FIELDS, check, blank(today()), plain.notation());
        reading.inputs.unwrap_or_else(|| panic!("{:?}", reading.problems))
    }
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 10, 20).expect("a day")
}
