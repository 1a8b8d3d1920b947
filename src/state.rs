//! What the visitor has typed and opened, and how an action changes it.

pub mod forecast;
mod gate;
pub mod review;
pub mod spreadsheet;
pub mod sweep;
pub mod workspace;

use crate::text::draft::Draft;
use crate::text::share::LinkProblem;

pub use self::gate::{Gate, GateAction};

/// Where the draft came from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Source {
    /// Our example.
    #[default]
    Example,
    /// The visitor.
    Typed,
    /// A link.
    Shared,
    /// An earlier visit.
    Saved,
    /// The page around the calculator.
    Given,
}

/// Something the visitor should know once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The link could not be used.
    Link(LinkProblem),
    /// These parts of a link or of an earlier visit mean nothing here.
    Ignored(Vec<String>),
}

impl Notice {
    /// What to tell the visitor.
    pub fn sentence(&self) -> String {
        match self {
            Self::Link(problem) => problem.sentence().to_string(),
            Self::Ignored(keys) => {
                say!(
                    "Some figures are of another version and were left out: {figures}.",
                    figures = keys.join(", "),
                )
            }
        }
    }
}

/// What the visitor has typed and opened.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    /// The boxes.
    pub draft: Draft,
    /// Where they came from.
    pub source: Source,
    /// Whether "More detail" is open.
    pub details_open: bool,
    /// Fields that were left once: their problems may be shown.
    pub touched: Vec<&'static str>,
    /// What the visitor should know.
    pub notice: Option<Notice>,
    /// The boxes before they were last cleared or loaded, and where those came from.
    pub undo: Option<(Draft, Source)>,
    /// What stands before the whole answer.
    pub gate: Gate,
}

/// What can happen.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// A box now holds this text.
    Edit {
        /// The field's key.
        key: &'static str,
        /// All of the text.
        text: String,
    },
    /// A box was left.
    Blur {
        /// The field's key.
        key: &'static str,
    },
    /// "More detail" was pressed.
    ToggleDetails,
    /// Empty every box.
    Clear,
    /// Take back the last clearing or loading.
    Undo,
    /// Fill in the example.
    LoadExample(Draft),
    /// Fill in what a link or an earlier visit holds.
    Load {
        /// The boxes.
        draft: Draft,
        /// Where they came from.
        source: Source,
        /// What to tell about it.
        notice: Option<Notice>,
    },
    /// The same figures as they are written in another locale.
    Rewrite(Draft),
    /// The notice was read.
    DismissNotice,
    /// Something happened at the form before the whole answer.
    Gate(GateAction),
}

impl State {
    /// The state before anything happened.
    pub fn new(draft: Draft, source: Source) -> Self {
        Self { draft, source, ..Self::default() }
    }

    /// The state after `action`.
    #[must_use]
    pub fn apply(&self, action: Action) -> Self {
        let mut next = self.clone();
        match action {
            Action::Edit { key, text } => next.edit(key, text),
            Action::Blur { key } if self.touched.contains(&key) => {}
            Action::Blur { key } => next.touched.push(key),
            Action::ToggleDetails => next.details_open = !next.details_open,
            Action::Clear => next.replace(Draft::default(), Source::Typed, None),
            Action::Undo => next.undo(),
            Action::LoadExample(draft) => next.replace(draft, Source::Example, None),
            Action::Load { draft, source, notice } => next.replace(draft, source, notice),
            Action::Rewrite(draft) => {
                next.draft = draft;
                // What could be had back is written in the old one.
                next.undo = None;
            }
            Action::DismissNotice => next.notice = None,
            Action::Gate(action) => next.gate.apply(action),
        }
        next
    }

    fn edit(&mut self, key: &'static str, text: String) {
        if self.draft.get(key) != text {
            self.draft.set(key, text);
            self.source = Source::Typed;
        }
    }

    /// Other boxes; the old ones can be had back. An empty form is not worth keeping.
    fn replace(&mut self, draft: Draft, source: Source, notice: Option<Notice>) {
        let old = std::mem::replace(&mut self.draft, draft);
        if !old.is_blank() {
            self.undo = Some((old, self.source));
        }
        self.source = source;
        self.notice = notice;
        self.touched.clear();
    }

    /// Swaps, so that what was typed since is not lost either.
    fn undo(&mut self) {
        if let Some((draft, source)) = self.undo.take() {
            self.replace(draft, source, None);
        }
    }
}

#[cfg(test)]
mod tests;
