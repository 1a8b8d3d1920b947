//! Coverage inside a page that is not ours.

use std::cell::RefCell;
use std::rc::Rc;

use web_sys::Element;
use yew::AppHandle;

use super::{Calculator, Message};
use crate::state::{Action, GateAction, Source, State};
use crate::text::assess;
use crate::text::export::csv;
use crate::text::record::{Item, record, text};
use crate::ui::answer::Answer;
use crate::ui::browser;
use crate::ui::embed::{Before, Embedded, Offer, Page};
use crate::ui::start::{COVERAGE, put};

/// Coverage, for a program that has it.
pub const OFFER: Offer = Offer { name: "coverage", tool: "coverage", show };

/// One calculator on a page.
struct Coverage {
    app: AppHandle<Calculator>,
    /// What was typed, while the page's script runs on that has just made or changed it.
    ahead: Rc<RefCell<Option<State>>>,
}

fn show(place: Element, page: &mut Page, settings: &Item) -> Box<dyn Embedded> {
    let mut state = COVERAGE.first_state(&page.locale, &page.formats, page.allowed());
    state.gate.closed = page.is_gated() && !page.was_opened();
    if let Some(given) = settings.member("inputs") {
        state = state.apply(given_inputs(page, &state, given));
    }
    if let Some(action) = settings.member("state").and_then(|given| given_state(page, given)) {
        state = state.apply(action);
    }
    let app = put(place, page.props(state.clone()));
    let coverage = Coverage { app, ahead: Rc::new(RefCell::new(Some(state))) };
    coverage.forget_soon();
    Box::new(coverage)
}

fn given_inputs(page: &mut Page, now: &State, given: &Item) -> Action {
    let draft = page.merged(&now.draft, given);
    Action::Load { draft, source: Source::Given, notice: None }
}

fn given_state(page: &mut Page, given: &Item) -> Option<Action> {
    let draft = page.restored(given)?;
    Some(Action::Load { draft, source: Source::Saved, notice: None })
}

impl Embedded for Coverage {
    fn configure(&mut self, page: &Page, before: &Before) {
        let is = page.is_gated();
        if is != before.gated {
            self.act(Action::Gate(GateAction::Close(is && !page.was_opened())));
        }
        let rewritten = (before.formats != page.formats)
            .then(|| page.rewritten(&self.current().draft, &before.formats));
        self.app.update(page.props(self.current()));
        if let Some(draft) = rewritten {
            self.act(Action::Rewrite(draft));
        }
    }

    fn inputs(&self) -> Option<Item> {
        self.answered(|answer| assess::inputs_of(&answer.inputs))
    }

    fn give(&mut self, page: &mut Page, inputs: &Item) {
        self.act(given_inputs(page, &self.current(), inputs));
    }

    fn report(&self) -> Option<Item> {
        if self.current().gate.closed {
            return None;
        }
        self.answered(|answer| assess::answered(&answer.inputs, &answer.report, &answer.verdict))
    }

    fn state(&self, page: &Page) -> Option<Item> {
        Some(record([
            ("schema", Item::Number(1.0)),
            ("calculator", text("coverage")),
            ("locale", text(&page.locale)),
            ("typed", Item::from(self.current().draft.texts())),
        ]))
    }

    fn restore(&mut self, page: &mut Page, state: &Item) {
        if let Some(action) = given_state(page, state) {
            self.act(action);
        }
    }

    fn csv(&self, page: &Page) -> Option<String> {
        Some(csv(&self.report()?, page.formats.notation()))
    }

    fn print(&self) {
        self.app.send_message(Message::Print);
    }

    fn reset(&mut self) {
        self.app.send_message(Message::LoadExample);
    }

    fn destroy(self: Box<Self>) {
        self.app.destroy();
    }
}

impl Coverage {
    fn current(&self) -> State {
        let ahead = self.ahead.borrow().clone();
        let shown = || self.app.get_component().map(|one| one.state().clone());
        ahead.or_else(shown).unwrap_or_default()
    }

    fn answered(&self, item: impl Fn(&Answer) -> Item) -> Option<Item> {
        self.app.get_component()?.answer().map(item)
    }

    fn act(&self, action: Action) {
        let next = self.current().apply(action.clone());
        *self.ahead.borrow_mut() = Some(next);
        self.app.send_message(Message::Act(action));
        self.forget_soon();
    }

    /// Messages arrive after the script has ended; from then on the calculator itself knows.
    fn forget_soon(&self) {
        let ahead = Rc::clone(&self.ahead);
        browser::soon(move || *ahead.borrow_mut() = None);
    }
}
