//! Goal seek: which value of an input makes a figure what it should be, in any calculator.

mod quest;
mod view;

pub use self::quest::Quest;
use self::quest::{Known, known};
pub use self::view::seek;
use super::held::as_typed;
use super::{Message, Section, Workspace};
use crate::calc::seek::Sought;
use crate::state::Action;
use crate::text::draft::Draft;
use crate::ui::browser::{self, Timer};
use crate::ui::calculator;
use crate::ui::forecast::Message as ForecastMessage;
use crate::ui::sweep::Message as SweepMessage;

/// Milliseconds that are worked in a row; a frame of the screen has 16.
const SLICE: u64 = 10;

/// What can be asked of it.
#[derive(Clone, Debug)]
pub enum Ask {
    /// Another calculator is meant, by its word.
    Of(String),
    /// Another input may change, by its key.
    Input(String),
    /// Another figure is wanted, by its key.
    Figure(String),
    /// The target now reads so.
    Target(String),
    /// It is to be looked for.
    Find,
    /// It is time to look on.
    Step,
    /// What was found is to be used.
    Use,
}

/// What is asked, and what was found.
pub struct Seek {
    /// The calculator.
    of: Section,
    /// Key of the input that may change.
    input: &'static str,
    /// Key of the figure that is wanted.
    figure: &'static str,
    /// What it should be, as typed.
    target: String,
    /// What was found for exactly this question, or what is wrong with it.
    found: Option<Result<Sought, &'static str>>,
    /// The search that is going on.
    work: Option<(Quest, Timer)>,
    /// What stood in the calculator when it was asked.
    draft: Draft,
}

impl Default for Seek {
    fn default() -> Self {
        Self {
            of: Section::Coverage,
            input: "win_rate",
            figure: "chance",
            target: "80".into(),
            found: None,
            work: None,
            draft: Draft::default(),
        }
    }
}

impl Seek {
    /// What was found holds no more, or is not wanted.
    pub fn forget(&mut self) {
        (self.found, self.work) = (None, None);
    }

    /// Whether there is an answer to show.
    pub fn has_found(&self) -> bool {
        matches!(self.found, Some(Ok(_)))
    }

    fn known(&self) -> Known {
        known(self.of)
    }

    /// Another calculator: with the same input and figure where it has them.
    fn turn_to(&mut self, of: Section) {
        self.of = of;
        let Known { inputs, figures } = self.known();
        if !inputs.iter().any(|shape| shape.key == self.input) {
            self.input = inputs.first().map_or("", |shape| shape.key);
        }
        if !figures.iter().any(|(key, _)| *key == self.figure) {
            self.figure = figures.first().map_or("", |(key, _)| key);
        }
    }
}

impl Workspace {
    /// Follows what is asked.
    pub(super) fn ask(&mut self, ask: Ask) {
        let seek = &mut self.seek;
        match ask {
            Ask::Of(word) => {
                seek.turn_to(Section::of(&word).unwrap_or(seek.of));
                seek.forget();
            }
            Ask::Input(key) => {
                let known = seek.known().inputs.into_iter().find(|shape| shape.key == key);
                seek.input = known.map_or(seek.input, |shape| shape.key);
                seek.forget();
            }
            Ask::Figure(key) => {
                let known = seek.known().figures.into_iter().find(|(known, _)| *known == key);
                seek.figure = known.map_or(seek.figure, |(key, _)| key);
                seek.forget();
            }
            Ask::Target(text) => {
                seek.target = text;
                seek.forget();
            }
            Ask::Find => self.find(),
            Ask::Step => self.look_on(),
            Ask::Use => self.use_sought(),
        }
    }

    fn find(&mut self) {
        self.seek.forget();
        self.seek.draft = self.draft_of(self.seek.of);
        match quest::begin(self) {
            Ok(quest) => self.later(quest),
            Err(problem) => self.seek.found = Some(Err(problem)),
        }
    }

    fn later(&mut self, quest: Quest) {
        let timer = browser::after(0, &self.view.send, Message::Seek(Ask::Step));
        self.seek.work = Some((quest, timer));
    }

    /// Looks on for a slice of time, so that the page stays responsive.
    fn look_on(&mut self) {
        let Some((mut quest, _)) = self.seek.work.take() else { return };
        let end = browser::now() + SLICE;
        while browser::now() < end {
            if let Some(sought) = quest.step() {
                self.seek.found = Some(Ok(sought));
                return;
            }
        }
        self.later(quest);
    }

    /// Forgets what was found once something else is typed into its calculator.
    pub(super) fn recheck_sought(&mut self) {
        let seeks = self.seek.found.is_some() || self.seek.work.is_some();
        if seeks && self.draft_of(self.seek.of) != self.seek.draft {
            self.seek.forget();
        }
    }

    fn draft_of(&self, section: Section) -> Draft {
        let draft = match section {
            Section::Coverage => self.coverage.ask(|one| one.state().draft.clone()),
            Section::Sweep => self.sweep.ask(|one| one.form().draft.clone()),
            Section::Forecast => self.forecast.ask(|one| one.form().draft.clone()),
            Section::Leads => self.leads.ask(|one| one.state().draft.clone()),
            _ => None,
        };
        draft.unwrap_or_default()
    }

    fn use_sought(&mut self) {
        let Some(Ok(Sought::Found { value, .. } | Sought::OutOfReach { value, .. })) =
            self.seek.found
        else {
            return;
        };
        let (key, of) = (self.seek.input, self.seek.of);
        let text = as_typed(value, &*self.view.formats);
        let edit = calculator::Message::Act(Action::Edit { key, text });
        match of {
            Section::Sweep => self.sweep.send(SweepMessage::Form(edit)),
            Section::Forecast => self.forecast.send(ForecastMessage::Form(edit)),
            Section::Leads => self.leads.send(edit),
            _ => self.coverage.send(edit),
        }
        let known = self.seek.known().inputs.into_iter().find(|shape| shape.key == key);
        let label = known.map_or("", |shape| shape.label.text());
        self.spoken =
            say!("{figure} is changed under {section}.", figure = label, section = of.label())
                .into();
        self.seek.forget();
        self.rest();
    }
}
