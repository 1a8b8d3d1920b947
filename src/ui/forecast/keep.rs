//! What is there at first, what stays for the next visit, and links.

use std::rc::Rc;

use super::{Filling, Forecast, ForecastProps, Message};
use crate::calc::forecast::FIELDS;
use crate::language::Word;
use crate::state::forecast::{Held, Origin, Tables};
use crate::state::{Action, Notice, Source};
use crate::text::draft::Draft;
use crate::text::example::forecast::blank_forecast;
use crate::text::rows::forecast::SECTIONS;
use crate::text::saved;
use crate::text::share::{self, LinkProblem};
use crate::text::texts::Texts;
use crate::ui::browser;
use crate::ui::start::take_link;
use crate::ui::view::Formatting;

/// Where the visitor's figures are kept.
const STORAGE_KEY: &str = "enough-pipeline:forecast";
const NAME: &str = "forecast";
const TOO_MUCH: Word =
    word!("There is too much here for a link. Save the table, or print the page, to pass it on.");

impl Forecast {
    /// A link comes before the last visit, and the last visit before the example.
    pub(super) fn begin(&mut self, props: &ForecastProps) {
        if !self.take_saved(props) {
            self.fill_example(props);
        }
        if props.allowed.share {
            self.take_link();
        }
        self.recount(props);
    }

    fn take_saved(&mut self, props: &ForecastProps) -> bool {
        if !props.allowed.keep {
            return false;
        }
        let text = browser::stored(STORAGE_KEY);
        let Some(saved) = text.and_then(|text| saved::decode(&text)) else { return false };
        let Some(draft) = saved.draft(FIELDS, &props.locale) else { return false };
        let mut tables = Tables::default();
        for section in SECTIONS {
            if let Some(text) = saved.fields.get(section.table().key) {
                tables.take_text(section, text);
            }
        }
        if draft.is_blank() && tables.is_empty() {
            return false;
        }
        self.form = self.form.apply(Action::Load { draft, source: Source::Saved, notice: None });
        self.tables = tables;
        true
    }

    fn take_link(&mut self) {
        match take_link(NAME) {
            Ok(texts) => self.take_canonical(texts),
            Err(LinkProblem::Absent) => {}
            Err(problem) => self.form.notice = Some(Notice::Link(problem)),
        }
    }

    fn take_canonical(&mut self, mut texts: Texts) {
        let formats = self.view.formats.clone();
        let mut tables = Tables::default();
        for section in SECTIONS {
            if let Some(text) = texts.remove(section.table().key) {
                tables.take_canonical(section, &text, &*formats);
            }
        }
        let (draft, ignored) = Draft::from_canonical(&texts, FIELDS, &*formats);
        let notice = (!ignored.is_empty()).then_some(Notice::Ignored(ignored));
        self.form = self.form.apply(Action::Load { draft, source: Source::Shared, notice });
        self.tables.replace(tables);
    }

    /// Keeps what the visitor typed for the next visit. What came by example or link is not theirs.
    pub(super) fn save_typed(&self, props: &ForecastProps) {
        if !props.allowed.keep || self.form.source != Source::Typed {
            return;
        }
        let tables = SECTIONS.map(|section| (section.table().key, self.tables.get(section).text()));
        let text = (!self.reading.empty)
            .then(|| saved::encode_with(&props.locale, &self.form.draft, FIELDS, &tables));
        browser::store(STORAGE_KEY, text.as_deref());
    }

    /// Everything as it reads the same everywhere.
    pub(super) fn canonical(&self, props: &ForecastProps) -> Texts {
        let notation = self.view.formats.notation();
        let blank = blank_forecast(props.today);
        let mut texts = self.form.draft.to_canonical(FIELDS, blank, notation);
        for section in SECTIONS {
            let table = section.table();
            let text = table.canonical(self.tables.get(section), notation);
            if !text.is_empty() {
                texts.insert(table.key.to_owned(), text);
            }
        }
        texts
    }

    /// Copies a link; whether the screen changes at once.
    pub(super) fn share_link(&mut self, props: &ForecastProps) -> bool {
        let part = share::encode(NAME, &self.canonical(props));
        if share::decode(&part).is_err() {
            self.told = Some(TOO_MUCH.text().to_owned());
            self.spoken = TOO_MUCH.into();
            return true;
        }
        browser::copy(browser::link(&part), self.view.send.reform(Message::Form));
        false
    }

    /// Takes what a script or an earlier state fills in.
    pub(super) fn fill(&mut self, props: &ForecastProps, filling: Filling) {
        let formats = self.view.formats.clone();
        let Filling { boxes, tables: texts, whole } = filling;
        let (mut draft, mut tables) = if whole {
            (Draft::default(), Tables::default())
        } else {
            (self.form.draft.clone(), self.tables.clone())
        };
        for (key, text) in boxes {
            draft.set(key, text);
        }
        for (section, text) in texts {
            if whole {
                tables.take_text(section, &text);
            } else {
                tables.take_canonical(section, &text, &*formats);
            }
        }
        let source = if whole { Source::Saved } else { Source::Given };
        self.form = self.form.apply(Action::Load { draft, source, notice: None });
        self.tables.replace(tables);
        self.recount(props);
        self.settle_later();
    }

    /// What was chosen beside boxes and tables.
    pub fn held(&self) -> Held {
        let listed = self.borrowed.is_some();
        let aside = match self.origin {
            Origin::Stages if listed => Some(Origin::Stages),
            Origin::Deals if listed && !self.borrows => Some(Origin::Deals),
            _ => self.aside,
        };
        let means = self.means.iter().map(|(word, key)| (word.clone(), key.clone())).collect();
        Held { means, follows: self.owned.follows, leading: self.look.leading, aside }
    }

    /// Puts in force what was chosen on an earlier day.
    pub(super) fn restore(&mut self, props: &ForecastProps, held: Held) {
        let Held { means, follows, leading, aside } = held;
        self.means = means.iter().map(|(word, key)| (word.to_owned(), key.to_owned())).collect();
        self.look.leading = leading;
        // Nothing else may hold the lists while they change.
        (self.answer, self.work) = (None, None);
        Rc::make_mut(&mut self.owned).follows = follows;
        self.aside = aside.filter(|_| self.borrowed.is_none());
        if self.borrowed.is_some() {
            self.put_aside(aside);
        }
        self.recount(props);
        self.settle_later();
    }

    /// The same figures as they are written in another locale.
    pub(super) fn rewrite(&mut self, props: &ForecastProps, old: &Formatting) {
        let blank = blank_forecast(props.today);
        let texts = self.form.draft.to_canonical(FIELDS, blank, old.notation());
        let (mut draft, _) = Draft::from_canonical(&texts, FIELDS, &*props.formats);
        for field in FIELDS {
            if draft.get(field.key).is_empty() {
                draft.set(field.key, self.form.draft.get(field.key));
            }
        }
        self.form = self.form.apply(Action::Rewrite(draft));
        for section in SECTIONS {
            let text = section.table().canonical(self.tables.get(section), old.notation());
            self.tables.take_canonical(section, &text, &*props.formats);
        }
    }
}
