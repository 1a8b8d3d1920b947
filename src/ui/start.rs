//! The calculator on a page of its own: what the address, the storage and the browser say.

use chrono::NaiveDate;
use web_sys::Element;
use yew::{AppHandle, Renderer};

use super::browser::{self, Intl};
use super::calculator::{Calculator, CalculatorProps, nobody};
use super::early::first_view;
use super::handle::Handle;
use super::steps::Steps;
use super::view::Formatting;
use crate::calc::coverage::{FIELDS, Inputs};
use crate::calc::field::Field;
use crate::state::{Action, Notice, Source, State};
use crate::text::draft::Draft;
use crate::text::example::{blank, example};
use crate::text::formats::Plain;
use crate::text::saved;
use crate::text::share::{self, LinkProblem};
use crate::text::texts::Texts;

/// What may be done with what is typed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Allowed {
    /// It is kept for the next visit, as is which column of a list says what.
    pub keep: bool,
    /// Links to it are made and read.
    pub share: bool,
}

/// What stays of a calculator that asks for boxes alone: in links, and for the next visit.
pub(super) struct Boxes<I: 'static> {
    /// Its name in links.
    pub name: &'static str,
    /// Where the visitor's figures are kept.
    pub storage_key: &'static str,
    /// What it asks for.
    pub fields: &'static [Field<I>],
    /// Inputs with nothing in them but the day.
    pub blank: fn(NaiveDate) -> I,
    /// What it shows before anyone types.
    pub example: fn(NaiveDate) -> I,
}

/// What stays of coverage.
pub(super) const COVERAGE: Boxes<Inputs> = Boxes {
    name: "coverage",
    storage_key: "enough-pipeline:coverage",
    fields: FIELDS,
    blank,
    example,
};

/// Puts the calculator where the page asks for it.
pub fn mount() {
    let Some(place) = browser::mount_point() else { return };
    browser::tidy();
    let locale = browser::locale(browser::query("locale").as_deref());
    let formats = Intl::new(Some(&locale), browser::query("currency").as_deref())
        .map_or_else(|| Formatting::new(Plain::default()), Formatting::new);
    let props = CalculatorProps {
        initial: COVERAGE.first_state(&locale, &formats, Allowed { keep: true, share: true }),
        formats,
        today: browser::today(),
        id: "ep".into(),
        level: 1,
        locale: locale.clone().into(),
        keep: Some(locale),
        gate: None,
        sharing: true,
        early: false,
        handle: Handle::default(),
        steps: Steps::default(),
        host: nobody(),
    };
    put(place, props);
}

/// Shows a calculator in `place`, taking over the first view that may stand there with what was
/// already typed into it.
pub(super) fn put(place: Element, mut props: CalculatorProps) -> AppHandle<Calculator> {
    if !browser::is_filled(&place) {
        return Renderer::with_root_and_props(place, props).render();
    }
    let mut typed = Draft::default();
    for field in FIELDS {
        let id = [&props.id, "-", field.key].concat();
        let text = browser::typed_into(&place, &id).filter(|text| !text.is_empty());
        if let Some(text) = &text {
            typed.set(field.key, text.clone());
        }
        // A choice can bring boxes that the first view does not have, so it is taken over later.
        if let Some(text) = text.or_else(|| browser::chosen_in(&place, &id)) {
            props.initial = props.initial.apply(Action::Edit { key: field.key, text });
        }
    }
    let early = first_view(props.level, browser::holds(&place, ".ep-gate"), typed);
    let mut app = Renderer::<Calculator>::with_root_and_props(place, early).hydrate();
    app.update(props);
    app
}

/// What a link to the calculator of this name holds. It is taken out of the address, even if it
/// can't be used; one for another calculator on the page is left there.
pub(super) fn take_link(name: &str) -> Result<Texts, LinkProblem> {
    let fragment = browser::fragment();
    let taken = match share::decode(&fragment) {
        Ok(shared) if shared.calculator != name => Err(LinkProblem::Absent),
        shared => shared.map(|shared| shared.fields),
    };
    if taken != Err(LinkProblem::Absent) {
        browser::replace_fragment(&share::without(&fragment));
    }
    taken
}

impl<I: Copy> Boxes<I> {
    /// A link comes before the last visit, and the last visit before the example.
    pub fn first_state(&self, locale: &str, formats: &Formatting, allowed: Allowed) -> State {
        let shared = if allowed.share { take_link(self.name) } else { Err(LinkProblem::Absent) };
        let saved = if allowed.keep { self.saved(locale) } else { None };
        let unshared = match saved {
            Some(draft) => State::new(draft, Source::Saved),
            None => State::new(self.example(browser::today(), formats), Source::Example),
        };
        match shared {
            Ok(texts) => {
                let (draft, ignored) = Draft::from_canonical(&texts, self.fields, &**formats);
                let notice = (!ignored.is_empty()).then_some(Notice::Ignored(ignored));
                unshared.apply(Action::Load { draft, source: Source::Shared, notice })
            }
            Err(LinkProblem::Absent) => unshared,
            Err(problem) => State { notice: Some(Notice::Link(problem)), ..unshared },
        }
    }

    /// The example as the visitor would have typed it.
    pub fn example(&self, today: NaiveDate, formats: &Formatting) -> Draft {
        Draft::from_inputs(self.fields, &(self.example)(today), &**formats)
    }

    /// What the last visit left, if it was in the same locale.
    fn saved(&self, locale: &str) -> Option<Draft> {
        let saved = saved::decode(&browser::stored(self.storage_key)?)?;
        saved.draft(self.fields, locale).filter(|draft| !draft.is_blank())
    }

    /// Keeps what the visitor typed for the next visit. What came by example or link is not theirs.
    pub fn keep(&self, state: &State, locale: &str) {
        if state.source == Source::Typed {
            let draft = &state.draft;
            let text = (!draft.is_blank()).then(|| saved::encode(locale, draft, self.fields));
            browser::store(self.storage_key, text.as_deref());
        }
    }

    /// The link to what was typed.
    pub fn link(&self, draft: &Draft, today: NaiveDate, formats: &Formatting) -> String {
        let canonical = draft.to_canonical(self.fields, (self.blank)(today), formats.notation());
        browser::link(&share::encode(self.name, &canonical))
    }
}
