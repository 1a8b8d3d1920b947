//! A review inside a page that is not ours.

use web_sys::Element;
use yew::{AppHandle, Renderer};

use super::update::kept;
use super::{Message, Review, ReviewProps, first_review};
use crate::calc::review::FIELDS;
use crate::state::review::{Review as Choices, ReviewAction};
use crate::state::{Action, Source, State};
use crate::text::draft::Draft;
use crate::text::record::{Item, Record, record, text};
use crate::text::review::{answered, content, read, write};
use crate::ui::browser;
use crate::ui::calculator::Message as Typed;
use crate::ui::embed::{Before, Embedded, Offer, Page};
use crate::ui::handle::Handle;

/// The review, for a program that has it.
pub const OFFER: Offer = Offer { name: "review", tool: "review", show };

fn show(place: Element, page: &mut Page, settings: &Item) -> Box<dyn Embedded> {
    // The first view holds the place; the program draws its own.
    place.set_text_content(None);
    let mut props = props(page);
    if let Some(rating) = page.options.save.then(kept).flatten() {
        props.initial = Choices::default().apply(ReviewAction::Load(rating));
    }
    if let Some(action) = settings.member("state").and_then(restored) {
        props.initial = props.initial.apply(action);
    }
    if let Some(given) = settings.member("inputs") {
        props.known = State::new(filled(page, &Draft::default(), given), Source::Given);
    }
    Box::new(Renderer::<Review>::with_root_and_props(place, props).render())
}

impl Embedded for AppHandle<Review> {
    fn configure(&mut self, page: &Page, _before: &Before) {
        self.update(props(page));
    }

    /// What other calculators found.
    fn inputs(&self) -> Option<Item> {
        let known = self.get_component()?.reading.inputs?;
        let known = FIELDS.iter().map(|field| {
            let value = field.get(&known).map_or(Item::Nothing, Item::of);
            (field.key.to_owned(), value)
        });
        Some(Item::Record(known.collect::<Record>()))
    }

    /// Takes what other calculators found.
    fn give(&mut self, page: &mut Page, inputs: &Item) {
        let now = self.get_component().map(|review| review.form.draft.clone());
        let draft = filled(page, &now.unwrap_or_default(), inputs);
        let action = Action::Load { draft, source: Source::Given, notice: None };
        self.send_message(Message::Form(Typed::Act(action)));
    }

    /// The scores, and no single answer.
    fn report(&self) -> Option<Item> {
        let review = self.get_component().filter(|review| !review.form.gate.closed)?;
        let answer = review.answer.as_ref()?;
        let (panel, formats) = (&answer.panel.report, &*review.view.formats);
        let (gaps, findings) = (&answer.gaps, &answer.findings);
        Some(answered(panel, gaps, findings, &review.content, &answer.verdict, formats))
    }

    /// What was answered.
    fn state(&self, _page: &Page) -> Option<Item> {
        let review = self.get_component()?;
        let file = write(&review.choices.rating(browser::today()), &review.content);
        Some(record([
            ("schema", Item::Number(1.0)),
            ("calculator", text("review")),
            ("file", text(file)),
        ]))
    }

    fn restore(&mut self, _page: &mut Page, state: &Item) {
        if let Some(action) = restored(state) {
            self.send_message(Message::Do(action));
        }
    }

    /// Every statement with its answer.
    fn csv(&self, _page: &Page) -> Option<String> {
        self.report()?;
        Some(self.get_component()?.table())
    }

    fn print(&self) {
        self.send_message(Message::Print);
    }

    /// Takes every answer back.
    fn reset(&mut self) {
        self.send_message(Message::Do(ReviewAction::Clear));
    }

    fn destroy(self: Box<Self>) {
        AppHandle::destroy(*self);
    }
}

/// The answers that a page kept.
fn restored(state: &Item) -> Option<ReviewAction> {
    let file = state.member("file").and_then(Item::as_text)?;
    read(file, &content()).ok().map(ReviewAction::Load)
}

/// `draft` with the figures of a script in it.
fn filled(page: &Page, draft: &Draft, given: &Item) -> Draft {
    let (found, _) = Draft::from_canonical(&given.texts(str::to_owned), FIELDS, &*page.formats);
    let mut filled = draft.clone();
    for field in FIELDS {
        let text = found.get(field.key);
        if !text.is_empty() {
            filled.set(field.key, text);
        }
    }
    filled
}

fn props(page: &Page) -> ReviewProps {
    ReviewProps {
        formats: page.formats.clone(),
        today: browser::today(),
        keep: page.options.save,
        early: false,
        locale: page.locale.clone().into(),
        gate: page.gate(),
        opened: page.was_opened(),
        handle: Handle::default(),
        host: page.host(),
        ..first_review()
    }
}
