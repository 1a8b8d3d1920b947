//! From the press of the button to the whole answer.

use yew::Callback;

use super::browser::{self, Timer};
use super::calculator::Message;
use super::gate;
use super::signal::Signal;
use crate::calc::field::{Field, Place, Slot, Value};
use crate::lead::bands::{band, banded, exact};
use crate::lead::config::{Config, Figures};
use crate::lead::consent::Consent;
use crate::lead::delivery::Delivery;
use crate::lead::outbox::Parcel;
use crate::lead::person::Ask;
use crate::lead::submission::{Context, Figure, Ownership, Submission};
use crate::state::{Gate, GateAction, Source, State};
use crate::text::assess::band as verdict_band;
use crate::text::draft::Draft;
use crate::text::record::{Item, text};
use crate::text::verdict::Tone;

/// Who around a calculator hears of what happens, and whether they take it over.
pub type Host = Callback<Signal, bool>;

/// Milliseconds that the visitor waits for word of the lead before the answer opens anyway.
const PATIENCE: u32 = 3000;

/// Milliseconds that a person takes at least from the first sight of the form to its button.
const QUICKEST: u64 = 3000;

/// What is known before the button is pressed, and what runs after.
#[derive(Debug, Default)]
pub struct Lead {
    id: String,
    /// Whose page this is: see [`Config::seller_key`].
    seller: String,
    /// When the form was first seen, in milliseconds since 1970.
    shown: u64,
    context: Context,
    /// What is on its way, as it was when the button was pressed.
    pressed: Option<Submission>,
    /// The outcome that the page heard last.
    told: &'static str,
    patience: Option<Timer>,
}

impl Lead {
    /// For a visitor who sees the form now.
    pub fn new(locale: &str) -> Self {
        let (id, shown) = (browser::uuid(), browser::now());
        Self { id, shown, context: browser::context(locale), ..Self::default() }
    }
}

