//! The first view: drawn when the page is built, shown while the program is on its way, taken over
//! once it is there.
//!
//! It knows neither day nor language of the visitor, so its boxes are empty and its answer, of the
//! example on some day, is hidden: it holds the place. The program draws the same first, so that
//! it finds every element where it expects it, and only then what is really to be seen.

use std::rc::Rc;

use chrono::NaiveDate;

use super::answer::Answer;
use super::calculator::{CalculatorProps, nobody, quick, read};
use super::handle::Handle;
use super::steps::Steps;
use super::view::{Formatting, View};
use crate::calc::coverage::FIELDS;
use crate::state::{Gate, Source, State};
use crate::text::draft::Draft;
use crate::text::example::example;
use crate::text::formats::Plain;

/// A calculator at this level of headings as it is seen first, with what was typed into it so far.
pub fn first_view(level: u8, gated: bool, typed: Draft) -> CalculatorProps {
    let gate = if gated { Gate::closed() } else { Gate::default() };
    CalculatorProps {
        formats: Formatting::new(Plain::default()),
        today: today(),
        initial: State { gate, ..State::new(typed, Source::Example) },
        id: "ep".into(),
        level,
        keep: None,
        locale: "en-US".into(),
        gate: gated.then(Rc::default),
        sharing: true,
        early: true,
        handle: Handle::default(),
        steps: Steps::default(),
        host: nobody(),
    }
}

/// The answer that holds the place.
pub(super) fn answer(view: &View, props: &CalculatorProps) -> Option<Answer> {
    let draft = Draft::from_inputs(FIELDS, &example(props.today), &*props.formats);
    quick(view, &read(props, &State::new(draft, Source::Example)))
}

/// A day in the middle of a quarter, when the example has every part of an answer.
pub(super) fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 2, 14).unwrap_or_default()
}
