//! The calculator on a page of its own: what the address, the storage and the browser say.

use web_sys::Element;
use yew::{AppHandle, Renderer};

use super::browser::{self, Intl};
use super::calculator::{Calculator, CalculatorProps, nobody};
use super::early::first_view;
use super::handle::Handle;
use super::view::Formatting;
use crate::calc::coverage::FIELDS;
use crate::state::{Action, Notice, Source, State};
use crate::text::draft::Draft;
use crate::text::example::example;
use crate::text::formats::Plain;
use crate::text::saved;
use crate::text::share::{self, LinkProblem};

/// Where the visitor's figures are kept.
pub const STORAGE_KEY: &str = "enough-pipeline:coverage";

/// Puts the calculator where the page asks for it.
pub fn mount() {
    let Some(place) = browser::mount_point() else { return };
    let locale = browser::locale(browser::query("locale").as_deref());
    let formats = Intl::new(Some(&locale), browser::query("currency").as_deref())
        .map_or_else(|| Formatting::new(Plain::default()), Formatting::new);
    let props = CalculatorProps {
        initial: first_state(&locale, &formats, true, true),
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

/// A link comes before the last visit, and the last visit before the example.
pub(super) fn first_state(locale: &str, formats: &Formatting, share: bool, save: bool) -> State {
    let example = || Draft::from_inputs(FIELDS, &example(browser::today()), &**formats);
    let saved = || {
        let saved = saved::decode(&browser::stored(STORAGE_KEY).filter(|_| save)?)?;
        saved.draft(FIELDS, locale).filter(|draft| !draft.is_blank())
    };
    let unshared = || match saved() {
        Some(draft) => State::new(draft, Source::Saved),
        None => State::new(example(), Source::Example),
    };
    let fragment = if share { browser::fragment() } else { String::new() };
    let shared = match share::decode(&fragment) {
        // It is for another calculator on the page.
        Ok(shared) if shared.calculator != "coverage" => Err(LinkProblem::Absent),
        shared => shared,
    };
    if shared != Err(LinkProblem::Absent) {
        browser::replace_fragment(&share::without(&fragment));
    }
    match shared {
        Ok(shared) => {
            let (draft, ignored) = Draft::from_canonical(&shared.fields, FIELDS, &**formats);
            let notice = (!ignored.is_empty()).then_some(Notice::Ignored(ignored));
            unshared().apply(Action::Load { draft, source: Source::Shared, notice })
        }
        Err(LinkProblem::Absent) => unshared(),
        Err(problem) => State { notice: Some(Notice::Link(problem)), ..unshared() },
    }
}

/// Keeps what the visitor typed for the next visit. What came by example or link is not theirs.
pub fn keep(state: &State, locale: &str) {
    if state.source == Source::Typed {
        let text = (!state.draft.is_blank()).then(|| saved::encode(locale, &state.draft, FIELDS));
        browser::store(STORAGE_KEY, text.as_deref());
    }
}
