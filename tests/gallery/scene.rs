//! A view in a state that is worth seeing.

use chrono::NaiveDate;
use enough_pipeline::ui::Markup;

use crate::words::Language;

/// The day of every scene: in the middle of a quarter, when an answer has every part.
pub fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 16).expect("a day")
}

/// A view in a state that is worth seeing.
pub struct Scene {
    /// The calculator's word.
    pub calculator: &'static str,
    /// What tells it from the calculator's other scenes; part of file names.
    pub name: &'static str,
    /// What to look at.
    pub title: &'static str,
    /// The language that it is drawn in.
    pub language: Language,
    /// Whether everything is open that can be.
    pub opened: bool,
    view: Box<dyn Fn(Language) -> String>,
}

impl Scene {
    /// A scene of `calculator`, in English; `props` are those that lead to its state.
    pub fn of<P: Markup>(
        calculator: &'static str,
        name: &'static str,
        title: &'static str,
        props: impl Fn(Language) -> P + 'static,
    ) -> Self {
        let view = Box::new(move |language| props(language).markup(false));
        Self { calculator, name, title, language: Language::English, opened: false, view }
    }

    /// The same in another language.
    #[must_use]
    pub fn in_language(self, language: Language) -> Self {
        Self { language, ..self }
    }

    /// The same with everything open that can be.
    #[must_use]
    pub fn opened(self) -> Self {
        Self { opened: true, ..self }
    }

    /// Begins the names of its files.
    pub fn id(&self) -> String {
        [self.calculator, "-", self.name].concat()
    }

    /// Its markup.
    pub fn draw(&self) -> String {
        let view = self.language.say(|| (self.view)(self.language));
        if self.opened { view.replace("<details", "<details open") } else { view }
    }
}
