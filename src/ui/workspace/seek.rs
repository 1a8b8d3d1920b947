//! Goal seek: which value of an input makes a figure what it should be.

use std::rc::Rc;

use yew::html::{onchange, oninput};
use yew::{Callback, Html};

use super::held::{as_typed, kind};
use super::{Message, Workspace};
use crate::calc::coverage::{FIELDS, FIGURES, Figure, Inputs, Precision, check, report};
use crate::calc::field::{Field, Kind, Value};
use crate::calc::seek::{self, Sought};
use crate::calc::units::{Money, Percent};
use crate::state::Action;
use crate::text::notation::Notation;
use crate::ui::answer::section;
use crate::ui::element::{
    attributes, element, heard, input, list, nothing, option, text, with, worded,
};
use crate::ui::view::View;
use crate::ui::{browser, calculator};

/// What can be asked of it.
#[derive(Clone, Debug)]
pub enum Ask {
    /// Another input may change, by its key.
    Input(String),
    /// Another figure is wanted, by its key.
    Figure(String),
    /// The target now reads so.
    Target(String),
    /// It is to be looked for.
    Find,
    /// What was found is to be used.
    Use,
}

/// What is asked, and what was found.
pub struct Seek {
    /// The input that may change.
    pub input: &'static Field<Inputs>,
    /// The figure that is wanted.
    pub figure: &'static Figure,
    /// What it should be, as typed.
    pub target: String,
    /// What was found for exactly this question, or what is wrong with it.
    pub found: Option<Result<Sought, &'static str>>,
}

impl Default for Seek {
    fn default() -> Self {
        let input = |field: &&Field<Inputs>| field.key == "win_rate";
        Self {
            input: FIELDS.iter().find(input).unwrap_or(&FIELDS[0]),
            figure: &FIGURES[0],
            target: "80".into(),
            found: None,
        }
    }
}

impl Seek {
    /// Looks for the answer with these inputs.
    pub fn look(&mut self, inputs: Option<&Inputs>, notation: &Notation) {
        self.found = Some(self.answer(inputs, notation));
    }

    fn answer(&self, inputs: Option<&Inputs>, notation: &Notation) -> Result<Sought, &'static str> {
        let inputs = inputs.ok_or("Coverage has no answer yet: complete its figures first.")?;
        let target = notation
            .parse_number(&self.target)
            .map_err(|_| "Type the target as a number, such as 80 or 1.5M.")?;
        let get = self.figure.get;
        let figure = |inputs: &Inputs| {
            let possible = check(inputs).is_empty();
            number(possible.then(|| get(&report(inputs, Precision::Interactive))).flatten()?)
        };
        Ok(seek::seek(self.input, inputs, target.value, figure))
    }
}

impl Workspace {
    /// Follows what is asked.
    pub(super) fn ask(&mut self, ask: Ask) {
        let seek = &mut self.seek;
        match ask {
            Ask::Input(key) => {
                seek.input = FIELDS.iter().find(|field| field.key == key).unwrap_or(seek.input);
                seek.found = None;
            }
            Ask::Figure(key) => {
                seek.figure =
                    FIGURES.iter().find(|figure| figure.key == key).unwrap_or(seek.figure);
                seek.found = None;
            }
            Ask::Target(text) => (seek.target, seek.found) = (text, None),
            Ask::Find => {
                let inputs = self.coverage.ask(|coverage| Some(coverage.answer()?.inputs));
                seek.look(inputs.flatten().as_ref(), self.view.formats.notation());
            }
            Ask::Use => self.use_sought(),
        }
    }

    fn use_sought(&mut self) {
        let Some(Ok(Sought::Found { value, .. })) = self.seek.found else { return };
        let key = self.seek.input.key;
        let text = as_typed(value, &*self.view.formats);
        self.coverage.send(calculator::Message::Act(Action::Edit { key, text }));
        self.seek.found = None;
        self.spoken = [self.seek.input.label.text(), " is changed in coverage."].concat().into();
        self.rest();
    }
}

/// A value on a scale on which it can be sought.
fn number(value: Value) -> Option<f64> {
    match value {
        Value::Money(Money(number)) | Value::Percent(Percent(number)) | Value::Number(number) => {
            Some(number)
        }
        Value::Days(days) => Some(f64::from(days.0)),
        Value::Count(count) => Some(f64::from(count)),
        Value::Date(_) | Value::Choice(_) => None,
    }
}

/// Whether an input can be sought.
fn is_movable(field: &Field<Inputs>) -> bool {
    !matches!(field.shape().kind, Kind::Choice(_) | Kind::Date)
}

/// Figures that are days are not sought.
fn is_number(figure: &Figure) -> bool {
    !["first_day", "last_day"].contains(&figure.key) && !figure.key.starts_with("latest_")
}

