//! From the press of the button to the whole answer.

use yew::Callback;

use super::{Calculator, CalculatorProps, Message};
use crate::calc::coverage::{FIELDS, FIGURES, Inputs, Report};
use crate::calc::field::{Place, Value};
use crate::lead::bands::{band, banded, exact};
use crate::lead::config::{Config, Figures};
use crate::lead::consent::Consent;
use crate::lead::delivery::Delivery;
use crate::lead::outbox::Parcel;
use crate::lead::person::Ask;
use crate::lead::submission::{Context, Figure, Submission};
use crate::state::{Action, GateAction};
use crate::text::assess::band as verdict_band;
use crate::text::record::{Item, text};
use crate::ui::browser::Timer;
use crate::ui::signal::Signal;
use crate::ui::{browser, gate};

/// Milliseconds that the visitor waits for word of the lead before the answer opens anyway.
const PATIENCE: u32 = 3000;

/// Milliseconds that a person takes at least from the first sight of the form to its button.
const QUICKEST: u64 = 3000;

/// Figures of the answer that a seller prepares with.
const TOLD: [&str; 4] = ["chance", "gap", "pipeline_needed", "pipeline_short"];

/// What is known before the button is pressed, and what runs after.
#[derive(Debug, Default)]
pub(super) struct Lead {
    id: String,
    /// When the form was first seen, in milliseconds since 1970.
    pub(super) shown: u64,
    context: Context,
    /// What is on its way, as it was when the button was pressed.
    pressed: Option<Submission>,
    /// The outcome that the page heard last.
    told: &'static str,
    patience: Option<Timer>,
}

impl Lead {
    /// For a visitor who sees the form now.
    pub(super) fn new(locale: &str) -> Self {
        let (id, shown) = (browser::uuid(), browser::now());
        Self { id, shown, context: browser::context(locale), ..Self::default() }
    }
}

impl Calculator {
    /// What is being sent, or would be.
    pub(super) fn preview(&self, config: &Config) -> Submission {
        let pressed = self.lead.pressed.clone();
        pressed.unwrap_or_else(|| self.submission(config, self.lead.shown))
    }

    fn submission(&self, config: &Config, created_ms: u64) -> Submission {
        let figures = self.answer().map_or_else(Vec::new, |answer| {
            let mut told = figures(&answer.inputs, &answer.report, config.figures);
            let band = verdict_band(answer.verdict.tone);
            told.push(figure("result_band", "Result", band.to_owned()));
            told
        });
        Submission {
            id: self.lead.id.clone(),
            created_ms,
            calculator: "coverage".into(),
            version: env!("CARGO_PKG_VERSION").into(),
            person: self.state.gate.typed.tidy(config),
            figures,
            left_out: self.state.gate.left_out.clone(),
            consent: Consent::new(config, self.state.gate.typed.marketing),
            context: self.lead.context.clone(),
        }
    }

    /// The button was pressed.
    pub(super) fn unlock(&mut self, props: &CalculatorProps) {
        let Some(config) = props.gate.clone() else { return };
        if self.state.gate.is_sending() {
            return;
        }
        self.act(props, Action::Gate(GateAction::Ask));
        let wrong = [Ask::Email, Ask::Name, Ask::Company]
            .into_iter()
            .find(|ask| gate::problem(&self.state.gate, &config, *ask).is_some());
        if let Some(ask) = wrong {
            self.focus = Some(gate::box_name(ask));
            return;
        }
        // What fills in the hidden box is a program: it may look, and nothing is sent.
        if browser::is_typed(&self.root, &self.view.id(gate::TRAP)) {
            return self
                .keep(props, "Nothing was sent: a hidden box was filled in, as programs do.");
        }
        self.hand_over(props, &config);
    }

    /// Hands the lead over: to the page if it wants it, to the courier otherwise.
    fn hand_over(&mut self, props: &CalculatorProps, config: &Config) {
        let now = browser::now();
        let submission = self.submission(config, now);
        let detail = submission.detail(config).into_iter();
        let detail = Item::Record(detail.map(|(name, value)| (name, text(value))).collect());
        self.lead.told = "";
        if props.host.emit(Signal::Lead(detail)) {
            return self.hear(props, Delivery::Confirmed);
        }
        let Some(parcel) = Parcel::new(&submission, config) else {
            props.host.emit(Signal::Error("no-destination"));
            return self.keep(props, "Nothing was sent: this page has no address for it yet.");
        };
        self.lead.pressed = Some(submission);
        let send = self.view.send.clone();
        self.lead.patience = Some(browser::after(PATIENCE, &send, Message::Opened));
        self.act(props, Action::Gate(GateAction::Delivery(Delivery::Sending)));
        let early = (self.lead.shown + QUICKEST).saturating_sub(now);
        let listener = Callback::from(move |heard| send.emit(Message::Heard(heard)));
        browser::deliver(parcel, early.min(QUICKEST), listener);
    }

    /// Nothing is sent, and the answer opens.
    fn keep(&mut self, props: &CalculatorProps, why: &'static str) {
        self.act(props, Action::Gate(GateAction::Unsent(why)));
        self.open(props);
    }

    /// The lead has come so far.
    pub(super) fn hear(&mut self, props: &CalculatorProps, delivery: Delivery) {
        let (over, refused) = (delivery != Delivery::Sending, delivery.field().is_some());
        let told = delivery.name();
        if let Some(words) = delivery.console() {
            browser::warn(&["enough-pipeline: ", words].concat());
            props.host.emit(Signal::Error("destination"));
        }
        self.act(props, Action::Gate(GateAction::Delivery(delivery)));
        if over {
            // Another press is another message.
            (self.lead.id, self.lead.pressed) = (browser::uuid(), None);
            if std::mem::replace(&mut self.lead.told, told) != told {
                props.host.emit(Signal::LeadResult(told));
            }
        }
        if refused {
            self.lead.patience = None;
            self.focus = self.state.gate.refusal().map(|(ask, _)| gate::box_name(ask));
        } else if over {
            self.open(props);
        }
    }

    /// The visitor has done their part.
    pub(super) fn open(&mut self, props: &CalculatorProps) {
        self.lead.patience = None;
        if self.state.gate.closed {
            self.act(props, Action::Gate(GateAction::Open));
            self.focus = Some("answer");
            browser::remember_opened();
        }
    }
}

/// The inputs that were asked first and the figures that matter most, as exact as wanted.
fn figures(inputs: &Inputs, report: &Report, how: Figures) -> Vec<Figure> {
    if how == Figures::None {
        return Vec::new();
    }
    let exactly = how == Figures::Exact;
    let given = FIELDS.iter().filter(|field| field.place == Place::First).filter_map(|field| {
        let value = field.get(inputs)?;
        let text = if exactly { exact(value, field) } else { band(value, field) };
        Some(figure(field.key, field.label, text))
    });
    let told = FIGURES.iter().filter(|figure| TOLD.contains(&figure.key)).filter_map(|known| {
        let value = (known.get)(report)?;
        let text = if exactly { plain(value) } else { banded(value, &[]) };
        Some(figure(known.key, known.label, text))
    });
    given.chain(told).collect()
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