/// A calculator whose whole answer may wait behind a form.
pub trait Gated {
    /// The calculator's word.
    const NAME: &'static str;
    /// What is known before the button is pressed, and what runs after.
    fn lead(&self) -> &Lead;
    /// The same, to be changed.
    fn lead_mut(&mut self) -> &mut Lead;
    /// What stands between the visitor and the whole answer.
    fn gate(&self) -> &Gate;
    /// Changes it.
    fn change(&mut self, action: GateAction);
    /// What a seller prepares with, as exact as wanted.
    fn figures(&self, how: Figures) -> Vec<Figure>;
    /// Whose these are.
    fn ownership(&self) -> Ownership;
    /// Whether anything stands in the box with this name.
    fn is_typed(&self, name: &str) -> bool;
    /// Moves the focus to the part with this name once it is drawn.
    fn focus(&mut self, name: &'static str);
    /// Where what happens at the form goes.
    fn sender(&self) -> Callback<Message>;

    /// What is being sent, or would be.
    fn preview(&self, config: &Config) -> Submission {
        let pressed = self.lead().pressed.clone();
        pressed.unwrap_or_else(|| self.submission(config, self.lead().shown))
    }

    /// What would be sent at this moment, in milliseconds since 1970.
    fn submission(&self, config: &Config, created_ms: u64) -> Submission {
        let (lead, gate) = (self.lead(), self.gate());
        Submission {
            id: lead.id.clone(),
            created_ms,
            calculator: Self::NAME.into(),
            version: env!("CARGO_PKG_VERSION").into(),
            person: gate.typed.tidy(config),
            ownership: self.ownership(),
            figures: self.figures(config.figures),
            left_out: gate.left_out.clone(),
            consent: Consent::new(config, gate.typed.marketing),
            context: lead.context.clone(),
        }
    }

    /// The button was pressed.
    fn unlock(&mut self, config: &Config, host: &Host) {
        if self.gate().is_sending() {
            return;
        }
        let seller = config.seller_key(&self.lead().context.page_url);
        self.lead_mut().seller = seller;
        self.change(GateAction::Ask);
        let wrong = [Ask::Email, Ask::Name, Ask::Company]
            .into_iter()
            .find(|ask| gate::problem(self.gate(), config, *ask).is_some());
        if let Some(ask) = wrong {
            return self.focus(gate::box_name(ask));
        }
        // What fills in the hidden box is a program: it may look, and nothing is sent.
        if self.is_typed(gate::TRAP) {
            return self
                .keep(say!("Nothing was sent: a hidden box was filled in, as programs do."));
        }
        self.hand_over(config, host);
    }

    /// Hands the lead over: to the page if it wants it, to the courier otherwise.
    fn hand_over(&mut self, config: &Config, host: &Host) {
        let now = browser::now();
        let submission = self.submission(config, now);
        let detail = submission.detail(config).into_iter();
        let detail = Item::Record(detail.map(|(name, value)| (name, text(value))).collect());
        self.lead_mut().told = "";
        if host.emit(Signal::Lead(detail)) {
            return self.hear(host, Delivery::Confirmed);
        }
        let parcel = Parcel::new(&submission, config);
        let send = self.sender();
        self.lead_mut().pressed = Some(submission);
        self.lead_mut().patience = Some(browser::after(PATIENCE, &send, Message::Opened));
        self.change(GateAction::Delivery(Delivery::Sending));
        let early = (self.lead().shown + QUICKEST).saturating_sub(now);
        let listener = Callback::from(move |heard| send.emit(Message::Heard(heard)));
        browser::deliver(parcel, early.min(QUICKEST), listener);
    }

    /// Nothing is sent, and the answer opens.
    fn keep(&mut self, why: &'static str) {
        self.change(GateAction::Unsent(why));
        self.open();
    }

    /// The lead has come so far.
    fn hear(&mut self, host: &Host, delivery: Delivery) {
        let (over, refused) = (delivery != Delivery::Sending, delivery.field().is_some());
        let told = delivery.name();
        let news = over && self.lead().told != told;
        if let Some(words) = delivery.console().filter(|_| news) {
            browser::warn(&["enough-pipeline: ", words].concat());
            host.emit(Signal::Error("destination"));
        }
        self.change(GateAction::Delivery(delivery));
        if over {
            let lead = self.lead_mut();
            // Another press is another message.
            (lead.id, lead.pressed) = (browser::uuid(), None);
            lead.told = told;
            if news {
                host.emit(Signal::LeadResult(told));
            }
        }
        if refused {
            self.lead_mut().patience = None;
            if let Some((ask, _)) = self.gate().refusal() {
                self.focus(gate::box_name(ask));
            }
        } else if over {
            self.open();
        }
    }

    /// The visitor has done their part.
    fn open(&mut self) {
        self.lead_mut().patience = None;
        if self.gate().closed {
            self.change(GateAction::Open);
            self.focus("answer");
            browser::remember_opened(&self.lead().seller);
        }
    }
}

/// Whose the figures in these boxes are, beside the example's. A box that says what the example
/// says may be of either: dates and choices, where that is the usual thing, don't count.
pub fn ownership<I>(state: &State, example: &Draft, fields: &[Field<I>]) -> Ownership {
    if state.source == Source::Example {
        return Ownership::Example;
    }
    let same = |field: &Field<I>| {
        let usual = matches!(field.slot, Slot::Choice(..) | Slot::Date(..));
        let text = state.draft.get(field.key);
        !usual && !text.is_empty() && text == example.get(field.key)
    };
    if fields.iter().any(same) { Ownership::Mixed } else { Ownership::Own }
}

/// The inputs that were asked first, as exact as wanted.
pub fn given<I: Copy>(fields: &[Field<I>], inputs: &I, how: Figures) -> Vec<Figure> {
    let first = fields.iter().filter(|field| field.place == Place::First);
    let text = |field: &Field<I>, value| match how {
        Figures::None => None,
        Figures::Exact => Some(exact(value, field)),
        Figures::Bands => Some(band(value, field)),
    };
    first
        .filter_map(|one| Some(figure(one.key, one.label.text(), text(one, one.get(inputs)?)?)))
        .collect()
}

/// A figure of the answer, as exact as wanted.
pub fn told(key: &str, label: &str, value: Value, how: Figures) -> Option<Figure> {
    let text = match how {
        Figures::None => return None,
        Figures::Exact => plain(value),
        Figures::Bands => banded(value, &[]),
    };
    Some(figure(key, label, text))
}

/// What the answer is like.
pub fn result(tone: Tone) -> Figure {
    figure("result_band", say!("Result"), verdict_band(tone).to_owned())
}

fn plain(value: Value) -> String {
    match Item::of(value) {
        Item::Text(text) => text,
        Item::Number(number) => crate::text::canonical::number(number),
        _ => String::new(),
    }
}

fn figure(key: &str, label: &str, text: String) -> Figure {
    Figure { key: key.into(), label: label.into(), text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calc::coverage::FIELDS;
    use crate::state::Action;
    use crate::text::example::example;
    use crate::text::formats::Plain;

    #[test]
    fn figures_are_the_visitors_once_none_is_the_examples() {
        let day = "2026-11-30".parse().unwrap();
        let given = Draft::from_inputs(FIELDS, &example(day), &Plain::default());
        let whose = |state: &State| ownership(state, &given, FIELDS);
        let edit =
            |state: &State, key, text: &str| state.apply(Action::Edit { key, text: text.into() });
        let first = State::new(given.clone(), Source::Example);
        assert_eq!(whose(&first), Ownership::Example);
        let typed = edit(&first, "goal", "123456");
        assert_eq!(whose(&typed), Ownership::Mixed);
        assert_eq!(whose(&edit(&typed, "goal", given.get("goal"))), Ownership::Mixed);
        let own = edit(&typed.apply(Action::Clear), "goal", "123456");
        assert_eq!(whose(&own), Ownership::Own);
        let usual = edit(&own, "period", given.get("period"));
        assert_eq!(whose(&usual), Ownership::Own);
        assert_eq!(whose(&own.apply(Action::LoadExample(given.clone()))), Ownership::Example);
    }
}