/// The question and its answer.
pub fn seek(workspace: &Workspace) -> Html {
    let (view, seek) = (&workspace.view, &workspace.seek);
    let inputs = FIELDS
        .iter()
        .filter(|field| is_movable(field))
        .map(|field| (field.key, field.label.text()));
    let figures = FIGURES
        .iter()
        .filter(|figure| is_number(figure))
        .map(|figure| (figure.key, figure.label.text()));
    let labelled = |id: &str, label: &'static str, control: Html| {
        let label = with("label", attributes! { "for": view.id(id) }, vec![text(label)]);
        element("div", "ep-field", vec![label, control])
    };
    section(
        view,
        "seek",
        "What would have to be?".into(),
        vec![
            worded("p", "", HELP),
            element(
                "div",
                "ep-filters",
                vec![
                    labelled(
                        "seek-input",
                        "Change this figure of coverage",
                        choice(view, "seek-input", seek.input.key, inputs.collect(), |key| {
                            Message::Seek(Ask::Input(key))
                        }),
                    ),
                    labelled(
                        "seek-figure",
                        "until this",
                        choice(view, "seek-figure", seek.figure.key, figures.collect(), |key| {
                            Message::Seek(Ask::Figure(key))
                        }),
                    ),
                    labelled("seek-target", "is", target(view, &seek.target)),
                ],
            ),
            element(
                "div",
                "ep-actions",
                vec![view.button("ep-button", Message::Seek(Ask::Find), vec![text("Find it")])],
            ),
            with("div", attributes! { "role": "status" }, vec![found(workspace)]),
        ],
    )
}

const HELP: &str = "All other figures stay as they are in the scenario in use. A chance is typed in \
    percent, an amount in your currency.";

fn choice(
    view: &View<Message>,
    name: &str,
    chosen: &str,
    options: Vec<(&'static str, &'static str)>,
    message: fn(String) -> Message,
) -> Html {
    let send = view.send.clone();
    let listener = oninput::Wrapper::new(Callback::from(move |event| {
        send.emit(message(browser::typed(&event)));
    }));
    let options = options.into_iter().map(|(key, label)| option(key, key == chosen, text(label)));
    heard(
        "select",
        attributes! { "id": view.id(name), "class": "ep-input" },
        Box::new([Some(Rc::new(listener))]),
        options.collect(),
    )
}

fn target(view: &View<Message>, typed: &str) -> Html {
    let send = view.send.clone();
    let listener = oninput::Wrapper::new(Callback::from(move |event| {
        send.emit(Message::Seek(Ask::Target(browser::typed(&event))));
    }));
    let send = view.send.clone();
    let entered =
        onchange::Wrapper::new(Callback::from(move |_| send.emit(Message::Seek(Ask::Find))));
    input(
        attributes! {
            "id": view.id("seek-target"), "class": "ep-input", "type": "text",
            "inputmode": "decimal", "autocomplete": "off",
        },
        Box::new([Some(Rc::new(listener)), Some(Rc::new(entered))]),
        typed.to_owned().into(),
    )
}

fn found(workspace: &Workspace) -> Html {
    let (view, seek) = (&workspace.view, &workspace.seek);
    match &seek.found {
        None => nothing(),
        Some(Err(problem)) => worded("p", "ep-problem", *problem),
        Some(Ok(sought)) => list(vec![
            worded("p", "ep-lead-in", sentence(view, seek, sought)),
            match sought {
                Sought::Found { .. } => {
                    view.button("ep-button", Message::Seek(Ask::Use), vec![text("Use it")])
                }
                _ => nothing(),
            },
        ]),
    }
}

fn sentence(view: &View<Message>, seek: &Seek, sought: &Sought) -> String {
    let written = |value: Value| view.value(seek.input.shape().kind, value);
    let figure = |reached: f64| {
        let value = with_unit(seek.figure, reached);
        view.value(kind(value), value)
    };
    let (input, name) = (seek.input.label.text(), seek.figure.label.text());
    match *sought {
        Sought::Found { value, reached } => {
            [input, " of ", &*written(value), ": ", name, " is then ", &*figure(reached), "."]
                .concat()
        }
        Sought::OutOfReach { value, reached } => [
            "No value does. The nearest is ",
            &*written(value),
            ": ",
            name,
            " is then ",
            &*figure(reached),
            ".",
        ]
        .concat(),
        Sought::NoEffect => [input, " does not change it: choose another figure."].concat(),
        Sought::NotSought => {
            [input, " is empty, or the figure has no answer now: fill it in first."].concat()
        }
    }
}

/// A figure's number with its unit again.
fn with_unit(figure: &Figure, number: f64) -> Value {
    match figure.key {
        "chance" => Value::Percent(Percent(number)),
        "coverage" | "coverage_needed" | "weekly_opportunities" | "weekly_leads" => {
            Value::Number(number)
        }
        "deals_needed" => Value::Count(number as u32),
        _ => Value::Money(Money(number)),
    }
}

#[cfg(test)]
mod tests;
